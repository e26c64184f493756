"""Garbage of Python in the window: it goes between acts, never while Qt walks over widgets."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from delvia_desktop import garbage
from delvia_desktop.ui.application import Application
from tests.apart import run_apart

CLOSED_WINDOWS = """
import gc
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from delvia_desktop.ui.main import begin, prepare
from delvia_desktop.ui.toolkit import theme


class Asks(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.StyleChange:
            for holds_itself in [[] for _ in range(900)]:
                holds_itself.append(holds_itself)
        return False


application, file = prepare(["delvia-desktop"])
program = begin(application, file)
looks_at_any_time = gc.isenabled()
asks = Asks()
stays = QWidget()
lines = QVBoxLayout(stays)
for _ in range(30):
    line = QLineEdit()
    line.installEventFilter(asks)
    lines.addWidget(line)
stays.show()
for act in range(20):
    gc.disable()
    for _ in range(30):
        window = QWidget()
        window.itself = window
        within = QVBoxLayout(window)
        for _ in range(5):
            within.addWidget(QLineEdit("x"))
        window.show()
        window.hide()
    if looks_at_any_time:
        gc.enable()
    application.setStyleSheet("QWidget { color: #00000%x; }" % (act % 16))
print("whole")
"""


def test_the_program_goes_on_when_all_widgets_take_another_style_beside_closed_windows():
    """Seen: the process ended in `setStyleSheet`, as fields call Python when they are styled."""
    ended = run_apart(CLOSED_WINDOWS)
    assert ended.stdout.split() == ["whole"], ended.stderr


def test_a_closed_window_that_holds_itself_is_gone_a_moment_later(qtbot, qapp):
    assert isinstance(qapp, Application)
    assert not gc.isenabled()
    window = QWidget()
    window.itself = window
    gone = weakref.ref(window)
    del window
    assert gone() is not None
    gc.set_threshold(1, 10, 10)
    try:
        qtbot.waitUntil(lambda: gone() is None)
    finally:
        gc.set_threshold(700, 10, 10)


@pytest.mark.parametrize(
    ("made", "looked_at"),
    [((700, 10, 10), []), ((701, 0, 0), [0]), ((900, 11, 10), [1]), ((0, 0, 11), [2])],
)
def test_it_looks_as_far_as_python_would_by_itself(monkeypatch, made, looked_at):
    generations: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: made)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", generations.append)
    garbage.Sweeper().sweep()
    assert generations == looked_at


def test_looks_among_all_take_a_hundredth_of_the_time_at_most(monkeypatch):
    now, looks = [100.0], []

    def collect(generation: int) -> None:
        now[0] += 0.3 if generation == 2 else 0.001
        looks.append(generation)

    monkeypatch.setattr(gc, "get_count", lambda: (701, 11, 11))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", collect)
    sweeper = garbage.Sweeper(lambda: now[0])
    for _ in range(1000):
        sweeper.sweep()
        now[0] += 0.1
    assert looks.count(2) == 4  # every 30 s within 100
    assert looks.count(1) == 996


@pytest.mark.parametrize("is_on", [True, False])
def test_making_much_leaves_the_rule_as_it_was(monkeypatch, is_on):
    monkeypatch.setattr(gc, "isenabled", lambda: is_on)
    turned: list[str] = []
    monkeypatch.setattr(gc, "enable", lambda: turned.append("on"))
    monkeypatch.setattr(gc, "disable", lambda: turned.append("off"))
    with garbage.undisturbed():
        assert turned == ["off"]
    assert turned == ["off", "on"][: 1 + is_on]
