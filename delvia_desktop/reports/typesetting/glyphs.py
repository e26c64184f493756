"""Shaping: which glyphs of a font show a stretch of text, and where they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import uharfbuzz

from delvia_desktop.reports.typesetting.typefaces import Typeface


@dataclass(frozen=True)
class Stretch:
    """A part of a text in one font and one direction."""

    font: str
    start: int
    end: int
    is_rtl: bool
    is_emoji: bool
    """Whether it is an emoji of several characters."""


@dataclass(frozen=True)
class Glyph:
    """A glyph as it was shaped, and the part of the text that it stands for.

    Widths and places are in thousandths of the size.
    """

    number: int
    start: int
    end: int
    advance: float
    usual: float
    right: float
    up: float
    is_rtl: bool
    is_alone: bool
    """Whether it is the only glyph for its part of the text."""


def shaped(text: str, stretch: Stretch, face: Typeface) -> list[Glyph]:
    """Return the glyphs of a stretch of text in one font, from the left."""
    start, stop = stretch.start, stretch.end
    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(text[start:stop])
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.direction = "rtl" if stretch.is_rtl else "ltr"
    if stretch.is_emoji:
        # What joins the parts is told by the glyph before it.
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    counts = Counter(info.cluster for info in infos)
    ends = dict(pairwise([*sorted(counts), stop - start]))
    return [
        Glyph(
            info.codepoint,
            start + info.cluster,
            start + ends[info.cluster],
            at.x_advance * face.scale,
            face.shaper.get_glyph_h_advance(info.codepoint) * face.scale,
            at.x_offset * face.scale,
            at.y_offset * face.scale,
            stretch.is_rtl,
            counts[info.cluster] == 1,
        )
        for info, at in zip(infos, positions, strict=True)
    ]
