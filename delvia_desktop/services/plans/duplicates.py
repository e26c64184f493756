"""Two records that are one: found, and merged as one act that moves all that refers to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.findings.duties import held_by
from delvia_desktop.domain.plans.duplicates import fits, merged
from delvia_desktop.domain.plans.references import redirected
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.kinds import (
    kind_named,
    kind_of,
)
from delvia_desktop.domain.records.likeness import MERGED, twins
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.records_around import clash_words, clashing, users_of
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.pictures import take_picture
from delvia_desktop.storage.tables.records import Records


class LikelyPair(NamedTuple):
    """Two records of a kind that are likely one, and why."""

    kind: str
    first: Any
    second: Any
    why: str


def likely_pairs(register: Register) -> list[LikelyPair]:
    """Return all records that are likely recorded twice, by kind, the surest of each first."""
    situation = register.situation()
    return [
        LikelyPair(kind, situation.get(kind, first), situation.get(kind, second), reason.words)
        for kind in MERGED
        for reason, first, second in twins(situation, kind)
    ]


def twins_of(register: Register, kind: str, key: int) -> dict[int, str]:
    """Return the keys of the records that a record is likely the same as, with the reasons."""
    found = {}
    for why, first, second in twins(register.situation(), kind):
        if key in {first, second}:
            found[second if key == first else first] = why.words
    return found


def merge_records(
    edit: Edit,
    keep: Any,  # noqa: ANN401 - two records of one kind of MERGED
    other: Any,  # noqa: ANN401
    from_other: Collection[str] = (),
) -> Any:  # noqa: ANN401
    """Merge two records into `keep` as one act; raises Refused where both cannot be one.

    All that refers to `other` refers to `keep` afterwards, issued documents too, whose files stay
    as they are. `from_other` names the fields in which `other` is right, as `differing` lists them.
    """
    _refuse_unlike(keep, other)
    moved = _moves(edit.records, keep, other)
    _refuse_clashes(edit, [after for _, after in moved])
    made = merged(keep, other, from_other, edit.today)
    if isinstance(made, Person) and is_same(made.line_manager, made.name):
        made = replace(made, line_manager="")
    duties = list(_duties(edit, keep, other, made))
    for before, after in moved:
        if isinstance(after, Acceptance) and _is_accepted(edit.records, after.finding):
            edit.remove(before)  # what stays has one of its own
        else:
            edit.put(before, after)
    edit.remove(other)
    for held, field in duties:
        now = edit.records.get(type(held), held.id)
        edit.put(now, replace(now, **{field: made.name}))
    edit.name(tr("Merged “{other}” into “{name}”", other=other.name, name=made.name))
    return edit.put(keep, made)


def _moves(records: Records, keep: Any, other: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    """Return what refers to the one that goes, before and after it refers to the one that stays."""
    gone = (kind_of(other).name, int(other.id))
    found = []
    for user in users_of(records, other):
        after = redirected(user, lambda name: int(keep.id) if name == gone else name[1])
        if isinstance(after, Person) and after.partner == after.former_partner is not None:
            after = replace(after, moved_on=None, former_employer="", former_partner=None)
        found.append((user, after))
    return found


def _is_accepted(records: Records, finding: str) -> bool:
    return records.find(Acceptance, finding=finding) is not None


def _refuse_unlike(keep: Any, other: Any) -> None:  # noqa: ANN401
    if type(keep) is not type(other) or kind_of(keep).name not in MERGED or keep.id == other.id:
        raise Refused(tr("Choose two records of the same kind."))
    if isinstance(getattr(keep, "is_own", None), bool) and keep.is_own != other.is_own:
        raise Refused(
            tr("One of these is our own Business Center, the other is not. They stay two records.")
        )
    if not fits(keep, other):
        raise Refused(tr("These are assets of different types. They stay two records."))


def _refuse_clashes(edit: Edit, moved: list[Any]) -> None:
    records = edit.records
    for after in moved:
        between = [getattr(after, name) for name in _BETWEEN.get(type(after), ())]
        if between and between[0] == between[1] is not None:
            text = tr(
                "{kind} “{name}” is between these two, so they stay two records.",
                kind=kind_of(after).label(),
                name=called(records, after),
            )
            raise Refused(text)
    moved = [each for each in moved if not isinstance(each, Acceptance)]
    for period in [each for each in moved if isinstance(each, Partnership)]:
        moved += records.select(Share, partnership=period.id)
    for one, other in clashing(records, moved, edit.today):
        raise Refused(f"{clash_words(records, one, other)} {tr('Nothing was changed.')}")


_BETWEEN: dict[type[Any], tuple[str, str]] = {
    Run: ("person", "successor"),
    Assignment: ("asset", "via"),
    AccessRecord: ("partner", "other"),
}
"""The fields by which a record is about two others, which are not one then."""


def _duties(edit: Edit, keep: Any, other: Any, made: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """Yield the records that name a person whose name goes, each with the field that does.

    A name that somebody else has too is left as it is.
    """
    if not isinstance(other, Person) or is_same(other.name, made.name):
        return
    if any(is_same(p.name, other.name) for p in edit.records.select(Person) if p.id != other.id):
        return
    for held in held_by(take_picture(edit.connection, edit.today), other):
        kind = kind_named(held.kind)
        if kind is None or (kind.record is Person and held.id in {keep.id, other.id}):
            continue
        record = edit.records.get(kind.record, held.id)
        if isinstance(getattr(record, held.field), str):
            yield record, held.field
