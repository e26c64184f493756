"""What `delvia-desktop` is started with: a register, or a question about the program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO
from urllib.parse import unquote_to_bytes, urlsplit

from delvia_desktop import __version__
from delvia_desktop.i18n import tr

_HELP = {"-h", "--help", "-help"}
_VERSION = {"--version", "-version"}
_HERE = {"", "localhost"}


class NotUnderstood(Exception):
    """The words of the command were not understood; the text says which."""


def answer(arguments: Sequence[str]) -> str:
    """Return what an argument prints instead of opening a window, or an empty text."""
    if not _HELP.isdisjoint(arguments):
        return "\n".join(
            (
                tr("Usage: delvia-desktop [FILE]"),
                "",
                tr("Opens a register, or the start page without one."),
                "",
                tr("  FILE       a register such as brand.delvia, also as a file:// address"),
                tr("  --version  prints the version"),
                tr("  --help     prints this text"),
                "",
                tr("Qt options such as -platform and -style are passed on."),
                tr("“delvia --help” lists the commands without a window."),
            )
        )
    return f"delvia-desktop {__version__}" if not _VERSION.isdisjoint(arguments) else ""


def tell(text: str, stream: TextIO | None) -> None:
    """Print the answer to an argument; nothing without a console."""
    if stream is not None and text:
        with suppress(OSError, ValueError):
            encoding = stream.encoding or "utf-8"
            stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
            stream.flush()


def register_named(arguments: Sequence[str]) -> str:
    """Return the file that the arguments name, or nothing; raises NotUnderstood."""
    for argument in arguments:
        if argument.startswith("-"):
            raise NotUnderstood(
                tr("“{option}” is not an option of delvia-desktop. Try --help.", option=argument)
            )
    if len(arguments) > 1:
        raise NotUnderstood(tr("Name one register; delvia-desktop opens one at a time."))
    return path_of(arguments[0]) if arguments else ""


def path_of(word: str) -> str:
    """Return the path that an argument names, plainly or as a file:// address.

    Raises NotUnderstood for an address on another computer.
    """
    if not word.casefold().startswith("file:"):
        return word
    address = urlsplit(word)
    if os.name == "nt":
        from urllib.request import url2pathname  # noqa: PLC0415 - loads much, for Windows only

        host = "" if address.netloc in _HERE else f"//{address.netloc}"
        return url2pathname(host + address.path)
    if address.netloc not in _HERE:
        raise NotUnderstood(
            tr("“{address}” is on another computer. Copy the register here first.", address=word)
        )
    # "?" and "#" begin nothing in the name of a file.
    rest = word[len("file:") :].removeprefix(f"//{address.netloc}")
    return os.fsdecode(unquote_to_bytes(rest.encode("utf-8", "surrogateescape")))
