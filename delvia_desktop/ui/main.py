"""`delvia-desktop [FILE]`: starts the window.

The first window is painted before storage is loaded; papers, PDF and printing are loaded when they
are asked for. A test holds this by looking at what is loaded after the first window.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PLAIN_IMPORT = builtins.__import__
"""Python's own import; PySide6 puts a slower one in its place as soon as it is loaded."""


@contextmanager
def plain_import() -> Iterator[None]:
    """Load modules with Python's own import, a third quicker."""
    slower = builtins.__import__
    builtins.__import__ = PLAIN_IMPORT
    try:
        yield
    finally:
        builtins.__import__ = slower


def main() -> None:
    """Start the program with the file named on the command line, if any."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after PLAIN_IMPORT was kept

    from delvia_desktop.ui.none_refs import keep_none_alive  # noqa: PLC0415
    from delvia_desktop.ui.program import Program  # noqa: PLC0415

    keep_none_alive()
    application = QApplication(sys.argv)
    program = Program(application, plain_import)
    program.begin(application.arguments()[1:])
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
