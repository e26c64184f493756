"""The bundle: one folder with both programs and all that they need, packed as one file."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from shipping import contents, licences, project
from shipping.checks import Failed
from shipping.project import BUILD, COMMAND, NAME, PACKAGING, WINDOW

FOLDER = BUILD / "bundle" / NAME
INTERNAL = "_internal"
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}

FROM_THE_SYSTEM = (
    "ld-linux", "libc.so", "libdl.so", "libm.so", "libpthread.so", "librt.so", "libutil.so",
    "libcrypt.so", "libresolv.so", "libnsl.so",
    "libGL.so", "libEGL.so", "libGLX.so", "libGLdispatch.so", "libOpenGL.so", "libxcb.so",
    "libwayland-client.so", "libwayland-cursor.so", "libwayland-egl.so", "libGLESv2.so",
)  # fmt: skip
"""Libraries that the bundle leaves to the system: its core, and what belongs to its screen."""


def name() -> str:
    """Return the name of the packed bundle without its ending, for this system."""
    return f"{NAME}-{project.version()}-{SYSTEMS[sys.platform]}-{platform.machine().lower()}"


def make(into: Path) -> None:
    """Make the bundle of this system, with its licences, and pack it."""
    spec = PACKAGING / "delvia.spec"
    run = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    run += ["--distpath", str(FOLDER.parent), "--workpath", str(BUILD / "work"), str(spec)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(project.made()), "PYTHONHASHSEED": "0"}
    if subprocess.run(run, cwd=project.ROOT, env=environment, check=False).returncode:
        sys.exit("PyInstaller failed.")
    forget_build_paths()
    listed = licences.shipped()
    licences.write(FOLDER / INTERNAL, listed)
    (FOLDER / "README.txt").write_text(licences.read_me(INTERNAL), encoding="utf-8")
    pack(FOLDER, into / f"{name()}.tar.xz")


def forget_build_paths() -> None:
    """Take out of Python's libraries where on this computer they would look for each other."""
    if sys.platform != "linux":
        return
    for name, path in contents.origins().items():
        file = FOLDER / INTERNAL / name
        if path.is_relative_to(sys.base_prefix) and file.is_file() and is_elf(file):
            project.printed("patchelf", "--remove-rpath", file)


def pack(folder: Path, file: Path) -> None:
    """Pack a folder: in order, without who made it, every file of the same moment."""
    plain = ["--sort=name", f"--mtime=@{project.made()}", "--owner=0", "--group=0"]
    plain += ["--numeric-owner", "--mode=go=rX,u+rw"]
    tar = ["tar", *plain, "-C", str(folder.parent), "-cf", "-", folder.name]
    with file.open("wb") as target, subprocess.Popen(tar, stdout=subprocess.PIPE) as packing:
        packed = ["xz", "-6", "-T", "2", "-c"]
        ended = subprocess.run(packed, stdin=packing.stdout, stdout=target, check=False)
    if ended.returncode or packing.returncode:
        sys.exit(f"{folder.name} could not be packed.")


def unpacked(folder: Path, target: Path) -> Path:
    """Unpack the bundle that lies in a folder, as a person does, and return its own folder."""
    packed = folder / f"{name()}.tar.xz"
    if not packed.is_file():
        raise Failed(f"There is no {packed.name}.")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    project.printed("tar", "-C", target, "-xf", packed)
    return target / NAME


def check_modules(folder: Path) -> str:
    """Look into both programs whether every module of ours is there."""
    readers: Any = import_module("PyInstaller.archive.readers")
    where = unpacked(folder, BUILD / "unpacked")
    for program in (WINDOW, COMMAND):
        archive = readers.CArchiveReader(str(where / program))
        inside = set(archive.open_embedded_archive("PYZ.pyz").toc)
        lacking = set(contents.modules()) - inside
        if lacking:
            raise Failed(f"{program} lacks {sorted(lacking)[:5]}.")
    files = [each for each in where.rglob("*") if each.is_file() and not each.is_symlink()]
    size = sum(each.stat().st_size for each in files) / 1e6
    packed = (folder / f"{name()}.tar.xz").stat().st_size / 1e6
    return f"{len(contents.modules())} modules in each; {size:.0f} MB, packed {packed:.0f} MB"


def check_links(folder: Path) -> str:
    """Look whether every library that something is linked with is in the bundle or the system's."""
    imports: Any = import_module("PyInstaller.depend.bindepend")
    where = unpacked(folder, BUILD / "unpacked")
    there = {each.name for each in where.rglob("*")}
    lacking: set[str] = set()
    count = 0
    for file in where.rglob("*"):
        is_optional = contents.OPTIONAL.search(file.as_posix())
        if file.is_symlink() or not file.is_file() or is_optional or not is_elf(file):
            continue
        count += 1
        wanted = {Path(library).name for library, _ in imports.get_imports(str(file))}
        lacking |= {f"{file.name}: {each}" for each in wanted - there if not _is_systems(each)}
    if lacking:
        raise Failed(f"Not there and not the system's: {sorted(lacking)[:8]}.")
    stray = [each for each in where.rglob("*") if each.is_symlink() and not each.exists()]
    if stray:
        raise Failed(f"Links to nothing: {[each.name for each in stray]}.")
    return f"{count} programs and libraries find all that they are linked with"


def _is_systems(library: str) -> bool:
    return library.startswith(FROM_THE_SYSTEM)


def check_paths(folder: Path) -> str:
    """Look whether anything would load libraries from a folder outside of the bundle."""
    where = unpacked(folder, BUILD / "unpacked")
    files = [each for each in where.rglob("*") if each.is_file() and not each.is_symlink()]
    elves = [each for each in files if is_elf(each)]
    told = project.printed("readelf", "-d", *elves)
    paths = {
        path
        for line in re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", told)
        for path in line.split(":")
    }
    if outside := sorted(path for path in paths if not path.startswith("$ORIGIN")):
        raise Failed(f"Libraries would be looked for in {outside}.")
    return f"{len(elves)} programs and libraries look for others beside themselves only"


def is_elf(file: Path) -> bool:
    """Tell whether a file is a program or a library of Linux."""
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"
