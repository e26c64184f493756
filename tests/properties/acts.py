"""Random acts of every kind, for properties over registers as people make them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.assignments import Assignment, AssignmentDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.claim_steps import STEPS as CLAIM_STEPS
from delvia_desktop.domain.access.claims import Claim, ClaimDraft
from delvia_desktop.domain.access.grant_steps import STEPS as GRANT_STEPS
from delvia_desktop.domain.access.logins import Login, LoginDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft, draft_of
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.seat_steps import STEPS as SEAT_STEPS
from delvia_desktop.domain.access.seat_steps import RoleDraft
from delvia_desktop.domain.access.seats import Seat, SeatDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartner, ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkCodeDraft
from delvia_desktop.domain.access.statuses import StatusDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.plans.lines import SourceScope
from delvia_desktop.domain.procedures.plans import procedures
from delvia_desktop.domain.procedures.steps import RunDraft, TakenDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.domain.records.letterheads import LetterheadDraft
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewKind, ReviewLine
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.services.access import (
    assets,
    assignments,
    business_centers,
    claims,
    grants,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
)
from delvia_desktop.services.papers import letterheads
from delvia_desktop.services.plans.comparisons import keep_comparison
from delvia_desktop.services.plans.planning import make_plan
from delvia_desktop.services.procedures import onboarding
from delvia_desktop.services.procedures import procedures as runs
from delvia_desktop.services.procedures.onboarding import AgencyDraft
from delvia_desktop.services.register import register
from delvia_desktop.services.reviews import reviews
from delvia_desktop.storage.tables.layout import table_name

TODAY = date(2026, 11, 23)
TYPES = [
    "ADVERTISER",
    "ADVERTISER",
    "TT_ACCOUNT",
    "PIXEL",
    "AUDIENCE",
    "TIKTOK_SHOP",
    "STOREFRONT",
    "DOMAIN",
]
LEVELS = [
    ("ANALYST",), ("OPERATOR",), ("ADMIN",), ("POST",), ("POST", "LIVE"), (), ("MANAGER",),
    ("PUBLISH_VIDEO_ADS_ONLY", "SHOWCASE"),
]  # fmt: skip
NAMES = ["Nova", "نوفا", "ノヴァ", "โนวา", "Łódź <b>", "R&D “x”", "a\u200fb"]


def act(opened, rng: random.Random) -> None:
    """Do one random act that may well be refused."""

    def day() -> str:
        return (
            (TODAY - timedelta(days=rng.randint(0, 300))).isoformat() if rng.random() < 0.9 else ""
        )

    any_of = partial(_any, opened, rng)

    name = f"{rng.choice(NAMES)} {rng.randint(1, 10_000)}"
    number = str(rng.randint(6 * 10**18, 8 * 10**18 - 1))
    step = StepDraft(on=day(), by=name, reason=name)
    share, partnership, asset = any_of(Share), any_of(Partnership), any_of(Asset)
    center, partner = any_of(BusinessCenter), any_of(Partner)
    ours = any_of(BusinessCenter, is_own=1)
    level, kind = rng.choice(LEVELS), rng.choice(TYPES)
    choices = [
        (
            business_centers.record_business_center,
            BusinessCenterDraft(name=name, bc_id=number, is_own=rng.random() < 0.7),
        ),
        (partners.record_partner, PartnerDraft(name=name, bc_id=rng.choice(["", number]))),
    ]
    if center and partner:
        choices.append(
            (
                partnerships.record_partnership,
                partner,
                PartnershipDraft(ours and ours.id, day(), engagement_end=day(), requested_on=day()),
            )
        )
        choices.append((partners.delete_partner, partner))
    if center:
        ours = {"owner_kind": "OWNER_BC", "owner_business_center": center.id}
        draft = AssetDraft(name=name, asset_type=kind, asset_id=number, **ours)
        choices += [(assets.record_asset, draft)] * 3
        choices += [(onboarding.add_agency, agency_draft(opened, rng, name, number, day))] * 2
    if asset and partner:
        owner = rng.choice(["OWNER_PARTNER", "UNKNOWN"])
        choices.append(
            (assets.record_ownership, asset, OwnershipDraft(owner, owner_partner=partner.id))
        )
        choices.append((assets.delete_asset, asset))
    if asset and partnership:
        draft = ShareDraft(asset.id, partnership.id, level, granted_on=day(), planned_end=day())
        choices += [(shares.record_share, draft)] * 5
    if partnership:
        choices += [
            (partnerships.take_step, partnership, name, step)
            for name in ("confirm", "begin", "end", "close")
        ]
    look = LetterheadDraft(rng.choice(["", "#063", "#FFF"]), rng.choice(["A4", "LETTER"]))
    choices.append((letterheads.set_letterhead, look))
    if share:
        choices += [
            (shares.take_step, share, name, step)
            for name in ("grant", "confirm", "verify", "revoke", "gone")
        ]
        change = LevelDraft(level, day(), rng.choice(["", TODAY.isoformat()]), name)
        choices += [(shares.raise_share, share, change), (shares.lower_share, share, change)]
        choices.append((shares.delete_share, share))
    if rng.random() < 0.15:
        opened.undo() if rng.random() < 0.6 else opened.redo()
        return
    if rng.random() < 0.05:
        opened.revert(rng.randint(1, max(opened.revision, 1)))
        return
    shown = _tiktok_choices(opened, rng, name, number, day)
    more = _people_choices(opened, rng, name, day)
    work = _work_choices(opened, rng, name, step)
    kind = rng.random()
    rest = shown if kind < 0.7 else choices
    opened.perform(*rng.choice(more if kind < 0.4 else work if kind < 0.55 else rest))


def agency_draft(opened, rng: random.Random, name: str, number: str, day) -> AgencyDraft:
    """An agency as somebody typed it in four steps, of which some left things out."""
    center = _any(opened, rng, BusinessCenter, is_own=1)
    owned = opened.records.select(Asset, owner_kind="OWNER_BC")
    chosen = rng.sample(owned, min(len(owned), rng.randint(0, 3)))
    granted = day()
    return AgencyDraft(
        PartnerDraft(name=name, bc_id=number),
        PartnershipDraft(
            center.id if center else None,
            requested_on=rng.choice(["", TODAY.isoformat()]),
            scope_agreed=rng.choice(["", "Ads"]),
        ),
        tuple(ShareDraft(each.id, level=rng.choice(LEVELS), granted_on=granted) for each in chosen),
        frozenset(each.id for each in chosen if granted and rng.random() < 0.5),
        StepDraft(on="today", by=name),
        name,
    )


def _any(opened, rng: random.Random, kind, **where):
    """Return any record of a kind with such values, None if there is none."""
    found = opened.records.select(kind, **where)
    return rng.choice(found) if found else None


_REFERENCES = (
    (Login, LoginDraft, logins.change_login, {
        "asset": Asset, "mailbox_holder": Person, "recovery_holder": Person}),
    (Person, PersonDraft, people.change_person, {"partner": Partner}),
    (Seat, SeatDraft, seats.change_seat, {"person": Person, "business_center": BusinessCenter}),
    (Assignment, AssignmentDraft, assignments.change_assignment, {
        "asset": Asset, "person": Person}),
    (Claim, ClaimDraft, claims.change_claim, {"asset": Asset, "business_center": BusinessCenter}),
    (Partnership, PartnershipDraft, partnerships.change_partnership, {
        "business_center": BusinessCenter}),
)  # fmt: skip
"""What can be corrected so that it refers to another record: its draft, the act, its fields."""


def changed_reference(opened, rng: random.Random) -> tuple | None:
    """Correct whom or what a record names: another holder, another person, another asset."""
    kind, draft, change, fields = rng.choice(_REFERENCES)
    before, field = _any(opened, rng, kind), rng.choice(list(fields))
    other = _any(opened, rng, fields[field])
    if before is None or other is None:
        return None
    more = {"employer": "PARTNER"} if kind is Person else {}
    return change, before, replace(typed(before, draft), **{field: other.id, **more})


def _tiktok_choices(opened, rng: random.Random, name: str, number: str, day) -> list[tuple]:
    """What TikTok shows beside names: other ids, statuses, codes of shops, who else gives."""

    any_of = partial(_any, opened, rng)

    center, partner, asset = any_of(BusinessCenter), any_of(Partner), any_of(Asset)
    kind = rng.choice(["AGENCY", "SUBSIDIARY"])
    choices: list[tuple] = [
        (partners.record_partner, PartnerDraft(name=name, kind=kind, bc_id=number))
    ]
    if partner:
        theirs = opened.records.find(BusinessCenter, id=partner.business_center)
        old = theirs.bc_id if theirs else number[::-1]
        draft = replace(draft_of(partner, theirs), bc_id=number, former_ids=f"{old} until {day()}")
        choices.append((partners.change_partner, partner, draft))
    if center:
        status = StatusDraft(rng.choice(list(terms("bc_status"))), day())
        choices.append((business_centers.record_status, center, status))
        shop = AssetDraft(
            name, "TIKTOK_SHOP", number, owner_kind="OWNER_BC", owner_business_center=center.id,
            shop_code=f"GBLC{rng.randint(1, 99)}",
        )  # fmt: skip
        choices.append((assets.record_asset, shop))
    if partner:
        theirs_too = {"owner_kind": "OWNER_PARTNER", "owner_partner": partner.id}
        account = AssetDraft(name, "ADVERTISER", number, **theirs_too)
        choices.append((assets.record_asset, account))
    accounts = opened.records.select(Asset, asset_type="ADVERTISER")
    if accounts:
        status = StatusDraft(rng.choice(list(terms("account_status"))), day())
        choices += [(assets.record_status, rng.choice(accounts), status)] * 2
    if period := any_of(Partnership):
        owners = [(a, assets.owner_center(opened.records, a)) for a in accounts]
        foreign = [(a, o) for a, o in owners if o not in {None, period.business_center}]
        for asset, giver in foreign:
            draft = ShareDraft(asset.id, period.id, ("ANALYST",), granted_on=day(), giver=giver)
            choices += [(shares.record_share, draft)] * 4
    code = SparkCodeDraft(name, name, days=30, granted_on=day(), is_incoming=True)
    choices.append((spark_codes.record_spark_code, code))
    return choices


def _people_choices(opened, rng: random.Random, name: str, day) -> list[tuple]:  # noqa: C901 - one choice a kind of act
    """What may be done about people and on the other surfaces."""

    any_of = partial(_any, opened, rng)

    step = StepDraft(on=day(), by=name, reason=name, is_acknowledged=rng.random() < 0.8)
    person, asset, partner = any_of(Person), any_of(Asset), any_of(Partner)
    center = any_of(BusinessCenter)
    employer = rng.choice(["OURS", "FREELANCER", "UNKNOWN", "PARTNER"])
    draft = PersonDraft(
        name=name,
        employer=employer,
        partner=partner.id if partner else None,
        email=rng.choice(["", f"p{rng.randint(1, 99)}@nova.example"]),
        planned_end=day(),
    )
    choices: list[tuple] = [(people.record_person, draft)]
    if person:
        choices += [(people.record_leaving, person, step), (people.delete_person, person)]
    if person and center:
        role = rng.choice(["ADMIN", "STANDARD"])
        draft = SeatDraft(person.id, center.id, role, rng.choice(["", "MANAGER"]), invited_on=day())
        choices += [(seats.record_seat, draft)] * 2
    if person and asset:
        surface = rng.choice(["BUSINESS_CENTER", "ADS_MANAGER", "SELLER_CENTER", "LOGIN"])
        level = rng.choice([("ANALYST",), ("OPERATOR",), ("POST",), ("DELVIA_SC_ADS",), ()])
        draft = AssignmentDraft(asset.id, person.id, surface, level, granted_on=day())
        choices += [(assignments.record_assignment, draft)] * 4
        draft = LoginDraft(asset.id, name, person.id, two_step=rng.choice(["", "ON", "OFF"]))
        choices.append((logins.record_login, draft))
    if asset and partner:
        draft = ShopPartnerDraft(asset.id, partner.id, name, granted_on=day())
        choices.append((shop_partners.record_shop_partner, draft))
        draft = SparkCodeDraft(name, name, None, partner.id, days=30, granted_on=day())
        choices.append((spark_codes.record_spark_code, draft))
    if asset and center:
        choices.append((claims.record_claim, ClaimDraft(asset.id, center.id, "SUPPORT", day())))
    for kind in (Assignment, SparkCode, ShopPartner):
        if given := any_of(kind):
            choices.append((grants.take_step, given, rng.choice(list(GRANT_STEPS)), step))
    if seat := any_of(Seat):
        choices.append((seats.take_step, seat, rng.choice(list(SEAT_STEPS)), step))
        choices.append((seats.change_role, seat, RoleDraft("ADMIN", on=day())))
    if login := any_of(Login):
        choices.append((logins.change_password, login, step))
    if claim := any_of(Claim):
        choices += [(claims.take_step, claim, rng.choice(list(CLAIM_STEPS)), step)] * 2
    if corrected := changed_reference(opened, rng):
        choices += [corrected] * 5
    return choices


def _work_choices(opened, rng: random.Random, name: str, step: StepDraft) -> list[tuple]:
    """Reviews and procedures, begun, decided, closed and taken back."""

    any_of = partial(_any, opened, rng)

    partner, person, asset = any_of(Partner), any_of(Person), any_of(Asset)
    period = any_of(Partnership)
    kind = rng.choice(list(ReviewKind))
    draft = ReviewDraft(
        kind,
        period.id if period and kind != ReviewKind.QUARTERLY else None,
        reviewer=name,
        cause="Odd",
        surfaces=surfaces(),
        own_access_reason="Alone",
    )
    choices: list[tuple] = [(reviews.begin_review, draft)]
    if line := any_of(ReviewLine):
        decision = rng.choice(list(Decision))
        drawn = DecisionDraft(decision, reason=name, owner=name, until="+20")
        lines = opened.records.select(ReviewLine, review=line.review)
        choices += [(reviews.decide, [line], drawn), (reviews.decide, lines, drawn)]
    if review := any_of(Review):
        choices.append((reviews.close_review, review, CloseDraft("today", next_on="+90")))
        choices.append((reviews.set_next, review, "+30"))
        choices.append((reviews.delete_review, review))
    run_draft = RunDraft(
        rng.choice(list(procedures())),
        name,
        partner.id if partner and rng.random() < 0.6 else None,
        person.id if person and rng.random() < 0.5 else None,
        None,
        asset.id if asset and rng.random() < 0.2 else None,
    )
    choices += [(runs.start_run, run_draft)] * 3
    if run := any_of(Run):
        code = rng.choice([each.code for each in procedures()[run.procedure].steps])
        taken = TakenDraft(step.on, name, rng.choice(["", "Agreed"]))
        choices += [(runs.do_step, run, code, taken), (runs.skip_step, run, code, taken)] * 2
        choices.append((runs.stop_run, run, "today", "Enough"))
        choices.append((runs.adapt_words, run.procedure, code, name))
    if done := any_of(Step):
        choices.append((runs.reopen_step, opened.records.get(Run, done.run), done))
    scope = SourceScope(rng.choice(["share", "seat"]), partner.id if partner else None)
    choices.append((keep_comparison, make_plan(opened, [], [], {}, scope).plan, scope))
    return choices


def state_of(opened) -> dict[str, list[tuple[object, ...]]]:
    connection = opened.store.connection
    return {
        kind.name: connection.execute(f"SELECT * FROM {table_name(kind)} ORDER BY id").fetchall()
        for kind in KINDS
        if kind.name != "access-record"
    }


def play(seed: int, acts: int, folder: str, clock):
    rng = random.Random(seed)
    path = Path(folder) / "random.delvia"
    opened = register.new_register(path, BrandDraft("Nova"), "Mara", clock)
    states = {opened.revision: state_of(opened)}
    for _ in range(acts):
        try:
            act(opened, rng)
        except DelviaError:
            continue
        states[opened.revision] = state_of(opened)
    return opened, states, rng
