"""The redacted edition: a picture in which people are shown by what they do, without their names.

A person reads “Person 3” everywhere, by the key of the record, with employer, partner, job and role
as they are. What becomes of each field is said by its type (`words/field_types.py`).
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.access.logins import is_private
from delvia_desktop.domain.records.kinds import kind_named, treatments
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.domain.redaction.contact_patterns import (
    addresses_shown,
    handles_shown,
    numbers_masked,
)
from delvia_desktop.domain.redaction.names_in_text import Names, Use, key_of, words_of
from delvia_desktop.domain.redaction.people_by_name import KnownPeople, Values
from delvia_desktop.domain.words.field_types import Treatment
from delvia_desktop.domain.words.text import composed, is_same
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

_TITLES = frozenset(
    {"mrs", "prof", "herr", "frau", "van", "von", "der", "den", "del", "dos", "the"}
)
_LEAST = 3
"""Letters of a name of one word that is looked for in free text without being somebody's whole."""
_LEAST_ID = 6
"""Digits of an id or a telephone number that is looked for in free text."""
_TOLD_EVERY = 1_000
"""Records between two reports of progress."""
_OF_PARTNERS = frozenset({"share", "shop-partner"})
"""Kinds of records that give access to a partner."""


def redacted(picture: Picture, mask: Mask) -> Picture:
    """Return a picture redacted: people masked, all else, and what refers to what, stays."""
    places: dict[str, Any] = {}
    for kind, place in PLACES.items():
        shown: dict[Any, Any] = {}
        for number, (key, record) in enumerate(getattr(picture, place).items()):
            if number % _TOLD_EVERY == 0:
                progress()
            values = vars(record)
            masked = mask.values(kind, values)
            changed = {name: masked[name] for name in values if masked[name] is not values[name]}
            shown[key] = dataclasses.replace(record, **changed) if changed else record
        places[place] = MappingProxyType(shown)
    return dataclasses.replace(picture, **places)


def person_shown(number: object) -> str:
    """Return what redaction shows for the person with a number."""
    return tr("Person {number}", number=number)


class Mask:
    """Who is who in a picture, and what is shown for them in any text about it.

    `earlier` are former records, each with its kind, of which names are to be known too.
    """

    def __init__(self, picture: Picture, earlier: Iterable[tuple[str, Values]] = ()) -> None:
        """Learn the names of a picture."""
        former = list(earlier)
        self._reviews = picture.reviews
        self._organisations = frozenset(filter(None, map(key_of, _organisations(picture))))
        assets = frozenset(key_of(asset.name) for asset in picture.assets.values())
        self._things = assets | self._organisations
        self._jobs = frozenset(key_of(person.job) for person in picture.people.values())
        centers = picture.business_centers.values()
        domains = " ".join(center.email_domains for center in centers if center.is_own)
        words = domains.replace(",", " ").replace(";", " ").casefold().split()
        self._domains = tuple(word.lstrip("@") for word in words)
        self._people = KnownPeople(picture, former)
        self._names = Names()
        self._named: dict[str, str] = {"": ""}
        self._alike: dict[str, list[str]] = {}
        self._add_people(picture)
        self._add_others(picture, former)

    def named(self, text: str) -> str:
        """Return what is shown where somebody is named: the person's number if it is known.

        An organisation and a job stay, an unknown name does not.
        """
        if text not in self._named:
            self._named[text] = self._known(text) or self._unrecorded(text)
        return self._named[text]

    def text(self, text: str, use: Use = Use.PROSE) -> str:
        """Return free words without the names of people, their addresses and their numbers."""
        if not text:
            return text
        text = addresses_shown(composed(text), self._address_in_text)
        if use is Use.PROSE:
            text = handles_shown(text, self._handle)
        parts, end = [], 0
        for found in self._names.found(text, use):
            parts += [text[end : found.start], found.shown]
            end = found.end
        text = "".join((*parts, text[end:]))
        return numbers_masked(text, tr("[number withheld]")) if use is Use.PROSE else text

    def values(self, kind: str, values: Values) -> dict[str, Any]:
        """Return the fields of a record of a kind as they are shown."""
        shown = dict(values)
        for name, treatment in _treatments(kind).items():
            if treatment is not Treatment.KEPT and shown.get(name):
                shown[name] = self._treated(treatment, values, name)
        return shown

    def _treated(self, treatment: Treatment, values: Values, name: str) -> Any:  # noqa: ANN401, PLR0911 - whatever a field holds, one line a treatment
        value = values[name]
        match treatment:
            case Treatment.PERSON:
                return person_shown(values["id"])
            case Treatment.NAME:
                return self.named(value)
            case Treatment.ADDRESS:
                return self._address(value)
            case Treatment.NUMBER:
                return tr("[number withheld]")
            case Treatment.ID:
                return tr("[ID withheld]")
            case Treatment.TITLE:
                return self._title(value)
            case Treatment.LABEL:
                return self._label(value)
            case Treatment.LINE_WHAT:
                return self._line_what(values)
            case Treatment.LINE_WHO:
                return self._line_who(values)
        return self._nested(value)

    def _nested(self, value: Any) -> Any:  # noqa: ANN401 - a text, or parts that hold texts
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list | tuple):
            return type(value)(map(self._nested, value))
        if isinstance(value, Mapping):
            return {name: self._nested(part) for name, part in value.items()}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.replace(value, **self._nested(vars(value)))
        return value

    def _label(self, name: str) -> str:
        """Return the name of a thing, which stays unless a recorded person is named in it."""
        is_person = key_of(name) not in self._organisations and self._known(name)
        return is_person or self.text(name, Use.LABEL)

    def _title(self, words: str) -> str:
        """Return free words that name a thing; different ones stay different when masked."""
        shown = self.text(words)
        alike = self._alike.setdefault(shown, [])
        if words not in alike:
            alike.append(words)
        number = alike.index(words) + 1
        return shown if number == 1 else f"{shown} ({number})"

    def _line_what(self, line: Values) -> str:
        what: str = line["what"]
        if line["subject_kind"] == "seat":
            return what
        return self.text(what) if line["subject_kind"] == "spark-code" else self._label(what)

    def _line_who(self, line: Values) -> str:
        """Return whom a line is about; its words are of another day, when names may have differed.

        A line about who decided it stays one, and another does not become one.
        """
        who: str = line["who"]
        if line["subject_kind"] in _OF_PARTNERS:
            return who
        if line["subject_kind"] == "spark-code":
            return " · ".join(map(self.named, who.split(" · ")))
        known = self._known(who)
        if known:
            return known
        review = self._reviews.get(line["review"])
        deciders = {line.get("decided_by", ""), review.reviewer if review else ""}
        if any(is_same(who, decider) for decider in filter(None, deciders)):
            return self.named(who)
        return tr("[another name withheld]")

    def _known(self, name: str) -> str:
        """Return what is shown for a recorded person with a name or an address, or nothing."""
        keys = self._people.named(name)
        return self._one_of(keys) if keys else ""

    def _unrecorded(self, name: str) -> str:
        """Return what is shown for a name that is not just that of a recorded person."""
        key = key_of(name)
        if key in self._organisations or key in self._jobs:
            return name
        found = self._names.found(composed(name), Use.NAME)
        return ", ".join(dict.fromkeys(each.shown for each in found)) or tr("[name withheld]")

    def _one_of(self, keys: Sequence[int]) -> str:
        """Return people of whom one is meant; who has the name of somebody else is told so."""
        if len(keys) == 1:
            return person_shown(keys[0])
        if len(keys) == 2:  # noqa: PLR2004 - one or the other
            return tr("{one} or {other}", one=person_shown(keys[0]), other=person_shown(keys[1]))
        return tr("{one} or {n} others", one=person_shown(keys[0]), n=len(keys) - 1)

    def _address(self, address: str) -> str:
        """Return an address without its owner; the domain stays if it is ours or a provider's."""
        local, at, domain = address.rpartition("@")
        if not at or not local:
            return self.text(address)
        asked = domain.casefold()
        ours = any(asked == own or asked.endswith(f".{own}") for own in self._domains)
        if ours or is_private(address):
            return f"…@{domain}"
        return tr("[address withheld]")

    def _address_in_text(self, address: str) -> str:
        keys = self._people.named(address)
        return self._one_of(keys) if keys else tr("[address withheld]")

    def _handle(self, handle: str) -> str:
        """Return a handle, which stays if an asset or an organisation has it for its name."""
        return f"@{handle}" if key_of(handle) in self._things else tr("[handle withheld]")

    def _add_people(self, picture: Picture) -> None:
        """Look for whole names in either order, given and family names, addresses and ids."""
        brands = {key_of(picture.brand.name), key_of(picture.brand.legal_entity)}
        for name, keys in self._people.by_name.items():
            words = key_of(name)
            shown = self._one_of(keys)
            if words in brands:
                self._names.add(name, shown, Use.NAME)
                continue
            is_sure = len(words) > 1 and words not in self._organisations
            sure = Use.LABEL if is_sure else Use.NAME
            self._names.add(name, shown, sure | Use.NAME | Use.PROSE)
            if len(words) > 1:
                self._names.add(name, shown, Use.NAME | Use.PROSE, is_reversed=True)
        for person in picture.people.values():
            self._add_number(person.user_id, person_shown(person.id))
        known = {word for name in (*self._things, *self._jobs) for word in name} | _TITLES
        parts: dict[tuple[str, ...], tuple[str, set[int]]] = {}
        for name, keys in self._people.by_name.items():
            for word in set(words_of(name)) if len(key_of(name)) > 1 else ():
                if _is_name(word) and not known.intersection(key_of(word)):
                    parts.setdefault(key_of(word), (word, set()))[1].update(keys)
        for word, found in parts.values():
            shown = person_shown(*found) if len(found) == 1 else tr("[name withheld]")
            self._names.add(word, shown, Use.PROSE)

    def _add_others(self, picture: Picture, former: Iterable[tuple[str, Values]]) -> None:
        """Look for everybody who is named somewhere without being recorded."""
        named: dict[str, None] = {}
        for kind, values in (*_records(picture), *former):
            for field, treatment in _treatments(kind).items():
                if treatment is Treatment.NAME and values.get(field):
                    named[values[field]] = None
                elif treatment is Treatment.NUMBER:
                    self._add_number(values.get(field) or "", tr("[number withheld]"))
        known = {word for name in (*self._things, *self._jobs) for word in name}
        for name in named:
            bare = composed(name.removeprefix("@"))
            words = key_of(bare)
            if words in self._things or words in self._jobs or "@" in bare:
                continue
            if len(words) == 1 and (not _is_name(bare) or words[0] in known):
                continue
            if next(self._names.found(bare, Use.NAME), None) is None:
                self._names.add(bare, tr("[name withheld]"), Use.PROSE)

    def _add_number(self, number: str, shown: str) -> None:
        if sum(map(str.isdigit, number)) >= _LEAST_ID:
            self._names.add(number, shown, Use.PROSE)


@functools.cache
def _treatments(kind_name: str) -> Mapping[str, Treatment]:
    kind = kind_named(kind_name)
    return treatments(kind) if kind is not None else {}


def _is_name(word: str) -> bool:
    """Tell whether a single word is written as names are, and long enough to be told apart."""
    return len(word) >= _LEAST and not word[0].islower()


def _organisations(picture: Picture) -> Iterator[str]:
    yield from (picture.brand.name, picture.brand.legal_entity)
    for center in picture.business_centers.values():
        yield from (center.name, center.legal_entity)
    for partner in picture.partners.values():
        yield from (partner.name, partner.legal_name)


def _records(picture: Picture) -> Iterator[tuple[str, Values]]:
    for kind, place in PLACES.items():
        for record in getattr(picture, place).values():
            yield kind, vars(record)
