"""A kept e-mail as plain text: who wrote to whom, when, about what, and what it says.

Nothing in it is followed: no picture is loaded, no link opened, no attachment unpacked.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from html.parser import HTMLParser

from typing_extensions import override

from delvia_desktop.domain.evidence.encodings import in_charset
from delvia_desktop.domain.evidence.media import plain_text

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote"})
_SILENT = frozenset({"script", "style", "head", "title"})


@dataclass(frozen=True)
class Email:
    """The headers worth showing, the text, and the names of what was attached."""

    headers: tuple[tuple[str, str], ...]
    text: str
    attached: tuple[str, ...] = ()


def read_email(content: bytes) -> Email:
    """Return what a kept e-mail says; one that cannot be understood stays as it stands."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        if isinstance(message, EmailMessage):
            return _read(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
        pass  # the parser of the standard library meets strange e-mails with many errors
    return Email((), plain_text(content))


def _read(message: EmailMessage) -> Email:
    body = message.get_body(("plain", "html"))
    charset = str(body.get_content_charset("")) if body is not None else ""
    raw = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    headers = tuple(
        (name, _header(str(raw[name.lower()]), str(message[name]), charset))
        for name in _HEADERS
        if message[name]
    )
    text = ""
    if body is not None:
        content = body.get_payload(decode=True)
        text = in_charset(content if isinstance(content, bytes) else b"", charset)
        if body.get_content_type() == "text/html":
            text = text_of_html(text)
    names = (part.get_filename() for part in message.iter_attachments())
    lines = text.replace("\r\n", "\n").strip()
    return Email(headers, lines, tuple(name for name in names if name))


def _header(raw: str, read: str, charset: str) -> str:
    """Return a header as it was read; one in bytes that name no encoding is in that of the body."""
    if raw.isascii():
        return read
    return " ".join(in_charset(raw.encode("utf-8", "surrogateescape"), charset).split())


def text_of_html(html: str) -> str:
    """Return the words of an e-mail written as a web page, without tags and scripts."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
