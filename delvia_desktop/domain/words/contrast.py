"""How well one colour is told from another, as the guidelines for accessible content count it."""

from __future__ import annotations

READABLE = 4.5
"""What words need against their ground."""

SEEN = 3.0
"""What edges, rings and marks need against what is around them."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as #0F6B66, from 1 to 21."""
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour for its contrast, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _brightness(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - as sRGB defines it
