"""Papers from content: long ones, empty ones, every script, and texts that are only texts."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    as_json,
    day,
    section,
    with_id,
    words,
)
from delvia_desktop.domain.papers.declarations import Declarations
from delvia_desktop.domain.papers.sealing import seal, unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.reports.drawing.appearance import Look
from tests.figures import figure

HEAD = Head(
    "HR-2026-001", "", "Nova", "Nova GmbH", "Mara", date(2026, 11, 23),
    datetime(2026, 11, 22, 9, tzinfo=UTC), 7, "ab" * 32,
)  # fmt: skip
COLUMNS = (("Asset", 50), ("Who", 30), ("Since", 20))
SCRIPTS = (
    "Zażółć gęślą jaźń", "Щит и меч", "Ελληνικά", "نورة الشامسي", "שלום עולם", "नमस्ते", "โนวา",
    "诺瓦化妆品", "ノヴァ化粧品", "노바 화장품", "Նովա", "ნოვა", "নোভা ক্ষেত্র", "நோவா",
    "ភាសាខ្មែរ", "ພາສາລາວ", "မြန်မာဘာသာ", "Tiếng Việt", "ἀρχή", "Қазақ", "★ ✓ Nova", "𝗡𝗼𝘃𝗮",
    "Nova 😀 🎉", "I ❤\ufe0f Nova", "Team 👩🏽\u200d💻 🇰🇷 1\ufe0f\u20e3",
)  # fmt: skip


def paper(rows, *, texts=(), title="Kite", is_across=False) -> Content:
    return Content(
        "access",
        "ACCESS RECORD",
        title,
        "On a day",
        "It says what was recorded.",
        (("Brand", words("Nova")), ("Number", words("HR-2026-001", look="strong"))),
        (
            section("Access", COLUMNS, rows, empty="Nothing is there."),
            Section("Wording", texts=texts),
        ),
        ("It covers what is known.",),
        Declarations(3, date(2026, 11, 1), "The signers confirm:", ("It is so.",), ("One", "Two")),
        is_across,
    )


def drawn(content: Content) -> tuple[bytes, int]:
    return content_paper.render(
        content, HEAD, as_json(content, HEAD, "brand", PaperRequest("access", 1)), Look()
    )


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def row(name: str, number: int = 0):
    return (with_id(name, str(7123998103425000000 + number)), words("Kite", "since May"), day(None))


def test_an_empty_table_says_so_and_a_long_one_repeats_its_head():
    content, pages = drawn(paper([]))
    assert pages == 1
    assert "Nothing is there." in text_of(content)
    content, pages = drawn(paper([row(f"Asset {n}", n) for n in range(5000)], is_across=True))
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == pages > 100
    assert "Asset 4999" in text_of(content)
    for number in (0, pages // 2):
        assert "Since" in reader.pages[number].extract_text()
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    assert unseal(seal(content)).data["sections"][0]["rows"][4999][0].startswith("Asset 4999")


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_stands_in_headings_and_cells_and_reads_back(text):
    content, _ = drawn(paper([row(text)], texts=(text,), title=text))
    read = text_of(content)
    letters = "".join(text.split())
    assert "".join(read.split()).count(letters) >= 3
    assert (
        as_json(paper([row(text)]), HEAD, "brand", PaperRequest("access", 1))["sections"][0][
            "rows"
        ][0][0][:3]
        == text[:3]
    )


def test_hostile_texts_are_only_texts():
    rng = random.Random(3)
    parts = [
        "<b>", "</para>", "<img src='x.png'/>", "&amp;", "<a href='https://x.example'>", "](", "%s",
        "{name}", "\u202e", "\u200f", "\x00", "\x1b[31m", "<font color='white'>", "\ud800",
        "endstream", "endobj", ")Tj", "(((", "\\", "/EmbeddedFile", "stream\n", "W" * 300,
    ]  # fmt: skip
    for number in range(figure("hostile papers")):
        text = " ".join(rng.choices(parts, k=rng.randint(1, 5))) + f" end{number}"
        content, _ = drawn(paper([row(text)], texts=(text,), title=text))
        reader = PdfReader(io.BytesIO(content), strict=True)
        assert f"end{number}" in text_of(content)
        for page in reader.pages:
            drawn_again = page["/Resources"].get("/XObject", {}).values()
            assert all(each.get_object()["/Subtype"] == "/Form" for each in drawn_again)
            for each in page.get("/Annots", []):  # places to sign, and nothing that acts
                field = each.get_object()
                assert (field["/Subtype"], field["/FT"]) == ("/Widget", "/Sig")
                assert not {"/A", "/AA", "/Dest"} & field.keys()
        assert unseal(seal(content)).data["title"].endswith(f"end{number}")


def test_the_data_say_the_same_as_the_page():
    content = paper([row("Nova DE", 1)], texts=("A note",))
    data = as_json(content, HEAD, "partner", PaperRequest("partner", 5))
    assert data["subject"] == {"kind": "partner", "id": 5, "other": None, "since": None}
    assert data["sections"][0]["columns"] == ["Asset", "Who", "Since"]
    assert data["sections"][0]["rows"] == [["Nova DE\n7123998103425000001", "Kite\nsince May", "—"]]
    assert data["sections"][1]["texts"] == ["A note"]
    assert replace(content, sections=()).rows == 0
