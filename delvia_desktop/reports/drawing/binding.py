"""Binding: what is done once all pages are drawn, and writes them into the file.

Heads and feet, the mark across a draft, bookmarks, the list of contents with its links, the fields
for digital signatures, the logo, and the tags.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.reports.drawing.ink import Ink, form_of
from delvia_desktop.reports.drawing.packing import pack
from delvia_desktop.reports.drawing.structure import Element, Structure
from delvia_desktop.reports.drawing.styles import DRAFT, RULE, SECOND, SMALL
from delvia_desktop.reports.typesetting.shaping import ShapedLine, one_line
from delvia_desktop.reports.typesetting.visible import harmless
from delvia_desktop.reports.typesetting.wrapping import wrap

LEFT, RIGHT, TOP, BOTTOM = 44.0, 44.0, 60.0, 66.0
"""Margins of a page in points."""

_PAGES_AT_ONCE = 50
"""Pages that are written out between two reports of progress."""
_LIST_WIDTH = 300.0
"""Of the list of contents: the eye still gets from a heading to its page."""

_MOST_SEEN = 1_000
"""Characters of which a line at the head or foot of a page shows a part: it is set on every page.
"""

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points."""

Link = tuple[int, Box, Element, "Bookmark"]
"""A link inside the paper: its page and box, its element, and where it leads."""


@dataclass(frozen=True)
class Margins:
    """What stands at the head of each page but the first, and at the foot of every page."""

    head: tuple[str, str]
    foot: tuple[str, ...]


@dataclass(frozen=True)
class Bookmark:
    """A heading that is found again: its page, counted from 0, and its height there."""

    page: int
    y: float
    title: str


@dataclass(frozen=True)
class Contents:
    """Room that was left for the list of contents: its page and its first base line."""

    page: int
    y: float
    element: Element


@dataclass
class Bound:
    """What the pages left to be done, and the structure that they have."""

    structure: Structure
    mark: str = ""
    bookmarks: list[Bookmark] = field(default_factory=list)
    contents: Contents | None = None
    fields: list[tuple[int, Box, Element]] = field(default_factory=list)
    logo: tuple[bytes, Box] | None = None


def bind(canvas: Canvas, inks: Sequence[Ink], margins: Margins, bound: Bound) -> None:
    """Bind the drawn pages: write them into the PDF and save it."""
    structure = bound.structure
    document: Any = vars(canvas)["_doc"]
    size: tuple[float, float] = vars(canvas)["_pagesize"]
    links = _contents(canvas, inks, bound, size[0])
    first, later = (
        _around(canvas, margins, bound.mark, size, len(inks), is_first=is_first)
        for is_first in (True, False)
    )
    pages = []
    for number, ink in enumerate(inks):
        if number == 0 and bound.logo is not None:
            _logo(canvas, bound.logo)
        for mark in (each for each in bound.bookmarks if each.page == number):
            name = _name_of(mark)
            canvas.bookmarkHorizontal(name, 0, mark.y)
            canvas.addOutlineEntry(harmless(mark.title), name, level=0)
        around = Ink(canvas, ink)
        around.begin_artifact()
        around.repeat(later if number else first)
        _write_number(around, size[0], _place(number + 1, len(inks)))
        around.end()
        vars(canvas)["_code"] += [around.operators(), ink.operators()]
        vars(canvas)["_formsinuse"] += [*around.forms, *ink.forms]
        ink.settle()
        canvas.showPage()
        pages.append(document.Pages.pages[-1])
        if number % _PAGES_AT_ONCE == 0:
            progress()
    _annotate(document, structure, pages, links, bound.fields)
    pack(document, structure.write(document, pages))
    canvas.save()


def _name_of(mark: Bookmark) -> str:
    return f"s{mark.page}-{mark.y:.0f}"


def _logo(canvas: Canvas, logo: tuple[bytes, Box]) -> None:
    content, (left, lower, right, upper) = logo
    code: list[str] = vars(canvas)["_code"]
    code.append("/Artifact BMC")
    picture = ImageReader(io.BytesIO(content))
    canvas.drawImage(picture, left, lower, right - left, upper - lower, mask="auto")
    code.append("EMC")


def _around(
    canvas: Canvas,
    margins: Margins,
    mark: str,
    size: tuple[float, float],
    pages: int,
    *,
    is_first: bool,
) -> str:
    """Return the form of what stands around each page: the mark of a draft, its head and foot."""
    ink = Ink(canvas)
    width = size[0] - LEFT - RIGHT
    if mark:
        ink.write_across(one_line(mark, DRAFT), DRAFT, *size)
    if not is_first:
        left, right = margins.head
        _ends(ink, left, right, width, size[1] - 38)
        ink.rule(LEFT, size[1] - 44, width, RULE)
    ink.rule(LEFT, BOTTOM - 18, width, RULE)
    taken = _room_of(one_line(_place(pages, pages), SMALL))
    for index, text in enumerate(margins.foot):
        _begin(ink, text, width - (0 if index else taken), _foot(index))
    return form_of(canvas, ink)


def _write_number(ink: Ink, page_width: float, place: str) -> None:
    end = one_line(place, SMALL)
    ink.text(end, SMALL, page_width - RIGHT - _width(end), _foot(0))


def _place(number: int, pages: int) -> str:
    return tr("Page {number} of {total}", number=number, total=pages)


def _foot(index: int) -> float:
    """Return the base line of a line at the foot of a page."""
    return BOTTOM - 30 - index * SMALL.line


def _ends(ink: Ink, left: str, right: str, width: float, y: float) -> None:
    """Draw a text at the left, cut if it must be, and one at the right."""
    end = one_line(right, SMALL)
    _begin(ink, left, width - (_room_of(end) if right else 0.0), y)
    if right:
        ink.text(end, SMALL, LEFT + width - _width(end), y)


def _begin(ink: Ink, text: str, room: float, y: float) -> None:
    """Draw a text at the left, cut if it is wider than a room."""
    lines = wrap(text[:_MOST_SEEN], SMALL, room - SMALL.size)
    ink.text(lines[0], SMALL, LEFT, y, goes_on=len(lines) == 1)
    if len(lines) > 1:
        ink.text(one_line("…", SMALL), SMALL, LEFT + _width(lines[0]), y, goes_on=True)


def _width(line: ShapedLine) -> float:
    return line.width * SMALL.size / 1000


def _room_of(end: ShapedLine) -> float:
    """Return what a text at the right takes, with the space before it."""
    return _width(end) + 16


def _contents(canvas: Canvas, inks: Sequence[Ink], bound: Bound, page_width: float) -> list[Link]:
    """Fill in the list of contents and return its links."""
    contents = bound.contents
    if contents is None:
        return []
    structure = bound.structure
    ink = Ink(canvas)
    links: list[Link] = []
    width = min(page_width - LEFT - RIGHT, _LIST_WIDTH)
    for place, mark in enumerate(bound.bookmarks):
        y = contents.y - place * SECOND.line
        line = structure.add("TOCI", contents.element)
        link = structure.add("Link", structure.add("Reference", line))
        ink.begin("Link", structure.mark(link, contents.page))
        _ends(ink, mark.title, tr("page {n}", n=mark.page + 1), width, y)
        ink.end()
        box = (LEFT, y - SECOND.descent, LEFT + width, y - SECOND.descent + SECOND.line)
        links.append((contents.page, box, link, mark))
    inks[contents.page].fill(ink)
    return links


def _annotate(
    document: Any,  # noqa: ANN401 - ReportLab's
    structure: Structure,
    pages: Sequence[Any],
    links: Sequence[Link],
    fields: Sequence[tuple[int, Box, Element]],
) -> None:
    """Put links and the fields for signatures on their pages."""
    found: dict[int, list[Any]] = {}

    def put(page: int, element: Element, entries: dict[str, Any]) -> Any:  # noqa: ANN401
        entries["Type"] = _name("Annot")
        entries["P"] = document.Reference(pages[page])
        entries["F"] = 4  # printed
        made = pdfdoc.PDFDictionary(entries)
        reference = document.Reference(made)
        number = "%d %d R" % document.idToObjectNumberAndVersion[reference.name]  # noqa: UP031
        made["StructParent"] = structure.annotate(element, number, len(pages))
        found.setdefault(page, []).append(reference)
        return reference

    for page, box, element, mark in links:
        target = [document.Reference(pages[mark.page]), _name("XYZ"), 0, f"{mark.y:.2f}", 0]
        entries = {
            "Subtype": _name("Link"),
            "Rect": pdfdoc.PDFArray(box),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "Dest": pdfdoc.PDFArray(target),
            "Contents": pdfdoc.PDFString(tr("Go to section")),
        }
        put(page, element, entries)
    widgets = []
    for number, (page, box, element) in enumerate(fields, start=1):
        name = pdfdoc.PDFString(f"Signature {number}")
        entries = {
            "Subtype": _name("Widget"),
            "FT": _name("Sig"),
            "T": name,
            "TU": name,
            "Rect": pdfdoc.PDFArray(box),
            "AP": pdfdoc.PDFDictionary({"N": document.Reference(_nothing(box))}),
        }
        widgets.append(put(page, element, entries))
    for page, references in found.items():
        pages[page].Annots = pdfdoc.PDFArray(references)
    if widgets:
        document.Catalog.AcroForm = pdfdoc.PDFDictionary({"Fields": pdfdoc.PDFArray(widgets)})


def _nothing(box: Box) -> Any:  # noqa: ANN401 - ReportLab's
    """Return what a field shows before anybody signs in it, which archives ask for: nothing."""
    left, lower, right, upper = box
    edges = pdfdoc.PDFArray([0, 0, round(right - left, 2), round(upper - lower, 2)])
    entries = {"Type": _name("XObject"), "Subtype": _name("Form"), "BBox": edges}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), b"", filters=[])


_name = pdfdoc.PDFName
