"""What a killed program and a rotting disk leave behind."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.services.register import check_file, open_register

KILLS = 200
FLIPS = 500

WRITER = """
import sys
from pathlib import Path
from delvia_desktop.domain.business_centers import BusinessCenterDraft
from delvia_desktop.services.business_centers import record_business_center
from delvia_desktop.services.register import open_register

opened = open_register(Path(sys.argv[1]), "Mara")
assert not opened.read_only
start = opened.revision
print("ready", flush=True)
for number in range(start, start + 100_000):
    draft = BusinessCenterDraft(name=f"Center {number} of many", bc_id=f"7504{number:015d}")
    opened.perform(record_business_center, draft)
    print(opened.revision, flush=True)
"""


@pytest.mark.timeout(900)
def test_no_acknowledged_act_is_lost_by_two_hundred_kills(register, tmp_path):
    path = register.path
    register.close()
    # Every few kills the register begins anew, so that opening it does not grow into the test.
    fresh = tmp_path / "fresh"
    shutil.copy(path, fresh)
    rng = random.Random(7)
    acknowledged = 0
    for kill in range(KILLS):
        if kill % 20 == 0:
            shutil.copy(fresh, path)
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
        time.sleep(rng.random() * 0.12)
        writer.kill()
        lines = writer.stdout.read().split("\n")[:-1]
        writer.stdout.close()
        writer.wait()
        last = int(lines[-1]) if lines else 0
        opened = open_register(path, "Mara")
        assert not opened.read_only
        assert opened.revision >= last
        acknowledged += len(lines)
        opened.store.connection.close()
        opened.store._lock.release()
    assert acknowledged > KILLS


def content_of(path: Path) -> list[str]:
    opened = open_register(path, "Mara")
    try:
        return [*opened.export_journal(), repr(opened.picture().shares)]
    finally:
        opened.store.connection.close()
        opened.store._lock.release()


def test_no_changed_datum_goes_unnoticed_in_five_hundred_flips(nova, tmp_path):
    path = nova.register.path
    nova.register.close()
    truth = content_of(path)
    sound = path.read_bytes()
    rng = random.Random(3)
    noticed = 0
    damaged = tmp_path / "damaged.delvia"
    for _ in range(FLIPS):
        bytes_ = bytearray(sound)
        place = rng.randrange(len(bytes_))
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
