"""The records that a line means: those that it names, and the one that it tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from delvia_desktop.domain.access import (
    grants,
    partnerships,
    seats,
    spark_codes,
)
from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.plans.lines import SourceScope
from delvia_desktop.domain.plans.matching import FoundBy, Index, Match, alike
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.text import folded
from delvia_desktop.storage.journal.planned_edit import PlannedRecords

NAMED = ("business-center", "partner", "person", "asset")
"""The kinds of record that have names and ids of their own; others are what lies between them."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "share": ("asset", "partnership"),
    "assignment": ("asset", "person"),
    "shop-partner": ("asset", "partner"),
    "seat": ("person", "business_center"),
    "partnership": ("partner", "business_center"),
    "login": ("asset",),
    "spark-code": (),
}
"""The records between which one of a kind lies."""

Names = list[tuple[FoundBy, str]]


class Finder:
    """Finds the records of a register, and those that a plan adds, by what a source says."""

    def __init__(self, records: PlannedRecords, today: date) -> None:
        """Look among the records of a planned edit."""
        self._records = records
        self._today = today
        self._indexes: dict[str, Index] = {}
        self._meant: dict[str, dict[frozenset[tuple[str, str]], Match]] = defaultdict(dict)
        """What texts mean by kind, as long as its records stay: a list repeats them."""
        self._periods: dict[int, tuple[Partnership, ...]] = {}
        """The partnerships with a partner, as long as none is planned or changed."""
        self._relied: dict[str, set[tuple[FoundBy, str]]] = defaultdict(set)
        self.changes = 0
        """How often that changed on which somebody relies."""

    def named(self, kind: str, texts: Mapping[str, str], damaged: Mapping[str, str]) -> Match:
        """Return the record of a kind of `NAMED` that the texts of its own columns mean."""
        if damaged:
            return self._named(kind, texts, damaged)
        known, said = self._meant[kind], frozenset(texts.items())
        if said not in known:
            known[said] = self._named(kind, texts, damaged)
        return known[said]

    def rely(self, kind: str, texts: Mapping[str, str], by: FoundBy) -> None:
        """Count from now on among the `changes` what may change which record texts mean.

        They were found `by` one of them, so that those sought after it play no part.
        """
        for name in _sought(kind, texts, {}):
            self._relied[kind].add(alike(name))
            if name[0] is by:
                break

    def forget(self) -> None:
        """Look for all records anew, as what a line changed was taken back."""
        self._meant.clear()
        self._periods.clear()
        self.changes += 1

    def _named(self, kind: str, texts: Mapping[str, str], damaged: Mapping[str, str]) -> Match:
        type_code = texts.get("asset_type", "")

        def fits(key: int) -> bool:
            record = self._records.find(record_class(kind), id=key)
            return record is not None and type_code in {"", getattr(record, "asset_type", "")}

        return self._index(kind).find(_sought(kind, texts, damaged), fits if type_code else _any)

    def take_in(self, kind: str, record: Any) -> None:  # noqa: ANN401 - a record of the kind
        """Let a record that was just planned be found by the lines after it."""
        if kind == "partnership":
            self._periods.clear()
            self.changes += 1
        if kind in NAMED:
            names = self._names_of(kind, record)
            self._meant[kind].clear()
            self._index(kind).add(record.id, names)
            self.changes += record.id > 0 or not self._relied[kind].isdisjoint(map(alike, names))

    def drop(self, kind: str, key: int) -> None:
        """Forget a record that is planned no more."""
        if kind in NAMED:
            self._meant[kind].clear()
            self._index(kind).drop(key)

    def between(self, kind: str, keys: Mapping[str, int], texts: Mapping[str, str]) -> Any:  # noqa: ANN401, PLR0911 - a record or None, by its kind
        """Return the record that lies between others, one that is open if there is one.

        Of those that have ended only the one with the same first day or last day is meant.
        """
        records, today = self._records, self._today
        if kind == "share":
            return self.share_meant(self.share_keys(keys, texts), texts)
        if kind == "assignment":
            where = {"asset": keys["asset"], "person": keys["person"], "via": keys.get("via")}
            surface = texts.get("surface", "BUSINESS_CENTER")
            found = records.select(Assignment, **where, surface=surface)
            return _meant(found, texts, lambda a: grants.state_on(a, today) in _GRANT_ENDED)
        if kind == "shop-partner":
            where = {name: keys[name] for name in ("asset", "partner")}
            shops = records.select(ShopPartner, **where)
            return _meant(shops, texts, lambda s: grants.state_on(s, today) in _GRANT_ENDED)
        if kind == "seat":
            where = {name: keys[name] for name in ("person", "business_center")}
            held_seats = records.select(Seat, **where)
            return _meant(held_seats, texts, lambda s: seats.state_on(s, today) in seats.ENDED)
        if kind == "partnership":
            where = {name: keys[name] for name in ("partner", "business_center")}
            periods = records.select(Partnership, **where)
            over = partnerships.OVER
            return _meant(periods, texts, lambda p: partnerships.state_on(p, today) in over)
        if kind == "login":
            return records.find(Login, asset=keys["asset"])
        post = folded(texts.get("post", ""))
        codes = [c for c in records.select(SparkCode) if folded(c.post) == post]
        still = spark_codes.OPEN | {spark_codes.SparkState.PLANNED}

        def has_ended(code: SparkCode) -> bool:
            state = spark_codes.state_on(code, today)
            is_it = state is spark_codes.SparkState.EXPIRED and code.granted_on is not None
            return state not in still and not (
                is_it and str(code.granted_on) == texts.get("granted_on")
            )

        return _meant(codes, texts, has_ended)

    def period(self, partner: int, center: int | None) -> Partnership | None:
        """Return the newest partnership with a partner, in one of our centers if it is named."""
        periods = self._periods_with(partner)
        return max(
            (p for p in periods if center is None or p.business_center == center),
            key=lambda p: (partnerships.state_on(p, self._today) not in partnerships.OVER, p.id),
            default=None,
        )

    def _periods_with(self, partner: int) -> tuple[Partnership, ...]:
        if partner not in self._periods:
            self._periods[partner] = self._records.select(Partnership, partner=partner)
        return self._periods[partner]

    def ended(self, kind: str, keys: Mapping[str, int], texts: Mapping[str, str]) -> date | None:
        """Return when access like that of a line was recorded to end last, None if it never was."""
        held: Iterable[Any]
        if kind == "share":
            held = self._shares(keys, texts)
        else:
            named = ("asset", "person", "partner", "business_center")
            where = {name: keys[name] for name in named if name in keys}
            held = self._records.select(record_class(kind), **where)
        days = (getattr(r, "revoked_on", None) or getattr(r, "removed_on", None) for r in held)
        return max((day for day in days if day is not None), default=None)

    def _shares(self, keys: Mapping[str, int], texts: Mapping[str, str]) -> list[Share]:
        """Return the shares of an asset with a partner, in all our partnerships, one way."""
        return list(self._records.those(Share, self.share_keys(keys, texts)))

    def share_meant(self, keys: Iterable[int], texts: Mapping[str, str]) -> Share | None:
        """Return the share that a line means among those between the records that it names."""
        today = self._today
        held = self._records.those(Share, keys)
        found: Share | None = _meant(
            held, texts, lambda s: grants.state_on(s, today) in _GRANT_ENDED
        )
        return found

    def share_keys(self, keys: Mapping[str, int], texts: Mapping[str, str]) -> list[int]:
        """Return the keys of the shares between the records of a line, without reading them."""
        partner = self._records.get(Partnership, keys["partnership"]).partner
        asset, is_incoming = keys["asset"], texts.get("is_incoming") == "yes"
        held = self._records.index(Share, ("asset", "is_incoming", "partnership"))
        return [
            key
            for period in self._periods_with(partner)
            for key in held.get((asset, is_incoming, period.id), ())
        ]

    def open_within(self, scope: SourceScope) -> Iterator[Any]:
        """Yield the records of a scope that give access, or are there, today."""
        for record in self._records.select(record_class(scope.kind)):
            if self._is_within(record, scope) and not self._has_ended(scope.kind, record):
                yield record

    def _is_within(self, record: Any, scope: SourceScope) -> bool:  # noqa: ANN401 - any record
        if getattr(record, "is_incoming", scope.is_incoming) != scope.is_incoming:
            return False
        asset = self._records.find(Asset, id=getattr(record, "asset", getattr(record, "id", 0)))
        center = getattr(record, "business_center", None)
        if scope.business_center is not None and center != scope.business_center:
            return False
        if scope.types and (asset is None or asset.asset_type not in scope.types):
            return False
        if scope.partner is None:
            return True
        period = getattr(record, "partnership", None)
        if period is not None:
            return self._records.get(Partnership, period).partner == scope.partner
        return bool(getattr(record, "partner", None) == scope.partner)

    def _has_ended(self, kind: str, record: Any) -> bool:  # noqa: ANN401 - any record
        today = self._today
        if kind in {"share", "assignment", "shop-partner"}:
            planned = grants.GrantState.PLANNED
            return grants.state_on(record, today) in {*_GRANT_ENDED, planned}
        if kind == "seat":
            state = seats.state_on(record, today)
            return state in seats.ENDED or state is seats.SeatState.PLANNED
        if kind == "partnership":
            return partnerships.state_on(record, today) in partnerships.OVER
        return False

    def _index(self, kind: str) -> Index:
        if kind not in self._indexes:
            index = self._indexes[kind] = Index()
            for record in self._records.select(record_class(kind)):
                index.add(record.id, self._names_of(kind, record))
        return self._indexes[kind]

    def _names_of(self, kind: str, record: Any) -> Names:  # noqa: ANN401 - a record of the kind
        names: Names = [(FoundBy.NAME, record.name)]
        if kind == "asset":
            names += [(FoundBy.ID, record.asset_id), (FoundBy.CODE, record.pixel_code)]
            if record.asset_type == "TT_ACCOUNT":
                names.append((FoundBy.HANDLE, record.name))
        elif kind == "person":
            names += [(FoundBy.EMAIL, record.email), (FoundBy.ID, record.user_id)]
        elif kind == "business-center":
            names += [(FoundBy.ID, record.bc_id)]
            names += [(FoundBy.ID, former.number) for former in record.former_ids]
        elif record.business_center is not None:
            center = self._records.get(BusinessCenter, record.business_center)
            names += [(FoundBy.ID, center.bc_id)]
            names += [(FoundBy.ID, former.number) for former in center.former_ids]
        return names


def record_class(kind: str) -> type[Any]:
    """Return the class of the records of a kind of `LISTED`."""
    found = kind_named(kind)
    if found is None:
        raise KeyError(kind)
    return found.record


def _sought(kind: str, texts: Mapping[str, str], damaged: Mapping[str, str]) -> Names:
    """Return what a line says of a record, the surest first."""
    word = kind.replace("-", "_")
    name, key = texts.get(word, ""), f"{word}_id"
    if kind == "person":
        return [
            (FoundBy.EMAIL, texts.get("person_email", "")),
            (FoundBy.ID, texts.get("user_id", "")),
            (FoundBy.NAME, name),
        ]
    found: Names = [(FoundBy.ID, texts.get(key, ""))]
    if kind == "asset":
        found.append((FoundBy.CODE, texts.get("asset_pixel_code", "")))
        if name.startswith("@"):
            found.append((FoundBy.HANDLE, name))
    bad = damaged.get(key, "")
    return [*found, (FoundBy.ID, bad), (FoundBy.ROUNDED, bad), (FoundBy.NAME, name)]


def _meant(
    records: Iterable[Any], texts: Mapping[str, str], has_ended: Callable[[Any], bool]
) -> Any:  # noqa: ANN401 - one of the records
    held = list(records)
    says_end = any(texts.get(day) for day in _END_DAYS)
    if says_end:
        days = (*_FIRST_DAYS, *_END_DAYS)
        for record in held:
            told = [d for d in days if texts.get(d) and getattr(record, d, None) is not None]
            if told and all(getattr(record, day).isoformat() == texts[day] for day in told):
                return record
    still = [record for record in held if not has_ended(record)]
    if says_end and len(held) > len(still):
        return None
    first = [(day, texts[day]) for day in _FIRST_DAYS if day in texts]
    same = (r for r in still if any(text == str(getattr(r, day, None)) for day, text in first))
    return next(same, still[0] if still else None)


_FIRST_DAYS = ("granted_on", "accepted_on", "engagement_start")
_END_DAYS = ("revoked_on", "removed_on", "verified_gone_on")


def _any(_: int) -> bool:
    return True


_GRANT_ENDED = frozenset({grants.GrantState.REVOKED, grants.GrantState.GONE})
