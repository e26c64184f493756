"""Templates: what an engagement of a sort usually needs, by asset type and level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from delvia_desktop.domain.vocabulary import Level

TemplateKey = NewType("TemplateKey", int)


@dataclass(frozen=True)
class TemplateLine:
    """One asset type and the level at which an engagement of this sort needs it."""

    asset_type: str
    level: Level = ()


@dataclass(frozen=True)
class Template:
    """A named set of asset types, levels and dates; `days` and `review_days` count from its start.

    A number of days that is 0 is not set.
    """

    id: TemplateKey
    name: str
    lines: tuple[TemplateLine, ...] = ()
    days: int = 0
    review_days: int = 0
    purpose: str = ""
    note: str = ""
