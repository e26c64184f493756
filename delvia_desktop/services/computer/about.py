"""What the program is made of, and where on this computer its files lie."""

from __future__ import annotations

import platform
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import delvia_desktop
from delvia_desktop import resources
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import log, preferences
from delvia_desktop.storage.file.connections import SQLITE
from delvia_desktop.storage.register.backups import backup_folder


class Lies(NamedTuple):
    """Something that the program keeps on this computer, and where."""

    what: str
    path: Path


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
    with suppress(metadata.PackageNotFoundError):  # a bundle has none of what pip writes down
        if text := metadata.distribution("delvia-desktop").read_text("licenses/LICENSE"):
            return text
    source = resources.folder().parent / "LICENSE"
    return source.read_text(encoding="utf-8") if source.is_file() else ""


def lies(register: Path | None) -> list[Lies]:
    """Return where on this computer the files lie, for About: register and program."""
    kept = [
        Lies(tr("Settings and recent registers"), preferences.preferences_file()),
        Lies(tr("Log, without text from registers"), log.log_file()),
    ]
    if register is None:
        return kept
    return [
        Lies(tr("Register"), register),
        Lies(tr("Backups"), backup_folder(register)),
        *kept,
    ]
