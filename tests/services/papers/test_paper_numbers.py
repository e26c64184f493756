"""The numbers of papers: each once, also at the turn of a year, in a hurry, and by the thousand."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.lists.rows import AccessRecordRow, Wanted
from delvia_desktop.domain.records.access_records import AccessRecord, number_of
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.errors import Conflict, LockedRegister, RegisterError
from delvia_desktop.services.access import partners
from delvia_desktop.services.papers import access_records, paper_checks, paper_making, papers
from delvia_desktop.services.register.register import open_register
from delvia_desktop.storage.journal.obstacles import Obstacle

REQUEST = PaperRequest("access", 1)
LETTER = replace(REQUEST, edition=Edition(page_size="LETTER"))


def prepared(register, request=REQUEST):
    return paper_making.prepare(register, register.picture(), request)


def test_of_two_papers_that_are_ready_under_one_number_the_second_is_prepared_again(register):
    first, second = prepared(register), prepared(register, LETTER)
    assert first.number == second.number == "HR-2026-001"
    register.perform(papers.issue, first)
    with pytest.raises(Conflict, match="Another document was issued in the meantime"):
        register.perform(papers.issue, second)
    assert [each.number for each in register.records.select(AccessRecord)] == ["HR-2026-001"]
    again = register.perform(papers.issue, prepared(register, LETTER))
    assert again.number == "HR-2026-002"
    assert register.check() == []


def test_a_second_program_cannot_issue_beside_the_first(register):
    paper = prepared(register)
    other = open_register(register.path, "Tom")
    with pytest.raises(RegisterError) as refused:
        other.perform(papers.issue, prepared(other))
    assert isinstance(refused.value, LockedRegister) or "read" in str(refused.value)
    other.close()
    assert register.perform(papers.issue, paper).number == "HR-2026-001"


def test_undo_right_after_issuing_takes_back_the_act_before_and_never_the_paper(register):
    register.perform(partners.record_partner, PartnerDraft(name="Kite", bc_id=""))
    first = register.perform(papers.issue, prepared(register))
    register.undo()
    assert register.records.select(Partner) == ()
    assert register.records.select(AccessRecord) == (first,)
    second = register.perform(papers.issue, prepared(register))
    assert (second.number, second.supersedes) == ("HR-2026-002", first.id)
    register.redo()
    assert len(register.records.select(AccessRecord)) == 2
    assert paper_checks.check_paper(register.content(first.sha256), register).record == first


def test_what_a_document_is_about_stays_and_undo_says_which_document_it_is(register, clock):
    """The way to it: a share is undone, and before it stands the record of the partner."""
    kite = register.perform(partners.record_partner, PartnerDraft(name="Kite", bc_id=""))
    assert register.undo_obstacle is None
    about = PaperRequest("partner", kite.id)
    register.perform(papers.issue, prepared(register, about))
    register.close()
    again = open_register(register.path, "Mara", clock)
    assert (again.undo_title, again.undo_obstacle) == (
        "Added partner Kite",
        Obstacle("HR-2026-001", "Kite"),
    )
    with pytest.raises(Conflict, match="HR-2026-001 was issued about “Kite”"):
        again.undo()
    draft = PartnerDraft(name="Kites", bc_id="")
    again.perform(partners.change_partner, kite, draft)
    assert again.undo_obstacle is None
    again.undo()
    assert again.undo_obstacle == Obstacle("HR-2026-001", "Kite")
    assert again.check() == []
    again.close()


def test_a_redo_that_a_document_forbids_is_told_too(register):
    kite = register.perform(partners.record_partner, PartnerDraft(name="Kite", bc_id=""))
    register.perform(partners.delete_partner, kite)
    register.undo()
    register.perform(papers.issue, prepared(register, PaperRequest("partner", kite.id)))
    assert register.redo_obstacle == Obstacle("HR-2026-001", "Kite")
    with pytest.raises(Conflict, match="HR-2026-001"):
        register.redo()


def test_the_thousandth_paper_of_a_year_is_the_next_and_stands_last(register):
    paper = prepared(register)

    def issue_many(edit, count: int) -> None:
        edit.name("Issue many")
        edit.keep()
        digest = edit.keep_content(paper.content)
        for number in range(1, count + 1):
            edit.add(replace(paper.record, number=number_of(2026, number), sha256=digest))

    register.perform(issue_many, 999)
    last = register.perform(papers.issue, prepared(register, LETTER))
    assert last.number == "HR-2026-1000"
    assert prepared(register, replace(LETTER, edition=Edition("de"))).number == "HR-2026-1001"
    assert access_records.paper_numbered(register.records, " hr-2026-1000 ") == last
    for is_descending, place in ((False, -1), (True, 0)):
        wanted = Wanted(register.today, order="number", descending=is_descending)
        listing = register.rows(AccessRecordRow, wanted)
        rows = [row.number for row in listing.page(0, 1000)]
        assert len(rows) == 1000
        assert rows[place] == "HR-2026-1000"
    text = PdfReader(io_of(register.content(last.sha256))).pages[-1].extract_text()
    assert "HR-2026-1000" in text


def io_of(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)


def test_a_paper_keeps_the_year_in_which_it_was_prepared(register, clock):
    clock.now = datetime(2026, 12, 31, 23, 50, tzinfo=UTC)
    ready = prepared(register)
    clock.now = datetime(2027, 1, 1, 0, 0, 10, tzinfo=UTC)
    assert register.perform(papers.issue, ready).number == "HR-2026-001"
    assert prepared(register, LETTER).number == "HR-2027-001"
    assert register.check() == []


def test_a_clock_that_was_set_back_gives_no_number_twice(register, clock):
    clock.now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    first = register.perform(papers.issue, prepared(register))
    for moment in (
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2025, 12, 31, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
    ):
        clock.now = moment
        register.perform(partners.record_partner, PartnerDraft(name=f"At {moment}", bc_id=""))
        register.perform(papers.issue, prepared(register))
    numbers = [each.number for each in register.records.select(AccessRecord)]
    assert numbers == ["HR-2026-001", "HR-2026-002", "HR-2025-001", "HR-1970-001"]
    assert first.number == numbers[0]
    for record in register.records.select(AccessRecord):
        verdict = paper_checks.check_paper(register.content(record.sha256), register)
        assert (verdict.record, verdict.is_unaltered) == (record, True)
    assert register.check() == []


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, 3, tzinfo=timezone(timedelta(hours=14), "LINT")),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=-9, minutes=-30), "MART")),
        datetime(9999, 12, 31, 23, tzinfo=UTC),
        datetime(9999, 12, 31, 12, tzinfo=timezone(timedelta(hours=5, minutes=45), "NPT")),
    ],
    ids=str,
)
def test_the_file_says_its_moment_whatever_year_and_zone(register, clock, moment):
    clock.now = moment
    register.perform(partners.record_partner, PartnerDraft(name="Kite", bc_id=""))
    for edition in (Edition(), Edition("de", is_redacted=True)):
        paper = prepared(register, replace(REQUEST, edition=edition))
        reader = PdfReader(io_of(paper.content), strict=True)
        known = paper.record.as_of.replace(microsecond=0)
        assert reader.metadata.creation_date == known
        assert f"<xmp:CreateDate>{known:%Y-%m-%dT%H:%M:%SZ}".encode() in paper.content
        assert paper_checks.check_paper(paper.content).is_unaltered
        assert str(moment.year) in paper.number


@pytest.mark.parametrize("day", [date.min, date(1970, 1, 1), date(2038, 1, 20), date.max], ids=str)
@pytest.mark.parametrize("code", ["access", "matrix", "partner", "partner_sheet", "change_log"])
def test_a_paper_may_be_about_any_day(nova, day, code):
    register = nova.register
    request = PaperRequest(code, int(nova.partner.id) if "partner" in code else 1)
    if code == "change_log":
        request = replace(request, since=date.min)
    paper = paper_making.prepare(register, register.picture(day), request)
    record = register.perform(papers.issue, paper)
    assert record.on == day
    verdict = paper_checks.check_paper(paper.content, register)
    assert (verdict.record, verdict.is_unaltered) == (record, True)


@pytest.mark.parametrize(
    "name",
    ["", " ", "\u200b", "\u202e", "\ud800", "\x00", "、、", "😀", "\u0301", "\u3164", "‹›", "&"],
)
def test_a_brand_of_nothing_but_unusual_characters_has_papers(register, name):
    picture = register.picture()
    picture = replace(picture, brand=replace(picture.brand, name=name, legal_entity=name))
    for code in ("access", "matrix", "change_log"):
        since = date(2026, 1, 1) if code == "change_log" else None
        paper = paper_making.prepare(register, picture, PaperRequest(code, 1, since=since))
        reader = PdfReader(io_of(paper.content), strict=True)
        assert len(reader.pages) == paper.pages
        assert paper_checks.check_paper(paper.content).is_unaltered
