"""A letter with a file attached, as mail programs open it to be completed and sent."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True)
class Letter:
    """An e-mail that is not sent yet; `to` may be empty, the attachment is a PDF."""

    to: str
    subject: str
    text: str
    name: str
    content: bytes


def unsent(letter: Letter) -> bytes:
    """Return an .eml mail file with a letter that mail programs open as one to be sent.

    `X-Unsent` is what Outlook goes by; others offer to edit and send it.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _line(letter.subject)
    if letter.to:
        message["To"] = _line(letter.to)
    message.set_content(_sound(letter.text))
    message.add_attachment(
        letter.content, maintype="application", subtype="pdf", filename=_line(letter.name)
    )
    return message.as_bytes()


def _line(text: str) -> str:
    """Return a text in one line: a break in a head would begin another head."""
    return " ".join(_sound(text).split())


def _sound(text: str) -> str:
    """Return a text without halves of characters, which no mail can carry."""
    return text.encode(errors="replace").decode()
