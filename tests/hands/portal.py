"""The settings of a desktop as programs ask for them over the bus: here, high contrast."""

from __future__ import annotations

from threading import Event, Thread

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

_NAME = "org.freedesktop.portal.Desktop"
_SETTINGS = {"org.freedesktop.appearance": {"contrast": ("u", 1), "color-scheme": ("u", 0)}}
_GLANCE = 0.2


class Portal:
    """Answers on a bus that the person wants high contrast."""

    def __init__(self, session_bus: str) -> None:
        """Begin to answer, in a thread of its own."""
        self._bus = open_dbus_connection(session_bus)
        self._bus.send_and_get_reply(message_bus.RequestName(_NAME))
        self._ends = Event()
        self._thread = Thread(target=self._answer)
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        self._ends.set()
        self._thread.join()
        self._bus.close()

    def _answer(self) -> None:
        while not self._ends.is_set():
            try:
                asked = self._bus.receive(timeout=_GLANCE)
            except TimeoutError:
                continue
            if asked.header.message_type is not MessageType.method_call:
                continue
            if asked.header.fields.get(HeaderFields.member) == "ReadAll":
                self._bus.send(new_method_return(asked, "a{sa{sv}}", (_SETTINGS,)))
            else:
                self._bus.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))
