"""Names found in free text as whole words, whatever their case, accents, script and spelling.

The names form a tree of words, so that looking through a text takes as long for ten thousand names
as for one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, auto

from delvia_desktop.domain.words.letters import APOSTROPHES, UNSEEN
from delvia_desktop.domain.words.text import composed, folded, spellings

# Scripts that are written without blanks, or hang endings on names: each character is a word.
_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fd5\u3005-\u3007\u3041-\u309f\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Signs that belong to the letter before them but are no letters for `re`.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
)
_LETTER = rf"[^\W_{_SINGLE}{APOSTROPHES}]"
_WORD = re.compile(rf"[{_SINGLE}]|{_LETTER}(?:{_LETTER}|[{_MARKS}{UNSEEN}])*")
_JOINED = re.compile(rf"(?<={_LETTER})[{APOSTROPHES}‐‑-](?={_LETTER})")
_GAP = 4
"""Characters that may stand between two words of a name, as in “Lea  (Braun)” or “Braun, Lea”."""
_MOST_WAYS = 64
"""Spellings of a whole name that are looked for; of more, only those that are alike throughout."""


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
    is_as_recorded: bool = False


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
        for written in dict.fromkeys((name, _JOINED.sub("", name))):
            self._add(written, shown, use, is_reversed=is_reversed)

    def _add(self, name: str, shown: str, use: Use, *, is_reversed: bool) -> None:
        found = _words(name)
        ways = [_keys(word) for word in found]
        if is_reversed:
            ways = [*ways[-1:], *ways[:-1]]
        if sum(len(keys[0]) for keys in ways) < 2:  # noqa: PLR2004 - one letter
            return
        for number, keys in enumerate(_ways(ways)):
            node = self._first
            for key in keys:
                node = node.next.setdefault(key, _Node())
            # What somebody's name is as it is recorded is not another spelling of somebody else's.
            if not node.use or (number == 0 and not node.is_as_recorded):
                node.shown, node.is_as_recorded = shown, number == 0
                node.use |= use
                node.in_any_case = len(keys) > 1 or found[0][0].islower()

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
        nodes, best = [self._first], None
        for number in range(at, len(words)):
            word = words[number]
            if number > at:
                gap = text[words[number - 1].end() : word.start()]
                if len(gap) > _GAP or "\n" in gap:
                    break
            keys = _keys(word[0])
            nodes = [node.next[key] for node in nodes for key in keys if key in node.next]
            if not nodes:
                break
            is_small = word[0][0].islower()
            ends = (
                node for node in nodes if use in node.use and (node.in_any_case or not is_small)
            )
            if (node := next(ends, None)) is not None:
                best = number + 1, Found(words[at].start(), word.end(), node.shown)
        return best


def key_of(name: str) -> tuple[str, ...]:
    """Return the words by which a name is found in text, whatever its spelling; never empty."""
    return keys_of(name)[0] if name else ()


def keys_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words by which a name is found in text, in each spelling, first `key_of`'s."""
    ways = [_keys(word) for word in _words(name)]
    return tuple(_ways(ways)) if ways else ((folded(name),),)


def words_of(name: str) -> list[str]:
    """Return the words of a name as written in a text, without single characters."""
    return [word for word in _words(name) if len(word) > 1]


def _words(name: str) -> list[str]:
    return [word[0] for word in _WORD.finditer(composed(name))]


def _ways(words: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the spellings of a name from those of its words."""
    number = 1
    for keys in words:
        number *= len(keys)
    if number <= _MOST_WAYS:
        return itertools.product(*words)
    return iter([tuple(keys[0] for keys in words), tuple(keys[:2][-1] for keys in words)])


@functools.lru_cache(maxsize=100_000)
def _keys(word: str) -> tuple[str, ...]:
    return spellings(word)
