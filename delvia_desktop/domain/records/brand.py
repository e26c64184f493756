"""The brand whose record this is: the one record that every register has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Kept, Searched
from delvia_desktop.i18n import tr

BrandKey = NewType("BrandKey", int)
THE_BRAND = BrandKey(1)


@dataclass(frozen=True)
class Brand:
    """Whose assets these are, as it stands on every paper."""

    id: BrandKey
    name: Searched[Kept[str]]
    legal_entity: Searched[Kept[str]] = ""


@dataclass(frozen=True)
class BrandDraft:
    """A brand as typed."""

    name: str = ""
    legal_entity: str = ""


def check_brand(draft: BrandDraft, reading: Reading) -> Brand:
    """Check the draft of the brand and return the brand; raises Invalid."""
    brand = Brand(
        THE_BRAND,
        reading.name("name", draft.name, tr("Enter the brand name.")),
        reading.line("legal_entity", draft.legal_entity),
    )
    reading.done()
    return brand
