"""What the file of a paper is beside its words: tags, metadata, links, places to sign, its look."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from delvia_desktop.domain.papers.content import Content, Head, Section, as_json, section, words
from delvia_desktop.domain.papers.declarations import Declarations
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.reports.drawing.appearance import Look

HEAD = Head(
    "HR-2026-001", "", "Nova “Ünal” & Söhne", "Nova GmbH", "Mara", date(2026, 11, 23),
    datetime(2026, 11, 22, 9, tzinfo=UTC), 7, "ab" * 32,
)  # fmt: skip
COLUMNS = (("Asset", 50), ("Who", 50))


def paper(count: int = 3, sections: int = 2) -> Content:
    rows = [(words(f"Asset {n}", "in use"), words("Kite")) for n in range(count)]
    return Content(
        "access", "ACCESS RECORD", "Kite", "On a day", "It says what was recorded.",
        (("Brand", words("Nova")), ("Number", words("HR-2026-001"))),
        tuple(section(f"Part {n}", COLUMNS, rows) for n in range(sections)),
        ("It covers what is known.",),
        Declarations(1, date(2026, 1, 1), "The signers confirm:", ("It is so.",), ("One", "Two")),
    )  # fmt: skip


def drawn(content: Content, look: Look | None = None, head: Head = HEAD) -> bytes:
    data = as_json(content, head, "brand", PaperRequest("access", 1))
    return content_paper.render(content, head, data, look or Look())[0]


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def marked(reader: PdfReader) -> list[dict[int, str]]:
    """What stands on each page in each mark, read from the operators."""
    pages = []
    for page in reader.pages:
        found: dict[int, str] = {}
        open_marks: list[int | None] = []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                entries = operands[1] if len(operands) > 1 else {}
                open_marks.append(entries.get("/MCID"))
            elif operator == b"EMC":
                open_marks.pop()
            elif operator in {b"Tj", b"TJ"}:
                assert open_marks, "something is drawn that is no part of the structure"
                number = next((mark for mark in open_marks if mark is not None), None)
                if number is not None:
                    found[number] = found.get(number, "") + str(operands[0])
        assert open_marks == []
        pages.append(found)
    return pages


def elements(reader: PdfReader) -> list[tuple[str, str]]:
    """Tag and text of every element that holds text, in the order of the tree."""
    texts = marked(reader)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    found: list[tuple[str, str]] = []

    def walk(node, page=None):
        node = node.get_object()
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        held = ""
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            part = kid.get_object()
            if isinstance(part, int):
                held += texts[pages[page]].pop(part, "")
            elif part.get("/Type") == "/MCR":
                held += texts[pages[part.raw_get("/Pg").idnum]].pop(part["/MCID"], "")
            elif part.get("/Type") != "/OBJR":
                walk(kid, page)
        if held:
            found.append((node["/S"], held))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert not any(texts), "a mark belongs to no element"
    return found


def test_everything_on_the_page_has_its_tag_in_reading_order():
    tags = elements(read(drawn(paper())))
    names = [tag for tag, _ in tags]
    assert names[:3] == ["/P", "/H1", "/P"]
    assert [text for tag, text in tags if tag == "/H2"] == [
        "Part 0", "Part 1", "Scope of this record", "Acknowledgement",
    ]  # fmt: skip
    assert [text for tag, text in tags if tag == "/TH"] == ["Asset", "Who"] * 2
    cells = [text for tag, text in tags if tag == "/TD"]
    assert (
        cells == ["Asset 0 in use", "Kite", "Asset 1 in use", "Kite", "Asset 2 in use", "Kite"] * 2
    )
    assert ("/Lbl", "Brand") in tags
    assert names.index("/Lbl") < names.index("/TH") < names.index("/TD")


def test_a_cell_that_runs_over_pages_stays_one_cell_and_heads_said_again_are_not_read_out():
    long = " ".join(f"word{n}" for n in range(3000))
    content = replace(paper(), sections=(section("Part", COLUMNS, [(words(long), words("x"))]),))
    reader = read(drawn(content))
    assert len(reader.pages) > 2
    cells = [text for tag, text in elements(reader) if tag == "/TD"]
    assert [text.strip() for text in cells] == [long, "x"]
    assert len([tag for tag, _ in elements(reader) if tag == "/TH"]) == 2


def test_a_structure_tree_leads_from_each_mark_back_to_its_element():
    reader = read(drawn(paper(200)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = dict(zip(parents[::2], parents[1::2], strict=True))
    for number, page in enumerate(reader.pages):
        assert (page["/StructParents"], page["/Tabs"]) == (number, "/S")
        found = keys[number].get_object()
        assert len(found) == len(marked(reader)[number])
        for each in page.get("/Annots", []):
            owner = keys[each["/StructParent"]].get_object()
            assert owner["/S"] in {"/Form", "/Link"}


def test_the_file_says_the_same_of_itself_twice_and_what_its_colours_mean():
    reader = read(drawn(paper(), Look(language="de")))
    root = reader.trailer["/Root"]
    assert (reader.pdf_header, root["/Lang"]) == ("%PDF-1.7", "de")
    packet = root["/Metadata"].get_object().get_data()
    assert packet in drawn(paper(), Look(language="de"))  # it is not compressed
    tree = ET.fromstring(packet.decode())
    said = {e.tag.rpartition("}")[2]: "".join(e.itertext()).strip() for e in tree.iter()}
    assert said["title"] == reader.metadata.title == "Access record HR-2026-001: Kite"
    assert said["creator"] == reader.metadata.author == "Nova “Ünal” & Söhne"
    assert said["Producer"] == reader.metadata.producer
    assert said["CreateDate"] == "2026-11-22T09:00:00Z"
    assert reader.metadata.creation_date.isoformat() == "2026-11-22T09:00:00+00:00"
    assert "pdfaid" not in packet.decode()  # nobody checked it
    intent = root["/OutputIntents"][0].get_object()
    assert intent["/OutputConditionIdentifier"] == "sRGB IEC61966-2.1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    attached = root["/AF"][0].get_object()
    assert attached["/AFRelationship"] == "/Data"
    assert attached["/EF"]["/F"]["/Subtype"] == "/application/json"


def test_every_font_of_the_file_is_in_the_file():
    content = replace(paper(), title="Щит نورة 佐藤 नमस्ते")
    for page in read(drawn(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_a_long_paper_lists_its_parts_with_links_to_their_pages():
    content = drawn(paper(60, sections=4))
    reader = read(content)
    first = reader.pages[0]
    links = [e.get_object() for e in first["/Annots"] if e.get_object()["/Subtype"] == "/Link"]
    assert len(links) == 6
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    listed = [text.split() for tag, text in elements(reader) if tag == "/Link"]
    for link, text in zip(links, listed, strict=True):
        target = pages[list.__getitem__(link["/Dest"], 0).idnum]
        assert int(text[-1]) == target + 1
        assert text[-2] == "page"
        assert " ".join(text[:-2]) in " ".join(reader.pages[target].extract_text().split())
    lines = first.extract_text().split("\n")
    assert lines.index("Kite") < next(
        n for n, line in enumerate(lines) if line.startswith("Part 3")
    )
    assert not [
        e for e in read(drawn(paper())).pages[0].get("/Annots", []) if e["/Subtype"] == "/Link"
    ]


def test_each_signer_has_a_field_for_a_digital_signature_above_its_line():
    reader = read(drawn(paper()))
    fields = [each.get_object() for each in reader.trailer["/Root"]["/AcroForm"]["/Fields"]]
    assert [field["/T"] for field in fields] == ["Signature 1", "Signature 2"]
    left, right = (field["/Rect"] for field in fields)
    assert left[2] <= right[0]
    assert left[1] == right[1]


def test_the_code_stands_below_the_signatures_wherever_they_fall():
    for count in range(4, 24):
        last = read(drawn(paper(count))).pages[-1].extract_text()
        assert "Date and signature" in last, count
        assert "Check code in full" in last, count


def test_a_draft_is_marked_on_every_page_has_no_number_no_code_and_nothing_to_sign():
    reader = read(drawn(paper(200), head=replace(HEAD, number="")))
    assert len(reader.pages) > 3
    for page in reader.pages:
        text = page.extract_text()
        assert "DRAFT" in text
        assert "Draft, not issued · Nova" in text
    whole = " ".join(page.extract_text() for page in reader.pages)
    assert "Check code in full" not in whole
    assert "Date and signature" not in whole
    assert "It can be signed once it is issued." in whole
    assert "/AcroForm" not in reader.trailer["/Root"]


def logo(mode: str, size: tuple[int, int], form: str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else (10, 90, 160, 128)[: len(mode)]).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [logo("RGBA", (600, 200), "PNG"), logo("L", (20, 400), "PNG"), logo("RGB", (900, 90), "JPEG")],
    ids=["wide", "tall", "photograph"],
)
def test_a_logo_stands_in_the_corner_and_leaves_room_for_the_title(content):
    long = replace(paper(), title="A brand with a very long name indeed " * 4)
    look = Look(logo=content, accent="#B41E5A")
    first = drawn(long, look)
    assert drawn(long, look) == first
    page = read(first).pages[0]
    assert len(page.images) == 1
    pieces: list[tuple[float, str]] = []
    page.extract_text(visitor_text=lambda text, _c, at, _f, _s: pieces.append((at[4], text)))
    assert "very long name" in page.extract_text()
    assert all(len(read(first).pages[n].images) == 0 for n in range(1, len(read(first).pages)))


@pytest.mark.parametrize(
    ("look", "size"),
    [(Look(), (595, 842)), (Look(page_size="LETTER"), (612, 792))],
    ids=["A4", "Letter"],
)
def test_a_paper_is_made_for_the_page_that_is_asked_for(look, size):
    upright = read(drawn(paper(), look)).pages[0].mediabox
    assert (round(upright.width), round(upright.height)) == size
    across = read(drawn(replace(paper(), is_across=True), look)).pages[0].mediabox
    assert (round(across.width), round(across.height)) == size[::-1]


def test_a_short_table_leaves_no_row_alone_on_a_page():
    """It begins below what stands above it where its heading and two rows have room there."""
    for before in range(20, 50):
        content = replace(
            paper(),
            sections=(
                Section("Before", texts=tuple(f"Line {n}" for n in range(before))),
                section("Counts", COLUMNS, [(words(f"Row {n}"), words("1")) for n in range(6)]),
            ),
        )
        pages = [page.extract_text() for page in read(drawn(content)).pages]
        holding = [n for n, text in enumerate(pages) if re.search(r"Row \d", text)]
        rows = [len(re.findall(r"Row \d", pages[n])) for n in holding]
        assert sum(rows) == 6
        assert min(rows) > 1, before
        assert "Counts" in pages[holding[0]]


def test_qpdf_finds_nothing_wrong_and_the_data_are_whole():
    for content in (paper(0), paper(400, sections=5)):
        with pikepdf.open(io.BytesIO(drawn(content))) as pdf:
            assert pdf.check_pdf_syntax() == []
            attached = json.loads(pdf.attachments["HR-2026-001.json"].get_file().read_bytes())
    assert attached["number"] == "HR-2026-001"
