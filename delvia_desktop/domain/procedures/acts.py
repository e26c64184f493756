"""With which act a step of a procedure begins at a record, as things stand on the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.access import claim_steps, grant_steps, seat_steps
from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnership_steps import STEPS as PARTNERSHIP_STEPS
from delvia_desktop.domain.access.partnership_steps import next_steps as next_period_steps
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.share_steps import can_be_raised
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.findings.duties import to_hand_over
from delvia_desktop.domain.procedures.facts import issued_paper, signatures_lacking
from delvia_desktop.domain.procedures.plans import StepPlan, StepStand
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, is_ended, left_in
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import later, tr

_STEPS: Mapping[type[Any], Any] = {
    **dict.fromkeys((Share, Assignment, SparkCode, ShopPartner), grant_steps),
    Seat: seat_steps,
    Claim: claim_steps,
}
"""The modules that know the steps of a kind of record, and which of them fit on a day."""

_NEEDS_PERIOD = frozenset({Act.CHANGE_PARTNERSHIP, Act.SHARE, Act.REQUEST, Act.CONFIRM})
"""Acts at a partner for which its partnership is recorded first."""


_SHOP = "TIKTOK_SHOP"


def begins_with(situation: Situation, record: Any, act: Act) -> Act | None:  # noqa: ANN401 - any record
    """Return with which act a procedure's step begins at a record, or the one before; or None.

    SHOW means that the record is only looked at.
    """
    steps = _STEPS.get(type(record))
    if steps is not None and act in steps.STEPS:
        return act if act in steps.next_steps(record, situation.on) else None
    asked = _ASKED.get(type(record))
    return asked(situation, record, act) if asked is not None else act


def begins_at(situation: Situation, run: Run, record: Any, act: Act) -> tuple[Any, Act] | None:  # noqa: ANN401 - any record
    """Return at which record, and with which act, an act of a run goes on; None if with none.

    An asset that is claimed goes on at its claim, what was printed at the document until that is
    signed.
    """
    begun = begins_with(situation, record, act)
    if begun is None:
        return None
    if act == Act.PRINT and (waiting := _of_paper(situation, run)) is not None:
        return waiting
    claim = situation.open_claim(record) if act == Act.CLAIM and isinstance(record, Asset) else None
    if claim is None:
        return record, begun
    return claim, Act(claim_steps.next_steps(claim, situation.on)[0])


def title_now(situation: Situation, run: Run, stand: StepStand) -> str:
    """Return what a procedure's step is called by the act left to do, such as signatures."""
    paper = unsigned_paper(situation, run, stand)
    if paper is None:
        return tr(stand.plan.title)
    return tr("Get {number} signed", number=paper.number)


def plan_now(situation: Situation, run: Run, stand: StepStand) -> StepPlan:
    """Return a step as it is told now: where to sign its document, once it was printed."""
    if unsigned_paper(situation, run, stand) is None:
        return stand.plan
    return replace(stand.plan, where=_WHERE_TO_SIGN)


_WHERE_TO_SIGN = later(
    "In Delvia: add the signed scan or the email, or sign on screen or digitally."
)


def unsigned_paper(situation: Situation, run: Run, stand: StepStand) -> AccessRecord | None:
    """Return the document of a procedure's step whose only act left is its signing."""
    deed = stand.plan.record
    if stand.is_taken or deed is None or deed.act != Act.PRINT:
        return None
    paper, act = _of_paper(situation, run) or (None, Act.SHOW)
    return paper if act == Act.ACKNOWLEDGE else None


def _of_paper(situation: Situation, run: Run) -> tuple[AccessRecord, Act] | None:
    """Return the document that a run waits to have signed, and what is done with it."""
    paper = issued_paper(situation, run)
    if paper is None:
        return None
    if not situation.awaits_signature(paper):
        return (paper, Act.ACKNOWLEDGE) if signatures_lacking(situation, run)[1] else None
    return paper, Act.RENEW if situation.changed_since(paper) else Act.ACKNOWLEDGE


def _at_share(situation: Situation, share: Share, act: Act) -> Act | None:
    kind = asset_type(situation.asset(share).asset_type)
    return None if act == Act.RAISE and not can_be_raised(share, kind) else act


def _at_person(situation: Situation, person: Person, act: Act) -> Act | None:
    if act == Act.VERIFY_REMOVALS:
        return act if _is_unverified(situation, Scope(person=person.id)) else None
    if act == Act.HAND_OVER and not to_hand_over(situation.picture, person):
        return None
    return None if act == Act.LEAVE and person.left_on is not None else act


def _at_asset(situation: Situation, asset: Asset, act: Act) -> Act | None:
    if act != Act.CLAIM:
        return act
    if situation.open_claim(asset) is not None:
        return Act.SHOW  # its claim goes on by itself
    return None if asset.owner_kind == OwnerKind.OURS else act


def _at_partner(situation: Situation, partner: Partner, act: Act) -> Act | None:
    newest = situation.current(partner.id)
    is_over = newest is None or not situation.is_connected(newest)
    if is_over and act in _NEEDS_PERIOD:
        return Act.RECORD_PARTNERSHIP
    if act == Act.RECORD_SHOP_PARTNER:
        has_shop = any(each.asset_type == _SHOP for each in situation.picture.assets.values())
        return act if has_shop and not is_over else None
    if act == Act.END:
        return None if is_over else act
    if act == Act.VERIFY_REMOVALS:
        return act if _is_unverified(situation, Scope(partner=partner.id)) else None
    if act not in PARTNERSHIP_STEPS:
        return act
    fits = newest is not None and act in next_period_steps(newest, situation.on)
    return act if fits else None


def _is_unverified(situation: Situation, scope: Scope) -> bool:
    """Tell whether something of a partner or a person has ended and is not verified as gone."""
    return any(is_ended(situation, each) for each in left_in(situation, scope))


_ASKED: Mapping[type[Any], Callable[[Situation, Any, Act], Act | None]] = {
    Share: _at_share,
    Person: _at_person,
    Asset: _at_asset,
    Partner: _at_partner,
}
"""What is asked about acts that are no steps of the record itself."""
