"""Papers made from a picture: what stands on one, drawn, and what it would say today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.findings.review_risks import kept_at_risk, kept_risks
from delvia_desktop.domain.findings.rules.reviews import to_follow
from delvia_desktop.domain.papers import redacted_edition
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import Content, Head, Section, as_json, gathered
from delvia_desktop.domain.papers.exceptions import exceptions, open_findings
from delvia_desktop.domain.papers.kinds import admin_handover, review_report
from delvia_desktop.domain.papers.notices import notices
from delvia_desktop.domain.papers.open_points import open_points
from delvia_desktop.domain.papers.sealing import seal
from delvia_desktop.domain.records.access_records import AccessRecord, AccessRecordKey
from delvia_desktop.domain.records.findings import Finding, Name
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.redaction.redaction import Mask, redacted
from delvia_desktop.domain.words.errors import Missing, Refused
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import languages, speaking, tr
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.services.history.history import former_people
from delvia_desktop.services.papers import access_records
from delvia_desktop.services.papers.paper_history import Journal
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS, PaperKind
from delvia_desktop.services.papers.paper_subjects import Sources
from delvia_desktop.services.papers.papers import Prepared, look_of, says_the_same
from delvia_desktop.services.register.register import Register


def prepare(register: Register, picture: Picture, request: PaperRequest) -> Prepared:
    """Make the paper that is asked for, with the next free number, or as a draft with none.

    If the newest one for such a request was made from the same knowledge for the same day, that
    comes back unchanged. Raises KeyError for a kind that is none, Missing, Refused for
    a language that the papers do not speak, or for what cannot be, and Cancelled.
    """
    language = request.edition.language
    if language not in languages():
        known = ", ".join(term("language", code).label for code in languages())
        raise Refused(
            tr("Documents are not available in “{code}”. Available languages: {known}.",
               code=language, known=known)
        )  # fmt: skip
    newest = access_records.newest_paper(register.records, request)
    if newest is not None and not request.edition.is_draft and says_the_same(newest, picture):
        said = access_records.kind_of(register.records, newest)
        return Prepared(register.content(newest.sha256), newest.pages, newest, request, said)
    kind = PAPER_KINDS[request.code]
    # Before the paper is spoken: what cannot be is said in the language of the window.
    kind.find(Situation(picture), kind.subject, request)
    record = drafted(register, picture, request, newest)
    replaced = newest.number if newest is not None else ""
    with speaking(language):
        content, head = content_of(register, picture, record, replaced)
        progress()
        left = open_findings(content.sections)
        data = as_json(content, head, kind.subject, request)
        progress()
        look = look_of(register, request.edition)
        drawn, pages = content_paper.render(content, head, data, look)
    record = replace(record, title=content.title, pages=pages)
    # For who issues it, so in the language of the window.
    said = access_records.kind_of(register.records, record)
    return Prepared(seal(drawn), pages, record, request, said, notices(content, left, picture))


def drafted(
    register: Register, picture: Picture, request: PaperRequest, newest: AccessRecord | None
) -> AccessRecord:
    """Make the record of a paper, not issued yet, under the next free number.

    A draft has none.
    """
    subject = PAPER_KINDS[request.code].subject
    edition = request.edition
    number = access_records.next_number(register.records, register.today.year)
    if edition.is_draft:
        number = ""
    return AccessRecord(
        id=AccessRecordKey(0),
        number=number,
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


@as_one_step()  # how far it is shows when rows are drawn
def content_of(
    register: Register, picture: Picture, record: AccessRecord, replaced: str
) -> tuple[Content, Head]:
    """Make what stands on the paper of a record; raises Missing or Refused.

    The register has the journal from which history is told; the rest is that of the picture.
    """
    kind = PAPER_KINDS[record.kind]
    request = access_records.request_for(record)
    mask = None
    if request.edition.is_redacted:
        mask = Mask(picture, former_people(register, picture.revision))
        picture = redacted(picture, mask)
    maker = mask.named(record.issued_by) if mask is not None else record.issued_by
    head = Head(
        record.number,
        replaced,
        picture.brand.name,
        picture.brand.legal_entity,
        # A partner deals with who is accountable, whoever sat at the program.
        "" if kind.goes_out else maker,
        picture.on,
        picture.as_of,
        picture.revision,
        picture.register_state,
        redacted_edition.notice() if mask is not None else "",
        kind.goes_out,
    )
    attention = look(picture)
    progress()
    situation = attention.situation
    about = kind.find(situation, kind.subject, request)
    name = (kind.subject, request.key)
    journal = Journal(register, mask)
    history = kind.history(Sources(journal, situation, name, about))
    about = replace(about, history=history)
    more: Sequence[Finding] = ()
    scope = ""
    if isinstance(about.record, Review):
        lines = situation.of("review-line", "review", about.record.id)
        about = replace(about, at_risk=kept_at_risk(attention, lines))
        more = [*to_follow(situation, about.record), *kept_risks(attention, lines)]
        scope = review_report.findings_scope(len(about.at_risk))
    content = kind.make(situation, about, head)
    progress()
    names = _names(kind, about)
    told_open: tuple[Section, ...] = ()
    if kind.tells_findings and kind.goes_out and names is not None:
        told_open = open_points(attention, names)
    elif kind.tells_findings:
        told_open = exceptions(attention, names, more=more, scope=scope)
    content = replace(content, sections=gathered((*content.sections, *told_open)))
    if mask is not None:
        content = redacted_edition.marked(content, situation)
    return content, head


def _names(kind: PaperKind, about: About[Any]) -> set[Name] | None:
    """Return the records whose open findings stand on a paper; None for all."""
    if kind.subject == "brand" or kind.code == admin_handover.KIND:
        return None
    record = about.record
    names = {(kind.subject, int(each.id)) for each in (record, about.other) if each is not None}
    if isinstance(record, Run):
        fields = (("partner", record.partner), ("person", record.person), ("asset", record.asset))
        names |= {(name, int(key)) for name, key in fields if key is not None}
    return names


def data_now(register: Register, record: AccessRecord) -> dict[str, Any] | None:
    """Make the data that a paper for the same request would have today; None if none.

    It speaks the language of the paper, so that both can be compared line by line.
    """
    picture = register.picture(register.today)
    request = access_records.request_for(record)
    if record.kind not in PAPER_KINDS:
        return None
    try:
        with speaking(record.edition.language):
            content, head = content_of(register, picture, record, "")
            return as_json(content, head, PAPER_KINDS[request.code].subject, request)
    except (Missing, Refused):
        return None
