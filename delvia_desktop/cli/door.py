"""`delvia`: where the command line begins, before anything else is loaded.

Ctrl-C while the program is loading ends it at once: nothing has been opened yet.
"""

from __future__ import annotations

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)


def main() -> None:
    """Load the command line behind its door and run what was typed."""
    from delvia_desktop.cli.main import main as run  # noqa: PLC0415 - after the line above

    run()


if __name__ == "__main__":
    main()
