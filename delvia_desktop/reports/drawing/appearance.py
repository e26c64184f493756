"""How the pages of a paper look: their size, the brand's logo and colour, a mark across each."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib import pagesizes

from delvia_desktop.domain.records.paper_requests import A4, LETTER
from delvia_desktop.i18n import ENGLISH

_SIZES = {A4: pagesizes.A4, LETTER: pagesizes.LETTER}


@dataclass(frozen=True)
class Look:
    """The look of one paper.

    `accent` is a colour such as `#0F6B66`, empty for the usual one; `logo` a PNG or JPEG; `mark`
    the words that stand large across every page, empty for none.
    """

    page_size: str = A4
    language: str = ENGLISH
    accent: str = ""
    logo: bytes | None = None
    mark: str = ""
    is_across: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = _SIZES[self.page_size]
        return (height, width) if self.is_across else (width, height)
