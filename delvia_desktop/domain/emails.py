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

from delvia_desktop.domain.media import plain_text

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
    """Return what an e-mail says; one that cannot be understood comes back as it stands."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        if isinstance(message, EmailMessage):
            return _read(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
        pass  # the parser of the standard library meets strange e-mails with many errors
    return Email((), plain_text(content))


def _read(message: EmailMessage) -> Email:
    headers = tuple((name, str(message[name])) for name in _HEADERS if message[name])
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        text = str(body.get_content())
        if body.get_content_type() == "text/html":
            text = text_of_html(text)
    names = (part.get_filename() for part in message.iter_attachments())
    return Email(headers, text.strip(), tuple(name for name in names if name))


def text_of_html(html: str) -> str:
    """Return the words of a web page without its tags, scripts and styles."""
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
