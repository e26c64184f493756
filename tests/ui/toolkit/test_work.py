"""Long work beside the window: cancelled without a word, and a bug in it is shown."""

from __future__ import annotations

import itertools
import sys
import time
from threading import Event

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.progress import progress
from delvia_desktop.ui.toolkit.work import Work


def test_long_work_can_be_cancelled_and_a_bug_in_it_is_shown(qtbot, qapp, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    told = []

    def long() -> None:
        for step in itertools.count():
            told.append(step)
            progress(step, step + 1)
            time.sleep(0.002)

    work = Work(parent, "Long", long)
    work.start()
    qtbot.waitUntil(lambda: len(told) > 20)
    work.stop()
    assert work.isFinished()
    shown = []
    threads = []

    def see(kind, _error, _trace) -> None:
        shown.append(kind)
        threads.append(QThread.currentThread())

    monkeypatch.setattr(sys, "excepthook", see)
    broken = Work(parent, "Broken", lambda: 1 / 0)
    broken.start()
    qtbot.waitUntil(lambda: broken.isFinished() and bool(shown))
    assert shown == [ZeroDivisionError]
    assert threads == [qapp.thread()]


def test_a_cancelled_work_ends_without_a_word_whatever_happens_in_it(qtbot, monkeypatch):
    """A5: the bug box came up for a document that nobody wanted any more."""
    shown: list[object] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: shown.append(kind))
    for error in (ZeroDivisionError(), Refused("no")):
        started, goes_on = Event(), Event()

        def fail(error=error, started=started, goes_on=goes_on):
            started.set()
            goes_on.wait()
            raise error

        work = Work(parent, "Cancelled", fail)
        work.refused.connect(shown.append)
        work.start()
        started.wait()
        work.cancel()
        goes_on.set()
        qtbot.waitUntil(lambda work=work: work.isFinished())
        qtbot.wait(0)
    assert shown == []
