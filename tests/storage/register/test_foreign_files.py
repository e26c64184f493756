"""Files that are no registers, or were made to look like one: refused, and left as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.errors import NotARegister, RegisterError
from delvia_desktop.services.register.register import check_file, open_register
from delvia_desktop.storage.register.stores import open_to_read
from delvia_desktop.storage.tables.layout import table_name

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
READERS = [open_to_read, check_file, lambda path: open_register(path, "Mara")]


@pytest.mark.parametrize("reader", READERS)
def test_the_database_of_another_program_is_not_touched(tmp_path, reader):
    """Its way of writing was changed, with the words that it was not changed."""
    file = tmp_path / "places.delvia"
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE places (id INTEGER)")
    before = file.read_bytes()
    with pytest.raises(NotARegister, match="It was not changed"):
        reader(file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("reader", READERS)
def test_a_register_with_a_view_in_place_of_a_table_is_refused_before_it_is_asked(register, reader):
    """Its rows never come to an end: the program hung."""
    register.leave()
    with closing(sqlite3.connect(register.path)) as forged:
        name = table_name(kind_named("person"))
        forged.execute(f"ALTER TABLE {name} RENAME TO kept")
        forged.execute(f"CREATE VIEW {name} AS {ENDLESS}")
    with pytest.raises(NotARegister):
        reader(register.path)


def test_a_damaged_register_that_was_left_open_leaves_nothing_beside_it(register, tmp_path):
    register.leave()
    file = tmp_path / "damaged" / "nova.delvia"
    file.parent.mkdir()
    content = bytearray(register.path.read_bytes())
    content[18:20], content[20:4000] = b"\x02\x02", bytes(range(199)) * 20
    content[68:72] = register.path.read_bytes()[68:72]
    file.write_bytes(content)
    with pytest.raises(RegisterError):
        open_to_read(file)
    assert list(file.parent.iterdir()) == [file]
