"""The library of digital signatures: an extra that may not be installed, and that has to be quiet.

It knows how to use the network; nothing here gives it an address or lets it look for one.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import stringprep
from collections.abc import Iterator
from contextlib import contextmanager

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import tr

_PARTS = (
    "pyhanko.sign", "pyhanko_certvalidator", "asn1crypto", "cryptography", "oscrypto", "lxml",
    "aiohttp", "uritools", "certifi", "tzlocal",
)  # fmt: skip
"""What signing with a file and checking a signature load, some of it only on the way."""


class NotInstalled(DelviaError):
    """The library of digital signatures is not there, or not whole."""

    def __init__(self, part: str = "") -> None:
        """Say what is missing and how it is had; `part` is what could not be loaded."""
        missing = ", ".join(dict.fromkeys([*_missing_parts(), *filter(None, [part])]))
        text = tr(
            "Digital signatures need a component that is not installed. Install it with: pip "
            "install delvia-desktop[sign]"
        )
        if missing and missing.split(", ")[0] != _PARTS[0]:
            text = f"{text} " + tr("Missing: {parts}.", parts=missing)
        super().__init__(text)


def is_installed() -> bool:
    """Tell whether the signing tools, the library of signatures, are installed."""
    return not _missing_parts()


def _missing_parts() -> list[str]:
    return [part for part in _PARTS if not _is_there(part)]


def _is_there(part: str) -> bool:
    try:
        return importlib.util.find_spec(part) is not None
    except (ImportError, ValueError):
        return False


@contextmanager
def tools() -> Iterator[None]:
    """Let the signing tools be used in the block; raises NotInstalled, also for late loading.

    What it has to say reaches people as our sentences, so its own log is shut. Names in
    certificates may have letters that Unicode got after 2002, such as the capital ẞ.
    """
    if not is_installed():
        raise NotInstalled
    try:
        _make_ready()
        yield
    except ImportError as error:
        raise NotInstalled((error.name or str(error)).partition(".")[0]) from error


def _make_ready() -> None:
    from asn1crypto import x509  # noqa: PLC0415 - comes with pyHanko

    # pyHanko takes a signature for unsound where this one cannot be loaded.
    importlib.import_module("lxml.etree")
    vars(x509)["stringprep"] = _Letters()
    for name in ("pyhanko", "pyhanko_certvalidator", "pypdf"):
        log = logging.getLogger(name)
        log.propagate = False
        if not log.handlers:
            log.addHandler(logging.NullHandler())


class _Letters:
    """The tables by which names are compared, without their refusal of later letters."""

    @staticmethod
    def in_table_a1(_: str) -> bool:
        return False

    def __getattr__(self, name: str) -> object:
        return getattr(stringprep, name)
