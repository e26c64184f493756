"""A picture: the whole register on a day as of a moment, frozen, for papers and exports."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment, AssignmentKey
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.claims import Claim, ClaimKey
from delvia_desktop.domain.access.logins import Login, LoginKey
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipKey
from delvia_desktop.domain.access.people import Person, PersonKey, as_on
from delvia_desktop.domain.access.seats import Seat, SeatKey
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.access.shop_partners import ShopPartner, ShopPartnerKey
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkCodeKey
from delvia_desktop.domain.evidence.evidence import Attachment, AttachmentKey, Note, NoteKey
from delvia_desktop.domain.records.acceptances import Acceptance, AcceptanceKey
from delvia_desktop.domain.records.access_records import AccessRecord, AccessRecordKey
from delvia_desktop.domain.records.acknowledgements import Acknowledgement, AcknowledgementKey
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.comparisons import (
    ComparisonKey,
    ComparisonLine,
    ComparisonLineKey,
    TikTokComparison,
)
from delvia_desktop.domain.records.letterheads import Letterhead, LetterheadKey
from delvia_desktop.domain.records.overlay import laid_over
from delvia_desktop.domain.records.paper_changes import is_news
from delvia_desktop.domain.records.procedures import Run, RunKey, Step, StepKey
from delvia_desktop.domain.records.reviews import Review, ReviewKey, ReviewLine, ReviewLineKey
from delvia_desktop.domain.records.thresholds import Threshold, ThresholdKey, value_of
from delvia_desktop.i18n import tr

PLACES: Mapping[str, str] = {
    "business-center": "business_centers",
    "partner": "partners",
    "partnership": "partnerships",
    "person": "people",
    "seat": "seats",
    "asset": "assets",
    "share": "shares",
    "assignment": "assignments",
    "login": "logins",
    "spark-code": "spark_codes",
    "shop-partner": "shop_partners",
    "claim": "claims",
    "attachment": "attachments",
    "note": "notes",
    "access-record": "access_records",
    "acknowledgement": "acknowledgements",
    "letterhead": "letterheads",
    "threshold": "thresholds",
    "acceptance": "acceptances",
    "review": "reviews",
    "review-line": "review_lines",
    "run": "runs",
    "step": "steps",
    "comparison": "comparisons",
    "comparison-line": "comparison_lines",
}
"""Where a picture has the records of each kind."""


class PictureHead(NamedTuple):
    """Of which moment a picture tells: its last revision, when that was, and its digest."""

    as_of: datetime
    revision: int
    register_state: str


@dataclass(frozen=True)
class Picture:
    """Everything recorded, by key.

    `on` is the day the questions are about; `as_of` the moment of the last revision known,
    `revision` its number and `register_state` its digest.
    """

    on: date
    as_of: datetime
    revision: int
    register_state: str
    brand: Brand
    business_centers: Mapping[BusinessCenterKey, BusinessCenter]
    partners: Mapping[PartnerKey, Partner]
    partnerships: Mapping[PartnershipKey, Partnership]
    people: Mapping[PersonKey, Person]
    seats: Mapping[SeatKey, Seat]
    assets: Mapping[AssetKey, Asset]
    shares: Mapping[ShareKey, Share]
    assignments: Mapping[AssignmentKey, Assignment]
    logins: Mapping[LoginKey, Login]
    spark_codes: Mapping[SparkCodeKey, SparkCode]
    shop_partners: Mapping[ShopPartnerKey, ShopPartner]
    claims: Mapping[ClaimKey, Claim]
    attachments: Mapping[AttachmentKey, Attachment]
    notes: Mapping[NoteKey, Note]
    access_records: Mapping[AccessRecordKey, AccessRecord]
    acknowledgements: Mapping[AcknowledgementKey, Acknowledgement]
    letterheads: Mapping[LetterheadKey, Letterhead]
    thresholds: Mapping[ThresholdKey, Threshold]
    acceptances: Mapping[AcceptanceKey, Acceptance]
    reviews: Mapping[ReviewKey, Review]
    review_lines: Mapping[ReviewLineKey, ReviewLine]
    runs: Mapping[RunKey, Run]
    steps: Mapping[StepKey, Step]
    comparisons: Mapping[ComparisonKey, TikTokComparison]
    comparison_lines: Mapping[ComparisonLineKey, ComparisonLine]
    last_changes: Mapping[tuple[str, int], int] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )
    """The last revision that changed what a printed paper tells of a record, by kind and id."""

    def __post_init__(self) -> None:
        """Let each person be with the employer of the day."""
        moved = {key: as_on(p, self.on) for key, p in self.people.items() if p.moved_on is not None}
        if moved:
            object.__setattr__(self, "people", laid_over(self.people, moved))

    def after(self, head: PictureHead, changed: Mapping[tuple[str, int], Any]) -> Picture:
        """Return the picture after an act: `changed` has the record of each name, None if gone.

        The records of a kind stay in the order of their keys, as if all were read anew.
        """
        places: dict[str, dict[int, Any]] = {}
        for (kind, key), record in changed.items():
            if kind != "brand" and kind in PLACES:
                places.setdefault(PLACES[kind], {})[key] = record
        kept: dict[str, Any] = {
            name: laid_over(getattr(self, name), found) for name, found in places.items()
        }
        brand = changed.get(("brand", int(THE_BRAND))) or self.brand
        news = [name for name, record in changed.items() if self._is_news(name, record)]
        last = laid_over(self.last_changes, dict.fromkeys(news, head.revision))
        return replace(self, **kept, brand=brand, last_changes=last, **head._asdict())

    def _is_news(self, name: tuple[str, int], record: object) -> bool:
        kind, key = name
        before = getattr(self, PLACES[kind]).get(key) if kind in PLACES else None
        return is_news(kind, before, record)

    def limit(self, code: str) -> int:
        """Return the number that counts for a threshold: the brand's own or the usual one."""
        return value_of(code, self.thresholds.values())

    @functools.cached_property
    def shares_of_partner(self) -> Mapping[PartnerKey, tuple[Share, ...]]:
        """What we share, by partner, over all periods, in the order in which it was recorded."""
        return self._by_partner(share for share in self.shares.values() if not share.is_incoming)

    @functools.cached_property
    def received_from(self) -> Mapping[PartnerKey, tuple[Share, ...]]:
        """What is shared with us, by partner, over all periods."""
        return self._by_partner(share for share in self.shares.values() if share.is_incoming)

    def _by_partner(self, shares: Iterable[Share]) -> Mapping[PartnerKey, tuple[Share, ...]]:
        grouped: dict[PartnerKey, list[Share]] = {}
        for share in shares:
            grouped.setdefault(self.partnerships[share.partnership].partner, []).append(share)
        return {partner: tuple(found) for partner, found in grouped.items()}

    def owner_center(self, asset: Asset) -> BusinessCenterKey | None:
        """Return the Business Center that owns an asset, None where none is known."""
        if asset.owner_partner is not None:
            return self.partners[asset.owner_partner].business_center
        return asset.owner_business_center

    def owner_name(self, asset: Asset) -> str:
        """Return who owns an asset, as people read it."""
        if asset.owner_kind == OwnerKind.OURS and asset.owner_business_center is not None:
            return self.business_centers[asset.owner_business_center].name
        if asset.owner_kind == OwnerKind.PARTNER and asset.owner_partner is not None:
            return self.partners[asset.owner_partner].name
        if asset.owner_kind == OwnerKind.PERSON:
            return asset.owner_person
        return tr("Unknown")
