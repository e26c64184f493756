"""The kinds of papers by their code: whom each is about, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from delvia_desktop.domain.access_records import KIND_PARTNER, AccessRecord, AccessRecordKey
from delvia_desktop.domain.attention import look
from delvia_desktop.domain.errors import Missing
from delvia_desktop.domain.findings import Name
from delvia_desktop.domain.paper_requests import PaperRequest
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
from delvia_desktop.reports import content_paper, partner_record
from delvia_desktop.reports.pages import Progress
from delvia_desktop.services import access_records
from delvia_desktop.services.papers import Prepared, partner_paper, says_the_same
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
"""Every kind but the access record of a partner."""


def prepare(
    register: Register, picture: Picture, request: PaperRequest, progress: Progress | None = None
) -> Prepared:
    """Return the paper that is asked for, with the next free number, or as a draft with none.

    If the newest one for such a request was made from the same knowledge for the same day, that
    comes back unchanged. Raises KeyError for a kind that is none, Missing, MissingGlyph, or what
    `progress` raises to cancel.
    """
    newest = access_records.newest_paper(register.records, request)
    if newest is not None and not request.edition.is_draft and says_the_same(newest, picture):
        return Prepared(register.content(newest.sha256), newest.pages, newest, request)
    record = drafted(register, picture, request, newest)
    replaced = newest.number if newest is not None else ""
    if request.code == KIND_PARTNER:
        whom = picture.partners.get(PartnerKey(request.key))
        if whom is None:
            raise _gone()
        paper = partner_paper(picture, whom, record.number, replaced, register.who)
        drawn, pages = partner_record.render(paper, progress, partner_json(paper, whom.id))
        record = replace(record, title=whom.name, pages=pages)
        return Prepared(seal(drawn), pages, record, request)
    told = progress or _untold
    content, head = content_of(picture, request, record, replaced, lambda *_: told(0, 0))
    told(0, 0)
    data = as_json(content, head, subject_of(request.code), request)
    told(0, 0)
    drawn, pages = content_paper.render(content, head, data, progress)
    record = replace(record, title=content.title, pages=pages)
    return Prepared(seal(drawn), pages, record, request)


def drafted(
    register: Register, picture: Picture, request: PaperRequest, newest: AccessRecord | None
) -> AccessRecord:
    """Return the record of a paper that is not issued yet, under the next free number."""
    subject = subject_of(request.code)
    edition = request.edition
    return AccessRecord(
        id=AccessRecordKey(0),
        number=access_records.next_number(register.records, register.today.year),
        kind=request.code,
        title="",
        on=picture.on,
        as_of=picture.as_of.astimezone(UTC),
        revision=picture.revision,
        register_state=picture.register_state,
        sha256="",
        issued_at=register.clock().astimezone(UTC),
        issued_by=register.who,
        partner=PartnerKey(request.key) if subject == "partner" else None,
        supersedes=newest.id if newest else None,
        subject_kind=subject,
        subject=request.key,
        other=request.other,
        since=request.since,
        language=edition.language,
        page_size=edition.page_size,
        is_redacted=edition.is_redacted,
    )


def subject_of(code: str) -> str:
    """Return the kind of record that papers of a kind are about."""
    return "partner" if code == KIND_PARTNER else PAPER_KINDS[code].subject


def _untold(_done: int, _all: int) -> None:
    """Hear of progress that nobody waits for."""


def content_of(
    picture: Picture,
    request: PaperRequest,
    record: AccessRecord,
    replaced: str,
    told: Progress = _untold,
) -> tuple[Content, Head]:
    """Return what stands on a paper under the number of a record; raises Missing.

    `told` hears how many of the rules were asked, and may raise to cancel.
    """
    kind = PAPER_KINDS[request.code]
    head = Head(
        record.number,
        replaced,
        picture.brand.name,
        picture.brand.legal_entity,
        record.issued_by,
        picture.on,
        picture.as_of,
        picture.revision,
        picture.register_state,
    )
    attention = look(picture, told)
    situation = attention.situation
    about: tuple[Any, ...] = ()
    if kind.subject != "brand":
        record_of = situation.all(kind.subject).get(request.key)
        if record_of is None:
            raise _gone()
        about = (record_of,)
    told(0, 0)
    content = kind.make(situation, *about, head)
    open_points = exceptions(attention, _names(kind, *about))
    return replace(content, sections=(*content.sections, *open_points)), head


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


def data_now(register: Register, record: AccessRecord) -> dict[str, Any] | None:
    """Return the data that a paper for the same request would have today; None if there is none."""
    picture = register.picture(register.today)
    request = access_records.request_for(record)
    if record.kind == KIND_PARTNER and request.key in picture.partners:
        partner = picture.partners[PartnerKey(request.key)]
        paper = partner_paper(picture, partner, record.number, "", record.issued_by)
        return partner_json(paper, partner.id)
    if record.kind not in PAPER_KINDS:
        return None
    try:
        content, head = content_of(picture, request, record, "")
    except Missing:
        return None
    return as_json(content, head, subject_of(request.code), request)


def _gone() -> Missing:
    return Missing(tr("This is not in the register any more."))


def kinds_for(subject: str) -> list[PaperKind]:
    """Return the kinds of papers that can be made about a kind of record."""
    return [kind for kind in PAPER_KINDS.values() if kind.subject == subject]
