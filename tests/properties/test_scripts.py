"""Random texts over every script: shown and given back, with codes for what no font has."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.reports.drawing.ink import Ink
from delvia_desktop.reports.typesetting.coverage import BOLD, MONO, REGULAR
from delvia_desktop.reports.typesetting.shaping import ShapedLine, Style, one_line
from delvia_desktop.reports.typesetting.visible import missing_characters, shown_by_code, visible
from delvia_desktop.reports.typesetting.wrapping import wrap

FROM_LEFT = (
    (0x0020, 0x007E), (0x00A1, 0x017F), (0x1E00, 0x1EFF), (0x0300, 0x036F), (0x0370, 0x03FF),
    (0x0400, 0x04FF), (0x0531, 0x0587), (0x10D0, 0x10FF), (0x0905, 0x0950), (0x0985, 0x09E3),
    (0x0A01, 0x0DF4), (0x1200, 0x139F),
    (0x0B83, 0x0BD0), (0x0E01, 0x0E5B), (0x0E81, 0x0EDF), (0x1000, 0x109F), (0x1780, 0x17F9),
    (0x1100, 0x11FF), (0x3041, 0x30FF), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x2190, 0x2BFF),
    (0x1F300, 0x1FAFF), (0x1F1E6, 0x1F1FF), (0x1D400, 0x1D7FF), (0xFF01, 0xFFDC),
)  # fmt: skip
FROM_RIGHT = ((0x05D0, 0x05EA), (0x05B0, 0x05C7), (0x0620, 0x06D3), (0xFE70, 0xFEFC))
JOINING = st.sampled_from(
    (
        "\u200d",
        "\u200c",
        "\u200b",
        "\ufe0f",
        "\ufe0e",
        "\u20e3",
        "\u0301",
        "🏽",
        "👩",
        "❤",
        "1",
        " ",
    )
)
STYLES = st.sampled_from([Style(9, weight) for weight in (REGULAR, BOLD, MONO)])


def texts(blocks: tuple[tuple[int, int], ...]) -> st.SearchStrategy[str]:
    """Return texts of a few scripts in which also stands what joins characters."""

    def of(chosen: list[tuple[int, int]]) -> st.SearchStrategy[str]:
        letters = [st.integers(first, last).map(chr) for first, last in chosen]
        return st.lists(st.one_of(*letters, JOINING), max_size=14).map("".join)

    return st.lists(st.sampled_from(blocks), min_size=1, max_size=3).flatmap(of)


def read_back(lines: Sequence[ShapedLine], style: Style) -> str:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    ink = Ink(canvas)
    for place, line in enumerate(lines):
        ink.text(line, style, 72, 3000 - place * 20)
    vars(canvas)["_code"].append(ink.operators())
    canvas.showPage()
    canvas.save()
    return "".join(pypdf.PdfReader(target, strict=True).pages[0].extract_text().split())


def given_back(text: str, style: Style) -> str:
    return read_back([one_line(text, style)], style)


def seen(text: str) -> str:
    return "".join(visible(text).split())


@given(texts(FROM_LEFT), STYLES)
def test_a_text_from_the_left_is_given_back_with_codes_for_what_has_no_glyph(
    text: str, style: Style
):
    assert given_back(text, style) == seen(text)


@given(texts(FROM_LEFT + FROM_RIGHT), STYLES)
def test_a_text_of_both_directions_keeps_its_characters(text: str, style: Style):
    assert sorted(given_back(text, style)) == sorted(seen(text))


@given(st.text(max_size=20), STYLES)
def test_no_text_stops_a_paper(text: str, style: Style):
    """B14: whatever people type or paste is drawn, and what is drawn as a code is told."""
    for line in wrap(text, style, 100):
        assert all(run.font for run in line.runs)
    told = set(shown_by_code([text]))
    assert {c for c in missing_characters(text) if c not in "\n\r"} <= told


@given(texts(FROM_LEFT), STYLES, st.integers(1, 100))
def test_lines_hold_the_whole_text_in_its_order(text: str, style: Style, width: int):
    lines = wrap(text, style, width)
    # A blank of no width at the end of a line is left out like any other.
    read = read_back(lines, style).replace("\u200b", "")
    assert read == seen(text).replace("\u200b", "")
