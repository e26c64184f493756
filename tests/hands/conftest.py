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
PEOPLE = pytest.StashKey[list[Person]]()


@pytest.fixture(scope="session")
def program() -> Path:
    """The program that `dev.py hands` installed; never the code beside these tests."""
    started = Path(os.environ["DELVIA_INSTALLED"])
    done = subprocess.run(
        [started.with_name("python"), "-c", "import delvia_desktop as d; print(d.__file__)"],
        cwd=started.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    environment = started.parent.parent
    assert Path(done.stdout.strip()).is_relative_to(environment)
    return started


@pytest.fixture
def sits_down(request, tmp_path, program) -> Iterator[Callable[..., Person]]:
    """A person who sits down at a new screen of some size, in a home that nobody used before."""
    people = request.node.stash.setdefault(PEOPLE, [])

    def sit_down(width: int = 1280, height: int = 800) -> Person:
        printed = tmp_path / f"printed-{len(people)}"
        printed.mkdir()
        people.append(Person(Screen((width, height), printed), program))
        return people[-1]

    yield sit_down
    for person in people:
        person.leaves()


@pytest.fixture
def me(sits_down) -> Person:
    """A person at an ordinary laptop."""
    return sits_down()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every screen of a story that failed, and say where."""
    report = yield
    if report.when == "call" and report.failed:
        KEPT.mkdir(parents=True, exist_ok=True)
        story = re.sub(r"\W+", "-", item.name).strip("-")
        for number, person in enumerate(item.stash.get(PEOPLE, []), 1):
            kept = person.keeps_the_screen(KEPT / f"{story}-{number}")
            report.sections.append(("The screen as it was", kept))
    return report
