"""Ways in: everything that gives somebody access, on whatever surface, said the same way."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from delvia_desktop.domain.words.vocabulary import Level, level_label, level_tone, level_type, term
from delvia_desktop.i18n import tr


class Way(NamedTuple):
    """One way in as people read it; `kind` and `record` name what is recorded of it.

    `id` tells the ways of one list apart. `is_open` says whether it works on the day asked,
    `is_pending` that it is planned or invited and may work later, `is_unverified` that it ended and
    was not seen gone.
    """

    id: int
    kind: str
    record: int
    surface: str
    what: str
    who: str
    level: str
    level_tone: str
    state: str
    state_tone: str
    is_open: bool
    since: date | None
    planned_end: date | None
    ended_on: date | None
    asset: int | None = None
    person: int | None = None
    partner: int | None = None
    center: int | None = None
    is_pending: bool = False
    is_unverified: bool = False


def assigned_level(level_type: str, level: Level, *, may_pay_out: bool) -> tuple[str, str]:
    """Return what an assignment allows and its tone; whoever pays out is critical at any level."""
    paying = tr("payouts") if may_pay_out else ""
    words = " · ".join(filter(None, (level_label(level_type, level), paying)))
    return words, "critical" if may_pay_out else level_tone(level_type, level)


def given_level(asset_type: str, surface: str, level: Level, *, may_pay_out: bool) -> str:
    """Return what an asset allows whom it was given to, in the words of the place it is given."""
    kind = level_type(asset_type, surface).code
    return assigned_level(kind, level, may_pay_out=may_pay_out)[0]


def seat_level(role: str, finance_role: str) -> str:
    """Return what a seat allows: its role, and the finance role that comes with it."""
    finance = term("finance_role", finance_role).label
    return " · ".join(filter(None, (term("seat_role", role).label, finance)))


def shop_scope(scope: str, *, is_full: bool, may_pay_out: bool) -> tuple[str, str]:
    """Return what a shop partner may use and its tone."""
    paying = tr("payouts") if may_pay_out else ""
    return (
        " · ".join(filter(None, (tr("All sections") if is_full else scope, paying))),
        "critical" if is_full or may_pay_out else "info",
    )


def code_holder(partner: str, person: str, us: str = "") -> str:
    """Return who may advertise a post with a code; `us` names us where a creator gave it to us."""
    return " · ".join(filter(None, (us or partner, person)))


def code_level() -> tuple[str, str]:
    """Return what a Spark Ads code allows and its tone."""
    return tr("Ads with one post"), "good"
