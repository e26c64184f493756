"""Three hundred hostile texts in every text of every record: on every paper they are only texts."""

from __future__ import annotations

import io
import random
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from operator import itemgetter
from typing import Any

import pikepdf
import pytest

from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.kinds import KINDS, Kind, kind_of, treatments
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.picture import PLACES
from delvia_desktop.domain.words.field_types import Treatment
from delvia_desktop.reports.typesetting.visible import visible
from delvia_desktop.services.papers import paper_kinds, paper_making
from delvia_desktop.services.register.register import Register, open_register
from tests.figures import figure, spread
from tests.reading import page_texts
from tests.services.papers.test_paper_kinds import request_for

NAMES = {"name", "legal_name", "legal_entity"}
"""Fields that redaction keeps, and that are typed all the same."""
PARTS = (
    "<b>bold</b>", "</para><para>", "<img src='file:///etc/passwd'/>", "&amp;&#x41;&lt;",
    "&bogus;", "<a href='https://x.example'>link</a>", "[link](https://x.example)",
    "https://x.example/a?b=c", "<font color='white' size='0'>white</font>", "<super>",
    "<!-- hidden -->", "<![CDATA[x]]>", "javascript:alert(1)", "<onDraw name='x'/>",
    "<seq id='1'/>", "\u202eabc", "\u2066x\u2069", "\u200f\u200e", "\x07\x08",
    "\x1b[31mred\x1b[8m", "\x7f\x9b", "\r\rback", "a\tb\vc\fd", "endstream endobj",
    ")Tj ET Q BT", "(((\\", "<< /Type /Action /S /JavaScript >>", "/EmbeddedFile", "stream\nx",
    "%%EOF", "%PDF-1.7", "startxref\n0", "%Delvia-SHA-256 " + "0" * 64 + "\n", "%s %n %d",
    "{name}", "{0.__class__}", "{", "}}", "$(reboot)", "`x`", "'; DROP TABLE records; --",
    "\\u0041", "x' OR '1'='1", "^(a+)+$", "[[:alpha:]", "\\1 \\g<0>", "*?.[", "..\\..\\x",
    "../../x", "CON", "nul", "\u200bzero\u200b", "\u2060\ufeffjoin", "soft\u00adhyphen",
    "раураl", "Ａｄｍｉｎ", "ǅ ﬁ ſ K Å", "e\u0301\u0302\u0303\u0304\u0305", "\u3164filler\u115f",
    "\U000e0041\U000e0042tag", "\ue000private", "\u2028line\u2029para", "\ufffe\uffff", "\ufffd",
    "\U0001f600", "W" * 300, "i" * 900, "word " * 60, "\n" * 40, " " * 200, "-" * 200,
    "=cmd|' /C calc'!A0", '"quote" „x“ «y»', "null", "undefined", "NaN",
)  # fmt: skip
EDITIONS = {
    "plain": Edition(),
    "masked and German": Edition("de", is_redacted=True),
    "draft": Edition(page_size="LETTER", is_draft=True),
}


def hostile_texts() -> Iterator[str]:
    rng = random.Random(5)
    for number in range(figure("hostile texts")):
        parts = [PARTS[number % len(PARTS)], *rng.choices(PARTS, k=rng.randint(0, 2))]
        yield f"begin{number} {' '.join(parts)} end{number}"


TEXTS = tuple(hostile_texts())


def typed_fields(kind: Kind) -> list[str]:
    """The fields of a kind in which people type."""
    return [
        name for name, how in treatments(kind).items() if how != Treatment.KEPT or name in NAMES
    ]


def spoil(edit: Any) -> int:
    """Put a hostile text into every text of every record; return how many were put."""
    edit.name(f"Spoil {TEXTS[0]}")
    count = 0
    for kind in KINDS:
        for record in edit.records.select(kind.record):
            spoilt = {}
            for name in typed_fields(kind):
                if isinstance(getattr(record, name), str):
                    spoilt[name] = TEXTS[count % len(TEXTS)]
                    count += 1
            edit.put(record, replace(record, **spoilt))
    return count


@pytest.fixture(scope="module")
def spoilt(sample_file, tmp_path_factory) -> tuple[Register, dict[str, PaperRequest]]:
    """The sample with every text spoilt, and a request for each kind of paper."""
    copy = tmp_path_factory.mktemp("hostile") / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, TEXTS[7])
    requests = {code: request_for(opened, code) for code in paper_kinds.PAPER_KINDS}
    for text in TEXTS:
        opened.vouch(text)
    assert opened.perform(spoil) > 3 * len(TEXTS)
    yield opened, requests
    opened.close()


def letters(text: str) -> str:
    """Return letters and digits alone, as any reader copies them."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


def said(data: dict[str, Any]) -> Iterator[str]:
    """Yield every text that the data of a paper say."""
    yield from (data["title"], data["brand"])
    yield from (text for pair in data["facts"] for text in pair)
    for section in data["sections"]:
        yield from (section["title"], *section["columns"], *section["texts"])
        yield from (cell for row in section["rows"] for cell in row)


def assert_only_text(content: bytes) -> None:
    """Check that nothing acts: no picture, no link but inside, no annotation but places to sign."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not {"/OpenAction", "/AA"} & pdf.Root.keys()
        assert list(pdf.Root.Names.keys()) == ["/EmbeddedFiles"]
        assert len(pdf.Root.Names.EmbeddedFiles.Names) == 2
        said_of_file = [str(pdf.docinfo[name]) for name in ("/Title", "/Author", "/Subject")]
        assert all(text.isprintable() for text in said_of_file)
        assert all(str(item.title).isprintable() for item in pdf.open_outline().root)
        for page in pdf.pages:
            assert page.get_images() == {}
            assert "/AA" not in page
            for each in page.get("/Annots", []):
                assert not {"/A", "/AA"} & each.keys()
                is_inside = each.Subtype == "/Link" and isinstance(each.Dest, pikepdf.Array)
                assert is_inside or (each.Subtype == "/Widget" and each.FT == "/Sig")
    for word in (b"/URI", b"/JavaScript", b"/Launch", b"/GoToR"):
        assert word not in content.replace(b"/Type /Action /S /JavaScript", b"")


@pytest.mark.parametrize(
    ("code", "edition"),
    spread(
        "editions of a document with hostile texts",
        product(paper_kinds.PAPER_KINDS, EDITIONS),
        itemgetter(0),
    ),
)
def test_hostile_texts_are_only_texts_on_every_kind_and_edition(spoilt, code, edition):
    register, requests = spoilt
    request = replace(requests[code], edition=EDITIONS[edition])
    assert_all_is_seen(paper_making.prepare(register, register.picture(), request).content)


@pytest.mark.parametrize("code", paper_kinds.PAPER_KINDS)
def test_half_characters_and_nothing_characters_are_shown_on_every_kind(spoilt, code):
    """A register cannot hold them, but a picture may come from elsewhere."""
    register, requests = spoilt
    seen = register.picture()
    harsher = {
        place: {key: _harsher(record) for key, record in getattr(seen, place).items()}
        for place in PLACES.values()
    }
    picture = replace(seen, brand=_harsher(seen.brand), **harsher)
    content = paper_making.prepare(register, picture, requests[code]).content
    assert_all_is_seen(content)
    if code != "change_log":  # which is told by the journal
        assert "‹U+D800›‹U+0000›" in "".join(page_texts(content))


def _harsher(record: Any) -> Any:
    changed = {
        name: getattr(record, name).replace("begin", "\ud800\x00begin")
        for name in typed_fields(kind_of(record))
        if isinstance(getattr(record, name), str)
    }
    return replace(record, **changed)


def assert_all_is_seen(content: bytes) -> None:
    """Check that every text of the data stands on the pages, and that nothing acts.

    Word by word, as a row may run over two pages; the longest words break at the end of a line.
    """
    assert_only_text(content)
    data = unseal(content).data
    shown = letters("".join(page_texts(content)))
    words = {word for text in said(data) for word in visible(text.replace("\n", " ")).split()}
    assert len(words) > 50
    assert [word for word in words if len(word) < 60 and letters(word) not in shown] == []


@pytest.mark.parametrize("code", paper_kinds.PAPER_KINDS)
def test_names_longer_than_a_page_end_and_stand_there(spoilt, code):
    """No form takes them, but a head, a foot and the head of a table must not fill every page."""
    register, requests = spoilt
    seen = register.picture()
    name = "y" * 5_000
    longer = {
        place: {key: replace(record, name=name) for key, record in getattr(seen, place).items()}
        for place in ("partners", "assets")
    }
    picture = replace(seen, brand=replace(seen.brand, name=name), **longer)
    paper = paper_making.prepare(register, picture, requests[code])
    assert paper.pages < 2_000
    assert "y" * 10 in "".join(page_texts(paper.content))
