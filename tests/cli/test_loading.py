"""A command loads what it needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from delvia_desktop.cli.main import COMMANDS, delvia

HEAVY = (
    "delvia_desktop.domain.records.kinds",
    "delvia_desktop.storage.register.store",
    "reportlab",
)


def test_the_version_is_told_without_loading_a_command():
    code = (
        "import sys; from delvia_desktop.cli.main import main\n"
        "try: main(['--version'])\n"
        f"finally: print([each for each in {HEAVY!r} if each in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    assert told[0].startswith("delvia, version ")
    assert told[1] == "[]"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_found_by_its_name(name: str):
    """The place of each is a text: a module that moves takes its commands with it."""
    command = delvia.get_command(click.Context(delvia), name)
    assert command is not None
    assert command.name == name
    assert command.help
