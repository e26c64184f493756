"""The record with which an agency begins: what was agreed, confirmed, and when it is reviewed."""

from __future__ import annotations

from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    if_any,
    no_secrets,
    section,
    words,
)
from delvia_desktop.domain.papers.outgoing import both_sides, declared_by_both, return_to
from delvia_desktop.domain.papers.share_tables import agreed, agreed_scope, gaps, sorted_shares
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "onboarding"


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the onboarding record of a partner."""
    partner = about.record
    period = situation.current(partner.id)
    states = {GrantState.GRANTED, GrantState.CONFIRMED, GrantState.PLANNED}
    shares = [s for s in sorted_shares(situation, partner) if state_on(s, situation.on) in states]
    count = ntr("{n} asset is shared or planned.", "{n} assets are shared or planned.", len(shares))
    begins = period.engagement_start if period is not None else None
    subtitle = count
    if begins is not None and begins <= situation.on:
        subtitle = tr("Started on {day}. {count}", day=show_day(begins), count=count)
    elif begins is not None:
        subtitle = tr("Starts on {day}. {count}", day=show_day(begins), count=count)
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
        both_sides(situation, partner, period, head),
        (
            *agreed_scope(period),
            agreed(situation, shares, tr("Agreed access"), tr("Nothing is shared or planned.")),
            _people(situation, partner),
            *_dates(period),
        ),
        (
            tr("It covers the shares between the two Business Centers, and the people named."),
            tr("It does not end access by itself: access continues until it is removed in TikTok."),
        ),
        declared_by_both(KIND, situation, period, partner, head),
        return_to=return_to(situation, period, head),
        gaps=gaps(situation, period, shares),
    )


def _people(situation: Situation, partner: Partner) -> Section:
    people = situation.of("person", "partner", partner.id)
    rows = [(words(each.name, each.job), words(each.email)) for each in people]
    columns = ((tr("Person"), 50), (tr("Email"), 50))
    return section(tr("People of the agency"), columns, rows, empty=tr("None is named yet."))


def _dates(period: Partnership | None) -> tuple[Section, ...]:
    """Return the days that were agreed or have come; those that nobody set are left out."""
    if period is None:
        return ()
    confirmed = tr("Confirmed by the agency")
    days = (
        (tr("Partnership requested"), period.requested_on, ""),
        (confirmed, period.confirmed_on, period.confirmed_by),
        (tr("Mid-point review"), period.engagement_mid, ""),
        (tr("Last day"), period.engagement_end, ""),
    )
    rows = [(words(label), words(show_day(on), by)) for label, on, by in days if on is not None]
    return if_any(section(tr("Dates"), ((tr("What"), 50), (tr("Date"), 50)), rows))
