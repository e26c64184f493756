"""What a source says, line by line: texts by the names of columns, each knowing where it stood."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.i18n import tr

OWNER, STATE, PLATFORM = "owner", "state", "platform"
"""What tables of people say in a column of their own, and a record elsewhere: who owns an asset,
whether access is still there, and of which network a row is."""

_REMEMBERED = 100
"""Sets of columns of which the kind is kept: the lines of a table have few."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a line stood: the file or “pasted”, the sheet if it has a name, the row from 1."""

    source: str
    row: int
    sheet: str = ""

    @property
    def table(self) -> tuple[str, str]:
        """The table that the line is of."""
        return self.source, self.sheet

    def words(self) -> str:
        """Return the place for people."""
        if self.sheet:
            return tr("{sheet}, row {row}", sheet=self.sheet, row=self.row)
        return tr("row {row}", row=self.row)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line: its texts as they stood, by the names of columns.

    `kind` is the kind of record that it tells of, empty if its columns have to tell. `by_tiktok`
    marks what TikTok itself says. A line that is `left_out` says why.
    """

    place: SourcePlace
    texts: Mapping[str, str]
    kind: str = ""
    by_tiktok: bool = False
    left_out: str = ""
    part: int = 0
    """Which of the lines that one row was split into, 0 for a whole row."""
    above: Mapping[str, str] = field(default_factory=dict)
    """What stands above blank cells that may mean “the same”."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why the texts of some columns were not read; they are not kept."""


@dataclass(frozen=True)
class SourceScope:
    """Of what a source is complete: every record of a `kind`, narrowed by the rest.

    `partner` and `business_center` are keys, `types` are types of assets; empty means any. With
    `is_incoming` it lists what is shared with us, else what we share.
    """

    kind: str
    partner: int | None = None
    types: frozenset[str] = field(default_factory=frozenset)
    is_incoming: bool = False
    business_center: int | None = None


def kind_told(names: Collection[str], key: str = "") -> str:
    """Return the kind of record that a line with texts in these columns tells of, or nothing."""
    named = key.rpartition(" ")[0]
    return named if named in LISTED else _kind_with(frozenset(names))


@functools.lru_cache(_REMEMBERED)
def _kind_with(has: frozenset[str]) -> str:  # noqa: PLR0911 - one line a kind

    def some(*words: str) -> bool:
        return not has.isdisjoint(words)

    asset = some("asset", "asset_id", "asset_pixel_code")
    partner = some("partner", "partner_id")
    person = some("person", "person_email", "user_id")
    if some("post", "creator"):
        return "spark-code"
    if asset and some("mailbox", "recovery", "two_step"):
        return "login"
    if asset and partner:
        return "shop-partner" if some("scope", "is_full") else "share"
    if asset and person and some("level", "surface", "granted_on"):
        return "assignment"
    if asset:
        return "asset"
    if person:
        return "seat" if some("role", "level", "finance_role", "accepted_on") else "person"
    if partner:
        engaged = some("engagement_start", "engagement_end", "scope_agreed", "contract_ref")
        return "partnership" if engaged else "partner"
    return "business-center" if some("business_center", "business_center_id") else ""


def name_in(texts: Mapping[str, str]) -> str:
    """Return what a line is called before it is known what it means."""
    words = ("asset", "asset_id", "person", "person_email", "partner", "business_center", "post")
    return next((texts[word] for word in words if texts.get(word)), "")


def without_nothing(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that say something: a dash or “n/a” is an empty cell to people."""
    return {
        name: text
        for name, text in texts.items()
        if text.strip().lower() not in _NOTHING and not _RULE.fullmatch(text.strip())
    }


_RULE = re.compile(r":?[-–—=_]{2,}:?")
"""A line that is drawn in a table of text."""

_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "none", "null", "k. a."})
"""What people and programs write where there is nothing."""
