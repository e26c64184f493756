"""Filters, views, columns, finding anything, and acting on many, with mouse and keys."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from delvia_desktop.domain.access.grant_steps import DatesDraft
from delvia_desktop.services.access import bulk
from delvia_desktop.services.access.bulk import acts_for
from delvia_desktop.services.access.bulk_words import DATES
from delvia_desktop.services.computer import preferences
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.lists import views
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.access.access_parts import PARTS
from delvia_desktop.ui.access.forms.bulk_form import many_form
from delvia_desktop.ui.frame.command_search import offer
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.session import Session
from tests.ui.accessibility import unnamed


def menu_acts(menu: QMenu) -> dict[str, object]:
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_a_typed_filter_narrows_the_list_and_escape_takes_it_off(qtbot, sample):
    sample.show_place("assets")
    found = sample.place.list
    everything = found.table.list_model.rowCount()
    found.filter.setFocus()
    qtbot.keyClicks(found.filter, "type:pixel")
    qtbot.waitUntil(lambda: found.table.list_model.rowCount() == 3)
    assert found._count.text() == f"3 of {everything}"
    assert sample.place.headline()[1] == "Pixel"
    qtbot.keyClick(found.filter, Qt.Key.Key_Escape)
    assert found.table.list_model.rowCount() == everything


def test_what_is_not_understood_is_said_and_the_last_list_stays(qtbot, sample):
    sample.show_place("partners")
    found = sample.place.list
    qtbot.keyClicks(found.filter, "stat:active")
    qtbot.keyClick(found.filter, Qt.Key.Key_Return)
    assert "Did you mean “state:”?" in found._problem.text()
    assert found.table.list_model.rowCount() == 5
    found.filter.setText("nothing like it")
    qtbot.keyClick(found.filter, Qt.Key.Key_Return)
    assert found.table.list_model.rowCount() == 0
    assert (
        found.table._empty.words
        == "Nothing matches the filter. Press Esc in the filter field to clear it."
    )
    sample.place.show_record(3)
    assert found.filter.text() == ""
    assert sample.place.shown_record() == 3


def test_return_and_down_lead_from_a_filter_to_what_it_found(qtbot, sample):
    """Found by a newcomer: after typing a filter, Down and Return did nothing."""
    sample.show_place("partners")
    found = sample.place.list
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        found.filter.setFocus()
        found.filter.clear()
        qtbot.keyClicks(found.filter, "kite")
        qtbot.keyClick(found.filter, key)
        assert found.table.list_model.rowCount() == 1
        assert sample.focusWidget() is found.table
        assert found.table.key() is not None
    for text in ("stat:active", "nothing like it"):
        found.filter.setFocus()
        found.filter.setText(text)
        qtbot.keyClick(found.filter, Qt.Key.Key_Return)
        assert sample.focusWidget() is found.filter


def test_parts_of_a_filter_are_offered_and_taken(qtbot, sample):
    sample.show_place("people")
    field = sample.place.list.filter
    field.setFocus()
    qtbot.keyClicks(field, "emp")
    assert "employer:" in field._words.stringList()
    field.offered.activated.emit("employer:")
    qtbot.keyClicks(field, "free")
    assert field._words.stringList() == ["employer:freelancer"]
    field.offered.activated.emit("employer:freelancer")
    assert field.text() == "employer:freelancer "
    qtbot.waitUntil(lambda: sample.place.people.list_model.rowCount() == 2)


def test_help_says_what_the_list_can_be_filtered_by(qtbot, sample):
    sample.show_place("people")
    found = sample.place.list
    qtbot.keyClick(found.filter, Qt.Key.Key_F1)
    assert "employer:" in found._help.text()
    qtbot.keyClick(found.filter, Qt.Key.Key_F1)
    assert not found._help.isVisible()


def test_a_view_is_saved_shown_counted_and_deleted(qtbot, sample):
    sample.show_place("partners")
    found = sample.place.list
    qtbot.keyClicks(found.filter, "state:active")
    qtbot.keyClick(found.filter, Qt.Key.Key_Return)
    menu_acts(found.menu)["Save view…"].trigger()
    qtbot.keyClick(found.name, Qt.Key.Key_Return)
    assert found._problem.text() == "Enter a view name."
    qtbot.keyClicks(found.name, "Working with us")
    qtbot.keyClick(found.name, Qt.Key.Key_Return)
    assert not found.name.isVisible()
    found.filter.clear()
    qtbot.keyClick(found.filter, Qt.Key.Key_Return)
    acts = menu_acts(found.menu)
    shown = next(text for text in acts if text.startswith("Working with us"))
    assert shown.endswith("1")
    acts[shown].trigger()
    assert found.filter.text() == "state:active"
    drop = menu_acts(found.menu)["Delete view"]
    drop.menu().actions()[0].trigger()
    assert views.views_of(sample.session.live, "partners") == ()
    sample.session.undo()
    assert len(views.views_of(sample.session.live, "partners")) == 1


def test_columns_and_order_are_remembered_after_a_restart(qtbot, qapp, sample):
    sample.show_place("assets")
    found = sample.place.list
    assert not found.table.isColumnHidden(1)
    menu_acts(found.menu)["Column: Type"].trigger()
    assert found.table.isColumnHidden(1)
    for _ in range(2):
        found.table.horizontalHeader().sectionClicked.emit(2)
    path = sample.session.path
    sample.close()
    again = MainWindow(Session(open_register(path, "Mara")))
    qtbot.addWidget(again)
    again.show_place("assets")
    kept = again.place.list
    assert kept.table.isColumnHidden(1)
    assert (kept._order, kept._down) == ("owner", True)


def test_unreadable_preferences_are_passed_by(sample):
    file = preferences.preferences_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    for text in ("{", "[]", '{"list assets": 3}', '{"list assets": {"hidden": 1, "order": "x"}}'):
        file.write_text(text)
        sample.places._built.pop("assets", None)
        sample.show_place("assets")
        assert sample.place.assets.list_model.rowCount() == 40


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("7504 2333 0055 9872 017", "partners"),
        ("jonas.becker", "people"),
        ("glow routine", "access"),
        ("Performance agency", "templates"),
        ("Nova checkout", "assets"),
        ("nova uk launch", "assets"),  # its name has a dash
    ],
)
def test_anything_is_found_and_gone_to(sample, text, place):
    offer(sample, text)[0].run()
    assert sample.place.name == place


def test_acts_of_every_place_are_run_by_their_name(qtbot, sample):
    sample.show_place("overview")
    found = sample.header.field.results

    def is_found(text: str) -> bool:
        return found.item(0).text().casefold().startswith(text)

    for text, place in (("add person", "people"), ("add business", "business-centers")):
        sample.header.field.setFocus()
        qtbot.keyClicks(sample.header.field, text)
        qtbot.waitUntil(partial(is_found, text))
        qtbot.keyClick(sample.header.field, Qt.Key.Key_Return)
        assert sample.place.name == place
        assert sample.place.form is not None
        sample.place.close_form()
    assert any(entry.text == "Quit" for entry in offer(sample, "quit"))


def test_every_list_of_all_access_is_shown_with_its_records_and_forms(qtbot, sample):
    sample.show_place("access")
    page = sample.places.access()
    for place, part in enumerate(PARTS):
        page.bar.setCurrentIndex(place)
        QApplication.processEvents()
        assert page.current.table.list_model.rowCount() > 0
        assert page._title.text()
        assert unnamed(sample) == []
        for number, column in enumerate(page.current.table.list_model.columns):
            page.current.table.horizontalHeader().sectionClicked.emit(number)
            assert not column.sortable or page.current._order == column.key
        if part.new:
            page.record_new()
            page.submit()
            page.close_form()
        for act in page.record_deeds.findChildren(QMenu):
            assert bool(act.actions()) == page.record_deeds.more.isVisible()
        sample.show_record_of(part.kind, page.current.table.list_model.row(0).id)
        assert page.shown_record() == page.current.table.list_model.row(0).id


@pytest.mark.parametrize("act", acts_for("share"))
def test_many_are_acted_on_after_a_look_at_what_will_change(qtbot, sample, act):
    sample.show_place("access")
    page, live = sample.places.access(), sample.session.live
    table = page.current.table
    table.setFocus()
    table.selectAll()
    keys = table.selected_keys()
    assert len(keys) > 50
    assert "selected" in page._title.text()
    page.open_form(many_form(sample.session, [("share", key) for key in keys], act))
    fields = page.form.panel.fields
    for name, value in (
        ("reason", "Review"),
        ("purpose", "Launch"),
        ("planned_end", "30 Jun 2027"),
        ("level:ADVERTISER", ("ADMIN",) if act == "raise" else ("ANALYST",)),
    ):
        if name in fields:
            fields[name].set_value(value)
            fields[name].edited.emit()
    qtbot.waitUntil(lambda: "will change" in fields["preview"].count.text(), timeout=20_000)
    revision = live.revision
    if act != "purpose":  # each that has ended has a purpose and an approver, so none is left out
        page.submit()
        assert page.form is not None
        assert live.revision == revision
        fields["leave_out"].set_value(value=True)
    page.submit()
    assert page.form is None, fields["leave_out"].problem()
    assert live.revision <= revision + 1


def test_several_rows_are_selected_with_shift_and_arrows(qtbot, sample):
    sample.show_place("partners")
    sample.place.show_record(3)
    table = sample.place.shares
    table.setFocus()
    table.selectRow(0)
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selected_keys()) == 4
    assert sample.place.share_deeds._about.text() == "4 selected"


def test_an_undo_by_its_keys_leaves_the_row_chosen_with_its_acts(qtbot, sample):
    sample.show_place("partners")
    sample.place.show_record(3)
    page = sample.place
    key = page.shares.list_model.row(0).id
    page.shares.choose(key)
    page._offer()
    sample.session.live.perform(
        bulk.act_on_names,
        [("share", key)],
        bulk.ManyDraft(DATES, dates=DatesDraft(approved_by="Board")),
    )
    qtbot.keyPress(sample, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    sample.session.undo()
    assert page.shares.selected_keys() == [key]
    assert [made.isVisible() for made in page.share_deeds._buttons].count(True) == 2
    qtbot.keyRelease(sample, Qt.Key.Key_Control)


def test_a_share_is_copied_to_other_assets_as_one_act(qtbot, sample):
    sample.show_place("partners")
    sample.place.show_record(3)
    page, live = sample.place, sample.session.live
    rows = page.shares.list_model
    open_ = (n for n in range(rows.rowCount()) if rows.row(n).state in {"granted", "confirmed"})
    page.shares.choose(rows.row(next(open_)).id)
    page._offer()
    QApplication.processEvents()
    buttons = page.share_deeds.findChildren(QPushButton)
    more = next(each.menu() for each in buttons if each.isVisible() and each.menu() is not None)
    copy = next(a for a in more.actions() if a.text() == "Copy to other assets…")
    before = page.shares.list_model.rowCount()
    copy.trigger()
    ticks = page.form.panel.fields["assets"]
    page.submit()
    assert ticks.problem()
    ticks._sought.setText("nova uk")
    shown = [item for item in ticks._items() if not item.isHidden()]
    assert shown
    for item in shown[:2]:
        item.setCheckState(Qt.CheckState.Checked)
    page.submit()
    assert page.form is None
    assert page.shares.list_model.rowCount() == before + 2
    live.undo()
    assert page.shares.list_model.rowCount() == before


def test_templates_are_kept_changed_and_made_from_a_partnership(qtbot, sample):
    sample.show_place("templates")
    page, live = sample.place, sample.session.live
    assert page.table.list_model.rowCount() == 1
    page.change_template()
    page.form.panel.fields["days"].set_value("30")
    page.submit()
    assert page.template().days == 30
    page.delete_template()
    assert page.table.list_model.rowCount() == 3
    page.change_template()
    assert page.form is not None
    page.submit()
    assert page.template().id
    sample.show_place("partners")
    sample.place.show_record(3)
    sample.place.make_template()
    sample.place.form.panel.fields["name"].set_value("As with Brightside")
    sample.place.submit()
    assert sample.place.form is None
    assert "As with Brightside" in live.undo_title


def test_a_template_proposes_levels_and_dates_and_ticks_nothing(sample):
    sample.show_place("add-agency")
    page = sample.place
    page.proceed()
    page._shown.panel.set_values({"name": "Studio Süd", "bc_id": "7512345678901234567"})
    page.proceed()
    page.assets.template.set_value(0)
    page.assets.template.edited.emit()
    levels = {asset.name: level.currentData() for asset, _, level in page.assets.choices}
    assert levels["Nova DE – Brand"] == "OPERATOR"
    assert not any(tick.isChecked() for _, tick, _ in page.assets.choices)
    assert page.assets.terms["review_due"].value()
    assert page.assets.values()["ticked"] == ()


def test_the_past_is_reached_by_an_act_and_by_a_printed_record(qtbot, sample):
    panel = sample.as_of_panel
    panel.open_at(sample.sidebar.as_of)
    panel.act.set_value("#300")
    panel.act.edited.emit()
    assert panel.moment.value() == "#300"
    panel.show_button.click()
    assert sample.session.past.revision == 300
    sample.session.show_now()
    panel.open_at(sample.sidebar.as_of)
    for text in ("#99999", "HR-2020-001"):
        panel.moment.set_value(text)
        panel.show_button.click()
        assert "There is no" in panel.moment.problem()
    panel.moment.set_value("#200")
    panel._compare()
    assert sample.place.name == "differences"
    page = sample.place
    assert page.table.list_model.rowCount() > 50
    assert page.headline()[0] == "What changed"
    qtbot.keyClicks(page.filter, "seat")
    qtbot.waitUntil(lambda: page.table.list_model.rowCount() < 20)
    page.deeds()[0].run()
    assert sample.place.name != "differences"
    sample.show_place("history")
    sample.place._compare()
    assert sample.place.name == "differences"


def test_a_value_with_blanks_and_texts_of_the_list_are_completed(qtbot, sample):
    sample.show_place("access")
    found = sample.places.access().current
    field = found.filter
    field.setFocus()
    qtbot.keyClicks(field, "partner:brights")
    assert field._words.stringList() == ['partner:"Brightside Media"']
    field.offered.activated.emit(field._words.stringList()[0])
    qtbot.keyClicks(field, 'state:"revoked, u')
    assert field._words.stringList() == ['state:"revoked, unverified"']
    field.offered.activated.emit(field._words.stringList()[0])
    assert field.text() == 'partner:"Brightside Media" state:"revoked, unverified" '
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rows = found.table.list_model
    states = {rows.row(place).state for place in range(rows.rowCount())}
    assert states == {"revoked"}


def test_the_shares_of_a_partner_are_filtered_beside_the_partners(qtbot, sample):
    sample.show_place("partners")
    sample.place.show_record(3)
    page = sample.place
    everything = page.shares.list_model.rowCount()
    summary = page._summary.text()
    page.shares.setFocus()
    qtbot.keyClick(
        page.shares,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert page.share_list.filter.hasFocus()
    qtbot.keyClicks(page.share_list.filter, "level:admin")
    qtbot.waitUntil(lambda: page.shares.list_model.rowCount() < everything)
    assert {page.shares.list_model.row(0).partner} == {3}
    assert page._summary.text() == summary
    menu_acts(page.share_list.menu)["Save view…"].trigger()
    qtbot.keyClicks(page.share_list.name, "Admins")
    qtbot.keyClick(page.share_list.name, Qt.Key.Key_Return)
    shown = page.shares.list_model.rowCount()
    assert f"Admins   {shown}" in menu_acts(page.share_list.menu)


def test_a_view_gets_another_name_and_the_old_one_back(qtbot, sample):
    sample.show_place("partners")
    found, live = sample.place.list, sample.session.live
    for name in ("First", "Second"):
        menu_acts(found.menu)["Save view…"].trigger()
        qtbot.keyClicks(found.name, name)
        qtbot.keyClick(found.name, Qt.Key.Key_Return)
    menu_acts(found.menu)["Rename view"].menu().actions()[0].trigger()
    assert found.name.text() == "First"
    found.name.selectAll()
    qtbot.keyClicks(found.name, "second")
    qtbot.keyClick(found.name, Qt.Key.Key_Return)
    assert found._problem.text() == "A view with this name already exists."
    found.name.selectAll()
    qtbot.keyClicks(found.name, "Zeroth")
    qtbot.keyClick(found.name, Qt.Key.Key_Return)
    assert [view.name for view in views.views_of(live, "partners")] == ["Second", "Zeroth"]
    live.undo()
    assert [view.name for view in views.views_of(live, "partners")] == ["First", "Second"]


def test_the_order_is_chosen_and_help_is_asked_for_without_a_mouse(qtbot, sample):
    sample.show_place("assets")
    found = sample.place.list
    order = menu_acts(found.menu)["Order"].menu()
    names = {action.text(): action for action in order.actions()}
    names["Type"].trigger()
    types = [found.table.list_model.row(place).asset_type for place in range(40)]
    assert types == sorted(types)
    assert preferences.preferred("list assets")["order"] == "asset_type"
    how = next(b for b in found.findChildren(QPushButton) if b.text() == "?")
    how.setFocus()
    qtbot.keyClick(how, Qt.Key.Key_Space)
    assert found._help.isVisible()


def test_a_filter_speaks_of_the_day_that_is_shown(qtbot, sample):
    sample.show_place("access")
    found, live = sample.places.access().current, sample.session.live
    qtbot.keyClicks(found.filter, "ends:past")
    qtbot.keyClick(found.filter, Qt.Key.Key_Return)
    now = found.table.list_model.rowCount()
    then = Past(live.revision, live.today.replace(year=live.today.year - 3), "three years ago")
    sample.travel(then)
    assert found.table.list_model.rowCount() == 0 < now
    sample.session.show_now()
    assert found.table.list_model.rowCount() == now
