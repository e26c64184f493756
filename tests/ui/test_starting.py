"""`delvia-desktop` as it is started: words it understands, no screen, files of the system."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from delvia_desktop import __version__
from delvia_desktop.ui.arguments import NotUnderstood, answer, path_of, register_named

WINDOW = Path(sysconfig.get_path("scripts")) / "delvia-desktop"
POSIX = pytest.mark.skipif(os.name == "nt", reason="names and signals of POSIX")

WATCHED = """
import os, signal, sys
from PySide6.QtCore import QTimer
from delvia_desktop.ui import main, starting
from delvia_desktop.ui.program import Program

real = Program._show

def show(program, window, **more):
    real(program, window, **more)
    if type(window).__name__ in os.environ["UNTIL"].split():
        print(window.windowTitle(), flush=True)
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), getattr(signal, os.environ["BY"])))

Program._show = show
main.main()
"""
"""Ends the program with a signal as soon as a window of a kind is shown, and prints its title."""


def run(*words: object, program=(WINDOW,), **environment: str):
    """Run the installed command where there is no screen, unless the environment names one."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept = {**kept, **environment}
    ended = subprocess.run(
        [*program, *words], capture_output=True, env=kept, check=False, timeout=250
    )
    said = ended.stderr.decode("utf-8", "replace")
    assert "Traceback" not in said
    return ended.returncode, ended.stdout.decode(), said


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "no va#1?.delvia"
    shutil.copy(sample_file, copy)
    return copy


def test_help_and_version_are_printed_without_a_window():
    """B24: `--help` and `--version` were taken for files."""
    code, told, said = run("--help", QT_QPA_PLATFORM="none at all")
    assert (code, said) == (0, "")
    assert told.startswith("Usage: delvia-desktop [FILE]\n")
    code, told, said = run("--help", PYTHONIOENCODING="latin-1")
    assert (code, said, "?delvia --help?" in told) == (0, "", True)
    assert run("--version") == (0, f"delvia-desktop {__version__}\n", "")
    assert answer(["-h"]) == answer(["--help"])
    assert answer(["nova.delvia"]) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":7654"}, {"QT_QPA_PLATFORM": "none"}])
def test_without_a_screen_there_is_a_sentence_and_no_abort(file, environment):
    """B24: Qt's own abort (134)."""
    code, told, said = run(file, **{"QT_QPA_PLATFORM": "xcb", **environment})
    assert (code, told) == (1, "")
    assert said.startswith("Delvia cannot show a window here. Start it in a desktop session")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--bogus"], "“--bogus” is not an option of delvia-desktop."),
        (["a.delvia", "b.delvia"], "Name one register"),
        (["file://server/nova.delvia"], "is on another computer"),
    ],
)
@POSIX
def test_words_that_are_not_understood_are_told(words, sentence):
    """B24: exit code 2 and a sentence."""
    with pytest.raises(NotUnderstood, match=sentence[:20]):
        register_named(words)
    code, told, said = run(*words, QT_QPA_PLATFORM="offscreen")
    assert (code, told) == (2, "")
    assert sentence in said


@POSIX
@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("file:///a/b.delvia", "/a/b.delvia"),
        ("FILE:///a/b%20c%23.delvia", "/a/b c#.delvia"),
        ("file://localhost/a/b.delvia", "/a/b.delvia"),
        ("file:/a/b.delvia", "/a/b.delvia"),
        ("file:///a/%C3%9C?#.delvia", "/a/Ü?#.delvia"),
        ("file:///a/%ff.delvia", "/a/\udcff.delvia"),
        ("a b.delvia", "a b.delvia"),
        ("filed.delvia", "filed.delvia"),
    ],
)
def test_a_file_may_be_named_by_its_address(word, path):
    """B24: `delvia-desktop file:///…`, as desktops and file managers start it."""
    assert path_of(word) == path


@POSIX
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM"])
def test_the_window_opens_a_file_by_its_address_and_closes_when_it_is_told_to(file, by):
    """B21, B24: Ctrl-C in the terminal closes the window as its own button would."""
    watched = (sys.executable, "-c", WATCHED)
    environment = {"QT_QPA_PLATFORM": "offscreen", "UNTIL": "MainWindow", "BY": by}
    code, told, _ = run(QUrl.fromLocalFile(str(file)).toString(), program=watched, **environment)
    assert (code, told) == (0, f"Nova Cosmetics – {file.name} – Delvia\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_register_whose_name_is_no_text_opens_in_the_window(file):
    """B20: a name with bytes that are no UTF-8."""
    odd = os.fsencode(file.parent) + b"/n\xffva.delvia"
    os.rename(file, odd)  # noqa: PTH104 - bytes
    watched = (sys.executable, "-c", WATCHED)
    environment = {"QT_QPA_PLATFORM": "offscreen", "BY": "SIGTERM"}
    environment["UNTIL"] = "MainWindow StartPage"
    code, told, _ = run(odd, program=watched, **environment)
    assert (code, told) == (0, "Nova Cosmetics – nva.delvia – Delvia\n")


OPENED_BY_THE_SYSTEM = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QMessageBox
from delvia_desktop.ui.main import begin, prepare

application, file = prepare(["delvia-desktop"])
program = begin(application, file)
first, second, none = map(QUrl.fromLocalFile, sys.argv[1:])

def ask(address):
    application.sendEvent(application, QFileOpenEvent(address))
    application.processEvents()
    return program.window

window = ask(first)
print(window.windowTitle())
print(ask(first) is window, bool(window.session.live.read_only))
print(ask(none) is window, window.findChild(QMessageBox).text())
other = ask(second)
print(other is window, other.windowTitle())
other.close()
"""


def test_a_file_that_the_system_asks_for_is_opened_once(file, tmp_path):
    """B24: macOS asks with an event; the register that is open already stays as it is."""
    second = tmp_path / "second.delvia"
    shutil.copy(file, second)
    program = (sys.executable, "-c", OPENED_BY_THE_SYSTEM)
    missing = tmp_path / "none.delvia"
    code, told, _ = run(file, second, missing, program=program, QT_QPA_PLATFORM="offscreen")
    assert (code, told.splitlines()) == (
        0,
        [
            f"Nova Cosmetics – {file.name} – Delvia",
            "True False",
            f"True The file {missing} does not exist.",
            "False Nova Cosmetics – second.delvia – Delvia",
        ],
    )


SAYS_WHAT_IT_SHOWS = """
import sys
from delvia_desktop.ui import main, program
from delvia_desktop.ui.toolkit import one_program

show, bring_up, listen = program.Program._show, program.bring_up, one_program.Doorkeeper.__init__

def say(real, words):
    def act(*given, **more):
        real(*given, **more)
        print(words(*given), flush=True)
    return act

program.Program._show = say(show, lambda program, window: "shows " + window.windowTitle())
program.bring_up = say(bring_up, lambda window: "raises " + window.windowTitle())
one_program.Doorkeeper.__init__ = say(listen, lambda *_: "listens")
main.main()
"""


class Running:
    """The program as a first start leaves it, without a screen."""

    def __init__(self, *words: object, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SAYS_WHAT_IT_SHOWS, *map(str, words)],
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
            text=True,
        )

    def says(self, words: str) -> None:
        """Wait until it says something; a process that ended says nothing any more."""
        for line in self.process.stdout:
            if line.strip() == words:
                return
        raise AssertionError(words)


@pytest.fixture
def short_state(monkeypatch):
    """A folder for the state whose name is short enough for a socket in it, wherever we run."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setenv("XDG_STATE_HOME", folder)
        yield Path(folder)


@pytest.fixture
def running(short_state):
    started = []

    def start(*words: object, **environment: str) -> Running:
        started.append(Running(*words, **environment))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.communicate()


@POSIX
def test_a_second_start_hands_its_register_to_the_window_that_runs(running, file, tmp_path):
    second = tmp_path / "second.delvia"
    shutil.copy(file, second)
    first = running()
    first.says("listens")
    assert run(file, QT_QPA_PLATFORM="offscreen") == (0, "", "")
    first.says(f"shows Nova Cosmetics – {file.name} – Delvia")
    assert run(second, QT_QPA_PLATFORM="offscreen") == (0, "", "")
    first.says("shows Nova Cosmetics – second.delvia – Delvia")
    assert run(second, QT_QPA_PLATFORM="offscreen") == (0, "", "")
    first.says("raises Nova Cosmetics – second.delvia – Delvia")
    assert run(QT_QPA_PLATFORM="offscreen") == (0, "", "")
    first.says("raises Nova Cosmetics – second.delvia – Delvia")


@POSIX
def test_a_program_that_was_killed_or_is_on_another_screen_keeps_nobody_from_starting(running):
    first = running()
    first.says("listens")
    elsewhere = running(WAYLAND_DISPLAY="another")
    elsewhere.says("listens")
    first.process.kill()
    first.process.wait()
    running().says("listens")


@POSIX
def test_only_this_person_reaches_the_program_that_runs(running, short_state):
    running().says("listens")
    (socket,) = (each for each in short_state.rglob("*") if each.is_socket())
    assert socket.stat().st_mode & 0o077 == 0
    assert socket.parent.stat().st_mode & 0o077 == 0


@POSIX
def test_ctrl_c_while_the_window_is_loading_ends_it_without_a_trace(tmp_path):
    """B21: exactly when a module is loaded, however busy the machine is."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Breaking:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'delvia_desktop.ui.program':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Breaking())\n",
        encoding="utf-8",
    )
    environment = {"PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    assert run(**environment) == (-signal.SIGINT, "", "")
