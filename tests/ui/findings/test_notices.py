"""Being told through the system: only with leave, once a day of each event, never of the past."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QSystemTrayIcon

from delvia_desktop.services.computer import preferences
from delvia_desktop.ui.findings import notices


def test_nothing_is_told_without_leave_and_each_event_once_a_day_with_it(me):
    told = []
    watch = me.window.notices
    watch.notified.connect(lambda *what: told.append(what))
    watch.tell()
    assert told == []
    notices.allow(allowed=True)
    watch.tell()
    (title, words) = told[0]
    assert title.endswith("have ended or are due")
    assert words.count("\n") == 3
    assert words.splitlines()[-1].startswith("and ")
    watch.tell()
    assert len(told) == 1
    # Something more falls due: only that is told
    live = me.window.session.live
    kept = preferences.preferred("told")
    register = str(me.window.session.path)
    first = kept[register]["events"][0]
    kept[register]["events"].remove(first)
    preferences.remember("told", kept)
    watch.tell()
    assert told[1][0] == "1 item has ended or is due"
    notices.allow(allowed=False)
    preferences.remember("told", {})
    watch.tell()
    assert len(told) == 2
    assert live.revision > 0


def test_another_day_is_shown_when_it_comes_and_a_clock_set_back_tells_nothing_twice(me):
    notices.allow(allowed=True)
    told, changed = [], []
    window = me.window
    window.notices.notified.connect(lambda *what: told.append(what))
    window.session.changed.connect(lambda: changed.append(True))
    live = window.session.live
    real = live.clock
    window.notices.look()
    assert (len(told), changed) == (1, [])
    live.clock = lambda: real() + timedelta(days=1)
    window.notices.look()
    assert changed
    assert len(told) == 2
    live.clock = real
    changed.clear()
    window.notices.look()
    assert changed


def test_the_leave_is_asked_for_once(me, monkeypatch):
    assert notices.is_allowed() is None
    assert me.window.notices.question(lambda: None) is None  # this system shows none
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *what: shown.append(what))
    me.window._show_banners()
    me.click("Notify me")
    assert notices.is_allowed() is True
    assert len(shown) == 1
    assert me.window.notices.question(lambda: None) is None
