"""Acknowledgements: who agreed to an issued paper, when, and what shows it."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, NamedTuple, NewType

from delvia_desktop import resources
from delvia_desktop.domain.evidence.evidence import AttachmentKey, FileDraft
from delvia_desktop.domain.evidence.media import PDF, PNG
from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.records.access_records import AccessRecordKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Code, Label, Prose, Searched, Somebody
from delvia_desktop.i18n import show_day, tr

AcknowledgementKey = NewType("AcknowledgementKey", int)


@functools.cache
def sides(kind: str) -> int:
    """Return how many have to sign the declarations of a kind of paper; a witness is no side."""
    data = json.loads(resources.text("papers", "declarations.json"))
    return int(data["declarations"].get(kind, {}).get("sides", 1))


class How(StrEnum):
    """What shows that somebody agreed."""

    SCAN = "SCAN"
    DRAWN = "DRAWN"
    EMAIL = "EMAIL"
    DIGITAL = "DIGITAL"


class Standing(StrEnum):
    """How far an issued paper is on its way to being signed."""

    SIGNED = "signed"
    PARTLY = "partly"
    KEPT = "kept"
    REPLACED = "replaced"
    CHANGED = "changed"
    OVERDUE = "overdue"
    WAITING = "waiting"


@dataclass(frozen=True)
class Acknowledgement:
    """One signer of an issued paper.

    `attachment` is the signed scan, the drawn signature or the digitally signed file, kept with the
    paper; `reference` names an e-mail instead.
    """

    id: AcknowledgementKey
    access_record: AccessRecordKey
    how: Annotated[str, Code("acknowledged_how")]
    who: Searched[Somebody]
    on: Annotated[date, Label("Date")]
    role: Annotated[Searched[Prose], Label("Role and organisation")] = ""
    reference: Searched[Prose] = ""
    note: Searched[Prose] = ""
    attachment: Annotated[AttachmentKey | None, Label("Attached file")] = None


class AcknowledgementRow(NamedTuple):
    """A line of the acknowledgements: one signer of an issued paper, and what shows it."""

    id: int
    number: str
    title: str
    who: str
    role: str
    on: date
    how: str
    reference: str
    file: str
    note: str


@dataclass(frozen=True)
class AcknowledgementDraft:
    """An acknowledgement as typed, with the file that shows it."""

    how: str = How.SCAN
    who: str = ""
    role: str = ""
    on: str = ""
    reference: str = ""
    note: str = ""
    file: FileDraft | None = None


@dataclass(frozen=True)
class Paper:
    """The issued paper that is acknowledged: its key, the day it was issued, its other signers."""

    key: AccessRecordKey
    issued_on: date
    others: tuple[Acknowledgement, ...] = ()


def check_acknowledgement(
    draft: AcknowledgementDraft, before: Acknowledgement | None, paper: Paper, reading: Reading
) -> Acknowledgement:
    """Check the draft of an acknowledgement and return it; raises Invalid.

    With `before` it is a correction: how it was given and the file that shows it stay.
    """
    how = before.how if before is not None else draft.how
    reading.check(how in set(How), "how", tr("Choose how it was acknowledged."))
    who = reading.name(
        "who",
        draft.who,
        tr("Enter who agreed, exactly as written on the document or in the email."),
    )
    role = reading.line("role", draft.role)
    on = reading.happened("on", draft.on)
    issued = tr(
        "Cannot be before {day}, when the document was issued.", day=show_day(paper.issued_on)
    )
    reading.check(on >= paper.issued_on, "on", issued)
    reference = reading.line("reference", draft.reference)
    if how == How.EMAIL:
        missing = tr("Enter the Message-ID, the date and sender, or a ticket number.")
        reading.check(bool(reference), "reference", missing)
    if before is None:
        _check_file(how, draft.file, reading)
        again = any(other.who.casefold() == who.casefold() for other in paper.others)
        reading.notice(
            "who", tr("{who} has already acknowledged this document.", who=who) if again else ""
        )
    note = reading.note("note", draft.note)
    reading.done()
    start = before or Acknowledgement(AcknowledgementKey(0), paper.key, how, who, on)
    return replace(start, who=who, role=role, on=on, reference=reference, note=note)


def _check_file(how: str, file: FileDraft | None, reading: Reading) -> None:
    missing = {
        How.SCAN: tr("Choose the signed scan, or drop it here."),
        How.DRAWN: tr("Draw your signature in the white field first."),
        How.DIGITAL: tr("Choose the digitally signed file."),
    }
    if file is None:
        reading.problem("file", missing.get(How(how), "") if how in set(How) else "")
        return
    kind = file.kind
    if not kind:
        return  # why it cannot be kept at all is said when it is
    if how == How.SCAN:
        is_scan = kind == PDF or kind.startswith("image/")
        reading.check(is_scan, "file", tr("A signed scan must be a PDF or an image."))
    elif how == How.DRAWN:
        reading.check(kind == PNG, "file", tr("A drawn signature must be a PNG image."))
    elif how == How.DIGITAL:
        reading.check(kind == PDF, "file", tr("A digitally signed document must be a PDF."))


def due_on(issued_on: date, days: int) -> date:
    """Return the last day for a paper's acknowledgement, some days after its issue."""
    return issued_on + timedelta(days=days)


def standing_of(
    row: AccessRecordRow, on: date, days: int, *, has_changed: bool = False, sides: int = 1
) -> Standing:
    """Return how far acknowledgement of a paper is on a day, of all `sides` in time.

    What changed before anybody signed is printed again, however long one has waited for it.
    Registers from before acknowledgements were recorded keep the signed paper as evidence only.
    """
    if row.superseded_by:
        return Standing.REPLACED
    if row.signed_by:
        return Standing.PARTLY if row.signatures < sides else Standing.SIGNED
    if row.acknowledged:
        return Standing.KEPT
    if has_changed:
        return Standing.CHANGED
    is_late = on > due_on(row.issued_at.date(), days)
    return Standing.OVERDUE if is_late else Standing.WAITING
