"""Manual pages and completions for the command line, made of what its commands say themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import click
from click.shell_completion import get_completion_class

from delvia_desktop.cli.main import delvia
from delvia_desktop.ui.arguments import answer
from shipping import project
from shipping.project import COMMAND, WINDOW

SHELLS = {
    "bash": f"bash-completion/completions/{COMMAND}",
    "zsh": f"zsh/vendor-completions/_{COMMAND}",
    "fish": f"fish/vendor_completions.d/{COMMAND}.fish",
}
"""Where each shell looks for completions, below `share`."""


def completions() -> dict[str, str]:
    """Return the completions of each shell, by where they go."""
    made = {}
    for shell, place in SHELLS.items():
        kind = get_completion_class(shell)
        if kind is None:
            raise KeyError(shell)
        made[place] = kind(delvia, {}, COMMAND, f"_{COMMAND.upper()}_COMPLETE").source()
    return made


def pages() -> dict[str, str]:
    """Return the manual pages by their names: of the window, and of each command."""
    made = {f"{WINDOW}.1": _of_the_window()}
    group = click.Context(delvia, info_name=COMMAND)
    made[f"{COMMAND}.1"] = _page(group, _others(group))
    for context in _below(group):
        made[f"{_title(context)}.1"] = _page(context, COMMAND)
    return made


def _below(context: click.Context) -> list[click.Context]:
    command = context.command
    if not isinstance(command, click.Group):
        return []
    found = []
    for name in command.list_commands(context):
        each = command.get_command(context, name)
        if each is not None and not each.hidden:
            inner = click.Context(each, info_name=name, parent=context)
            found += [inner, *_below(inner)]
    return found


def _title(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


def _others(context: click.Context) -> str:
    return ", ".join([WINDOW, *(_title(each) for each in _below(context))])


def _page(context: click.Context, others: str) -> str:
    command = context.command
    lines = [_head(_title(context)), ".SH NAME", ""]
    lines[-1] = f"{_plain(_title(context))} \\- {_plain(command.get_short_help_str(200))}"
    usage = " ".join(command.collect_usage_pieces(context))
    lines += [".SH SYNOPSIS", f".B {_plain(context.command_path)}", _broken(usage)]
    lines += [".SH DESCRIPTION", *_paragraphs(command.help or "")]
    told = [each.get_help_record(context) for each in command.params]
    options = [record for record in told if record and record[1]]
    if options:
        lines.append(".SH OPTIONS")
    for words, help_ in options:
        lines += [".TP", f".B {_broken(words)}", _broken(help_)]
    if isinstance(command, click.Group):
        lines.append(".SH COMMANDS")
        for name in command.list_commands(context):
            each = command.get_command(context, name)
            if each is not None:
                lines += [".TP", f".B {_plain(name)}", _plain(each.get_short_help_str(200))]
    return "\n".join([*lines, *_see(others)])


def _of_the_window() -> str:
    lines = [_head(WINDOW), ".SH NAME", f"{_plain(WINDOW)} \\- {_plain(project.summary())}"]
    lines += [".SH SYNOPSIS", f".B {_plain(WINDOW)}", "[FILE]", ".SH DESCRIPTION", ".nf"]
    told = answer(["--help"]).split("\n\n", 1)[1]
    lines += [_plain(line) or ".sp" for line in told.splitlines()]
    return "\n".join([*lines, ".fi", *_see(COMMAND)])


def _head(name: str) -> str:
    day = datetime.fromtimestamp(project.made(), UTC).date().isoformat()
    words = f'"{_plain(name.upper())}" 1 {day} "Delvia {project.version()}" "Delvia"'
    return f".TH {words}\n.ad l\n.nh"


def _see(others: str) -> list[str]:
    named = [f".BR {_plain(name)} (1)" for name in others.split(", ")]
    return [".SH SEE ALSO", *(f"{each} ," for each in named[:-1]), named[-1], ""]


def _paragraphs(text: str) -> list[str]:
    """Return a help text as paragraphs; what click leaves as it is laid out stays so."""
    lines = []
    for part in re.split(r"\n\s*\n", text.strip()):
        if part.startswith("\b"):
            rows = part.lstrip("\b\n").splitlines()
            lines += [".PP", ".nf", *(_plain(row) for row in rows), ".fi"]
        else:
            lines += [".PP", _plain(" ".join(part.split()))]
    return lines


def _plain(text: str) -> str:
    """Return a text in which nothing commands the typesetter."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\u202f", " ")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def _broken(text: str) -> str:
    """Return a plain text that may go on in the next line wherever a choice begins."""
    return re.sub(r"([|,])(?=\S)", r"\1\\:", _plain(text))
