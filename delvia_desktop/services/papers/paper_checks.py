"""Checking a paper: against itself, against its register, and against what is true now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from delvia_desktop.domain.evidence.evidence import show_size
from delvia_desktop.domain.papers.sealing import digest_of, short_code, unseal
from delvia_desktop.domain.papers.signatures import Added, Addition, Certificate, Signature
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import show_day, show_moment, speaking, tr
from delvia_desktop.reports.signing.signatures import read_added
from delvia_desktop.reports.signing.signing_tools import NotInstalled
from delvia_desktop.services.papers.paper_differences import (
    ContentDifference,
    all_differences,
    since_issue,
)
from delvia_desktop.services.papers.paper_making import data_now
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.file.files import read_file

_LARGEST = 100_000_000
"""Bytes of the largest file that can be a paper."""


@dataclass(frozen=True)
class Verdict:
    """What is known of a paper; `record` is the one under which this register issued it.

    `namesake` is the paper that the register issued under the number that this one only claims.
    `differences` are to what is true now, or else to the namesake. They are None where nothing can
    be compared: the paper has no data, or is about a record that is gone. In a signed copy
    something was added after the paper that was issued.
    """

    is_sealed: bool
    is_issued_part_unaltered: bool
    number: str
    title: str
    code: str
    record: AccessRecord | None
    namesake: AccessRecord | None
    differences: tuple[ContentDifference, ...] | None
    added: Added

    @property
    def is_unaltered(self) -> bool:
        """Whether the file is the paper as it was made, with nothing but sound signatures."""
        sound = {Addition.NOTHING, Addition.SIGNATURES}
        return self.is_issued_part_unaltered and self.added.what in sound

    @property
    def is_unknown(self) -> bool:
        """Whether the paper is as it was made, but what was added cannot be checked here."""
        return self.is_issued_part_unaltered and self.added.what == Addition.UNCHECKED


def read_paper(path: Path) -> bytes:
    """Read a file for checking that may be a paper; raises Refused, never hangs."""
    return read_file(path, _LARGEST, _too_large)


def _too_large(size: int) -> str:
    if size <= _LARGEST:
        return ""
    return tr("The file is {size}. No Delvia document is that large.", size=show_size(size))


def check_paper(content: bytes, register: Register | None = None) -> Verdict:
    """Check a paper against itself, the register and today; the bytes may be anything.

    With a register it is said whether that issued it, and what has changed since. A signed copy is
    issued by whom the paper in it was issued by.
    """
    sealed = unseal(content)
    data = sealed.data
    record = namesake = None
    differences = None
    if register is not None:
        record = _issued(register, content) or _issued(register, content[: sealed.length])
        if record is not None:
            differences = _since(register, data)
        else:
            namesake = register.records.find(AccessRecord, number=str(data.get("number", "")))
        if namesake is not None:
            differences = _forged(unseal(register.content(namesake.sha256)).data, data)
    return Verdict(
        sealed.is_sealed,
        # What this register issued is known by all its bytes, sealed or not.
        sealed.is_unaltered or record is not None,
        _line(data.get("number", record.number if record else "")),
        _line(data.get("title", record.title if record else "")),
        short_code(digest_of(data)) if data else "",
        record,
        namesake,
        differences,
        read_added(content, sealed.length),
    )


def _line(told: Any) -> str:  # noqa: ANN401 - data that anybody may have made
    """Return what a file says of itself without what would act where it is shown."""
    return "".join(c if c.isprintable() else "?" for c in str(told))


def _issued(register: Register, content: bytes) -> AccessRecord | None:
    digest = hashlib.sha256(content).hexdigest()
    return register.records.find(AccessRecord, sha256=digest)


def _since(register: Register, data: dict[str, Any]) -> tuple[ContentDifference, ...] | None:
    """Return what a paper for the same request would say otherwise today; None if there is none."""
    record = register.records.find(AccessRecord, number=data.get("number"))
    now = data_now(register, record) if record is not None else None
    if record is None or now is None:
        return None
    with speaking(record.edition.language):
        return since_issue(data, now)


def _forged(
    issued: dict[str, Any], claimed: dict[str, Any]
) -> tuple[ContentDifference, ...] | None:
    """Return what a file says otherwise than the issued paper whose number it has."""
    try:
        return tuple(
            ContentDifference(*map(_line, (each.section, each.before, each.after)))
            for each in all_differences(issued, claimed)
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # the data have not even the form of a paper's


def told(verdict: Verdict, *, asked_register: bool = True) -> list[str]:
    """Return what the check of a paper found, in sentences."""
    lines = _told_of_file(verdict)
    if verdict.is_issued_part_unaltered and verdict.code:
        text = tr("The code at the end of its last page must be {code}.", code=verdict.code)
        draft = tr("It is a draft: it has no number and was never issued.")
        lines.append(text if verdict.number else draft)
    if verdict.record is not None:
        number = verdict.record.number
        lines.append(tr("This register issued it as {number}.", number=number))
    elif not asked_register:
        text = tr("Anyone can seal a document. Only its register can tell whether it was issued.")
        lines.append(text)
    elif verdict.namesake is None:
        lines.append(tr("This register did not issue it."))
    else:
        number = verdict.namesake.number
        text = tr(
            "This register did not issue it; it issued a different document as {number}.",
            number=number,
        )
        lines.append(text)
    if verdict.differences is not None:
        lines.append(_told_of_differences(verdict))
    return lines


def _told_of_differences(verdict: Verdict) -> str:
    if verdict.namesake is not None:
        if verdict.differences:
            return tr("The issued document and this file differ:")
        return tr("Its data matches the issued document. What its pages show may differ.")
    if verdict.differences:
        return tr("Differences between the document and the register now:")
    return tr("It still matches the register.")


def _told_of_file(verdict: Verdict) -> list[str]:
    if not verdict.is_issued_part_unaltered:
        if verdict.is_sealed:
            return [tr("The document was altered after it was created.")]
        return [tr("This is not a Delvia document, or part of it is missing.")]
    return {
        Addition.NOTHING: [tr("The document is unaltered.")],
        Addition.SIGNATURES: [tr("The document is unaltered. Only signatures were added to it.")],
        Addition.UNCHECKED: [
            tr("The document in this file is unaltered."),
            tr(
                "A signature was added that cannot be checked here. Nothing else that was added "
                "can be checked either."
            ),
            str(NotInstalled()),
        ],
        Addition.OTHER: [
            tr("The file was altered: something other than valid signatures was added."),
            tr("The document in this file is unaltered up to its seal."),
        ],
    }[verdict.added.what]


def told_of_signature(signature: Signature) -> list[str]:
    """Return what the check of a paper found of a signature, in sentences."""
    certificate = signature.certificate
    if certificate is None:
        return [tr("A signature cannot be read.")]
    lines = [_who_and_when(signature, certificate)]
    if not signature.is_intact:
        lines.append(
            tr("This signature is not valid: it is not genuine, or what it covers was altered.")
        )
    elif not signature.covers_whole_file:
        lines.append(tr("Something was added after it; see the following signatures."))
    if signature.reason:
        lines.append(tr("Reason: {reason}", reason=signature.reason))
    if signature.place:
        lines.append(tr("Place: {place}", place=signature.place))
    lines.append(
        tr("The signature is visible on page {page}.", page=signature.page)
        if signature.page
        else tr("The signature is not visible on any page.")
    )
    if certificate.is_self_signed:
        lines.append(tr("The certificate is self-signed: no one else vouches for the name."))
    else:
        lines.append(
            tr("According to the certificate, {issuer} issued it.", issuer=certificate.issuer)
        )
    hexa = certificate.fingerprint
    lines.append(
        tr(
            "It is valid from {start} to {end}. Its SHA-256 is {fingerprint}.",
            start=show_day(certificate.valid_from),
            end=show_day(certificate.valid_until),
            fingerprint=" ".join(hexa[at : at + 16] for at in range(0, len(hexa), 16)),
        )
    )
    lines.append(
        tr(
            "It was not checked against a list of trusted issuers or for revocation: Delvia "
            "never uses the network."
        )
    )
    return lines


def _who_and_when(signature: Signature, certificate: Certificate) -> str:
    if signature.signed_at is None:
        return tr("Signed by {name}; the time is not stated.", name=certificate.name)
    return tr(
        "Signed by {name} on {moment}, according to the signer's computer.",
        name=certificate.name,
        moment=show_moment(local(signature.signed_at)),
    )


def signature_data(signature: Signature) -> dict[str, Any]:
    """Return what the check of a paper found of a signature, for a program."""
    held = signature.certificate
    return {
        "signer": held.name if held else None,
        "issuer": held.issuer if held else None,
        "self_signed": held.is_self_signed if held else None,
        "valid_from": held.valid_from.isoformat() if held else None,
        "valid_until": held.valid_until.isoformat() if held else None,
        "fingerprint": held.fingerprint if held else None,
        "issuer_trusted": None,
        "signed_at": signature.signed_at.isoformat() if signature.signed_at else None,
        "intact": signature.is_intact,
        "covers_whole_file": signature.covers_whole_file,
        "page": signature.page or None,
        "reason": signature.reason,
        "place": signature.place,
    }
