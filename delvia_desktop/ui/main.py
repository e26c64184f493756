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
    from PySide6.QtWidgets import QApplication

    from delvia_desktop.ui.program import Program

PLAIN_IMPORT = builtins.__import__
"""Python's own import; PySide6 puts a slower one in its place as soon as it is loaded."""


@contextmanager
def plain_import() -> Iterator[None]:
    """Load modules, to start quicker, with Python's own import."""
    slower = builtins.__import__
    builtins.__import__ = PLAIN_IMPORT
    try:
        yield
    finally:
        builtins.__import__ = slower


def begin(arguments: Sequence[str]) -> tuple[QApplication, Program]:
    """Start the application and paint its first window; its `exec` runs it."""
    # The application looks for garbage, between acts; next to nothing of what the start loads is.
    gc.disable()
    with plain_import():
        from delvia_desktop.ui.application import Application  # noqa: PLC0415
        from delvia_desktop.ui.program import Program  # noqa: PLC0415
        from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive  # noqa: PLC0415

    keep_constants_alive()
    # Qt takes its own options away, and knows no name that is not text.
    others = {f"argument-{n}": name for n, name in enumerate(arguments) if not _is_text(name)}
    stand_in = {name: word for word, name in others.items()}
    application = Application([stand_in.get(name, name) for name in arguments])
    file = register_named([others.get(name, name) for name in application.arguments()[1:]])
    program = Program(application, plain_import)
    application.file_asked.connect(program.open)
    program.begin([file] if file else [])
    return application, program


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
            application, _program = begin(sys.argv)
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
