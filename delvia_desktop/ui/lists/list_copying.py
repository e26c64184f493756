"""Copying rows of a list as a table: as text with tabs, and as a table that spreadsheets take."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.i18n import ntr
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.widgets.toast import tell

_CELL = "mso-number-format:'\\@'"
"""The format of a text, so that a spreadsheet rounds no ID and reads no date into a cell.

Some read it from each cell, others from the style sheet alone.
"""
_STYLE = r'<style>td {mso-number-format:"\@";} th {mso-number-format:"\@";}</style>'


def copy_rows(table: QWidget, columns: Sequence[Column], rows: Sequence[Any]) -> None:
    """Copy rows of a list as they are shown, without their headings."""
    _copy([], columns, rows)
    tell(table, ntr("Copied {n} row", "Copied {n} rows", len(rows)))


def copy_list(table: QWidget, columns: Sequence[Column], rows: Sequence[Any]) -> None:
    """Copy all rows of a list as they are shown, below the headings of their columns."""
    _copy([column.title for column in columns], columns, rows)
    words = ntr("Copied the list with {n} row", "Copied the list with {n} rows", len(rows))
    tell(table, words)


def _copy(heads: Sequence[str], columns: Sequence[Column], rows: Sequence[Any]) -> None:
    lines = [[" ".join(column.text(row).split()) for column in columns] for row in rows]
    QGuiApplication.clipboard().setMimeData(_data(heads, lines))


def _data(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> QMimeData:
    every = [heads, *lines] if heads else lines
    cells = [("th", heads)] if heads else []
    cells += [("td", line) for line in lines]
    data = QMimeData()
    data.setText("\n".join("\t".join(map(sheet_cell, line)) for line in every))
    data.setHtml(
        f'<html><head><meta charset="utf-8">{_STYLE}</head><body><table>'
        + "".join(_row(tag, line) for tag, line in cells)
        + "</table></body></html>"
    )
    return data


def _row(tag: str, line: Sequence[str]) -> str:
    inside = "".join(f'<{tag} style="{_CELL}">{escape(_cell(text))}</{tag}>' for text in line)
    return f"<tr>{inside}</tr>"


def _cell(text: str) -> str:
    """Return a text that no spreadsheet runs; in a cell that is a text a handle is none."""
    return text if text.startswith("@") else sheet_cell(text)
