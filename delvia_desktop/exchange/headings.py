"""What the columns of somebody's table may mean, by what people call them in many languages."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from delvia_desktop import resources
from delvia_desktop.domain.plans.columns import LISTED, columns
from delvia_desktop.domain.words.text import LINE_LIMIT, folded

SECRET = "secret"  # noqa: S105 - the meaning of a column, no password
"""The meaning of a column that is never read."""

_SIGNS = re.compile(r"[\s_?:.*()\[\]#/\\–—-]+")
_SHORTEST_WITHIN = 3
"""Letters of an alias that is known within a longer heading; “id” and “to” are in too many.

Of a secret any is: it is better left out once too often.
"""


@dataclass(frozen=True)
class Meaning:
    """What a column may hold: its code, its name for people, what it is called."""

    code: str
    label: str
    aliases: tuple[str, ...]


@functools.cache
def meanings() -> Mapping[str, Meaning]:
    """Return all meanings by code, those that are looked for first at first."""
    data = json.loads(resources.text("exchange", "headings.json"))
    return {
        entry["code"]: Meaning(entry["code"], entry["label"], tuple(entry["aliases"]))
        for entry in data["meanings"]
    }


def meaning_of(heading: str) -> str:
    """Return the code of what a heading means, empty if it is none that is known.

    The whole heading counts before a part of it, of parts the longest; one that says ID is an ID. A
    secret counts before all else: what is once read could be kept. Of what is longer than a line
    its beginning is looked at, as looking takes the square of the length.
    """
    words = _plain(heading[:LINE_LIMIT])
    if not words:
        return ""
    if "_" in heading and heading.strip() in canonical_names():
        return heading.strip()
    whole, parts = _known()
    # Scripts without blanks between words have some all the same, before an ID most often.
    text = f" {words} \n{words.replace(' ', '')}"
    if parts[SECRET].search(text) is not None:
        return SECRET
    if (code := whole.get(words)) is not None:
        return code
    is_id = "id" in words.split()
    found = [
        (is_id and code.endswith("_id"), len(match[1]), -place, code)
        for place, (code, pattern) in enumerate(parts.items())
        for match in pattern.finditer(text)
    ]
    return max(found)[-1] if found else ""


@functools.cache
def _known() -> tuple[Mapping[str, str], Mapping[str, re.Pattern[str]]]:
    """Return the meanings by their aliases, and what finds an alias of each in a heading."""
    whole: dict[str, str] = {}
    parts: dict[str, re.Pattern[str]] = {}
    for meaning in meanings().values():
        plain = [_plain(alias) for alias in meaning.aliases]
        for alias in plain:
            whole.setdefault(alias, meaning.code)
        shortest = 1 if meaning.code == SECRET else _SHORTEST_WITHIN
        within = sorted(
            (each for each in plain if len(each) >= shortest or not each.isascii()),
            key=len,
            reverse=True,
        )
        # Scripts without blanks between words have an alias anywhere.
        choice = "|".join(
            rf"(?<= ){re.escape(each)}(?= )" if each.isascii() else re.escape(each)
            for each in within
        )
        parts[meaning.code] = re.compile(f"({choice})")
    for name in canonical_names():
        whole.setdefault(_plain(name), name)
    return whole, parts


@functools.cache
def canonical_names() -> frozenset[str]:
    """Return the names of all columns in which the program itself writes tables."""
    return frozenset(column.name for kind in LISTED for column in columns(kind))


def _plain(text: str) -> str:
    """Return a heading without case, accents and signs."""
    return " ".join(_SIGNS.sub(" ", folded(text)).split())
