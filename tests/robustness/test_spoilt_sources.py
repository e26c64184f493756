"""Files that come in damaged or hostile: refused in words or taken, never a crash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.figures import figure
from tests.robustness.taking import TAKE, Taker, importer, merger

PARTS = range(4)
"""A format is taken in parts, so that several workers can share it."""


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taker]:
    taker = importer(tmp_path_factory.mktemp("importing"))
    yield taker
    taker.register.leave()


@pytest.fixture(scope="module")
def merging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taker]:
    taker = merger(tmp_path_factory.mktemp("merging"))
    yield taker
    taker.register.leave()


def take_all(taker: Taker, of: str, part: int) -> None:
    for number in range(part, figure("spoilt files of a format"), len(PARTS)):
        try:
            taker.take(of, number)
        except Exception as error:
            error.add_note(f"It is {of} {number}.")
            raise


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("of", [each for each in TAKE if each != "copy"])
def test_a_spoilt_file_is_refused_in_words_or_planned_and_nothing_is_half_written(
    importing, of, part
):
    take_all(importing, of, part)


@pytest.mark.parametrize("part", PARTS)
def test_a_spoilt_copy_is_refused_in_words_or_merged_and_nothing_is_half_written(merging, part):
    take_all(merging, "copy", part)
