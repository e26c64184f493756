"""File ▸ Export: what is offered, and what is written of what a person sees."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtWidgets import QFileDialog

from delvia_desktop.exchange.delimited import read_delimited, text_of
from delvia_desktop.services.exports.exports import Format
from delvia_desktop.ui.frame.export_dialog import ExportDialog
from delvia_desktop.ui.toolkit.command import without_mnemonic
from tests.ui.accessibility import unnamed


@pytest.fixture
def ask(me):
    """Choose File ▸ Export in a place, and return the dialog."""

    def asked(place: str) -> ExportDialog:
        me.go(place)
        file = me.window.menuBar().actions()[0].menu()
        (act,) = [a for a in file.actions() if without_mnemonic(a.text()) == "Export…"]
        act.trigger()
        return me.window.findChildren(ExportDialog)[-1]

    return asked


def texts(field) -> list[str]:
    return [option.text for option in field._options]


def test_the_list_that_is_shown_goes_out_as_it_is_filtered_and_sorted(me, ask, tmp_path, qtbot):
    me.go("assets")
    me.window.place.show_filtered("type:ad-account")
    dialog = ask("assets")
    model = me.window.place.worked_list().list_model
    shown = [model.row(place).id for place in range(model.rowCount())]
    assert texts(dialog.records)[0] == "The list shown: Assets"
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(tmp_path / "assets.csv", Format.CSV)
    _, *rows = read_delimited(text_of((tmp_path / "assets.csv").read_bytes()).text, "Back").rows
    assert [row.text(0) for row in rows] == [f"asset {key}" for key in shown]
    assert not dialog.isVisible()
    assert "Exported as assets.csv" in me.window.toast._label.accessibleName()


def test_a_csv_file_is_offered_for_a_list_only(ask):
    dialog = ask("people")
    offered = ["Workbook (.xlsx)", "CSV (.csv)", "JSON (.json)", "Page to read (.html)"]
    assert texts(dialog.format) == offered
    dialog.records.set_value(False)
    assert texts(dialog.format) == [each for each in offered if "CSV" not in each]
    assert unnamed(dialog) == []
    dialog.reject()
    whole = ask("overview")
    assert texts(whole.records) == ["The whole register"]
    whole.reject()


def test_the_whole_register_goes_out_redacted_if_that_is_ticked(ask, tmp_path, qtbot):
    dialog = ask("assets")
    dialog.records.set_value(False)
    dialog.redacted.setChecked(True)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(tmp_path / "all.json", Format.JSON)
    facts = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert facts["scope"] == {"list": None, "filter": "", "redacted": True}
    assert {re.sub(r"\d+", "#", each["person"]) for each in facts["records"]["people"]} == {
        "Person #"
    }


def test_what_is_refused_stands_in_the_dialog_and_nothing_is_written(me, ask, qtbot):
    dialog = ask("assets")
    before = me.window.session.path.read_bytes()
    dialog.save_to(me.window.session.path, Format.XLSX)
    qtbot.waitUntil(lambda: dialog._banners.count() > 0 and dialog.save_button.isEnabled())
    assert dialog.isVisible()
    assert me.window.session.path.read_bytes() == before
    dialog.reject()


def test_the_file_is_named_after_the_register_and_the_list(me, ask):
    dialog = ask("people")
    dialog.format.set_value(Format.HTML)
    dialog.save_button.click()
    files = dialog.findChild(QFileDialog)
    assert files.selectedFiles()[0].endswith("nova People.html")
    files.reject()
    dialog.reject()
