"""An act as far as its checks: what looks odd about it, with nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from typing_extensions import override

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid, Notice
from delvia_desktop.storage.journal.edit import Author, Edit
from delvia_desktop.storage.register.store import Store


class Rehearsed(Exception):
    """An act was tried and is not to be done."""


class Rehearsal(Edit):
    """An edit that ends where its use case has checked everything: it gives its name or changes."""

    def __init__(self, store: Store, author: Author, read: Callable[[], Reading]) -> None:
        """Take the records of a store, who asks, and what starts to read a draft."""
        super().__init__(store.connection, author, store.head)
        self._read = read
        self._readings: list[Reading] = []

    def notices_of(self, use_case: Callable[[Edit], object]) -> tuple[Notice, ...]:
        """Return what looks odd about an act; raises Invalid with it for what is wrong."""
        try:
            use_case(self)
        except Rehearsed:
            return self._notices()
        except Invalid as error:
            raise Invalid(error.problems, self._notices()) from error
        raise AssertionError(use_case)

    def _notices(self) -> tuple[Notice, ...]:
        return tuple(notice for reading in self._readings for notice in reading.notices)

    @override
    def reading(self) -> Reading:
        self._readings.append(self._read())
        return self._readings[-1]

    def _end(self, *_: object, **__: object) -> NoReturn:
        raise Rehearsed

    name = add = put = remove = keep_content = _end
