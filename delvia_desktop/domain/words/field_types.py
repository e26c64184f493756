"""What a field of a record holds, said by its type: what redaction does, whose words a code has."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, NamedTuple, TypeVar

T = TypeVar("T")


class Treatment(StrEnum):
    """What becomes of a text."""

    KEPT = "kept"
    """A code, an id of an asset, the name of an organisation: it stays."""
    PERSON = "person"
    """The name of a recorded person, who is shown by number."""
    NAME = "name"
    """Somebody named in free words: a recorded person by number, others not at all."""
    ADDRESS = "address"
    """An e-mail address, or where else somebody is reached."""
    NUMBER = "number"
    """A telephone number."""
    ID = "id"
    """TikTok's id of a person."""
    LABEL = "label"
    """The name of a thing, which stays but for the full name of a recorded person in it."""
    TEXT = "text"
    """Free words, in which names, addresses and telephone numbers are masked."""
    TITLE = "title"
    """Free words that name a thing: masked as others are, and told apart where they are alike."""
    LINE_WHAT = "line-what"
    """What a line of a review is about, by the kind of its subject."""
    LINE_WHO = "line-who"
    """Whom a line of a review is about, by the kind of its subject."""


class Code(NamedTuple):
    """A code, which stays; `group` is the group of the vocabulary that has its words."""

    group: str


Kept = Annotated[T, Treatment.KEPT]
Prose = Annotated[str, Treatment.TEXT]
Somebody = Annotated[str, Treatment.NAME]
Address = Annotated[str, Treatment.ADDRESS]
