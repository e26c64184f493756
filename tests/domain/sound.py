"""A small register in which nothing needs attention, to be broken in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.comparisons import TikTokComparison
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import terms

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


_KEPT: dict[str, Any] = {
    "purpose": "Runs campaigns",
    "approved_by": "Mara",
    "granted_on": ago(60),
    "planned_end": ahead(120),
    "confirmed_on": ago(58),
    "last_verified_on": ago(10),
    "evidence_ref": "M-1",
}

CENTER = BusinessCenter(
    1, "Nova", "7123998103425571842", is_own=True, verification_status="VERIFIED", status="ENABLE",
    two_step_scope="ALL", allowlist_scope="ALL", email_domains="nova.example",
)  # fmt: skip
THEIRS = BusinessCenter(2, "Kite", "7123998103425571999")
KITE = Partner(1, "Kite Studio", business_center=2)
PERIOD = Partnership(
    1, 1, 1, engagement_start=ago(90), engagement_end=ahead(120), contract_ref="C-1",
    internal_owner="Mara", requested_on=ago(95), confirmed_on=ago(92),
)  # fmt: skip
ADS = Asset(
    1, "Nova DE", "ADVERTISER", "7123998103425571001", owner_kind=OwnerKind.OURS,
    owner_business_center=1, ownership_confirmed_on=ago(30),
)  # fmt: skip
PROFILE = replace(ADS, id=2, name="@nova", asset_type="TT_ACCOUNT")
SHOP = replace(ADS, id=3, name="Nova Shop", asset_type="TIKTOK_SHOP")
STORE = replace(ADS, id=4, name="Nova Store", asset_type="STOREFRONT")
SHARE = Share(1, 1, 1, ("OPERATOR",), **_KEPT)
PROFILE_SHARE = Share(2, 2, 1, ("POST",), **_KEPT)
MARA = Person(1, "Mara", "OURS", email="mara@nova.example")
LEA = Person(2, "Lea", "OURS", email="lea@nova.example")
JO = Person(3, "Jo", "OURS", email="jo@nova.example")
ADMIN = Seat(1, 1, 1, "ADMIN", "MANAGER", accepted_on=ago(300), last_verified_on=ago(10))
SECOND = Seat(2, 2, 1, "ADMIN", accepted_on=ago(300), last_verified_on=ago(10))
MEMBER = Seat(3, 3, 1, "STANDARD", accepted_on=ago(300), last_verified_on=ago(10))
DUTY = Assignment(1, 1, 3, level=("ANALYST",), **_KEPT)
STAFF = Assignment(
    2, 3, 3, surface="SELLER_CENTER", level=("DELVIA_SC_ORDERS",), may_pay_out=True, **_KEPT
)
KNOWS = Assignment(3, 2, 3, surface="LOGIN", **_KEPT)
LOGIN = Login(
    1,
    2,
    "team@nova.example",
    1,
    "it@nova.example",
    2,
    "ON",
    "NO",
    ago(200),
    last_verified_on=ago(5),
)
SHOP_LOGIN = replace(LOGIN, id=2, asset=3)
CODE = SparkCode(1, "Glow", "@mia", 2, 1, days=365, **{**_KEPT, "planned_end": ahead(200)})
SHOP_PARTNER = ShopPartner(1, 3, 1, "Ads", **_KEPT)
CLAIM = Claim(1, 9, 1, found_on=ago(20))
RUN = Run(1, "ADMIN_HANDOVER", 1, ago(3), person=1, successor=3)
_COVERED = tuple(terms("review_surface"))
_SEEN = datetime(2026, 9, 4, 9, tzinfo=UTC)
STARTED = Review(
    1, "START", ago(80), _SEEN, 4, "Lea", partnership=1, surfaces=_COVERED, closed_on=ago(79),
    next_on=ahead(40),
)  # fmt: skip
WHOLE = Review(
    2, "QUARTERLY", ago(42), _SEEN, 5, "Lea", surfaces=_COVERED, closed_on=ago(40),
    next_on=ahead(50),
)  # fmt: skip
KEPT_LINE = ReviewLine(
    1, 2, "share", 1, "PARTNERS", "Nova DE", "Kite Studio", "Operator", ago(60),
    decision="KEPT", decided_on=ago(41), decided_at=_SEEN, decided_by="Lea",
)  # fmt: skip
COMPARED = TikTokComparison(1, "seat", ago(80))

SOUND: tuple[Any, ...] = (
    CENTER, THEIRS, KITE, PERIOD, ADS, PROFILE, SHOP, STORE, SHARE, PROFILE_SHARE, MARA, LEA, JO,
    ADMIN, SECOND, MEMBER, DUTY, STAFF, KNOWS, LOGIN, SHOP_LOGIN, CODE, SHOP_PARTNER, STARTED,
    WHOLE, KEPT_LINE, COMPARED,
)  # fmt: skip


def picture(
    changes: Iterable[Any] = (),
    without: Iterable[Any] = (),
    on: date = TODAY,
    last_changes: Mapping[tuple[str, int], int] | None = None,
) -> Picture:
    """Return the sound register with records put in or in the place of others, some left out."""
    places: dict[str, dict[int, Any]] = {place: {} for place in PLACES.values()}
    gone = {(type(record), record.id) for record in without}
    for record in (*SOUND, *changes):
        if (type(record), record.id) not in gone:
            places[PLACES[kind_of(record).name]][record.id] = record
    return Picture(
        on=on,
        as_of=datetime(2026, 11, 23, 13, tzinfo=UTC),
        revision=7,
        register_state="ab" * 32,
        brand=Brand(THE_BRAND, "Nova"),
        last_changes=last_changes or {},
        **places,
    )


def situation(*asked: Any, **more: Any) -> Situation:
    """Return the same as rules and checks ask about it."""
    return Situation(picture(*asked, **more))
