"""What every paper says in the same way: which paper it is, and who acknowledges it."""

from __future__ import annotations

from datetime import date, datetime

from delvia_desktop.domain.papers.content import Content, Head
from delvia_desktop.domain.papers.sealing import short_code
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.reports.drawing.pages import Pages, Stamp
from delvia_desktop.reports.drawing.styles import BODY

_STATE_DIGITS = 16
"""Digits of the register state that stand at the foot; enough to find it again."""


def identity(head: Head, code: str) -> tuple[str, ...]:
    """Return, beside the signing block, what each page's foot says; a draft has no number.

    What goes to a partner has the short `code` of its data there, by which the partner tells that
    pages belong together, in place of the register's own state.
    """
    known = knowledge(head.register_state, head.as_of)
    if head.goes_out:
        moment = show_moment(head.as_of)
        known = tr("As of {moment} · check code {code}", moment=moment, code=code)
        if not code:
            known = tr("As of {moment}", moment=moment)
    return (f"{which(head.number)} · {head.brand}", known)


def which(number: str) -> str:
    """Return which paper the signing block names; without a number it is a draft."""
    return tr("Access record {number}", number=number) if number else tr("Draft, not issued")


def printed_view(brand: str, on: date, register_state: str, as_of: datetime) -> tuple[str, ...]:
    """Return what stands in place of a signing block on a view without a number."""
    return (
        tr(
            "Printed view, not issued as an access record · {brand} · access on {day}",
            brand=brand,
            day=show_day(on),
        ),
        knowledge(register_state, as_of),
    )


def knowledge(register_state: str, as_of: datetime) -> str:
    """Return which state of the register a paper's signing block goes by."""
    state = register_state[:_STATE_DIGITS]
    grouped = " ".join(state[start : start + 4] for start in range(0, len(state), 4))
    return tr("Register state {state} · as of {moment}", state=grouped, moment=show_moment(as_of))


def stamp_of(head: Head, digest: str) -> Stamp:
    """Return the QR code in a signing block, with number and digest, and how to check it."""
    return Stamp(f"DELVIA {head.number} {digest}", check_words(head, digest))


def check_words(head: Head, digest: str) -> tuple[str, ...]:
    """Return what the signing block says beside its QR code, for whoever holds the paper."""
    halves = " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
    how = tr(
        "This file contains the data of the document. Delvia (Handovers, Check document) and "
        "the document verifier show the same code if nothing was altered."
    )
    if head.goes_out:
        how = tr(
            "To check a copy, ask {brand} whether this number was issued with this code. The PDF "
            "file holds its data; {brand} provides a free program that shows the code of a file.",
            brand=head.brand,
        )
    return (
        tr("{number} · check code {code}", number=head.number, code=short_code(digest)),
        tr("Check code in full: {digest}", digest=halves),
        how,
    )


def acknowledgement(pages: Pages, content: Content, head: Head, stamp: Stamp | None) -> None:
    """Draw the signing block of a paper: what is confirmed, places to sign, the code.

    A draft cannot be signed.
    """
    said = content.declarations
    if said is None:
        if stamp is not None:
            pages.stamp(stamp)
        return
    pages.heading(tr("Acknowledgement"))
    pages.text(said.opening, BODY, introduces=True)
    is_list = len(said.confirms) > 1
    for number, point in enumerate(said.confirms, start=1):
        pages.text(point, BODY, introduces=True, mark=f"{number}." if is_list else "")
    pages.space(4)
    if not head.number:
        draft = tr("This is a draft. It can be signed once it is issued.")
        pages.text(f"{draft} {said.edition}.", BODY, introduces=True)
        return
    signed = tr(
        "What is signed: {document}, “{title}”, access on {day}. {edition}.",
        document=which(head.number),
        title=content.title,
        day=show_day(head.on),
        edition=said.edition,
    )
    pages.text(signed, BODY, introduces=True)
    if content.return_to:
        pages.text(content.return_to, BODY, introduces=True)
    if any(said.names):
        expected = tr(
            "A printed name is that of the person expected to sign. Anyone else who signs writes "
            "their own name beside it."
        )
        pages.text(expected, BODY, introduces=True)
    pages.space(6)
    to_write = [tr("Name, role and organisation"), tr("Date and signature")]
    pages.signatures(said.signers, said.names, to_write, stamp)
