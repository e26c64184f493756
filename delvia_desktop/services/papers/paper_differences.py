"""What two sets of data of one paper say differently: every line that stands on its pages.

Everything counts that the register can change: title, facts, rows, texts, what is confirmed and who
signs. What only tells which issue of the paper it is (its number, its day, what was known, who
prepared it) is no difference between the paper and the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from delvia_desktop.domain.papers.content import facts_of_issue, no_entries
from delvia_desktop.i18n import show_day, tr

Data = dict[str, Any]
"""The data of a paper, as they are attached to it (docs/papers.md)."""


@dataclass(frozen=True)
class ContentDifference:
    """A line that a paper has and the register has not any more, or the other way round."""

    section: str
    before: str
    after: str


class _Line(NamedTuple):
    """A line as it is shown, and by what the same line is known on the other side."""

    key: tuple[object, ...]
    text: str


def since_issue(issued: Data, now: Data) -> tuple[ContentDifference, ...]:
    """Return what a paper would say differently now; its language must be spoken."""
    return tuple(_compared(_of_content(issued), _of_content(now)))


def all_differences(issued: Data, claimed: Data) -> tuple[ContentDifference, ...]:
    """Return all that claimed data of a paper say differently from the issued ones."""
    before, after = (_sections(data, _facts(data)) for data in (issued, claimed))
    return tuple(_compared(before, after))


def _of_content(data: Data) -> dict[str, list[_Line]]:
    """Return the sections of a paper without what only tells which issue it is."""
    own_day = show_day(date.fromisoformat(data["on"]))
    title, *facts = _facts(data)
    if data["subject"]["kind"] != "brand":  # such a paper is called after its own day alone
        facts.append(title)
    left_out = facts_of_issue()
    kept = [fact for fact in facts if fact[0] not in left_out and fact[1] != own_day]
    found = _sections(data, kept)
    found.pop(no_entries(), None)  # what is empty shows by the lines of the other side
    return found


def _facts(data: Data) -> list[list[str]]:
    """Return the title of a paper and its facts, as if those were one."""
    return [[tr("Title"), data["title"]], *data["facts"]]


def _sections(data: Data, facts: list[list[str]]) -> dict[str, list[_Line]]:
    """Return the lines of a paper by the titles of its sections, those of one title together."""
    found = {tr("About this document"): [_Line((fact[0],), _shown(fact)) for fact in facts]}
    for section in data["sections"]:
        lines = found.setdefault(section["title"], [])
        lines += [_Line(tuple(row[:2]), _shown(row)) for row in section["rows"]]
        lines += _texts(section["texts"])
    if (said := data.get("declarations")) is not None:
        signers = [_shown([who, name]) for who, name in _signers(said)]
        texts = [said["opening"], *said["confirms"], *signers]
        found.setdefault(tr("Acknowledgement"), []).extend(_texts(texts))
    return found


def _texts(texts: list[str]) -> Iterator[_Line]:
    """Yield texts as lines: each stands for the one in its place on the other side."""
    for place, text in enumerate(texts):
        yield _Line((place,), _shown([text]))


def _signers(said: Data) -> Iterator[tuple[str, str]]:
    """Yield who is to sign, with the name where one is expected."""
    names = said.get("names") or []  # those of papers from before names were told are empty
    for place, who in enumerate(said["signers"]):
        yield who, names[place] if place < len(names) else ""


def _shown(cells: list[str]) -> str:
    return " | ".join(cell.replace("\n", ", ") for cell in cells)


def _compared(
    then: dict[str, list[_Line]], now: dict[str, list[_Line]]
) -> Iterator[ContentDifference]:
    for title in dict.fromkeys([*then, *now]):
        before, after = then.get(title, []), now.get(title, [])
        said, known = {line.text for line in after}, {line.text for line in before}
        keys = {line.key for line in before}
        for line in before:
            if line.text not in said:
                other = next((each.text for each in after if each.key == line.key), "")
                yield ContentDifference(title, line.text, other)
        for line in after:
            if line.text not in known and line.key not in keys:
                yield ContentDifference(title, "", line.text)
