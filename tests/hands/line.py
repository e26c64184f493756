"""A line to a message bus, on which the same is asked and answered again and again.

A look at a window is a thousand questions. Nearly all of them, and of their answers, are those of
the look before: their bytes are put together, and taken apart, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jeepney import Message, MessageType
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import calc_msg_size

PATIENCE = 120
"""Seconds after which a program that does not answer counts as hanging."""
_ANSWERS = {MessageType.method_return.value, MessageType.error.value}
_REPLY_TO = b"\x05\x01u\0"
"""What stands before the number of the question in the head of an answer."""
_NO_NUMBER = b"\0\0\0\0"


class Line:
    """Sends messages that are kept as bytes, and tells which of them each answer is for."""

    def __init__(self, address: str) -> None:
        """Connect to the bus at an address."""
        self._bus = open_dbus_connection(address, auth_timeout=PATIENCE)

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def send(self, messages: Sequence[bytes]) -> list[int]:
        """Send messages, as `spelled` returns them, and return the numbers that they got."""
        numbers = [next(self._bus.outgoing_serial) for _ in messages]
        numbered = zip(messages, numbers, strict=True)
        self._bus.sock.sendall(
            b"".join(
                each[:8] + number.to_bytes(4, "little") + each[12:] for each, number in numbered
            )
        )
        return numbers

    def receive(self) -> tuple[int | None, Message]:
        """Wait for a message; return the number of the one that it answers, if any, and itself."""
        buffer = self._bus.parser.buf
        while buffer.bytes_buffered < 16 or buffer.bytes_buffered < calc_msg_size(buffer.peek(16)):
            buffer.write(self._bus._read_some_data(PATIENCE)[0])
        raw = buffer.read(calc_msg_size(buffer.peek(16)))
        if raw[1] not in _ANSWERS:
            return None, Message.from_buffer(raw)
        at = raw.index(_REPLY_TO, 16) + len(_REPLY_TO)
        number = int.from_bytes(raw[at : at + 4], "little" if raw[:1] == b"l" else "big")
        return number, _read(raw[:8] + _NO_NUMBER + raw[12:at] + _NO_NUMBER + raw[at + 4 :])


_read = cache(Message.from_buffer)


def spelled(message: Message) -> bytes:
    """Return the bytes of a message that has no number yet."""
    return message.serialise(serial=0)
