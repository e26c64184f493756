"""The lists by the names under which the window counts and the command line prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.rows import Wanted
from delvia_desktop.services import access_records, assets, business_centers, partners, shares
from delvia_desktop.services.register import Register

LISTS: Mapping[str, Callable[[Register, Wanted], Any]] = {
    "business-centers": business_centers.list_business_centers,
    "partners": partners.list_partners,
    "assets": assets.list_assets,
    "shares": shares.list_shares,
    "access-records": access_records.list_access_records,
}
