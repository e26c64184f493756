"""The letterhead: the look that every paper of the brand has, and its usual page and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from delvia_desktop.domain.evidence import AttachmentKey
from delvia_desktop.domain.paper_requests import A4
from delvia_desktop.i18n import ENGLISH

LetterheadKey = NewType("LetterheadKey", int)


@dataclass(frozen=True)
class Letterhead:
    """The brand's logo and colour, and the page and language that its papers usually have.

    There is at most one. `logo` is a picture that is kept with the letterhead itself; `accent` is
    a colour such as `#0F6B66`, empty for the usual one.
    """

    id: LetterheadKey
    accent: str = ""
    page_size: str = A4
    language: str = ENGLISH
    logo: AttachmentKey | None = None
