"""What a field says by its type: label, words of its codes, redaction, finding."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeVar

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


class Label(NamedTuple):
    """What a field is called, in English; a field without a label is called by its name."""

    text: str


class Search(NamedTuple):
    """Finding looks through the field.

    Registers keep the texts of a record for finding in the order of its fields; where that order
    is another one, `after` is the field whose text stands before.
    """

    after: str = ""


Kept = Annotated[T, Treatment.KEPT]
Searched = Annotated[T, Search()]
Prose = Annotated[str, Treatment.TEXT]
Somebody = Annotated[str, Treatment.NAME]
Address = Annotated[str, Treatment.ADDRESS]
SubjectKind = Annotated[Kept[str], Label("Kind of record")]
LastVerified = Annotated[date | None, Label("Last verified")]
EvidenceRef = Annotated[Searched[Prose], Label("Evidence")]

marked_types: Callable[..., Mapping[str, Any]] = functools.cache(
    functools.partial(typing.get_type_hints, include_extras=True)
)
"""Returns the types of the fields of a record as they stand; they cost much to find out."""


def _without_marks(record: type[Any]) -> Mapping[str, Any]:
    return {
        name: hint.__origin__ if hasattr(hint, "__metadata__") else hint
        for name, hint in marked_types(record).items()
    }


plain_types: Callable[..., Mapping[str, Any]] = functools.cache(_without_marks)
"""Returns the types of the fields of a record without what is said with them."""
