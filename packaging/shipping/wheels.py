"""The wheel and the source distribution: the same bytes, whoever makes them and how often."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from email.parser import BytesParser
from pathlib import Path

from shipping import project
from shipping.checks import Failed, clean

HOOK = (
    "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"
)
KINDS = {"build_wheel": "*.whl", "build_sdist": "*.tar.gz"}
INSIDE = {
    f"delvia_desktop/_resources/{project.NEWS}": project.NEWS,
    "delvia_desktop/_resources/": "resources/",
    "delvia_desktop/_packaging/": "packaging/",
}
"""Where in the wheel lies what stands beside the package in the source."""

SHOWN_IN_METADATA = (
    "Classifier",
    "Description",
    "License-Expression",
    "Requires-Python",
    "Summary",
)


def make(into: Path) -> list[Path]:
    """Make wheel and source distribution in a folder and return them."""
    return [make_one(kind, into) for kind in KINDS]


def make_one(kind: str, into: Path) -> Path:
    """Make one of the `KINDS` in a folder and return it."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        project.copy_source(source)
        made = _made(kind, source, Path(scratch))
        target = into / made.name
        target.write_bytes(made.read_bytes())
        if kind == "build_sdist":
            target.write_bytes(_packed_again(made.read_bytes()))
    return target


def _made(kind: str, source: Path, folder: Path) -> Path:
    """Let setuptools make one kind, without an environment of its own: it is locked like all."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(project.made()), "TZ": "UTC"}
    before = os.umask(0o022)
    try:
        ended = subprocess.run(
            [sys.executable, "-c", HOOK, kind, str(folder)],
            cwd=source,
            env={k: v for k, v in environment.items() if k != "PYTHONPATH"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    finally:
        os.umask(before)
    if ended.returncode:
        sys.exit(ended.stdout.decode("utf-8", "replace"))
    return next(folder.glob(KINDS[kind]))


def _packed_again(archive: bytes) -> bytes:
    """Return a source distribution without the moment and the person that made it."""
    plain, packed = io.BytesIO(), io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda each: each.name):
            content = old.extractfile(member)
            new.addfile(_without_maker(member), content)
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=project.made()) as zipped:
        zipped.write(plain.getvalue())
    return packed.getvalue()


def _without_maker(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = project.made()
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    member.pax_headers = {}
    return member


def made_before(folder: Path) -> list[Path]:
    """Return the wheel and the source distribution that lie in a folder."""
    found = [next(folder.glob(kind), None) for kind in KINDS.values()]
    if None in found:
        raise Failed("There is no wheel or no source distribution.")
    return [each for each in found if each]


def check_same(folder: Path) -> str:
    """Make both once more and compare their bytes with those in a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        for before, now in zip(made_before(folder), make(Path(scratch)), strict=True):
            if before.read_bytes() != now.read_bytes():
                raise Failed(f"{before.name} has other bytes when it is made again.")
    sizes = (f"{each.name} {each.stat().st_size / 1e6:.1f} MB" for each in made_before(folder))
    return f"the same bytes again: {', '.join(sizes)}"


def check_whole(folder: Path) -> str:
    """Look whether every file of the source is there, in both."""
    wheel, sdist = made_before(folder)
    with tarfile.open(sdist) as archive:
        packed = {each.name.partition("/")[2] for each in archive if each.isfile()}
    lacking = set(project.files()) - packed
    if lacking:
        raise Failed(f"The source distribution lacks {sorted(lacking)[:5]}.")
    stray = {each for each in packed - set(project.files()) if ".egg-info/" not in each}
    if stray - {"PKG-INFO", "setup.cfg"}:
        raise Failed(f"The source distribution has more: {sorted(stray)[:5]}.")
    differs = installed() ^ in_wheel(wheel)
    if differs:
        raise Failed(f"The wheel lacks, or has and should not: {sorted(differs)[:5]}.")
    return f"{len(packed)} files of the source, {len(in_wheel(wheel))} in the wheel"


def in_wheel(wheel: Path) -> set[str]:
    """Return the files of a wheel, called as they are in the source."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for inside, beside in INSIDE.items():
        names = [name.replace(inside, beside, 1) for name in names]
    return {name for name in names if ".dist-info/" not in name}


def installed() -> set[str]:
    """Return the files of the source that a wheel installs, by their names."""
    folders = ("delvia_desktop/", "resources/")
    ours = {name for name in project.files() if name.startswith(folders)}
    return ours | {"packaging/verify_paper.py", project.NEWS}


def check_metadata(folder: Path) -> str:
    """Let those who know the rules look at both, and see that what describes us is there."""
    wheel, sdist = made_before(folder)
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(name))
    lacking = [each for each in SHOWN_IN_METADATA if not (told[each] or told.get_payload())]
    if lacking:
        raise Failed(f"The metadata do not say {lacking}.")
    clean(sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist))
    clean(sys.executable, "-m", "check_wheel_contents", str(wheel))
    kinds = told.get_all("Classifier") or []
    return f"twine and check-wheel-contents are content; {len(kinds)} classifiers"
