"""Overview: how much is recorded, what needs attention, and what ends next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.findings.health import Health, Reason, health_of
from delvia_desktop.domain.lists.filters import quoted
from delvia_desktop.domain.lists.rows import AssetRow, PartnerRow, Wanted
from delvia_desktop.domain.procedures.going_on import GoingOn, going_on
from delvia_desktop.domain.records.findings import NextStep, rule_text
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access import business_centers
from delvia_desktop.services.findings import overview
from delvia_desktop.services.findings.overview import RecordCounts
from delvia_desktop.ui.findings.attention_list import AttentionList
from delvia_desktop.ui.findings.overview_tabs import AheadTabs
from delvia_desktop.ui.place.above_tabs import Above, AboveTabs
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.even_columns import EvenColumns
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners, Card

_HEALTH = ((90, "good"), (70, "high"))
"""From how many points of health on which tone is shown; below them it is critical."""

_CARD = 21
"""Average letters of a card beside others."""

_WORST = 3
"""Reasons for lost points of health that are told in a line; all stand in the hint."""


_BEGUN_IN = frozenset({"business-centers", "people", "assets"})
"""The places in which a register begins; from there it goes on elsewhere."""

_ADMINS_MISSING = frozenset({"ADM-01", "ADM-02"})
"""The findings about a Business Center of ours with fewer than two Admins."""


class _FirstStep(NamedTuple):
    """What a new register needs next, its act, and the place that offers the act by itself."""

    text: str
    act: Action
    place: str


class OverviewPage(Place):
    """What one sees first."""

    name = "overview"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self._cards = [Card() for _ in range(5)]
        cards = EvenColumns(_CARD, 12)
        for card in self._cards:
            cards.addWidget(card)
        self._lost = text_label("", size=0.92, muted=True)
        self._first_steps = Banners()
        self.attention = AttentionList(session, self.open_form)
        self.attention.led.connect(self.led)
        self.attention.stepped.connect(self.stepped)
        session.watch.changed.connect(self._show_attention)
        self.ahead = AheadTabs(session)
        self.ahead.led.connect(self.led)
        for card, lead in zip(self._cards, self._leads(), strict=True):
            card.clicked.connect(lead)
        counts = QWidget()
        column = QVBoxLayout(counts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(cards)
        column.addWidget(self._lost)
        column.addLayout(self._first_steps)
        column.addStretch(1)
        above = [
            Above(tr("Summary"), counts),
            Above(tr("Needs attention"), self.attention, 3),
        ]
        self.ahead.currentChanged.connect(lambda _: self.headline_changed.emit())
        self._whole = AboveTabs(above, self.ahead, 2)
        self.panes.lay_out([(self._whole, 1)])

    @override
    def headline(self) -> tuple[str, str]:
        return self.title(), show_day(self.session.on)

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        add = Deed(tr("Add agency…"), lambda: self.go.emit("add-agency", 0), is_enabled=can)
        if self._is_empty():
            return [add]
        printing = Deed(tr("Print overview…"), self.print_charts, act=Act.PRINT)
        first = self._first_step()
        if first is not None and first.place == "partners":
            return [printing, replace(add, is_folded=True)]  # its button stands in the banner
        is_next = first is None and self._going_on() is None
        return [printing, add.as_primary() if is_next else add]

    @override
    def show_whole(self) -> None:
        self.attention.show_everything()

    @override
    def shown_part(self) -> str:
        return self.attention.rule

    @override
    def show_part(self, part: str) -> None:
        self.attention.show_rule(part)

    @override
    def refresh(self) -> None:
        shown, on = self.session.shown, self.session.on
        known = overview.counts_on(shown, on)
        # No figure before there is something to count.
        ever = (known.assets, known.partners_ever, known.shares_ever, known.revoked_not_gone)
        for card, count in zip(self._cards[:-1], ever, strict=True):
            card.setVisible(count > 0)
        self._cards[0].show_count(
            str(known.assets),
            _parts(
                ntr("asset", "assets", known.assets),
                ntr("{n} not owned by us", "{n} not owned by us", known.not_ours),
                _unknown(known.owner_unknown),
            ),
            "critical" if known.not_ours else "high" if known.owner_unknown else "good",
        )
        is_urgent = known.past_end or known.partners_over
        self._cards[1].show_count(
            str(known.partners),
            _partners_words(known),
            "high" if is_urgent else "info" if known.partners_unconfirmed else "good",
            tr("Partners with active access or an active partnership"),
        )
        self._cards[2].show_count(
            str(known.open_shares),
            _parts(
                ntr("active share", "active shares", known.open_shares),
                ntr("{n} unconfirmed", "{n} unconfirmed", known.unconfirmed),
            ),
            "info" if known.unconfirmed else "good",
        )
        self._cards[3].show_count(
            str(known.revoked_not_gone),
            tr("revoked, not yet verified"),
            "high" if known.revoked_not_gone else "good",
        )
        self._show_attention()
        self.show_empty(self._is_empty())
        self.headline_changed.emit()

    def _leads(self) -> list[Callable[[], object]]:
        """Return what each card leads to: exactly what it counts, in its list."""
        connected = f"connected:{tr('yes')}"
        working = _one_of("state", "share_state", "granted", "confirmed")
        shared = _one_of("direction", "share_direction", "SHARING")
        return [
            lambda: self.listed.emit("assets", ""),
            lambda: self.listed.emit("partners", connected),
            lambda: self.listed.emit("access", f"{working} {shared}"),
            lambda: self.go.emit("removals", 0),
            self.attention.table.take_focus,
        ]

    def _show_attention(self) -> None:
        attention = self.session.watch.attention
        self._show_first_steps()
        self.headline_changed.emit()
        self.ahead.show_attention(attention)
        self._whole.column.setStretchFactor(self.ahead, 2 if self.ahead.has_engagements else 0)
        self.attention.show_attention(attention)
        if attention is None:
            self._cards[4].show_count("…", tr("health score (of 100)"), "neutral")
            return
        health = health_of(attention)
        worst = ", ".join(map(_reason, health.reasons[:_WORST]))
        told = tr(
            "The health score is 100 minus points for each open finding, so a new record lowers "
            "the score until the record is confirmed. Biggest deductions: {reasons}",
            reasons=worst,
        )
        self._lost.setText(told)
        self._lost.setVisible(bool(worst))
        tone = next((t for least, t in _HEALTH if health.figure >= least), "critical")
        whole = "\n".join([_counted(health), *map(_reason, health.reasons)])
        self._cards[4].show_count(f"{health.figure:g}", tr("health score (of 100)"), tone, whole)

    def _is_empty(self) -> bool:
        return overview.is_empty(self.session.shown, self.session.on)

    @override
    def banner_elsewhere(self, where: Place) -> Banner | None:
        """Say where the Business Centers and people are recorded what comes next at the beginning.

        The other places offer it by themselves, as long as they are empty.
        """
        found = self._first_step() if self.session.can_act and where.name in _BEGUN_IN else None
        if found is None or self._is_empty():
            return None
        return self._leading(found.text, found.act) if where.name != found.place else None

    def _show_first_steps(self) -> None:
        found = self._first_step()
        if found is None:
            self._show_going_on()
            return
        words = " ".join((found.text, tr("Or import a list that you have.")))
        self.panes.empty.say(tr("Nothing is recorded yet"), words, [self.import_act(), found.act])
        self._first_steps.show_banners([self._leading(found.text, found.act)])

    def _first_step(self) -> _FirstStep | None:
        """Return what a new register needs next, until there is one of each."""
        shown, wanted = self.session.shown, Wanted(self.session.on)
        has_assets = shown.rows(AssetRow, wanted).count() > 0
        if not business_centers.own_business_centers(shown):
            text = tr("Start with your own Business Center: it should own every asset.")
            begin = partial(self._begin, Act.RECORD_BUSINESS_CENTER)
            return _FirstStep(text, (tr("Add our Business Center…"), begin), "business-centers")
        if not has_assets and (lacking := self._admins_missing()) is not None:
            text = tr(
                "Next, add two Admins, so that your Business Center never depends on one person."
            )
            add: Action = (lacking.text, partial(self.stepped.emit, lacking))
            return _FirstStep(text, add, "business-centers")
        if not has_assets:
            text = tr("Next, add the brand's assets.")
            begin = partial(self._begin, Act.RECORD_ASSET)
            return _FirstStep(text, (tr("Add asset…"), begin), "assets")
        if not shown.rows(PartnerRow, wanted).count():
            text = tr("Next, add the agency that works on the assets.")
            to_path = partial(self.go.emit, "add-agency", 0)
            return _FirstStep(text, (tr("Add agency…"), to_path), "partners")
        return None

    def _admins_missing(self) -> NextStep | None:
        """Return what ends that a Business Center of ours has fewer than two Admins."""
        attention = self.session.watch.attention
        found = attention.open if attention is not None else ()
        return next((each.next_step for each in found if each.rule in _ADMINS_MISSING), None)

    def _going_on(self) -> GoingOn | None:
        """Return what to go on with; nothing while something critical is wrong."""
        attention = self.session.watch.attention
        if attention is None or attention.counts["critical"] or not self.session.can_act:
            return None
        return going_on(attention.situation)

    def _show_going_on(self) -> None:
        """Say first what was begun, before what has stood for long: one act goes on with it."""
        found = self._going_on()
        if found is None:
            self._first_steps.show_banners([])
            return
        words = " ".join(filter(None, (found.text, found.also)))
        lead = (found.button, partial(self.led.emit, found.kind, found.id, found.act))
        self._first_steps.show_banners([self._leading(words, lead)])

    @staticmethod
    def _leading(words: str, act: Action) -> Banner:
        return Banner(words, "accent", [act], leads=True)

    def _begin(self, act: Act) -> None:
        """Open the form of a first step in the place where its record belongs."""
        self.led.emit("brand", 0, act)

    @override
    def rest(self) -> None:
        self.ahead.rest()
        super().rest()

    def print_charts(self) -> None:
        """Ask how to print the charts, with the system's dialog."""
        from delvia_desktop.ui.findings import chart_print  # noqa: PLC0415 - loads the printing of Qt

        brand = self.session.shown.brand.name or tr("Unnamed brand")
        moment = self.session.past_title or show_day(self.session.on)
        title = tr("Overview of {brand}", brand=brand)
        sheet = chart_print.ChartSheet(title, moment, self.ahead.charts())
        self.ahead.when_whole(lambda: chart_print.ask(self, sheet))


def _parts(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _unknown(n: int) -> str:
    return ntr("{n} with unknown owner", "{n} with unknown owner", n) if n else ""


def _counted(health: Health) -> str:
    return ntr("Based on {n} record.", "Based on {n} records.", health.records)


def _partners_words(known: RecordCounts) -> str:
    """Say how many partners are connected, and which of them need to be looked at."""
    parts = [ntr("connected partner", "connected partners", known.partners)]
    if n := known.partners_over:
        parts.append(ntr("{n} ended, still with access", "{n} ended, still with access", n))
    if known.partners_unconfirmed:
        parts.append(ntr("{n} unconfirmed", "{n} unconfirmed", known.partners_unconfirmed))
    if known.past_end or len(parts) == 1:
        parts.append(ntr("{n} past its end date", "{n} past their end date", known.past_end))
    return " · ".join(parts)


def _one_of(field: str, group: str, *codes: str) -> str:
    """Return a condition on a field as a person would type it, in the words of the language."""
    words = (tr(term(group, code).label).casefold() for code in codes)
    return f"{field}:{','.join(quoted(word) for word in words)}"


def _reason(reason: Reason) -> str:
    title = tr(rule_text(reason.rule).title)
    return tr("{title} ({points})", title=title, points=f"{reason.points:.1f}")
