"""The words for what access allows and where it was given, on every surface."""

from __future__ import annotations

from delvia_desktop.domain.words.vocabulary import (
    Level,
    level_label,
    level_tone,
    level_type,
    surface,
)
from delvia_desktop.i18n import said_once, tr


def place_words(kind: str, surface_code: str = "") -> str:
    """Return where access of a kind was given and must be ended."""
    if kind == "spark-code":
        return tr("Spark Ads code")
    if kind == "shop-partner":
        return tr("Shop partner in Seller Center")
    return tr(surface(surface_code).label)


@said_once
def assigned_level(level_type: str, level: Level, *, may_pay_out: bool) -> tuple[str, str]:
    """Return what an assignment allows and its tone; whoever pays out is critical at any level."""
    paying = tr("payouts") if may_pay_out else ""
    words = " · ".join(filter(None, (level_label(level_type, level), paying)))
    return words, "critical" if may_pay_out else level_tone(level_type, level)


def given_level(asset_type: str, surface: str, level: Level, *, may_pay_out: bool) -> str:
    """Return what an asset allows whom it was given to, in the words of the place it is given."""
    kind = level_type(asset_type, surface).code
    return assigned_level(kind, level, may_pay_out=may_pay_out)[0]


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
