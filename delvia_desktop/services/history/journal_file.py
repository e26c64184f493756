"""The whole register as a file of plain lines, and a register rebuilt from one.

It is the way out of this program, and the way back from a file that nothing else can read.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from delvia_desktop.domain.words.errors import NotARegister, Refused, RegisterError
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.register import exports


def save_journal(
    register: Register, target: Path, replacing: Replacing = Replacing.NOTHING
) -> None:
    """Write the journal to a file, with kept files, as JSON lines; may raise DiskTrouble."""
    outputs.save_by(target, register.store.fill_lines, replacing)


def rebuild_register(lines_file: Path, target: Path) -> None:
    """Make a register under a free name from the lines of a journal file.

    Raises Refused for the name, or a RegisterError that says what is wrong with the lines.
    """

    def fill(scratch: Path) -> None:
        try:
            with closing(_lines(lines_file)) as lines:
                exports.fill_from_lines(scratch, lines)
        except RegisterError as error:
            text = tr("“{name}”: {problem} No register was made.", name=lines_file.name,
                      problem=str(error))  # fmt: skip
            raise type(error)(text) from error

    outputs.save_by(target, fill, Replacing.NOTHING)


def _lines(file: Path) -> Generator[str]:
    if not file.is_file():
        raise NotARegister(tr("There is no such file, or it is a folder."))
    try:
        with file.open(encoding="utf-8", newline="\n") as opened:
            yield from opened
    except UnicodeDecodeError as error:
        raise NotARegister(tr("This is not an exported journal: it is not a text file.")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(tr("The file cannot be read ({reason}).", reason=reason)) from error
