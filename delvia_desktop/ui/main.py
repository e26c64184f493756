"""`delvia-desktop [FILE]`: starts the window.

The first window is painted before storage is loaded; papers, PDF and printing are loaded when they
are asked for. A test holds this by looking at what is loaded after the first window.
"""

from __future__ import annotations

import builtins
import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from delvia_desktop.ui.arguments import NotUnderstood, answer, register_named, tell
from delvia_desktop.ui.toolkit.drawing_entry import DRAW

if TYPE_CHECKING:
    from delvia_desktop.ui.application import Application
    from delvia_desktop.ui.program import Program

PLAIN_IMPORT = builtins.__import__
"""Python's own import; PySide6 puts a slower one in its place as soon as it is loaded."""

_TURN = 0.0005
"""Seconds after which a thread lets another go on.

Qt asks Python hundreds of times for one painting. With Python's own 5 milliseconds, each time after
those of all threads beside the window, it stood still for seconds.
"""


@contextmanager
def plain_import() -> Iterator[None]:
    """Load modules, to start quicker, with Python's own import."""
    slower = builtins.__import__
    builtins.__import__ = PLAIN_IMPORT
    try:
        yield
    finally:
        builtins.__import__ = slower


def prepare(arguments: Sequence[str]) -> tuple[Application, str]:
    """Start the application, and return it with the register that the words of its start name."""
    # The application looks for garbage, between acts; next to nothing of what the start loads is.
    gc.disable()
    sys.setswitchinterval(_TURN)
    with plain_import():
        from delvia_desktop.ui.application import Application  # noqa: PLC0415
        from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive  # noqa: PLC0415

    keep_constants_alive()
    # Qt takes its own options away, and knows no name that is not text.
    others = {f"argument-{n}": name for n, name in enumerate(arguments) if not _is_text(name)}
    stand_in = {name: word for word, name in others.items()}
    application = Application([stand_in.get(name, name) for name in arguments])
    return application, register_named(
        [others.get(name, name) for name in application.arguments()[1:]]
    )


def begin(application: Application, file: str = "") -> Program:
    """Paint the first window of an application; its `exec` runs it."""
    with plain_import():
        from delvia_desktop.ui.program import Program  # noqa: PLC0415

    program = Program(application, plain_import)
    application.file_asked.connect(program.open)
    program.begin([file] if file else [])
    return program


def main() -> None:
    """Start the program with the file named on the command line, if any."""
    if sys.argv[1:2] == [DRAW]:
        from delvia_desktop.ui.toolkit import drawing_apart  # noqa: PLC0415 - not for the window

        drawing_apart.main(sys.argv[2], int(sys.argv[3]))
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is a window to close
    if words := answer(sys.argv[1:]):
        tell(words, sys.stdout)
        return
    from delvia_desktop.ui import starting  # noqa: PLC0415 - loads Qt

    try:
        with starting.telling_of_no_screen():
            application, file = prepare(sys.argv)
            from delvia_desktop.ui.toolkit import one_program  # noqa: PLC0415 - loads Qt

            if one_program.hand_over(file):
                return
            program = begin(application, file)
            program.keep_door()
    except NotUnderstood as error:
        tell(str(error), sys.stderr)
        sys.exit(2)
    starting.close_on_signals(application)
    sys.exit(application.exec())


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
