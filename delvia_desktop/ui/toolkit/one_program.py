"""One program for a person at a screen: a second start hands its register to the one that runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from delvia_desktop.services.computer import preferences

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_PATIENCE = 3000
"""Milliseconds in which a program that runs answers; one that does not is not waited for."""

_LONGEST = 100
"""Bytes of a socket's path that every system takes."""

_TAKEN = b"taken\n"
_MOST = 65_536
"""Bytes of a message; it names one file."""


def hand_over(file: str) -> bool:
    """Hand a register, or nothing but the wish for the window, to the program that runs.

    Return whether it took it; this start is over then.
    """
    address = _address()
    if not address or (os.name != "nt" and not Path(address).exists()):
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - where there is somebody to ask

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps(os.path.abspath(file) if file else "").encode() + b"\n")  # noqa: PTH100 - a name of bytes stays one
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE):
        answer += socket.readAll().data()
    return answer == _TAKEN


class Doorkeeper(QObject):
    """Takes what other starts of this person at this screen hand over."""

    def __init__(self, parent: QObject, take: Callable[[str], object]) -> None:
        """Listen; `take` gets the path of a register, or an empty text if the window is wanted."""
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first window

        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        address = _address()
        if address:
            with suppress(OSError):
                Path(address).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Whoever listens there does not answer: a program that was killed leaves its socket.
            QLocalServer.removeServer(address)
            self._server.listen(address)

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST:
                socket.abort()
            return
        try:
            file = json.loads(bytes(socket.readLine(_MOST).data()))
        except ValueError:
            file = None
        if not isinstance(file, str):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.disconnectFromServer()
        self._take(file)


def _address() -> str:
    """Return where the program of this person at this screen listens; empty if it cannot."""
    screen = os.environ.get("WAYLAND_DISPLAY", "") or os.environ.get("DISPLAY", "")
    name = re.sub(r"[^\w.-]", "_", f"window-{screen}")
    path = preferences.preferences_file().with_name(name)
    if os.name == "nt":
        return f"delvia-{hashlib.sha256(str(path).encode()).hexdigest()}"  # pipes have no folders
    return str(path) if len(os.fsencode(path)) <= _LONGEST else ""
