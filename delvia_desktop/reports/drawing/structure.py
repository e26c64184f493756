"""The tags of a paper: what each stretch of a page is, in reading order, for screen readers.

ReportLab has no tags. They are marks in the pages (ISO 32000-1, 14.6) and a tree of elements that
names them (14.7). A long table has a hundred thousand: an element is a number, not an object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NewType

from reportlab.pdfbase import pdfdoc

from delvia_desktop.progress import progress
from delvia_desktop.reports.drawing.packing import reserve

COLUMN_SCOPE = "/A <</O /Table /Scope /Column>>"
"""Of a head of a table: that it is about what stands below it."""

Element = NewType("Element", int)
"""One element: what it is, where it hangs, and what it holds in reading order."""
ROOT = Element(0)
"""The paper itself."""
_MARKS = 1_000_000
"""More than a page can have."""


class _Tree(pdfdoc.PDFObject):
    """The tree of elements, whose bytes are known."""

    content = b""

    def format(self, _document: Any) -> bytes:  # noqa: ANN401 - ReportLab's document
        return self.content


class Structure:
    """The elements of a paper, and the marks on its pages."""

    def __init__(self) -> None:
        """Begin with the paper itself."""
        self._tags = ["Document"]
        self._parents = [ROOT]
        self._more: dict[Element, str] = {}
        self._held: list[Any] = [None]
        """Of each element nothing, one kid, or a list of kids.

        A kid is an element, the name of an annotation, or a mark as a number below zero.
        """
        self._marks: list[list[Element]] = []
        self._annotations: list[tuple[Element, str]] = []

    def add(self, tag: str, parent: Element = ROOT, more: str = "") -> Element:
        """Return a new element at the end of another; `more` are entries of its dictionary."""
        made = Element(len(self._tags))
        self._tags.append(tag)
        self._parents.append(parent)
        self._held.append(None)
        if more:
            self._more[made] = more
        self._hold(parent, made)
        return made

    def tag(self, element: Element) -> str:
        """Return what an element is."""
        return self._tags[element]

    def mark(self, element: Element, page: int) -> int:
        """Return the number of a new mark on a page, counted from 0, that belongs to an element."""
        while len(self._marks) <= page:
            self._marks.append([])
        found = self._marks[page]
        self._hold(element, ~(page * _MARKS + len(found)))
        found.append(element)
        return len(found) - 1

    def annotate(self, element: Element, reference: str, first: int) -> int:
        """Give an annotation to an element and return its key in the tree of parents.

        `first` is the number of pages, which have the keys before.
        """
        self._hold(element, reference)
        self._annotations.append((element, reference))
        return first + len(self._annotations) - 1

    def write(
        self,
        document: Any,  # noqa: ANN401 - ReportLab's
        pages: Sequence[Any],
    ) -> tuple[int, list[bytes]]:
        """Write the tree of a document whose pages are all there.

        Return the number of the first element and the bytes of each.
        """
        tree = _Tree()
        top = _number(document, tree)
        numbers = [_number(document, page) for page in pages]
        first = reserve(document, len(self._tags))
        progress()
        written = [self._written(Element(each), first, top, numbers).encode("ascii")
                   for each in range(len(self._tags))]  # fmt: skip
        progress()
        parents = [
            f"{page} [{' '.join(f'{first + each} 0 R' for each in found)}]"
            for page, found in enumerate(self._marks)
        ]
        parents += [
            f"{len(pages) + place} {first + element} 0 R"
            for place, (element, _) in enumerate(self._annotations)
        ]
        tree.content = (
            f"<</Type /StructTreeRoot /K [{first} 0 R] /ParentTreeNextKey "
            f"{len(pages) + len(self._annotations)} /ParentTree <</Nums [{' '.join(parents)}]>>>>"
        ).encode("ascii")
        for number, page in enumerate(pages):
            set_more(page, StructParents=number, Tabs=pdfdoc.PDFName("S"))
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        return first, written

    def _hold(self, element: Element, kid: int | str) -> None:
        held = self._held[element]
        if held is None:
            self._held[element] = kid
        elif isinstance(held, list):
            held.append(kid)
        else:
            self._held[element] = [held, kid]

    def _written(self, element: Element, first: int, top: str, pages: Sequence[str]) -> str:
        held = self._held[element]
        kids = held if isinstance(held, list) else [] if held is None else [held]
        mark = next((~kid for kid in kids if isinstance(kid, int) and kid < 0), None)
        page, on = -1, ""
        if mark is not None:
            page = mark // _MARKS
            on = f" /Pg {pages[page]}"
        inside = " ".join(_kid(kid, page, first, pages) for kid in kids)
        inside = inside if len(kids) == 1 else f"[{inside}]"
        parent = f"{first + self._parents[element]} 0 R" if element else top
        more = self._more.get(element, "")
        return f"<</S /{self._tags[element]} /P {parent}{on} /K {inside}{more}>>"


def set_more(part: Any, **entries: Any) -> None:  # noqa: ANN401 - ReportLab's pages and catalog
    """Set entries of a PDF's structure, of a page or the catalog, unknown to ReportLab."""
    part.__NoDefault__ = [*part.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(part, name, value)


def _kid(kid: int | str, page: int, first: int, pages: Sequence[str]) -> str:
    """Return a kid as the format has it in an element that is on a page."""
    if isinstance(kid, str):
        return f"<</Type /OBJR /Obj {kid}>>"
    if kid >= 0:
        return f"{first + kid} 0 R"
    on, number = divmod(~kid, _MARKS)
    return str(number) if on == page else f"<</Type /MCR /Pg {pages[on]} /MCID {number}>>"


def _number(document: Any, part: Any) -> str:  # noqa: ANN401 - ReportLab's
    """Return the reference to an object as the file has it."""
    name = document.Reference(part).name
    return "%d %d R" % document.idToObjectNumberAndVersion[name]  # noqa: UP031 - a pair
