"""How many cells of a workbook hold something, by its bytes alone: a second where reading has many.

A sheet that marks its cells in another way than programs do has fewer of them here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

_CHUNK = 1 << 20


def expect_few_cells(
    archive: zipfile.ZipFile, sheets: Iterable[str], most: int, most_bytes: int
) -> None:
    """Refuse more than the most cells before they are read; raises Refused.

    Beyond the most bytes of all sheets, unpacked, it looks no further.
    """
    cells = looked_at = 0
    for name in sheets:
        rest = b""
        with archive.open(name) as sheet:
            while cells <= most and looked_at <= most_bytes and (chunk := sheet.read(_CHUNK)):
                looked_at += len(chunk)
                whole, mark, begun = (rest + chunk).rpartition(b"<c ")
                rest = mark + begun if len(begun) < _CHUNK else b""
                cells += _filled(whole)
                progress()
        cells += _filled(rest)
        if cells > most:
            raise Refused(too_many(most))


def too_many(most: int) -> str:
    """Say that a table has more than the most cells."""
    return tr("This table has more than {n} cells.", n=most)


def _filled(part: bytes) -> int:
    return part.count(b"</v>") - part.count(b"<v></v>") + part.count(b"</is>")
