"""Words as they are drawn: names keep their own direction, and long words break.

The direction of a line is that of the language that the program speaks. A name that is written
from right to left is isolated in it (UAX 9), so that it neither turns the sentence around nor
runs into the name beside it. These marks are only drawn: nothing reads, copies or keeps them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_FORWARDS = "\N{LEFT-TO-RIGHT MARK}"
"""Begins each line with a name in it: all languages of the program are written so."""

_ISOLATED, _DONE = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ANYWHERE = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{24,}")
_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Kinds of letters that belong to the one before them."""

_END = 8
"""Letters of the end of a text that stay where names are told apart by it."""

_JOINED = "\N{ZERO WIDTH JOINER}"
"""What Qt sets before the … of a name whose letters hold together."""

_PART, _JOINTS = 12, "_/.@-"

_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_WITHIN = "[ \u00a0\u200b-\u200d0-9–()/&'_+…-]"
"""What stands within a name, as the … where it is cut before its end.

Our sentences part names by others: a colon, a comma, a quote.
"""

_NAME = re.compile(
    f"{_LETTER}(?:{_WITHIN}*{_LETTER})*"
    r"(?P<bracket>\))?"
    r"(?P<number> [0-9]+(?=…|$|[\n,;”]|\. | [·—→]|   ))?"
    "(?P<cut>\u200d?…)?"
)


def shown(text: str) -> str:
    """Return a text to be shown: each name in its own direction, breakable where it is long."""
    return directed(_LONG_WORD.sub(lambda word: _ANYWHERE.join(_parts(word[0])), text))


def elided(
    text: str,
    metrics: QFontMetrics,
    room: int,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """Return a text to be shown on one line, cut with an … where it must be."""
    return directed(metrics.elidedText(text, mode, room))


def elided_beside(text: str, others: Iterable[str], metrics: QFontMetrics, room: int) -> str:
    """Return a text to be drawn on one line so that it is told from others around it.

    Where one of them begins with all that would be left of it, it is cut before its end.
    """
    modes = Qt.TextElideMode
    cut = metrics.elidedText(text, modes.ElideRight, room)
    left = cut.removesuffix("…").rstrip(_JOINED)
    if cut == text or not any(each != text and each.startswith(left) for each in others):
        return directed(cut)
    return directed(cut_before_end(text, metrics, room))


def cut_before_end(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return a text cut before its last letters: names that begin alike differ at their end."""
    end = text[-_END:]
    while end and unicodedata.category(end[0]) in _MARKS:
        end = end[1:]
    beside = room - metrics.horizontalAdvance(end)
    if metrics.horizontalAdvance(text) <= room or beside < room // 2:
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
    begin = text[: len(text) - len(end)]
    return metrics.elidedText(begin, Qt.TextElideMode.ElideRight, beside) + end


def lines_of_text(text: str, font: QFont, room: int, most: int) -> str:
    """Return a text to be shown on as many lines as it needs, at most so many."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:most], len(text)]
    metrics = QFontMetrics(font)
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=False)]
    return "\n".join(elided(each, metrics, room) for each in lines)


def directed(text: str) -> str:
    """Return a text to be shown with its directions: of each name, and of each line."""
    isolated, names = _NAME.subn(_isolated, text)
    return _FORWARDS + isolated.replace("\n", f"\n{_FORWARDS}") if names else text


def _isolated(found: re.Match[str]) -> str:
    name = found[0]
    bracket = found["bracket"]
    if bracket and name.count("(") < name.count(")"):  # it closes what began before the name
        end = found.start("bracket") - found.start()
        return f"{_ISOLATED}{name[:end]}{_DONE}{name[end:]}"
    return f"{_ISOLATED}{name}{_DONE}"


def _parts(word: str) -> list[str]:
    """Part a word behind its joints, and where it has none for long; no mark leaves its letter."""
    parts = [""]
    for letter in word:
        last = parts[-1]
        is_mark = unicodedata.category(letter) in _MARKS
        is_full = len(last) >= _PART or last[-1:] in set(_JOINTS)
        if is_full and not is_mark and letter not in _JOINTS:
            parts.append("")
        parts[-1] += letter
    return parts
