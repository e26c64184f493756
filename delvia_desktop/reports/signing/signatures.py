"""What a file has after the paper that was issued: signatures, or something that is none."""

from __future__ import annotations

from delvia_desktop.domain.papers.signatures import Added, Addition
from delvia_desktop.reports.signing.signing_tools import NotInstalled, is_installed, tools

_LARGEST = 20_000_000
"""Bytes after a paper that can be signatures, with what they draw."""


def read_added(content: bytes, length: int) -> Added:
    """Read the signatures in a file after its first `length` bytes, the issued paper.

    The bytes may be anything. Without the library of signatures they are found, but not checked.
    """
    if len(content) == length:
        return Added(Addition.NOTHING)
    if len(content) - length > _LARGEST or content.find(b"/ByteRange", length) < 0:
        return Added(Addition.OTHER)
    if not is_installed():
        return Added(Addition.UNCHECKED)
    try:
        with tools():
            from delvia_desktop.reports.signing.signature_checks import check_added  # noqa: PLC0415 - pyHanko

            return check_added(content, length)
    except NotInstalled:
        return Added(Addition.UNCHECKED)
    except Exception:  # noqa: BLE001 - whatever makes the library stumble is no sound signature
        return Added(Addition.OTHER)
