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


_LARGEST, _MOST_PARTS = 100_000_000, 1_500_000
"""Bytes of data, and values in it, up to which a paper is believed.

What is packed to fill the memory is not read.
"""


class Sealed(NamedTuple):
    """What a paper says of itself: whether it is as it was sealed, and its data.

    `length` are the bytes up to the end of the seal: what was issued. In a signed copy more follow.
    What is sealed but has no data, or several, is no paper.
    """

    is_sealed: bool
    is_unaltered: bool
    data: dict[str, Any]
    length: int


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the data of a paper, with which it is sealed."""
    plain = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def short_code(digest: str) -> str:
    """Return the short code of a seal, forty bits as people compare them: `K7Q2-9XHD`."""
    letters = base64.b32encode(bytes.fromhex(digest[:10])).decode()
    return f"{letters[:4]}-{letters[4:]}"


def stamp_of(content: bytes) -> tuple[str, str]:
    """Return code and digest of the seal on a paper's last page; empty if it has none."""
    data = unseal(content).data
    digest = digest_of(data) if data else ""
    return (short_code(digest), digest) if digest else ("", "")


def seal(content: bytes) -> bytes:
    """Return a paper with its seal, its own digest as the last line."""
    whole = content if content.endswith(b"\n") else content + b"\n"
    return whole + _LINE + hashlib.sha256(whole).hexdigest().encode() + b"\n"


def unseal(content: bytes) -> Sealed:
    """Return what a sealed paper says of itself; anything may have been done to the bytes."""
    is_sealed = False
    before = hashlib.sha256()
    told = 0
    for line in _SEAL.finditer(content):
        is_sealed = True
        before.update(content[told : line.start()])
        told = line.start()
        if before.hexdigest().encode() == line[1]:
            data = _data(content[: line.end()])
            is_paper = bool(data)
            return Sealed(is_sealed=is_paper, is_unaltered=is_paper, data=data, length=line.end())
    return Sealed(is_sealed, is_unaltered=False, data=_data(content), length=len(content))


def _data(content: bytes) -> dict[str, Any]:
    """Return the data in a file; nothing if several files are in it, of which one may be forged."""
    found = []
    for match in re.finditer(rb"(?<!end)stream\r?\n", content):
        head = content[max(0, match.start() - 600) : match.start()]
        if b"/EmbeddedFile" in head[head.rfind(b" obj") :]:
            found.append(match.end())
            if len(found) > 1:
                return {}
    return _read(memoryview(content)[found[0] :]) if found else {}


def _read(packed: memoryview) -> dict[str, Any]:
    try:
        plain = zlib.decompressobj().decompress(packed, _LARGEST)
        if sum(map(plain.count, (b",", b"[", b"{"))) > _MOST_PARTS:
            return {}
        data = json.loads(plain.decode("ascii"))
    except (zlib.error, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and data.get("format") == "delvia-paper" else {}
