"""Every part of the bundle, with its version, its licence and the text of that."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from delvia_desktop.services.computer import parts
from shipping import contents, project

COMMON = Path("/usr/share/common-licenses")
DOC = Path("/usr/share/doc")
INSIDE = "resources/licences"
READ_ME = "README.txt"


class Shipped(NamedTuple):
    """A part as it is shipped: what it is, and how the world calls it (a package URL)."""

    part: parts.Part
    url: str


def shipped() -> list[Shipped]:
    """Return the parts of the bundle that was made last, each once, by name."""
    origins = contents.origins()
    used = {path.resolve() for path in origins.values()}
    found = [*_python(), *_packages(used), *_of_the_system(origins)]
    found += [Shipped(each, f"pkg:generic/{_slug(each.name)}@{each.version}") for each in beside()]
    return sorted(found, key=lambda each: each.part.name.lower())


def beside() -> list[parts.Part]:
    """Return the parts that no installer knows: Qt, the fonts, what starts the bundle."""
    bootloader = metadata.distribution("pyinstaller")
    text = next(each for each in bootloader.files or [] if each.name == "COPYING.txt")
    name = "PyInstaller bootloader"
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    return [
        *parts.beside(),
        parts.Part(name, bootloader.version, licence, (Path(str(text.locate())),)),
    ]


def _python() -> Iterator[Shipped]:
    version = platform.python_version()
    places = (Path(sys.base_prefix), Path(sys.base_prefix, "lib", f"python{version[:4]}"))
    names = ("LICENSE.txt", "LICENSE")
    text = next((p / n for p in places for n in names if (p / n).is_file()), None)
    if text is None:  # Debian keeps it with its documentation
        text = DOC / f"python{version[:4]}" / "copyright"
    part = parts.Part("Python", version, "PSF-2.0", (text,))
    yield Shipped(part, f"pkg:generic/python@{version}")


def _packages(used: set[Path]) -> Iterator[Shipped]:
    """Yield the Python packages of which at least one file is in the bundle."""
    for each in parts.installed():
        files = metadata.distribution(each.name).files or []
        if any(Path(str(file.locate())).resolve() in used for file in files):
            yield Shipped(each, f"pkg:pypi/{_slug(each.name)}@{each.version}")


def _of_the_system(origins: dict[str, Path]) -> Iterator[Shipped]:
    """Yield the packages of the Linux system of which libraries are in the bundle."""
    for package in packages_of({path for path in origins.values() if contents.is_system(path)}):
        version = project.printed("dpkg-query", "-W", "-f", "${Version}", package)
        text = DOC / package / "copyright"
        told = text.read_text(encoding="utf-8", errors="replace")
        common = sorted(set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", told)))
        texts = [text, *(COMMON / name for name in common if (COMMON / name).is_file())]
        part = parts.Part(package, version, _named_in(told), tuple(texts))
        yield Shipped(part, f"pkg:deb/debian/{package}@{version}")


def packages_of(files: set[Path]) -> list[str]:
    """Return the Debian packages that bring files of the system, by name."""
    if not files:
        return []
    # A system may call the same folder `/lib` and `/usr/lib`; dpkg knows each file by one name.
    names = {str(each) for file in files for each in (file, file.resolve())}
    asked = sorted(
        names | {f"/usr{each}" for each in names} | {n.removeprefix("/usr") for n in names}
    )
    ended = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, check=False)
    found: dict[str, str] = {}
    for line in ended.stdout.decode().splitlines():
        package, _, path = line.partition(": ")
        found[Path(path).name] = package.partition(":")[0]
    known = {file: {file.name, file.resolve().name} & found.keys() for file in files}
    if lacking := [str(file) for file, of in known.items() if not of]:
        sys.exit(f"No package brings {', '.join(lacking)}.")
    return sorted({found[name] for of in known.values() for name in of})


def _named_in(told: str) -> str:
    """Return the names of the licences in a file of Debian's about copyright."""
    named = dict.fromkeys(re.findall(r"^License: *(\S.*)$", told, re.MULTILINE))
    if named:
        return ", ".join(named)
    common = dict.fromkeys(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", told))
    return ", ".join(common) or "as its text says"


def write(folder: Path, listed: list[Shipped]) -> None:
    """Write the list and all texts into the resources of a bundle, where About reads them."""
    target = folder / INSIDE
    shutil.rmtree(target / "parts", ignore_errors=True)
    (target / "parts").mkdir(parents=True)
    entries = []
    for part, _ in listed:
        names = []
        for number, text in enumerate(part.texts):
            name = f"parts/{_slug(part.name)}-{number or ''}".rstrip("-") + ".txt"
            content = text.read_text(encoding="utf-8", errors="replace")
            (target / name).write_text(content, encoding="utf-8")
            names.append(f"licences/{name}")
        if not names:
            sys.exit(f"{part.name} has no text of its licence.")
        entries.append(
            {"name": part.name, "version": part.version, "licence": part.licence, "texts": names}
        )
    (target / parts.LISTED).write_text(json.dumps(entries, indent=1), encoding="utf-8")


def read_me(inside: str) -> str:
    """Return what stands beside the programs: what they are, and where the licences are."""
    template = (project.PACKAGING / READ_ME).read_text(encoding="utf-8")
    return contents.filled(template, INSIDE=inside, LICENCES=f"{inside}/{INSIDE}")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.+]+", "-", name.lower()).strip("-")
