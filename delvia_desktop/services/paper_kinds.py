"""The kinds of papers by their code: whom each is about, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from delvia_desktop.domain.access_records import KIND_PARTNER, AccessRecord
from delvia_desktop.domain.attention import look
from delvia_desktop.domain.errors import Missing
from delvia_desktop.domain.findings import Name
from delvia_desktop.domain.papers import (
    admin_handover,
    asset_sheet,
    claim_record,
    offboarding,
    onboarding,
    person_record,
    procedure_record,
    review_report,
    whole_record,
)
from delvia_desktop.domain.papers.content import Content, Head, as_json
from delvia_desktop.domain.papers.exceptions import exceptions
from delvia_desktop.domain.papers.sealing import seal
from delvia_desktop.domain.partners import PartnerKey
from delvia_desktop.domain.picture import Picture
from delvia_desktop.domain.procedures import Run
from delvia_desktop.i18n import tr
from delvia_desktop.reports import content_paper
from delvia_desktop.reports.pages import Progress
from delvia_desktop.services.papers import (
    Prepared,
    drafted,
    partner_paper,
    prepare_partner_record,
    says_the_same,
)
from delvia_desktop.services.partner_data import partner_json
from delvia_desktop.services.register import Register


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `subject` is the kind of record that it is about, the brand for the whole.

    `make` takes the situation, the record (but for the whole) and the head of the paper.
    """

    code: str
    subject: str
    label: Callable[[], str]
    make: Callable[..., Content]


PAPER_KINDS: Mapping[str, PaperKind] = {
    kind.code: kind
    for kind in (
        PaperKind(
            review_report.KIND, "review", lambda: tr("Report of the review"), review_report.content
        ),
        PaperKind(
            procedure_record.KIND,
            "run",
            lambda: tr("Record of the procedure"),
            procedure_record.content,
        ),
        PaperKind(
            person_record.KIND, "person", lambda: tr("Record of the person"), person_record.content
        ),
        PaperKind(
            claim_record.KIND, "partner", lambda: tr("Ownership claim"), claim_record.content
        ),
        PaperKind(onboarding.KIND, "partner", lambda: tr("Agency onboarding"), onboarding.content),
        PaperKind(
            offboarding.KIND, "partner", lambda: tr("Agency offboarding"), offboarding.content
        ),
        PaperKind(admin_handover.KIND, "run", lambda: tr("Admin handover"), admin_handover.content),
        PaperKind(asset_sheet.KIND, "asset", lambda: tr("Sheet of the asset"), asset_sheet.content),
        PaperKind(
            whole_record.KIND, "brand", lambda: tr("Access of everybody"), whole_record.content
        ),
    )
}
"""Every kind but the access record of a partner, which is made in `services.papers`."""


def prepare(
    register: Register, picture: Picture, code: str, key: int, progress: Progress | None = None
) -> Prepared:
    """Return a paper of a kind about a record, with the next free number.

    If the newest one about the same was made from the same knowledge for the same day, that comes
    back unchanged. Raises KeyError for a kind that is none, Missing, MissingGlyph, or what
    `progress` raises to cancel.
    """
    if code == KIND_PARTNER:
        whom = picture.partners.get(PartnerKey(key))
        if whom is None:
            raise _gone()
        return prepare_partner_record(register, picture, whom, progress)
    kind = PAPER_KINDS[code]
    newest = newest_paper(register, kind, key)
    if newest is not None and says_the_same(newest, picture):
        return Prepared(register.content(newest.sha256), newest.pages, newest)
    record = drafted(register, picture, code, "", newest)
    content, head = content_of(picture, kind, key, record, newest)
    data = as_json(content, head, (kind.subject, key))
    drawn, pages = content_paper.render(content, head, data, progress)
    partner = PartnerKey(key) if kind.subject == "partner" else None
    record = replace(
        record,
        title=content.title,
        pages=pages,
        subject_kind=kind.subject,
        subject=key,
        partner=partner,
    )
    return Prepared(seal(drawn), pages, record)


def newest_paper(register: Register, kind: PaperKind, key: int) -> AccessRecord | None:
    """Return the newest issued paper of a kind about a record, or None."""
    found = register.records.select(
        AccessRecord, kind=kind.code, subject_kind=kind.subject, subject=key
    )
    return found[-1] if found else None


def content_of(
    picture: Picture, kind: PaperKind, key: int, record: AccessRecord, newest: AccessRecord | None
) -> tuple[Content, Head]:
    """Return what stands on a paper under the number of a record; raises Missing."""
    head = Head(
        record.number,
        newest.number if newest is not None else "",
        picture.brand.name,
        picture.brand.legal_entity,
        record.issued_by,
        picture.on,
        picture.as_of,
        picture.revision,
        picture.register_state,
    )
    attention = look(picture)
    situation = attention.situation
    about: tuple[Any, ...] = ()
    if kind.subject != "brand":
        record_of = situation.all(kind.subject).get(key)
        if record_of is None:
            raise _gone()
        about = (record_of,)
    content = kind.make(situation, *about, head)
    told = exceptions(attention, _names(kind, *about))
    return replace(content, sections=(*content.sections, *told)), head


def _names(kind: PaperKind, *about: Any) -> set[Name] | None:  # noqa: ANN401 - a record or nothing
    """Return the records whose open findings stand on a paper; None for all."""
    if not about or kind.code == admin_handover.KIND:
        return None
    record = about[0]
    names = {(kind.subject, int(record.id))}
    if isinstance(record, Run):
        fields = (("partner", record.partner), ("person", record.person), ("asset", record.asset))
        names |= {(name, int(key)) for name, key in fields if key is not None}
    return names


def data_now(
    register: Register, code: str, key: int, record: AccessRecord, on: date
) -> dict[str, Any] | None:
    """Return the data that a paper about the same would have on a day; None if there is none."""
    picture = register.picture(on)
    kind = PAPER_KINDS.get(code)
    if code == KIND_PARTNER and key in picture.partners:
        partner = picture.partners[PartnerKey(key)]
        paper = partner_paper(picture, partner, record.number, "", record.issued_by)
        return partner_json(paper, partner.id)
    if kind is None:
        return None
    try:
        content, head = content_of(picture, kind, key, record, None)
    except Missing:
        return None
    return as_json(content, head, (kind.subject, key))


def _gone() -> Missing:
    return Missing(tr("This is not in the register any more."))


def kinds_for(subject: str) -> list[PaperKind]:
    """Return the kinds of papers that can be made about a kind of record."""
    return [kind for kind in PAPER_KINDS.values() if kind.subject == subject]
