"""The lists of the place of all access: what each shows, and what begins it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from delvia_desktop.i18n import later
from delvia_desktop.ui.access import access_columns
from delvia_desktop.ui.lists.list_model import Column


@dataclass(frozen=True)
class AccessPart:
    """One of the lists: its name, the kind of its records, its columns, what belongs there.

    `new` is the act that records another; without one they begin in the place that it `leads` to,
    by the button `there`. All texts are marked by `later`.
    """

    list_name: str
    kind: str
    columns: Callable[[], Sequence[Column]]
    empty: str
    what: str
    new: str = ""
    leads: str = ""
    there: str = ""


_TO_PARTNERS, _TO_ASSETS = later("Go to partners"), later("Go to assets")

PARTS = (
    AccessPart(
        "shares",
        "share",
        access_columns.share_columns,
        later("No shares yet"),
        later("A share gives a partner access to an asset. Record it on the partner's page."),
        leads="partners",
        there=_TO_PARTNERS,
    ),
    AccessPart(
        "assignments",
        "assignment",
        access_columns.assignment_columns,
        later("No assignments yet"),
        later("An assignment gives a person access to an asset, in any area."),
        new=later("Assign asset to person…"),
    ),
    AccessPart(
        "seats",
        "seat",
        access_columns.seat_columns,
        later("No seats yet"),
        later("A seat makes a person a member of a Business Center, with a role."),
        new=later("Add seat…"),
    ),
    AccessPart(
        "logins",
        "login",
        access_columns.login_columns,
        later("No logins yet"),
        later("A login says who can sign in to an account or shop, and who holds its mailbox."),
        new=later("Add login…"),
    ),
    AccessPart(
        "spark-codes",
        "spark-code",
        access_columns.spark_code_columns,
        later("No Spark Ads codes yet"),
        later("A Spark Ads code lets someone use a post in ads until the code expires."),
        new=later("Add Spark Ads code…"),
    ),
    AccessPart(
        "shop-partners",
        "shop-partner",
        access_columns.shop_partner_columns,
        later("No shop partners yet"),
        later("A shop partner can work in sections of a shop in Seller Center."),
        new=later("Add shop partner…"),
    ),
    AccessPart(
        "claims",
        "claim",
        access_columns.claim_columns,
        later("No claims yet"),
        later("A claim records how ownership of an asset is transferred to us."),
        leads="assets",
        there=_TO_ASSETS,
    ),
    AccessPart(
        "partnerships",
        "partnership",
        access_columns.partnership_columns,
        later("No partnerships yet"),
        later("A partnership connects a partner's Business Center with ours for a time."),
        leads="partners",
        there=_TO_PARTNERS,
    ),
)
"""The lists in the order of their tabs."""
