"""Whether an access still reads as the words that a review froze of it, asked of its columns."""

from __future__ import annotations

import json

from delvia_desktop.domain.access.levels import given_level, shop_scope
from delvia_desktop.domain.reviews.lines import level_words
from delvia_desktop.domain.words.vocabulary import term


def reads_as(frozen: str, asset_type: str, place: str, value: str, flags: int) -> bool:
    """Tell whether a level still reads as in frozen words, for SQL (`work_queries`).

    `value` is a level as JSON in a `place`, which is a surface of an asset type. Else it is a code
    of the terms that `place` names, or without one the sections of a shop partner. `flags` are 1
    for payouts and 2 for all sections.
    """
    may_pay_out = bool(flags & 1)
    if asset_type:
        now = given_level(asset_type, place, tuple(json.loads(value)), may_pay_out=may_pay_out)
    elif place:
        now = term(place, value).label
    else:
        now, _ = shop_scope(value, is_full=bool(flags & 2), may_pay_out=may_pay_out)
    return level_words(frozen) == now
