"""What a killed program and a rotting disk leave behind."""

from __future__ import annotations

import os
import random
import shutil
import time
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import pytest

from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.register.register import check_file, open_register
from delvia_desktop.storage.register.exports import export_lines
from tests.figures import figure
from tests.robustness.writer import events_of, record_next, write

FLIPS = figure("flipped bits")
KILLS = figure("kills")
ACTS = 6
"""A writer is killed after at most so many acknowledged acts."""

# A process that is forked begins at once; where there is no fork it is started anew.
_CONTEXT = get_context("spawn" if os.name == "nt" else "forkserver")
_CONTEXT.set_forkserver_preload([write.__module__])


def killed(path: Path, acts: int, *, events: int | None = None, turns: int = 0) -> list[int]:
    """Start a writer, kill it once it has told of some acts, and return the revisions it told.

    It dies by itself so many `events` later, or from outside when others had as many `turns`.
    """
    here, there = _CONTEXT.Pipe(duplex=False)
    writer = _CONTEXT.Process(target=write, args=(path, there, acts, events), daemon=True)
    writer.start()
    there.close()
    told = []
    with here, suppress(EOFError):
        while events is not None or len(told) < acts:
            told.append(here.recv())
        for _ in range(turns):
            time.sleep(0)  # gives way to whoever else wants the processor
        writer.kill()
        while True:
            told.append(here.recv())
    writer.join()
    assert len(told) >= acts, f"it ended with {writer.exitcode} before it was killed"
    assert writer.exitcode != 0
    return told


@pytest.mark.timeout(1800)
def test_no_acknowledged_act_is_lost_however_often_its_writer_is_killed(register, tmp_path):
    """E1: a writer is killed by what it did, at any point of an act; no time is measured."""
    path = register.path
    within = events_of(lambda: record_next(register))
    register.close()
    # Every few kills the register begins anew, so that opening it does not grow into the test.
    fresh = tmp_path / "fresh"
    shutil.copy(path, fresh)
    rng = random.Random(7)
    for kill in range(KILLS):
        if kill % 20 == 0:
            shutil.copy(fresh, path)
        acts = rng.randint(1, ACTS)
        if kill % 2:
            told = killed(path, acts, events=rng.randint(1, within))
        else:
            told = killed(path, acts, turns=rng.randrange(2000))
        opened = open_register(path, "Mara")
        assert not opened.read_only
        # What was under way may be there too, but nothing of it in part.
        assert told[-1] <= opened.revision <= told[-1] + 1
        opened.store.connection.close()
        opened.store._lock.release()


def content_of(path: Path) -> list[str]:
    opened = open_register(path, "Mara")
    try:
        return [*export_lines(opened.store.connection), repr(opened.picture().shares)]
    finally:
        opened.store.connection.close()
        opened.store._lock.release()


def test_no_changed_datum_goes_unnoticed_wherever_a_bit_is_flipped(nova, tmp_path):
    path = nova.register.path
    nova.register.close()
    truth = content_of(path)
    sound = path.read_bytes()
    rng = random.Random(3)
    noticed = 0
    damaged = tmp_path / "damaged.delvia"
    used = [place for place, byte in enumerate(sound) if byte]  # most of the file is room
    for number in range(FLIPS):
        bytes_ = bytearray(sound)
        place = rng.choice(used) if number % 2 else rng.randrange(len(bytes_))
        bytes_[place] ^= 1 << rng.randrange(8)
        damaged.write_bytes(bytes_)
        try:
            found = check_file(damaged)
        except DelviaError:
            noticed += 1
            continue
        if found:
            noticed += 1
            continue
        assert content_of(damaged) == truth, f"byte {place}"
    assert noticed > FLIPS // 20
