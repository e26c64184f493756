"""Banners over a record: what needs attention about it, with the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from delvia_desktop.domain.findings.attention import AttentionLine, lines_of
from delvia_desktop.domain.records.findings import Finding, Name, NextStep
from delvia_desktop.domain.words.acts import Act, first_in_tiktok
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.findings.finding_form import accept_form
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Action, Banner

_SHOWN = 2
"""Banners over a record; the rest of the findings is shown on the Overview."""

_TOLD = frozenset({"critical", "high", "medium"})
"""What is said over a record; the rest stands on the Overview."""

Lead = Callable[[NextStep], object]


def finding_banners(
    session: Session,
    name: Name,
    open_form: Callable[[Form], object],
    lead: Lead,
    *,
    is_low: bool = False,
) -> list[Banner]:
    """Return the banners over a record with its findings; `lead` begins a step.

    Many findings of one rule are one banner, as they are one line of the Overview. Where the place
    `is_low`, the first of them stands alone and leads to all, so that its list keeps some rows.
    """
    attention = session.watch.attention
    if attention is None:
        return []
    in_hand = session.in_hand
    found = [f for f in attention.touching(name) if f.severity in _TOLD or f.id in in_hand]
    lines = [
        *lines_of(f for f in found if f.id in in_hand),
        *lines_of(f for f in found if f.id not in in_hand),
    ]
    show_all = NextStep(tr("Show all"), *name, Act.FINDINGS)
    if is_low and len(lines) > 1:
        count = sum(len(line.findings) for line in lines)
        whole: Action = (tr("Show all {n}", n=count), partial(lead, show_all))
        if len(lines[0].findings) == 1:
            return [_banner(session, lines[0].findings[0], open_form, lead, whole)]
        return [_banner_of_many(session, lines[0], lead, whole)]
    one: Action = (show_all.text, partial(lead, show_all))
    banners = [
        _banner(session, line.findings[0], open_form, lead)
        if len(line.findings) == 1
        else _banner_of_many(session, line, lead, one)
        for line in lines[:_SHOWN]
    ]
    rest = sum(len(line.findings) for line in lines[_SHOWN:])
    if rest:
        words = ntr("And {n} more finding.", "And {n} more findings.", rest)
        banners.append(Banner(words, "neutral", [one]))
    return banners


def _banner_of_many(session: Session, line: AttentionLine, lead: Lead, show_all: Action) -> Banner:
    together = line.together if session.can_act else ()
    acts: list[Action] = [*((step.text, partial(lead, step)) for step in together), show_all]
    severity = term("severity", line.severity)
    words = tr("{severity}: {message}", severity=tr(severity.label), message=line.message)
    return Banner(words, severity.tone, acts, line.findings[0].id, leads=bool(together))


def _banner(
    session: Session,
    finding: Finding,
    open_form: Callable[[Form], object],
    lead: Lead,
    *more: Action,
) -> Banner:
    step = finding.next_step
    severity = term("severity", finding.severity)
    acts: list[Action] = []
    if session.can_act:
        acts.append((step.text, partial(lead, step)))
    if session.can_act and step.act != Act.ACCEPT:
        acts.append((tr("Accept finding…"), lambda: open_form(accept_form(session, finding))))
    acts += more
    words = tr("{severity}: {message}", severity=tr(severity.label), message=finding.message)
    first = first_in_tiktok(step.act) if session.can_act else ""
    told = f"{words} {first}" if first else words
    leads = session.can_act and step.act != Act.ACCEPT
    return Banner(told, severity.tone, acts, finding.id, leads=leads)
