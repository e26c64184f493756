"""What every command that writes a file asks for: the file, and whether it may replace one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import AlreadyThere, Replacing

REPLACE = click.option("--replace", is_flag=True, help="Replace a file that already exists.")


@dataclass(frozen=True)
class Output:
    """The file that a command writes, and what it may replace there."""

    file: Path
    replacing: Replacing

    def expect_place(self) -> None:
        """Refuse a place where nothing may be written, before anything else is done."""
        outputs.expect_place(self.file, self.replacing)

    def __str__(self) -> str:
        """Return the name as it was typed."""
        return str(self.file)


def writes(
    words: str, *, is_required: bool = True, is_folder: bool = False, may_replace: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a command that writes a file ask for `-o FILE` and `--replace`, as its `Output`.

    A place where nothing may be written is refused before the command does anything. A command that
    may write a folder looks by itself, and one that only takes a free name has no `--replace`.
    """
    out = click.option(
        "-o",
        "--output",
        "file_to_write",
        required=is_required,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=words,
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def looked_at(*, file_to_write: Path | None, replace: bool = False, **values: Any) -> Any:  # noqa: ANN401 - what click read
            target = None
            if file_to_write is not None:
                target = output_to(file_to_write, replace=replace)
            with telling_of_replace() if may_replace else nullcontext():
                if target is not None and not is_folder:
                    target.expect_place()
                    _expect_no_input(target.file, values)
                return command(**values, target=target)

        return out(REPLACE(looked_at) if may_replace else looked_at)

    return decorate


def output_to(file: Path, *, replace: bool) -> Output:
    """Return the file that a command writes, as it was asked for."""
    return Output(file, Replacing.ANY_FILE if replace else Replacing.NOTHING)


@contextmanager
def telling_of_replace() -> Iterator[None]:
    """Say beside a command's refusal to write that `--replace` replaces what is there."""
    try:
        yield
    except AlreadyThere as error:
        text = tr("{problem} To replace it, add --replace.", problem=str(error))
        raise AlreadyThere(text) from error


def _expect_no_input(target: Path, values: Mapping[str, object]) -> None:
    """Refuse to write onto a file that the same command reads, such as a key."""
    for value in chain.from_iterable(
        each if isinstance(each, tuple) else (each,) for each in values.values()
    ):
        name = value if isinstance(value, Path) else getattr(value, "name", None)
        if not isinstance(name, str | Path) or not Path(name).exists() or not target.exists():
            continue
        if target.samefile(name):
            text = tr(
                "This command reads “{name}”. It was not changed. Choose another name.",
                name=target.name,
            )
            raise Refused(text)
