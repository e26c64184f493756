"""The one rule for every file that a person has written: where it may go, what it may replace.

An output goes under a free name, or in the place of an ordinary file if that was asked for. It
never goes onto a register, and never onto a device, a pipe or a folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from delvia_desktop.domain.evidence.output_kinds import LOOK, output_kind
from delvia_desktop.domain.words.errors import DiskTrouble, Refused
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file import files
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.file_format import belongs_to, is_register


class Replacing(Enum):
    """What an output may replace."""

    NOTHING = 0
    ITS_KIND = 1
    """A dialog asked about the name, not about the content, so only a file of the same kind."""
    ANY_FILE = 2
    """The person said so, as with `--replace`."""


class AlreadyThere(Refused):
    """The name is taken, and replacing was not asked for."""


def save(target: Path, content: bytes, replacing: Replacing) -> None:
    """Write an output, a file that a person asked for; raises Refused or DiskTrouble."""
    place = expect_place(target, replacing, content)
    _put(place, replacing, lambda scratch: scratch.write_bytes(content))


def save_by(target: Path, fill: Callable[[Path], object], replacing: Replacing) -> None:
    """Let `fill` write an output; raises Refused if it may not go there, or DiskTrouble.

    Where a dialog asked, nothing is replaced: its kind is not known before it is written.
    """
    by_force = replacing is Replacing.ANY_FILE
    place = expect_place(target, replacing if by_force else Replacing.NOTHING)
    _put(place, replacing, fill)


def save_register(
    target: Path,
    replacing: Replacing,
    fill: Callable[[Path], object],
    is_earlier: Callable[[Path], bool],
) -> None:
    """Write a register as an output; it may replace an earlier copy of itself."""
    place = _place(target)
    with told():
        is_taken = is_register(place)
    if is_taken:
        if not is_earlier(place):
            text = tr(
                "“{name}” is a different register, or holds changes that this one does not have. "
                "It was not changed. Choose another name.",
                name=target.name,
            )
            raise Refused(text)
        if replacing is Replacing.NOTHING:
            raise _already_there(target)
        _put(place, replacing, fill)
    else:
        save_by(target, fill, replacing)


def expect_place(target: Path, replacing: Replacing, content: bytes | None = None) -> Path:
    """Return the file that an output becomes under a name; raises Refused if not allowed.

    Without the content it is asked beforehand, so that nothing is done whose output has no place.
    """
    place = _place(target)
    expect_name(place)
    if not os.path.lexists(place):
        return place
    with told():
        is_taken = is_register(place)
    if is_taken:
        text = tr("“{name}” is a register. It was not changed. Choose another name.",
                  name=target.name)  # fmt: skip
        raise Refused(text)
    if replacing is Replacing.NOTHING:
        raise _already_there(target)
    if replacing is Replacing.ITS_KIND and content is not None:
        _expect_its_kind(place, content)
    return place


def expect_name(place: Path) -> None:
    """Refuse a name for an output that is kept free beside a register; raises Refused."""
    with told():
        owner = belongs_to(place)
    if owner is not None:
        text = tr("“{name}” belongs to the register “{register}”. Nothing was written. "
                  "Choose another name.", name=place.name, register=owner.name)  # fmt: skip
        raise Refused(text)


def _place(target: Path) -> Path:
    """Return the file behind links; raises Refused for what is there and no ordinary file."""
    with told():
        place = Path(os.path.realpath(target))
        try:
            mode = place.stat().st_mode
        except FileNotFoundError:
            _expect_folder(place.parent)
            return place
    if stat.S_ISDIR(mode):
        name = target.name or str(target)
        raise Refused(tr("“{name}” is a folder. Enter a file name.", name=name))
    if not stat.S_ISREG(mode):
        text = tr("“{name}” is a device or a pipe. Nothing was written. Enter a file name.",
                  name=target.name)  # fmt: skip
        raise Refused(text)
    if not os.access(place, os.R_OK | os.W_OK):
        text = tr("“{name}” is write-protected. It was not changed. Choose another name.",
                  name=target.name)  # fmt: skip
        raise Refused(text)
    return place


def _expect_folder(folder: Path) -> None:
    if not folder.is_dir():
        text = tr("The file could not be written: there is no folder {folder}.", folder=str(folder))
        raise DiskTrouble(text)
    if not os.access(folder, os.W_OK):
        text = tr("The file could not be written: the folder {folder} is write-protected.",
                  folder=str(folder))  # fmt: skip
        raise DiskTrouble(text)


def _expect_its_kind(place: Path, content: bytes) -> None:
    with told(), place.open("rb") as opened:
        there = opened.read(LOOK)
    if there != content[:LOOK] and output_kind(there) not in {output_kind(content)} - {""}:
        text = tr("“{name}” already exists and is a file of another kind. It was not changed. "
                  "Choose another name.", name=place.name)  # fmt: skip
        raise Refused(text)


def _put(place: Path, replacing: Replacing, fill: Callable[[Path], object]) -> None:
    def give_name(scratch: Path, _: Path) -> None:
        try:
            files.take_free_name(scratch, place)
        except FileExistsError:
            raise _already_there(place) from None

    # What took the name since it was looked at stays, too.
    put = Path.replace if _is_asked(replacing) else give_name
    files.write_by(place, fill, put)


def _is_asked(replacing: Replacing) -> bool:
    return replacing is not Replacing.NOTHING


def _already_there(target: Path) -> AlreadyThere:
    text = tr("“{name}” already exists. It was not changed. Choose another name.", name=target.name)
    return AlreadyThere(text)
