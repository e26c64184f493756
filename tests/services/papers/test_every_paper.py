"""What every kind of paper promises: whole and in order, with nothing and with very much on it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

import pikepdf
import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.assignments import Assignment, AssignmentKey
from delvia_desktop.domain.access.claims import Claim, ClaimKey
from delvia_desktop.domain.access.logins import Login, LoginKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.access.shares import ShareKey
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.comparisons import (
    ComparisonKey,
    ComparisonLine,
    ComparisonLineKey,
    TikTokComparison,
)
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run, RunKey
from delvia_desktop.domain.records.reviews import Review, ReviewKey, ReviewLine, ReviewLineKey
from delvia_desktop.services.papers import paper_kinds, paper_making
from delvia_desktop.services.papers.papers import Prepared
from delvia_desktop.services.register.register import Register, new_register
from tests.figures import figure, spread
from tests.reading import page_texts
from tests.reports.example import (
    ASSET,
    HEAD,
    LAUNCH,
    OURS,
    PARTNER,
    PERIOD,
    SHARE,
    THEIRS,
    picture,
)

MANY = figure("rows of a paper")
NAME_LENGTH = 200
SCRIPTS = {
    "latin": "Zażółć gęślą jaźń, Łódź ",
    "cyrillic": "Щит и меч, Ёжик ",
    "greek": "Ελληνικά Ωμέγα ",
    "arabic": "نورة الشامسي ",
    "hebrew": "שלום עולם ",
    "devanagari": "नोवा क्षत्रिय ",
    "thai": "โนวาคอสเมติกส์ กรุงเทพฯ ",
    "chinese": "诺瓦化妆品有限公司 ",
    "japanese": "ノヴァ化粧品 東京 ",
    "korean": "노바 화장품 서울 ",
    "emoji": "Nova 😀 🎉 👩🏽\u200d💻 🇰🇷 1\ufe0f\u20e3 ",
}
Named = Callable[[int], str]
"""The name of the thing with a number; 0 is what the paper is about."""
Records = dict[str, list[Any]]


def _partner(named: Named) -> Records:
    return {"partners": [replace(PARTNER, name=named(0), business_center=None)]}


def _shared(named: Named, rows: int, level: str = "ANALYST") -> Records:
    return {
        "partners": [replace(PARTNER, name=named(0))],
        "partnerships": [PERIOD],
        "business_centers": [OURS, THEIRS],
        "assets": _assets(named, rows),
        "shares": [
            replace(SHARE, id=ShareKey(n), asset=AssetKey(n), level=(level,)) for n in _up(rows)
        ],
    }


def _assets(named: Named, rows: int, **changes: Any) -> list[Any]:
    return [
        replace(ASSET, id=AssetKey(n), name=named(n), asset_id=str(7 * 10**18 + n), **changes)
        for n in _up(rows)
    ]


def _up(rows: int) -> range:
    return range(1, rows + 1)


def _claimed(named: Named, rows: int) -> Records:
    theirs = {"owner_kind": LAUNCH.owner_kind, "owner_partner": PARTNER.id}
    theirs["owner_business_center"] = None
    return {
        **_shared(named, 0),
        "assets": _assets(named, rows, **theirs),
        "claims": [
            Claim(ClaimKey(n), AssetKey(n), OURS.id, PARTNER.id, found_on=SHARE.granted_on)
            for n in _up(rows)
        ],
    }


def _handover(named: Named) -> Records:
    run = Run(RunKey(1), "ADMIN_HANDOVER", 1, HEAD.on, person=PersonKey(1), successor=PersonKey(2))
    people = [Person(PersonKey(n), named(0), "OURS") for n in (1, 2)]
    return {"runs": [run], "people": people}


def _held(named: Named, rows: int) -> Records:
    return {
        **_handover(named),
        "business_centers": [OURS],
        "assets": _assets(named, rows, asset_type="TT_ACCOUNT"),
        "logins": [Login(LoginKey(n), AssetKey(n)) for n in _up(rows)],
    }


def _procedure(named: Named) -> Records:
    run = Run(RunKey(1), "END_PARTNERSHIP", 1, HEAD.on, partner=PARTNER.id)
    return {**_partner(named), "runs": [run]}


def _procedure_open(named: Named, rows: int) -> Records:
    """A procedure has as many rows as steps, but what is open about its partner may be much."""
    return {**_shared(named, rows, "ADMIN"), "runs": _procedure(named)["runs"]}


def _review(named: Named) -> Records:
    review = Review(ReviewKey(1), "AT_ONCE", HEAD.on, HEAD.as_of, 1, "Mara", person=PersonKey(1))
    return {**_person(named), "reviews": [review]}


def _reviewed(named: Named, rows: int) -> Records:
    return {
        **_review(named),
        "review_lines": [
            ReviewLine(
                ReviewLineKey(n), ReviewKey(1), "person", 1, "MEMBERS", named(n), "Mara", "Admin"
            )
            for n in _up(rows)
        ],
    }


def _comparison(named: Named) -> Records:
    made = TikTokComparison(ComparisonKey(1), "share", HEAD.on, partner=PARTNER.id)
    return {**_partner(named), "comparisons": [made]}


def _compared(named: Named, rows: int) -> Records:
    return {
        **_comparison(named),
        "comparison_lines": [
            ComparisonLine(ComparisonLineKey(n), ComparisonKey(1), "share", what=named(n))
            for n in _up(rows)
        ],
    }


def _person(named: Named) -> Records:
    return {"people": [Person(PersonKey(1), named(0), "OURS")]}


def _assigned(named: Named, rows: int) -> Records:
    return {
        **_person(named),
        "business_centers": [OURS],
        "assets": _assets(named, rows),
        "assignments": [_given(n, asset=AssetKey(n)) for n in _up(rows)],
    }


def _given(number: int, **whom: Any) -> Assignment:
    usual = {"person": PersonKey(1), "level": ("ANALYST",), "granted_on": SHARE.granted_on}
    return Assignment(AssignmentKey(number), **{**usual, **whom})


def _asset(named: Named) -> Records:
    unknown = {"owner_kind": "UNKNOWN", "owner_business_center": None}
    return {"assets": [replace(ASSET, name=named(0), **unknown)]}


def _reached(named: Named, rows: int) -> Records:
    return {
        **_asset(named),
        "people": [Person(PersonKey(n), named(n), "OURS") for n in _up(rows)],
        "assignments": [_given(n, asset=ASSET.id, person=PersonKey(n)) for n in _up(rows)],
    }


def _nothing(_named: Named) -> Records:
    return {}


def _two(named: Named) -> Records:
    return {"partners": [*_partner(named)["partners"], _next(named)]}


def _followed(named: Named, rows: int) -> Records:
    shared = _shared(named, rows)
    return {**shared, "partners": [*shared["partners"], _next(named)]}


def _next(named: Named) -> Any:
    return replace(PARTNER, id=PartnerKey(2), name=named(0), business_center=None)


class Case(NamedTuple):
    """A kind: what it is about alone, the same with rows, and its key."""

    alone: Callable[[Named], Records]
    rows: Callable[[Named, int], Records]
    key: int = 1
    other: int | None = None
    "The incoming agency."


CASES = {
    "partner": Case(_partner, _shared),
    "onboarding": Case(_partner, _shared),
    "offboarding": Case(_partner, _shared),
    "claim": Case(lambda named: _claimed(named, 1), _claimed),
    "admin": Case(_handover, _held),
    "procedure": Case(_procedure, _procedure_open),
    "review": Case(_review, _reviewed),
    "comparison": Case(_comparison, _compared),
    "person": Case(_person, _assigned),
    "asset": Case(_asset, _reached),
    "access": Case(_nothing, _shared),
    "matrix": Case(_nothing, _shared),
    "agency_change": Case(_two, _followed, other=2),
    "partner_sheet": Case(_partner, _shared),
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """An empty register, from which the papers of pictures have their numbers."""
    opened = new_register(tmp_path_factory.mktemp("papers") / "x.delvia", BrandDraft("N"), "Mara")
    yield opened
    opened.close()


def seen(records: Records) -> Picture:
    places = ("partners", "partnerships", "business_centers", "assets", "shares")
    return picture(**{**dict.fromkeys(places, ()), **records})


def made(register: Register, code: str, records: Records) -> Prepared:
    return paper_making.prepare(
        register, seen(records), PaperRequest(code, CASES[code].key, CASES[code].other)
    )


def plain(number: int) -> str:
    return f"Nova <{number:04d}>"


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content), strict=True).pages]


def flat(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


def assert_sound(paper: Prepared) -> None:
    """Check that qpdf finds nothing wrong, and that it is as long as is said."""
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == paper.pages


def assert_in_order(paper: Prepared, text: str) -> None:
    """Check that facts, sections and what is confirmed stand in turn, and bookmarks lead there."""
    data = unseal(paper.content).data
    titles = [section["title"] for section in data["sections"]]
    closing = ["Scope of this record", "Acknowledgement"]
    reader = PdfReader(io.BytesIO(paper.content), strict=True)
    assert [flat([entry.title]) for entry in reader.outline] == [
        flat([title]) for title in [*titles, *closing]
    ]
    place = 0
    for words in (
        *(label for label, _ in data["facts"]),
        *titles,
        *closing,
        *data["declarations"]["confirms"],
    ):
        place = text.index(flat([words]), place)
    assert f"{paper.record.number} · check code" in text[place:]


def test_every_kind_has_a_case():
    # A change log comes from the journal, not a picture: its cases are in test_paper_history.py.
    assert {*CASES, "change_log"} == set(paper_kinds.PAPER_KINDS)


@pytest.mark.parametrize("code", CASES)
@pytest.mark.parametrize("rows", [0, 1, 40])
def test_a_paper_is_whole_in_order_and_the_same_bytes_twice(register, code, rows):
    case = CASES[code]
    records = case.rows(plain, rows) if rows else case.alone(plain)
    paper = made(register, code, records)
    pages = pages_of(paper.content)
    text = flat(pages)
    assert len(pages) == paper.pages
    assert_sound(paper)
    assert_in_order(paper, text)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {paper.pages}" in page
        assert f"Access record {paper.record.number} · Nova Cosmetics" in page
    for number in range(1, rows + 1):
        assert plain(number) in text
    assert made(register, code, records).content == paper.content


@pytest.mark.parametrize("code", CASES)
def test_a_great_many_rows_stand_on_a_paper_every_one_of_them(register, code):
    paper = made(register, code, CASES[code].rows(plain, MANY))
    assert_sound(paper)
    told = unseal(paper.content).data["sections"]
    assert sum(len(section["rows"]) for section in told) >= MANY
    text = flat(page_texts(paper.content))
    missing = [number for number in range(1, MANY + 1) if plain(number) not in text]
    assert not missing
    assert f"Page {paper.pages} of {paper.pages}" in text


@pytest.mark.parametrize(
    ("script", "code"),
    spread("names of a script by document", product(SCRIPTS, CASES), itemgetter(0)),
)
def test_long_names_of_every_script_read_back_from_tables_and_headings(register, code, script):
    name = (SCRIPTS[script] * NAME_LENGTH)[:NAME_LENGTH].strip()
    case = CASES[code]
    paper = made(register, code, case.rows(lambda _number: name, 2))
    assert_sound(paper)
    text = letters("".join(pages_of(paper.content)))
    told = list(texts_of(paper))
    assert sum(name in words for words in told) >= 2
    for words in told:
        assert letters(words) in text, words


def letters(text: str) -> str:
    """Return letters, digits and signs such as emoji alone.

    Blanks differ where lines break, and readers disagree on which side of a word that runs to the
    left a full stop stands.
    """
    kinds = {c: unicodedata.category(c) for c in set(text)}
    return "".join(c for c in text if kinds[c][0] in "LMN" or kinds[c] in {"So", "Sk", "Cf"})


def texts_of(paper: Prepared) -> Iterator[str]:
    """Yield everything that the data of a paper say."""
    data = unseal(paper.content).data
    yield data["title"]
    for label, value in data["facts"]:
        yield label
        yield from value.split("\n")
    for section in data["sections"]:
        yield section["title"]
        yield from section["columns"]
        yield from section["texts"]
        for row in section["rows"]:
            for cell in row:
                yield from cell.split("\n")
