"""Calm forms: what is needed comes first, what is required is marked, nothing moves away."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import CheckField, LineField, required
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.more import More
from tests.ui import every_form

_OTHERS = {
    "many_form",  # says what is wrong once its preview is ready
    "taken_together",  # is such a form for records that are chosen already
    "step_form",  # is given its records by the acts that open it
}


@pytest.fixture(scope="module")
def session(qapp, sample_file, tmp_path_factory):
    """One sample for all forms."""
    made = every_form.sample_with_all(qapp, sample_file, tmp_path_factory.mktemp("calm"))
    yield made
    made.close()


@pytest.mark.parametrize(("name", "is_change"), every_form.cases())
def test_a_form_shows_few_fields_first_and_hides_none_that_matters(session, name, is_change):
    """Issue 16: what holds a value or a problem is never folded away, the rest is short."""
    panel = every_form.made(session, name, is_change=is_change).panel
    assert every_form.wrongly_hidden(panel) == []
    first = every_form.shown_first(panel)
    assert first
    if not is_change and name not in every_form.FILLED:
        assert len(first) <= every_form.FIRST_VIEW
    problems = [Problem(each, "Not like this") for each in panel.fields]
    panel.show_problems(Invalid(tuple(problems)))
    assert every_form.wrongly_hidden(panel) == []
    panel.deleteLater()


@pytest.mark.parametrize(("name", "is_change"), every_form.cases())
def test_the_title_of_a_form_has_one_colon_at_most(session, name, is_change):
    """Found by fresh eyes: “Close review: Initial review: Kite Studio”."""
    panel = every_form.made(session, name, is_change=is_change).panel
    outside_quotes = re.sub("“.*”", "", panel.title)
    assert outside_quotes.count(": ") <= 1
    panel.deleteLater()


@pytest.mark.parametrize(("name", "is_change"), every_form.cases())
def test_what_an_empty_form_is_refused_for_is_marked_before(session, name, is_change):
    """A16: no one learns from a refusal what is required."""
    form = every_form.made(session, name, is_change=is_change)
    every_form.blanked(form.panel)
    fields = {n: f for n, f in form.panel.fields.items() if f.fits}
    refused: set[str] = set()
    before = session.live.revision
    if name not in _OTHERS:
        try:
            form.record(form.panel.values())
        except Invalid as error:
            refused = {problem.field for problem in error.problems}
        if session.live.revision > before:
            session.undo()
        empty = {n for n, f in fields.items() if not f.value()}
        assert refused & empty <= {n for n, f in fields.items() if f.is_required}
        assert {n for n, f in fields.items() if f.is_required} & empty <= refused
    for field in fields.values():
        shown = field.editor.text() if isinstance(field, CheckField) else field._label.text()
        assert shown.endswith("\N{NO-BREAK SPACE}*") == field.is_required
        told = " ".join(stop.accessibleDescription() for stop in field.stops())
        assert ("required" in told) == field.is_required
    form.panel.deleteLater()


def folded_form(qtbot) -> FormPanel:
    """Return a form of which two fields are folded away; what is named “odd” is noticed."""

    def look(values):
        return [Notice("name", "There is another one")] if values["name"] == "odd" else []

    panel = FormPanel(
        "Add",
        "Add it",
        {
            "name": required(LineField("Name")),
            "next": LineField("Next"),
            "job": LineField("Job"),
            "on": DayField("On", lambda text: f"understood as {text}"),
        },
        look=look,
        usual=("name", "next"),
    )
    qtbot.addWidget(panel)
    panel.resize(400, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_more_opens_and_folds_by_keys_and_says_so(qtbot):
    """Issue 16: the name counts the fields, the state is told, a value stays in sight."""
    panel = folded_form(qtbot)
    more = panel.findChild(More)
    assert (more.accessibleName(), more.accessibleDescription()) == ("More (2 fields)", "collapsed")
    assert not panel.fields["job"].isVisible()
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert more.accessibleDescription() == "expanded"
    qtbot.keyClicks(panel.fields["job"].editor, "Buyer")
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert more.accessibleDescription() == "collapsed"
    assert panel.fields["job"].isVisible()
    assert not panel.fields["on"].isVisible()


def test_what_a_next_step_asks_for_and_what_is_wrong_is_unfolded(qtbot):
    """Issue 16: nobody looks for the field that a finding or a refusal is about."""
    panel = folded_form(qtbot)
    panel.ask_for(("on",))
    assert panel.focusWidget() is panel.fields["on"].editor
    other = folded_form(qtbot)
    other.show_problems(Invalid((Problem("job", "Enter the job"),)))
    assert other.fields["job"].isVisible()
    filled = folded_form(qtbot)
    filled.set_values({"job": "Buyer"})
    assert filled.findChild(More).is_open


def test_a_notice_waits_while_the_pointer_is_on_its_way(qtbot):
    """A16: a click lands in the field at which it was aimed, however slow the hand."""
    panel = folded_form(qtbot)
    QCursor.setPos(panel.mapToGlobal(QPoint(30, 30)))
    qtbot.keyClicks(panel.fields["name"].editor, "odd")
    below = panel.fields["next"].geometry()
    QCursor.setPos(panel.mapToGlobal(QPoint(60, 90)))
    panel._timer.timeout.emit()
    QApplication.processEvents()
    assert panel.fields["next"].geometry() == below
    qtbot.waitUntil(lambda: bool(panel.fields["name"]._notice.text()))


def test_what_is_understood_of_a_date_has_its_room_from_the_start(qtbot):
    """A16: the fields below a date stay where they are while it is typed."""
    panel = folded_form(qtbot)
    panel.ask_for(("on",))
    QApplication.processEvents()
    field = panel.fields["on"]
    before = field.height()
    qtbot.keyClicks(field.editor, "3 Feb 2027")
    QApplication.processEvents()
    assert (field.height(), field._hint.text()) == (before, "understood as 3 Feb 2027")


@pytest.mark.parametrize("kind", [False, True])
def test_a_list_opens_by_a_click_anywhere_with_the_chosen_row_marked(qtbot, kind):
    """A16: also where one can type; another click closes it, what is typed replaces the words."""
    options = [Option(place, f"Number {place}") for place in range(5)]
    field = ChoiceField("Choice", options, searchable=kind)
    field.set_value(3)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    box = field.editor
    press = box.lineEdit() or box
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton, pos=QPoint(20, press.height() // 2))
    shown = box._popup if kind else box.view()
    qtbot.waitUntil(shown.isVisible)
    assert shown.currentIndex().data() == "Number 3"
    assert box.chosen_text() == "Number 3"
    assert drawn(shown, 3) != drawn(shown, 2)
    if kind:
        qtbot.keyClicks(box.lineEdit(), "1")
        assert [shown.model().index(n, 0).data() for n in range(shown.model().rowCount())] == [
            "Number 1"
        ]
    shown.window().hide()


def drawn(view, place: int) -> bytes:
    """Return how a row is drawn, as if the keys were in none of them."""
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(view.model().index(place, 0)).translated(
        -view.visualRect(view.model().index(place, 0)).topLeft()
    )
    option.state &= ~QStyle.StateFlag.State_Selected

    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, view.model().index(place, 0))
    painter.end()
    # The words differ from row to row; the mark stands behind them.
    edge = image.copy(image.width() - 20, 0, 20, image.height())
    return bytes(edge.constBits())


def test_the_day_of_a_confirmation_is_empty_until_there_is_one(me):
    """A16: “Not confirmed” with today beside it was recorded as if someone had looked."""
    me.go("assets")
    me.do("Record ownership…")
    day = me.fields["ownership_confirmed_on"]
    assert me.fields["ownership_proof"].value() == ""
    assert day.value() == ""
    me.choose("ownership_proof", "TRANSFER")
    assert day.value() == me.window.session.live.today.isoformat()
    assert day.is_required
    me.choose("ownership_proof", "")
    assert day.value() == ""
    me.choose("ownership_proof", "TRANSFER")
    me.type("ownership_confirmed_on", "1 Feb 2025")
    me.choose("ownership_proof", "")
    assert day.value() == "1 Feb 2025"


def test_a_member_whose_joining_is_unknown_needs_no_invented_date(me):
    """A16: the hint of “Joined on” says what to enter for someone who is there already."""
    me.go("people")
    me.do("Add seat…")
    assert "date is unknown" in me.fields["accepted_on"]._hint.text()
