"""Every part has a name for a screen reader, and draws in both themes and at twice the size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from delvia_desktop.ui.toolkit import theme
from tests.ui import accessibility
from tests.ui.widgets import gallery


@pytest.mark.parametrize("name", gallery.SHEETS)
def test_every_control_has_a_name_and_can_be_reached(qtbot: QtBot, name: str):
    sheet = gallery.SHEETS[name]()
    qtbot.addWidget(sheet)
    assert accessibility.unnamed(sheet) == []
    assert accessibility.unreachable(sheet) == []


def test_the_walk_finds_what_has_no_name(qtbot: QtBot):
    sheet = QWidget()
    qtbot.addWidget(sheet)
    column = QVBoxLayout(sheet)
    column.addWidget(QLineEdit())
    column.addWidget(QPushButton())
    column.addWidget(QPushButton("Named by its words"))
    assert accessibility.unnamed(sheet) == ["QLineEdit in QWidget", "QPushButton in QWidget"]


def test_every_sheet_is_drawn_in_both_themes_and_sizes(qapp: QApplication, tmp_path: Path):
    before = qapp.font()
    gallery.draw(qapp, tmp_path)
    drawn = {path.name for path in tmp_path.glob("*.png")}
    assert len(drawn) == len(gallery.SHEETS) * 4
    for name in gallery.SHEETS:
        light, dark = (tmp_path / f"{name}-{shade}-100.png" for shade in ("light", "dark"))
        assert light.read_bytes() != dark.read_bytes()
    assert qapp.font() == before
    theme.apply(qapp, dark=False)
    assert not theme.is_dark()
