"""Whether the access record holds everything, whole, in its place, however much or odd it is."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.i18n import show_day
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.reports.drawing.binding import BOTTOM, LEFT, RIGHT
from tests.figures import figure
from tests.reports.example import (
    ASSET,
    ENDED,
    HEAD,
    LAUNCH,
    OURS,
    PARTNER,
    PERIOD,
    PLANNED,
    SHARE,
    THEIRS,
    content,
    draw,
    drawn,
    many_assets,
    many_shares,
    picture,
)

Read = Callable[[bytes], list[str]]
Words = Callable[[bytes], str]

HOSTILE = (
    "<b>x</b> <img src='x.png'/> & &amp; <para>",
    "a\u202eb\u2066c\u200fd",
    "nul\x00 and \ud800 and \x1b[0m",
    "') Tj ET Q << /Type /Action >>",
    "%s {0} {partner} \\",
    "x" * 3000,
)
LONG = {
    "latin": "Very Long Agency Name " * 9,
    "polish": "Łódzka Agencja Żółwi " * 10,
    "arabic": "نوفا مستحضرات التجميل (٢٠٢٦) " * 7,
    "japanese": "ノヴァ化粧品日本" * 25,
    "thai": "โนวาคอสเมติกส์ประเทศไทย" * 9,
}


def drawn_places(content: bytes) -> list[list[tuple[float, float, str]]]:
    """Return for each page where its texts begin: x, y and the text."""
    pages = []
    for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages:
        places: list[tuple[float, float, str]] = []

        def visit(
            text: str,
            _cm: list[float],
            tm: list[float],
            _font: object,
            _size: float,
            places: list[tuple[float, float, str]] = places,
        ) -> None:
            if text.strip():
                places.append((tm[4], tm[5], text))

        page.extract_text(visitor_text=visit)
        pages.append(places)
    return pages


def check(content: bytes) -> None:
    """Check the file's structure, as qpdf does too."""
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    for page in reader.pages:
        assert page.extract_text()
        assert all(each.get_object()["/FT"] == "/Sig" for each in page.get("/Annots", []))
        drawn_again = page["/Resources"].get("/XObject", {}).values()
        assert all(each.get_object()["/Subtype"] == "/Form" for each in drawn_again)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.check_pdf_syntax()


def spoiled(record: Any, text: str, *kept: str) -> Any:
    """Return a record with a text in every field that takes any."""
    names = [f.name for f in fields(record) if isinstance(getattr(record, f.name), str)]
    return replace(record, **{name: text for name in names if name not in kept})


def everything(text: str, *, ids: bool = False) -> dict[str, Any]:
    """Return records for every section of the paper with a text in every field."""
    kept = ("asset_type", "owner_kind", "kind", *(() if ids else ("asset_id", "bc_id")))
    return {
        "assets": [spoiled(each, text, *kept) for each in (ASSET, LAUNCH)],
        "shares": [
            replace(spoiled(SHARE, text), id=n, level=(text,), **changes)
            for n, changes in enumerate(({}, {}, PLANNED, ENDED, {"is_incoming": True}), start=1)
        ],
        "partners": [spoiled(PARTNER, text, *kept)],
        "partnerships": [spoiled(PERIOD, text)],
        "business_centers": [spoiled(each, text, *kept) for each in (OURS, THEIRS)],
    }


@pytest.mark.parametrize("rows", [0, 1, 8, 60, 1000])
def test_every_row_stands_on_the_paper_and_every_page_says_which_it_is(pages_of: Read, rows: int):
    paper, count = drawn(assets=many_assets(rows), shares=many_shares(rows))
    pages = pages_of(paper)
    assert len(pages) == count
    text = "\n".join(pages)
    for asset in many_assets(rows):
        assert asset.asset_id in text
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {count}" in page
        assert "Access record HR-2026-014 · Nova Cosmetics" in page
        assert "As of 23 Nov 2026, 14:05 CET · check code " in page
        assert "Access on 20 Nov 2026" in page.replace("\n", " ")
    check(paper)


def test_every_text_of_the_record_is_printed(words_of: Words):
    partner, period, ours, theirs = PARTNER, PERIOD, OURS, THEIRS
    texts = {
        "partner": replace(
            partner, name="Name", legal_name="Legal", contact_name="Contact", contact_email="Mail"
        ),
        "period": replace(
            period, contract_ref="Contract", scope_agreed="Scope", internal_owner="Accountable one"
        ),
        "ours": replace(ours, name="Center of ours"),
        "theirs": replace(theirs, name="Center of theirs"),
    }
    head = replace(HEAD, brand="Brand one", legal_entity="Entity")
    words = words_of(
        drawn(
            head,
            partners=[texts["partner"]],
            partnerships=[texts["period"]],
            business_centers=[texts["ours"], texts["theirs"]],
        )[0]
    )
    for text in (
        "ACCESS RECORD · PARTNER",
        "Access to the assets of Entity on 20 Nov 2026",
        "Brand Brand one Entity",
        "Partner Name Legal",
        f"Business Center (brand) Center of ours {ours.bc_id}",
        f"Business Center (partner) Center of theirs {theirs.bc_id}",
        "Partnership Active",
        "Engagement 3 Feb 2026 – 31 Jan 2027 Contract",
        "Accountable (brand) Accountable one",
        "Contact (partner) Contact Mail",
        "Record number HR-2026-014 replaces HR-2026-009",
        "Agreed scope Scope",
        "Business Centers of Brand one and the partner",
        "Handed over on behalf of Entity",
        "Received on behalf of Legal",
    ):
        assert text in words, text


def test_every_text_and_day_of_a_share_is_printed(words_of: Words):
    words = words_of(drawn()[0])
    for text in (
        ASSET.name,
        ASSET.asset_id,
        "recorded as owned by Nova Cosmetics, not confirmed",
        "Operator",
        "Campaigns, audiences,",
        "Spring campaign",
        "Approved by Mara",
        "3 Feb 2026",
        "31 Jan 2027",
        "5 Feb 2026",
        "5 Feb 2026 2 Nov 2026",
    ):
        assert text in words
    bare = replace(
        SHARE,
        purpose="",
        approved_by="",
        planned_end=None,
        confirmed_on=None,
        last_verified_on=None,
        level=(),
    )
    nobody = replace(ASSET, owner_kind=OwnerKind.PERSON, owner_business_center=None, asset_id="")
    words = words_of(drawn(shares=[bare], assets=[nobody])[0])
    for text in ("no planned end", "☐ not yet not yet", "not recorded", "ID not recorded"):
        assert text in words
    assert "Ad account, owner unknown" in words


def test_no_day_of_the_year_is_broken_over_two_lines(pages_of: Read):
    days = [date(2025, 11, 1) + timedelta(days=n) for n in range(365)]
    rows = [
        replace(share, granted_on=day, last_verified_on=day)
        for share, day in zip(many_shares(365), days, strict=True)
    ]
    text = "\n".join(pages_of(drawn(assets=many_assets(365), shares=rows)[0]))
    for day in days:
        assert text.count(show_day(day)) >= 2


def test_one_open_end_of_an_engagement_is_shown(words_of: Words):
    def engaged(**changes: None) -> str:
        return words_of(drawn(partnerships=[replace(PERIOD, **changes)])[0])

    assert "3 Feb 2026 – no end date" in engaged(engagement_end=None)
    assert "? – 31 Jan 2027" in engaged(engagement_start=None)
    assert "no dates recorded" in engaged(engagement_start=None, engagement_end=None)


def test_both_moments_are_told_apart(words_of: Words):
    words = words_of(drawn()[0])
    assert "Access on 20 Nov 2026 Register as of 23 Nov 2026, 14:05 CET" in words
    assert "Revision" not in words


def test_what_came_after_the_day_of_the_paper_is_not_known_on_it(words_of: Words):
    later = date(2026, 11, 22)
    share = replace(SHARE, confirmed_on=later, last_verified_on=later)
    words = words_of(drawn(shares=[share])[0])
    assert "Not yet verified in TikTok by Nova Cosmetics." in words
    assert "22 Nov 2026" not in words
    gone = replace(SHARE, revoked_on=date(2026, 5, 1), verified_gone_on=later)
    assert "1 May 2026 not yet" in words_of(drawn(shares=[gone])[0])


def test_the_statements_are_there(words_of: Words):
    words = words_of(drawn()[0])
    for sentence in (
        "Sharing does not change ownership.",
        "This record does not grant access",
        "This document contains no passwords, sign-in codes or Spark Ads codes.",
        "Scope of this record",
        "1. It can see the shared assets that are dated or ticked above, at the levels stated.",
        "2. It works only through its own Business Center. No login was handed over.",
        "3. It does not pass this access on to anyone else.",
        "4. Whenever requested, it names the people who work on the assets.",
        "Witness, if any",
    ):
        assert sentence in words
    empty = words_of(drawn(shares=())[0])
    assert "It can see the shared assets" not in empty
    assert "1. It works only through its own Business Center." in empty


@pytest.mark.parametrize("script", LONG)
def test_long_names_in_any_script_stay_inside_the_page(script: str):
    name = LONG[script][:200]
    head = replace(HEAD, brand=name, legal_entity=name)
    paper, _ = drawn(head, **everything(name))
    check(paper)
    for page in drawn_places(paper):
        for x, y, _ in page:
            assert LEFT - 1 <= x <= 595 - RIGHT
            assert BOTTOM - 45 <= y <= 842 - 36


@pytest.mark.parametrize("rows", range(3, 16))
def test_no_heading_stands_alone_and_the_places_to_sign_stay_together(pages_of: Read, rows: int):
    paper, _ = drawn(
        assets=[*many_assets(rows), LAUNCH],
        shares=[
            *many_shares(rows, confirmed_on=None),
            *many_shares(2, 1001, **PLANNED),
            *many_shares(3, 2001, **ENDED),
        ],
    )
    pages = pages_of(paper)
    for heading, after in {
        "Shared assets": "7123998103425000001",
        "Planned, not shared yet": "7123998103425000001",
        "Ended shares": "Revoked",
        "Assets owned by the partner": "Launch",
        "Open points": "not confirmed",
        "Scope of this record": "It covers the shares",
        "Acknowledgement": "Witness",
    }.items():
        page = next(page for page in pages if heading in page)
        assert after in " ".join(page[page.index(heading) :].split())
    last = next(page for page in pages if "Acknowledgement" in page)
    assert last.count("Date and signature") == 3


def test_a_row_longer_than_a_page_runs_on_with_its_head(pages_of: Read):
    purpose = " ".join(f"w{n}" for n in range(2000))
    rows = many_shares(6)
    rows[3] = replace(rows[3], purpose=purpose)
    paper, count = drawn(assets=many_assets(6), shares=rows)
    pages = pages_of(paper)
    assert count > 8
    words = " ".join(pages).split()
    assert [word for word in words if word[0] == "w" and word[1:].isdigit()] == purpose.split()
    running = [page for page in pages if "w1000" in page or "w1500" in page]
    assert all("Purpose and" in page for page in running)


@pytest.mark.parametrize("lines", range(20, 62, 3))
def test_a_tall_first_row_stays_with_its_heading(pages_of: Read, lines: int):
    tall = replace(SHARE, purpose="\n".join(f"w{n}" for n in range(lines)))
    page = next(page for page in pages_of(drawn(shares=[tall])[0]) if "Shared assets" in page)
    assert ASSET.asset_id in page


def test_a_word_of_any_length_in_a_cell_is_printed_whole():
    letters = figure("letters of a word")
    paper, count = drawn(shares=[replace(SHARE, purpose="y" * letters)])
    assert count > letters / 2000
    some = pypdf.PdfReader(io.BytesIO(paper), strict=True).pages[count // 2].extract_text()
    assert "y" * 10 in some


def test_facts_longer_than_a_page_run_on(pages_of: Read):
    paper, count = drawn(partnerships=[replace(PERIOD, contract_ref="clause " * 2000)])
    assert count > 3
    assert sum(page.count("clause") for page in pages_of(paper)) == 2000
    assert all(y > BOTTOM - 45 for page in drawn_places(paper) for _, y, _ in page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_only_text(text: str):
    paper, _ = drawn(spoiled(HEAD, text, "number"), **everything(text, ids=True))
    check(paper)
    assert b"/JavaScript" not in paper
    assert b"/URI" not in paper


@pytest.mark.parametrize("field", ["purpose", "approved_by"])
def test_a_character_without_a_glyph_anywhere_is_explained(field: str, words_of):
    """B14: whatever quotes it, the document is made and says what its code stands for."""
    paper, _ = drawn(shares=[replace(SHARE, **{field: "so \U00012000"})])
    assert "so ‹U+12000›" in words_of(paper)
    assert "‹U+12000› CUNEIFORM SIGN A" in words_of(paper)


def test_bytes_are_the_same_in_another_process_with_another_hash_seed():
    script = (
        "import sys, pickle\n"
        "from tests.reports.example import draw\n"
        "made = pickle.load(sys.stdin.buffer)\n"
        "sys.stdout.buffer.write(draw(made)[0])\n"
    )
    mixed = content(
        picture(
            partners=[replace(PARTNER, name="نوفا ノヴァ คอส Żółć कि")],
            partnerships=[replace(PERIOD, scope_agreed="सेवा כן")],
        )
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=pickle.dumps(mixed),
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {draw(mixed)[0]}


def test_the_file_says_what_it_is_and_when_it_was_known():
    reader = pypdf.PdfReader(io.BytesIO(drawn()[0]), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Access record HR-2026-014: Brightside Media"
    assert reader.metadata.author == "Nova Cosmetics"
    assert reader.metadata.creation_date == HEAD.as_of
    assert [entry.title for entry in reader.outline] == [
        "Agreed scope",
        "Shared assets",
        "Scope of this record",
        "Acknowledgement",
    ]


def test_bookmarks_lead_to_the_page_of_their_heading(pages_of: Read):
    paper, _ = drawn(assets=many_assets(60), shares=many_shares(60))
    reader = pypdf.PdfReader(io.BytesIO(paper), strict=True)
    pages = pages_of(paper)
    for entry in reader.outline:
        assert entry.title in pages[reader.get_destination_page_number(entry)]


def test_progress_counts_all_rows_and_can_stop():
    made = content(
        picture(
            assets=many_assets(450), shares=[*many_shares(450), *many_shares(450, 1001, **ENDED)]
        )
    )
    seen: list[tuple[int, int]] = []
    with progress_to(lambda *now: seen.append(now)):
        draw(made)
    assert made.rows >= 900
    assert seen == sorted(seen)
    assert seen[0] == (0, made.rows)
    assert seen[-1] == (made.rows, made.rows)

    def stop(done: int, total: int) -> None:
        if done >= total // 2:
            raise Cancelled

    with pytest.raises(Cancelled), progress_to(stop):
        draw(made)


def test_a_removal_is_told_with_its_day(words_of: Words):
    gone = replace(PERIOD, removed_on=date(2026, 11, 1))
    words = words_of(drawn(partnerships=[gone])[0])
    assert "Partnership Removed Removed on 1 Nov 2026" in words
