"""What lines said of records, so that one that contradicts an earlier one is seen."""

from __future__ import annotations

from collections.abc import Mapping

from delvia_desktop.domain.plans.lines import SourceLine


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
