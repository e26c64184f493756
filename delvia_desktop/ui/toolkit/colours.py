"""The colours of the themes by their role."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPalette

from delvia_desktop.domain.words.contrast import READABLE, contrast

_WHITE_ON_BLACK = 20.0
_STARK = 7.0
"""What words have at least on their ground where the system asks for high contrast."""


@dataclass(frozen=True)
class Tone:
    """Words, their ground, and the edge of a chip, which is seen on every ground of a row."""

    text: str
    ground: str
    edge: str


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme by their role.

    A `line` only parts what stands apart anyway; an `edge` is around what can be pressed or typed
    into, and can be told from every ground.
    """

    window: str
    side: str
    base: str
    text: str
    muted: str
    line: str
    edge: str
    on_accent: str
    tones: dict[str, Tone]

    def tone(self, name: str) -> Tone:
        """Return a tone; what has none is neutral."""
        return self.tones.get(name) or self.tones["neutral"]


LIGHT = Tokens(
    window="#F6F6F7",
    side="#ECEDEF",
    base="#FFFFFF",
    text="#1B1D22",
    muted="#5C626C",
    line="#E0E2E6",
    edge="#7E838C",
    on_accent="#FFFFFF",
    tones={
        "accent": Tone("#0F6B66", "#DDF0EE", "#49908C"),
        "critical": Tone("#B3261E", "#FBE9E7", "#CB6862"),
        "high": Tone("#965000", "#FDF1E0", "#B17A3A"),
        "info": Tone("#2A5C9E", "#E6EFFA", "#6288BA"),
        "good": Tone("#1E6B3A", "#E4F3E9", "#57926D"),
        "neutral": Tone("#565C66", "#ECEDF1", "#7E838C"),
    },
)

DARK = Tokens(
    window="#1C1E22",
    side="#16181B",
    base="#24272C",
    text="#ECEEF1",
    muted="#9AA1AC",
    line="#363A41",
    edge="#7A818C",
    on_accent="#10211F",
    tones={
        "accent": Tone("#3FB6AD", "#1F3B3A", "#358F88"),
        "critical": Tone("#FF8A80", "#4A2422", "#C16760"),
        "high": Tone("#FFB870", "#46321B", "#A67847"),
        "info": Tone("#8FBBFF", "#233754", "#6284B7"),
        "good": Tone("#7FD39A", "#1F3D2A", "#538E66"),
        "neutral": Tone("#B4BAC4", "#32363D", "#7A818C"),
    },
)


def high_contrast(palette: QPalette) -> Tokens:
    """Return the colours for high contrast, from the system's, as the person chose.

    Nothing is told by a ground then: every tone has the same words, and edges are as strong as
    words. Where the system only says that it is wanted, it is black and white.
    """
    role = QPalette.ColorRole
    base, text = (palette.color(each).name().upper() for each in (role.Base, role.Text))
    if contrast(text, base) < _STARK:
        base, text = ("#000000", "#FFFFFF") if is_dark_palette(palette) else ("#FFFFFF", "#000000")
    accent = palette.color(role.Highlight).name().upper()
    on_accent = palette.color(role.HighlightedText).name().upper()
    if contrast(accent, base) < READABLE or contrast(on_accent, accent) < READABLE:
        accent, on_accent = text, base
    tones = dict.fromkeys(LIGHT.tones, Tone(text, base, text))
    return Tokens(
        window=base,
        side=base,
        base=base,
        text=text,
        muted=text,
        line=text,
        edge=text,
        on_accent=on_accent,
        tones={**tones, "accent": Tone(accent, base, accent)},
    )


def is_stark(palette: QPalette) -> bool:
    """Tell whether a system's colours are white on black, as only high contrast's are."""
    role = QPalette.ColorRole
    base, text = (palette.color(each).name() for each in (role.Base, role.Text))
    return is_dark_palette(palette) and contrast(text, base) > _WHITE_ON_BLACK


def is_dark_palette(palette: QPalette) -> bool:
    """Tell whether a palette's colours are those of light words on dark."""
    return palette.window().color().lightness() < 128  # noqa: PLR2004 - half of 255
