"""Steps from an older schema to the present one: frozen functions that import no present table.

Each step runs in one transaction with foreign keys off (a rebuilt table would otherwise take its
children along), and the file is backed up and verified before the first of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from delvia_desktop.domain.errors import DamagedRegister
from delvia_desktop.i18n import tr

Step = Callable[[sqlite3.Connection], None]

STEPS: Mapping[int, tuple[int, Step]] = {}
"""By the packed version that a step starts from: the version it leads to, and the step.

There is none yet: 1.0 is the first schema.
"""


def migrate(
    connection: sqlite3.Connection, version: int, steps: Mapping[int, tuple[int, Step]] = STEPS
) -> int:
    """Bring an older file up to date and return its version; on failure it stays as it was."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        while version in steps:
            target, step = steps[version]
            connection.execute("BEGIN IMMEDIATE")
            try:
                step(connection)
                _expect_sound(connection)
                connection.execute(f"PRAGMA user_version = {target}")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            version = target
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return version


def _expect_sound(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedRegister(
            tr("The register could not be brought up to date. It was left as it was.")
        )
