"""What every story starts from: the installed program, a screen and a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hands.person import Person
from tests.hands.screen import Screen

KEPT = Path(__file__).resolve().parents[2] / "build" / "hands" / "failed"

SitDown = Callable[..., Person]


@pytest.fixture(scope="session")
def program() -> Path:
    """The program that `dev.py hands` installed; never the code beside these tests."""
    started = Path(os.environ["DELVIA_INSTALLED"])
    python = started.with_name("python")
    if not python.exists():  # a bundle brings no Python that could find the code here
        return started
    done = subprocess.run(
        [python, "-c", "import delvia_desktop as d; print(d.__file__)"],
        cwd=started.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    environment = started.parent.parent
    assert Path(done.stdout.strip()).is_relative_to(environment)
    return started


def _sitting(factory: pytest.TempPathFactory, program: Path) -> Iterator[SitDown]:
    people: list[Person] = []

    def sit_down(width: int = 1280, height: int = 800) -> Person:
        people.append(Person(Screen((width, height), factory.mktemp("printed")), program))
        return people[-1]

    yield sit_down
    for person in people:
        person.leaves()


@pytest.fixture
def sits_down(tmp_path_factory, program) -> Iterator[SitDown]:
    """A person who sits down at a new screen of some size, in a home that nobody used before."""
    yield from _sitting(tmp_path_factory, program)


@pytest.fixture(scope="module")
def sits_down_for_long(tmp_path_factory, program) -> Iterator[SitDown]:
    """The same for all tests of a module."""
    yield from _sitting(tmp_path_factory, program)


@pytest.fixture
def me(request, sits_down) -> Person:
    """A person at an ordinary laptop, unless the test wants a screen of another size."""
    return sits_down(*getattr(request, "param", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of the screen of a story that failed, with the names on it, and say where."""
    report = yield
    person = item.funcargs.get("me")
    if report.when == "call" and report.failed and person is not None:
        KEPT.mkdir(parents=True, exist_ok=True)
        kept = person.keeps_the_screen(KEPT / re.sub(r"\W+", "-", item.name).strip("-"))
        report.sections.append(("The screen as it was", kept))
    return report
