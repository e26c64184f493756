"""The library of digital signatures: an extra that may not be installed, and that has to be quiet.

It knows how to use the network; nothing here gives it an address or lets it look for one.
"""

from __future__ import annotations

import importlib.util
import logging
import stringprep

from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.i18n import tr


class NotInstalled(DelviaError):
    """The library of digital signatures is not there."""

    def __init__(self) -> None:
        """Say how it is had."""
        super().__init__(
            tr(
                "Digital signatures need a part of Delvia that is not installed here. It comes "
                "with: pip install delvia-desktop[sign]"
            )
        )


def is_installed() -> bool:
    """Tell whether papers can be signed and signatures checked."""
    try:
        return importlib.util.find_spec("pyhanko.sign") is not None
    except ImportError:
        return False


def expect_tools() -> None:
    """Make the library ready; raises NotInstalled.

    What it has to say reaches people as our sentences, so its own log is shut. Names in
    certificates may have letters that Unicode got after 2002, such as the capital ẞ.
    """
    if not is_installed():
        raise NotInstalled
    from asn1crypto import x509  # noqa: PLC0415 - comes with pyHanko

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
