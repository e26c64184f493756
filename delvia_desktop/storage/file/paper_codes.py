"""Papers found by the code on their last page, as somebody who holds one types it.

The code follows from the paper, so it stands in no column: it is read from the kept file, once for
each, when something is sought that can be a code.
"""

from __future__ import annotations

from delvia_desktop.domain.papers.sealing import stamp_of

_codes: dict[str, str] = {}
"""The codes that were read, by the SHA-256 of the file; what is kept never changes."""


def paper_code(sha256: str, content: bytes | None) -> str:
    """Return the code of a kept paper as SQL compares it, no hyphen; empty if it has none."""
    if sha256 not in _codes and content is not None:
        _codes[sha256] = stamp_of(content)[0].replace("-", "")
    return _codes.get(sha256, "")


def has_code(sha256: str) -> str:
    """Return the SQL condition that `:text` is a part of a paper's code, five letters or more.

    `sha256` is the column with the SHA-256 of its file.
    """
    typed = "replace(replace(:text, '-', ''), ' ', '')"
    kept = f"(SELECT c.bytes FROM contents c WHERE c.sha256 = {sha256})"
    return (
        f"(length({typed}) BETWEEN 7 AND 10 "  # with the signs that stand for any letters
        f"AND paper_code({sha256}, {kept}) LIKE {typed} ESCAPE '\\')"
    )
