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
_SEAL = re.compile(rb"%Delvia-SHA-256 ([0-9a-f]{64})\n")


_LARGEST = 200_000_000
"""Bytes of data up to which a paper is believed; what is packed to fill the memory is not read."""


class Sealed(NamedTuple):
    """What a paper says of itself: whether it is as it was sealed, and its data.

    `length` are the bytes up to the end of the seal: what was issued. In a signed copy more follow.
    """

    is_sealed: bool
    is_unaltered: bool
    data: dict[str, Any]
    length: int


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
    found = Sealed(is_sealed=False, is_unaltered=False, data={}, length=len(content))
    before = hashlib.sha256()
    told = 0
    for line in _SEAL.finditer(content):
        found = found._replace(is_sealed=True)
        before.update(content[told : line.start()])
        told = line.start()
        if before.hexdigest().encode() == line[1]:
            issued = content[: line.end()]
            return found._replace(is_unaltered=True, data=_data(issued), length=len(issued))
    return found._replace(data=_data(content))


def _data(content: bytes) -> dict[str, Any]:
    for match in re.finditer(rb"stream\r?\n", content):
        head = content[max(0, match.start() - 600) : match.start()]
        if b"/EmbeddedFile" not in head[head.rfind(b" obj") :]:
            continue
        try:
            plain = zlib.decompressobj().decompress(content[match.end() :], _LARGEST)
            data = json.loads(plain)
        except (zlib.error, ValueError, RecursionError):
            continue
        if isinstance(data, dict) and data.get("format") == "delvia-paper":
            return data
    return {}
