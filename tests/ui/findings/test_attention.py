"""What needs attention in the window: told, led to its next step, accepted, counted."""

from __future__ import annotations

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from delvia_desktop.domain.findings.engine import RULES
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.ui import attention_watch
from delvia_desktop.ui.plans.import_window import ImportWindow
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.accessibility import unnamed


def lines(me) -> list[str]:
    model = me.window.places["overview"].attention.table.list_model
    return [model.row(place).line.message for place in range(model.rowCount())]


def choose(me, words: str) -> None:
    attention = me.window.places["overview"].attention
    place = next(n for n, line in enumerate(lines(me)) if words in line)
    attention.table.setFocus()
    attention.table.selectRow(place)


def test_the_worst_is_told_first_with_why_it_matters_and_who_says_so(me):
    attention = me.window.place.attention
    assert "share the login" in lines(me)[0]
    model = attention.table.list_model
    told = [model.data(model.index(n, 0)) for n in range(model.rowCount())]
    assert told[0] == "Critical"
    assert told == sorted(told, key=["Critical", "High", "Medium", "Low", "Note"].index)
    choose(me, "Kite Studio owns “Nova UK")
    assert "The owner of an asset decides" in attention._why.text()
    assert "Source: Delvia" in attention._why.text()
    assert unnamed(me.window) == []


def test_a_sentence_that_its_row_cuts_is_said_whole_below_the_list_and_only_then(me):
    attention = me.window.place.attention
    table = attention.table
    room = table.fontMetrics().averageCharWidth() * 4
    for key in table.list_model.keys(0, 6):
        table.choose(key)
        message = table.current_row().line.message
        whole = table.fontMetrics().horizontalAdvance(message)
        table.setColumnWidth(1, whole + room)
        assert message not in attention._why.text()
        table.setColumnWidth(1, whole - room)
        assert attention._why.text().startswith(f"{message}\n")


def test_enter_leads_to_the_form_of_the_next_step_and_what_is_done_is_told_no_more(me):
    choose(me, "Brightside Media is Admin of “Nova DE – Performance”")
    me.bot.keyClick(me.window.place.attention.table, Qt.Key.Key_Return)
    assert me.window.place.name == "access"
    assert me.window.place.form.panel.title.startswith(
        "Lower access of Brightside Media to Nova DE"
    )
    me.type("on", "today")
    me.type("reason", "Runs campaigns only")
    me.recorded()
    me.go("overview")
    assert not any("Brightside Media is Admin" in line for line in lines(me))
    me.press("Ctrl+Z")
    assert any("Brightside Media is Admin" in line for line in lines(me))


def test_many_findings_of_one_rule_are_one_line_that_opens(me):
    attention = me.window.place.attention
    choose(me, "Share active past its planned end (8)")
    me.click("Show all", attention)
    assert len(lines(me)) == 8
    assert all("should have ended on" in line for line in lines(me))
    me.click("Back to all findings")
    assert len(lines(me)) > 30


def test_back_from_many_findings_is_the_line_from_which_one_came_and_the_place_shows_all(me):
    """Found by a newcomer: clicked again in the sidebar, Overview still showed only one rule."""
    attention = me.window.place.attention
    every = lines(me)
    model = attention.table.list_model
    rows = [model.row(place) for place in range(model.rowCount())]
    many = next(row for row in reversed(rows) if len(row.line.findings) > 1)
    for back in (lambda: me.click("Back to all findings"), lambda: me.go("overview")):
        choose(me, many.line.message)
        me.click("Show all", attention)
        assert lines(me) != every
        assert attention.table.current_row().id == 1
        back()
        assert lines(me) == every
        assert attention.table.current_row().line.message == many.line.message


def test_a_finding_is_accepted_until_a_day_and_told_again(me):
    choose(me, "Layla Haddad")
    me.click("Accept finding…", me.window.place.attention)
    me.submit()
    assert "Enter the date until which" in me.fields["until"].problem()
    me.type("until", "+30")
    me.type("reason", "Her contract says so")
    me.recorded()
    assert not any("Layla Haddad" in line for line in lines(me))
    me.click("1 accepted")
    choose(me, "Layla Haddad")
    me.click("Reopen", me.window.place.attention)
    assert any("Layla Haddad" in line for line in lines(me))


def test_a_record_says_what_is_wrong_with_it_and_its_place_counts_it(me):
    me.go("partners")
    records = me.window.session.live.records
    partner = next(
        p for p in records.select(type(me.window.place.record())) if p.name == "Kite Studio"
    )
    me.window.place.show_record(partner.id)
    banner = widget_at(me.window.place._warning, 0)
    assert banner.label.text().startswith("Critical: Kite Studio owns")
    button = me.window.sidebar.place_button("assets")
    assert "critical or high" in button.accessibleName()
    me.click("Record agreement…", me.window.place)
    assert me.window.place.name == "partners"  # the form opens beside the banner
    assert me.window.place.form.panel.title.startswith("Kite Studio agreed to hand over")


def test_every_act_of_a_next_step_exists_where_it_leads(me):
    attention = me.window.session.watch.attention
    tried = set()
    for finding in attention.open:
        step = finding.next_step
        if not step.act or (finding.rule, step.act) in tried:
            continue
        tried.add((finding.rule, step.act))
        me.window.take_step(step)
        if step.act == Act.COMPARE:
            (opened,) = me.window.findChildren(ImportWindow)
            opened.reject()
            continue
        assert me.window.place.form is not None, (finding.id, step)
        me.window.place.close_form()
    assert len(tried) > len(RULES) // 3


def test_the_numbers_that_findings_go_by_are_set_in_the_settings(me):
    me.window.show_settings("thresholds")
    page = me.window.settings.page
    me.type("confirm_days", "90", fields=page.form.panel.fields)
    me.click("Save thresholds", page)
    assert not any("has not confirmed that it can see “Lookalike" in line for line in lines(me))


def test_the_past_has_its_own_findings_and_nothing_can_be_done_about_them(me):
    me.click("As of today ▾")
    panel = me.window.as_of_panel
    me.type("moment", "#60", fields={"moment": panel.moment})
    me.click("Show", panel)
    assert not any("share the login" in line for line in lines(me))
    shown = [b for b in me.window.place.attention.deeds.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in shown] == ["Show record"]
    me.click("Back to today")
    assert any("share the login" in line for line in lines(me))


def test_a_large_register_is_looked_at_beside_the_window(
    qtbot, program, sample_file, tmp_path, monkeypatch
):
    monkeypatch.setattr(attention_watch, "_AT_ONCE", 0)
    file = tmp_path / "large.delvia"
    shutil.copy(sample_file, file)
    program.open(str(file))
    window = program.window
    qtbot.addWidget(window)
    model = window.places["overview"].attention.table.list_model
    qtbot.waitUntil(lambda: model.rowCount() > 30, timeout=20_000)
    window.session.undo()
    qtbot.waitUntil(lambda: window.session.watch._work is None, timeout=20_000)
    assert model.rowCount() > 30
