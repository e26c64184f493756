"""The window: its places, forms, drafts, commands, the past, and its names for those who listen."""

from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.services.access import shares
from delvia_desktop.services.computer.log import log_file
from delvia_desktop.services.register import form_drafts
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui import crash
from delvia_desktop.ui.access.share_acts import share_deeds
from delvia_desktop.ui.frame.sidebar import ago
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.procedures.agency_steps import STEPS
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme
from tests.ui.accessibility import unnamed
from tests.ui.dialogs import name_file

PLACES = [entrance.name for entrance in ENTRANCES if entrance.is_listed]


@pytest.mark.parametrize("place", [*PLACES, "add-agency", "differences"])
def test_every_control_of_every_place_has_a_name(sample, place):
    sample.show_place(place)
    QApplication.processEvents()
    assert unnamed(sample) == []


class Strays(QObject):
    """Windows that came up beside the one that should be there."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_every_form_has_names_and_closes_with_escape(qapp, sample):
    strays = Strays()
    qapp.installEventFilter(strays)
    for place, act in (
        ("partners", "record_partner"),
        ("partners", "change_partner"),
        ("partners", "change_partnership"),
        ("partners", "share_asset"),
        ("partners", "end_partnership"),
        ("assets", "record_asset"),
        ("assets", "change_asset"),
        ("assets", "record_ownership"),
        ("business-centers", "record_center"),
        ("business-centers", "change_center"),
    ):
        sample.show_place(place)
        if place == "partners":
            sample.place.show_record(3)
        getattr(sample.place, act)()
        QApplication.processEvents()
        assert sample.place.form is not None, act
        assert unnamed(sample) == [], act
        sample.place.form.panel.cancelled.emit()
        assert sample.place.form is None
    qapp.removeEventFilter(strays)
    assert strays.seen == []


def test_every_step_of_a_share_has_its_form(nova, window):
    page = window.places["partners"]
    register = nova.register

    def texts() -> list[str]:
        share = register.records.get(Share, nova.share.id)
        return [deed.text for deed in share_deeds(window.session, share.id, page.open_form)]

    def open_all() -> None:
        for deed in share_deeds(window.session, nova.share.id, page.open_form):
            if deed.text != "Delete":
                deed.run()
                assert page.form is not None
                page.close_form()

    acts = ["Confirm…", "Verify…", "Revoke…", "Raise level…", "Lower level…", "Edit…"]
    assert texts() == [*acts, "Copy to other assets…"]
    open_all()
    share = register.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    assert texts()[0] == "Verify…"
    share = register.perform(
        shares.take_step, share, "revoke", StepDraft(on="2026-02-06", reason="x")
    )
    assert texts() == ["Verify removal…", "Edit…"]
    open_all()
    register.perform(shares.take_step, share, "gone", StepDraft(on="2026-02-07"))
    assert texts() == ["Edit…", "Delete"]
    share_deeds(window.session, nova.share.id, page.open_form)[1].run()
    assert register.records.find(Share, id=nova.share.id) is None
    assert share_deeds(window.session, nova.share.id, page.open_form) == []


def test_a_share_is_raised_lowered_and_changed_in_its_forms(nova, window):
    page = window.places["partners"]

    def run(text: str, **values: object) -> None:
        deeds = share_deeds(window.session, nova.share.id, page.open_form)
        next(deed for deed in deeds if deed.text == text).run()
        page.form.panel.set_values(values)
        page.submit()
        assert page.form is None

    run("Edit…", purpose="Another")
    run("Raise level…", level=("ADMIN",), reason="Billing", on="2026-05-01")
    run("Lower level…", level=("ANALYST",), reason="Less")
    old, new = nova.register.records.select(Share)
    assert (old.purpose, new.replaces, new.level) == ("Another", old.id, ("ANALYST",))


def test_a_half_filled_form_survives_a_killed_program(qtbot, window, nova):
    window.show_place("assets")
    window.place.record_asset()
    field = window.place.form.panel.fields["name"]
    qtbot.keyClicks(field.editor, "Half an asset")
    qtbot.waitUntil(lambda: bool(form_drafts.kept_drafts(nova.register)), timeout=4000)
    # The program is killed here: nothing is closed, another window opens on the register.
    session = Session(nova.register)
    again = MainWindow(session)
    qtbot.addWidget(again)
    again.show()
    QApplication.processEvents()
    go_on = [b for b in again.findChildren(QPushButton) if b.text() == "Continue" and b.isVisible()]
    qtbot.mouseClick(go_on[0], Qt.MouseButton.LeftButton)
    assert again.place.name == "assets"
    assert again.place.form.panel.values()["name"] == "Half an asset"
    again.place.form.panel.cancelled.emit()
    assert not form_drafts.kept_drafts(nova.register)
    assert form_drafts.kept_draft(nova.register, "asset/0") == {}


def test_a_kept_draft_can_be_dropped_and_a_broken_one_is_ignored(qtbot, window, nova):
    kept = form_drafts.Kept("partner/0", "Add partner", "partners")
    form_drafts.keep_draft(nova.register, kept, {"name": "X"})
    window.refresh()
    QApplication.processEvents()
    drop = [b for b in window.findChildren(QPushButton) if b.text() == "Discard" and b.isVisible()]
    qtbot.mouseClick(drop[0], Qt.MouseButton.LeftButton)
    assert not form_drafts.kept_drafts(nova.register)
    form_drafts.keep_draft(nova.register, kept, {"level": ("A",)})
    assert form_drafts.kept_draft(nova.register, "partner/0") == {"level": ("A",)}
    file = form_drafts._file(nova.register)
    file.write_text("{")
    assert not form_drafts.kept_drafts(nova.register)
    file.write_text(json.dumps([]))
    assert not form_drafts.kept_drafts(nova.register)
    copy = nova.register.copy()
    form_drafts.keep_draft(copy, kept, {})
    assert not form_drafts.kept_drafts(copy)


def test_the_field_at_the_top_finds_records_and_runs_acts(qtbot, sample):
    field = sample.header.field
    qtbot.keyClicks(field, "7504 2333")
    assert field.results.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.place.name in {"partners", "business-centers"}
    QGuiApplication.clipboard().setText("โนวา")  # Qt's test keys are Latin only, so it is pasted
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "โนวา" in field.results.item(0).text()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.results.isVisible()
    qtbot.keyClicks(field, "nothing at all")
    assert field.results.item(0).text() == "No matches."
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.clear()
    qtbot.keyClicks(field, "go to")
    field.clear()
    qtbot.keyClicks(field, "history")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.place.name == "history"
    field.clear()
    qtbot.keyClicks(field, "at that time")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.session.is_past
    sample.session.show_now()


def test_the_past_is_unmistakable_and_read_only(qtbot, sample):
    sample.show_place("history")
    sample.place.show_record(150)
    sample.place.revisions.selectRow(60)
    sample.place._travel()
    for place in PLACES:
        sample.show_place(place)
        acts = ("Print", "Issue", "Export", "Show", "Do", "What changed", "Check")
        can = [d.text for d in sample.place.deeds() if d.is_enabled and not d.text.startswith(acts)]
        assert can == [] or place == "history"
    QApplication.processEvents()
    back = [b for b in sample.findChildren(QPushButton) if b.text() == "Back to today"]
    qtbot.mouseClick(next(b for b in back if b.isVisible()), Qt.MouseButton.LeftButton)
    assert not sample.session.is_past
    panel = sample.as_of_panel
    panel.open_at(sample.sidebar.as_of)
    panel.moment.set_value("gibberish")
    panel.show_button.click()
    assert panel.moment.problem()
    panel.moment.set_value("1 Mar 2026 18:00")
    panel.show_button.click()
    assert "1 Mar 2026, 18:00" in sample.sidebar.as_of.toolTip()
    panel._now()
    assert not sample.session.is_past


def test_an_act_is_reverted_from_the_history(sample):
    sample.show_place("history")
    before = sample.session.live.revision
    sample.place._revert()
    assert sample.session.live.revision == before + 1
    sample.place.revisions.choose(before)
    sample.place._revert()
    assert sample.toast.isVisible()


def test_undo_by_key_belongs_to_the_text_that_is_being_typed(qtbot, window, nova):
    window.show_place("assets")
    window.place.record_asset()
    editor = window.place.form.panel.fields["name"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Typed")
    before = nova.register.register_state
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == ""
    assert nova.register.register_state == before
    window.place.close_form()


def test_below_a_place_is_hardly_more_free_room_than_beside_it(window):
    """Found by a newcomer: half a hundred pixels lay empty there, and rows above were cut."""
    place, whole = window.place, window.centralWidget()
    end = place.mapTo(whole, QPoint(place.width(), place.height()))
    assert whole.height() - end.y() <= 1.5 * (whole.width() - end.x())


def test_toasts_offer_to_undo(qtbot, window, nova):
    window.session.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast._button, Qt.MouseButton.LeftButton)
    assert nova.register.records.get(Share, nova.share.id) == nova.share
    window.session.redo()
    window.session.redo()
    assert "nothing to redo" in window.toast._label.text()


def test_lists_sort_by_their_heads_and_keep_the_chosen_row(qtbot, sample):
    for place, table, section in (
        ("partners", "partners", 1),
        ("partners", "shares", 1),
        ("assets", "assets", 2),
        ("business-centers", "centers", 1),
    ):
        sample.show_place(place)
        view: ListTable = getattr(sample.place, table)
        key = view.key()
        before = [view.list_model.row(n).id for n in range(3)]
        view._ask_order(section)
        view._ask_order(section)
        after = [view.list_model.row(n).id for n in range(3)]
        assert before != after, (place, table)
        assert view.key() == key or table == "shares"


def test_a_calendar_file_is_saved_and_a_refusal_is_told(sample, tmp_path):
    sample.saving.save_calendar(tmp_path / "access.ics")
    assert (tmp_path / "access.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "as access.ics" in sample.toast._label.text()
    sample.saving.save_calendar(tmp_path / "nowhere" / "access.ics")
    assert "as access.ics" not in sample.toast._label.text()


def test_enter_on_a_row_leads_on(qtbot, sample):
    sample.show_place("overview")
    sample.place.ahead.coming.selectRow(0)
    qtbot.keyClick(sample.place.ahead.coming, Qt.Key.Key_Return)
    assert sample.place.name == "reviews"
    sample.show_place("assets")
    page = sample.place
    page.shares.selectRow(0)
    page._show_partner()
    assert sample.place.name == "partners"


def test_mistakes_are_deleted_and_refusals_told(sample):
    sample.show_place("assets")
    sample.place.delete_asset()
    assert "refers to it" in sample.toast._label.text()
    sample.show_place("business-centers")
    sample.place.delete_center()
    sample.show_place("partners")
    sample.place.delete_partner()
    assert sample.session.live.store.counts()["partner"] == 5


def test_an_agency_is_added_in_four_steps(qtbot, window, nova):
    window.show_place("add-agency")
    page = window.place
    page.proceed()
    assert page.step == STEPS[1]
    page.proceed()
    assert page._shown.panel.fields["bc_id"].problem()
    assert page._shown.panel.fields["name"].problem()
    page._shown.panel.set_values({"name": "Kite Studio", "bc_id": "7504233300559872018"})
    page._shown.panel.set_values({"engagement_end": "2027-06-30"})
    page.proceed()
    assert page.step == STEPS[2]
    page.proceed()
    assert "at least one" in page._problem.text()
    names = {asset.name: (tick, level) for asset, tick, level in page.assets.choices}
    assert set(names) == {"Nova DE", "@nova"}
    tick, level = names["Nova DE"]
    assert level.currentData() == "ANALYST"
    tick.setChecked(True)
    level.setCurrentIndex(2)
    assert "1 at a privileged level" in page.foot._count.text()
    level.setCurrentIndex(0)
    page.assets.terms["planned_end"].set_value("2020-01-01")
    page.proceed()
    assert page.step == STEPS[2]
    assert page.assets.terms["planned_end"].problem()
    page.assets.terms["planned_end"].set_value("2027-06-30")
    page.proceed()
    assert page.step == STEPS[3]
    page.confirmation.seen[0][1].setChecked(True)
    page.confirmation.fields["on"].set_value("2099-01-01")
    page.proceed()
    assert page.confirmation.fields["on"].problem()
    page.confirmation.fields["on"].set_value("today")
    page.proceed()
    assert window.place.name == "procedures"
    partner = nova.register.records.find(Partner, name="Kite Studio")
    assert window.place.record().partner == partner.id
    window.show_record_of("partner", partner.id)
    assert window.place.shares.list_model.row(0).state == "confirmed"


def test_adding_an_agency_begins_with_owning_the_assets(qtbot, qapp, register):
    theme.apply(qapp, dark=True)
    window = MainWindow(Session(register))
    qtbot.addWidget(window)
    window.show_place("add-agency")
    window.place.proceed()
    assert "own Business Center first" in window.place._problem.text()
    for place in PLACES:
        window.show_place(place)
    theme.apply(qapp, dark=False)


def test_a_second_window_is_read_only_and_follows(qtbot, nova):
    second = open_register(nova.register.path, "Tom")
    window = MainWindow(Session(second))
    qtbot.addWidget(window)
    window.show_place("partners")
    enabled = [deed.text for deed in window.place.deeds() if deed.is_enabled]
    assert enabled == ["Print other documents…", "Print access record…"]  # a draft can be saved
    nova.register.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    window._look_outside()
    window.show_place("partners")
    assert window.place.shares.list_model.row(0).state == "confirmed"
    window.close()


def test_a_bug_shows_a_report_without_what_was_recorded(qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: shown.append(box))  # noqa: PLW0108 - takes self

    def go_wrong(record: str) -> None:
        raise RuntimeError(record)

    try:
        go_wrong("Brightside")
    except RuntimeError:
        crash.show(*sys.exc_info())
    assert "Brightside" not in shown[0].detailedText()
    assert "RuntimeError" in shown[0].detailedText()
    next(b for b in shown[0].buttons() if b.text() == "Copy report").click()
    assert "RuntimeError" in QGuiApplication.clipboard().text()
    assert "RuntimeError" in log_file().read_text()
    assert "Brightside" not in log_file().read_text()
    ended = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: ended.append(True))
    crash.show(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended


def test_the_report_of_a_bug_is_saved_to_be_read_before_it_is_sent(qtbot, tmp_path):
    try:
        raise RuntimeError("Brightside")  # noqa: TRY301 - a bug
    except RuntimeError:
        crash.show(*sys.exc_info())
    (box,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    button = next(b for b in box.buttons() if b.text() == "Save report…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    name_file(qtbot, box, tmp_path / "report.txt")
    qtbot.waitUntil(lambda: box.informativeText().startswith("Saved as report.txt"))
    assert (tmp_path / "report.txt").read_text() == box.detailedText()
    assert box.isVisible()
    box.close()


def test_a_hundred_thousand_rows_are_fetched_a_page_at_a_time(qtbot):
    class Row:
        def __init__(self, number: int) -> None:
            self.id = number

    class Rows:
        asked = 0

        def count(self) -> int:
            return 100_000

        def page(self, offset: int = 0, limit: int = -1) -> list[Row]:
            Rows.asked += 1
            return [Row(number) for number in range(offset, offset + limit)]

    table = ListTable("Rows", [Column("id", "Id", lambda row: str(row.id))], "empty")
    qtbot.addWidget(table)
    table.resize(400, 400)
    table.show()
    table.show_rows(Rows())
    table.scrollToBottom()
    QApplication.processEvents()
    assert Rows.asked <= 3
    for place in range(0, 100_000, 1000):
        table.list_model.row(place)
    assert len(table.list_model._pages) <= 52
    table.show_rows(None)
    assert table.current_row() is None
    assert table._empty.isVisible()


def test_the_theme_follows_the_system(qapp):
    theme.apply(qapp)
    assert not theme.is_dark()
    theme.apply(qapp, dark=True)
    assert theme.is_dark()
    theme.apply(qapp, dark=False)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "just now"), (12, "12 min"), (130, "2 h"), (60 * 24 * 3, "3 days")]
)
def test_the_age_of_a_backup_is_said_in_words(minutes, said):
    assert said in ago(minutes)
