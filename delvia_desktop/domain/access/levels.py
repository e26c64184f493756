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
    """Return in words the place of a level: where access was given and must be ended."""
    if kind == "spark-code":
        return tr("Spark Ads code")
    if kind == "shop-partner":
        return tr("Shop partner in Seller Center")
    return tr(surface(surface_code).label)


@said_once
def assigned_level(level_type: str, level: Level, *, may_pay_out: bool) -> tuple[str, str]:
    """Return the level of an assignment in words, with its tone; pay-out is critical."""
    paying = tr("payouts") if may_pay_out else ""
    words = " · ".join(filter(None, (level_label(level_type, level), paying)))
    return words, "critical" if may_pay_out else level_tone(level_type, level)


def given_level(asset_type: str, surface: str, level: Level, *, may_pay_out: bool) -> str:
    """Return the level of an asset given to others, in the words of where it is given."""
    kind = level_type(asset_type, surface).code
    return assigned_level(kind, level, may_pay_out=may_pay_out)[0]


def shop_scope(scope: str, *, is_full: bool, may_pay_out: bool) -> tuple[str, str]:
    """Return the level of a shop partner in words: what it may use, with its tone."""
    paying = tr("payouts") if may_pay_out else ""
    return (
        " · ".join(filter(None, (tr("All sections") if is_full else scope, paying))),
        "critical" if is_full or may_pay_out else "info",
    )


def code_holder(partner: str, person: str, us: str = "") -> str:
    """Return the level of a code in words: who may advertise; `us` if a creator gave it."""
    return " · ".join(filter(None, (us or partner, person)))
