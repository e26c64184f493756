"""Whether the access record holds everything, whole, in its place, however much or odd it is."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest

from delvia_desktop.i18n import show_day
from delvia_desktop.reports.pages import BOTTOM, LEFT, RIGHT
from delvia_desktop.reports.partner_record import PaperAsset, PaperShare, PartnerRecord, render
from delvia_desktop.reports.typefaces import MissingGlyph

Made = Callable[[int], tuple[PaperShare, ...]]
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


def check(content: bytes, folder: Path) -> None:
    """Check the file's structure, with qpdf too where it is installed."""
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    for page in reader.pages:
        assert page.extract_text()
        assert all(each.get_object()["/FT"] == "/Sig" for each in page.get("/Annots", []))
        assert "/XObject" not in page["/Resources"] or not page["/Resources"]["/XObject"]
    if shutil.which("qpdf"):
        (folder / "paper.pdf").write_bytes(content)
        subprocess.run(
            ["qpdf", "--check", str(folder / "paper.pdf")], check=True, capture_output=True
        )


@pytest.mark.parametrize("rows", [0, 1, 8, 60, 1000])
def test_every_row_stands_on_the_paper_and_every_page_says_which_it_is(
    record: PartnerRecord, shares: Made, pages_of: Read, rows: int, tmp_path: Path
):
    content, count = render(replace(record, open_shares=shares(rows)))
    pages = pages_of(content)
    assert len(pages) == count
    text = "\n".join(pages)
    for share in shares(rows):
        assert share.asset_id in text
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {count}" in page
        assert "Access record HR-2026-014 · Nova Cosmetics" in page
        assert "Register state 7f3a 91c2 7f3a 91c2 · known as of 23 Nov 2026, 14:05 CET" in page
        assert "Access on 20 Nov 2026" in page.replace("\n", " ")
    check(content, tmp_path)


def test_every_text_of_the_record_is_printed(record: PartnerRecord, words_of: Words):
    filled = replace(
        record,
        **{
            field.name: f"Text of {field.name}"
            for field in fields(record)
            if isinstance(getattr(record, field.name), str) and not field.name.endswith("_id")
            if field.name != "register_state"
        },
    )
    words = words_of(render(filled)[0])
    for field in fields(record):
        if getattr(filled, field.name) == f"Text of {field.name}":
            assert f"Text of {field.name}" in words, field.name
    for number in (record.our_bc_id, record.partner_bc_id):
        assert number in words


def test_every_text_and_day_of_a_share_is_printed(
    record: PartnerRecord, share: PaperShare, words_of: Words
):
    words = words_of(render(record)[0])
    for text in (
        share.asset_name,
        share.asset_id,
        "Ad account, owned by Nova Cosmetics",
        "Operator",
        "Campaigns, audiences,",
        "Spring campaign",
        "Approved: Mara",
        "3 Feb 2026",
        "31 Jan 2027",
        "5 Feb 2026",
        "read 2 Nov 2026",
    ):
        assert text in words
    bare = replace(
        share,
        owner="",
        purpose="",
        approved_by="",
        meaning="",
        planned_end=None,
        confirmed_on=None,
        last_verified_on=None,
        level="",
        tone="unheard of",
    )
    words = words_of(render(replace(record, open_shares=(bare,)))[0])
    for text in ("none", "not yet", "not read yet", "not recorded", "owned by"):
        assert (text in words) == (text != "owned by")


def test_no_day_of_the_year_is_broken_over_two_lines(
    record: PartnerRecord, share: PaperShare, pages_of: Read
):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    rows = tuple(replace(share, granted_on=day, last_verified_on=day) for day in days)
    text = "\n".join(pages_of(render(replace(record, open_shares=rows))[0]))
    for day in days:
        assert text.count(show_day(day)) >= 2
        assert f"read {show_day(day)}" in text


def test_one_open_end_of_an_engagement_is_shown(record: PartnerRecord, words_of: Words):
    assert "3 Feb 2026 – open end" in words_of(render(replace(record, engagement_end=None))[0])
    assert "? – 31 Jan 2027" in words_of(render(replace(record, engagement_start=None))[0])


def test_both_moments_are_told_apart(record: PartnerRecord, words_of: Words):
    words = words_of(render(record)[0])
    assert "Access on 20 Nov 2026 Known as of 23 Nov 2026, 14:05 CET" in words
    assert "Revision 214" in words


def test_the_statements_are_there(record: PartnerRecord, words_of: Words):
    words = words_of(render(record)[0])
    for sentence in (
        "Ownership stays with Nova Cosmetics GmbH.",
        "This record grants nothing by itself",
        "It contains no passwords and no codes.",
        "What this record covers and what it leaves out",
        "1. It can see the shared assets above, at the levels above.",
        "2. It acts through its own Business Center only. No login was handed over.",
        "3. It does not share the access on to others.",
        "4. It names the people who work on the assets whenever it is asked.",
        "Witness, if any",
    ):
        assert sentence in words
    empty = words_of(render(replace(record, open_shares=()))[0])
    assert "It can see the shared assets" not in empty
    assert "1. It acts through its own Business Center only." in empty


@pytest.mark.parametrize("script", LONG)
def test_long_names_in_any_script_stay_inside_the_page(
    record: PartnerRecord, share: PaperShare, script: str, tmp_path: Path
):
    name = LONG[script][:200]
    long = replace(share, asset_name=name, owner=name, purpose=name, approved_by=name, level=name)
    content, _ = render(
        replace(
            record,
            brand=name,
            legal_entity=name,
            partner=name,
            partner_legal_name=name,
            our_center=name,
            contract_ref=name,
            open_shares=(long,) * 3,
            planned_shares=(long,),
            ended_shares=(long,),
            owned_assets=(PaperAsset(name, "Ad account", ""),),
            open_points=(("High", name),),
        )
    )
    check(content, tmp_path)
    for page in drawn_places(content):
        for x, y, _ in page:
            assert LEFT - 1 <= x <= 595 - RIGHT
            assert BOTTOM - 45 <= y <= 842 - 36


@pytest.mark.parametrize("rows", range(3, 16))
def test_no_heading_stands_alone_and_the_places_to_sign_stay_together(
    record: PartnerRecord, shares: Made, pages_of: Read, rows: int
):
    some = shares(rows)
    content, _ = render(
        replace(
            record,
            open_shares=some,
            planned_shares=some[:2],
            ended_shares=some[:3],
            owned_assets=(PaperAsset("Launch", "Ad account", ""),),
            open_points=(("High", "look"),),
        )
    )
    pages = pages_of(content)
    for heading, after in {
        "Shared assets": "7123998103425000000",
        "Planned, not shared yet": "7123998103425000000",
        "Ended shares": "Revoked",
        "Assets that the partner owns": "Launch",
        "Open points at the time of printing": "Look",
        "What this record covers and what it leaves out": "It covers the shares",
        "Acknowledgement": "Witness",
    }.items():
        page = next(page for page in pages if heading in page)
        assert after in page[page.index(heading) :]
    last = next(page for page in pages if "Acknowledgement" in page)
    assert last.count("Date and signature") == 3


def test_a_row_longer_than_a_page_runs_on_with_its_head(
    record: PartnerRecord, share: PaperShare, shares: Made, pages_of: Read
):
    purpose = " ".join(f"w{n}" for n in range(2000))
    tall = replace(share, purpose=purpose)
    content, count = render(replace(record, open_shares=(*shares(3), tall, *shares(2))))
    pages = pages_of(content)
    assert count > 8
    words = " ".join(pages).split()
    assert [word for word in words if word[0] == "w" and word[1:].isdigit()] == purpose.split()
    running = [page for page in pages if "w1000" in page or "w1500" in page]
    assert all("Purpose and" in page for page in running)


@pytest.mark.parametrize("lines", range(20, 62, 3))
def test_a_tall_first_row_stays_with_its_heading(
    record: PartnerRecord, share: PaperShare, pages_of: Read, lines: int
):
    tall = replace(share, purpose="\n".join(f"w{n}" for n in range(lines)))
    content, _ = render(replace(record, open_shares=(tall,)))
    page = next(page for page in pages_of(content) if "Shared assets" in page)
    assert share.asset_id in page


def test_a_word_of_a_megabyte_in_a_cell_is_printed_whole(record: PartnerRecord, share: PaperShare):
    huge = replace(share, asset_name="y" * 1_000_000)
    content, count = render(replace(record, open_shares=(huge,)))
    assert count > 500
    some = pypdf.PdfReader(io.BytesIO(content), strict=True).pages[count // 2].extract_text()
    assert "y" * 20 in some


def test_facts_longer_than_a_page_run_on(record: PartnerRecord, pages_of: Read):
    content, count = render(replace(record, contract_ref="clause " * 2000))
    assert count > 3
    assert sum(page.count("clause") for page in pages_of(content)) == 2000
    assert all(y > BOTTOM - 45 for page in drawn_places(content) for _, y, _ in page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_only_text(
    record: PartnerRecord, share: PaperShare, text: str, tmp_path: Path
):
    def spoiled(value: object) -> object:
        return text if isinstance(value, str) else value

    def all_spoiled(made: PaperShare | PaperAsset | PartnerRecord) -> dict[str, object]:
        return {field.name: spoiled(getattr(made, field.name)) for field in fields(made)}

    bad_share = PaperShare(**all_spoiled(share))
    bad = PartnerRecord(
        **{
            **all_spoiled(record),
            "open_shares": (bad_share,),
            "planned_shares": (bad_share,),
            "ended_shares": (bad_share,),
            "owned_assets": (PaperAsset(text, text, text),),
            "open_points": ((text, text),),
        }
    )
    content, _ = render(bad)
    check(content, tmp_path)
    assert b"/JavaScript" not in content
    assert b"/URI" not in content


def test_a_character_without_a_glyph_anywhere_stops_the_paper(
    record: PartnerRecord, share: PaperShare
):
    with pytest.raises(MissingGlyph, match="CUNEIFORM SIGN A"):
        render(replace(record, open_shares=(replace(share, purpose="so 𒀀"),)))


def test_bytes_are_the_same_in_another_process_with_another_hash_seed(record: PartnerRecord):
    script = (
        "import sys, pickle\n"
        "from delvia_desktop.reports.partner_record import render\n"
        "record = pickle.load(sys.stdin.buffer)\n"
        "sys.stdout.buffer.write(render(record)[0])\n"
    )
    import pickle

    mixed = replace(record, partner="نوفا ノヴァ คอส Żółć कि", scope_agreed="सेवा כן")
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=pickle.dumps(mixed),
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {render(mixed)[0]}


def test_the_file_says_what_it_is_and_when_it_was_known(record: PartnerRecord):
    reader = pypdf.PdfReader(io.BytesIO(render(record)[0]), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Access record HR-2026-014: Brightside Media"
    assert reader.metadata.author == "Nova Cosmetics"
    assert reader.metadata.creation_date == record.as_of
    assert [entry.title for entry in reader.outline] == [
        "Agreed scope",
        "Shared assets",
        "Open points at the time of printing",
        "What this record covers and what it leaves out",
        "Acknowledgement",
    ]


def test_bookmarks_lead_to_the_page_of_their_heading(
    record: PartnerRecord, shares: Made, pages_of: Read
):
    content, _ = render(replace(record, open_shares=shares(60)))
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    pages = pages_of(content)
    for entry in reader.outline:
        assert entry.title in pages[reader.get_destination_page_number(entry)]


def test_progress_counts_all_rows_and_can_stop(record: PartnerRecord, shares: Made):
    seen: list[tuple[int, int]] = []
    some = shares(450)
    render(replace(record, open_shares=some, ended_shares=some), lambda *now: seen.append(now))
    assert seen == sorted(seen)
    assert seen[0] == (0, 900)
    assert seen[-1] == (900, 900)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done >= total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        render(replace(record, open_shares=some), stop)


def test_a_removal_is_told_with_its_day(record: PartnerRecord, words_of: Words):
    gone = replace(record, state="Removed", removed_on=date(2026, 11, 1))
    assert "Removed Removed on 1 Nov 2026" in words_of(render(gone)[0]).replace("Engagement ", "")
