"""By which names and addresses the people of a register are known, today's and former ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.redaction.names_in_text import key_of, keys_of
from delvia_desktop.domain.words.text import folded

Values = Mapping[str, Any]
"""The fields of a record by name."""

_OF_PEOPLE = {"seat": "seats", "assignment": "assignments"}
"""The kinds of which a line of a review shows who the person was, and where a picture has them."""


class KnownPeople:
    """Names and addresses with the keys of the people who have them; two may have one name.

    A name that somebody has now is not taken for a former name of somebody else.
    """

    def __init__(self, picture: Picture, former: Iterable[tuple[str, Values]]) -> None:
        """Learn from the people of a picture, its reviews, and former records with their kinds."""
        self._keys: dict[object, list[int]] = {}
        self.by_name: dict[str, Sequence[int]] = {}
        self._learn((person.name, person.email, person.id) for person in picture.people.values())
        self._learn(
            (values.get("name") or "", values.get("email") or "", values["id"])
            for kind, values in former
            if kind == "person"
        )
        self._learn(_of_reviews(picture))
        # The other spellings of a name count only where nobody is recorded by them.
        for name, keys in self.by_name.items():
            for spelled in keys_of(name)[1:]:
                self._keys.setdefault(spelled, list(keys))

    def named(self, name: str) -> Sequence[int]:
        """Return the people with a name or an address, none for an unknown one."""
        keys = (*keys_of(name), folded(name)) if name else ()
        return next((self._keys[key] for key in keys if key in self._keys), ())

    def _learn(self, people: Iterable[tuple[str, str, int]]) -> None:
        learnt: dict[object, list[int]] = {}
        for name, address, key in people:
            for known in (key_of(name), folded(address)):
                if known and known not in self._keys:
                    found = learnt.setdefault(known, [])
                    found += [key] if key not in found[-1:] else []
            if name and key_of(name) in learnt:
                self.by_name.setdefault(name, learnt[key_of(name)])
        self._keys.update(learnt)


def _of_reviews(picture: Picture) -> Iterable[tuple[str, str, int]]:
    """Yield the names that people had when a review was begun."""
    for line in picture.review_lines.values():
        place = _OF_PEOPLE.get(line.subject_kind)
        record = getattr(picture, place).get(line.subject) if place is not None else None
        if record is not None:
            yield line.who, "", record.person
