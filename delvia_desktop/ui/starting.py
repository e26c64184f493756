"""What can keep the window from coming, and how it is closed from outside."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from delvia_desktop.i18n import tr
from delvia_desktop.ui.arguments import tell

_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def telling_of_no_screen() -> Iterator[None]:
    """Say in a sentence that there is no screen to start on, where Qt would abort."""
    said: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sentence = tr("Delvia cannot show a window here. Start it in a desktop session, or "
                          "use the command line: delvia --help")  # fmt: skip
            tell("\n".join([sentence, *said[:1]]), sys.stderr)
            os._exit(1)  # Qt aborts as soon as this returns
        said.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def close_on_signals(application: QApplication) -> None:
    """Let a start be ended from outside: on a signal such as Ctrl-C the window closes.

    Python hears of a signal only when Qt lets it run, so the system writes into a socket.
    """
    heard, told = socket.socketpair()
    for end in (heard, told):
        end.setblocking(False)  # noqa: FBT003 - the name of the parameter is not given
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read, application)

    def close() -> None:
        with suppress(OSError):
            heard.recv(64)
        for number in _STOPS:
            signal.signal(number, signal.SIG_DFL)  # the second time it ends at once
        signal.set_wakeup_fd(-1)
        told.close()
        application.closeAllWindows()

    notifier.activated.connect(close)
    for number in _STOPS:
        signal.signal(number, lambda *_: None)
