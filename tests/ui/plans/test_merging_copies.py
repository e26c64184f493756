"""A copy that went its own way is merged by the window: questions, one change, one undo."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QSize, QUrl
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QRadioButton

from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.access.people import delete_person, record_person
from delvia_desktop.services.evidence.evidence import attach
from delvia_desktop.services.register.register import new_register, open_register
from delvia_desktop.ui.toolkit import theme
from tests.ui.accessibility import unnamed, unreachable
from tests.ui.plans.conftest import Merger, drop, press
from tests.ui.sizes import out_of_reach

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def mara(qtbot, me):
    """Somebody who has opened the sample register, of which Lea has a copy."""
    person = me.window.session.perform(record_person, PersonDraft("Tom"))
    made = Merger(qtbot, me)
    made.tom = person
    made.copy = made.register.path.with_name("nova (Lea).delvia")
    shutil.copy(made.register.path, made.copy)
    return made


@contextmanager
def at_the_copy(mara):
    """Open the copy as Lea has it."""
    opened = open_register(mara.copy, "Lea")
    yield opened
    opened.leave()


def rename(opened, record, **fields):
    return opened.perform(lambda edit: edit.put(record, replace(record, **fields)))


def goes_apart(mara, here="Here", there="There"):
    """Lea adds a person with evidence and changes Tom, whom Mara changes too."""
    with at_the_copy(mara) as lea:
        ann = lea.perform(record_person, PersonDraft("Ann"))
        lea.perform(attach, Subject("person", ann.id), [FileDraft("scan.pdf", PDF)])
        rename(lea, mara.tom, job="Ads", note=there)
    rename(mara.register, mara.tom, job="Shop", note=here)


def waits_until_it_can(mara, words):
    mara.bot.waitUntil(lambda: words in mara.enabled())


def job(mara):
    return mara.register.records.get(Person, mara.tom.id).job


def test_each_conflict_is_asked_and_the_merge_is_one_change_and_one_undo(mara):
    goes_apart(mara)
    mara.compares(mara.copy)
    assert "2 added · 2 questions to decide" in mara.words()
    radios = [each for each in mara.window.findChildren(QRadioButton) if each.isVisible()]
    assert [each.text() for each in radios] == [
        "Here: Shop",
        "In the copy: Ads",
        "Here: Here",
        "In the copy: There",
    ]
    assert not any(each.isChecked() for each in radios)
    assert radios[0].hasFocus()
    merge = mara.button("Merge 2 changes")
    assert not merge.isEnabled()
    assert merge.accessibleDescription() == "Decide 2 questions first."
    mara.waits_for("Decide 2 questions first.")
    mara.answers("In the copy: Ads")
    mara.waits_for("1 question to decide")
    assert not mara.window.next_button.isEnabled()
    mara.answers("Here: Here")
    waits_until_it_can(mara, "Merge 3 changes")
    assert mara.counts() == {"All": 3, "Person": 2, "Evidence": 1}
    mara.shows_tab("Changes")
    assert [row[:3] for row in mara.rows()] == [
        ["≠ Changed", "Person", "Tom"],
        ["+ Added", "Person", "Ann"],
        ["+ Added", "Evidence", "scan.pdf"],
    ]
    mara.presses("Evidence")
    assert [row[2] for row in mara.rows()] == ["scan.pdf"]
    mara.presses("Merge 3 changes")
    mara.waits_for("3 changes merged")
    tom = mara.register.records.get(Person, mara.tom.id)
    assert (tom.job, tom.note) == ("Ads", "Here")
    assert mara.register.records.find(Person, name="Ann") is not None
    mara.presses("Undo")
    mara.waits_for("Undone: Merged the copy “nova (Lea).delvia”")
    assert job(mara) == "Shop"
    assert mara.register.records.find(Person, name="Ann") is None
    mara.presses("Close")
    assert not mara.is_open


def test_one_press_takes_one_side_in_all_that_is_undecided(mara):
    goes_apart(mara)
    mara.compares(mara.copy)
    mara.presses("As in the copy")
    waits_until_it_can(mara, "Merge 3 changes")
    assert "As it is here" not in mara.enabled()
    mara.answers("Here: Shop")
    waits_until_it_can(mara, "Merge 3 changes")
    mara.presses("Merge 3 changes")
    mara.waits_for("3 changes merged")
    tom = mara.register.records.get(Person, mara.tom.id)
    assert (tom.job, tom.note) == ("Shop", "There")


def test_a_copy_is_merged_by_keys_alone(mara):
    """Enter on an answer must not merge; where nothing is to be said, it goes on."""
    goes_apart(mara)
    mara.compares(mara.copy)
    for words in ("Here: Shop", "Here: Here"):
        mara.bot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
        assert QApplication.focusWidget().text() == words
        press(mara.bot, QApplication.focusWidget(), "Return")
        press(mara.bot, QApplication.focusWidget(), "Space")
        mara.bot.waitUntil(lambda: QApplication.focusWidget().isChecked())
        press(mara.bot, QApplication.focusWidget(), "Tab")
    waits_until_it_can(mara, "Merge 2 changes")
    assert mara.register.records.find(Person, name="Ann") is None
    while QApplication.focusWidget() is not mara.window.next_button:
        press(mara.bot, QApplication.focusWidget(), "Tab")
    press(mara.bot, QApplication.focusWidget(), "Return")
    mara.waits_for("2 changes merged")
    assert job(mara) == "Shop"
    press(mara.bot, QApplication.focusWidget(), "Return")
    assert not mara.is_open


def test_a_changed_record_is_looked_at_and_the_merge_waits(mara):
    with at_the_copy(mara) as lea:
        rename(lea, mara.tom, job="Ads")
    mara.compares(mara.copy)
    press(mara.bot, mara.table, "Down")
    press(mara.bot, mara.table, "Return")
    assert not mara.is_open
    assert mara.main.place.name == "people"
    mara.person.click("Back to merge")
    assert mara.is_open


def test_what_is_no_copy_is_refused_in_words_and_another_can_be_chosen(mara, tmp_path):
    goes_apart(mara)
    other, broken = tmp_path / "other.delvia", tmp_path / "broken.delvia"
    new_register(other, BrandDraft("Other"), "Mara").close()
    cut = mara.copy.read_bytes()
    broken.write_bytes(cut[: len(cut) // 2])
    state = mara.register.register_state
    mara.begins("Merge a copy…")
    for file, words in (
        (mara.register.path, "⚠ This is the register itself."),
        (other, "⚠ other.delvia is a copy of another register."),
        (broken, "⚠ “broken.delvia” cannot be merged: "),
    ):
        mara.chooses_copy(file)
        mara.waits_for(words)
        assert "Continue" not in mara.enabled()
    mara.chooses_copy(mara.copy)
    mara.waits_for("2 questions to decide")
    assert mara.register.register_state == state


def test_a_copy_that_has_nothing_new_says_so_and_closes(mara):
    mara.main.session.perform(record_person, PersonDraft("Ann"))
    mara.compares(mara.copy)
    assert "“nova (Lea).delvia” has nothing that this register does not have." in mara.words()
    mara.presses("Close")
    assert not mara.is_open


def test_what_is_recorded_meanwhile_is_compared_too_and_answers_stay(mara):
    goes_apart(mara)
    mara.compares(mara.copy)
    mara.answers("In the copy: Ads")
    mara.waits_for("1 question to decide")
    now = mara.register.records.get(Person, mara.tom.id)
    rename(mara.main.session, now, note="There")
    waits_until_it_can(mara, "Merge 3 changes")
    mara.presses("Merge 3 changes")
    mara.waits_for("3 changes merged")
    assert job(mara) == "Ads"


def test_what_no_answer_settles_stands_above_the_questions_and_keeps_the_merge_off(mara):
    """Evidence was added there to a person who was deleted here."""
    with at_the_copy(mara) as lea:
        lea.perform(attach, Subject("person", mara.tom.id), [FileDraft("scan.pdf", PDF)])
    mara.main.session.perform(delete_person, mara.tom)
    mara.compares(mara.copy)
    words = "Evidence “scan.pdf” of the copy needs “Tom”, which was deleted here."
    mara.waits_for(f"⚠ {words}")
    assert not mara.window.next_button.isEnabled()
    mara.waits_for("Remove the obstacles first.")
    mara.main.session.undo()
    waits_until_it_can(mara, "Merge 1 change")
    assert not any(words in each for each in mara.words())


def test_a_deletion_on_one_side_is_asked_with_what_the_other_changed(mara):
    with at_the_copy(mara) as lea:
        lea.perform(delete_person, mara.tom)
    rename(mara.register, mara.tom, note="Kept")
    mara.compares(mara.copy)
    mara.waits_for("It was deleted in the copy, but changed here: Note: ")
    mara.answers("Delete it")
    waits_until_it_can(mara, "Merge 1 change")
    mara.answers("Keep it")
    mara.waits_for("has nothing that this register does not have.")
    mara.answers("Delete it")
    mara.presses("Merge 1 change")
    mara.waits_for("1 change merged")
    assert mara.register.records.find(Person, id=mara.tom.id) is None


def test_esc_asks_only_if_answers_would_be_lost(mara):
    goes_apart(mara)
    press(mara.bot, mara.begins("Merge a copy…"), "Esc")
    assert not mara.is_open
    mara.compares(mara.copy)
    mara.answers("In the copy: Ads")
    press(mara.bot, mara.window, "Esc")
    assert "Nothing was merged yet." in mara.words()
    mara.presses("Close merge")
    assert not mara.is_open
    assert job(mara) == "Shop"


def test_a_register_that_is_dropped_on_the_window_is_compared_as_a_copy(mara):
    goes_apart(mara)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(mara.copy))])
    assert drop(mara.main, data)
    mara.bot.waitUntil(lambda: mara.is_open)
    mara.waits_for("2 questions to decide")


SIZES = {"small": (QSize(900, 600), 1), "large text": (QSize(1364, 728), 2)}


@pytest.mark.parametrize("name", SIZES)
def test_each_step_fits_the_smallest_window_and_large_text(qapp, name, request):
    size, factor = SIZES[name]
    before = QFont(qapp.font())
    qapp.setFont(theme.scaled(before, factor))
    theme.apply(qapp, dark=False)
    mara = request.getfixturevalue("mara")
    goes_apart(mara, "Signed by both sides. " * 9, "Signed by no one yet. " * 9)

    def look() -> None:
        mara.window.resize(size)
        for _ in range(5):
            QApplication.processEvents()
        assert mara.window.size() == size
        assert out_of_reach(mara.window) == []
        assert unnamed(mara.window) == []
        assert unreachable(mara.window) == []

    try:
        mara.begins("Merge a copy…")
        look()
        mara.chooses_copy(mara.copy)
        mara.waits_for("2 questions to decide")
        look()
        mara.answers("In the copy: Ads")
        mara.answers("Here: Signed by both sides. Signed by both sides. Signed by…")
        waits_until_it_can(mara, "Merge 3 changes")
        mara.shows_tab("Changes")
        look()
        mara.presses("Merge 3 changes")
        mara.waits_for("3 changes merged")
        look()
    finally:
        qapp.setFont(before)
        theme.apply(qapp, dark=False)
