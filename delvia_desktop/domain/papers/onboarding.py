"""The record with which an agency begins: what was agreed, confirmed, and when it is reviewed."""

from __future__ import annotations

from delvia_desktop.domain.grants import GrantState, state_on
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.share_tables import (
    agreed,
    agreed_scope,
    partner_facts,
    sorted_shares,
)
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.situation import Situation
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "onboarding"


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the onboarding record of a partner."""
    partner = about.record
    period = situation.current(partner.id)
    states = {GrantState.GRANTED, GrantState.CONFIRMED, GrantState.PLANNED}
    shares = [s for s in sorted_shares(situation, partner) if state_on(s, situation.on) in states]
    entity = head.legal_entity or head.brand
    count = ntr("{n} asset is shared or planned.", "{n} assets are shared or planned.", len(shares))
    begins = period.engagement_start if period is not None else None
    subtitle = (
        tr("Starts on {day}. {count}", day=show_day(begins), count=count) if begins else count
    )
    return Content(
        KIND,
        tr("ACCESS RECORD · AGENCY ONBOARDING"),
        partner.name,
        subtitle,
        tr(
            "Sharing does not change ownership. The agency works through its own Business "
            "Center. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (*usual_facts(situation.picture, head), *partner_facts(situation, partner, period)),
        (
            *agreed_scope(period),
            agreed(situation, shares, tr("Agreed access"), tr("Nothing is shared or planned.")),
            _people(situation, partner),
            _dates(period),
        ),
        (
            tr("It covers the shares between the two Business Centers and the people named."),
            tr("It does not end access by itself: access continues until it is removed in TikTok."),
        ),
        declared(KIND, brand=entity, partner=partner.legal_name or partner.name),
    )


def _people(situation: Situation, partner: Partner) -> Section:
    people = situation.of("person", "partner", partner.id)
    rows = [(words(each.name, each.job), words(each.email)) for each in people]
    columns = ((tr("Person"), 50), (tr("Email"), 50))
    return section(tr("People of the agency"), columns, rows, empty=tr("None is named yet."))


def _dates(period: Partnership | None) -> Section:
    days = (
        (tr("Requested"), period.requested_on if period else None),
        (tr("Confirmed by the agency"), period.confirmed_on if period else None),
        (tr("Mid-point review"), period.engagement_mid if period else None),
        (tr("Last day"), period.engagement_end if period else None),
    )
    rows = [(words(label), day(on, tr("not set"))) for label, on in days]
    return section(tr("Days"), ((tr("What"), 50), (tr("Day"), 50)), rows)
