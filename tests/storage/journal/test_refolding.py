"""What is stored for finding follows the folding of the program that opens the register."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.lists.filters import parse
from delvia_desktop.domain.lists.rows import PersonRow, Wanted
from delvia_desktop.domain.words.errors import DamagedRegister
from delvia_desktop.services.access import assets, people
from delvia_desktop.services.register import search
from delvia_desktop.services.register.register import check_file, open_register
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.journal.refolding import refold

DATA = Path(__file__).parents[2] / "data"


def folded_otherwise(path: Path) -> None:
    """Store texts for finding as a program would that folds in another way."""
    with sqlite3.connect(path) as driver:
        rows = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = rows.fetchall()
        for name, _ in guards:
            driver.execute(f'DROP TRIGGER "{name}"')
        for table in ("assets", "partners"):
            driver.execute(f"UPDATE {table} SET name_key = 'ł' || name_key, search = search || 'ø'")
        for _, sql in guards:
            driver.execute(sql)
    driver.close()


def test_an_older_register_is_folded_anew_when_it_is_brought_up_to_date(tmp_path, clock):
    """B8, B9: a register whose texts an older program folded is no damaged one, and is found."""
    path = tmp_path / "old.delvia"
    shutil.copy(DATA / "register-3.0.delvia", path)
    folded_otherwise(path)
    assert check_file(path) == []
    opened = open_register(path, "Mara", clock)
    assert not opened.read_only
    assert opened.check() == []
    hits = [hit.name for hit in search.find(opened, "Brightside")]
    assert hits[0] == "Brightside Media"
    opened.close()
    assert check_file(path) == []


def test_folding_anew_leaves_the_guards_and_everything_else_as_they_were(register, clock):
    """B9: only the columns for finding are written, and the tables stay closed to others."""
    register.perform(people.record_person, PersonDraft(name="Łucja Đặng"))
    register.perform(assets.record_asset, AssetDraft(name="L’Oréal", asset_type="TT_ACCOUNT"))
    register.close()
    path = register.path

    def dumped() -> list[str]:
        with sqlite3.connect(path) as driver:
            lines = list(driver.iterdump())
        driver.close()
        return lines

    before = dumped()
    folded_otherwise(path)
    with pytest.raises(DamagedRegister):
        open_register(path, "Mara", clock)
    connection = connect(path, writable=True, create=True)
    connection.execute("BEGIN IMMEDIATE")
    refold(connection)
    connection.execute("COMMIT")
    with pytest.raises(sqlite3.IntegrityError, match="outside the door"):
        connection.execute("UPDATE assets SET name = 'x'")
    connection.close()
    assert sorted(dumped()) == sorted(before)
    opened = open_register(path, "Mara", clock)
    assert opened.check() == []
    opened.close()


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Işık Yıldız", "isik yildiz"),
        ("Björn Müller", "Bjoern Mueller"),
        ("Bjoern Mueller", "Björn Müller"),
        ("Đặng Thị Hà", "Dang Thi"),
        ("Zoë L’Oréal", "zoe l'oreal"),
        ("Ana Coca\u2011Cola", "Coca-Cola"),
        ("Lea\u200b Brandt", "Lea Brandt"),
        ("\ufa19田太郎", "神田"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(register, recorded, typed):
    """B9: by the search of everything, by the words of a list and by a field of its filter."""
    register.perform(people.record_person, PersonDraft(name=recorded))
    register.perform(people.record_person, PersonDraft(name="Somebody Else"))
    assert [hit.id for hit in search.find(register, typed)] == [1]
    on = register.today
    fields = register.rows(PersonRow, Wanted(on)).fields
    for filtered, found in (
        (f'"{typed}"', [1]),
        (f'name:"{typed}"', [1]),
        (f'-name:"{typed}"', [2]),
    ):
        parsed = parse(filtered, fields, on)
        wanted = Wanted(on, text=parsed.words, conditions=parsed.conditions)
        assert register.rows(PersonRow, wanted).keys() == found, filtered
