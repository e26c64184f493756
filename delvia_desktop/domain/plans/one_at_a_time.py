"""What there can be but once at a time: two records that say it cannot both be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from delvia_desktop.domain.access import claims, partnerships, seats
from delvia_desktop.domain.records.kinds import Record, kind_of

PartnerOf = Callable[[int], int]
"""Returns the partner of a partnership by its key."""


def once(record: Any, partner_of: PartnerOf, day: date) -> object:  # noqa: ANN401 - a record
    """Return what only one record at a time can be on a day, equal for two; None where many can."""
    kind = kind_of(record).name
    if kind not in _ONE_AT_A_TIME:
        return None
    fields, counts = _ONE_AT_A_TIME[kind]
    if not counts(record, day):
        return None
    values = [getattr(record, field) for field in fields]
    if kind == "share":
        values.append(partner_of(record.partnership))
    return kind, *values


def clashes(
    some: Iterable[Record], others: Iterable[Record], partner_of: PartnerOf, day: date
) -> list[tuple[Record, Record]]:
    """Return the pairs of which only one can be true on a day: one of some, one of the others."""
    known = {once(record, partner_of, day): record for record in others}
    known.pop(None, None)
    pairs = ((record, known.get(once(record, partner_of, day))) for record in some)
    return [(record, other) for record, other in pairs if other is not None]


def _is_given(grant: Any, _: date) -> bool:  # noqa: ANN401 - a grant
    return grant.granted_on is not None and grant.revoked_on is None


def _always(*_: object) -> bool:
    return True


_ONE_AT_A_TIME: Mapping[str, tuple[tuple[str, ...], Callable[[Any, date], bool]]] = {
    "business-center": (("bc_id",), _always),
    "partner": (("business_center",), lambda partner, _: partner.business_center is not None),
    "partnership": (
        ("partner", "business_center"),
        lambda period, day: partnerships.state_on(period, day) not in partnerships.OVER,
    ),
    "person": (("user_id",), lambda person, _: bool(person.user_id)),
    "seat": (
        ("person", "business_center"),
        lambda seat, day: seats.state_on(seat, day) not in seats.ENDED,
    ),
    "asset": (("asset_type", "asset_id"), lambda asset, _: bool(asset.asset_id)),
    "share": (("asset", "is_incoming"), _is_given),
    "assignment": (("asset", "person", "surface", "via"), _is_given),
    "shop-partner": (("asset", "partner"), _is_given),
    "login": (("asset",), _always),
    "claim": (("asset",), lambda claim, day: claims.state_on(claim, day) not in claims.OVER),
    "letterhead": ((), _always),
    "template": (("name",), _always),
    "view": (("list_name", "name"), _always),
    "threshold": (("code",), _always),
    "acceptance": (("finding",), _always),
    "run": (
        ("procedure", "partner", "person", "asset"),
        lambda run, _: run.finished_on is None and run.stopped_on is None,
    ),
    "step": (("run", "code"), _always),
    "wording": (("procedure", "code"), _always),
}
"""The kinds of which one record at a time can be about the same: about what, and when it counts."""
