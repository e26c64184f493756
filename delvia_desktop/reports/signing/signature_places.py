"""Where on a paper a signature is drawn: at a place to sign, else where nothing stands yet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from delvia_desktop.reports.drawing.binding import BOTTOM, LEFT, RIGHT

_WIDTH, _HEIGHT, _GAP = 240, 54, 10
"""A box of one's own, and the least between it and anything else, in points."""

Box = tuple[int, int, int, int]
_Matrix = tuple[float, float, float, float, float, float]


class SignaturePlace(NamedTuple):
    """A form field for a signature; without a box it is seen on no page."""

    field: str
    is_new: bool
    box: Box | None


def place_for(content: bytes, *, is_visible: bool) -> SignaturePlace:
    """Return the place of the next signature on a paper."""
    reader = PdfReader(io.BytesIO(content))
    fields = reader.get_fields() or {}
    if is_visible:
        for name, field in fields.items():
            box = _box_of(reader, name)
            if field.get("/FT") == "/Sig" and "/V" not in field and box is not None:
                return SignaturePlace(name, is_new=False, box=box)
    number = next(n for n in range(1, len(fields) + 2) if f"Delvia {n}" not in fields)
    box = _free_box(reader.pages[-1]) if is_visible else None
    return SignaturePlace(f"Delvia {number}", is_new=True, box=box)


def pages_of_fields(content: bytes) -> Mapping[str, int]:
    """Return on which page each form field is, as a place for a signature."""
    pages = enumerate(PdfReader(io.BytesIO(content)).pages, start=1)
    return {
        str(annotation.get("/T")): number
        for number, page in pages
        for annotation, box in _annotations(page)
        if _is_seen(box)
    }


def _box_of(reader: PdfReader, name: str) -> Box | None:
    """Return the box of a field by its name, None if it cannot be seen."""
    for page in reader.pages:
        for annotation, box in _annotations(page):
            if annotation.get("/T") == name and _is_seen(box):
                return box
    return None


def _annotations(page: PageObject) -> Iterator[tuple[Any, Box]]:
    for each in page.get("/Annots") or ():
        annotation = each.get_object()
        x, y, right, top = (round(float(part)) for part in annotation["/Rect"])
        yield annotation, (min(x, right), min(y, top), max(x, right), max(y, top))


def _free_box(page: PageObject) -> Box | None:
    """Return a box under everything that is drawn on a page and above its foot, or None."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    taken = [box for _, box in _annotations(page)]
    top = int(min([y for y in _heights(page) if y >= BOTTOM], default=height - BOTTOM)) - _GAP
    while top - _HEIGHT >= BOTTOM:
        x = int(LEFT)
        while x + _WIDTH <= width - RIGHT:
            box = (x, top - _HEIGHT, x + _WIDTH, top)
            if not any(_meet(box, other) for other in taken):
                return box
            x += _WIDTH + _GAP
        top -= _GAP
    return None


def _is_seen(box: Box) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + _GAP / 2
        and other[0] < one[2] + _GAP / 2
        and one[1] < other[3] + _GAP / 2
        and other[1] < one[3] + _GAP / 2
    )


def _heights(page: PageObject) -> Iterator[float]:
    """Yield how high on the page each thing is drawn: the base line of text, ends of rules."""
    matrix: _Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[_Matrix] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q" and kept:
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times(tuple(map(float, operands)), matrix)
        for x, y in _points(operator, operands):
            yield x * matrix[1] + y * matrix[3] + matrix[5]


def _points(operator: bytes, operands: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - pypdf's
    if operator == b"Do":
        return [(0, 0), (1, 1), (0, 1), (1, 0)]
    if operator not in {b"Tm", b"m", b"l", b"c", b"re"}:
        return []
    numbers = [float(each) for each in operands]
    if operator == b"re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return [(numbers[-2], numbers[-1])]


def _times(inner: Any, outer: _Matrix) -> _Matrix:  # noqa: ANN401 - six numbers
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
