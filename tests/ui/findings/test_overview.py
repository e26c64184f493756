"""The Overview: engagements on a time line, health over the year, last acts; drawn and printed."""

from __future__ import annotations

from datetime import date

from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from delvia_desktop.domain.findings.engagements import engagements
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.services.findings import findings, health_course
from delvia_desktop.services.findings.health_course import month_ends
from delvia_desktop.ui.findings import chart_print
from delvia_desktop.ui.findings.health_chart import HealthChart
from delvia_desktop.ui.findings.timeline import Timeline
from delvia_desktop.ui.widgets.notes import Banner
from tests.ui.stories import lines


def test_engagements_are_told_in_words_and_opened_by_keys_and_mouse(me):
    timeline = me.window.place.ahead.timeline
    told = timeline.accessibleDescription()
    assert "Loop Social" in told
    assert told.count("past its end date") == 1
    assert len(timeline.words()) == 5
    timeline.setFocus()
    me.bot.keyClick(timeline, Qt.Key.Key_Down)
    me.bot.keyClick(timeline, Qt.Key.Key_Return)
    assert me.window.place.name == "partners"
    assert me.window.place.headline()[0] == timeline._engagements[1].name
    me.go("overview")
    line = timeline.fontMetrics().height()
    me.bot.mouseDClick(
        timeline, Qt.MouseButton.LeftButton, pos=QPoint(30, round(line * (1.5 + 1.9 * 2.5)))
    )
    assert me.window.place.headline()[0] == timeline._engagements[2].name


def test_where_an_engagement_stands_reads_the_same_on_its_bar_and_in_the_list_of_partners(me):
    """Loop Social, past its end, was “Ending” in the colour of a partner who ends next year."""
    bars = {e.name: e.standing for e in me.window.place.ahead.timeline._engagements}
    assert (bars["Loop Social"].label, bars["Loop Social"].tone) == ("Past end date", "critical")
    assert bars["Kite Studio"].label == "Ending"
    me.go("partners")
    table = me.window.place.partners
    listed = dict(zip(lines(table, "Partner"), lines(table, "State"), strict=True))
    assert {name: listed[name] for name in bars} == {n: term.label for n, term in bars.items()}


def test_who_points_at_a_bar_is_told_what_its_colour_means(me):
    timeline = me.window.place.ahead.timeline
    line = timeline.fontMetrics().height()
    for row, words in enumerate(timeline.words()):
        at = QPoint(300, round(line * (1.5 + 1.9 * (row + 0.5))))
        asked = QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at))
        QApplication.sendEvent(timeline, asked)
        assert QToolTip.text() == words
    QToolTip.hideText()


def test_the_overview_stays_as_it_was_laid_out_when_one_comes_back(me):
    """Its cards, laid out while they were hidden, kept the height of letters one below another."""
    page = me.window.place
    me.window.resize(1280, 800)
    QTest.qWait(0)
    before = page.attention.height()
    me.go("partners")
    QTest.qWait(0)
    me.go("overview")
    for _ in range(8):
        QTest.qWait(0)
    assert abs(page.attention.height() - before) < page.fontMetrics().lineSpacing()


def test_upcoming_dates_begin_with_today_and_what_is_overdue_stands_apart(me):
    """Found by a newcomer: the upcoming dates began with those of 150 days ago."""
    ahead, today = me.window.place.ahead, me.window.session.on
    events = me.window.session.watch.attention.coming
    shown = [row.event for row in ahead.coming.list_model.held()]
    late = [row.event for row in ahead.overdue.list_model.held()]
    assert shown == [event for event in events if event.day >= today]
    assert {event.day for event in late} == {event.day for event in events if event.day < today}
    assert late[0].day > late[-1].day
    assert ahead.tabText(ahead.indexOf(ahead.overdue)) == f"Overdue ({len(late)})"
    ahead.setCurrentWidget(ahead.overdue)
    ahead.overdue.setFocus()
    ahead.overdue.selectRow(0)
    me.bot.keyClick(ahead.overdue, Qt.Key.Key_Return)
    assert me.window.place.name != "overview"


def test_health_over_the_year_comes_from_the_journal_as_it_was_known_then(me):
    ahead = me.window.place.ahead
    assert "not enough history" in ahead.health.words()[0]
    ahead.setCurrentWidget(ahead.course)
    me.bot.waitUntil(lambda: ahead._points is not None, timeout=30_000)
    points = ahead._points
    live = me.window.session.live
    assert [p.day for p in points] == month_ends(live.today)[-len(points) :]
    assert len(points) == 13
    then = live.as_of(live.known_at(live.clock().replace(hour=23, minute=59)).revision)
    assert points[-1].open == len(me.window.session.watch.attention.open)
    then.close()
    assert ahead.health.accessibleDescription().count("of 100") == 13
    # After an act the last point is that of now; the months behind stay as they were known
    before = ahead.health.words()
    me.window.session.live.undo()
    assert ahead.health.words()[:-1] == before[:-1]


def test_the_last_acts_lead_to_the_history(me):
    ahead = me.window.place.ahead
    ahead.setCurrentWidget(ahead.acts)
    first = lines(ahead.acts, "What")[0]
    ahead.acts.setFocus()
    ahead.acts.selectRow(0)
    me.bot.keyClick(ahead.acts, Qt.Key.Key_Return)
    assert me.window.place.name == "history"
    assert first


def test_the_charts_print_with_their_words(me, tmp_path):
    live = me.window.session.live
    chart = HealthChart()
    chart.show_points(health_course.course(live))
    timeline = Timeline()
    timeline.show_engagements(engagements(me.window.session.watch.attention.situation), live.today)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "overview.pdf"))
    sheet = chart_print.ChartSheet("Overview of Nova", "24 Nov 2026", [timeline, chart] * 3)
    chart_print.print_on(printer, sheet)
    read = PdfReader(tmp_path / "overview.pdf")
    assert len(read.pages) > 1
    text = " ".join("".join(page.extract_text() for page in read.pages).split())
    for words in ("Overview of Nova", "Health score trend", "Past end date", "Requested", "of 100"):
        assert words in text


def test_the_months_end_on_their_last_days_in_leap_years_too():
    ends = month_ends(date(2028, 3, 31))
    assert ends[0] == date(2027, 3, 31)
    assert date(2028, 2, 29) in ends
    assert ends[-1] == date(2028, 3, 31)
    assert len(ends) == 13


def test_empty_charts_say_what_is_missing(qtbot):
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.show_engagements((), date(2026, 11, 23))
    timeline.grab()
    assert timeline.accessibleDescription() == "No engagements yet."
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    qtbot.keyClick(timeline, Qt.Key.Key_Tab)


def test_the_overview_goes_on_with_what_was_begun_before_old_findings(me):
    """Found by a newcomer: after reopening, nothing led on with the agency that was added."""
    page, live = me.window.place, me.window.session.live
    assert not begun(me)  # the sample has something critical, which comes first
    for finding in me.window.session.watch.attention.open:
        if finding.severity == "critical":
            draft = AcceptanceDraft("31 Dec 2099", "Known", "Mara")
            live.perform(findings.accept_finding, finding, draft)
    me.go("partners")
    me.go("overview")
    me.bot.waitUntil(lambda: bool(begun(me)))
    (banner,) = begun(me)
    assert banner.label.text().startswith("Next")
    assert "Also open: " in banner.label.text()
    assert me.button("Add agency…").property("kind") != "primary"
    me.click("Continue procedure", page)
    assert me.window.place.name == "procedures"


def begun(me) -> list[Banner]:
    """Return what the Overview says of what was begun."""
    return [b for b in me.window.place.findChildren(Banner) if "Next" in b.label.text()]
