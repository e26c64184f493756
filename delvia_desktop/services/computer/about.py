"""What the program is made of, and where on this computer its files lie."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import delvia_desktop
from delvia_desktop import resources
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import preferences
from delvia_desktop.storage.file.connections import SQLITE
from delvia_desktop.storage.register.backups import backup_folder

_OURS = "delvia-desktop"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LETTERS = 60
"""Letters of a licence's name; what is longer is its whole text."""


class Part(NamedTuple):
    """A part that others made: its name, its version here and the name of its licence."""

    name: str
    version: str
    licence: str


class Lies(NamedTuple):
    """Something that the program keeps on this computer, and where."""

    what: str
    path: Path


_FONTS = (
    Part("Noto fonts", "", "OFL-1.1"),
    Part("Droid Sans Fallback font", "", "Apache-2.0"),
)
"""Their licences lie beside them, in `resources/fonts`."""


def version() -> str:
    """Return the version of the program, as its About says it."""
    return delvia_desktop.__version__


def versions() -> tuple[tuple[str, str], ...]:
    """Return the names and versions of what the program runs on, for its About."""
    return (
        ("Python", platform.python_version()),
        ("SQLite", SQLITE),
        (tr("System"), platform.platform(terse=True)),
    )


def licence() -> str:
    """Return the licence of the program for its About, empty where it was left out."""
    if text := metadata.distribution(_OURS).read_text("licenses/LICENSE"):
        return text
    source = resources.folder().parent / "LICENSE"
    return source.read_text(encoding="utf-8") if source.is_file() else ""


def parts() -> list[Part]:
    """Return what the program is built of on this computer, by name, for its About."""
    wanted = metadata.requires(_OURS) or []
    found = [_part(match[0]) for each in wanted if _is_used(each) and (match := _NAME.match(each))]
    installed = [part for part in found if part is not None]
    return sorted([*installed, *_FONTS], key=lambda part: part.name.lower())


def lies(register: Path | None) -> list[Lies]:
    """Return where on this computer the files lie, for About: register and program."""
    kept = [Lies(tr("Settings and recent registers"), preferences.preferences_file())]
    if register is None:
        return kept
    return [
        Lies(tr("Register"), register),
        Lies(tr("Backups"), backup_folder(register)),
        *kept,
    ]


def _is_used(requirement: str) -> bool:
    """Tell whether a requirement is for those who use the program, not for who works on it."""
    return "extra ==" not in requirement or 'extra == "sign"' in requirement.replace("'", '"')


def _part(name: str) -> Part | None:
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    return Part(told["Name"], told["Version"], _licence_of(told))


def _licence_of(told: metadata.PackageMetadata) -> str:
    """Return the name of a licence as its makers tell it, in one of three ways."""
    classified = [
        each.rpartition(" :: ")[2]
        for each in told.get_all("Classifier", [])
        if each.startswith("License ::")
    ]
    names = ("License-Expression", "License")
    said = next((str(told[name]).strip() for name in names if name in told), "")
    if said and len(said) <= _LETTERS and "\n" not in said:
        return said
    return ", ".join(classified)
