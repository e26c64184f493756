"""What a file has after the paper that was issued: signatures, or something that is none."""

from __future__ import annotations

from delvia_desktop.domain.signatures import Added, Addition
from delvia_desktop.reports.signing_tools import expect_tools, is_installed


def read_added(content: bytes, length: int) -> Added:
    """Return what a file has after the first `length` bytes, the paper that was issued.

    The bytes may be anything. Without the library of signatures they are found, but not checked.
    """
    if len(content) == length:
        return Added(Addition.NOTHING)
    if not is_installed():
        is_signed = b"/ByteRange" in content[length:]
        return Added(Addition.UNCHECKED if is_signed else Addition.OTHER)
    expect_tools()
    from delvia_desktop.reports.signature_checks import check_added  # noqa: PLC0415 - loads pyHanko

    try:
        return check_added(content, length)
    except Exception:  # noqa: BLE001 - whatever makes the library stumble is no sound signature
        return Added(Addition.OTHER)
