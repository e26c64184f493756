"""Backups: how many stay, how they are called, that they are only read, and how one is restored."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import (
    BackupFailed,
    DamagedRegister,
    LockedRegister,
    ReadOnlyRegister,
    RegisterError,
)
from delvia_desktop.services.register.backups import restore
from delvia_desktop.services.register.register import (
    check_file,
    new_register,
    open_register,
    record_brand,
)
from delvia_desktop.storage.register import backups
from delvia_desktop.storage.register.backups import Backup, backup_folder, backups_of, thinned

STAY = 20
DATA = Path(__file__).parents[2] / "data"


def made(number: int, moment: datetime) -> Backup:
    return Backup(Path(f"{number}.delvia"), moment, number, stays=False)


def after_closing(kept: list[Backup], moment: datetime) -> list[Backup]:
    """Return the backups after one more was made at a moment, as the program would keep them."""
    number = max((backup.number for backup in kept), default=0) + 1
    grown = [*kept, made(number, moment)]
    gone = set(thinned(grown))
    return [backup for backup in grown if backup not in gone]


def test_old_backups_are_thinned_to_the_promised_set(moment):
    kept: list[Backup] = []
    for hour in range(500 * 24 // 6):
        kept = after_closing(kept, moment + timedelta(hours=6 * hour))
    numbers = sorted((backup.number for backup in kept), reverse=True)
    assert numbers[:STAY] == list(range(numbers[0], numbers[0] - STAY, -1))
    older = [backup.moment for backup in kept if backup.number <= numbers[0] - STAY]
    assert len({one.date() for one in older}) == len(older)
    assert len({one.strftime("%G%V") for one in older}) >= 12
    assert len({one.strftime("%Y%m") for one in older}) == 13
    assert len(kept) <= STAY + 14 + 12 + 13
    assert max(kept[-1].moment - one for one in older) > timedelta(days=330)


clocks = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.lists(clocks, max_size=90))
def test_whatever_the_clock_says_the_last_twenty_backups_stay(moments):
    """B3: a minimum number always stays; backups are counted, not only dated."""
    kept: list[Backup] = []
    for number, moment in enumerate(moments, start=1):
        kept = after_closing(kept, moment)
        last = {backup.number for backup in kept}
        assert set(range(max(1, number - STAY + 1), number + 1)) <= last
        assert len(kept) <= STAY + 14 + 12 + 13


@given(
    steps=st.lists(st.integers(1, 400), min_size=1, max_size=120),
    leaps=st.lists(clocks, min_size=1, max_size=STAY),
)
def test_a_leap_of_the_clock_thins_nothing_that_a_right_clock_would_keep(steps, leaps):
    """B3: one close with the clock in 2036 made 17 backups one."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    right: list[Backup] = []
    for hours in steps:
        now += timedelta(hours=hours)
        right = after_closing(right, now)
    leapt = right
    for leap in leaps:
        now += timedelta(hours=1)
        right, leapt = after_closing(right, now), after_closing(leapt, leap)
        assert [backup.number for backup in leapt] == [backup.number for backup in right]


def test_one_close_in_2036_keeps_every_backup(register, clock):
    """B3: the same through real files."""
    path = register.path
    register.close()
    for number in range(16):
        clock.pass_days(3)
        opened = open_register(path, "Mara", clock)
        opened.perform(record_brand, BrandDraft(f"Nova {number}"))
        opened.close()
    assert len(backups_of(path)) == 17
    for days in (3650, -20_000, 16_350):
        clock.pass_days(days)
        opened = open_register(path, "Mara", clock)
        opened.perform(record_brand, BrandDraft(f"Nova in {clock.now.year}"))
        newest = opened.close()
        assert backups_of(path)[0].path == newest
    assert len(backups_of(path)) == 20


def test_thinning_touches_only_files_of_this_register(register, clock):
    folder = backup_folder(register.path)
    folder.mkdir()
    strangers = [
        folder / "my own notes.txt",
        folder / "nova final 20200101T000000Z.delvia",
        folder / "nova 20209901T000000Z.delvia",
        folder / "nova before update 20200101T000000Z.delvia",
    ]
    old = [folder / f"nova 2020010{day}T00000{n}Z.delvia" for day in (1, 2) for n in range(5)]
    for path in [*strangers, *old]:
        path.write_text("x")
    for _ in range(STAY):
        register.back_up()
    assert all(path.exists() for path in strangers)
    assert [path.exists() for path in old] == ([False] * 4 + [True]) * 2


def test_the_backup_before_an_update_is_kept_for_ever(tmp_path, clock):
    """B5: the "before update" backup was thinned on day 18."""
    path = tmp_path / "old.delvia"
    shutil.copy(DATA / "register-1.0.delvia", path)
    opened = open_register(path, "Mara", clock)
    for day in range(26):
        clock.pass_days(day)
        opened.perform(record_brand, BrandDraft(f"Nova {day}"))
        opened.back_up()
    opened.close()
    kept = [backup for backup in backups_of(path) if backup.stays]
    assert len(kept) == 1
    assert "before update" in kept[0].path.name


LONG = "ノヴァ化粧品のアクセス記録" * 6


@pytest.mark.parametrize("letters", [62, 63, 70])
def test_a_long_name_has_backups_that_are_found_again(tmp_path, clock, letters):
    """B4: a file name of 217 bytes never had a backup, and closing said nothing."""
    path = tmp_path / f"{LONG[:letters]}.delvia"
    sibling = tmp_path / f"{LONG[: letters - 1]}x.delvia"
    for each in (path, sibling):
        made = new_register(each, BrandDraft("Nova"), "Mara", clock).close()
        assert made is not None
        assert [backup.path for backup in backups_of(each)] == [made]
        assert check_file(made) == []
        read = backups.register_of(made)
        assert read is not None
        assert read[0] == each
    assert backup_folder(path) != backup_folder(sibling)


@pytest.mark.parametrize("size", [230, 240, 241, 246, 247])
def test_a_name_of_every_length_that_can_be_written_has_its_backups(tmp_path, clock, size):
    """B4: no length lies between."""
    path = tmp_path / ("n" * (size - 7) + ".delvia")
    assert new_register(path, BrandDraft("Nova"), "Mara", clock).close() is not None
    again = open_register(path, "Mara", clock)
    assert again.read_only == ""
    again.perform(record_brand, BrandDraft("Later"))
    assert again.close() is not None


@pytest.mark.parametrize("size", [248, 255])
def test_a_name_that_is_too_long_is_refused_before_anything_is_made(tmp_path, clock, size):
    """B4: SQLite has no room for its journal beside it."""
    path = tmp_path / ("n" * (size - 7) + ".delvia")
    with pytest.raises(RegisterError, match="too long"):
        new_register(path, BrandDraft("Nova"), "Mara", clock)
    assert list(tmp_path.glob("n*")) == []


def test_a_failing_backup_is_told_and_the_acts_stand(register, clock):
    """B4: an act and its backup are two results."""
    path = register.path
    backup_folder(path).write_text("a file where the folder should be")
    with pytest.raises(BackupFailed, match="Everything you recorded is saved") as error:
        register.back_up_changes()
    assert "Nothing was changed" not in str(error.value)
    with pytest.raises(BackupFailed):
        register.close()
    again = open_register(path, "Mara", clock)
    assert again.brand.name == "Nova"
    assert again.close() is None


@pytest.fixture
def backed_up(register, clock):
    """A register that was changed after a backup, closed, and that backup."""
    backup = register.back_up()
    register.perform(record_brand, BrandDraft("Later"))
    register.close()
    return register.path, backup


def test_a_backup_is_opened_for_reading_only_and_says_of_what_it_is(backed_up, clock):
    """B5: backups opened for writing."""
    path, backup = backed_up
    before = backup.read_bytes()
    opened = open_register(backup, "Mara", clock)
    assert opened.backup is not None
    assert opened.backup.path == backup
    assert opened.read_only.startswith(f"This is a backup of {path.name}, made on 23 Nov 2026")
    with pytest.raises(ReadOnlyRegister):
        opened.perform(record_brand, BrandDraft("x"))
    assert opened.brand.name == "Nova"
    opened.close()
    assert backup.read_bytes() == before
    assert not backup_folder(backup).exists()
    taken = path.with_name(backup.name)
    shutil.copy(backup, taken)
    opened = open_register(taken, "Mara", clock)
    assert opened.read_only == ""
    opened.close()


def test_a_backup_is_restored_and_todays_state_is_kept(backed_up, clock):
    """B5: restored in the place of the register; what was there stays beside the backups."""
    path, backup = backed_up
    today = path.read_bytes()
    done = restore(backup, "Mara", clock)
    assert done.register == path
    assert done.kept is not None
    assert done.kept.read_bytes() == today
    opened = open_register(path, "Mara", clock)
    assert (opened.read_only, opened.brand.name) == ("", "Nova")
    for number in range(STAY + 5):
        opened.perform(record_brand, BrandDraft(f"Nova {number}"))
        opened.back_up()
    opened.close()
    assert done.kept.exists()
    back = restore(done.kept, "Mara", clock)
    assert back.register == path
    opened = open_register(path, "Mara", clock)
    assert opened.brand.name == "Later"
    opened.close()


def test_a_backup_is_restored_over_a_damaged_or_a_missing_register(backed_up, clock):
    path, backup = backed_up
    damaged = b"not a register any more" * 100
    path.write_bytes(damaged)
    # What a killed program left would be played back into the file that comes in its place.
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"left over")
    done = restore(backup, "Mara", clock)
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    assert not journal.exists()
    assert check_file(path) == []
    path.unlink()
    done = restore(backup, "Mara", clock)
    assert done.kept is None
    assert check_file(path) == []


def test_a_backup_before_an_update_is_restored_and_updated_again(tmp_path, clock):
    path = tmp_path / "old.delvia"
    shutil.copy(DATA / "register-1.0.delvia", path)
    opened = open_register(path, "Mara", clock)
    state = opened.register_state
    opened.perform(record_brand, BrandDraft("Later"))
    opened.close()
    before = next(backup.path for backup in backups_of(path) if backup.stays)
    restore(before, "Mara", clock)
    opened = open_register(path, "Mara", clock)
    assert opened.register_state == state
    opened.close()


def test_what_cannot_be_restored_is_refused_and_the_register_stays(backed_up, clock, tmp_path):
    path, backup = backed_up
    today = path.read_bytes()
    with pytest.raises(RegisterError, match="not a backup"):
        restore(path, "Mara", clock)
    writer = open_register(path, "Eve", clock)
    with pytest.raises(LockedRegister, match=r"Eve has nova\.delvia open"):
        restore(backup, "Mara", clock)
    writer.close()
    content = bytearray(backup.read_bytes())
    content[content.index(b"Nova GmbH")] ^= 1
    backup.write_bytes(content)
    with pytest.raises(DamagedRegister):
        restore(backup, "Mara", clock)
    assert path.read_bytes() == today
    assert list(path.parent.glob(".*.part")) == []
