"""Several issued papers gathered in one PDF: bookmarks to each, and the originals inside.

Joining changes the bytes, so neither a seal nor a digital signature of a paper survives on the
joined pages. The untouched files are therefore attached, and what is gathered never says that it
is a paper itself. It has no page of its own: every page belongs to a paper under its own number.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    NameObject,
    NumberObject,
    TextStringObject,
)

from delvia_desktop.progress import progress
from delvia_desktop.reports.typesetting.visible import harmless

_OF_SIGNATURES = ("/FT", "/T", "/V", "/Ff", "/Parent", "/MK", "/Lock", "/SV")


@dataclass(frozen=True)
class GatheredPaper:
    """One paper: its bookmark, its language, its untouched bytes under a file name.

    `beside` are files that go with it, such as the signed scan, by name.
    """

    title: str
    language: str
    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


class _Mark(NamedTuple):
    """A bookmark of a paper: its words, page and place, and the bookmarks below it."""

    title: str
    page: int
    fit: Fit
    below: list[_Mark]


def gather(title: str, author: str, made_at: datetime, parts: Sequence[GatheredPaper]) -> bytes:
    """Gather several issued papers in one PDF; the same papers give the same bytes."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    for number, part in enumerate(parts):
        progress(number, len(parts))
        _take_in(writer, part)
    _describe(writer, parts[0].language)
    files: dict[str, bytes] = {}
    for part in parts:
        files |= {part.name: part.content, **part.beside}
    _attach(writer, files)
    writer.add_metadata(
        {
            "/Title": harmless(title),
            "/Author": harmless(author),
            "/Creator": "Delvia Desktop",
            "/CreationDate": f"D:{made_at.astimezone(UTC):%Y%m%d%H%M%S}Z",
        }
    )
    progress(len(parts), len(parts))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _take_in(writer: PdfWriter, part: GatheredPaper) -> None:
    reader = PdfReader(io.BytesIO(part.content))
    start = len(writer.pages)
    marks = list(_marks(reader, reader.outline))
    _let_go(reader)
    writer.append(reader, import_outline=False)
    top = writer.add_outline_item(title=harmless(part.title), page_number=start, bold=True)
    _set(writer, marks, top, start)


def _marks(reader: PdfReader, outline: Sequence[Any]) -> Iterator[_Mark]:
    """Yield the bookmarks of a paper; pypdf puts those below one into a list after it."""
    for place, item in enumerate(outline):
        if isinstance(item, list):
            continue
        below = outline[place + 1] if place + 1 < len(outline) else None
        page = reader.get_destination_page_number(item)
        if page is not None:
            inner = list(_marks(reader, below)) if isinstance(below, list) else []
            yield _Mark(str(item.title), page, Fit.xyz(left=item.left, top=item.top), inner)


def _set(writer: PdfWriter, marks: Sequence[_Mark], above: Any, start: int) -> None:  # noqa: ANN401 - pypdf's own
    for mark in marks:
        made = writer.add_outline_item(
            title=mark.title, page_number=start + mark.page, parent=above, fit=mark.fit
        )
        _set(writer, mark.below, made, start)


def _let_go(reader: PdfReader) -> None:
    """Take out what holds for one paper by itself and would mean something else among others.

    Names of places are the same in every paper, so links are given the places themselves; tags and
    fields for signatures belong to the whole file. What a signature shows stays as a picture.
    """
    places = {str(name).lstrip("/"): place for name, place in reader.named_destinations.items()}
    for page in reader.pages:
        page.pop("/StructParents", None)
        kept = ArrayObject()
        for each in page.get("/Annots") or ():
            annotation = each.get_object()
            if annotation.get("/Subtype") == "/Widget":
                if "/AP" not in annotation:
                    continue  # an empty field: as a picture some readers would invent one
                annotation[NameObject("/Subtype")] = NameObject("/Stamp")
                for name in _OF_SIGNATURES:
                    annotation.pop(name, None)
            _lead_straight(annotation, places)
            kept.append(each)
        page[NameObject("/Annots")] = kept
    root = reader.root_object
    for name in ("/AcroForm", "/Dests", "/Names", "/StructTreeRoot", "/AF"):
        root.pop(name, None)


def _lead_straight(annotation: Any, places: Mapping[str, Any]) -> None:  # noqa: ANN401 - pypdf's own
    action = annotation.get("/A")
    holder, key = (action.get_object(), "/D") if action is not None else (annotation, "/Dest")
    name = holder.get(key)
    if isinstance(name, (str, bytes)):
        place = places.get(str(name).lstrip("/"))
        if place is not None:
            holder[NameObject(key)] = place.dest_array


def _attach(writer: PdfWriter, files: Mapping[str, bytes]) -> None:
    names = ArrayObject()
    described = ArrayObject()
    for name in sorted(files):
        stream = DecodedStreamObject()
        stream.set_data(files[name])
        # Squeezed, so that who looks for the data of one paper does not find it in this file.
        squeezed = stream.flate_encode()
        size = DictionaryObject({NameObject("/Size"): NumberObject(len(files[name]))})
        squeezed.update(
            {NameObject("/Type"): NameObject("/EmbeddedFile"), NameObject("/Params"): size}
        )
        kept = writer._add_object(squeezed)  # noqa: SLF001 - pypdf's way to add an object of one's own
        called = TextStringObject(harmless(name))
        file = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/F"): called,
                NameObject("/UF"): called,
                NameObject("/AFRelationship"): NameObject("/Source"),
                NameObject("/EF"): DictionaryObject(
                    {NameObject("/F"): kept, NameObject("/UF"): kept}
                ),
            }
        )
        reference = writer._add_object(file)  # noqa: SLF001 - the same
        names.extend([called, reference])
        described.append(reference)
    tree = DictionaryObject({NameObject("/Names"): names})
    root = writer.root_object
    root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    root[NameObject("/AF")] = described


def _describe(writer: PdfWriter, language: str) -> None:
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    shows_title = {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shows_title)
