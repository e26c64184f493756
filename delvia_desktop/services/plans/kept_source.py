"""What was read of a source, kept as evidence: a table without secrets for each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.evidence.evidence import LONGEST, FileDraft, Subject, check_file
from delvia_desktop.domain.plans.columns import LineColumn
from delvia_desktop.domain.plans.lines import SourceLine
from delvia_desktop.domain.plans.plan import Plan
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.outgoing import OutTable, csv_of
from delvia_desktop.i18n import tr
from delvia_desktop.services.evidence.evidence import files_of, keep_file
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records

_PLACE = ("row", "sheet", "kind", "left_out")
"""Columns beside those that were read: where a line stood, what it tells of, why it is left out."""


def keep_source(edit: Edit, plan: Plan) -> None:
    """Keep what a plan read, as a part of the act in hand; what is kept already is not kept twice.

    Raises Refused if there is no record to keep it with, Invalid if it cannot be evidence.
    """
    keeper = keeper_of(edit.records, plan)
    subject = Subject(kind_of(keeper).name, keeper.id)
    # In a table without blanks cells that stand side by side may look like a password.
    is_harmless = not any(find_secret(text) for each in plan.lines for text in each.texts.values())
    for draft in _files(plan):
        if is_harmless:
            edit.looked_at(draft.text)
        others = files_of(edit.records, subject)
        if all(other.sha256 != draft.sha256 for other in others):
            keep_file(edit, subject, draft.content, check_file(draft, others, edit.reading()))


def keeper_of(records: Records, plan: Plan) -> Partner | BusinessCenter:
    """Return the record that keeps what a plan read: the partner whose complete list it is.

    Else it is our Business Center; raises Refused if there is none.
    """
    scope = plan.scope
    if scope is not None and scope.partner is not None:
        return records.get(Partner, scope.partner)
    ours = records.select(BusinessCenter, is_own=1)
    told = scope.business_center if scope is not None else None
    found = next((each for each in ours if told in {None, each.id}), None)
    if found is None:
        raise Refused(
            tr("The source is kept with your own Business Center, and none is on record.")
        )
    return found


def _files(plan: Plan) -> Iterator[FileDraft]:
    hashes = {source.name: source.sha256 for source in plan.sources}
    for name in dict.fromkeys(line.place.source for line in plan.lines):
        parts = list(_parts([line for line in plan.lines if line.place.source == name]))
        for number, content in enumerate(parts, 1):
            part = f" {number}" if len(parts) > 1 else ""
            told = hashes.get(name, "")
            yield FileDraft(
                tr("{file}, as read", file=f"{name}{part}") + ".csv",
                content,
                caption=tr("As it was read. SHA-256 of the source: {hash}", hash=told)
                if told
                else tr("As it was read."),
            )


def _parts(lines: Sequence[SourceLine]) -> Iterator[bytes]:
    """Yield lines as tables of which each can be looked through as evidence, halved until it is."""
    content = csv_of(_table(lines))
    if len(content) < LONGEST or len(lines) == 1:
        yield content
    else:
        yield from _parts(lines[: len(lines) // 2])
        yield from _parts(lines[len(lines) // 2 :])


def _table(lines: Sequence[SourceLine]) -> OutTable:
    read = dict.fromkeys(name for line in lines for name in line.texts)
    columns = tuple(LineColumn(name, (name,), name) for name in (*_PLACE, *read))
    return OutTable(
        "",
        columns,
        tuple(
            (
                str(line.place.row),
                line.place.sheet,
                line.kind,
                line.left_out,
                *(line.texts.get(name, "") for name in read),
            )
            for line in lines
        ),
    )
