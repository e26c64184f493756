"""Names found in free text as whole words, whatever their case, accents and script.

The names form a tree of words, so that looking through a text takes as long for ten thousand names
as for one.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, auto

from delvia_desktop.domain.text import folded

# Scripts that are written without blanks, or hang endings on names: each character is a word.
_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_IGNORED = "\u00ad\u200b-\u200f\u2060\ufeff"
# Signs that belong to the letter before them but are no letters for `re`.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
)
_WORD = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}](?:[^\W_{_SINGLE}]|[{_MARKS}{_IGNORED}])*")
_UNSEEN = re.compile(f"[{_IGNORED}]")
_GAP = 4
"""Characters that may stand between two words of a name, as in “Lea  (Braun)” or “Braun, Lea”."""


class Use(Flag):
    """Where a name is looked for: in the name of a thing, where somebody is named, in free words.

    A name in the name of a thing must be sure to be one; where somebody is named, less is enough.
    """

    LABEL = auto()
    NAME = auto()
    PROSE = auto()


_NOWHERE = Use(0)


@dataclass
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    shown: str = ""
    use: Use = _NOWHERE
    in_any_case: bool = True


@dataclass(frozen=True)
class Found:
    """A name in a text: from where to where it stands, and what is shown for it."""

    start: int
    end: int
    shown: str


class Names:
    """Names, each with what is shown in its place."""

    def __init__(self) -> None:
        """Know no name."""
        self._first = _Node()

    def add(self, name: str, shown: str, use: Use, *, is_reversed: bool = False) -> None:
        """Look for a name from now on; the first that is said of the same words counts.

        A name of one word is found as it is written: “Will” is no “will”. One letter or one
        character is no name that could be told from others.
        """
        found = list(_WORD.finditer(unicodedata.normalize("NFC", name)))
        keys = [_key(word[0]) for word in found]
        if is_reversed:
            keys = [*keys[-1:], *keys[:-1]]
        if sum(map(len, keys)) < 2:  # noqa: PLR2004 - one letter
            return
        node = self._first
        for key in keys:
            node = node.next.setdefault(key, _Node())
        if not node.use:
            node.shown, node.use = shown, use
            node.in_any_case = len(keys) > 1 or found[0][0][0].islower()

    def found(self, text: str, use: Use) -> Iterator[Found]:
        """Yield the names in a composed text from left to right, each as long as it can be."""
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            found = self._longest(text, words, at, use)
            if found is None:
                at += 1
            else:
                at, name = found
                yield name

    def _longest(
        self, text: str, words: list[re.Match[str]], at: int, use: Use
    ) -> tuple[int, Found] | None:
        node, best = self._first, None
        for number in range(at, len(words)):
            word = words[number]
            if number > at:
                gap = text[words[number - 1].end() : word.start()]
                if len(gap) > _GAP or "\n" in gap:
                    break
            following = node.next.get(_key(word[0]))
            if following is None:
                break
            node = following
            if use in node.use and (node.in_any_case or not word[0][0].islower()):
                best = number + 1, Found(words[at].start(), word.end(), node.shown)
        return best


def key_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, by which it is the same as another; never empty for a name."""
    words = tuple(_key(word[0]) for word in _WORD.finditer(unicodedata.normalize("NFC", name)))
    return words or ((folded(name),) if name else ())


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are written, without single characters."""
    found = (word[0] for word in _WORD.finditer(unicodedata.normalize("NFC", name)))
    return [word for word in found if len(word) > 1]


@functools.lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    return folded(_UNSEEN.sub("", word))
