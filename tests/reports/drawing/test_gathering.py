"""Papers joined in one file: links still lead where they did, fields to sign are gone."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.reports.drawing.gathering import GatheredPaper, gather

MOMENT = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def linked(word: str) -> bytes:
    """Two pages; the first leads to a place on the second, of the same name in every such file."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.drawString(50, 700, f"{word} one")
    canvas.linkAbsolute("there", "place", (50, 690, 150, 710))
    canvas.bookmarkHorizontal("top", 0, 800)
    canvas.addOutlineEntry("One", "top", level=0)
    canvas.showPage()
    canvas.drawString(50, 700, f"{word} two")
    canvas.bookmarkHorizontal("place", 0, 700)
    canvas.addOutlineEntry("Inner", "place", level=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def signed(content: bytes, *, is_empty: bool = False) -> bytes:
    """The same with a tag of a tagged file and a field for a signature, signed or empty."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    shown = StreamObject()
    shown.set_data(b"0 0 40 20 re f")
    shown[NameObject("/Subtype")] = NameObject("/Form")
    shown[NameObject("/BBox")] = ArrayObject(FloatObject(n) for n in (0, 0, 40, 20))
    drawn = writer._add_object(shown)
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("Signature1"),
                NameObject("/V"): DictionaryObject({NameObject("/Type"): NameObject("/Sig")}),
                NameObject("/Rect"): ArrayObject(FloatObject(n) for n in (50, 50, 90, 70)),
                NameObject("/F"): NumberObject(132),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): drawn}),
            }
        )
    )
    if is_empty:
        del field.get_object()["/AP"], field.get_object()["/V"]
    page = writer.pages[1]
    page[NameObject("/Annots")] = ArrayObject([field])
    page[NameObject("/StructParents")] = NumberObject(0)
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([field]), NameObject("/SigFlags"): NumberObject(3)}
    )
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def joined(*contents: bytes) -> PdfReader:
    parts = [GatheredPaper(f"Paper {n}", "de", f"{n}.pdf", each) for n, each in enumerate(contents)]
    made = gather("All", "Nova", MOMENT, parts)
    return PdfReader(io.BytesIO(made), strict=True)


def test_a_link_leads_to_its_own_paper_although_places_have_the_same_names():
    reader = joined(linked("First"), linked("Second"))
    for start in (0, 2):
        (link,) = reader.pages[start]["/Annots"]
        assert link.get_object()["/Dest"][0] == reader.pages[start + 1].indirect_reference


def test_bookmarks_keep_their_depth():
    outline = joined(linked("First"), linked("Second")).outline
    assert [item.title for item in outline[::2]] == ["Paper 0", "Paper 1"]
    below = outline[3]
    assert (below[0].title, below[1][0].title) == ("One", "Inner")


def test_a_signature_stays_to_be_seen_but_not_as_a_field_that_would_be_broken():
    content = signed(linked("First"))
    reader = joined(content, linked("Second"))
    assert "/AcroForm" not in reader.root_object
    assert "/StructParents" not in reader.pages[1]
    (stamp,) = reader.pages[1]["/Annots"]
    stamp = stamp.get_object()
    assert stamp["/Subtype"] == "/Stamp"
    assert stamp["/AP"]["/N"].get_object().get_data() == b"0 0 40 20 re f"
    assert not {"/FT", "/V", "/T"}.intersection(stamp)
    assert reader.attachments["0.pdf"][0] == content


def test_a_field_that_waits_for_a_signature_is_not_there_any_more():
    reader = joined(signed(linked("First"), is_empty=True))
    assert "/Annots" not in reader.pages[1] or list(reader.pages[1]["/Annots"]) == []
    assert len(reader.pages[0]["/Annots"]) == 1


def test_what_the_file_says_of_itself_shows_every_character_that_would_act():
    part = GatheredPaper("A\u202eB \ud800", "en", "x.pdf", linked("First"))
    made = gather("T\u202e", "N\ud800", MOMENT, [part])
    reader = PdfReader(io.BytesIO(made), strict=True)
    assert reader.metadata.title == "T‹U+202E›"
    assert reader.outline[0].title == "A‹U+202E›B ‹U+D800›"
    assert reader.root_object["/Lang"] == "en"


def test_joining_stops_when_it_is_cancelled():
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    parts = [GatheredPaper(str(n), "en", f"{n}.pdf", linked(str(n))) for n in range(3)]
    with pytest.raises(Cancelled), progress_to(stop):
        gather("All", "Nova", MOMENT, parts)
