"""The redacted edition of every paper: people by what they do, for third parties."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from types import MappingProxyType

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.kinds import kind_named, treatments
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.picture import PLACES
from delvia_desktop.domain.redaction.redaction import Mask, redacted
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.field_types import Treatment
from delvia_desktop.services.access import people
from delvia_desktop.services.papers import paper_checks, paper_kinds, paper_making, papers
from delvia_desktop.services.register.register import open_register
from tests.services.papers.test_paper_kinds import EXPECTED, request_for

REDACTED = Edition(is_redacted=True)


@pytest.fixture
def sample(sample_file, tmp_path):
    copy = tmp_path / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, "Mara Lindt")
    yield opened
    opened.close()


def made(register, code, edition=REDACTED, picture=None):
    request = request_for(register, code, edition)
    return paper_making.prepare(register, picture or register.picture(), request)


def squeezed(text: str) -> str:
    """Return a text without blanks, as a line may break anywhere on a page."""
    return "".join(text.split())


def read_in(paper) -> str:
    """Return everything that can be read in a paper: pages, what describes it, attached data."""
    reader = PdfReader(io.BytesIO(paper.content), strict=True)
    pages = [page.extract_text() for page in reader.pages]
    attached = json.loads(reader.attachments[f"{paper.record.number}.json"][0])
    texts = (*pages, *map(str, reader.metadata.values()), json.dumps(attached, ensure_ascii=False))
    return squeezed(" ".join((*texts, paper.title, paper.file_name)))


def names_in(picture) -> set[str]:
    """Return everything by which somebody is named; an account of ours gave a code itself."""
    named = {
        getattr(record, field)
        for kind, place in PLACES.items()
        for record in getattr(picture, place).values()
        for field, treatment in treatments(kind_named(kind)).items()
        if treatment in {Treatment.PERSON, Treatment.NAME, Treatment.ADDRESS, Treatment.ID}
    }
    kept = {each.name for each in (*picture.partners.values(), *picture.assets.values())}
    return {squeezed(name) for name in named - kept if name}


def gossiped(picture):
    """Return a picture of which the free words name people too."""
    told = [f"Asked {p.name}, {p.email or '+49 170 5550142'}" for p in picture.people.values()]

    def gossip(record):
        return dataclasses.replace(record, purpose=told[record.id % len(told)])

    shares = {key: gossip(share) for key, share in picture.shares.items()}
    return dataclasses.replace(picture, shares=MappingProxyType(shares))


@pytest.mark.parametrize("code", EXPECTED)
def test_a_redacted_paper_names_nobody_where_the_full_one_does(sample, code):
    picture = gossiped(sample.picture())
    names = {*names_in(picture), "+491705550142"}
    paper = made(sample, code, picture=picture)
    full, text = read_in(made(sample, code, Edition(), picture)), read_in(paper)
    assert {name for name in names if name in full}
    assert {name for name in names if name in text} == set()
    assert "Person1" in text
    assert paper.content == made(sample, code, picture=picture).content


@pytest.mark.parametrize("code", paper_kinds.PAPER_KINDS)
def test_a_redacted_paper_says_so_and_tells_what_its_people_do(sample, code):
    paper = made(sample, code)
    text = read_in(paper)
    assert squeezed("Redacted edition: people are shown by number and role.") in text
    assert "REDACTED" in text
    data = unseal(paper.content).data
    assert data["edition"]["redacted"] is True
    told = next(each for each in data["sections"] if each["title"] == "People in this document")
    if paper_kinds.PAPER_KINDS[code].goes_out:
        assert all(row[0].startswith("Person ") for row in told["rows"])
        return
    assert ["Person 1", "Our company", "Head of paid social", "Admin, Finance Manager"] in told[
        "rows"
    ]
    assert squeezed("no passwords") in text


def test_a_leavers_redacted_paper_keeps_what_the_person_did_and_hides_who_it_was(sample):
    jonas = sample.records.find(Person, name="Jonas Becker")
    paper = made(sample, "person")
    assert paper.record.title == f"Person {jonas.id}"
    assert paper.file_name == f"HR-2026-001 Leaver's document Person {jonas.id}.pdf"
    data = unseal(paper.content).data
    assert data["title"] == f"Person {jonas.id}"
    assert data["prepared_by"] == "Person 1"
    facts = dict(data["facts"])
    assert facts["Employed by"] == f"Our company\n{jonas.job}"
    assert facts["Email"] == "…@nova.example"
    full = unseal(made(sample, "person", Edition()).content).data
    assert [s["title"] for s in full["sections"]] == [
        s["title"] for s in data["sections"] if s["title"] != "People in this document"
    ]
    rows = [len(section["rows"]) for section in full["sections"]]
    assert rows == [len(section["rows"]) for section in data["sections"][: len(rows)]]


def test_each_edition_is_replaced_and_compared_by_its_own(sample):
    first = sample.perform(papers.issue, made(sample, "person", Edition()))
    paper = made(sample, "person")
    assert paper.record.supersedes is None
    hidden = sample.perform(papers.issue, paper)
    assert (hidden.is_redacted, hidden.number > first.number) == (True, True)
    assert made(sample, "person").content == paper.content
    verdict = paper_checks.check_paper(paper.content, sample)
    assert (verdict.is_unaltered, verdict.differences) == (True, ())
    jonas = sample.records.find(Person, name="Jonas Becker")
    draft = typed(jonas, PersonDraft)
    renamed = dataclasses.replace(draft, name="Jonas Becker-Lang", email="jbl@nova.example")
    sample.perform(people.change_person, jonas, renamed)
    # Nothing on it tells the former name or the new one.
    assert paper_checks.check_paper(paper.content, sample).differences == ()
    request = PaperRequest("person", jonas.id, edition=REDACTED)
    newer = paper_making.prepare(sample, sample.picture(), request)
    assert newer.record.supersedes == hidden.id
    assert "Lang" not in read_in(newer)


def test_the_findings_of_the_sample_are_the_same_with_people_masked(sample):
    picture = sample.picture()
    before, after = look(picture), look(redacted(picture, Mask(picture)))
    assert after.found.keys() == before.found.keys()
    assert [f.id for f in after.open] == [f.id for f in before.open]
    assert len(after.found) > 20


def test_who_is_not_recorded_and_made_the_paper_is_not_named(sample):
    other = dataclasses.replace(
        paper_making.drafted(sample, sample.picture(), PaperRequest("access", 1), None),
        issued_by="Ines Unbekannt",
    )
    masked = dataclasses.replace(other, is_redacted=True)
    _, head = paper_making.content_of(sample, sample.picture(), masked, "")
    assert head.prepared_by == "[name withheld]"
    assert head.notice == "Redacted edition: people are shown by number and role."
    _, head = paper_making.content_of(sample, sample.picture(), other, "")
    assert (head.prepared_by, head.notice) == ("Ines Unbekannt", "")
