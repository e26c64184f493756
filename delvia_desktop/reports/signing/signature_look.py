"""A signature as it is drawn on a page: the name and what is said beside it, in our fonts."""

from __future__ import annotations

import io
from datetime import datetime

from delvia_desktop.domain.papers.signatures import SignatureLook
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.reports.drawing.ink import Ink, blank
from delvia_desktop.reports.typesetting.coverage import BOLD, REGULAR
from delvia_desktop.reports.typesetting.shaping import ShapedLine, Style
from delvia_desktop.reports.typesetting.wrapping import wrap

_INSET = 4.0
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0, 4.0)
"""Sizes of the name, the largest first; what stands beside it is a little smaller."""
_LESS = 0.8
_MUTED = "#626873"
_EDGE = 0.6, "#A9AEB6"


def drawn(size: tuple[float, float], name: str, moment: datetime, look: SignatureLook) -> bytes:
    """Draw the look of a signature: return a PDF of one page, its size in points."""
    width, height = size
    target = io.BytesIO()
    canvas = blank(target, size)
    ink = Ink(canvas)
    y = height - _INSET
    for line, style in _lines(size, name, moment, look):
        y -= style.line
        ink.text(line, style, _INSET, y + style.descent)
    canvas.setLineWidth(_EDGE[0])
    canvas.setStrokeColor(_EDGE[1])
    canvas.rect(_EDGE[0] / 2, _EDGE[0] / 2, width - _EDGE[0], height - _EDGE[0])
    vars(canvas)["_code"].append(ink.operators())
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _lines(
    size: tuple[float, float], name: str, moment: datetime, look: SignatureLook
) -> list[tuple[ShapedLine, Style]]:
    """Return what is drawn, as large as it fits; what does not fit at all is left out."""
    width, height = size[0] - 2 * _INSET, size[1] - 2 * _INSET
    beside = [show_moment(moment)]
    if look.reason:
        beside.append(tr("Reason: {reason}", reason=look.reason))
    if look.place:
        beside.append(tr("Place: {place}", place=look.place))
    texts = [tr("Digitally signed by"), name, *beside]
    fitting: list[tuple[ShapedLine, Style]] = []
    for number in _SIZES:
        small = Style(number * _LESS, REGULAR, _MUTED, 1.25)
        styles = [small, Style(number, BOLD, leading=1.25), *(small for _ in beside)]
        fitting = [
            (line, style)
            for text, style in zip(texts, styles, strict=True)
            for line in wrap(text, style, width)
        ]
        if sum(style.line for _, style in fitting) <= height:
            return fitting
    room, kept = height, 0
    for _, style in fitting:
        room -= style.line
        kept += room >= 0
    return fitting[:kept]
