"""Below what needs attention: engagements, what is coming, health over the year, the last acts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.domain.findings.attention import AHEAD, Attention
from delvia_desktop.domain.findings.coming import Coming
from delvia_desktop.domain.findings.engagements import engagements
from delvia_desktop.domain.findings.health import health_of
from delvia_desktop.domain.lists.rows import RevisionRow, Wanted
from delvia_desktop.i18n import ntr, show_day, show_moment, tr
from delvia_desktop.services.findings import health_course
from delvia_desktop.services.findings.health_course import Point
from delvia_desktop.ui.findings.health_chart import HealthChart
from delvia_desktop.ui.findings.timeline import Timeline
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.chart import Chart
from delvia_desktop.ui.widgets.tabs import Tabs

_ACTS = 30
"""Last acts that are shown; the whole is in History."""


class AheadTabs(Tabs):
    """The tabs; each is filled from what needs attention, or when it is first shown."""

    led = Signal(str, int, str)
    """The kind and key of a record, and the act that is to begin there."""

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._points: tuple[Point, ...] | None = None
        self._work: Work | None = None
        self._then: Callable[[], object] | None = None
        self.has_engagements = False
        self.setAccessibleName(tr("Upcoming and recent"))
        self.timeline = Timeline()
        self.timeline.opened.connect(lambda key: self.led.emit("partner", key, ""))
        self.coming = ListTable(
            tr("Upcoming"),
            _coming_columns(session),
            tr("Nothing ends or is due in the next {days} days.", days=AHEAD),
        )
        self.overdue = ListTable(tr("Overdue"), _coming_columns(session), tr("Nothing is overdue."))
        for table, name in ((self.coming, "upcoming"), (self.overdue, "overdue")):
            remember_look(table, name)
            table.activated_row.connect(lambda _, table=table: self._show_event(table))
        self.health = HealthChart()
        self.acts = ListTable(tr("Recent changes"), _act_columns(), tr("No changes yet."))
        remember_look(self.acts, "recent changes")
        self.acts.activated_row.connect(lambda key: self.led.emit("revision", key, ""))
        self.addTab(_scrolled(self.timeline), tr("Engagements"))
        self.addTab(self.coming, tr("Upcoming dates"))
        self.addTab(self.overdue, self.overdue.accessibleName())
        self.course = _scrolled(self.health)
        self.addTab(self.course, self.health.title)
        self.addTab(self.acts, tr("Recent changes"))
        self.currentChanged.connect(lambda _: self._show_tab())

    def charts(self) -> tuple[Chart, ...]:
        """Return the charts as they are shown now."""
        return self.timeline, self.health

    def show_attention(self, attention: Attention | None) -> None:
        """Show what is ahead and behind; None while it is being looked for."""
        on = self._session.on
        periods = engagements(attention.situation) if attention is not None else ()
        self.has_engagements = bool(periods)
        self.timeline.show_engagements(periods, on)
        events = attention.coming if attention is not None else ()
        rows = [_Row(number, event) for number, event in enumerate(events, start=1)]
        ahead = [row for row in rows if row.event.day >= on]
        late = [row for row in reversed(rows) if row.event.day < on]  # the latest first
        self.coming.show_rows(HeldRows(ahead), self.coming.key())
        self.overdue.show_rows(HeldRows(late), self.overdue.key())
        words = tr("Overdue ({n})", n=len(late)) if late else tr("Overdue")
        self.setTabText(self.indexOf(self.overdue), words)
        acts = self._session.shown.rows(RevisionRow, Wanted(on, descending=True))
        self.acts.show_rows(HeldRows(acts.page(0, _ACTS)), self.acts.key())
        self._show_course(attention)

    def when_whole(self, then: Callable[[], object]) -> None:
        """Call a function once the months behind were looked at, beside the window."""
        if self._points is not None:
            then()
            return
        self._then = then
        self._look_back()

    def rest(self) -> None:
        """Leave the register alone, as it is being closed."""
        if self._work is not None:
            self._work.stop()
            self._work = None

    def _show_tab(self) -> None:
        if self.currentWidget() is self.course:
            self._look_back()

    def _look_back(self) -> None:
        """Look at the months behind, once, when somebody wants to see them."""
        if self._points is not None or self._work is not None:
            return
        copy = self._session.live.copy()

        def look() -> tuple[Point, ...]:
            with closing(copy):
                return health_course.course(copy)

        self.health.show_points((), tr("Calculating the past year…"))
        self._work = Work(None, tr("Calculating the past year…"), look)
        self._work.done.connect(self._take)
        self._work.finished.connect(self._end)
        self._work.start()

    def _take(self, points: tuple[Point, ...]) -> None:
        self._points = points
        self._show_course(self._session.watch.attention)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _end(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None

    def _show_course(self, attention: Attention | None) -> None:
        if self._points is None:
            return
        on = self._session.on
        known = [point for point in self._points if point.day < on]
        if attention is not None:
            known.append(Point(on, health_of(attention).figure, len(attention.open)))
        self.health.show_points(known)

    def _show_event(self, table: ListTable) -> None:
        row: _Row | None = table.current_row()
        if row is not None:
            self.led.emit(row.event.kind, row.event.record, "")


class _Row(NamedTuple):
    """An event with the number by which the table knows it."""

    id: int
    event: Coming


def _coming_columns(session: Session) -> list[Column]:
    def tone(row: _Row) -> str:
        return "critical" if row.event.day < session.on else "neutral"

    def when(row: _Row) -> str:
        days = (row.event.day - session.on).days
        if days < 0:
            return ntr("{n} day ago", "{n} days ago", -days)
        return ntr("in {n} day", "in {n} days", days) if days else tr("today")

    return [
        Column("day", tr("Date"), lambda row: show_day(row.event.day), 12, sortable=False),
        Column("when", tr("When"), when, 12, tone, sortable=False, whole=True),
        Column("what", tr("What"), lambda row: row.event.words, 48, sortable=False),
    ]


def _act_columns() -> list[Column]:
    def when(row: RevisionRow) -> str:
        return show_moment(row.at)

    return [
        Column("at", tr("When"), when, 22, sortable=False),
        Column("who", tr("Who"), lambda row: row.who, 14, sortable=False),
        Column("title", tr("What"), lambda row: row.title, 48, sortable=False),
    ]


def _scrolled(chart: Chart) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(chart.title)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 0)
    column.addWidget(chart)
    column.addStretch(1)
    area.setWidget(holder)
    return area
