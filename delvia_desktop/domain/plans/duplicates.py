"""Two records that are one: in what they differ, and what the one that stays holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.former_ids import FormerId
from delvia_desktop.domain.plans.field_groups import parts
from delvia_desktop.domain.records.kinds import Record, kind_of
from delvia_desktop.domain.words.text import NOTE_LIMIT

T = TypeVar("T")

_BY_ITSELF = ("note", "last_verified_on", "former_ids")
"""Fields of which nothing is chosen: both notes stay, the later day counts, former IDs add up."""

_SAME = ("asset_type", "is_own")
"""Fields in which two records that are one do not differ."""

_UNKNOWN = (None, "", (), "UNKNOWN")


def fits(one: Record, other: Record) -> bool:
    """Tell whether two records of a kind can be one at all."""
    return all(getattr(one, name, None) == getattr(other, name, None) for name in _SAME)


def differing(keep: Record, other: Record) -> tuple[str, ...]:
    """Return the fields of which one value must be chosen: both records have one, and another.

    Of fields that belong together it is the first one. When a person left is chosen even where
    only one of the records says so.
    """
    return tuple(
        name
        for name, fields in asked_of(keep).items()
        if any(getattr(keep, field) != getattr(other, field) for field in fields)
        and (name == "left_on" or (_has(keep, fields) and _has(other, fields)))
    )


def merged(keep: T, other: T, from_other: Collection[str], today: date) -> T:
    """Return the record that stays: it takes what it has not from the other one.

    `from_other` names those of the `differing` fields in which the other one is right. The ID of a
    Business Center that is not taken becomes a former one, valid until `today`.
    """
    one: Any = keep
    asked = differing(one, cast("Any", other))
    values: dict[str, Any] = {}
    for name, fields in asked_of(one).items():
        if name in from_other if name in asked else not _has(one, fields):
            values |= {field: getattr(other, field) for field in fields}
    notes = [note for note in (one.note, getattr(other, "note", "")) if note]
    both = "\n\n".join(dict.fromkeys(notes))
    values["note"] = both if len(both) <= NOTE_LIMIT else one.note
    days = [one.last_verified_on, getattr(other, "last_verified_on", None)]
    values["last_verified_on"] = max(filter(None, days), default=None)
    if isinstance(one, BusinessCenter) and isinstance(other, BusinessCenter):
        values["former_ids"] = _former_ids(one, other, values.get("bc_id", one.bc_id), today)
    return cast("T", replace(one, **values))


def asked_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the fields of a record that can be chosen, by the first of those that go together."""
    taken = {*_BY_ITSELF, *_SAME}
    return {name: fields for name, fields in parts(kind_of(record)).items() if name not in taken}


def _has(record: Any, fields: tuple[str, ...]) -> bool:  # noqa: ANN401
    return getattr(record, fields[0]) not in _UNKNOWN


def _former_ids(
    one: BusinessCenter, other: BusinessCenter, present: str, today: date
) -> tuple[FormerId, ...]:
    """Return the former IDs of both, each with a day of its own, the oldest first."""
    gone = [FormerId(number, today) for number in (one.bc_id, other.bc_id)]
    known = {each.number: each for each in (*gone, *other.former_ids, *one.former_ids)}
    known.pop(present, None)
    found: dict[date, FormerId] = {}
    for former in sorted(known.values(), key=lambda each: each.until, reverse=True):
        until = former.until
        while until in found:
            until -= timedelta(days=1)
        found[until] = replace(former, until=until)
    return tuple(sorted(found.values(), key=lambda each: each.until))
