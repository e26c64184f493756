"""The command line and its file: backups that fail, a backup restored, clocks that went back."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from delvia_desktop.cli import main as cli
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.register.register import open_register, record_brand
from delvia_desktop.storage.register.backups import backup_folder, backups_of


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.delvia, [str(word) for word in words])


@pytest.fixture
def closed(register, clock) -> Path:
    register.perform(record_brand, BrandDraft("Later"))
    register.close()
    return register.path


def test_an_act_whose_backup_fails_is_done_and_ends_with_code_four(closed, clock):
    """B4: "Undone… The disk is full. Nothing was changed." with exit 1, although the act stood."""
    for backup in backups_of(closed):
        backup.path.unlink()
    backup_folder(closed).rmdir()
    backup_folder(closed).write_text("no folder")
    result = run("undo", closed)
    assert result.exit_code == 4
    assert result.stdout.startswith("Undone: ")
    assert (
        "Everything you recorded is saved, but no backup could be made in “nova backups”"
        in result.stderr
    )
    assert "Nothing was changed" not in result.stderr
    assert "A file already has the name of this folder." in result.stderr
    opened = open_register(closed, "Mara", clock)
    assert opened.brand.name == "Nova"
    opened.close()
    assert run("info", closed).exit_code == 0


def test_a_new_register_whose_backup_fails_is_made(tmp_path):
    """B4: also where a register is made."""
    path = tmp_path / "new.delvia"
    backup_folder(path).write_text("no folder")
    result = run("new", path)
    assert result.exit_code == 4
    assert "Created " in result.stdout
    assert run("check", path).exit_code == 0


def test_the_exit_codes_stand_in_the_help():
    assert "4 done" in run("--help").output


def test_a_backup_is_restored_by_a_command(closed, clock):
    """B5: restored, and what was there is kept."""
    backup = backups_of(closed)[0].path
    assert run("undo", backup).exit_code == 1
    assert run("undo", closed).exit_code == 0
    result = run("restore", backup)
    assert result.exit_code == 0, result.output
    assert "nova.delvia is as it was on 23 Nov 2026" in result.output
    assert "before restore" in result.output
    opened = open_register(closed, "Mara", clock)
    assert opened.brand.name == "Later"
    opened.close()
    refused = run("restore", closed)
    assert refused.exit_code == 1


def test_a_moment_that_came_twice_is_told_beside_the_answer(register, clock):
    """B13: on standard error, once, so that JSON stays JSON."""
    clock.pass_days(-7_000)
    register.perform(record_brand, BrandDraft("Of 2007"))
    register.close()
    asked = (clock.now + timedelta(days=1)).date().isoformat()
    result = run("list", "partners", register.path, "--as-of", asked, "--json")
    assert result.exit_code == 0
    assert result.stdout.strip() == "[]"
    assert result.stderr.count("The clock was set back before #2 was recorded") == 1


def test_check_says_that_a_version_is_too_old_or_too_new(closed):
    """B23: a version that is too old was called sound."""
    for version, said in ((9, "too old for Delvia"), (99 << 16, "newer version of Delvia")):
        with sqlite3.connect(closed) as driver:
            driver.execute(f"PRAGMA user_version = {version}")
        driver.close()
        result = run("check", closed)
        assert result.exit_code == 1
        assert said in str(result.exception)
        assert "sound" not in result.output
