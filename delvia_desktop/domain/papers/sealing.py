"""The seal of a paper: its own SHA-256 as the last line, by which any change shows.

The line is a comment to a PDF reader. Whoever alters a paper on purpose can seal it anew; that it
was issued by a register, only that register (or a signature) can say.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

_LINE = b"%Delvia-SHA-256 "
_LENGTH = len(_LINE) + 64 + 1


class Sealed(NamedTuple):
    """What a paper says of itself: whether it is as it was sealed, and its data."""

    is_sealed: bool
    is_unaltered: bool
    data: dict[str, Any]


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the data of a paper, as the page shows it."""
    plain = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def short_code(digest: str) -> str:
    """Return the first forty bits of a digest as people compare them, such as `K7Q2-9XHD`."""
    letters = base64.b32encode(bytes.fromhex(digest[:10])).decode()
    return f"{letters[:4]}-{letters[4:]}"


def seal(content: bytes) -> bytes:
    """Return a paper with its digest as the last line."""
    whole = content if content.endswith(b"\n") else content + b"\n"
    return whole + _LINE + hashlib.sha256(whole).hexdigest().encode() + b"\n"


def unseal(content: bytes) -> Sealed:
    """Return what a paper says of itself; anything may have been done to the bytes."""
    before, line = content[:-_LENGTH], content[-_LENGTH:]
    is_sealed = line.startswith(_LINE) and line.endswith(b"\n")
    digest = line[len(_LINE) : -1]
    is_unaltered = is_sealed and digest == hashlib.sha256(before).hexdigest().encode()
    return Sealed(is_sealed, is_unaltered, _data(content))


def _data(content: bytes) -> dict[str, Any]:
    for match in re.finditer(rb"stream\r?\n", content):
        head = content[max(0, match.start() - 600) : match.start()]
        if b"/EmbeddedFile" not in head[head.rfind(b" obj") :]:
            continue
        try:
            plain = zlib.decompressobj().decompress(content[match.end() :])
            data = json.loads(plain)
        except (zlib.error, ValueError):
            continue
        if isinstance(data, dict) and data.get("format") == "delvia-paper":
            return data
    return {}
