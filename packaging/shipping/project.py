"""The project as it is shipped: its names, its files, and where what is made of them lies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"

NAME = "delvia-desktop"
WINDOW, COMMAND = NAME, "delvia"
"""The two programs: with a window, and on the command line."""

TITLE = "Delvia"
IDENTIFIER = "local.delvia.Desktop"
"""By which desktops know the program. It is a name only: no address on the network has it."""

ENDING = "delvia"
MIME = "application/x-delvia-register"
KIND = "Delvia register"
"""A register: the ending of its name, its MIME type, and what people are told that it is."""

NEWS = "CHANGELOG.md"
"""What is new, which the window shows; once installed it lies among the resources."""

NOT_SHIPPED = (".ci/", ".gitignore")
"""Files of the repository that are for the repository only."""


@cache
def described() -> dict[str, Any]:
    """Return what `pyproject.toml` says of the project."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        told: dict[str, Any] = tomllib.load(file)["project"]
    return told


def summary() -> str:
    """Return the one line that says what the program is."""
    return str(described()["description"])


@cache
def version() -> str:
    """Return the version, which stands in the package and nowhere else."""
    text = (ROOT / "delvia_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        sys.exit("delvia_desktop/__init__.py does not say a version.")
    return found[1]


def made() -> int:
    """Return when what is shipped was made, in seconds since 1970: the last commit, for all files.

    `SOURCE_DATE_EPOCH` says another moment, as everywhere.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return int(told or printed("git", "log", "-1", "--format=%ct"))


def files() -> list[str]:
    """Return the files of the project that are shipped as its source, by their names."""
    listed = printed("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return sorted(
        name
        for name in set(listed.split("\0"))
        if name and not name.startswith(NOT_SHIPPED) and (ROOT / name).is_file()
    )


def copy_source(folder: Path) -> None:
    """Copy the source into a new folder, with modes that do not depend on who has it."""
    for name in files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
        target.chmod(0o755 if os.access(ROOT / name, os.X_OK) else 0o644)
    for each in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        each.chmod(0o755)


def printed(*command: str | Path, cwd: Path = ROOT) -> str:
    """Return what a command prints; a failure ends everything."""
    words = [str(word) for word in command]
    ended = subprocess.run(words, cwd=cwd, stdout=subprocess.PIPE, check=False)
    if ended.returncode:
        sys.exit(f"This failed with exit code {ended.returncode}: {' '.join(words)[:200]}")
    return ended.stdout.decode("utf-8", "replace").strip()
