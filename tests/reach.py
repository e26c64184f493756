"""A plugin of pytest: which lines of the domain each test reaches, or only some tests, in order.

`REACH_INTO` names the folder where each process writes what its tests reached and how long they
took. `REACH_ONLY` names a file with the tests to run, a line each, in the order in which they run.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import coverage
import pytest

INTO, ONLY = "REACH_INTO", "REACH_ONLY"
DOMAIN = "delvia_desktop/domain"
# A test that opens a window is about the window, and takes a hundred times as long as the others.
IN_A_WINDOW = {"qtbot", "qapp"}
FIXTURE = "fixture:"
"""How the context of a fixture begins that many tests share; they all reach what it reaches."""


def pytest_configure(config: pytest.Config) -> None:
    if ONLY in os.environ:
        config.pluginmanager.register(Chosen(Path(os.environ[ONLY])))
    elif hasattr(config, "workerinput"):
        worker = config.workerinput["workerid"]
        config.pluginmanager.register(Reached(Path(os.environ[INTO]), worker))


class Chosen:
    """The tests that are to run, those first that were named first."""

    def __init__(self, names: Path) -> None:
        lines = names.read_text(encoding="utf-8").splitlines()
        self.places = {name: place for place, name in enumerate(lines)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.places]
        items.sort(key=lambda item: self.places[item.nodeid])


class Reached:
    """What the tests of this process reach, how long each takes, and which of them passed."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.told = folder / f"{worker}.json"
        self.tests: dict[str, dict[str, object]] = {}
        self.fixtures: dict[str, float] = {}
        self.running = ""
        self.made = 0.0
        """Seconds that went into fixtures that others share, which are not those of a test."""
        self.measured = coverage.Coverage(
            data_file=folder / f"{worker}.coverage", config_file=False, include=[f"{DOMAIN}/*"]
        )
        self.measured.start()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if IN_A_WINDOW.isdisjoint(item.fixturenames)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        forget_what_is_cached()
        shared = [name for name in item.fixturenames if is_shared(item, name)]
        self.tests[item.nodeid] = {"shared": shared, "passed": True}
        self.running = item.nodeid
        self.measured.switch_context(self.running)
        began, self.made = time.process_time(), 0.0
        try:
            return (yield)
        finally:
            self.tests[item.nodeid]["seconds"] = max(0.0, time.process_time() - began - self.made)
            self.measured.switch_context("")

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef) -> Iterator[object]:
        if fixturedef.scope == "function":
            return (yield)
        name = fixturedef.argname
        self.measured.switch_context(FIXTURE + name)
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.fixtures[name] = took = time.process_time() - began
            self.made += took
            self.measured.switch_context(self.running)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            self.tests[report.nodeid]["passed"] = False

    def pytest_sessionfinish(self) -> None:
        self.measured.stop()
        self.measured.save()
        self.told.write_text(
            json.dumps({"tests": self.tests, "fixtures": self.fixtures}), encoding="utf-8"
        )


def is_shared(item: pytest.Item, name: str) -> bool:
    """Tell whether a fixture is made for more than one test."""
    made = item._fixtureinfo.name2fixturedefs.get(name, ())
    return any(fixture.scope != "function" for fixture in made)


def forget_what_is_cached() -> None:
    """Let each test reach by itself what another one left in a cache."""
    for name, module in list(sys.modules.items()):
        if name.startswith("delvia_desktop."):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
