"""The sample, open for writing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from delvia_desktop.services.register.register import Register, open_register


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A copy of the sample, which each test may change."""
    copy = tmp_path / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, "Mara")
    yield opened
    opened.close()
