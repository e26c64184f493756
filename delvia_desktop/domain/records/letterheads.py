"""The letterhead: the look that every paper of the brand has, and its usual page and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, NewType

from delvia_desktop.domain.evidence.evidence import AttachmentKey, FileDraft
from delvia_desktop.domain.records.paper_requests import A4, PAGE_SIZES
from delvia_desktop.domain.words.contrast import READABLE, contrast, parts
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Code, Kept, Label, Searched
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import ENGLISH, tr

LetterheadKey = NewType("LetterheadKey", int)

LARGEST_LOGO = 2_000_000
"""Bytes of a logo as it is chosen."""

_PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Letterhead:
    """The brand's logo and colour, and the page and language that its papers usually have.

    There is at most one. `logo` is a picture that is kept with the letterhead itself; `accent` is
    a colour such as `#0F6B66`, empty for the usual one.
    """

    id: LetterheadKey
    accent: Annotated[Searched[Kept[str]], Label("Colour")] = ""
    page_size: Annotated[str, Code("page_size")] = A4
    language: Annotated[str, Code("language")] = ENGLISH
    logo: AttachmentKey | None = None


@dataclass(frozen=True)
class LetterheadDraft:
    """A letterhead as typed; without a file the logo stays, unless it is to be removed."""

    accent: str = ""
    page_size: str = A4
    language: str = ENGLISH
    logo: FileDraft | None = None
    removes_logo: bool = False


def check_letterhead(
    draft: LetterheadDraft, before: Letterhead | None, reading: Reading
) -> Letterhead:
    """Check the draft of a letterhead, its logo as before; raises Invalid."""
    accent = colour(draft.accent)
    if draft.accent.strip():
        reading.problem("accent", colour_problem(draft.accent))
    reading.check(draft.page_size in PAGE_SIZES, "page_size", tr("Choose A4 or US Letter."))
    reading.check(draft.language in terms("language"), "language", tr("Choose the language."))
    if draft.logo is not None:
        is_small = len(draft.logo.content) <= LARGEST_LOGO
        reading.check(is_small, "logo", tr("The logo can be up to 2 MB. Save a smaller version."))
    reading.done()
    start = before or Letterhead(LetterheadKey(0))
    return replace(start, accent=accent, page_size=draft.page_size, language=draft.language)


def colour(typed: str) -> str:
    """Return the colour typed for a letterhead as `#RRGGBB`; empty if none was typed."""
    found = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", typed.strip(), re.IGNORECASE | re.ASCII)
    if found is None:
        return ""
    digits = found[1] if len(found[1]) > 3 else "".join(2 * digit for digit in found[1])  # noqa: PLR2004 - the short form
    return f"#{digits.upper()}"


def colour_problem(typed: str) -> str:
    """Say why a colour does not suit the words of a letterhead, or nothing."""
    known = colour(typed)
    if not known:
        return tr("Enter a colour like #0F6B66: # and six digits or letters A–F.")
    ratio = contrast(known, _PAPER)
    if ratio >= READABLE:
        return ""
    percent, darker = _readable(known)
    return tr(
        "Text in this colour is hard to read on white ({ratio}:1; at least 4.5:1 is needed). "
        "Darken it by {percent}% to {darker}.",
        ratio=f"{int(ratio * 10) / 10}",
        percent=percent,
        darker=darker,
    )


def _readable(known: str) -> tuple[int, str]:
    """Return by how many hundredths a colour must be darkened to be read, and what it is then."""
    for percent in range(1, 100):
        darkened = (part * (100 - percent) // 100 for part in parts(known))
        darker = "#" + "".join(f"{part:02X}" for part in darkened)
        if contrast(darker, _PAPER) >= READABLE:
            return percent, darker
    return 100, "#000000"
