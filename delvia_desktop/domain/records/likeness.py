"""Records that are likely one and the same, typed twice: pairs, the surest first, with the reason.

Each record has keys: its IDs, its address, its name in some spellings, and its name with one letter
left out of a long word. Two names that differ by one slip have such a key in common, so that no
record is compared with all others. A number or a short word that differs makes two names of two
things: “Nova UK” and “Nova US”, “Ads 1” and “Ads 2”.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple, get_args

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.records.groups import Groups
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.words.addresses import clean_address
from delvia_desktop.domain.words.text import spellings
from delvia_desktop.i18n import tr

Mergeable = Partner | Person | Asset | BusinessCenter
"""A record of which two can be merged into one."""

MERGED = tuple(kind_of(each).name for each in get_args(Mergeable))
"""The kinds of these records."""

_WORDS = re.compile(r"[^\W_]+")
_LONG = 5
"""Letters of a word from which on one of them may be a slip."""

_MANY = 2000
"""Records of a kind up to which slips in their names are sought."""

_SMALL = frozenset(
    {
        *("ab", "ag", "agency", "aps", "as", "bv", "co", "gmbh", "group", "inc", "kg", "limited"),
        *("llc", "ltd", "nv", "oy", "plc", "sa", "sarl", "spa", "srl", "ug"),
    }
)
"""Words of the name of an organisation that some people type and others leave out."""


class WhyAlike(IntEnum):
    """Why two records are likely one, the surest first."""

    SAME_ID = 0
    SAME_EMAIL = 1
    SAME_NAME = 2
    SIMILAR_NAME = 3

    @property
    def words(self) -> str:
        """The reason as people read it."""
        return {
            WhyAlike.SAME_ID: tr("Same ID"),
            WhyAlike.SAME_EMAIL: tr("Same email address"),
            WhyAlike.SAME_NAME: tr("Same name"),
            WhyAlike.SIMILAR_NAME: tr("Similar name"),
        }[self]


class Twins(NamedTuple):
    """Two records of a kind that are likely one, by their keys, the older one first."""

    reason: WhyAlike
    first: int
    second: int


def twins(groups: Groups, kind: str) -> tuple[Twins, ...]:
    """Return the records of a kind of `MERGED` that are likely one, the surest pairs first."""

    def found() -> tuple[Twins, ...]:
        records = groups.all(kind)
        ids = {key: frozenset(_ids(groups, record)) for key, record in records.items()}
        first_of: dict[tuple[WhyAlike, str, str], int] = {}
        reasons: dict[tuple[int, int], WhyAlike] = {}
        with_slips = len(records) <= _MANY
        for key, record in records.items():
            slips = _slips(record.name) if with_slips else ()
            alike = ((WhyAlike.SIMILAR_NAME, text) for text in slips)
            for reason, text in chain(_keys(record, ids[key]), alike):
                first = first_of.setdefault((reason, getattr(record, "asset_type", ""), text), key)
                pair = (first, key)
                if first != key and _may_be_one(groups, kind, pair, ids, reason):
                    reasons[pair] = min(reason, reasons.get(pair, reason))
        return tuple(sorted(Twins(reason, *pair) for pair, reason in reasons.items()))

    return groups.once(f"twins/{kind}", found, kind, "business-center")


def twin_of(groups: Groups, kind: str, key: int) -> Twins | None:
    """Return the pair of which a record is the newer one, the surest if there are several."""

    def found() -> dict[int, Twins]:
        return {pair.second: pair for pair in reversed(twins(groups, kind))}

    return groups.once(f"twin of/{kind}", found, kind, "business-center").get(key)


def _may_be_one(
    groups: Groups,
    kind: str,
    pair: tuple[int, int],
    ids: Mapping[int, frozenset[str]],
    why: WhyAlike,
) -> bool:
    """Tell whether two records may be one, by what else is recorded of them.

    What has another ID on TikTok is something else there; but an organisation that is recorded
    twice may have moved to another Business Center. Two people of one name with other addresses
    and employers are two.
    """
    one, other = (ids[key] for key in pair)
    if one and other and one.isdisjoint(other):
        return kind in {"partner", "business-center"} and why == WhyAlike.SAME_NAME
    if kind != "person" or why <= WhyAlike.SAME_EMAIL:
        return True
    first, second = (groups.get(kind, key) for key in pair)
    has_both = bool(first.email) and bool(second.email)
    return not has_both or (first.employer, first.partner) == (second.employer, second.partner)


def _ids(groups: Groups, record: Any) -> Iterator[str]:  # noqa: ANN401 - a record of MERGED
    center = groups.get("business-center", getattr(record, "business_center", None)) or record
    fields = ("bc_id", "user_id", "asset_id", "pixel_code", "shop_code")
    yield from filter(str.isalnum, (getattr(center, field, "") for field in fields))
    yield from (former.number for former in getattr(center, "former_ids", ()))


def _keys(record: Any, ids: frozenset[str]) -> Iterator[tuple[WhyAlike, str]]:  # noqa: ANN401
    for number in ids:
        yield WhyAlike.SAME_ID, number
    email = getattr(record, "email", "")
    if "@" in email and not email.startswith("…"):  # a masked one has its domain or nothing
        yield WhyAlike.SAME_EMAIL, clean_address(email).casefold()
    for text in _names(record.name):
        yield WhyAlike.SAME_NAME, text


@functools.lru_cache(maxsize=10 * _MANY)
def _names(name: str) -> tuple[str, ...]:
    """Return a name in its spellings; the order of words and blanks between them do not count."""
    found = []
    for words, spelled in _words(name):
        found += ["".join(words), "".join(_WORDS.findall(spelled))]
    return tuple(filter(None, dict.fromkeys(found)))


@functools.lru_cache(maxsize=_MANY)
def _slips(name: str) -> tuple[str, ...]:
    """Return a name with one letter left out of a long word, in all ways."""
    found: dict[str, None] = {}
    for words, _ in _words(name):
        for place, word in enumerate(words):
            if len(word) < _LONG - 1 or any(letter.isdigit() for letter in word):
                continue
            lefts = range(len(word) if len(word) >= _LONG else 0)
            for typed in (word, *(word[:left] + word[left + 1 :] for left in lefts)):
                found[_without(words, place, typed)] = None
    return tuple(found)


def _words(name: str) -> Iterator[tuple[list[str], str]]:
    for spelled in spellings(name)[:2]:
        words = sorted(_WORDS.findall(spelled))
        yield [word for word in words if word not in _SMALL] or words, spelled


def _without(words: list[str], place: int, word: str) -> str:
    """Return the key of words of which one is as it may have been typed."""
    return " ".join((*words[:place], *words[place + 1 :], f"~{word}"))
