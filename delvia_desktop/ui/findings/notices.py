"""Being told: at opening and while the program runs, through the system's notifications.

Only with the person's leave, which is kept on this computer and can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from delvia_desktop.domain.findings.coming import Coming
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.computer import preferences
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Banner

_LOOK_AGAIN = 10 * 60 * 1000
"""Milliseconds between two looks whether another day has come."""

_NAMED = 3
"""Events that are told by their words; of more the number is said."""

_LEAVE, _TOLD = "notifications", "told"


def is_allowed() -> bool | None:
    """Tell whether a person allowed the system's notices; None if nobody has asked yet."""
    kept = preferences.preferred(_LEAVE).get("allowed")
    return kept if isinstance(kept, bool) else None


def allow(allowed: bool) -> None:  # noqa: FBT001 - the answer to a question
    """Remember whether the system's notices may be used."""
    preferences.remember(_LEAVE, {"allowed": allowed})


def can_notify() -> bool:
    """Tell whether this system shows notices of programs."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class Notices(QObject):
    """Tells once a day of each event that it has come."""

    notified = Signal(str, str)
    """The title and the words that the system was given to show."""

    def __init__(self, window: QWidget, session: Session) -> None:
        """Look when what needs attention is known, and again when another day comes."""
        super().__init__(window)
        self._window, self._session = window, session
        self._tray: QSystemTrayIcon | None = None
        self._day = session.live.today
        self._timer = QTimer(self, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.watch.changed.connect(self.tell)

    def look(self) -> None:
        """Show another day where one has come, and tell of it."""
        if self._session.live.today != self._day:
            self._day = self._session.live.today
            self._session.changed.emit()
        self.tell()

    def tell(self) -> None:
        """Tell what has come and was not told today, if that is allowed."""
        attention = self._session.watch.attention
        if not is_allowed() or attention is None or self._session.is_past:
            return
        today = self._session.live.today
        known = preferences.preferred(_TOLD)
        register = str(self._session.path)
        told = known.get(register)
        before = told if isinstance(told, dict) and told.get("day") == today.isoformat() else {}
        names = set(before.get("events", []))
        new = [event for event in attention.coming if event.day <= today and event.id not in names]
        if not new:
            return
        all_names = sorted(names | {event.id for event in new})
        kept = {"day": today.isoformat(), "events": all_names}
        preferences.remember(_TOLD, {**known, register: kept})
        self._notify(*words_for(new, today))

    def question(self, asked: Callable[[], object]) -> Banner | None:
        """Return what asks for the leave, once; `asked` is called after the answer."""
        if is_allowed() is not None or not can_notify():
            return None

        def answer(allowed: bool) -> None:  # noqa: FBT001 - the answer to a question
            allow(allowed)
            self.tell()
            asked()

        text = tr(
            "Delvia can show system notifications when something ends or is due. They may show "
            "names of partners and assets on the lock screen."
        )
        acts = [(tr("Notify me"), lambda: answer(True)), (tr("No"), lambda: answer(False))]  # noqa: FBT003
        return Banner(text, "info", acts)

    def rest(self) -> None:
        """Tell nothing more, as the register is being closed."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray = None

    def _notify(self, title: str, words: str) -> None:
        self.notified.emit(title, words)
        if not can_notify():
            return
        if self._tray is None:
            icon = self._window.windowIcon()
            style = QApplication.style()
            plain = style.standardIcon(style.StandardPixmap.SP_MessageBoxInformation)
            self._tray = QSystemTrayIcon(plain if icon.isNull() else icon, self)
            self._tray.messageClicked.connect(self._window.activateWindow)
            self._tray.show()
        self._tray.showMessage(title, words)


def words_for(events: list[Coming], today: date) -> tuple[str, str]:
    """Return the title and the words of a notice about events that have come."""
    title = ntr("{n} item has ended or is due", "{n} items have ended or are due", len(events))
    newest = sorted(events, key=lambda event: event.day, reverse=True)
    lines = [
        event.words
        if event.day == today
        else tr("{what}, since {day}", what=event.words, day=show_day(event.day))
        for event in newest[:_NAMED]
    ]
    if len(events) > _NAMED:
        more = len(events) - _NAMED
        lines.append(ntr("and {n} more", "and {n} more", more))
    return title, "\n".join(lines)
