"""What papers that go to a partner have in common: facts of both sides, and who is to sign.

Both sides read them, so they name the brand and the partner, and nothing that concerns the register
alone.
"""

from __future__ import annotations

from datetime import date

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership, engagement_words
from delvia_desktop.domain.access.people import Employer
from delvia_desktop.domain.access.statuses import trouble
from delvia_desktop.domain.papers.content import (
    Cell,
    Fact,
    Head,
    center_cell,
    day,
    known_facts,
    number_fact,
    words,
)
from delvia_desktop.domain.papers.declarations import Declarations, Signer, declared
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import later, tr

TO_TICK = "\u2610"
"""A box that a person ticks on paper, beside what is still to be done."""


def both_sides(
    situation: Situation, partner: Partner, period: Partnership | None, head: Head, *more: Fact
) -> tuple[Fact, ...]:
    """Return the facts of an outgoing paper: the brand's beside the partner's, then its own."""
    brand, ours, *paper = brand_alone(situation, period, head)
    name, theirs, engaged, led, contact = partner_facts(situation, partner, period)
    return (brand, name, ours, theirs, led, contact, engaged, *more, *paper)


def brand_alone(situation: Situation, period: Partnership | None, head: Head) -> tuple[Fact, ...]:
    """Return the facts of the brand on an outgoing paper, then those of the paper."""
    return (
        (tr("Brand"), words(head.brand, head.legal_entity)),
        (tr("Business Center (brand)"), _ours(situation, period)),
        *known_facts(head.on, head.as_of),
        number_fact(head),
    )


def partner_facts(
    situation: Situation, partner: Partner, period: Partnership | None
) -> tuple[Fact, ...]:
    """Return an outgoing paper's facts of its partner: who, what is agreed, whom to ask."""
    return (
        (tr("Partner"), words(partner.name, partner.legal_name)),
        (tr("Business Center (partner)"), _theirs(situation, partner)),
        (tr("Engagement"), _engagement(period, situation.on)),
        (tr("Accountable (brand)"), words(*accountable(situation, period))),
        (tr("Contact (partner)"), words(partner.contact_name, partner.contact_email)),
    )


def accountable(situation: Situation, period: Partnership | None) -> tuple[str, str]:
    """Return who is accountable, on an outgoing paper, for its partner, and the email."""
    name = period.internal_owner if period is not None else ""
    mails = (
        person.email
        for person in situation.picture.people.values()
        if person.employer == Employer.OURS and name and is_same(person.name, name)
    )
    return name, next(mails, "")


def brand_signer(situation: Situation, period: Partnership | None) -> Signer:
    """Return who signs an outgoing paper for the brand: who is accountable."""
    name, _ = accountable(situation, period)
    if period is None:
        return name, None
    text = later("Record accountable person…")
    fields = ("internal_owner",)
    return name, NextStep(text, "partner", period.partner, Act.CHANGE_PARTNERSHIP, fields)


def partner_signer(partner: Partner) -> Signer:
    """Return who is expected to sign an outgoing paper for the partner: its contact."""
    text = later("Record partner contact…")
    step = NextStep(text, "partner", partner.id, Act.CHANGE, ("contact_name",))
    return partner.contact_name, step


def declared_by_both(
    code: str, situation: Situation, period: Partnership | None, partner: Partner, head: Head
) -> Declarations:
    """Return what brand and partner sign on an outgoing paper, with their names."""
    return declared(
        code,
        brand_signer(situation, period),
        partner_signer(partner),
        brand=head.entity,
        partner=partner.legal_name or partner.name,
    )


def return_to(situation: Situation, period: Partnership | None, head: Head) -> str:
    """Say on an outgoing paper to whom its signed copy returns: who is accountable, or brand."""
    name, email = accountable(situation, period)
    if email:
        return tr("Return a signed copy to {name}, {email}.", name=name, email=email)
    return tr("Return a signed copy to {name}.", name=name or head.entity)


def _ours(situation: Situation, period: Partnership | None) -> Cell:
    """Return the Business Center of a partnership, else the first of the brand's."""
    centers = situation.picture.business_centers
    if period is not None:
        return center_cell(centers[period.business_center], situation.on)
    first: BusinessCenter | None = next((each for each in centers.values() if each.is_own), None)
    return center_cell(first, situation.on)


def _theirs(situation: Situation, partner: Partner) -> Cell:
    """Return the Business Center of a partner, with what TikTok says is wrong with it."""
    if partner.business_center is None:
        return day(None)
    center = situation.picture.business_centers[partner.business_center]
    return center_cell(center, situation.on, trouble(center, "bc_status", situation.on))


def _engagement(period: Partnership | None, on: date) -> Cell:
    """Return from when to when a partner is engaged, with the contract."""
    if period is None or not (period.engagement_start or period.engagement_end):
        return words(tr("no dates recorded"), period.contract_ref if period else "")
    return words(*engagement_words(period, on), period.contract_ref)
