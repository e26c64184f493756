"""One agency hands over to another: asset by asset, what only the old one has, and what stops."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Words,
    asset_cell,
    day,
    no_secrets,
    section,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.outgoing import (
    TO_TICK,
    brand_alone,
    brand_signer,
    partner_facts,
    partner_signer,
    return_to,
)
from delvia_desktop.domain.papers.partner_tables import owned
from delvia_desktop.domain.papers.share_tables import level
from delvia_desktop.domain.papers.turnover import Turn, turns_of
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "agency_change"

_BY_HAND: Cell = (Words("\u00a0"), Words("\u00a0"))
"""Room to write in."""


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the paper of an agency change: one agency hands over to another.

    Raises ValueError without the agency that takes over.
    """
    old, new = about.record, about.other
    if new is None:
        raise ValueError(about)
    turns = turns_of(situation, old, new)
    before, after = situation.current(old.id), situation.current(new.id)
    led = after if after is not None else before
    return Content(
        KIND,
        tr("ACCESS RECORD · AGENCY TO AGENCY"),
        tr("From {old} to {new}", old=old.name, new=new.name),
        _count(turns),
        tr(
            "This record states which access the outgoing agency has and until when, which "
            "access the incoming agency has and from when, and which items are not transferred "
            "automatically. Handing over an asset does not change ownership. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        brand_alone(situation, led, head),
        (
            _agencies(situation, old, new),
            *_assets(situation, turns),
            owned(situation, old, tr("Owned by the outgoing agency")),
            _only_theirs(situation, old, new),
            _campaigns(situation, turns),
            _not_known(),
        ),
        (
            tr("It covers the latest partnership with each agency as recorded: shares, assets "
               "owned by the outgoing agency, its people, shop authorisations, codes and "
               "logins."),
            tr("A planned last day does not end access by itself: access continues until it is "
               "removed in TikTok."),
            tr("It does not cover matters that are not in the register; these are completed by "
               "hand above."),
        ),
        declared(
            KIND,
            partner_signer(old),
            partner_signer(new),
            brand_signer(situation, led),
            outgoing=old.legal_name or old.name,
            incoming=new.legal_name or new.name,
            brand=head.entity,
        ),
        return_to=return_to(situation, led, head),
    )  # fmt: skip


def _count(turns: Sequence[Turn]) -> str:
    passed = sum(turn.is_passed_on for turn in turns)
    left = sum(turn.new is None for turn in turns)
    told = ntr("{n} asset is handed over.", "{n} assets are handed over.", passed)
    if left:
        told = f"{told} " + ntr(
            "{n} is not granted to the incoming agency.",
            "{n} are not granted to the incoming agency.",
            left,
        )
    return told


def _agencies(situation: Situation, old: Partner, new: Partner) -> Section:
    """Set the two agencies side by side, with what was agreed with each."""
    theirs = dict(partner_facts(situation, new, situation.current(new.id)))
    rows = [
        (words(label, look="strong"), cell, theirs.get(label, day(None)))
        for label, cell in partner_facts(situation, old, situation.current(old.id))
    ]
    columns = ((tr("What"), 24), (tr("Outgoing agency"), 38), (tr("Incoming agency"), 38))
    return section(tr("The two agencies"), columns, rows)


def _assets(situation: Situation, turns: Sequence[Turn]) -> tuple[Section, ...]:
    """Return what passes from one to the other, what does not, and what the new one has besides."""
    what, outgoing, incoming = tr("Asset and ID"), tr("Outgoing"), tr("Incoming")
    last, first = tr("Last day"), tr("First day")

    def old(turn: Turn) -> tuple[Cell, Cell]:
        return _level(situation, turn.old), _last_day(situation, turn)

    def new(turn: Turn) -> tuple[Cell, Cell]:
        return _level(situation, turn.new), _first_day(situation, turn)

    return (
        section(
            tr("Handover by asset"),
            ((what, 29), (outgoing, 15), (last, 14), (incoming, 15), (first, 14),
             (tr("Overlap"), 13)),
            [(_asset(t), *old(t), *new(t), _overlap(t)) for t in turns if t.is_passed_on],
            empty=tr("No asset is handed over."),
        ),
        section(
            tr("Not granted to the incoming agency"),
            ((what, 50), (outgoing, 25), (last, 25)),
            [(_asset(t), *old(t)) for t in turns if t.new is None],
        ),
        section(
            tr("With the incoming agency only"),
            ((what, 50), (incoming, 25), (first, 25)),
            [(_asset(t), *new(t)) for t in turns if t.old is None],
        ),
    )  # fmt: skip


def _asset(turn: Turn) -> Cell:
    return asset_cell(turn.asset, type_label(turn.asset.asset_type))


def _level(situation: Situation, share: Share | None) -> Cell:
    return level(situation, share)[:1] if share is not None else day(None)


def _last_day(situation: Situation, turn: Turn) -> Cell:
    if turn.old is None:
        return day(None)
    if turn.last_day is None:
        return (Words(tr("no end date"), "critical"),)
    state = state_on(turn.old, situation.on)
    seen = {
        GrantState.REVOKED: tr("revoked, not yet verified"),
        GrantState.GONE: tr("revoked and verified"),
    }
    return words(show_day(turn.last_day), seen.get(state, tr("planned")))


def _first_day(situation: Situation, turn: Turn) -> Cell:
    if turn.new is None:
        return day(None)
    seen = {
        GrantState.PLANNED: tr("planned"),
        GrantState.GRANTED: tr("not confirmed yet"),
        GrantState.CONFIRMED: tr("confirmed"),
    }
    note = seen[state_on(turn.new, situation.on)]
    return words(show_day(turn.first_day) if turn.first_day else tr("not set"), note)


def _overlap(turn: Turn) -> Cell:
    days = turn.overlap
    if days is None:
        return day(None, tr("unknown"))
    if days > 0:
        return words(ntr("{n} day", "{n} days", days))
    if days == 0:
        return words(tr("0 days"), tr("no gap, no overlap"))
    gap = ntr("{n} day without an agency", "{n} days without an agency", -days)
    return (Words(gap, "high"),)


def _only_theirs(situation: Situation, old: Partner, new: Partner) -> Section:
    """Return the ways in of the old agency that no share passes on, and whether the new has one."""
    theirs = {
        (line.subject_kind, line.what): line
        for line in lines_of(situation, Scope(partner=new.id), surfaces())
    }
    rows = [
        (
            words(line.what, tr(term("review_surface", line.surface).label)),
            words(line.who, line.level),
            day(line.since),
            day(line.planned_end, tr("none")),
            _passed_on(line, theirs.get((line.subject_kind, line.what))),
        )
        for line in lines_of(situation, Scope(partner=old.id), surfaces())
        if line.subject_kind != "share"
    ]
    columns = (
        (tr("What, and where granted"), 29),
        (tr("Who, and access"), 24),
        (tr("Since"), 13),
        (tr("Ends"), 13),
        (tr("Incoming agency"), 21),
    )
    return section(
        tr("Other access of the outgoing agency"), columns, rows,
        lead=tr("People, shop authorisations, codes and logins do not move with a share."),
    )  # fmt: skip


def _passed_on(line: ReviewLine, theirs: ReviewLine | None) -> Cell:
    if line.subject_kind not in {"shop-partner", "spark-code"}:
        return words(tr("not handed over: to be revoked"))
    if theirs is None:
        return (Words(tr("has none yet"), "high"),)
    if theirs.since is None:
        return words(tr("has its own access"))
    return words(tr("own access since {day}", day=show_day(theirs.since)))


def _campaigns(situation: Situation, turns: Sequence[Turn]) -> Section:
    """Return the assets with which ads run, what their cut does, and room for the campaigns."""
    effects = {
        "TT_ACCOUNT": tr("The agency's running ads with this account pause immediately."),
        "ADVERTISER": tr("The agency can no longer work on its campaigns."),
    }
    rows: list[tuple[Cell, ...]] = [
        (
            asset_cell(turn.asset),
            day(turn.last_day, tr("not set")),
            words(effects[turn.asset.asset_type]),
            _BY_HAND,
        )
        for turn in turns
        if turn.asset.asset_type in effects
        and turn.old is not None
        and state_on(turn.old, situation.on) != GrantState.GONE
    ]
    rows.append((_BY_HAND, (), (), ()))
    columns = (
        (tr("Asset and ID"), 29),
        (tr("Last day"), 13),
        (tr("Effect of revoking"), 25),
        (tr("Running campaigns, and who continues them (by hand)"), 33),
    )
    return section(tr("Campaigns affected by revoking access"), columns, rows)


def _not_known() -> Section:
    things = (
        tr("Downloaded leads, and where they are"),
        tr("Audiences and pixels in the agency's own accounts"),
        tr("Creative files, briefs and reports"),
        tr("Spark Ads posts with creators, and their contracts"),
        tr("Balances, invoices and payment methods"),
        tr("Other matters"),
    )
    columns = (
        (tr("What"), 36),
        (tr("Handed over: where, or why not"), 40),
        (tr("Date and name"), 24),
    )
    rows = [(words(f"{TO_TICK} {thing}"), _BY_HAND, ()) for thing in things]
    return section(tr("To be completed by hand: not in the register"), columns, rows)
