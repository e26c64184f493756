"""Another size of text in a program of its own: what went wrong there ended the whole process."""

from __future__ import annotations

from tests.apart import run_apart

LARGER_TEXT = """
import shiboken6
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle
from delvia_desktop.services.computer.appearance import Appearance
from delvia_desktop.ui.toolkit import appearance, theme

application = QApplication([])
appearance.begin(application, dark=False)
bars = [QScrollBar() for _ in range(50)]


def are_asked_for_their_style():
    for bar in bars:
        bar.style().styleHint(QStyle.StyleHint.SH_ScrollBar_Transient, None, bar)


are_asked_for_their_style()
appearance.choose(application, Appearance(text_size=150))
are_asked_for_their_style()
for bar in bars:
    shiboken6.delete(bar)
theme.choose(application, dark=True)
print("whole")
"""


def test_what_was_never_shown_can_go_after_the_text_got_larger():
    """Seen: a page that was not shown yet went with its window, and the next theme ended all."""
    ended = run_apart(LARGER_TEXT)
    assert ended.stdout.split() == ["whole"], ended.stderr


ROWS = """
from PySide6.QtWidgets import QApplication
from delvia_desktop.services.computer.appearance import Appearance
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.toolkit import appearance

application = QApplication([])
appearance.begin(application, dark=False)


def shown():
    table = ListTable("Assets", [Column("name", "Name", str, 20, sortable=False)])
    table.show()
    application.processEvents()
    return table


def height(table):
    return table.verticalHeader().defaultSectionSize()


table = shown()
heights = [height(table)]
for size in (200, 100, 150):
    appearance.choose(application, Appearance(text_size=size))
    for _ in range(3):
        application.processEvents()
    heights += [height(table), height(shown())]
print(*heights)
"""


def test_rows_are_as_high_after_another_size_of_text_as_those_that_are_made_then():
    """Seen: rows of 58 pixels where a restart showed 48."""
    ended = run_apart(ROWS)
    first, large, large_new, back, back_new, *others = map(int, ended.stdout.split())
    assert large == large_new > first, ended.stderr
    assert back == back_new == first
    assert others[0] == others[1]
