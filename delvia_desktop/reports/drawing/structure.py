"""The tags of a paper: what each stretch of a page is, in reading order, for screen readers.

ReportLab has no tags. They are marks in the pages (ISO 32000-1, 14.6) and a tree of elements that
names them (14.7); an element is written as its own bytes, as a long table has a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from delvia_desktop.progress import progress

_AT_ONCE = 10_000
"""Elements that are written between two reports of progress."""
COLUMN_SCOPE = "/A <</O /Table /Scope /Column>>"
"""Of a head of a table: that it is about what stands below it."""


class Element:
    """One element: what it is, where it hangs, and what it holds in reading order.

    `kids` are other elements, numbers of marks with their page as (page, mark), or annotations.
    """

    __slots__ = ("kids", "more", "parent", "reference", "tag")

    def __init__(self, tag: str, parent: Element | None, more: str = "") -> None:
        """Hang an element below another; `more` are entries of its dictionary."""
        self.tag = tag
        self.parent = parent
        self.more = more
        self.kids: list[Any] = []
        self.reference = ""
        if parent is not None:
            parent.kids.append(self)


class _Written(pdfdoc.PDFObject):
    """An object whose bytes are known; now and then one says that the file is being written."""

    __slots__ = ("__InternalName__", "content", "tells")

    def __init__(self, *, tells: bool = False) -> None:
        self.content = b""
        self.tells = tells

    def format(self, _document: Any) -> bytes:  # noqa: ANN401 - ReportLab's document
        if self.tells:
            progress()
        return self.content


class Structure:
    """The elements of a paper, and the marks on its pages."""

    def __init__(self) -> None:
        """Begin with the paper itself."""
        self.root = Element("Document", None)
        self._marks: list[list[Element]] = []
        self._annotations: list[tuple[Element, str]] = []

    def add(self, tag: str, parent: Element | None = None, more: str = "") -> Element:
        """Return a new element at the end of another, of the paper itself if none is named."""
        return Element(tag, parent or self.root, more)

    def mark(self, element: Element, page: int) -> int:
        """Return the number of a new mark on a page, counted from 0, that belongs to an element."""
        while len(self._marks) <= page:
            self._marks.append([])
        found = self._marks[page]
        element.kids.append((page, len(found)))
        found.append(element)
        return len(found) - 1

    def annotate(self, element: Element, reference: str, first: int) -> int:
        """Give an annotation to an element and return its key in the tree of parents.

        `first` is the number of pages, which have the keys before.
        """
        element.kids.append(reference)
        self._annotations.append((element, reference))
        return first + len(self._annotations) - 1

    def write(
        self,
        document: Any,  # noqa: ANN401 - ReportLab's
        pages: Sequence[Any],
    ) -> None:
        """Write the tree into a document whose pages are all there."""
        tree = _Written()
        top = _number(document, tree)
        elements = list(_all(self.root))
        written = [_Written(tells=place % _AT_ONCE == 0) for place in range(len(elements))]
        for place, (element, each) in enumerate(zip(elements, written, strict=True)):
            element.reference = _number(document, each)
            if place % _AT_ONCE == 0:
                progress()
        numbers = [_number(document, page) for page in pages]
        progress()
        for element, each in zip(elements, written, strict=True):
            each.content = _element(element, top, numbers).encode("ascii")
        progress()
        parents = [
            f"{page} [{' '.join(each.reference for each in found)}]"
            for page, found in enumerate(self._marks)
        ]
        parents += [
            f"{len(pages) + place} {element.reference}"
            for place, (element, _) in enumerate(self._annotations)
        ]
        tree.content = (
            f"<</Type /StructTreeRoot /K [{self.root.reference}] /ParentTreeNextKey "
            f"{len(pages) + len(self._annotations)} /ParentTree <</Nums [{' '.join(parents)}]>>>>"
        ).encode("ascii")
        for number, page in enumerate(pages):
            set_more(page, StructParents=number, Tabs=pdfdoc.PDFName("S"))
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})


def set_more(part: Any, **entries: Any) -> None:  # noqa: ANN401 - ReportLab's pages and catalog
    """Set entries of a page or of the catalog of which ReportLab does not know."""
    part.__NoDefault__ = [*part.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(part, name, value)


def _all(root: Element) -> Any:  # noqa: ANN401 - an iterator of elements
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def _element(element: Element, top: str, pages: Sequence[str]) -> str:
    parent = element.parent.reference if element.parent is not None else top
    marks = [kid for kid in element.kids if isinstance(kid, tuple)]
    page = marks[0][0] if marks else -1
    kids = " ".join(_kid(kid, page, pages) for kid in element.kids)
    on = f" /Pg {pages[page]}" if page >= 0 else ""
    held = f"[{kids}]" if len(element.kids) != 1 else kids
    return f"<</S /{element.tag} /P {parent}{on} /K {held} {element.more}>>"


def _kid(kid: Any, page: int, pages: Sequence[str]) -> str:  # noqa: ANN401 - see Element
    if isinstance(kid, Element):
        return kid.reference
    if isinstance(kid, str):
        return f"<</Type /OBJR /Obj {kid}>>"
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]}>>"


def _number(document: Any, part: Any) -> str:  # noqa: ANN401 - ReportLab's
    """Return the reference to an object as the file has it."""
    name = document.Reference(part).name
    return "%d %d R" % document.idToObjectNumberAndVersion[name]  # noqa: UP031 - a pair
