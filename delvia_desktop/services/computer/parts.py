"""The parts by others that the program is built of, each with its licence and the text of it.

A bundle brings a list of what is in it, which `packaging/` makes; elsewhere Python knows what is
installed.
"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from delvia_desktop import resources

_OURS = "delvia-desktop"
LISTED = "parts.json"
"""The list of a bundle, in `resources/licences`: `name`, `version`, `licence`, `texts`."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXT = re.compile(r"(?:^|/)[^/]*(?:licen[cs]e|copying|notice|copyright)[^/]*$", re.IGNORECASE)
_LETTERS = 60
"""Letters of a licence's name; what is longer is its whole text."""


class Part(NamedTuple):
    """A part that others made: its name, its version here, its licence, and files with its text."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()


def parts() -> list[Part]:
    """Return what the program is built of on this computer, by name."""
    listed = resources.path("licences", LISTED)
    found = _listed(listed) if listed.is_file() else [*installed(), *beside()]
    return sorted(found, key=lambda part: part.name.lower())


def installed() -> list[Part]:
    """Return the Python packages that ours needs here, and those that these need."""
    found: dict[str, Part] = {}
    waiting = [_OURS]
    while waiting:
        for each in metadata.requires(waiting.pop()) or []:
            match = _NAME.match(each)
            if not match or not _is_used(each) or _plain(match[0]) in found:
                continue
            part = _part(match[0])
            if part is not None:
                found[_plain(match[0])] = part
                waiting.append(match[0])
    return list(found.values())


def beside() -> list[Part]:
    """Return the parts that are no Python packages: Qt, which comes inside one, and the fonts."""
    fonts = resources.path("fonts")
    return [
        Part("Qt", _version_of("PySide6-Essentials"), "LGPL-3.0-only", _texts_of_qt()),
        Part("Noto fonts", "", "OFL-1.1", (fonts / "OFL.txt",)),
        Part("Droid Sans Fallback font", "", "Apache-2.0", (fonts / "APACHE-2.0.txt",)),
    ]


def text_of(part: Part) -> str:
    """Return the text of a part's licence, empty where it did not bring one."""
    found = [path.read_text(encoding="utf-8", errors="replace") for path in part.texts]
    return "\n\n".join(text.strip() for text in found)


def _texts_of_qt() -> tuple[Path, ...]:
    names = ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
    return tuple(resources.path("licences", name) for name in names)


def _listed(file: Path) -> list[Part]:
    return [
        Part(
            each["name"],
            each["version"],
            each["licence"],
            tuple(resources.path(*text.split("/")) for text in each["texts"]),
        )
        for each in json.loads(file.read_text(encoding="utf-8"))
    ]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_used(requirement: str) -> bool:
    """Tell whether a requirement is for those who use the program, not for who works on it."""
    return "extra ==" not in requirement or 'extra == "sign"' in requirement.replace("'", '"')


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _part(name: str) -> Part | None:
    try:
        told = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    licence = _licence_of(told.metadata)
    texts = _texts_of(told) or (_texts_of_qt() if licence.startswith("LGPL-3.0") else ())
    return Part(told.metadata["Name"], told.version, licence, texts)


def _texts_of(told: metadata.Distribution) -> tuple[Path, ...]:
    files = [each for each in told.files or [] if ".dist-info/" in str(each)]
    return tuple(Path(str(each.locate())) for each in files if _TEXT.search(each.as_posix()))


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
