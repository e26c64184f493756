#!/usr/bin/env python3
"""What a developer repeats: set up, try, test, measure. Standard library only.

python3 dev.py demo       a sample register, its papers, and the window on it
python3 dev.py test       every check that must pass; --all takes many more examples
python3 dev.py mutants    only the changes of the code that the tests must notice; --seed N
python3 dev.py hands      only the stories of hands: the installed program in a real window
python3 dev.py spreadsheets  only what goes out, saved by LibreOffice and taken back
python3 dev.py coverage   the tests once more, counting which lines they reach
python3 dev.py run [FILE] the program
python3 dev.py pictures   every screen as a picture, into build/pictures
python3 dev.py bench      the table of timings
python3 dev.py format     put the code into shape
python3 dev.py texts      the texts to translate gathered, and compiled
python3 dev.py package    what is installed, made and checked, into dist; --check only checks
python3 dev.py setup      only the environment
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BUILD = ROOT / "build"

Names = Mapping[str, str]
# What Qt loads from the system, and the Debian packages that bring it (Debian 12).
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What the tests start or load, as a program or as a file, and the packages that bring it.
PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
    "pdftotext": "poppler-utils",
    "softhsm2-util": "softhsm2",
    "qpdf": "qpdf",
}
FILES = {"/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core"}
FOR_WINDOWS = {*LIBRARIES.values(), "xvfb"}
FOR_HANDS = {*FOR_WINDOWS, "openbox", "xdotool", "dbus-daemon", "at-spi2-core"}

# Two at once: a third needs a processor that most machines of a gate do not have to spare.
WORKERS = ("-n", "2", "--dist", "worksteal")
INSTALLED = BUILD / "hands" / "env"
DESCRIBED = ("pyproject.toml", "setup.py", "README.md", "CHANGELOG.md", "LICENSE")
SHIPPED = ("delvia_desktop", "resources", "packaging", *DESCRIBED)
COUNTS = BUILD / "counts"
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
WRITTEN: ContextVar[IO[bytes] | None] = ContextVar("WRITTEN", default=None)
"""Where a step writes that runs beside others, so that what each wrote stands together."""
Step = tuple[str, Callable[[], None]]
PARTS_BELOW_UI = "delvia_desktop/ui/*"


def environment(**more: str) -> dict[str, str]:
    """Return the environment for our tools; compiled modules are kept, or every start is slow."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if not has_screen():
        kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return {**kept, **more}


def run(*command: str | Path, **more: str) -> None:
    """Run a command in the project's folder; a failure ends everything."""
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(**more),
        stdout=WRITTEN.get(),
        stderr=subprocess.STDOUT if WRITTEN.get() else None,
        check=False,
    )
    if finished.returncode:
        sys.exit(finished.returncode)


def set_up(folder: Path = VENV, extras: str = "dev") -> None:
    """Make a virtual environment, install what is locked, and look for Qt's libraries."""
    stamp, python = folder / "installed", folder / BIN.name / PYTHON.name
    wanted = hashlib.sha256(
        (ROOT / "pyproject.toml").read_bytes() + (ROOT / "constraints.txt").read_bytes()
    ).hexdigest()
    made_for, _, installed = (stamp.read_text() if stamp.exists() else "").rpartition("\n")
    if made_for not in ("", str(ROOT)):
        # Its programs name that folder: they would run, or overwrite, the code over there.
        sys.exit(f"{folder} was made for {made_for}. Remove it here and start again.")
    if installed != wanted:
        if not python.exists():
            # Without pip inside: Debian's bare python3 lacks the part that would put it there.
            run(sys.executable, "-m", "venv", "--without-pip", folder)
        locked = ("-c", "constraints.txt", "-e", f".[{extras}]")
        run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *locked)
        stamp.write_text(f"{ROOT}\n{wanted}")
    install_libraries()


def missing_packages(programs: Names = PROGRAMS, libraries: Names = LIBRARIES) -> list[str]:
    """Return the Debian packages of which a library, a program or a file is not there."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    missing += [package for program, package in programs.items() if not shutil.which(program)]
    missing += [package for file, package in FILES.items() if not Path(file).exists()]
    return missing


def install_libraries(programs: Names = PROGRAMS, libraries: Names = LIBRARIES) -> None:
    """Install the system libraries as root on Debian; elsewhere print the line that does it.

    A failure ends nothing here: what is missing shows where it is needed, and much works without.
    """
    missing = missing_packages(programs, libraries) if sys.platform == "linux" else []
    line = ("apt-get", "install", "-y", "--no-install-recommends")
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing system packages:", *missing, flush=True)
        quiet = environment(DEBIAN_FRONTEND="noninteractive")
        for command in (("apt-get", "update", "-qq"), (*line, *missing)):
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
        missing = missing_packages(programs, libraries)
    if missing:
        print("Not all of this can run here: more of the system is needed. Install it with:")
        print("  sudo", *line, *missing)


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo(*_: str) -> None:
    """Make the sample register and its papers, then show the window, or pictures of it."""
    folder = BUILD / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    register = folder / "sample.delvia"
    delvia = BIN / "delvia"
    run(delvia, "new", register, "--sample")
    paper = folder / "access-record.pdf"
    run(delvia, "paper", "partner", register, "--partner", "Brightside Media", "-o", paper)
    with (folder / "partners.json").open("wb") as target:
        command = (delvia, "list", "partners", register, "--json")
        subprocess.run(command, cwd=ROOT, env=environment(), stdout=target, check=True)
    print(f"Made {register.name}, {paper.name} and partners.json in {folder.relative_to(ROOT)}.")
    if has_screen():
        run(PYTHON, "-m", "delvia_desktop", register)
    else:
        print("There is no screen here, so the main screens are drawn into pictures instead.")
        pictures("--main", "--into", str(folder))


def pictures(*arguments: str) -> None:
    """Draw every screen into pictures."""
    run(PYTHON, "-m", "tests.pictures", *arguments, QT_QPA_PLATFORM="offscreen")


def start(*arguments: str) -> None:
    """Start the program."""
    if not has_screen():
        sys.exit("There is no screen here. `python3 dev.py demo` draws the screens into pictures.")
    run(PYTHON, "-m", "delvia_desktop", *arguments)


def put_into_shape(*_: str) -> None:
    """Mend what the linter can mend and lay out the code."""
    run(BIN / "ruff", "check", "--fix-only", "--quiet", ".")
    run(BIN / "ruff", "format", ".")


def test(*arguments: str) -> None:
    """Run every check, the cheapest first; the first failure ends the run."""
    shutil.rmtree(COUNTS, ignore_errors=True)
    if takes_all := "--all" in arguments:
        os.environ["DELVIA_ALL"] = "yes"
        arguments = tuple(word for word in arguments if word != "--all")
    missing = set(missing_packages()) if sys.platform == "linux" else {"xvfb"}
    here = "not screen" if missing.isdisjoint(FOR_WINDOWS) else ""
    results = beside_each_other(
        ("format", partial(run, BIN / "ruff", "format", "--check", ".")),
        ("lint", partial(run, BIN / "ruff", "check", ".")),
        ("imports", partial(run, BIN / "lint-imports")),
        ("types", partial(run, BIN / "mypy")),
        *([("program", install_apart)] if missing.isdisjoint(FOR_HANDS) else []),
    )
    results.append(passed("tests", partial(test_apart, here, *arguments)))
    # They wait for the screen more than they count, so that one leaves time to the other.
    in_windows: list[Step] = []
    for name, step, needed in (
        ("real window", test_on_screen, FOR_WINDOWS),
        ("hands", hands, FOR_HANDS),
    ):
        if missing.isdisjoint(needed):
            in_windows.append((name, step))
        else:
            lacking = ", ".join(sorted(missing & needed))
            results.append(f"{name}: NOT RUN, because these packages are not here: {lacking}")
    results += beside_each_other(*in_windows)
    if takes_all:
        results.append(passed("spreadsheets", COMMANDS["spreadsheets"]))
        results.append(passed("mutants", mutants))
    print("\n".join(["== summary", *results, *counted()]))


def beside_each_other(*steps: Step) -> list[str]:
    """Run steps at the same time, show what each wrote as it ends, and return their lines."""

    def alone(step: Step) -> str:
        with tempfile.TemporaryFile() as written:
            WRITTEN.set(written)
            try:
                return passed(*step)
            finally:
                written.seek(0)
                said = written.read().decode(errors="replace")
                print(f"== {step[0]} wrote:\n{said}" if said else "", end="", flush=True)

    with ThreadPoolExecutor(max(len(steps), 1)) as threads:
        return list(threads.map(alone, steps))


def test_apart(marked: str, *arguments: str) -> None:
    """Run the tests that need no screen, each worker in a process of its own.

    Their files lie in memory where it has room: each act waits for the disk, a test hundreds of
    times. They go in the end; a test run by itself keeps what it failed with.
    """
    is_roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(dir=MEMORY if is_roomy else None) as files:
        run(PYTHON, "-m", "pytest", "-q", "-rs", *WORKERS, "-m", marked, *counting("tests"),
            *arguments, QT_QPA_PLATFORM="offscreen", CI="true", TMPDIR=files)  # fmt: skip


def counting(name: str) -> tuple[str, ...]:
    """Return the words that let pytest write down what it ran."""
    return ("--junitxml", str(COUNTS / f"{name}.xml"), "-o", "junit_family=xunit1")


def counted() -> list[str]:
    """Return what was not tried and why, a line each, and last how many passed."""
    cases = [case for file in COUNTS.glob("*.xml") for case in ET.parse(file).iter("testcase")]
    skipped = Counter(
        skip.get("message", "") for case in cases if (skip := case.find("skipped")) is not None
    )
    lines = [f"NOT TRIED: {number} × {why}" for why, number in skipped.most_common()]
    without = f", {skipped.total()} skipped" if skipped else ""
    return [*lines, f"{len(cases) - skipped.total()} passed{without}"]


def coverage(*arguments: str) -> None:
    """Run the tests and hold what they reach: more below the window than in it."""
    for stale in ROOT.glob(".coverage*"):
        stale.unlink()
    measured = (BIN / "coverage", "run", "-m", "pytest", "-q", "-m", "not screen", *WORKERS)
    run(*measured, *arguments, QT_QPA_PLATFORM="offscreen", CI="true")
    run(BIN / "coverage", "combine", "-q")
    run(BIN / "coverage", "report", f"--omit={PARTS_BELOW_UI}", "--fail-under=95")
    run(BIN / "coverage", "report", f"--include={PARTS_BELOW_UI}", "--fail-under=85")


def mutants(*arguments: str) -> None:
    """Change the code in a hundred places drawn at random: the tests must notice most of them."""
    run(PYTHON, "-m", "tests.mutants", *arguments)


def hands(*arguments: str) -> None:
    """Play the stories of hands with the program as a person installs it."""
    install_apart()
    # Without the fixtures of the other tests, which import the code.
    apart = ("--confcutdir", "tests/hands", "tests/hands", *WORKERS, "--timeout", "1800")
    run(PYTHON, "-m", "pytest", "-q", "-rs", *apart, *counting("hands"), *arguments,
        DELVIA_INSTALLED=str(INSTALLED / BIN.name / "delvia-desktop"))  # fmt: skip


def install_apart() -> None:
    """Install the program as it is now into an environment of its own, beside what it needs."""
    files = [file for name in SHIPPED for file in sorted([ROOT / name, *(ROOT / name).rglob("*")])]
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    stamp = INSTALLED / "installed"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    shutil.rmtree(INSTALLED.parent, ignore_errors=True)
    source = INSTALLED.parent / "source"
    source.mkdir(parents=True)
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            without = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=without)
        else:
            shutil.copy(ROOT / name, source)
    run(sys.executable, "-m", "venv", "--without-pip", INSTALLED)
    python = INSTALLED / BIN.name / PYTHON.name
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", source)
    # What it needs is shared; the file there that leads to the code here counts only over there.
    (site_packages(INSTALLED) / "shared.pth").write_text(f"{site_packages(VENV)}\n")
    stamp.write_text(digest.hexdigest())


def site_packages(environment: Path) -> Path:
    """Return the folder of an environment into which packages are installed."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))


def passed(name: str, step: Callable[[], None]) -> str:
    """Run a step and return a line that says so; a failed one is named and ends everything."""
    began = time.monotonic()
    print(f"== {name}", flush=True)
    try:
        step()
    except SystemExit:
        print(f"== {name}: FAILED after {time.monotonic() - began:.0f} s", flush=True)
        raise
    return f"{name}: passed in {time.monotonic() - began:.0f} s"


def test_on_screen() -> None:
    """Play the stories in a real window on a virtual screen."""
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        display = os.read(reader, 16).decode().strip()
        more = {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        run(PYTHON, "-m", "pytest", "-q", "-rs", "-m", "screen", *counting("screen"), **more)
    finally:
        screen.terminate()
        screen.wait()
        os.close(reader)


COMMANDS: dict[str, Callable[..., None]] = {
    "setup": lambda *_: None,
    "run": start,
    "demo": demo,
    "test": test,
    "hands": hands,
    "mutants": mutants,
    "coverage": coverage,
    "pictures": pictures,
    "bench": partial(run, PYTHON, "-m", "tests.bench.run"),
    "spreadsheets": partial(run, PYTHON, "-m", "pytest", "tests/office", *counting("office")),
    "texts": partial(run, PYTHON, "-m", "tests.texts"),
    "package": partial(run, sys.executable, "-m", "shipping", PYTHONPATH=str(ROOT / "packaging")),
    "format": put_into_shape,
}


def main(arguments: list[str]) -> None:
    """Do what the first word says."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(__doc__)
    set_up()
    COMMANDS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
