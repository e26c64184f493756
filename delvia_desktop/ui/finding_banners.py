"""Banners over a record: what needs attention about it, with the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from delvia_desktop.domain.acts import Act, first_in_tiktok
from delvia_desktop.domain.findings import Finding, Name, NextStep
from delvia_desktop.domain.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.forms.finding_form import accept_form
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Action, Banner

_SHOWN = 2
"""Findings that are told over a record; the rest are shown on the Overview."""

_TOLD = frozenset({"critical", "high", "medium"})
"""What is said over a record; the rest stands on the Overview."""

Lead = Callable[[NextStep], object]


def finding_banners(
    session: Session, name: Name, open_form: Callable[[Form], object], lead: Lead
) -> list[Banner]:
    """Return banners for what needs attention about a record; `lead` begins a step."""
    attention = session.watch.attention
    if attention is None:
        return []
    found = [f for f in attention.touching(name) if f.severity in _TOLD]
    banners = [_banner(session, finding, open_form, lead) for finding in found[:_SHOWN]]
    if len(found) > _SHOWN:
        rest = len(found) - _SHOWN
        words = ntr("And {n} more finding.", "And {n} more findings.", rest)
        step = NextStep(tr("Show all"), *name, Act.FINDINGS)
        banners.append(Banner(words, "neutral", [(step.text, partial(lead, step))]))
    return banners


def _banner(
    session: Session, finding: Finding, open_form: Callable[[Form], object], lead: Lead
) -> Banner:
    step = finding.next_step
    severity = term("severity", finding.severity)
    acts: list[Action] = []
    if session.can_act:
        acts.append((step.text, partial(lead, step)))
    if session.can_act and step.act != Act.ACCEPT:
        acts.append((tr("Accept…"), lambda: open_form(accept_form(session, finding))))
    words = tr("{severity}: {message}", severity=tr(severity.label), message=finding.message)
    first = first_in_tiktok(step.act) if session.can_act else ""
    return Banner(f"{words} {first}" if first else words, severity.tone, acts)
