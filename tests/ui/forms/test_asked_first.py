"""A form that a next step opens shows what the step asks for first, whole and with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.ui.frame.navigation import take_step
from delvia_desktop.ui.widgets.reading_order import stops
from tests.ui.story import Person

ASKED = ("mailbox_holder", "recovery_holder")


def seen_whole(field) -> bool:
    """Tell whether all of a field lies in what is seen of its form."""
    port = field.window()
    around = field.parentWidget()
    while around is not None:
        if around.objectName() == "qt_scrollarea_viewport":
            port = around
            break
        around = around.parentWidget()
    return port.rect().contains(QRect(field.mapTo(port, QPoint()), field.size()))


@pytest.mark.parametrize("way", ["asks", "shows"])
def test_both_holders_that_a_step_asks_for_are_seen_in_the_smallest_window(me: Person, way):
    """The recovery holder lay folded away below, though a leaver's step asks for it."""
    me.window.resize(QSize(900, 600))
    login = me.window.session.live.records.select(Login)[0]
    asked = {way: ASKED}
    take_step(
        me.window, NextStep("Name another holder…", "login", int(login.id), Act.CHANGE, **asked)
    )
    QApplication.processEvents()
    panel = me.window.place.form.panel
    fields = [panel.fields[name] for name in ASKED]
    me.bot.waitUntil(lambda: all(map(seen_whole, fields)))
    assert fields[0].isAncestorOf(panel.focusWidget())
    typed = [
        next(name for name, field in panel.fields.items() if field.isAncestorOf(stop))
        for stop in stops(panel)
        if any(field.isAncestorOf(stop) for field in panel.fields.values())
    ]
    assert tuple(dict.fromkeys(typed))[: len(ASKED)] == ASKED
