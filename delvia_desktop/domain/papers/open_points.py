"""What is open between the brand and a partner: it stands on the papers that go to the partner.

Most findings concern the brand alone: what it has not confirmed, verified or written down, and what
it finds risky. Those here concern both sides, and say which of them settles it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from delvia_desktop.domain.findings.attention import Attention, lines_of
from delvia_desktop.domain.papers.content import Section, if_any, section, words
from delvia_desktop.domain.papers.exceptions import concerns, sentence
from delvia_desktop.domain.papers.outgoing import TO_TICK
from delvia_desktop.domain.records.findings import Finding, Name
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import later, show_day, tr

_SETTLED_BY: Mapping[str, str] = {
    "PRT-01": later("The partner states the ID of its Business Center."),
    "PRT-03": later("The partner accepts the request in its Business Center."),
    "PRT-04": later("The brand revokes the access, or both sides agree on a new last day."),
    "PRT-07": later("The brand revokes the access of these people."),
    "PRT-08": later("The brand revokes what is still active and verifies the removal."),
    "PRT-09": later(
        "The agency works through its own Business Center; the brand removes the seat."
    ),
    "PRT-11": later("The partner settles this with TikTok."),
    "SHR-03": later("The brand revokes the access, or both sides agree on a new last day."),
    "SHR-07": later("The partner confirms that it sees the asset in its Business Center."),
    "SHR-15": later("The partner transfers the asset to the brand."),
    "SHP-04": later("The brand revokes the access in Seller Center."),
}
"""How each finding that concerns both sides is settled, and by whom."""

_ENDED = "PRT-04"
"""An engagement has ended, but not its shares: which of them is past its planned end is no more."""

_RECEIVED: Mapping[str, str] = {
    "SHR-03": later("The partner ends the share, or both sides agree on a new last day."),
    "SHR-15": _SETTLED_BY["SHR-15"],
}
"""The same of what the partner shares with the brand."""


def open_points(attention: Attention, names: Collection[Name]) -> tuple[Section, ...]:
    """Return a paper's open points between both sides, with a box to tick for each."""
    situation = attention.situation
    by_step: dict[str, list[Finding]] = {}
    ended = {name for each in attention.open if each.rule == _ENDED for name in each.records}
    for finding in attention.open:
        if _is_part(situation, finding, ended):
            continue
        if (step := _step(situation, finding)) and concerns(finding, names):
            by_step.setdefault(step, []).append(finding)
    rows = [
        (words(TO_TICK), words(sentence(line.message)), words(tr(step)))
        for step, findings in by_step.items()
        for line in lines_of(findings)
    ]
    for key, taken in attention.accepted.items():
        found = attention.finding(key)
        if found is not None and _step(situation, found) and concerns(found, names):
            until = tr("The brand accepts this until {day}.", day=show_day(taken.until))
            rows.append((words(TO_TICK), words(sentence(found.message)), words(until)))
    columns = ((tr("Done"), 10), (tr("What is open"), 51), (tr("How it is settled"), 39))
    return if_any(section(tr("Open points"), columns, rows))


def _is_part(situation: Situation, finding: Finding, ended: Collection[Name]) -> bool:
    """Tell whether a finding is about one share of an engagement that is told as ended whole."""
    if finding.rule != "SHR-03":
        return False
    share = situation.all("share")[finding.record]
    return not share.is_incoming and ("partner", situation.partner_of(share).id) in ended


def _step(situation: Situation, finding: Finding) -> str:
    """Return how a finding is settled, in words to be translated; nothing if it is ours alone."""
    is_received = finding.kind == "share" and situation.all("share")[finding.record].is_incoming
    return (_RECEIVED if is_received else _SETTLED_BY).get(finding.rule, "")
