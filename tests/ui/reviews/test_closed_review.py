"""A closed review says at first sight how it was decided, and opens its report."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from tests.ui.story import Person


def told(me: Person) -> list[str]:
    QApplication.processEvents()
    facts = me.window.place._facts
    return [label.text() for label in facts.findChildren(QLabel) if label.isVisible()]


def test_decisions_and_report_of_a_closed_review_stand_over_its_items(me, tmp_path):
    """What was decided was found only by going through the items, its report only in a list."""
    records = me.window.session.live.records
    lines = records.select(ReviewLine)
    review = next(
        each
        for each in records.select(Review)
        if each.closed_on and {x.decision for x in lines if x.review == each.id} == {"KEPT"}
    )
    me.go("reviews")
    page = me.window.place
    page.show_record(int(review.id))
    assert f"Keep: {sum(each.review == review.id for each in lines)}" in told(me)
    assert "Report" not in told(me)
    me.do("Print report…")
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    me.window.paper_view.save_to(tmp_path / "report.pdf")
    me.window.paper_view.close()
    assert "Report" in told(me)
    (report,) = me.window.session.live.records.select(
        AccessRecord, kind="review", subject=review.id
    )
    (link,) = [
        made
        for made in page._facts.findChildren(QPushButton)
        if made.isVisible() and made.text().startswith(report.number)
    ]
    me.bot.mouseClick(link, Qt.MouseButton.LeftButton)
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    assert me.window.paper_view.prepared.record.number == report.number
