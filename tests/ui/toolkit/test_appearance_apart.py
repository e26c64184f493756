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
