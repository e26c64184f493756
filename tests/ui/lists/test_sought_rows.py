"""Who is sought by a filter is who the page shows: no act hits anyone else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.ui.lists.list_table import ListTable
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("people")
    yield me
    me.window.close()


def filter_for(me: Person, words: str) -> list[str]:
    field = me.window.place.list.filter
    field.setFocus()
    me.bot.keyClicks(field, words)
    me.bot.waitUntil(lambda: me.window.place.list._typed == words)
    return [row.name for row in me.window.place.people.list_model.all()]


def shown(me: Person) -> str:
    person = me.window.place.record()
    return person.name if person is not None else ""


def test_rows_found_by_their_name_come_first_and_the_first_of_them_is_shown(me):
    """Found by a newcomer: the filter “Mara” chose somebody whose line manager is Mara."""
    other = me.window.session.live.records.find(Human, name="Agnieszka Wójcik")
    me.window.place.show_record(other.id)
    found = filter_for(me, "Mara")
    assert found[0] == "Mara Lindt"
    assert "Agnieszka Wójcik" in found
    assert shown(me) == "Mara Lindt"


def test_a_row_that_has_the_words_in_its_name_stays_shown(me):
    other = me.window.session.live.records.find(Human, name="Agnieszka Wójcik")
    me.window.place.show_record(other.id)
    filter_for(me, "gnieszka")
    assert shown(me) == "Agnieszka Wójcik"


def test_where_no_name_has_the_words_nobody_is_chosen_until_one_chooses(me):
    me.window.place.show_record(me.window.session.live.records.find(Human, name="Mara Lindt").id)
    assert filter_for(me, "Kite") == ["Priya Nair"]  # who works for Kite Studio
    assert shown(me) == ""
    assert me.window.place.deeds() == []
    me.bot.keyClick(me.window.place.list.filter, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert shown(me) == me.window.place.people.list_model.row(0).name


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Home])
def test_the_row_that_end_and_home_lead_to_is_selected_too(me, key):
    """Its ground is tinted, as that of any other current row."""
    me.go("overview")
    table = me.window.place.attention.table
    assert isinstance(table, ListTable)
    table.take_focus()
    if key == Qt.Key.Key_Home:
        me.bot.keyClick(table, Qt.Key.Key_Down)
    me.bot.keyClick(table, key)
    rows = table.list_model.rowCount()
    assert table.currentIndex().row() == (rows - 1 if key == Qt.Key.Key_End else 0)
    assert table.selected_keys() == [table.key()]
