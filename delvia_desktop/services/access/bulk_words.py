"""The words of an act on many records: what it changes, and what stops at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from delvia_desktop.domain.access import grant_steps, seat_steps
from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.levels import given_level
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import field_label, kind_of
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import level_label, surface
from delvia_desktop.i18n import later, show_day, tr
from delvia_desktop.services.access.assignments import last_main_admins
from delvia_desktop.services.access.seats import last_admins, one_admin_left
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.tables.records import Records

DATES, RAISE, LOWER = "dates", "raise", "lower"
PURPOSE = str(Act.PURPOSE)
"""The acts that are not steps of every grant: dates, the level of shares, and what it is for."""

_NO_STEPS = {
    DATES: (later("Set dates"), later("Set dates of {what}")),
    PURPOSE: (later("Record purpose"), later("Recorded purpose and approver of {what}")),
    RAISE: (later("Raise level"), later("Raised level: {what}")),
    LOWER: (later("Lower level"), later("Lowered level: {what}")),
}
"""What they are called before they are done and afterwards."""

_FILLED = {
    "purpose": later("Recorded purpose of {what}"),
    "approved_by": later("Recorded approver of {what}"),
}
"""What it is called that only one of purpose and approver was filled in."""


def purpose_done(changed: Iterable[tuple[Any, Any]]) -> str:
    """Return the words for a bulk act that filled in purpose, approver or both."""
    filled = {
        name
        for before, after in changed
        for name in grant_steps.EXPLAINS
        if getattr(before, name) != getattr(after, name)
    }
    if len(filled) == 1:
        return _FILLED[filled.pop()]
    return later("Recorded purpose and approver of {what}")


def act_words(act: str, kinds: Collection[str] = ()) -> str:
    """Return the words for a bulk act on many of some kinds: a seat is removed, not revoked."""
    return tr(_words(act, kinds)[0])


def recording_words(act: str, kinds: Collection[str]) -> str:
    """Return the words on the button that records a bulk act on many of some kinds."""
    return tr(_words(act, kinds)[1])


def done_words(act: str, changed: Iterable[tuple[Any, Any]], kinds: Collection[str]) -> str:
    """Return the words for a bulk act once it is done, by what it did."""
    return purpose_done(changed) if act == PURPOSE else _words(act, kinds)[2]


def _words(act: str, kinds: Collection[str]) -> tuple[str, str, str]:
    """Return what an act on many of some kinds is called: offered, on its button, and done."""
    is_removal = act == Act.REVOKE and set(kinds) == {"seat"}
    step = seat_steps.STEPS[Act.REMOVE] if is_removal else grant_steps.STEPS.get(act)
    if step is not None:
        return step.action, step.recording, step.done
    offered, did = _NO_STEPS[act]
    return offered, offered, did


class ChangeWords:
    """The changes of many records of a kind in words; most of them change in the same way."""

    def __init__(self, records: Records, kind_name: str) -> None:
        """Begin without any that are known."""
        self._records, self._kind = records, kind_name
        self._known: dict[object, str] = {}

    def changes(self, moves: Iterable[tuple[Any, Any]]) -> tuple[str, ...]:
        """Return what each move changes; a move is a record before and after."""
        return tuple(words for before, after in moves for words in self._change(before, after))

    def _change(self, before: Any, after: Any) -> list[str]:  # noqa: ANN401 - any grant
        if before is None:
            return [self._again(after)]
        old, new = encode(before), encode(after)
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return [self._field(name, old, new) for name in names if name != "raised"]

    def _field(self, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
        # The words of a level depend on the asset, those of all other fields on nothing else.
        key = (name, str(old.get(name)), str(new.get(name)), name == "level" and new["asset"])
        if key not in self._known:
            self._known[key] = tr(
                "{field}: {before} → {after}",
                field=field_label(name, self._kind),
                before=shown(self._records, self._kind, old, name, old.get(name)),
                after=shown(self._records, self._kind, new, name, new.get(name)),
            )
        return self._known[key]

    def _again(self, share: Share) -> str:
        asset = self._records.get(Asset, share.asset)
        return tr(
            "Then shared again at {level}: {day}",
            level=level_label(asset.asset_type, share.level),
            day=show_day(share.granted_on) if share.granted_on else tr("not done yet"),
        )


def name_of(record: Any) -> Name:  # noqa: ANN401 - any grant or seat
    """Return the kind and id of a record, by which the words of a bulk act go."""
    return kind_of(record).name, int(record.id)


def told_apart(records: Records, of: Iterable[Any]) -> dict[Name, str]:
    """Return the words that tell records of a bulk act apart, two of one name too."""
    names = [(record, called(records, record)) for record in of]
    counts = Counter(name for _, name in names)
    return {
        name_of(record): name
        if counts[name] == 1
        else " · ".join((name, *_whereabouts(records, record)))
        for record, name in names
    }


def _whereabouts(records: Records, record: Any) -> list[str]:  # noqa: ANN401 - any grant
    key = getattr(record, "asset", None)
    asset = records.find(Asset, id=key) if key is not None else None
    place = getattr(record, "surface", "")
    level = ""
    if asset is not None and hasattr(record, "level"):
        may_pay_out = getattr(record, "may_pay_out", False)
        level = given_level(asset.asset_type, place, record.level, may_pay_out=may_pay_out)
    day = getattr(record, "granted_on", None)
    since = show_day(day) if day is not None else tr("planned")
    words = [tr(surface(place).label) if place else "", level]
    return [word for word in (words if any(words) else [since]) if word]


def warnings(records: Records, able: Sequence[Any], today: date) -> list[str]:
    """Return the words of warning before a bulk act: what stops at once, or goes on."""
    pausing: dict[str, list[str]] = {}
    knowing: list[str] = []
    for record in able:
        if isinstance(record, Share) and not record.is_incoming:
            asset = records.get(Asset, record.asset)
            if asset.asset_type == "TT_ACCOUNT":
                partnership = records.get(Partnership, record.partnership)
                partner = records.get(Partner, partnership.partner).name
                level = level_label(asset.asset_type, record.level)
                pausing.setdefault(partner, []).append(f"{asset.name} ({level})")
        elif isinstance(record, Assignment) and record.surface == "LOGIN":
            knowing.append(records.get(Person, record.person).name)
    found = _last_admins(records, able, today)
    if pausing:
        text = tr(
            "Revoking access to a TikTok account takes effect immediately: running ads that use "
            "it pause. Tell the partner first."
        )
        named = (f"{partner}: {', '.join(assets)}" for partner, assets in pausing.items())
        found.append("\n".join([text, *named]))
    if knowing:
        text = tr(
            "A password known to {people} cannot be revoked. Change the password instead.",
            people=", ".join(dict.fromkeys(knowing)),
        )
        found.append(text)
    return found


def _last_admins(records: Records, able: Sequence[Any], today: date) -> list[str]:
    """Name the Business Centers of ours that would be left without an Admin, or with one."""
    ending = [seat for seat in able if isinstance(seat, Seat)]
    going, alone = last_admins(records, ending, today), one_admin_left(records, ending, today)
    told = [
        tr(
            "{center} is left without an Admin on record. Make someone else Admin first.",
            center=records.get(BusinessCenter, center).name,
        )
        for center in dict.fromkeys(seat.business_center for seat in going)
    ]
    staff = [given for given in able if isinstance(given, Assignment)]
    shops = [
        tr(
            "{shop} is left without a main administrator on record. Add another one first.",
            shop=records.get(Asset, given.asset).name,
        )
        for given in last_main_admins(records, staff, today)
    ]
    return [*told, *shops, *filter(None, (alone,))]
