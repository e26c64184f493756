"""A situation: a picture as rules ask about it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from delvia_desktop.domain.access import grants, seats, spark_codes
from delvia_desktop.domain.access.access_states import UNVERIFIED, access_state
from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import OVER as CLAIM_OVER
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import ENDS, OVER, Partnership
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.access.people import OUTSIDERS, Person, has_gone
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.groups import Groups
from delvia_desktop.domain.records.kinds import KINDS, kind_named, references
from delvia_desktop.domain.records.picture import PLACES
from delvia_desktop.domain.records.procedures import ends_partner
from delvia_desktop.i18n import tr

_WAYS = (
    ("seat", "person"),
    ("assignment", "person"),
    ("spark-code", "person"),
    *(("login", field) for field in HOLDERS),
)
"""The kinds by which a person gets in, and their field for the person."""

_TIES = (
    ("partnership", "partner", "partner"),
    ("login", "asset", "asset"),
    ("claim", "asset", "asset"),
    *((kind, field, "person") for kind, field in _WAYS),
)
"""Kinds that say what a partner, an asset or a person is to us: their field for it, its kind."""

_ACROSS = (("partner", "partnership", "partner"), ("person", "seat", "person"))
"""What is looked at as a whole by rules about a part of it: its kind, theirs, their field for it.

A rule about one seat asks where else its person is in, one about one period what is left of any.
"""

_KEPT_WITH = frozenset({"attachment", "note"})
"""Kinds that name their record by its kind and number."""

GRANTS = ("share", "assignment", "spark-code", "shop-partner")
"""The kinds that give access and have the dates of a grant."""


class Situation(Groups):
    """A picture as rules ask about it; nothing in it changes."""

    # What rules ask about often

    def asset(self, record: Any) -> Asset:  # noqa: ANN401 - a grant, a login or a claim
        """Return the asset that a record is about."""
        return self.picture.assets[record.asset]

    def partner_of(self, share: Share) -> Partner:
        """Return the partner of a share."""
        return self.picture.partners[self.picture.partnerships[share.partnership].partner]

    def is_connected(self, period: Partnership) -> bool:
        """Tell whether a partnership is not over."""
        return partnership_state_on(period, self.on) not in OVER

    def current(self, partner: int | None) -> Partnership | None:
        """Return the newest partnership with a partner."""
        periods = self.of("partnership", "partner", partner)
        return max(periods, key=lambda period: period.id, default=None)

    def was_removed(self, partner: int | None) -> bool:
        """Tell whether a partner was connected once and is not any more."""
        periods = self.of("partnership", "partner", partner)
        return bool(periods) and not any(self.is_connected(period) for period in periods)

    def is_ending(self, partner: int | None) -> bool:
        """Tell whether a partner goes or has gone: by its dates, or by a procedure in progress."""
        period = self.current(partner)
        if period is not None and partnership_state_on(period, self.on) in ENDS:
            return True
        return any(ends_partner(run) for run in self.of("run", "partner", partner))

    def has_left(self, person: Person) -> bool:
        """Tell whether a person is gone on the day; `left_on` is the first day away."""
        return has_gone(person, self.on)

    def is_outsider(self, person: Person) -> bool:
        """Tell whether a person is known not to be employed by us."""
        return person.employer in OUTSIDERS

    def open_claim(self, asset: Asset) -> Claim | None:
        """Return the claim of an asset that is not over."""
        claims = self.of("claim", "asset", asset.id)
        return next((c for c in claims if claim_state_on(c, self.on) not in CLAIM_OVER), None)

    def seated(self, center: int) -> list[seats.Seat]:
        """Return the seats that work there, without those of people who left: they do not act."""
        people, found = self.picture.people, self.opened_of("seat", "business_center", center)
        return [seat for seat in found if not self.has_left(people[seat.person])]

    def owned(self) -> frozenset[int]:
        """Return the assets that are ours."""
        assets = self.picture.assets
        return self.once(
            "owned",
            lambda: frozenset(a.id for a in assets.values() if a.owner_kind == OwnerKind.OURS),
            "asset",
        )

    def has_own_center(self) -> bool:
        """Tell whether a Business Center of ours is recorded."""
        centers = self.picture.business_centers
        return self.once(
            "own center",
            lambda: any(center.is_own for center in centers.values()),
            "business-center",
        )

    def grounds(self) -> tuple[bool, ...]:
        """Return what is there to begin with: without it next steps lead to recording it first."""
        return self.has_own_center(), bool(self.picture.assets), bool(self.picture.people)

    def has_evidence(self, kind: str, key: int) -> bool:
        """Tell whether a file is kept with a record."""
        kept = self.picture.attachments
        proved = self.once(
            "proved",
            lambda: frozenset((each.subject_kind, each.subject) for each in kept.values()),
            "attachment",
        )
        return (kind, key) in proved

    def awaits_signature(self, paper: AccessRecord) -> bool:
        """Tell whether an issued paper counts and nothing signed is kept with it.

        Evidence of any sort was all there was before acknowledgements were recorded.
        """
        return not (
            self.of("access-record", "supersedes", paper.id)
            or self.of("acknowledgement", "access_record", paper.id)
            or self.has_evidence("access-record", paper.id)
        )

    def is_overtaken(self, paper: AccessRecord) -> bool:
        """Tell whether the end of a partner is what counts, and no other version of its paper.

        An access record that changed is not printed again once the partner goes.
        """
        if paper.partner is None:
            return False
        if paper.kind == "partner" and self.is_ending(paper.partner) and self.changed_since(paper):
            return True
        return any(
            later.kind == "offboarding" and later.revision > paper.revision
            for later in self.of("access-record", "partner", paper.partner)
        )

    def changed_since(self, paper: AccessRecord) -> tuple[Name, ...]:
        """Return what a paper about a partner tells of and was changed since it was issued."""
        if paper.partner is None:
            return ()
        last = self.picture.last_changes
        return tuple(
            name for name in self._told_on(paper.partner) if last.get(name, 0) > paper.revision
        )

    def _told_on(self, key: PartnerKey) -> Iterable[Name]:
        """Return the records that a paper about a partner tells of, each once."""
        partner = self.picture.partners[key]
        periods: list[Partnership] = self.of("partnership", "partner", key)
        shares: list[Share] = [s for p in periods for s in self.of("share", "partnership", p.id)]
        named = [s.asset for s in shares if grants.is_open(s, self.on)]
        centers = [partner.business_center, *(period.business_center for period in periods)]
        return dict.fromkeys(
            (
                ("partner", int(key)),
                *(("partnership", int(period.id)) for period in periods),
                *(("share", int(share.id)) for share in shares),
                *(("asset", int(asset)) for asset in named),
                *(("business-center", int(center)) for center in centers if center is not None),
            )
        )

    def called(self, grant: Any) -> str:  # noqa: ANN401 - a share, an assignment, a code …
        """Return what a grant is called: what is given, and to whom."""
        picture = self.picture
        if isinstance(grant, spark_codes.SparkCode):
            return tr("the code for “{post}”", post=grant.post)
        asset = self.asset(grant).name
        if isinstance(grant, Share):
            who = self.partner_of(grant).name
        elif isinstance(grant, Assignment):
            who = picture.people[grant.person].name
        else:
            who = picture.partners[grant.partner].name
        return tr("“{asset}” for {who}", asset=asset, who=who)

    def open_shares(self, partner: int | None, *, is_incoming: bool = False) -> list[Share]:
        """Return the shares with a partner that work on the day, over all its periods."""
        return [
            share
            for period in self.of("partnership", "partner", partner)
            for share in self.opened_of("share", "partnership", period.id)
            if share.is_incoming == is_incoming
        ]

    def count_shares(self, partner: int) -> int:
        """Return how many shares with a partner work on the day, in either direction."""
        return sum(
            len(self.opened_of("share", "partnership", period.id))
            for period in self.of("partnership", "partner", partner)
        )

    def access_of(self, partner: int | None = None, person: int | None = None) -> list[Any]:
        """Return what gives or gave access to a partner and its people, or to a person, each once.

        Of logins it is what they hold; who knows the password is an assignment.
        """
        people = [each.id for each in self.of("person", "partner", partner)]
        periods = [each.id for each in self.of("partnership", "partner", partner)]
        sought = (
            *(("share", "partnership", key) for key in periods),
            ("shop-partner", "partner", partner),
            ("spark-code", "partner", partner),
            *((*way, key) for key in (*people, person) for way in _WAYS),
        )
        found = (record for each in sought for record in self.of(*each))
        return list({(type(record), record.id): record for record in found}.values())

    def open_ways(self, person: int) -> list[Any]:
        """Return everything of a person that works on the day, also what is held of logins."""
        return [each for each in self.access_of(person=person) if self.is_open(each)]

    def unverified_ways(self, person: int) -> list[Any]:
        """Return everything of a person that has ended and was not seen gone in TikTok."""
        return [each for each in self.access_of(person=person) if self.is_unverified(each)]

    def unverified_of(self, partner: int) -> list[Any]:
        """Return everything of a partner and its people that ended and was not seen gone."""
        return [each for each in self.access_of(partner) if self.is_unverified(each)]

    def still_active_of(self, partner: int) -> list[Any]:
        """Return everything of a partner and its people that works on the day, but no mailboxes.

        With what `unverified_of` returns it is all that is left of them, whatever is revoked.
        """
        found = self.access_of(partner)
        return [each for each in found if not isinstance(each, Login) and self.is_open(each)]

    def is_unverified(self, record: Any) -> bool:  # noqa: ANN401 - whatever gives access
        """Tell whether what gives access has ended and was not seen gone in TikTok."""
        return not isinstance(record, Login) and access_state(record, self.on) in UNVERIFIED

    # What belongs together

    def around(self, touched: Iterable[Name]) -> set[Name]:
        """Return what must be asked again after records were touched.

        These are the records themselves, all that refers to them, and all that any of those refers
        to: a rule about a record looks no further, but for one about a part of a partner or of a
        person, which looks at all of it. A partner, an asset or a person counts as touched itself
        when what ties it to us was. A reference that an act changed leads to the new record in the
        situation after the act and to the former one in that before it: ask both.
        """
        names = list(touched)
        below = self.below([*names, *(tied for name in names for tied in self._tied(name))])
        found: set[Name] = set()
        waiting = list(below)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self._referred(name))
        return found | {
            (kind, part.id)
            for whole, kind, field in _ACROSS
            for of, key in found
            if of == whole
            for part in self.of(kind, field, key)
        }

    def below(self, names: Iterable[Name]) -> set[Name]:
        """Return records with all that refers to them, directly or through others."""
        found: set[Name] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self._referring(name))
        return found

    def _tied(self, name: Name) -> list[Name]:
        record = self.all(name[0]).get(name[1]) if name[0] in PLACES else None
        keys = ((tied, getattr(record, f)) for of, f, tied in _TIES if record and of == name[0])
        return [(kind, key) for kind, key in keys if key is not None]

    def _referring(self, name: Name) -> list[Name]:
        return [
            (kind, record.id)
            for kind, field in _referring(name[0])
            for record in self.of(kind, field, name[1])
        ]

    def _referred(self, name: Name) -> list[Name]:
        known = kind_named(name[0])
        record = self.all(name[0]).get(name[1]) if name[0] in PLACES else None
        if known is None or record is None:
            return []
        if name[0] in _KEPT_WITH:
            return [(record.subject_kind, record.subject)]
        keys = ((kind.name, getattr(record, field)) for field, kind in references(known).items())
        return [(kind, key) for kind, key in keys if key is not None and kind in PLACES]


@functools.cache
def _referring(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the kinds and fields that refer to records of a kind."""
    return tuple(
        (other.name, field)
        for other in KINDS
        if other.name in PLACES
        for field, target in references(other).items()
        if target.name == kind
    )
