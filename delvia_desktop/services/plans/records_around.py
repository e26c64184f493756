"""What stands around records of a register: what refers to them, and what they contradict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar, cast

from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.plans.one_at_a_time import clashes
from delvia_desktop.domain.plans.references import referred
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import KINDS, Record, kind_of, references
from delvia_desktop.domain.words.field_types import plain_types
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.tables.records import Records

T = TypeVar("T")


class Ahead:
    """The records of a register as they will be, by which others are named."""

    def __init__(self, records: Records, made: Iterable[Any]) -> None:
        """Begin with the records as they are, and with what is made of some of them."""
        self._records = records
        self._made = {(type(each), int(each.id)): each for each in made if each is not None}

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the record with a key, as it will be; None if there is none."""
        made = self._made.get((cls, cast("int", equal.get("id"))))
        return made if made is not None else self._records.find(cls, **equal)


def users_of(records: Records, record: Any) -> list[Any]:  # noqa: ANN401 - a record of any kind
    """Return every record that refers to a record in whatever way, each once, by kind and key."""
    of, key = kind_of(record).name, int(record.id)
    found: list[Any] = []
    for kind in KINDS:
        fields: list[dict[str, object]] = [
            {name: key} for name, to in references(kind).items() if to.name == of
        ]
        names = plain_types(kind.record)
        if "subject_kind" in names:
            fields.append({"subject_kind": of, "subject": key})
        if "other" in names:
            fields.append({"other": key})
        if kind.record is Acceptance:
            fields.append({})  # names it in the middle of a text
        users = {each.id: each for equal in fields for each in records.select(kind.record, **equal)}
        refers = (of, key)
        found += (users[k] for k in sorted(users) if refers in {r[1:] for r in referred(users[k])})
    return found


def clashing(
    records: Records, made: list[Any], day: date, gone: Collection[Name] = ()
) -> list[tuple[Any, Any]]:
    """Return the pairs of which only one can be true: one as it is to be, one that is there.

    What is `gone` is there no longer.
    """
    periods = [each for each in made if isinstance(each, Partnership)]
    partners = {int(each.id): each.partner for each in (*records.select(Partnership), *periods)}
    names = {*map(name_of, made), *gone}
    around: list[Record] = []
    for kind in dict.fromkeys(kind_of(each) for each in made):
        around += (r for r in records.select(kind.record) if name_of(r) not in names)
    return clashes(made, around, lambda period: partners.get(period, -period), day)


def clash_words(records: Records, one: Any, other: Any) -> str:  # noqa: ANN401 - of one kind
    """Say that only one of two records can be true."""
    known = records.find(type(one), id=one.id) or one
    return tr(
        "Only one of these can be true at a time: {kind} “{one}” and “{other}”. End or delete one "
        "of them first.",
        kind=kind_of(one).label(),
        one=called(records, known),
        other=called(records, other),
    )


def name_of(record: Record) -> Name:
    """Return the kind and the key by which a record is named."""
    return kind_of(record).name, int(record.id)
