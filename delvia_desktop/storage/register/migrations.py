"""Steps from an older schema to the present one: frozen functions that import no present table.

All steps run in one transaction with foreign keys off (a rebuilt table would otherwise take its
children along), so that a killed one leaves the old file. It is backed up and verified before.
After them the columns for finding are made anew, since what folded them was an older program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from delvia_desktop import resources
from delvia_desktop.domain.words.errors import DamagedRegister
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.file_format import version_number
from delvia_desktop.storage.journal.refolding import refold

Step = Callable[[sqlite3.Connection], None]


def _statements(name: str) -> Step:
    """Return a step that carries out statements which are frozen as text."""

    def step(connection: sqlite3.Connection) -> None:
        for statement in resources.text("schema", name).split("\n--\n"):
            connection.execute(statement)

    return step


STEPS: Mapping[int, tuple[int, Step]] = {
    # Room for people and every other surface.
    version_number(1, 0): (version_number(2, 0), _statements("to-2.0.sql")),
    # Room for reviews, procedures, thresholds and accepted findings.
    version_number(2, 0): (version_number(3, 0), _statements("to-3.0.sql")),
    # Room for editions of papers, their acknowledgements and the letterhead.
    version_number(3, 0): (version_number(4, 0), _statements("to-4.0.sql")),
    # Room for states of ad accounts, codes of shops, former ids, givers and received codes;
    # TikTok's own codes for what had codes of ours.
    version_number(4, 0): (version_number(5, 0), _statements("to-5.0.sql")),
    # Names in natural order, and reviews found by what they are about.
    version_number(5, 0): (version_number(6, 0), _statements("to-6.0.sql")),
    # Room for comparisons with TikTok.
    version_number(6, 0): (version_number(7, 0), _statements("to-7.0.sql")),
}
"""By the packed version that a step starts from: the version it leads to, and the step."""


def migrate(
    connection: sqlite3.Connection, version: int, steps: Mapping[int, tuple[int, Step]] = STEPS
) -> int:
    """Migrate an older file to the present schema and return its version, or leave it as it was."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            while version in steps:
                version, step = steps[version]
                step(connection)
            refold(connection)
            _expect_sound(connection)
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return version


def _expect_sound(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedRegister(tr("The register could not be upgraded. It was not changed."))
