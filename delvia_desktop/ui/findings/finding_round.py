"""The findings one after the other: the one that is worked on, and the one that comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.records.findings import Finding, NextStep, rule_text
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.findings.overview_page import OverviewPage
from delvia_desktop.ui.forms.another import SavingOn
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.in_turn import ticked, ticks
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import announce
from delvia_desktop.ui.widgets.notes import Banner

_WORK = frozenset({Act.REVIEW, Act.AGAIN, Act.PROCEDURE, Act.OFFBOARD, Act.DECIDE})
"""Steps that begin work of its own, which is not left for the next finding."""


class FindingGuide(Protocol):
    """The window that leads to the records."""

    session: Session

    @property
    def place(self) -> Place:
        """The place that is shown."""

    def show_place(self, name: str) -> None:
        """Show a place."""

    def show_record_of(self, kind: str, key: int) -> None:
        """Show a record in the place where it belongs."""


class FindingRound:
    """Goes from finding to finding in the order of the Overview's list."""

    def __init__(self, guide: FindingGuide, again: Callable[[], object]) -> None:
        """Begin before the first one; `again` shows the banners anew."""
        self._guide, self._again = guide, again
        self._here = ""
        self._order: tuple[str, ...] = ()
        self._rule = ""
        self._ended_at: int | None = None
        self._said: Banner | None = None

    def take(self, step: NextStep) -> None:
        """Remember the findings that a step is of, as it is about to begin."""
        attention = self._guide.session.watch.attention
        if attention is not None:
            same = [f for f in attention.open if step in {f.next_step, f.together}]
            self._take(attention, same)

    def why_not(self) -> str:
        """Return why there is no next finding, empty if there is one."""
        attention = self._guide.session.watch.attention
        if attention is None:
            return tr("findings are being checked")
        return "" if attention.open else tr("no open findings")

    def go_on(self) -> None:
        """Show the next open finding at its record; where that does not tell it, in the list."""
        attention = self._guide.session.watch.attention
        if attention is None or not attention.open:
            return
        finding = self._next(attention)
        self._take(attention, [finding])
        self._guide.show_record_of(finding.kind, finding.record)
        self._guide.place.when_free(partial(self._tell, finding))

    def follow(self, step: NextStep) -> None:
        """Go on with the findings in hand once the form of a step, which is open, is recorded.

        A second button of the form saves it and begins what comes next at once. What opens work of
        its own, as a review does, leads there instead.
        """
        place = self._guide.place
        if place.form is None or step.act in _WORK:
            return
        panel, saving_on = place.form.panel, None
        if panel.foot.another_button.isHidden() and step.act != Act.ACCEPT:
            saving_on = SavingOn(panel, tr("Save and continue"), self._then(step))
            for field in ticks(panel):
                field.edited.connect(partial(self._say_then, panel, step))
        place.when_recorded(
            lambda: self._go_on(step, goes_on=saving_on is not None and saving_on.is_wanted)
        )

    def _say_then(self, panel: FormPanel, step: NextStep) -> None:
        """Say what comes after the last step that a form records."""
        last = [step.act, *map(Act, ticked(panel))][-1]
        panel.foot.say_then(self._then(step._replace(act=last)))

    def _then(self, step: NextStep) -> str:
        """Say what comes after a step: the next one of the same claim, or the next finding."""
        attention = self._guide.session.watch.attention
        if attention is None:
            return ""
        is_of_claim = step.kind == "claim" and step.act != Act.VERIFY
        if is_of_claim or step.act == Act.CLAIM:
            return tr("Continues with the next step of this claim")
        in_hand = self._guide.session.in_hand
        found = _in_order(attention)
        places = [place for place, finding in enumerate(found) if finding.id in in_hand]
        at = places[-1] + 1 if places else 0
        following = (f for f in (*found[at:], *found[:at]) if f.id not in in_hand)
        finding = next(following, None)
        if finding is None:
            return ""
        return tr("Once resolved, next: {finding}", finding=tr(rule_text(finding.rule).title))

    def _go_on(self, step: NextStep, *, goes_on: bool) -> None:
        """Bring the keys to what comes next: the next step as long as one is open, or finding.

        With `goes_on` it begins. What began already keeps the keys. A claim that was received
        settles one finding, and another asks for its last step.
        """
        if self._guide.place.form is not None:
            return
        attention = self._guide.session.watch.attention
        if step.kind == "claim" and attention is not None:
            claim = (step.kind, step.id)
            self._take(attention, [f for f in attention.open if f.next_step[1:3] == claim])
        in_hand = self._guide.session.in_hand
        told = self._guide.place.findChildren(Banner)
        banner = next((b for b in told if b.about in in_hand), self._said)
        if banner is not None and goes_on:
            banner.begin()
        elif banner is not None:
            banner.take_focus()

    def _tell(self, finding: Finding) -> None:
        place = self._guide.place
        banner = next((b for b in place.findChildren(Banner) if b.about == finding.id), None)
        if banner is not None:
            banner.take_focus()
        else:
            self._guide.show_place(OverviewPage.name)
            place = self._guide.place
            if isinstance(place, OverviewPage):
                place.attention.show_finding(finding)
            place.take_focus()
        announce(place, finding.message)

    def banner(self) -> Banner | None:
        """Return what says that the finding is settled, until something else is recorded."""
        session = self._guide.session
        attention = session.watch.attention
        if not session.in_hand or session.is_past or attention is None:
            return None
        still = {finding.id for finding in attention.open}
        if not still.isdisjoint(session.in_hand):
            self._ended_at = None
            return None
        revision = session.live.revision
        if self._ended_at not in {None, revision}:
            self._put_away()
            return None
        self._ended_at = revision
        title = tr(rule_text(self._rule).title)
        is_accepted = any(name in attention.accepted for name in session.in_hand)
        words = tr("Accepted: {title}.") if is_accepted else tr("Resolved: {title}.")
        urgent = attention.urgent_findings  # the number that stands at the Overview
        left = ntr(
            "{n} critical or high finding remains open.",
            "{n} critical or high findings remain open.",
            urgent,
        )
        if not urgent:
            left = ntr("{n} open finding remains.", "{n} open findings remain.", len(still))
        text = f"{words.format(title=title)} {left if still else tr('No open findings remain.')}"
        close = (tr("Close"), self._close)
        acts = [(tr("Next finding"), self.go_on), close] if still else [close]
        self._said = Banner(text, "good", acts, leads=bool(still))
        return self._said

    def _next(self, attention: Attention) -> Finding:
        """Return the finding after the last one that was shown; the first comes after the last.

        Where that one is settled, the order in which it stood tells which ones came after it.
        """
        found = _in_order(attention)
        names = [finding.id for finding in found]
        if self._here in names:
            return found[(names.index(self._here) + 1) % len(found)]
        at = self._order.index(self._here) + 1 if self._here in self._order else 0
        following = (name for name in self._order[at:] if name in names)
        return found[names.index(next(following, names[0]))]

    def _take(self, attention: Attention, findings: list[Finding]) -> None:
        if findings:
            in_hand = tuple(finding.id for finding in findings)
            self._guide.session.in_hand = in_hand
            self._here = self._here if self._here in in_hand else in_hand[0]
            self._rule = next(f.rule for f in findings if f.id == self._here)
            self._order = tuple(finding.id for finding in _in_order(attention))
            self._ended_at = None

    def _close(self) -> None:
        self._put_away()
        self._again()

    def _put_away(self) -> None:
        self._guide.session.in_hand = ()
        self._ended_at = None


def _in_order(attention: Attention) -> list[Finding]:
    """Return the open findings as the Overview lists them."""
    return [finding for line in attention.lines for finding in line.findings]
