"""The lock of a register: it follows the file, and names its right holder or nobody."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.register.register import open_register, record_brand
from delvia_desktop.storage.file import lock as writers
from delvia_desktop.storage.file.lock import WriterLock


def by_its_name(path: Path, _: Path) -> Path:
    return path


def by_a_symbolic_link(path: Path, folder: Path) -> Path:
    link = folder / "shortcut.delvia"
    link.symlink_to(path)
    return link


def through_a_linked_folder(path: Path, folder: Path) -> Path:
    (folder / "linked").symlink_to(path.parent)
    return folder / "linked" / path.name


def by_a_hard_link(path: Path, folder: Path) -> Path:
    os.link(path, folder / "second.delvia")
    return folder / "second.delvia"


def after_it_was_renamed(path: Path, folder: Path) -> Path:
    return path.rename(folder / "renamed.delvia")


@pytest.mark.parametrize(
    "way",
    [
        by_its_name,
        by_a_symbolic_link,
        through_a_linked_folder,
        by_a_hard_link,
        after_it_was_renamed,
    ],
)
def test_whoever_opens_the_same_file_in_any_way_reads_only_and_is_told_who_writes(
    register, tmp_path, clock, way
):
    """B6: the lock follows the file."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = way(register.path, folder)
    second = open_register(other, "Tom", clock)
    assert second.read_only.startswith("Mara has had it open for editing since 23 Nov 2026")
    second.close()
    register.leave()
    third = open_register(other, "Tom", clock)
    assert third.read_only == ""
    third.perform(record_brand, BrandDraft("Ours"))
    third.close()


def test_a_register_opened_by_a_link_is_the_file_itself(register, tmp_path, clock):
    """B6: its backups, drafts and lock are those of the file."""
    register.close()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    opened = open_register(by_a_symbolic_link(register.path, folder), "Mara", clock)
    assert opened.path == register.path
    opened.perform(record_brand, BrandDraft("By the link"))
    made = opened.close()
    assert made is not None
    assert made.parent.parent == register.path.parent
    assert [path.name for path in folder.iterdir()] == ["shortcut.delvia"]


def test_the_lock_is_free_at_once_when_its_holder_is_killed(register, clock):
    register.close()
    code = (
        "import sys; from pathlib import Path;"
        "from delvia_desktop.services.register.register import open_register;"
        "r = open_register(Path(sys.argv[1]), 'Eve'); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(register.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "open"
    second = open_register(register.path, "Tom")
    assert "Eve" in second.read_only
    second.close()
    other.kill()
    other.communicate()
    # Eve's name is still in the lock, which is nobody's now.
    third = open_register(register.path, "Tom")
    assert third.read_only == ""
    fourth = open_register(register.path, "Ann")
    assert "Tom has had it open" in fourth.read_only
    fourth.close()
    third.close()


def kept_apart() -> list[Path]:
    """Return the locks that lie among this computer's own."""
    return list(Path(os.environ["XDG_STATE_HOME"]).rglob("*.lock"))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"who": "Eve"}', '{"name": "Eve"}', "\0" * 40])
def test_a_lock_without_a_readable_holder_still_locks_and_names_nobody(register, tmp_path, content):
    """B7: the right one or none; no question mark."""
    for lock in (*tmp_path.glob(".*.lock"), *kept_apart()):
        lock.write_text(content)
    second = open_register(register.path, "Tom")
    words = "Another program is writing to it, so it is open for reading only."
    assert second.read_only == words
    second.close()


def test_a_holder_that_left_is_never_named(register, clock):
    """B7: a name does not stay behind in the lock."""
    register.close()
    taken = WriterLock(register.path)
    assert taken.take("Tom", clock()) is None
    taken.release()
    places = [*register.path.parent.glob(".*.lock"), *kept_apart()]
    assert len(set(places)) == 2
    assert {place.read_text() for place in places} == {""}


def test_of_many_who_open_at_once_each_is_told_the_one_who_writes(register, monkeypatch):
    """B7: the wrong holder was told in 8 of 60 openings, and “?” in 19."""
    monkeypatch.setattr(writers, "_MOMENT", 600)  # however busy the machine is
    path = register.path
    register.close()
    now = datetime.now(UTC)
    holding: list[str] = []
    told: list[tuple[str, str]] = []
    together = threading.Barrier(8)

    def open_again(name: str) -> None:
        for turn in range(12):
            together.wait()
            lock = WriterLock(path)
            holder = lock.take(f"{name} {turn}", now)
            if holder is None:
                holding.append(f"{name} {turn}")
            else:
                told.append((str(turn), holder.who))
            together.wait()
            if holder is None:
                lock.release()

    threads = [threading.Thread(target=open_again, args=(f"N{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer_of = {name.split()[1]: name for name in holding}
    assert len(holding) == len(writer_of) == 12
    assert len(told) == 12 * 7
    assert all(who == writer_of[turn] for turn, who in told)


def test_a_home_that_cannot_be_written_still_leaves_the_lock_beside_the_register(
    register, clock, monkeypatch, tmp_path
):
    register.close()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    first = open_register(register.path, "Mara", clock)
    second = open_register(register.path, "Tom", clock)
    assert (first.read_only, second.read_only[:4]) == ("", "Mara")
    second.close()
    first.close()
