"""Signing an issued paper: the signed copy is kept beside it, the paper stays as it was issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.evidence.media import PDF
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.papers.signatures import Certificate, KeySource, SignatureLook
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    How,
)
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.reports.signing.signing_keys import doubt_of, opened_key
from delvia_desktop.reports.signing.signing_tools import NotInstalled, is_installed, tools
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers.acknowledgements import acknowledge
from delvia_desktop.services.papers.paper_checks import check_paper
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit

_KIND = "access-record"
_LARGEST_KEY = 1_000_000
"""Bytes of a file with a key; a longer one is something else."""


@dataclass(frozen=True)
class Order:
    """A paper to be signed: its bytes, with which key, how it looks, and when."""

    record: AccessRecord
    content: bytes
    source: KeySource
    look: SignatureLook
    moment: datetime


@dataclass(frozen=True)
class SignedCopy:
    """A signed copy of an issued paper, and whose signature was added."""

    record: AccessRecord
    content: bytes
    certificate: Certificate
    reason: str

    @property
    def file_name(self) -> str:
        """The name under which it is kept and saved."""
        return tr("{number} signed.pdf", number=self.record.number)


@dataclass(frozen=True)
class SigningDoubt:
    """Why a paper was not signed yet: the person may want to all the same."""

    text: str


def missing() -> str:
    """Say why no paper can be signed digitally here, and what to do; empty if it can."""
    return "" if is_installed() else str(NotInstalled())


def read_key_file(path: Path) -> bytes:
    """Return the content of a file with a key for signing; raises Refused."""
    try:
        with path.open("rb") as opened:
            return opened.read(_LARGEST_KEY)
    except OSError as error:
        why = error.strerror or str(error)
        text = tr("“{name}” cannot be read ({reason}).", name=path.name, reason=why)
        raise Refused(text) from error


def content_to_sign(register: Register, record: AccessRecord) -> bytes:
    """Return what the next signing starts from: the newest signed copy, else the paper.

    So the signatures of several people gather in one file. Raises NotInstalled, or Refused if the
    paper is none that was issued, or is altered.
    """
    with tools():
        return _newest_sound(register, record)


def _newest_sound(register: Register, record: AccessRecord) -> bytes:
    if not record.id:
        raise Refused(tr("Only an issued document can be signed. Issue it first."))
    issued = register.content(record.sha256)
    verdict = check_paper(issued, register)
    if verdict.record != record or unseal(issued).length != len(issued):
        raise Refused(
            tr("The document {number} has been altered and was not signed.", number=record.number)
        )
    kept = evidence.files_of(register.records, Subject(_KIND, record.id))
    for each in reversed(kept):
        if each.media_type != PDF or each.size <= len(issued):
            continue
        copy = register.content(each.sha256)
        if copy.startswith(issued) and check_paper(copy).is_unaltered:
            return copy
    return issued


def sign(order: Order, *, despite_doubt: bool = False) -> SignedCopy | SigningDoubt:
    """Return a digitally signed copy of an issued paper, or why to ask the person first.

    It touches no register, so it may run beside the window. Raises Refused or NotInstalled.
    """
    with opened_key(order.source) as key:
        doubt = doubt_of(key.certificate, order.moment)
        if doubt and not despite_doubt:
            return SigningDoubt(doubt)
        from delvia_desktop.reports.signing import signing  # noqa: PLC0415 - loads pyHanko

        signed = signing.sign(order.content, key, order.look, order.moment)
        verdict = check_paper(signed)
        if verdict.is_unknown:
            raise NotInstalled
        if not verdict.is_unaltered:
            raise Refused(
                tr(
                    "The signature is not valid and was discarded. The key and certificate may "
                    "not match."
                )
            )
        return SignedCopy(order.record, signed, key.certificate, order.look.reason)


def keep_signed(edit: Edit, signed: SignedCopy) -> Acknowledgement:
    """Record a signed copy with its paper, and its signer's agreement, as one act."""
    name = signed.certificate.name
    caption = tr("Signed digitally by {name}", name=name)
    draft = AcknowledgementDraft(
        How.DIGITAL,
        name,
        on=edit.today.isoformat(),
        note=signed.reason,
        file=FileDraft(signed.file_name, signed.content, caption=caption),
    )
    made = acknowledge(edit, signed.record, draft)
    edit.name(tr("Signed {number} digitally as {name}", number=signed.record.number, name=name))
    return made


def save_signed(signed: SignedCopy, target: Path, replacing: Replacing = Replacing.NOTHING) -> None:
    """Write a signed copy to a file of its own; raises Refused or DiskTrouble."""
    outputs.save(target, signed.content, replacing)
