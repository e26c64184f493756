"""The words of an act on many records: what it changes, and what stops at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.words.vocabulary import level_label
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.access.assignments import last_main_admins
from delvia_desktop.services.access.seats import last_admins, one_admin_left
from delvia_desktop.services.register.field_labels import field_label
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.storage.tables.records import Records


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


def warnings(records: Records, able: Sequence[Any], today: date) -> list[str]:
    """Say what stops at once, or goes on all the same, when these records are ended."""
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
