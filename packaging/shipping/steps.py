"""The steps that make what is installed, in their order, and the checks of what they made."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from shipping import bundle, deb, elsewhere, installed, sbom, wheels
from shipping.checks import Check, Failed, run_all
from shipping.project import DIST

SUMS = "SHA256SUMS"


def sum_up(folder: Path) -> None:
    """Write down the checksum of every file of a folder, as `sha256sum -c` reads it."""
    (folder / SUMS).write_text("".join(f"{line}\n" for line in _sums(folder)), encoding="utf-8")


def check_sums(folder: Path) -> str:
    """Compare every file with its checksum."""
    told = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    if told != _sums(folder):
        raise Failed(f"Other files, or other bytes, than {SUMS} says.")
    return f"{len(told)} files"


def _sums(folder: Path) -> list[str]:
    files = sorted(each for each in folder.iterdir() if each.is_file() and each.name != SUMS)
    return [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}" for each in files]


STEPS: dict[str, Callable[[Path], object]] = {
    "wheel and source": wheels.make,
    "bundle": bundle.make,
    "deb": deb.make,
    "sbom": sbom.make,
    "checksums": sum_up,
}
CHECKS: dict[str, Check] = {
    "checksums": check_sums,
    "wheel and source: twice the same": wheels.check_same,
    "wheel and source: whole": wheels.check_whole,
    "wheel and source: metadata": wheels.check_metadata,
    "bundle: modules": bundle.check_modules,
    "bundle: links": bundle.check_links,
    "bundle: paths": bundle.check_paths,
    "bundle: in a bare root": installed.check_bundle,
    "bundle: its window": installed.check_window,
    "bundle: stories of hands": installed.check_stories,
    "deb: its files": installed.check_files,
    "deb: in a bare root": installed.check_deb,
    "sbom": sbom.check,
    "windows: installer": elsewhere.check_installer,
    "macos: property lists": elsewhere.check_plists,
}


def make_all(only: str) -> None:
    """Make everything whose step has the word in its name; an empty word takes all."""
    DIST.mkdir(exist_ok=True)
    for name, step in STEPS.items():
        if only in name or step is sum_up:
            began = time.monotonic()
            print(f"== {name}", flush=True)
            step(DIST)
            print(f"{name}: made in {time.monotonic() - began:.0f} s", flush=True)


def check_all(only: str) -> bool:
    """Check everything that has the word in its name; tell whether nothing failed."""
    return run_all({name: each for name, each in CHECKS.items() if only in name}, DIST)
