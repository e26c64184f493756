"""Reviews in the window: begun, decided one key a line, closed, followed, known everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.reviews.steps import ReviewDraft
from delvia_desktop.i18n import show_day
from delvia_desktop.services.computer.person import remember_name
from delvia_desktop.ui.reviews.review_form import review_form
from delvia_desktop.ui.reviews.reviews_page import ReviewsPage
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.accessibility import unnamed
from tests.ui.stories import lines


@pytest.fixture
def me(me):
    me.go("reviews")
    return me


def live(me):
    return me.window.session.live


def choose(me, state: str) -> None:
    table = me.window.place.list.table
    table.selectRow(lines(table, "State").index(state))


def row(me):
    return me.window.place.lines.table.current_row()


def test_a_review_of_a_partnership_asks_for_the_partner_and_no_other_does(me):
    """Found by fresh eyes: it was required and read “Everyone”."""
    panel = review_form(me.window.session, ReviewDraft(kind="START")).panel
    partner = panel.fields["partnership"]
    assert (partner.is_required, partner.editor.currentText()) == (True, "Choose…")
    panel.fields["kind"].set_value("QUARTERLY")
    panel.fields["kind"].edited.emit()
    assert (partner.is_required, partner.editor.currentText()) == (False, "Everyone")


def test_what_is_due_is_told_first_with_the_form_for_it(me):
    page = me.window.place
    assert page.headline()[0].startswith("Immediate review: Loop Social")
    assert lines(page.list.table, "State")[:2] == ["Open", "Follow-up open"]
    assert unnamed(me.window) == []
    me.click("Start this review…")
    values = page.form.panel.values()
    assert values["kind"] == "MIDDLE"
    assert values["partnership"] is not None
    assert len(values["surfaces"]) == 9
    assert values["reviewer"] == "Mara", "who works here"
    me.type("reviewer", "")
    me.submit()
    assert "Enter the reviewer" in me.fields["reviewer"].problem()
    me.type("reviewer", "Oliver Grant")
    me.type("note", "Mid-point of Kite")
    me.recorded()
    assert page.record().kind == "MIDDLE"
    assert page.lines.table.list_model.rowCount() > 10
    assert not any("Kite Studio was due" in text for text in banners(page))
    me.press("Ctrl+Z")
    assert page.record().kind != "MIDDLE"


def test_no_one_reviews_their_own_leaving_nor_once_they_have_left(me):
    """The review of a leaver began with the leaver as reviewer, without its reason and day."""
    register = me.window.session.live
    remember_name("Jonas Becker")
    page = me.window.place
    jonas = register.records.find(Person, name="Jonas Becker")
    page.begin_for(person=jonas.id)
    values = page.form.panel.values()
    (due,) = [due for due in page._dues() if due.person == jonas.id]
    assert values["reviewer"] == ""
    assert values["cause"] == due.cause == f"Jonas Becker left on {show_day(jonas.left_on)}."
    assert values["due_on"] == max(due.day, register.today).isoformat()
    me.press("Esc")
    remember_name("mara lindt")
    page.begin_for(person=register.records.find(Person, name="Mara Lindt").id)
    assert page.form.panel.values()["reviewer"] == ""
    me.press("Esc")
    page.begin_for(person=jonas.id)
    assert page.form.panel.values()["reviewer"] == "mara lindt"
    me.press("Esc")
    page.close_review()
    assert page.form.panel.values()["by"] == "mara lindt", "not who reviewed"


def test_a_review_of_a_partner_begins_with_who_is_accountable_while_no_one_says_who_works_here(me):
    page, records = me.window.place, me.window.session.live.records
    kite = records.find(Partner, name="Kite Studio")
    (period, *_) = (p for p in records.select(Partnership, partner=kite.id) if p.internal_owner)
    remember_name("")
    page.begin_for(partnership=period.id)
    assert page.form.panel.values()["reviewer"] == period.internal_owner == "Oliver Grant"
    me.press("Esc")
    remember_name("Nina Tester")
    page.begin_for(partnership=period.id)
    assert page.form.panel.values()["reviewer"] == "Nina Tester"


def test_each_review_that_is_due_is_led_to(me):
    """Found by a newcomer: "2 more are due now or soon", and nowhere which."""
    page = me.window.place
    (first,) = banners(page)
    assert first.endswith("2 more are due now or soon.")
    me.click("Show all")
    told = banners(page)
    assert len(told) == len(set(told)) == 3
    assert told[0] == first.removesuffix(" 2 more are due now or soon.")
    first_act = me.button("Start this review…", widget_at(page._due, 0))
    me.bot.waitUntil(lambda: me.window.focusWidget() is first_act)
    me.bot.mouseClick(
        me.button("Start this review…", widget_at(page._due, 2)), Qt.MouseButton.LeftButton
    )
    assert page.form.panel.values()["kind"]


def test_the_review_of_each_quarter_is_found_among_the_kinds(me):
    """Found by a newcomer: the help speaks of each quarter, and no kind of review did."""
    me.click("Start review…")
    options = [option.text for option in me.fields["kind"]._options]
    assert "Full review (quarterly)" in options
    me.press("Esc")
    listed = me.window.place.list
    listed.show_filtered("kind:quarterly")
    assert set(lines(listed.table, "Review")) == {"Full review"}


def banners(page) -> list[str]:
    return [widget_at(page._due, n).label.text() for n in range(page._due.count())]


def test_one_key_decides_a_line_and_goes_to_the_next(me):
    table = me.window.place.lines.table
    what = lines(table, "What")
    undecided = [n for n, text in enumerate(lines(table, "Decision")) if text == "—"]
    risky = next(n for n in undecided if what[n].startswith("⚠"))
    first = next(n for n in undecided if n != risky)
    table.setFocus()
    table.selectRow(first)
    key = table.key()
    me.bot.keyClick(table, Qt.Key.Key_K)
    line = live(me).records.get(ReviewLine, key)
    assert (line.decision, line.decided_by) == ("KEPT", "Mara Lindt")
    assert row(me).id != key
    assert row(me).decision == ""
    revoked = row(me).id
    me.bot.keyClick(table, Qt.Key.Key_R)
    assert live(me).records.get(ReviewLine, revoked).decision == "REVOKED"
    table.selectRow(risky)
    second = row(me).id
    me.bot.keyClick(table, Qt.Key.Key_D)
    assert me.window.place.form.panel.submit_button.text() == "Defer"
    me.submit()
    assert "Enter who is responsible" in me.fields["owner"].problem()
    me.type("owner", "Oliver Grant")
    me.type("until", "+10")
    me.submit()
    assert live(me).records.get(ReviewLine, second).owner == "Oliver Grant"
    assert "Close review" in me.window.place.form.panel.title, "it was the last"
    me.press("Esc")
    me.press("Ctrl+Z")
    assert live(me).records.get(ReviewLine, second).decision == ""


def select_all(me, table):
    table.setFocus()
    me.bot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_of_several_lines_only_those_that_are_not_decided_are_decided_together(me):
    """Found by a newcomer: Ctrl+A then K made a decided Revoke a Keep without a question."""
    table = me.window.place.lines.table
    before = lines(table, "Decision")
    decided = len(before) - before.count("—")
    assert decided > 0
    select_all(me, table)
    me.bot.keyClick(table, Qt.Key.Key_E)
    stay = f"{decided} items were already decided and stay as they are."
    assert stay in me.window.place.form.panel._lead.text()
    me.type("reason", "Until the dispute is over")
    me.type("until", "+20")
    me.submit()
    assert stay in me.window.toast._label.toolTip()
    told = lines(table, "Decision")
    for was, now in zip(before, told, strict=True):
        assert now == "Exception" if was == "—" else now == was


def test_a_key_on_several_lines_overwrites_no_decision_and_says_what_it_left(me):
    table = me.window.place.lines.table
    before = lines(table, "Decision")
    select_all(me, table)
    me.bot.keyClick(table, Qt.Key.Key_K)
    told = lines(table, "Decision")
    risky = [what.startswith("⚠") for what in lines(table, "What")]
    assert told == [
        "Keep" if was == "—" and not at_risk else was
        for was, at_risk in zip(before, risky, strict=True)
    ]
    assert "stay as they are" in me.window.toast._label.toolTip()
    assert "a critical or high finding" in me.window.toast._label.toolTip()
    for place, now in enumerate(told):
        if now == "—":
            table.selectRow(place)
            me.bot.keyClick(table, Qt.Key.Key_R)
    told = lines(table, "Decision")
    select_all(me, table)
    me.bot.keyClick(table, Qt.Key.Key_R)
    assert lines(table, "Decision") == told
    assert "All of these items are already decided" in me.window.toast._label.toolTip()
    alone = next(n for n, text in enumerate(told) if text == "Keep")
    table.selectRow(alone)
    me.bot.keyClick(table, Qt.Key.Key_R)
    assert lines(table, "Decision")[alone] == "Revoke"


def test_after_a_review_is_begun_the_keys_decide_its_first_line(me):
    """Found by a newcomer: the keys were in the list of reviews, and K did nothing."""
    me.click("Start this review…")
    me.type("reviewer", "Oliver Grant")
    me.type("note", "Mid-point")
    me.recorded()
    table = me.window.place.lines.table
    assert me.window.focusWidget() is table
    first = row(me).id
    me.press("R")
    assert live(me).records.get(ReviewLine, first).decision == "REVOKED"


def test_beside_a_form_the_words_below_the_lines_have_room_and_the_line_stays_in_sight(me):
    """Found by a newcomer: the hint was 7 pixels wide, one letter a line, and pushed the table."""
    place = me.window.place
    table = place.lines.table
    table.setFocus()
    last = table.list_model.rowCount() - 1
    table.selectRow(last)
    table.scrollTo(table.currentIndex())
    me.bot.keyClick(table, Qt.Key.Key_Return)
    QApplication.processEvents()
    words = place.lines._counts
    assert words.isVisible()
    assert words.width() > 24 * words.fontMetrics().averageCharWidth()
    line = words.fontMetrics().height()
    me.bot.waitUntil(lambda: words.height() < 7 * line)
    seen = table.visualRect(table.currentIndex())
    assert table.currentIndex().row() == last
    assert table.viewport().rect().contains(seen.center())


def test_a_decision_that_was_left_half_typed_goes_on_with_its_very_line(me):
    """Found by a newcomer: Continue chose another line and asked to open the form again."""
    place = me.window.place
    table = place.lines.table
    table.setFocus()
    undecided = [n for n, text in enumerate(lines(table, "Decision")) if text == "—"]
    table.selectRow(undecided[1])
    key = table.key()
    me.bot.keyClick(table, Qt.Key.Key_D)
    me.type("reason", "Ask Priya first")
    path = me.window.session.path
    me.window.close()
    me.program.open(str(path))
    me.window.activateWindow()
    me.click("Continue")
    place = me.window.place
    assert place.name == "reviews"
    assert row(me).id == key
    panel = place.form.panel
    assert panel.values()["reason"] == "Ask Priya first"
    assert panel._lead.isVisible()
    assert "You typed this before" in panel._lead.text()
    assert not panel._banner.isVisible()
    me.type("owner", "Priya Nair")
    me.type("until", "+10")
    me.recorded()
    assert live(me).records.get(ReviewLine, key).reason == "Ask Priya first"


def coming_next(page: ReviewsPage) -> list[str]:
    """Return what stands out in the head of the window as what comes next."""
    return [deed.text for deed in page.deeds() if deed.is_primary]


def test_a_review_closes_only_when_every_line_is_decided_and_the_next_date_is_set(me):
    page = me.window.place
    assert "Close review…" not in coming_next(page), "items come first"
    me.click("Close review…")
    me.submit()
    assert "undecided" in page.form.panel._banner.text()
    me.press("Esc")
    select_all(me, page.lines.table)
    me.bot.keyClick(page.lines.table, Qt.Key.Key_C)
    me.type("reason", "Analyst is enough")
    me.submit()
    assert "—" not in lines(page.lines.table, "Decision")
    assert "Close review" in page.form.panel.title, "the last decision leads to the end"
    assert coming_next(page) == ["Close review…"]
    me.choose("report", value=False)
    me.type("next_on", "")
    me.submit()
    assert "Without it, no further review becomes due" in me.fields["next_on"].problem()
    me.type("next_on", "+30")
    me.recorded()
    assert page.record().closed_on == live(me).today
    # What is closed stays as it is
    page.lines.table.setFocus()
    me.bot.keyClick(page.lines.table, Qt.Key.Key_R)
    assert "Revoke" not in lines(page.lines.table, "Decision")
    me.do("Set next date…")
    me.type("next_on", "+40")
    me.recorded()
    assert (page.record().next_on - live(me).today).days == 40


def test_what_a_review_revoked_is_told_until_it_was_seen_gone(me):
    choose(me, "Follow-up open")
    page = me.window.place
    rows = page.lines.table.list_model
    page.lines.list.filter.setText("decision:revoke")
    page.lines.list._narrow()
    assert [rows.row(n).who for n in range(rows.rowCount())] == ["K. Meyer", "K. Meyer"]
    assert me.window.sidebar.place_button("reviews") is not None
    me.click("Record revocation…", page)
    assert me.window.place is page
    assert me.window.place.form is not None


def test_a_finding_about_a_line_of_a_closed_review_leads_to_the_next_review_and_its_decision(me):
    """A8: a closed review decides nothing any more, so the next one is held first."""
    attention = me.window.session.watch.attention
    finding = next(f for f in attention.open if f.rule == "REV-06")
    me.window.take_step(finding.next_step)
    page = me.window.place
    assert page.name == "reviews"
    me.type("reviewer", "Somebody else")
    me.recorded()
    again = me.window.session.watch.attention.found[finding.id]
    me.window.take_step(again.next_step)
    assert row(me).who == "Priya Nair"
    me.choose("decision", "KEPT")
    me.type("reason", "She works on it until the launch")
    me.recorded()
    assert finding.id not in me.window.session.watch.attention.found


def test_a_review_begins_from_a_person_and_of_everything(me):
    me.go("people")
    me.window.places["people"].show_record(
        next(p.id for p in live(me).picture().people.values() if p.name == "Jonas Becker")
    )
    me.do("Review…")
    values = me.window.place.form.panel.values()
    assert (values["kind"], values["person"] is not None) == ("AT_ONCE", True)
    me.press("Esc")
    me.window.act_on("brand", 1, "review")
    assert me.window.place.form.panel.values()["kind"] == "QUARTERLY"


def test_a_review_begun_by_mistake_goes_with_its_lines_and_a_closed_one_stays(me):
    page = me.window.place
    key = page.record().id
    me.do("Delete review")
    assert live(me).records.find(Review, id=key) is None
    assert live(me).records.find(ReviewLine, review=key) is None
    me.press("Ctrl+Z")
    assert live(me).records.find(ReviewLine, review=key) is not None


def test_the_report_is_printed_from_the_place_and_checked_in_the_handovers(me, tmp_path):
    choose(me, "Follow-up open")
    me.do("Print report…")
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=30_000)
    view = me.window.paper_view
    target = tmp_path / "report.pdf"
    assert view.save_to(target)
    view.close()
    me.window.activateWindow()
    me.go("handovers")
    page = me.window.place
    assert "Full review" in page.headline()[1]
    page.check_file(target)
    assert page.check.sentences[0] == "The document is unaltered."
    assert "issued it as" in page.check.sentences[2]
    page.check.accept()
    me.do("Check this document")
    assert page.check.verdict.differences == ()
    assert unnamed(page.check) == []
    page.check.accept()
    target.write_bytes(b"%PDF-1.4 nothing")
    page.check_file(target)
    assert "not a Delvia document" in page.check.sentences[0]
    page.check.accept()
    page.check_file(tmp_path / "gone.pdf")
    assert "cannot be read" in me.window.toast._label.text()
