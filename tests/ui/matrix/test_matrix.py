"""The access matrix in the window, by mouse and keys: cells, filters, comparison, copies, paper."""

from __future__ import annotations

import csv
import io
import json
import threading
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.access import assets, assignments, people, shares
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.matrix import matrix as matrices
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.matrix import matrix_page
from delvia_desktop.ui.matrix.matrix_model import ASSET, OWNER
from delvia_desktop.ui.matrix.matrix_page import MatrixPage
from delvia_desktop.ui.papers.paper_view import PaperView
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme
from tests.ui.accessibility import unnamed, unreachable

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window, nova) -> MatrixPage:
    """Show the matrix of a share, a colleague, and a freelancer on the ad account."""
    opened = nova.register
    for name, employer in (("Mara", "OURS"), ("Jo Weber", "FREELANCER")):
        person = opened.perform(people.record_person, PersonDraft(name=name, employer=employer))
        draft = AssignmentDraft(
            asset=nova.ad_account.id, person=person.id, level=("ADMIN",), granted_on="2026-03-01"
        )
        opened.perform(assignments.record_assignment, draft)
    window.show_place("matrix")
    made = window.place
    assert isinstance(made, MatrixPage)
    return made


def heads(page: MatrixPage) -> list[str]:
    return page.table.matrix_model.heads


def texts(page: MatrixPage) -> dict[str, list[str]]:
    """Return what the cells say, by the name of the asset."""
    model = page.table.matrix_model
    lines = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {line[0]: line[1:] for line in lines}


def at(page: MatrixPage) -> tuple[int, int]:
    index = page.table.currentIndex()
    return index.row(), index.column()


def test_it_shows_every_asset_its_owner_and_everyone_who_can_work_on_it(page):
    assert heads(page) == ["Asset", "Owner", "Brightside", "Our team", "Jo Weber · Freelancer"]
    assert texts(page) == {
        "Launch": ["Brightside · partner", "", "", ""],
        "Nova DE": ["Nova", "Operator", "1 person", "Admin"],
        "@nova": ["Nova", "", "", ""],
    }
    cell = page.table.matrix_model.index(1, 3)
    said = "Nova DE, Our team: Mara: Admin (Business Center)"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Mara: Admin (Business Center)"
    empty = page.table.matrix_model.index(0, 3)
    assert empty.data(Qt.ItemDataRole.AccessibleTextRole) == "Launch, Our team: nothing"
    assert "does not own" in page.legend.text()
    assert unnamed(page) == []
    assert unreachable(page) == []


def test_the_model_keeps_the_rules_of_models(qtmodeltester, page):
    qtmodeltester.check(page.table.matrix_model)


def test_keys_travel_and_leap_over_what_is_empty(qtbot, page):
    table = page.table
    table.setFocus()
    table.setCurrentIndex(table.matrix_model.index(0, 0))
    for key, modifiers, place in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (1, 0)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (1, 4)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (1, 0)),
        (Qt.Key.Key_Right, CTRL, (1, 4)),
        (Qt.Key.Key_Up, CTRL, (0, 4)),
        (Qt.Key.Key_Down, CTRL, (1, 4)),
        (Qt.Key.Key_Down, CTRL, (2, 4)),
        (Qt.Key.Key_Left, CTRL, (2, 1)),
        (Qt.Key.Key_Home, CTRL, (0, 0)),
        (Qt.Key.Key_End, CTRL, (2, 4)),
    ):
        qtbot.keyClick(table, key, modifiers)
        assert at(page) == place, key
    assert not table._edge(QModelIndex(), 1, 0).isValid()


def test_enter_and_a_double_click_open_what_is_behind_the_cell(qtbot, window, page, nova):
    table = page.table
    rows = {text: row for row, text in enumerate(texts(page))}
    for row, column, place, key in (
        ("Nova DE", ASSET, "assets", nova.ad_account.id),
        ("Nova DE", OWNER, "business-centers", nova.center.id),
        ("Launch", OWNER, "partners", nova.partner.id),
        ("Nova DE", 2, "access", nova.share.id),
        ("Nova DE", 3, "access", 1),
        ("Launch", 3, "assets", nova.theirs.id),
        ("Launch", 2, "partners", nova.partner.id),
        ("Nova DE", 4, "access", 2),
        ("Launch", 4, "people", 2),
    ):
        window.show_place("matrix")
        table.setFocus()
        table.setCurrentIndex(table.matrix_model.index(rows[row], column))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert (window.place.name, window.place.shown_record()) == (place, key)
    window.show_place("matrix")
    staying = table.staying
    spot = staying.visualRect(table.matrix_model.index(rows["Launch"], OWNER)).center()
    qtbot.mouseClick(staying.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert at(page) == (rows["Launch"], OWNER)
    qtbot.mouseDClick(staying.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.place.name == "partners"


def test_a_block_is_copied_as_a_spreadsheet_takes_it(qtbot, page):
    table = page.table
    table.setFocus()
    table.setCurrentIndex(table.matrix_model.index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(table, key, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == (
        "Launch\tBrightside · partner\t\nNova DE\tNova\tOperator"
    )
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.selectionModel().select(table.matrix_model.index(2, 0), chosen)
    assert table.copy() == "'@nova"


def test_filters_narrow_it_and_say_on_the_chip_that_they_do(qtbot, page):
    filters = page.filters
    qtbot.mouseClick(filters.not_ours, Qt.MouseButton.LeftButton)
    assert list(texts(page)) == ["Launch"]
    assert filters.not_ours.text() == "✓ Not ours"
    qtbot.mouseClick(filters.not_ours, Qt.MouseButton.LeftButton)
    filters.types.menu.actions()[2].trigger()
    assert list(texts(page)) == ["Launch", "Nova DE"]
    assert filters.types.button.text() == "Ad account ▾"
    filters.types.menu.actions()[0].trigger()
    assert len(texts(page)) == 3
    qtbot.mouseClick(filters.far, Qt.MouseButton.LeftButton)
    assert texts(page) == {"Nova DE": ["Nova", "1 person", "Admin"]}
    qtbot.mouseClick(filters.unfolded, Qt.MouseButton.LeftButton)
    assert heads(page)[2:] == ["Mara", "Jo Weber · Freelancer"]
    qtbot.mouseClick(filters.far, Qt.MouseButton.LeftButton)
    filters.partners.choose(frozenset(filters.partners._names))
    assert heads(page)[2:] == ["Brightside"]
    filters.partners.choose(frozenset())
    qtbot.keyClicks(filters.text, "zzz")
    qtbot.waitUntil(lambda: not texts(page))
    assert "No asset matches" in page.table._empty.text()
    assert page.table._empty.isVisible()
    assert not page.deeds()[0].is_enabled
    assert "Containing “zzz”" in filters.words()


def test_what_was_given_or_ended_since_a_day_is_told_by_sign_and_word(qtbot, page, nova):
    filters = page.filters
    qtbot.mouseClick(filters.compare, Qt.MouseButton.LeftButton)
    panel = page.panel
    qtbot.keyClicks(panel.moment.editor, "1 Feb")
    qtbot.mouseClick(panel.compare_button, Qt.MouseButton.LeftButton)
    assert "not a date" in panel.moment.problem()
    qtbot.keyClicks(panel.moment.editor, " 2026")
    qtbot.keyClick(panel.moment.editor, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert page.tally.text() == "3 added since 1 Feb 2026"
    assert filters.compare.text() == "Compare with 1 Feb 2026"
    changed = ["Nova", "＋ added: Operator", "＋ added: Mara: Admin", "＋ added: Admin"]
    assert texts(page)["Nova DE"] == changed
    qtbot.mouseClick(filters.only_changes, Qt.MouseButton.LeftButton)
    assert list(texts(page)) == ["Nova DE"]
    nova.register.perform(
        shares.take_step, nova.share, "revoke", StepDraft(on="2026-11-20", reason="Over")
    )
    assert page.tally.text() == "2 added since 1 Feb 2026"
    qtbot.mouseClick(filters.compare, Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    panel.chosen.emit(None)
    assert page.tally.isHidden()
    assert filters.only_changes.isHidden()
    assert len(texts(page)) == 3


def test_what_was_known_then_differs_from_what_is_known_now_about_then(page, nova):
    number = nova.register.revision
    nova.register.perform(
        shares.take_step, nova.share, "revoke", StepDraft(on="2026-11-20", reason="Over")
    )
    day = nova.register.today
    known = matrix_page.Comparison(day, "Today", number)
    page.compare_with(known)
    assert page.tally.text().startswith("1 removed since 23 Nov 2026, as recorded on")
    page.compare_with(matrix_page.Comparison(day, "Today"))
    assert page.tally.text() == "Nothing has changed since 23 Nov 2026"
    page.filters.only_changes.click()
    assert page.table._empty.text() == "Nothing has changed."


def test_the_past_is_shown_as_it_was(window, page, nova):
    past = Past(nova.register.revision, date(2026, 2, 10), "10 Feb 2026")
    window.travel(past)
    assert heads(page) == ["Asset", "Owner", "Brightside"]
    page.session.show_now()
    assert len(heads(page)) == 5


def test_filters_stay_while_another_moment_does_not_know_what_they_name(window, page, nova):
    only = frozenset({nova.partner.id})
    page.filters.partners.choose(only)
    window.travel(Past(1, date(2026, 2, 1), "1 Feb 2026"))
    assert page.filters.partners.button.text() == "Brightside ▾"
    assert not texts(page)
    page.session.show_now()
    assert page.filters.wanted().partners == only
    assert heads(page) == ["Asset", "Owner", "Brightside"]


def test_what_is_typed_when_the_window_closes_asks_a_closed_register_nothing(qtbot, window, page):
    qtbot.keyClicks(page.filters.text, "nova")
    window.close()
    qtbot.waitUntil(lambda: not page.filters._typed.isActive())
    assert list(texts(page)) == ["Launch", "Nova DE", "@nova"]


def test_the_same_cell_stays_current_when_something_is_recorded(page, nova):
    table = page.table
    table.setCurrentIndex(table.matrix_model.index(1, 4))
    person = nova.register.perform(
        people.record_person, PersonDraft(name="Ann", employer="FREELANCER")
    )
    draft = AssignmentDraft(
        asset=nova.theirs.id, person=person.id, level=("ANALYST",), granted_on="2026-03-01"
    )
    nova.register.perform(assignments.record_assignment, draft)
    assert heads(page)[4:] == ["Ann · Freelancer", "Jo Weber · Freelancer"]
    assert at(page) == (1, 5)


def test_it_is_exported_as_csv_or_json_by_the_name_that_is_chosen(qtbot, page, tmp_path):
    with qtbot.waitSignal(page.said) as told:
        page.export_to(tmp_path / "matrix.csv")
    assert told.args == ["Wrote matrix.csv."]
    content = (tmp_path / "matrix.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(io.StringIO(content)))) == 4
    page.deeds()[0].run()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "matrix.json"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "matrix.json").exists)
    facts = json.loads((tmp_path / "matrix.json").read_text(encoding="utf-8"))
    assert len(facts["rows"]) == 3
    with qtbot.waitSignal(page.session.failed):
        page.export_to(tmp_path / "no folder" / "matrix.csv")


def test_it_is_issued_as_a_numbered_paper_of_everyone(qtbot, page):
    (deed,) = [deed for deed in page.deeds() if deed.text == "Issue matrix…"]
    assert deed.is_enabled
    with qtbot.waitSignal(page.paper_asked) as asked:
        deed.run()
    assert asked.args == [PaperRequest("matrix", 1)]


def test_it_is_printed_as_it_is_seen_and_takes_no_number(qtbot, window, page, nova, tmp_path):
    page.deeds()[-1].run()
    view = window.paper_view
    assert isinstance(view, PaperView)
    assert view.windowTitle() == "Access matrix on 23 Nov 2026"
    qtbot.waitUntil(lambda: view.pages.document.pageCount() == 1)
    assert view.save_to(tmp_path / "matrix.pdf")
    assert (tmp_path / "matrix.pdf").read_bytes() == view.prepared.content
    assert nova.register.store.counts()["access-record"] == 0
    view.close()


def test_paper_says_what_was_asked_of_the_matrix_it_shows_and_not_of_a_later_one(qtbot, page):
    qtbot.keyClicks(page.filters.text, "Launch")
    with qtbot.waitSignal(page.printed) as printed:
        page.print_view()
    paper = PdfReader(io.BytesIO(printed.args[0].content)).pages[0].extract_text()
    assert "Nova DE" in paper
    assert "Containing" not in paper
    qtbot.waitUntil(lambda: list(texts(page)) == ["Launch"])
    with qtbot.waitSignal(page.printed) as printed:
        page.print_view()
    paper = PdfReader(io.BytesIO(printed.args[0].content)).pages[0].extract_text()
    assert "Nova DE" not in paper
    assert "Containing “Launch”" in " ".join(paper.split())


def test_asset_and_owner_stay_while_the_rest_scrolls_and_no_cell_is_hidden_under_them(
    qtbot, window, page
):
    window.resize(620, 500)
    table = page.table
    table.setFocus()
    table.setCurrentIndex(table.matrix_model.index(1, 4))
    assert table.horizontalScrollBar().value() > 0
    staying = table.columnWidth(ASSET) + table.columnWidth(OWNER)
    for column in (4, 3, 2, 3):
        table.setCurrentIndex(table.matrix_model.index(1, column))
        rect = table.visualRect(table.currentIndex())
        assert rect.left() >= staying - 1
    scrolled = table.horizontalScrollBar().value()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.horizontalScrollBar().value() == scrolled
    assert table.staying.visualRect(table.currentIndex()).left() == 0
    assert table.staying.verticalHeader().defaultSectionSize() == (
        table.verticalHeader().defaultSectionSize()
    )


def test_one_long_head_does_not_make_all_heads_three_lines_high(me):
    """“Lea Brandt (hello@leabrandt.example) · Freelancer” took three for every column."""
    me.go("matrix")
    table = me.window.place.table
    model, way = table.matrix_model, Qt.Orientation.Horizontal
    shown = {model.heads[n]: str(model.headerData(n, way)) for n in range(model.columnCount())}
    assert max(text.count("\n") for text in shown.values()) == 1
    assert shown["K. Meyer · Unknown"] == "K. Meyer · Unknown"


def test_much_is_put_together_beside_the_window_and_shown_in_the_end(
    qtbot, window, page, nova, monkeypatch, tmp_path
):
    monkeypatch.setattr(matrix_page, "_AT_ONCE", 0)
    page.filters.only_open.click()
    assert page.work is not None
    page.filters.text.setText("Launch")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page.work is None and list(texts(page)) == ["Launch"])
    page.compare_with(matrix_page.Comparison(date(2026, 2, 1), "1 Feb", nova.register.revision))
    qtbot.waitUntil(lambda: page.work is None and bool(page.tally.text()))
    with qtbot.waitSignal(page.said):
        page.export_to(tmp_path / "matrix.csv")
    qtbot.waitUntil(lambda: page.work is None)
    page.print_view()
    qtbot.waitUntil(lambda: window.paper_view is not None)
    window.paper_view.close()
    qtbot.waitUntil(lambda: page.work is None)
    page.refresh()
    page.refresh()
    window.close()
    qtbot.waitUntil(lambda: page.work is None)


def test_more_columns_than_fit_come_and_go_without_harm(qtbot, window, page, nova):
    window.resize(700, 500)
    for number in range(12):
        draft = PersonDraft(name=f"Colleague {number:02d}", employer="OURS")
        person = nova.register.perform(people.record_person, draft)
        nova.register.perform(
            assignments.record_assignment,
            AssignmentDraft(
                asset=nova.ad_account.id,
                person=person.id,
                level=("ANALYST",),
                granted_on="2026-03-01",
            ),
        )
    table = page.table
    for count in (5 + 12, 5):
        qtbot.mouseClick(page.filters.unfolded, Qt.MouseButton.LeftButton)
        assert table.matrix_model.columnCount() == count
        assert all(
            table.columnWidth(column) == table.staying.columnWidth(column)
            for column in (ASSET, OWNER)
        )
        assert not any(table.staying.isColumnHidden(column) for column in (ASSET, OWNER))
        assert all(table.staying.isColumnHidden(column) for column in range(2, count))


def test_a_matrix_that_was_cancelled_is_not_taken_for_what_is_asked_for(qtbot, page, monkeypatch):
    monkeypatch.setattr(matrix_page, "_AT_ONCE", 0)
    waits, going = threading.Event(), threading.Event()
    pictures_of = matrices.pictures_of

    def slowly(*what):
        going.set()
        waits.wait(10)
        return pictures_of(*what)

    monkeypatch.setattr(matrices, "pictures_of", slowly)
    page.compare_with(matrix_page.Comparison(date(2026, 2, 1), "1 Feb 2026"))
    assert going.wait(10)
    with qtbot.waitSignal(page.said) as told:
        page.print_view()
    assert told.args == ["The matrix is still being prepared. Try again in a moment."]
    page.work.cancel()
    waits.set()
    qtbot.waitUntil(lambda: page.work is None)
    assert page.tally.isVisible()
    assert page.tally.text() == (
        "Building the matrix was cancelled. The previous matrix is still shown."
    )
    assert texts(page)["Nova DE"] == ["Nova", "Operator", "1 person", "Admin"]
    page.refresh()
    qtbot.waitUntil(lambda: page.tally.text() == "3 added since 1 Feb 2026")


def test_an_empty_register_says_what_belongs_here(qtbot, qapp, tmp_path):
    theme.apply(qapp, dark=False)
    opened = new_register(tmp_path / "empty.delvia", BrandDraft("Nova"), "Mara")
    window = MainWindow(Session(opened))
    qtbot.addWidget(window)
    window.show()
    window.show_place("matrix")
    assert not window.place.table.isVisible()
    assert window.place.panes.empty.isVisible()
    assert window.place.deeds() == []
    window.close()


@pytest.mark.parametrize("dark", [False, True])
def test_it_paints_in_both_themes_also_when_cells_hold_more_than_fits(qapp, window, page, dark):
    theme.apply(qapp, dark=dark)
    page.filters.only_open.click()
    page.table.setColumnWidth(3, 60)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.matrix_model.index(1, 3))
    picture = window.grab().toImage()
    ground = theme.tokens().base.lower()
    spot = page.table.mapTo(window, page.table.rect().center())
    assert picture.pixelColor(spot).name() == ground
    theme.apply(qapp, dark=False)


def test_assets_that_begin_alike_are_told_apart_where_their_names_are_cut(page, nova):
    """Seven rows in turn read “Nova DE Retention & React…”."""
    name = "Nova DE – Retention & Reactivation – Evergreen – Always-on – do not pause"
    for number in (2, 3):
        nova.register.perform(assets.record_asset, AssetDraft(f"{name} {number}", "AD_ACCOUNT"))
    page.refresh()
    table = page.table
    names = texts(page)
    drawn = []
    for number in (2, 3):
        row = list(names).index(f"{name} {number}")
        cell = table.staying.visualRect(table.matrix_model.index(row, ASSET))
        table.clearSelection()
        drawn.append(table.staying.viewport().grab(cell).toImage())
    assert drawn[0].width() > 0
    assert drawn[0] != drawn[1]
