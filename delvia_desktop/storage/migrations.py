"""Steps from an older schema to the present one: frozen functions that import no present table.

Each step runs in one transaction with foreign keys off (a rebuilt table would otherwise take its
children along), and the file is backed up and verified before the first of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from delvia_desktop import resources
from delvia_desktop.domain.errors import DamagedRegister
from delvia_desktop.i18n import tr
from delvia_desktop.storage.identity import version_number

Step = Callable[[sqlite3.Connection], None]


def _to_2_0(connection: sqlite3.Connection) -> None:
    """Make room for people and every other surface; the statements are frozen as text."""
    for statement in resources.text("schema", "to-2.0.sql").split("\n--\n"):
        connection.execute(statement)


STEPS: Mapping[int, tuple[int, Step]] = {
    version_number(1, 0): (version_number(2, 0), _to_2_0),
}
"""By the packed version that a step starts from: the version it leads to, and the step."""


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
