"""HTML as its tags and the text between them, in one pass whatever somebody made of it.

The reader of the standard library takes the square of the length, or more, where tags are left
open, and a pasted page may mean harm. Entities are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from delvia_desktop.progress import progress

_BEGINS = re.compile(r"</?[a-z]|<!--|<[!?]", re.IGNORECASE)
_NAME = re.compile(r"[^\s/>]+")
_MARK = re.compile("[>\"']")
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LONG_REFERENCE = re.compile(r"&#\d{8,}")
"""No character has such a number, and Python reads no number of very many digits."""

_NO_TAGS_WITHIN = frozenset({"script", "style", "title", "textarea"})


@dataclass(frozen=True)
class Tag:
    """A tag by its name in small letters, with its attributes; `is_end` where it closes one."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_end: bool = False


def tags_and_texts(html: str) -> Iterator[Tag | str]:
    """Yield the tags and the texts of HTML in their order, entities resolved; never raises.

    What a tag begins that nothing closes is left out with all that follows.
    """
    small = html.lower()
    place = 0
    while begins := _BEGINS.search(html, place):
        progress(place, len(html))
        if begins.start() > place:
            yield _resolved(html[place : begins.start()])
        if begins[0] == "<!--":
            place = _after(small, "-->", begins.end())
            continue
        place = _end_of_tag(html, begins.end())
        if begins[0] in {"<!", "<?"} or not html.endswith(">", 0, place):
            continue
        is_end = html[begins.start() + 1] == "/"
        name = _NAME.match(small, begins.end() - 1, place - 1)
        if name is None:
            continue
        within = html[name.end() : place - 1]
        yield Tag(name[0], {} if is_end else _attributes(within), is_end)
        if name[0] in _NO_TAGS_WITHIN and not is_end:
            end = small.find(f"</{name[0]}", place)
            place = end if end >= 0 else len(html)
    if place < len(html):
        yield _resolved(html[place:])


def _after(text: str, mark: str, place: int) -> int:
    found = text.find(mark, place)
    return found + len(mark) if found >= 0 else len(text)


def _end_of_tag(html: str, place: int) -> int:
    """Return the place behind a tag; a mark of quotation that nothing closes is none."""
    while mark := _MARK.search(html, place):
        place = mark.end()
        if mark[0] == ">":
            return place
        closed = html.find(mark[0], place)
        place = closed + 1 if closed >= 0 else place
    return len(html)


def _attributes(within: str) -> dict[str, str]:
    return {
        found[1].lower(): _resolved((found[2] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(within)
    }


def _resolved(text: str) -> str:
    return unescape(_LONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text
