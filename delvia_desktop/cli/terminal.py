"""What is written to, on the command line: any encoding, full, closed early, or not there."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

_PLAIN = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "→": "->",
    "·": "-",
    "≤": "<=",
    "≥": ">=",
    "\u00a0": " ",
    "\u202f": " ",
}
"""What stands for a character that the terminal lacks; a question mark for any other."""

_HANDLER = "delvia.plain"


def prepare() -> None:
    """Let the terminal's output replace characters that its encoding lacks."""
    codecs.register_error(_HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def has_every_character() -> bool:
    """Tell whether the terminal can show any text as it is."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def unwritten() -> OSError | None:
    """Write to the terminal what is still held back; return why that fails, or None.

    What cannot be written is dropped, or Python would try once more when it ends.
    """
    trouble = None
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError) as error:
            trouble = trouble or (error if isinstance(error, OSError) else None)
            _drop(stream, number)
    return trouble


def _drop(stream: TextIO, number: int) -> None:
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
        stream.flush()


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character) or _bare(character) for character in missing), error.end


def _bare(character: str) -> str:
    """Return the letter under an accent, or a question mark."""
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"
