"""The menus: what they offer and by which keys, and what they say where something cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.access import partners
from delvia_desktop.services.papers import paper_making, papers
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.start_page import StartPage
from delvia_desktop.ui.toolkit.command import Command, with_mnemonics, without_mnemonic
from tests.ui.story import Person

TITLES = ["File", "Edit", "View", "Go", "Actions", "Help"]

STANDARD = {
    "New register…": "Ctrl+N",
    "Open register…": "Ctrl+O",
    "Save a copy…": "Ctrl+S",
    "Close register": "Ctrl+W",
    "Quit": "Ctrl+Q",
    "Find anything": "Ctrl+K",
    "Refresh": "F5",
    "Full screen": "F11",
    "Back": "Alt+Left",
    "Forward": "Alt+Right",
    "Next finding": "F8",
    "Delvia help": "F1",
    "Keyboard shortcuts": "Ctrl+?",
}


def menu_of(me: Person, title: str) -> QMenu:
    """Open a menu, so that it shows how its commands stand, and close it again."""
    bar = me.window.menuBar()
    menu = next(a.menu() for a in bar.actions() if without_mnemonic(a.text()) == title)
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    menu.close()
    me.window.activateWindow()  # without a window manager nobody gives it the keys back
    return menu


def offered(me: Person, title: str) -> dict[str, bool]:
    """Return what a menu offers, and whether it can be chosen."""
    acts = menu_of(me, title).actions()
    return {without_mnemonic(a.text()): a.isEnabled() for a in acts if a.isVisible() and a.text()}


def toast(me: Person) -> str:
    return me.window.toast._label.accessibleName() if me.window.toast.isVisible() else ""


def test_the_menus_stand_in_the_usual_order_and_each_opens(me):
    titles = [without_mnemonic(act.text()) for act in me.window.menuBar().actions()]
    assert titles == TITLES
    assert all(offered(me, title) for title in titles)


def test_every_standard_key_belongs_to_its_command(me):
    found = {
        without_mnemonic(command.title): [key.toString() for key in command.shortcuts()]
        for _, command in me.window.menus.listed()
    }
    for words, keys in STANDARD.items():
        assert keys in found[words], words
    assert found["Print…"] == ["Ctrl+P"]
    every = [key for keys in found.values() for key in keys]
    assert len(every) == len(set(every))


def letters_of(me: Person, title: str) -> list[str]:
    """Return the letters by which the entries of a menu are found, empty for one without."""
    acts = [act for act in menu_of(me, title).actions() if act.text() and not act.isSeparator()]
    texts = [act.text().replace("&&", "") for act in acts]
    return [text.partition("&")[2][:1].casefold() for text in texts]


def test_no_two_letters_of_a_menu_are_the_same(me):
    for title in [*TITLES[:4], "Help"]:
        letters = list(filter(None, letters_of(me, title)))
        assert len(letters) == len(set(letters)), title


@pytest.mark.parametrize("place", [entry.name for entry in ENTRANCES if entry.is_listed])
def test_every_place_and_every_usual_act_has_a_letter_of_its_own_in_its_menu(me, place):
    me.go(place)
    me.bot.waitUntil(lambda: getattr(me.window.place, "work", None) is None)
    assert all(letters_of(me, "Go"))
    letters = list(filter(None, letters_of(me, "Actions")))
    assert len(letters) == len(set(letters))
    texts = {act.text() for act in menu_of(me, "Actions").actions()}
    for deed in me.window.place.every_deed():
        is_found = deed.text not in {text.replace("&&", "&") for text in texts}
        assert is_found, deed.text


def test_the_letter_of_an_act_runs_it_from_the_keys(me):
    me.go("partners")
    menu = menu_of(me, "Actions")
    act = next(a for a in menu.actions() if without_mnemonic(a.text()) == "Add partner…")
    letter = act.text().partition("&")[2][:1]
    menu.popup(me.window.menuBar().mapToGlobal(me.window.menuBar().rect().bottomLeft()))
    me.bot.keyClicks(menu, letter.casefold())
    me.bot.waitUntil(lambda: me.window.place.form is not None)


@pytest.mark.parametrize(
    ("texts", "beside", "found"),
    [
        (["Share asset…", "Show"], [], ["Share &asset…", "&Show"]),
        (["Share", "Edit share"], [], ["&Share", "&Edit share"]),
        (["Ab", "A"], [], ["A&b", "&A"]),
        (["Ab", "Ba", "A"], [], ["&Ab", "&Ba", "A"]),
        (["Back up"], ["&Back", "Go &up"], ["B&ack up"]),
        (["R&D report"], ["&Redo"], ["R&&&D report"]),
        (["A", "a", "1"], [], ["&A", "a", "1"]),
    ],
)
def test_a_letter_is_the_first_of_a_word_if_nothing_else_has_it(texts, beside, found):
    assert with_mnemonics(texts, beside) == found


def test_where_a_document_keeps_an_act_from_being_undone_the_menu_and_the_keys_say_which(me):
    live = me.window.session.live
    kite = live.perform(partners.record_partner, PartnerDraft(name="Kite"))
    undo = f"Undo “{live.undo_title}”"
    assert offered(me, "Edit")[undo]
    request = PaperRequest("partner", kite.id)
    issued = live.perform(papers.issue, paper_making.prepare(live, live.picture(), request))
    about = f"Document {issued.number} was issued about “Kite”"
    assert offered(me, "Edit")[f"{undo} ({about})"] is False
    me.press("Ctrl+Z")
    assert f"{issued.number} was issued about “Kite”. An issued document is never" in toast(me)
    assert live.records.find(Partner, id=kite.id) == kite


@pytest.mark.parametrize("keys", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_both_usual_keys_redo(me, keys):
    live = me.window.session.live
    live.perform(partners.record_partner, PartnerDraft(name="Kite"))
    me.press("Ctrl+Z")
    assert live.records.find(Partner, name="Kite") is None
    me.press(keys)
    assert live.records.find(Partner, name="Kite") is not None


def test_what_cannot_be_done_now_says_why_in_the_menu_and_to_its_keys(me):
    assert offered(me, "Go")["Back (no earlier place)"] is False
    me.press("Alt+Left")
    assert toast(me) == "Back is not possible now: no earlier place."
    me.go("access")
    assert offered(me, "File")["Print… (nothing to print here)"] is False
    me.press("Ctrl+P")
    assert toast(me) == "Print is not possible now: nothing to print here."
    assert offered(me, "View")["Back to today (today is shown)"] is False


def test_in_a_past_moment_every_act_that_is_off_says_that_a_past_date_is_shown(me):
    me.go("partners")
    me.click("As of today ▾")
    panel = me.window.as_of_panel
    me.type("moment", "yesterday", fields={"moment": panel.moment})
    me.click("Show", panel)
    assert me.window.session.is_past
    for title in ("Edit", "Actions"):
        off = [text for text, can in offered(me, title).items() if not can]
        assert off, title
        assert [text for text in off if "(a past date is shown)" not in text] == []
    assert offered(me, "View")["Back to today"]


def test_ctrl_p_prints_what_is_shown_in_each_place_that_has_something_to_print(me):
    able = {
        "overview", "partners", "assets", "people", "matrix", "reviews", "procedures",
        "handovers", "history",
    }  # fmt: skip
    for entrance in ENTRANCES:
        if entrance.is_listed:
            me.go(entrance.name)
            # What a place shows may come a moment after it.
            me.bot.waitUntil(lambda: getattr(me.window.place, "work", None) is None)
            if entrance.name in able:
                me.bot.waitUntil(lambda: me.window.place.printing() is not None)
                assert offered(me, "File")[me.window.place.printing().text]
            else:
                assert me.window.place.printing() is None
                assert "Print… (nothing to print here)" in offered(me, "File")
    me.go("partners")
    me.press("Ctrl+P")
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    view = me.window.paper_view
    me.bot.waitExposed(view)
    me.bot.keyClick(view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    me.bot.waitUntil(lambda: not view.isVisible())
    assert me.window.isVisible()


def test_ctrl_w_closes_the_form_first_and_then_the_register(me):
    me.go("partners")
    me.do("Edit partner…")
    assert offered(me, "File")["Close form"]
    me.press("Ctrl+W")
    assert me.window.place.form is None
    me.do("Edit partner…")
    me.type("name", "Another name")
    me.press("Ctrl+W")
    assert me.window.place.form is not None
    me.click("Discard")
    assert me.window.place.form is None
    assert offered(me, "File")["Close register"]
    window = me.window
    me.press("Ctrl+W")
    assert isinstance(me.program.window, StartPage)
    assert not window.isVisible()


def test_ctrl_q_closes_the_window(me):
    window = me.window
    me.press("Ctrl+Q")
    assert not window.isVisible()


def test_f11_fills_the_screen_and_gives_it_back(me):
    me.press("F11")
    assert me.window.isFullScreen()
    full = next(c for _, c in me.window.menus.listed() if c.title == "&Full screen")
    menu_of(me, "View")
    assert full.isChecked()
    me.press("F11")
    assert not me.window.isFullScreen()


def test_f5_reads_the_register_again(me):
    me.go("partners")
    live = me.window.session.live
    live.perform(partners.record_partner, PartnerDraft(name="Aardvark"))
    me.press("F5")
    assert me.window.place.list.table.list_model.row(0).name == "Aardvark"


def test_the_keys_of_the_menus_work_while_the_keys_are_in_any_field(me):
    """A key that a field takes for itself would make the menu promise what is not so."""
    me.go("assets")
    me.click("Add asset…")
    place = me.window.place
    fields = [place.list.filter, me.window.header.field]
    fields += [field.editor for field in place.form.panel.fields.values() if field.isVisible()]
    own = {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "F1"}  # undo of what was typed; help of the filter
    told: list[str] = []
    for _, command in me.window.menus.listed():
        command.triggered.disconnect()
        command.triggered.connect(lambda _=False, c=command: told.append(c.title))
    for field in fields:
        for _, command in me.window.menus.listed():
            for keys in command.shortcuts():
                if keys.toString() in own or not command.isEnabled():
                    continue
                field.setFocus()
                told.clear()
                combination = keys[0]
                me.bot.keyClick(field, combination.key(), combination.keyboardModifiers())
                assert told == [command.title], (field, keys.toString())


def test_f1_in_a_filter_shows_how_to_filter(me):
    me.go("assets")
    filter_ = me.window.place.list.filter
    filter_.setFocus()
    me.bot.keyClick(filter_, Qt.Key.Key_F1)
    assert me.window.place.list._help.isVisible()


def test_ctrl_k_puts_places_before_records_that_hold_the_word(me):
    """A18: “review” and Enter go to the reviews, not to a record that mentions one."""
    me.press("Ctrl+K")
    field = me.window.header.field
    assert isinstance(field, QLineEdit)
    for typed, place in (("review", "reviews"), ("part", "partners"), ("matrix", "matrix")):
        me.bot.keyClicks(field, typed)
        me.bot.keyClick(field, Qt.Key.Key_Return)
        assert me.window.place.name == place
        field.setFocus()
    me.bot.keyClicks(field, "@nova")
    assert "Go to" not in field.results.item(0).text()


def test_the_menu_of_actions_offers_what_stands_beside_the_rows_that_are_chosen(me):
    me.go("access")
    place = me.window.place
    able = [deed.text for deed in place.row_deeds() if deed.is_enabled]
    assert able
    assert set(able) <= set(offered(me, "Actions"))
    me.bot.keyClick(place.home(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    many = [deed.text for deed in place.row_deeds()]
    assert many != able
    assert set(many) <= {text.partition(" (")[0] for text in offered(me, "Actions")}


def test_every_command_that_can_be_off_has_a_reason(me):
    QApplication.processEvents()
    for _, command in me.window.menus.listed():
        assert isinstance(command, Command)
        assert command.isEnabled() == (not command._why_not())
