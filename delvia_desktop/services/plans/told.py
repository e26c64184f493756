"""What lines say of records: which contradict others, and which name what others only number."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from delvia_desktop.domain.plans.lines import SourceLine
from delvia_desktop.domain.words.ids import clean_id
from delvia_desktop.domain.words.text import clean_line


class NamesTold:
    """The names that lines have beside IDs, for a line that gives only the ID."""

    def __init__(self, lines: Iterable[SourceLine]) -> None:
        """Look for them when the first is asked for."""
        self._lines = lines

    def completed(self, word: str, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return texts of a record with the name that another line has beside its ID.

        `word` is the column of the name, such as `partner`.
        """
        name = self._names.get((word, texts.get(f"{word}_id", "")), "")
        return {word: name, **texts} if name else texts

    @functools.cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for each in self._lines:
            for word in ("partner", "asset", "business_center"):
                name, number = each.texts.get(word, ""), each.texts.get(f"{word}_id", "")
                if name.strip() and number:
                    found.setdefault((word, clean_id(number)), clean_line(name))
        return found


class Told:
    """The first line that told of each record, with its texts; a line in hand can be taken back."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._first: dict[tuple[str, int], tuple[SourceLine, Mapping[str, str]]] = {}
        self._in_hand: list[tuple[str, int]] = []

    def begin(self) -> None:
        """Take another line in hand."""
        self._in_hand = []

    def take_back(self) -> None:
        """Forget what the line in hand was the first to tell."""
        for named in self._in_hand:
            self._first.pop(named, None)

    def say(self, line: SourceLine, kind: str, key: int, texts: Mapping[str, str]) -> None:
        """Take note that a line tells of a record, if none did before."""
        if (kind, key) not in self._first:
            self._first[kind, key] = (line, texts)
            self._in_hand.append((kind, key))

    def of(self, kind: str, key: int) -> tuple[SourceLine, Mapping[str, str]] | None:
        """Return the first line that told of a record, and what it said; None without any."""
        return self._first.get((kind, key))

    def has_other(self, kind: str, key: int, texts: Mapping[str, str]) -> bool:
        """Tell whether an earlier line said of a record anything but these texts."""
        said = self.of(kind, key)
        return said is not None and said[1] != texts
