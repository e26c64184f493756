"""The lists by the names under which the window counts and the command line prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.lists.rows import ViewRow, Wanted
from delvia_desktop.services.access import (
    assets,
    assignments,
    business_centers,
    claims,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
    templates,
)
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.history import history
from delvia_desktop.services.papers import access_records, acknowledgements
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.reviews import reviews
from delvia_desktop.storage.lists import lists as stored
from delvia_desktop.storage.lists.lists import Listing


def list_views(register: Register, wanted: Wanted) -> Listing[ViewRow]:
    """List the saved views; here because each of them is of one of the lists below."""
    return stored.views(register.store.connection, wanted)


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
    "reviews": reviews.list_reviews,
    "review-lines": reviews.list_review_lines,
    "runs": procedures.list_runs,
    "steps": procedures.list_steps,
    "access-records": access_records.list_access_records,
    "acknowledgements": acknowledgements.list_acknowledgements,
    "evidence": evidence.list_evidence,
    "notes": evidence.list_notes,
    "templates": templates.list_templates,
    "views": list_views,
    "revisions": history.list_revisions,
}
