"""Which paper is wanted: its kind, what it is about, and the edition in which it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from delvia_desktop.i18n import ENGLISH

A4, LETTER = "A4", "LETTER"
PAGE_SIZES = (A4, LETTER)


@dataclass(frozen=True)
class Edition:
    """How a paper is made: its language (ISO 639), its page, who may read it, whether it counts.

    A redacted one shows roles and masks people, for third parties. A draft has no number and is
    marked as one on every page.
    """

    language: str = ENGLISH
    page_size: str = A4
    is_redacted: bool = False
    is_draft: bool = False


@dataclass(frozen=True)
class PaperRequest:
    """A paper of a kind about the record with a key (the brand's for the whole register).

    `other` is a second record of the same kind: the agency that takes over from the first. `since`
    is the first day of a period that ends with the day of the paper.
    """

    code: str
    key: int
    other: int | None = None
    since: date | None = None
    edition: Edition = field(default_factory=Edition)
