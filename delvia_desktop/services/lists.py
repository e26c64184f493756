"""The lists by the names under which the window counts and the command line prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.rows import Wanted
from delvia_desktop.services import (
    access_records,
    assets,
    assignments,
    business_centers,
    claims,
    history,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
)
from delvia_desktop.services.register import Register

LISTS: Mapping[str, Callable[[Register, Wanted], Any]] = {
    "business-centers": business_centers.list_business_centers,
    "partners": partners.list_partners,
    "partnerships": partnerships.list_partnerships,
    "people": people.list_people,
    "seats": seats.list_seats,
    "assets": assets.list_assets,
    "shares": shares.list_shares,
    "assignments": assignments.list_assignments,
    "logins": logins.list_logins,
    "spark-codes": spark_codes.list_spark_codes,
    "claims": claims.list_claims,
    "shop-partners": shop_partners.list_shop_partners,
    "access-records": access_records.list_access_records,
    "revisions": history.list_revisions,
}
