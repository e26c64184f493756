"""`delvia`: the record on the command line.

Exit codes: 0 done; 1 the check found something, or the act was refused, with a sentence on standard
error; 2 the words of the command are not understood; 3 something critical needs attention
(`findings`); 4 done, but the backup beside the register failed, or there are differences (`merge`
with `-o`); 5 Delvia itself failed, with a report on standard error; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

import click
from typing_extensions import override

from delvia_desktop import __version__
from delvia_desktop.cli.running import run

COMMANDS = {
    "backup": "registers:backup",
    "calendar": "coming:calendar",
    "check": "registers:check",
    "diff": "records:diff",
    "due": "coming:due",
    "duplicates": "duplicates:duplicates",
    "export": "exporting:export",
    "findings": "findings:findings",
    "history": "changes:history_",
    "import": "importing:import_",
    "info": "registers:info",
    "journal": "journal:journal",
    "list": "lists:list_",
    "matrix": "matrix:matrix",
    "merge": "merging:merge",
    "new": "registers:new",
    "paper": "papers:paper",
    "papers": "papers:papers",
    "rebuild": "journal:rebuild",
    "redo": "changes:redo",
    "restore": "registers:restore",
    "search": "records:search",
    "show": "records:show",
    "undo": "changes:undo",
}
"""Each command, and the module of this folder and the name there that it is loaded from."""


class LateGroup(click.Group):
    """Commands that are loaded when one of them runs: most of a start goes into loading."""

    def __init__(self, late: Mapping[str, str], **words: object) -> None:
        """Begin with `late`, the places of commands by their names."""
        super().__init__(**words)  # type: ignore[arg-type]
        self._late = late

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._late)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._late:
            return None
        module, _, name = self._late[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"delvia_desktop.cli.{module}"), name)
        return command


@click.group(cls=LateGroup, late=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="delvia")
def delvia() -> None:
    """Keep the record of who has access to a brand's TikTok assets.

    Exit codes: 0 done, 1 refused or something found, 2 the command was not understood, 3 something
    critical needs attention (findings), 4 done, but the backup beside the register failed, or two
    copies differ (merge -o), or a source and the register do (import plan), 5 Delvia itself failed,
    130 stopped with Ctrl-C.
    """


@delvia.result_callback()
def _end(*_: object) -> None:
    from delvia_desktop.cli.opening import end_with_backup_result  # noqa: PLC0415 - a command has

    end_with_backup_result()


def main(arguments: list[str] | None = None) -> None:
    """Run the main command and exit; every error becomes a sentence on standard error."""
    sys.exit(run(delvia, arguments))


if __name__ == "__main__":
    main()
