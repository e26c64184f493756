"""Bare Debian roots, in which is tried what a person gets: no Python, no desktop."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shipping.checks import Failed, NotHere, as_root, clean
from shipping.project import BUILD

BARE = BUILD / "roots" / "bare"
DONE = "etc/delvia-bare"
KEPT = ("PATH", "http_proxy", "https_proxy", "no_proxy")


def bare() -> Path:
    """Return a root with the least of Debian, made once by debootstrap."""
    as_root()
    if shutil.which("debootstrap") is None:
        raise NotHere("debootstrap is not installed.")
    if not (BARE / DONE).exists():
        shutil.rmtree(BARE, ignore_errors=True)
        BARE.parent.mkdir(parents=True, exist_ok=True)
        release = platform.freedesktop_os_release()
        suite = release.get("VERSION_CODENAME", "stable") if release["ID"] == "debian" else "stable"
        clean("debootstrap", "--variant=minbase", suite, BARE)
        (BARE / DONE).touch()
    return BARE


@contextmanager
def root(name: str, origin: Path | None = None) -> Iterator[Root]:
    """Give a copy of the bare root, or of another; it is gone afterwards."""
    origin = origin or bare()
    folder = BUILD / "roots" / name
    remove(folder)
    clean("cp", "-a", "--reflink=auto", origin, folder)
    clean("mount", "-t", "proc", "proc", folder / "proc")
    try:
        yield Root(folder)
    finally:
        clean("umount", "--lazy", folder / "proc")
        remove(folder)


def remove(folder: Path) -> None:
    """Remove a root, unless something of the real system still hangs in it."""
    if (folder / "proc" / "self").exists():
        clean("umount", "--lazy", folder / "proc")
    shutil.rmtree(folder, ignore_errors=True)


class Root:
    """A root of one's own: commands run in it as if there were nothing else."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that holds a whole system."""
        self.folder = folder
        self.home = folder / "root"

    def words(self, *command: str, **more: str) -> list[str]:
        """Return the words that run a command inside."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        known = {**kept, "HOME": "/root", "LANG": "C.UTF-8", "TERM": "dumb", **more}
        told = [f"{name}={value}" for name, value in known.items()]
        return ["chroot", str(self.folder), "env", "-i", "-C", "/root", *told, *command]

    def run(self, *command: str, **more: str) -> str:
        """Run a command that must succeed and return what it prints."""
        return clean(*self.words(*command, **more))

    def ends_with(self, code: int, *command: str) -> str:
        """Run a command that must end with a code and return what it prints."""
        ended = subprocess.run(
            self.words(*command), capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        told = (ended.stdout + ended.stderr).decode("utf-8", "replace")
        if ended.returncode != code:
            raise Failed(f"{' '.join(command)} ended with {ended.returncode}, not {code}:\n{told}")
        return told

    def install(self, *packages: str) -> None:
        """Install packages of Debian, or files of packages, with what they need."""
        quiet: Mapping[str, str] = {"DEBIAN_FRONTEND": "noninteractive"}
        self.run("apt-get", "update", "-qq", **quiet)
        line = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
        self.run(*line, *packages, **quiet)

    def files(self) -> set[str]:
        """Return the names of all files but those of the running system and of apt."""
        passed = (
            "proc/",
            "var/cache/",
            "var/lib/apt/",
            "var/lib/dpkg/",
            "var/log/",
            "root/",
            "tmp/",
        )
        told = clean("find", self.folder, "-xdev", "-printf", "%P\\n")
        return {name for name in told.splitlines() if not name.startswith(passed)}
