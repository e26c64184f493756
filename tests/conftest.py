"""What every test starts from: no screen, no network, a fixed clock, a register of its own."""

from __future__ import annotations

import gc
import os
import re
import shutil
from pathlib import Path

# The screen that offscreen has by itself is smaller than any desk.
os.environ["QT_QPA_PLATFORM"] = re.sub(
    "^offscreen$",
    f"offscreen:configfile={Path(__file__).parent / 'data' / 'screen.json'}",
    os.environ.get("QT_QPA_PLATFORM", "offscreen"),
)

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from delvia_desktop.garbage import Sweeper
from delvia_desktop.services.computer.person import remember_name
from delvia_desktop.services.register.register import Register, open_register
from delvia_desktop.services.sample.sample import new_sample
from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive
from tests.figures import load_profile
from tests.registers import Clock, Made, Nova, make_empty, make_nova, noon

keep_constants_alive()
load_profile()
gc.disable()  # as the window does


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Look for garbage where Qt has nothing in hand."""
    yield
    Sweeper().sweep()


@pytest.fixture(scope="session")
def _states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders of one's own, in a room apart: each that pytest makes looks through all before."""
    room = tmp_path_factory.mktemp("states")
    return (room / str(number) for number in count())


@pytest.fixture(autouse=True)
def _alone(_states: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the person who runs the tests, and the network, out of them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(next(_states)))
    remember_name("Mara")

    connect = socket.socket.connect

    def only_here(end: socket.socket, address: object) -> None:
        # Processes of this machine talk to each other by files: those that tests start do.
        is_here = end.family == getattr(socket, "AF_UNIX", None)
        assert is_here, "the program touched the network"
        connect(end, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def nova_made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_nova(tmp_path_factory.mktemp("nova"))


@pytest.fixture
def register(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, empty_made: Made, nova_made: Made
) -> Iterator[Register]:
    """A register with nothing but its brand; for a test that asks for `nova` too, the one of it."""
    made = nova_made if "nova" in request.fixturenames else empty_made
    opened = made.open_copy(tmp_path / "nova.delvia", clock)
    yield opened
    opened.leave()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample register, made once; whoever changes it takes a copy."""
    path = tmp_path_factory.mktemp("sample") / "sample.delvia"
    new_sample(path, "Mara").leave()
    return path


@pytest.fixture(scope="session")
def noon_sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made on a day that is always the same."""
    path = tmp_path_factory.mktemp("noon") / "sample.delvia"
    new_sample(path, "Mara", noon).leave()
    return path


@pytest.fixture
def noon_sample(noon_sample_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A copy of that, which each test may change."""
    opened = open_register(
        Path(shutil.copy(noon_sample_file, tmp_path / "nova.delvia")), "Mara", noon
    )
    yield opened
    opened.leave()


@pytest.fixture
def nova(register: Register, nova_made: Made) -> Nova:
    return replace(nova_made.nova, register=register)


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
