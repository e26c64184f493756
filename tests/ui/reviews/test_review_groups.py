"""A review in groups: what the register says the same of is decided in one act, truthfully."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from delvia_desktop.domain.records.reviews import ReviewLine
from tests.ui.stories import decides_the_last_and_closes, lines, show_tab
from tests.ui.story import Person


@pytest.fixture
def me(me) -> Person:
    """Begin a review of everything, as the form proposes it."""
    me.go("reviews")
    me.click("Start review…")
    assert me.window.place.form.panel.values()["kind"] == "QUARTERLY"
    me.type("reviewer", "Nora Admin")
    me.recorded()
    return me


def table_of(me: Person):
    return me.window.place.groups.table


def press(me: Person, key: Qt.Key) -> None:
    me.bot.keyClick(table_of(me), key)


def titles(me: Person) -> list[str]:
    return lines(table_of(me), "Finding")


def items(me: Person) -> list[ReviewLine]:
    page = me.window.place
    return list(me.window.session.live.records.select(ReviewLine, review=page.record().id))


def choose(me: Person, title: str) -> list[int]:
    """Choose a group by its title; return the keys of its items."""
    table_of(me).setFocus()
    table_of(me).selectRow(titles(me).index(title))
    return [int(line.id) for line in table_of(me).current_row().group.lines]


def decided(me: Person, keys: list[int]) -> set[tuple[str, str]]:
    found = me.window.session.live.records.those(ReviewLine, keys)
    return {(line.decision, line.reason) for line in found}


def lead(me: Person) -> str:
    return me.window.place.form.panel._lead.text()


def test_a_long_review_begins_with_its_groups_and_each_item_is_in_one_of_them(me):
    assert me.window.focusWidget() is table_of(me)
    rows = table_of(me).list_model.held()
    assert sum(len(row.group.lines) for row in rows if row.whole is None) == len(items(me)) == 122
    assert sum(len(row.group.lines) for row in rows if row.whole is not None) == 93
    severities = lines(table_of(me), "Severity")
    assert severities[0] == "Critical"
    assert titles(me).index("Medium, low or no findings") == 9
    assert titles(me)[-1] == "No findings"
    assert any(title.startswith("Jonas Becker left on ") for title in titles(me))
    assert table_of(me).currentIndex().row() == 0


def test_one_key_revokes_a_group_and_the_next_one_has_the_keys(me):
    keys = choose(me, "Share active past its planned end")
    after = titles(me)[1]
    press(me, Qt.Key.Key_R)
    told = me.window.session.live.records.those(ReviewLine, keys)
    assert {line.decision for line in told} == {"REVOKED"}
    assert all(line.reason.startswith("Finding: ") for line in told)
    assert "Share active past its planned end" not in titles(me)
    assert titles(me)[table_of(me).currentIndex().row()] == after
    assert me.window.focusWidget() is table_of(me)
    me.press("Ctrl+Z")
    assert "Share active past its planned end" in titles(me), "one act, undone as one"


def offered(deeds) -> list[str]:
    return [each.text() for each in deeds.findChildren(QPushButton) if each.isVisible()]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Share active past its planned end", "Revoke"),
        ("Partner as Admin of an ad account", "Change"),
        ("Asset owned by an agency", "Keep"),
        ("Access that has already ended", "Revoke"),
    ],
)
def test_the_likely_decision_of_a_group_is_offered_first(me, title, first):
    """Found by a newcomer: what ended was offered to be kept, and Revoke stood under More."""
    choose(me, title)
    assert offered(me.window.place.groups.deeds)[0].startswith(first)


def test_several_items_that_have_ended_are_offered_to_be_revoked_and_nothing_else(me):
    """Found by a newcomer: with all items selected the only right decision was hidden."""
    keys = choose(me, "Access that has already ended")
    show_tab(me, "Items")
    me.window.place.lines.table.together.select(keys)
    assert len(keys) > 1
    me.bot.waitUntil(lambda: offered(me.window.place.lines.deeds)[0].startswith("Revoke"))
    assert not any("Keep" in text for text in offered(me.window.place.lines.deeds))
    assert "have already ended, so they cannot stay" in me.window.place.lines._told.label.text()


def test_who_keeps_many_items_states_that_they_looked(me):
    keys = choose(me, "No findings")
    press(me, Qt.Key.Key_K)
    assert f"you state that you reviewed all {len(keys)}" in lead(me)
    panel = me.window.place.form.panel
    assert panel.submit_button.text() == f"Keep {len(keys)} items"
    assert decided(me, keys) == {("", "")}, "nothing is decided before it is stated"
    me.recorded()
    assert decided(me, keys) == {("KEPT", "")}


def test_what_stands_out_among_lesser_findings_is_decided_by_one_key_and_the_next_has_the_keys(me):
    """Found by a newcomer: an invitation was hidden among 77 items with lesser findings."""
    (key,) = choose(me, "Invitation open for too long")
    after = titles(me)[titles(me).index("Invitation open for too long") + 1]
    press(me, Qt.Key.Key_R)
    assert {decision for decision, _ in decided(me, [key])} == {"REVOKED"}
    assert titles(me)[table_of(me).currentIndex().row()] == after
    whole = choose(me, "Medium, low or no findings")
    assert (len(whole), key in whole) == (92, False)


def test_what_is_not_most_likely_revoked_is_revoked_only_once_a_form_has_asked(me):
    """Found by a newcomer: R decided a whole group while every other key asked."""
    keys = choose(me, "Medium, low or no findings")
    assert "Revoke…  R" in offered(me.window.place.groups.deeds)
    press(me, Qt.Key.Key_R)
    assert decided(me, keys) == {("", "")}
    assert me.window.place.form.panel.submit_button.text() == "Revoke 93 items"


def test_a_click_on_the_tab_brings_the_keys_back_to_the_groups(me):
    """Found by a newcomer: K was silent after “Show items” and the tab “By finding”."""
    keys = choose(me, "No findings")
    shows = next(
        each
        for each in me.window.place.groups.deeds.findChildren(QPushButton)
        if each.isVisible() and each.text() == "Show items"
    )
    me.bot.mouseClick(shows, Qt.MouseButton.LeftButton)
    assert me.window.place.lines.table.selected_keys() == keys
    show_tab(me, "By finding")
    assert me.window.focusWidget() is table_of(me)
    me.bot.keyClick(me.window.focusWidget(), Qt.Key.Key_K)
    assert "you reviewed all 16" in lead(me)
    show_tab(me, "Items")
    show_tab(me, "By finding")
    me.bot.keyClicks(me.window.focusWidget(), "All rechecked")
    assert me.fields["reason"].value() == "All rechecked", "a form that waits has its keys again"


def test_the_filter_finds_the_words_of_a_finding(me):
    show_tab(me, "Items")
    page = me.window.place
    page.lines.list.filter.setFocus()
    me.bot.keyClicks(page.lines.list.filter, "invitation open")
    me.bot.waitUntil(lambda: len(lines(page.lines.table, "What")) == 1)
    assert lines(page.lines.table, "Finding") == ["Invitation open for too long (Medium)"]
    assert lines(page.lines.table, "Who") == ["Lea Brandt"]


@pytest.mark.parametrize("size", [(1280, 740), (900, 600)])
@pytest.mark.parametrize("tab", ["By finding", "Items"])
def test_the_acts_of_a_review_are_seen_in_a_small_window(me, size, tab):
    """Found by a newcomer: at 1366 x 768 the acts stood under More, or below what was seen."""
    me.window.resize(*size)
    show_tab(me, tab)
    page = me.window.place
    shown = page.groups if tab == "By finding" else page.lines
    me.bot.waitUntil(lambda: shown.deeds.isVisible() and is_whole(shown.deeds))
    words = " ".join(offered(shown.deeds))
    assert all(each in words for each in ("Keep", "Revoke"))
    assert tab == "Items" or "Show items" in words
    assert any(each.isVisible() and each.text() == "Close review…" for each in buttons_of(me))


def buttons_of(me: Person) -> list[QPushButton]:
    return me.window.findChildren(QPushButton)


def is_whole(part: QWidget) -> bool:
    """Tell whether all of a control is seen."""
    return part.visibleRegion().boundingRect() == part.rect()


def test_several_groups_take_one_decision_and_what_has_ended_among_them_is_not_kept(me):
    keys = choose(me, "Medium, low or no findings")
    me.bot.keyClick(table_of(me), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(me, Qt.Key.Key_K)
    assert f"you reviewed all {len(keys)}" in lead(me)
    me.recorded()
    assert decided(me, keys) == {("KEPT", "")}
    table_of(me).setFocus()
    me.bot.keyClick(table_of(me), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(me, Qt.Key.Key_K)
    assert me.window.place.form is None
    assert "2 items have already ended" in me.window.toast._label.toolTip()


def test_what_stays_for_its_next_step_says_so_and_other_serious_groups_ask_why(me):
    keys = choose(me, "Business Center with only one Admin")
    press(me, Qt.Key.Key_K)
    assert me.fields["reason"].value() == "Stays for now. Next step: Add second Admin"
    me.recorded()
    assert decided(me, keys) == {("KEPT", "Stays for now. Next step: Add second Admin")}
    choose(me, "Share active past its planned end")
    press(me, Qt.Key.Key_K)
    assert me.fields["reason"].value() == "", "its next step ends it, so nothing says why it stays"
    me.submit()
    assert "Enter why the access may stay" in me.fields["reason"].problem()


def test_a_group_whose_level_is_too_high_proposes_the_next_lower_one(me):
    keys = choose(me, "Partner as Admin of an ad account")
    press(me, Qt.Key.Key_C)
    me.recorded()
    assert decided(me, keys) == {("CHANGED", "Operator")}


def test_what_has_ended_can_only_be_revoked_in_its_group_too(me):
    keys = choose(me, "Access that has already ended")
    press(me, Qt.Key.Key_K)
    assert me.window.place.form is None
    assert "cannot stay" in me.window.toast._label.toolTip()
    assert decided(me, keys) == {("", "")}


def test_the_items_of_a_group_are_shown_selected_together(me):
    keys = choose(me, "Login shared by several people")
    press(me, Qt.Key.Key_Return)
    table = me.window.place.lines.table
    assert table.isVisible()
    assert table.selected_keys() == keys
    assert me.window.focusWidget() is table


def test_only_the_items_of_the_groups_selected_are_shown_until_all_are_asked_for(me):
    """Found by a newcomer: of three groups all items of the review were listed."""
    groups = table_of(me)
    groups.setFocus()
    rows = [row for row in groups.list_model.held() if not row.group.parts][:2]
    groups.together.select([row.id for row in rows])
    wanted = {int(line.id) for row in rows for line in row.group.lines}
    press(me, Qt.Key.Key_Return)
    tab = me.window.place.lines
    model = tab.table.list_model
    assert set(model.keys(0, model.rowCount())) == wanted
    assert set(tab.table.selected_keys()) == wanted
    me.click(f"Only {len(wanted)} items are shown. Show all", tab)
    every = len(
        me.window.session.live.records.select(ReviewLine, review=me.window.place.record().id)
    )
    assert model.rowCount() == every
    assert me.window.focusWidget() is tab.table
    show_tab(me, "By finding")
    groups.setFocus()
    press(me, Qt.Key.Key_Return)
    assert model.rowCount() < every
    tab.show_line(max(set(model.keys(0, every)) ^ wanted, default=max(wanted)))
    assert model.rowCount() == every


def test_a_form_that_waits_on_a_group_is_asked_about_where_it_stands(me):
    choose(me, "No findings")
    press(me, Qt.Key.Key_D)
    me.type("owner", "Oliver Grant")
    show_tab(me, "Items")
    me.click("Close review…")
    assert table_of(me).isVisible(), "what asks is seen"
    assert me.window.place.form.panel.is_asking


def test_the_last_decision_leads_to_the_end_and_says_what_was_kept_many_at_a_time(me):
    page = me.window.place
    while titles(me):
        count = int(lines(table_of(me), "Items")[0])
        choose(me, titles(me)[0])
        is_last = titles(me)[0] == "Medium, low or no findings"
        if count > 10:
            press(me, Qt.Key.Key_K)
            if is_last:
                decides_the_last_and_closes(me)
            else:
                me.recorded()
        else:
            press(me, Qt.Key.Key_R)
            if page.form is not None:
                me.recorded()
    assert page.record().closed_on is not None
    assert page.record().note == "93 of 93 kept items were decided together, in 1 decision."
    assert not page._tabs.isTabVisible(page._tabs.indexOf(page.groups))
    assert page.lines.table.isVisible()


def test_closing_shows_the_report_to_be_issued(me):
    page = me.window.place
    show_tab(me, "Items")
    page.lines.table.setFocus()
    me.bot.keyClick(page.lines.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    me.bot.keyClick(page.lines.table, Qt.Key.Key_R)
    me.recorded()
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    assert me.window.paper_view.save_button.text() == "Issue and save…"
    assert me.window.paper_view.prepared.request.code == "review"
    me.window.paper_view.reject()
