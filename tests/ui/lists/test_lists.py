"""Lists: their columns are dragged, widened and taken back; rows are copied for a spreadsheet."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.services.access import assets
from delvia_desktop.ui.lists.list_table import ListTable
from tests.ui.story import Person

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def me(me):
    me.window.resize(1280, 800)
    me.go("access")
    QApplication.processEvents()
    yield me
    me.window.close()


def table_of(me: Person) -> ListTable:
    return me.window.place.home()


def shown(table: ListTable) -> list[str]:
    return [column.title for column in table.columns.shown]


def drag(part: QWidget, start: QPoint, end: QPoint) -> None:
    """Drag with the left button; the hand is seen halfway, as by a mouse that moves."""
    kinds = QEvent.Type
    halfway = (start + end) / 2
    steps = [(kinds.MouseButtonPress, start), (kinds.MouseMove, halfway), (kinds.MouseMove, end)]
    for kind, at in (*steps, (kinds.MouseButtonRelease, end)):
        button = Qt.MouseButton.NoButton if kind == kinds.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == kinds.MouseButtonRelease else LEFT
        where = QPointF(at)
        event = QMouseEvent(kind, where, QPointF(part.mapToGlobal(at)), button, held, NONE)
        QApplication.sendEvent(part, event)
    for _ in range(3):
        QApplication.processEvents()


def head_of(table: ListTable, title: str) -> tuple[QPoint, int]:
    """Return the middle of a heading, and how wide it is."""
    head = table.horizontalHeader()
    place = [column.title for column in table.list_model.columns].index(title)
    width = head.sectionSize(place)
    return QPoint(head.sectionViewportPosition(place) + width // 2, head.height() // 2), width


def drag_head(table: ListTable, title: str, onto: str) -> None:
    start, end = head_of(table, title)[0], head_of(table, onto)[0]
    drag(table.horizontalHeader().viewport(), start, end - QPoint(20, 0))


def widen(table: ListTable, title: str, by: int) -> None:
    middle, width = head_of(table, title)
    edge = middle + QPoint(width - width // 2 - 2, 0)
    drag(table.horizontalHeader().viewport(), edge, edge + QPoint(by, 0))


def choose(menu: QMenu, *words: str) -> None:
    """Open a menu and choose in it, through menus inside it."""
    menu.aboutToShow.emit()
    for number, text in enumerate(words):
        act = next(a for a in menu.actions() if a.text().split("\t")[0] == text)
        if number == len(words) - 1:
            act.trigger()
        else:
            menu = act.menu()


def again(me: Person) -> ListTable:
    """Close the register and open it again; return the list of all shares."""
    path = str(me.window.session.path)
    me.window.close()
    me.program.open(path)
    me.bot.waitExposed(me.window)
    me.window.resize(1280, 800)
    me.go("access")
    QApplication.processEvents()
    return table_of(me)


def test_columns_are_dragged_and_widened_and_stay_so(me):
    """Issue 16: order and width of columns are remembered for each list."""
    table = table_of(me)
    assert shown(table)[:2] == ["Asset", "Partner"]
    drag_head(table, "State", onto="Asset")
    assert shown(table)[:3] == ["State", "Asset", "Partner"]
    before = head_of(table, "Asset")[1]
    widen(table, "Asset", 80)
    wide = head_of(table, "Asset")[1]
    assert wide == pytest.approx(before + 80, abs=4)
    total = sum(table.columnWidth(n) for n in range(len(table.list_model.columns)))
    assert total <= table.viewport().width()  # the others made room
    opened = again(me)
    assert shown(opened)[:3] == ["State", "Asset", "Partner"]
    assert head_of(opened, "Asset")[1] == pytest.approx(wide, abs=4)
    me.window.place.show_part("seat")
    assert shown(table_of(me))[0] == "Person"  # another list has a look of its own


def test_a_menu_on_the_headings_takes_all_of_it_back(me):
    table = table_of(me)
    usual, width = shown(table), head_of(table, "Asset")[1]
    drag_head(table, "State", onto="Asset")
    widen(table, "Asset", 60)
    choose(table.head_menu, "Column: Partner")
    assert "Partner" not in shown(table)
    at = head_of(table, "Asset")[0]
    table.horizontalHeader().customContextMenuRequested.emit(at)
    assert table.head_menu.isVisible()
    choose(table.head_menu, "Reset columns")
    table.head_menu.close()
    assert (shown(table), head_of(table, "Asset")[1]) == (usual, width)
    opened = again(me)
    assert (shown(opened), head_of(opened, "Asset")[1]) == (usual, width)


def test_columns_are_arranged_without_a_mouse(me):
    table = table_of(me)
    here = QPoint(40, 40)
    kind = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(kind, here, here))
    assert table.menu.isVisible()
    choose(table.menu, "Arrange columns", "Asset", "Move right")
    assert shown(table)[:2] == ["Partner", "Asset"]
    before = head_of(table, "Partner")[1]
    choose(table.menu, "Arrange columns", "Partner", "Wider")
    assert head_of(table, "Partner")[1] > before
    choose(table.menu, "Arrange columns", "Partner", "Move left")
    assert shown(table)[0] == "Partner"  # it cannot go further
    table.menu.close()


class _Cells(HTMLParser):
    """Reads the cells of a table, and that each says that it is a text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.formats: set[str | None] = set()

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.formats.add(dict(attrs).get("style"))

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def copied() -> tuple[list[list[str]], list[list[str]]]:
    """Return what was copied, as text with tabs and as a table."""
    data = QGuiApplication.clipboard().mimeData()
    cells = _Cells()
    cells.feed(data.html())
    assert cells.formats == {"mso-number-format:'\\@'"}
    assert 'td {mso-number-format:"\\@";}' in data.html()
    return [line.split("\t") for line in data.text().split("\n")], cells.rows


def guarded(rows: list[list[str]]) -> list[list[str]]:
    """Return rows as a text with tabs has them, in which a handle would begin a formula."""
    return [[sheet_cell(text) for text in row] for row in rows]


def test_selected_rows_are_copied_by_their_keys(me):
    table = table_of(me)
    table.selectRow(1)
    me.bot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    me.bot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text, cells = copied()
    columns, model = table.columns.shown, table.list_model
    assert cells == [[c.text(model.row(n)) for c in columns] for n in (1, 2)]
    assert text == guarded(cells)
    assert me.window.toast.accessibleName() == "Copied 2 rows"


def test_the_whole_list_is_copied_as_it_is_shown(me):
    """Issue 16: from the menu Edit and its keys, with the headings, filtered and in its order."""
    table = table_of(me)
    me.window.place.show_filtered("brightside")
    drag_head(table, "State", onto="Asset")
    me.press("Ctrl+Shift+C")
    text, cells = copied()
    assert text == guarded(cells)
    assert text[0] == shown(table)
    assert len(text) - 1 == table.list_model.rowCount() > 2
    assert all("Brightside Media" in line for line in text[1:])
    count = table.list_model.rowCount()
    assert me.window.toast.accessibleName() == f"Copied the list with {count} rows"


def test_nothing_that_is_copied_runs_in_a_spreadsheet(me):
    """What begins as a formula gets an apostrophe, as in the exported matrix."""
    name = '=HYPERLINK("x";"<b>y</b>")'
    me.window.session.perform(assets.record_asset, AssetDraft(name, "AD_ACCOUNT"))
    me.go("assets")
    me.window.place.show_filtered("hyperlink")
    me.press("Ctrl+Shift+C")
    text, cells = copied()
    assert text[1][0] == cells[1][0] == f"'{name}"


def test_a_handle_is_copied_as_it_is_into_the_cells_of_a_table(me):
    """In a spreadsheet every TikTok account stood as '@nova, with an apostrophe before it."""
    me.go("assets")
    me.window.place.show_filtered("@novacosmetics.fr")
    me.press("Ctrl+Shift+C")
    text, cells = copied()
    assert cells[1][0] == "@novacosmetics.fr"
    assert text[1][0] == "'@novacosmetics.fr"


def test_where_there_is_no_list_the_command_says_so(me):
    me.go("matrix")
    me.press("Ctrl+Shift+C")
    assert "no list here" in me.window.toast.accessibleName()
