"""Forms as a person meets them: what they ask before they go, where the keys are, what is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.widgets import notes
from delvia_desktop.ui.widgets.notes import Banner
from tests.ui.stories import find, show_tab
from tests.ui.story import Person


def click_row(me: Person, table: ListTable, place: int, keys=Qt.KeyboardModifier.NoModifier):
    """Click a row as a person does."""
    table.scrollTo(table.list_model.index(place, 0))
    spot = table.visualRect(table.list_model.index(place, 0)).center()
    me.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, pos=spot)
    QApplication.processEvents()


def asks(me: Person) -> bool:
    form = me.window.place.form
    return form is not None and form.panel.is_asking


def banners(me: Person) -> list[str]:
    QApplication.processEvents()
    central = me.window.centralWidget()
    return [b.label.text() for b in central.findChildren(Banner) if b.isVisible()]


def a_change(me: Person) -> str:
    """Open the form of the person that is chosen, change the job; return the title of the form."""
    me.do("Edit person…")
    me.type("job", "Media buyer")
    return me.window.place.form.panel.title


def test_a_form_names_its_record_and_asks_before_another_row_is_chosen(me):
    """A9: another row is chosen only once the person has decided about what was typed."""
    me.go("people")
    page = me.window.place
    table = page.people
    click_row(me, table, 2)
    name, other = page.record().name, table.list_model.row(4).name
    assert name in a_change(me)
    click_row(me, table, 4)
    me.bot.waitUntil(lambda: page.record().name == name)
    assert asks(me)
    assert page.headline()[0] == name
    me.click("Keep editing")
    assert not asks(me)
    assert me.fields["job"].value() == "Media buyer"
    me.bot.keyClick(table, Qt.Key.Key_Down)
    me.bot.waitUntil(lambda: page.record().name == name)
    me.click("Discard")
    assert page.form is None
    assert page.record().name != name
    assert me.window.session.live.records.find(Human, name=name).job != "Media buyer"
    click_row(me, table, 2)
    a_change(me)
    click_row(me, table, 4)
    me.bot.waitUntil(lambda: asks(me))
    me.click("Save changes", page.form.panel._question)
    assert page.form is None
    assert page.record().name == other
    assert me.window.session.live.records.find(Human, name=name).job == "Media buyer"


def test_a_form_in_which_nothing_was_changed_closes_as_another_row_is_chosen(me):
    """A9: what holds nothing new asks nothing."""
    me.go("people")
    page = me.window.place
    click_row(me, page.people, 2)
    me.do("Edit person…")
    click_row(me, page.people, 4)
    assert page.form is None
    assert page.record().name == page.people.list_model.row(4).name


def test_what_leads_to_another_record_waits_for_the_form_that_asks(me):
    """A9: neither a record that was found nor an act that begins there gets past a changed form."""
    me.go("people")
    page = me.window.place
    click_row(me, page.people, 2)
    name = page.record().name
    a_change(me)
    other = page.people.list_model.row(5)
    me.window.act_on("person", other.id, "change")
    assert asks(me)
    assert page.record().name == name
    me.click("Discard")
    assert page.record().name == other.name
    assert other.name in page.form.panel.title


def test_a_form_about_a_row_asks_before_another_row_of_that_table_is_chosen(me):
    """A9: the same in the tables of the tabs, and between the lists of all access."""
    me.go("partners")
    page = me.window.place
    click_row(me, page.shares, 1)
    me.do_row("Edit…", page.share_deeds)
    me.type("purpose", "Something else")
    before = page.shares.key()
    click_row(me, page.shares, 3)
    me.bot.waitUntil(lambda: page.shares.key() == before)
    assert asks(me)
    me.click("Discard")
    me.go("access")
    access = me.window.place
    click_row(me, access.current.table, 1)
    me.do_row("Edit…", access.record_deeds)
    me.type("purpose", "Something else")
    spot = access.bar.tabRect(2).center()
    me.bot.mouseClick(access.bar, Qt.MouseButton.LeftButton, pos=spot)
    assert asks(me)
    assert (access.part.kind, access.bar.currentIndex()) == ("share", 0)
    me.click("Discard")
    assert (access.part.kind, access.bar.currentIndex()) == ("seat", 2)


def test_a_filled_form_is_dropped_by_nothing_without_a_question(me):
    """A10: another form, Esc and Cancel ask; Esc once more goes on."""
    me.go("people")
    page = me.window.place
    title = a_change(me)
    me.do("Add person…")
    assert asks(me)
    assert page.form.panel.title == title
    me.press("Esc")
    assert not asks(me)
    me.press("Esc")
    assert asks(me)
    me.press("Esc")
    me.click("Cancel")
    assert asks(me)
    me.click("Discard")
    assert page.form is None
    assert not form_drafts.kept_drafts(me.window.session.live)
    me.do("Add person…")
    me.press("Esc")
    assert page.form is None


def test_a_form_in_another_place_is_told_as_it_is_and_offered(me):
    """A10: “You left … unfinished”, also for a form that keeps no draft."""
    me.go("people")
    page = me.window.place
    title = a_change(me)
    me.go("assets")
    assert f"You left “{title}” unfinished." in banners(me)
    me.click("Continue")
    assert me.window.place is page
    assert me.fields["job"].value() == "Media buyer"
    me.discard()
    me.go("partners")
    partners = me.window.place
    click_row(me, partners.shares, 0)
    click_row(me, partners.shares, 2, Qt.KeyboardModifier.ControlModifier)
    me.do_row("Set dates…", partners.share_deeds)
    me.type("planned_end", "31 Dec 2099")
    me.go("people")
    assert "You left “Set dates: 2 shares” unfinished." in banners(me)
    me.click("Discard")
    assert partners.form is None
    assert not [text for text in banners(me) if "unfinished" in text]


def test_a_form_left_as_the_register_was_closed_says_so(me, tmp_path):
    """A10: what was told of the end of the program is told only after one."""
    me.go("people")
    title = a_change(me)
    me.window.close()
    me.program.open(str(tmp_path / "nova.delvia"))
    me.bot.addWidget(me.window)
    assert f"“{title}” was unfinished when the register was closed." in banners(me)
    me.click("Continue")
    assert me.fields["job"].value() == "Media buyer"


@pytest.mark.parametrize("keys", ["Return", "Ctrl+Return"])
def test_the_first_problem_is_in_sight_and_has_the_keys(me, keys):
    """A11: also where the field stands far below, and when the form was recorded by a key."""
    me.window.resize(1100, 520)
    me.go("people")
    me.do("Add person…")
    me.type("name", "Nia")
    me.fields["note"].editor.setFocus()
    me.bot.keyClicks(me.fields["note"].editor, "password: hunter2secret")
    me.type("name", "Nia")
    panel = me.window.place.form.panel
    note = panel.fields["note"]
    assert not seen(note.editor)
    me.press(keys)
    assert note.problem()
    me.bot.waitUntil(lambda: seen(note.problem_label) and seen(note.editor))
    assert me.window.focusWidget() is note.editor


def seen(part) -> bool:
    """Tell whether a part can be seen whole."""
    return part.visibleRegion().boundingRect().height() == part.height()


def test_after_an_act_the_keys_are_in_the_row_that_changed(me):
    """A14: after recording, undo and redo, deleting, and leaving a form."""
    me.go("partners")
    page = me.window.place
    click_row(me, page.shares, 2)
    key = page.shares.key()
    me.do_row("Edit…", page.share_deeds)
    me.type("purpose", "Winter")
    me.press("Return")
    assert page.form is None
    assert (me.window.focusWidget(), page.shares.key()) == (page.shares, key)
    click_row(me, page.shares, 4)
    me.press("Ctrl+Z")
    assert (me.window.focusWidget(), page.shares.key()) == (page.shares, key)
    me.press("Ctrl+Shift+Z")
    assert (me.window.focusWidget(), page.shares.key()) == (page.shares, key)
    me.do_row("Edit…", page.share_deeds)
    me.press("Esc")
    assert me.window.focusWidget() is page.shares
    me.go("people")
    people = me.window.place
    me.do("Add person…")
    me.type("name", "Zoe Newcomer")
    me.press("Return")
    assert people.record().name == "Zoe Newcomer"
    assert me.window.focusWidget() is people.people
    place = people.people.currentIndex().row()
    me.do("Delete person")
    count = people.people.list_model.rowCount()
    assert people.people.currentIndex().row() == min(place, count - 1)
    assert me.window.focusWidget() is people.people
    me.press("Ctrl+Z")
    assert people.record().name == "Zoe Newcomer"
    assert me.window.focusWidget() is people.people


def test_the_keys_of_the_places_lead_into_their_lists(me):
    """A14: Ctrl+1 to Ctrl+9, and what was found with Ctrl+K."""
    for number in range(1, 10):
        me.press(f"Ctrl+{number}")
        focused = me.window.focusWidget()
        assert me.window.place.isAncestorOf(focused), me.window.place.name
        tables = [t for t in me.window.place.findChildren(ListTable) if t.isVisible()]
        assert not tables or focused in tables, me.window.place.name
    find(me, "mia okafor")
    assert me.window.focusWidget() is me.window.place.people


def test_enter_does_what_is_obvious(me):
    """A14: in a form, on a button, and in the choice of a moment; not in a text of many lines."""
    me.go("people")
    me.do("Add person…")
    me.type("name", "Zoe Newcomer")
    me.fields["note"].editor.setFocus()
    me.press("Return")
    assert me.window.place.form is not None
    assert me.fields["note"].value() == "\n"
    cancel = me.button("Cancel")
    cancel.setFocus()
    me.press("Return")
    me.bot.waitUntil(lambda: asks(me))
    me.click("Discard")
    me.click("As of today ▾")
    panel = me.window.as_of_panel
    me.type("moment", "yesterday", fields={"moment": panel.moment})
    me.press("Return")
    assert me.window.session.is_past
    assert not panel.isVisible()
    me.click("Back to today")
    me.click("As of today ▾")
    me.press("Esc")
    assert not panel.isVisible()


def test_what_is_told_covers_no_button_and_tells_what_was_undone(me, monkeypatch):
    """A14: “Undone: …” with Redo, “Redone: …” with Undo, each spoken to a screen reader."""
    spoken = []

    def hear(event) -> None:
        if event.type() == QAccessible.Event.Announcement:
            spoken.append((event.message(), event.politeness()))

    monkeypatch.setattr(notes.QAccessible, "updateAccessibility", staticmethod(hear))
    polite = QAccessible.AnnouncementPoliteness.Polite
    me.go("partners")
    page = me.window.place
    click_row(me, page.shares, 2)
    me.do_row("Edit…", page.share_deeds)
    me.type("purpose", "Winter")
    me.press("Return")
    title = me.window.session.live.undo_title
    toast = me.window.toast
    me.bot.waitUntil(lambda: not covered(me))
    me.press("Ctrl+Z")
    assert toast._label.toolTip() == f"Undone: {title}"
    me.click("Redo", toast)
    assert toast._label.toolTip() == f"Redone: {title}"
    me.bot.waitUntil(lambda: not covered(me))
    me.click("Undo", toast)
    said = [f"Undone: {title}", f"Redone: {title}", f"Undone: {title}"]
    assert spoken[-3:] == [(text, polite) for text in said]
    me.window.session.failed.emit("Not possible")
    assert spoken[-1] == ("Not possible", QAccessible.AnnouncementPoliteness.Assertive)
    show_tab(me, "Other access")
    me.bot.waitUntil(lambda: not covered(me))


def covered(me: Person) -> list[str]:
    """Return the buttons that the toast covers, though they can be pressed."""
    toast = me.window.toast
    assert toast.isVisible()
    area = QRect(toast.mapTo(me.window, QPoint()), toast.size())
    return [
        made.text()
        for made in me.window.findChildren(QAbstractButton)
        if made.isVisible()
        and not toast.isAncestorOf(made)
        and QRect(made.mapTo(me.window, QPoint()), made.size()).intersects(area)
    ]


def test_the_acts_of_a_row_stay_where_they_are_and_deleting_is_in_the_menu(me):
    """A15: the same three places for every state; what deletes only under More."""
    me.go("access")
    page = me.window.place
    places = set()
    states = set()
    for place in range(page.current.table.list_model.rowCount()):
        page.current.table.selectRow(place)
        QApplication.processEvents()
        states.add(page.current.table.current_row().state)
        row = page.record_deeds
        shown = [b for b in row.findChildren(QPushButton) if b.isVisible()]
        assert shown[0].text() != "Delete"
        for number, made in enumerate(row._buttons[: row._shown]):
            assert "Delete" not in made.text()
            places.add((number, made.x(), made.width()))
        places.add((2, row.more.x(), row.more.width()))
    assert len(states) > 3
    assert len(places) == 3, places


def test_acts_on_many_are_those_that_fit_the_likeliest_first(me):
    """A15: planned shares offer to be recorded as given, revoked ones to be seen gone."""
    me.go("access")
    page = me.window.place
    table = page.current.table
    states = [table.list_model.row(n).state for n in range(table.list_model.rowCount())]

    def choose(*wanted: str) -> list[str]:
        found = [n for n, state in enumerate(states) if state in wanted]
        click_row(me, table, found[0])
        for n in found[1:]:
            click_row(me, table, n, Qt.KeyboardModifier.ControlModifier)
        return offered(page.record_deeds)

    assert choose("planned") == ["Mark as granted…", "Set dates…"]
    assert choose("revoked", "gone")[:1] == ["Verify removal…"]
    assert "Verify removal…" not in choose("confirmed")
    assert choose("confirmed")[0] == "Verify…"


def offered(row: DeedRow) -> list[str]:
    QApplication.processEvents()
    shown = [made.accessibleName() for made in row._buttons if made.isVisible()]
    return [*shown, *(action.text() for action in row._menu.actions() if action.text())]


def test_who_knows_a_password_is_recorded_on_the_login(me):
    """A17: the login itself has the act; nothing of it is asked again."""
    me.go("access")
    page = me.window.place
    page.bar.setCurrentIndex(3)
    click_row(me, page.current.table, 0)
    login = page.current.table.key()
    assert "Record known login…" in offered(page.record_deeds)
    before = set(known(me))
    me.do_row("Record known login…", page.record_deeds)
    assert "asset" not in me.fields
    me.submit()  # no one is meant before one is chosen
    assert "Choose the person." in me.fields["person"].problem()
    holders = {None, *(k.person for k in before)}
    person = next(o.value for o in me.fields["person"]._options if o.value not in holders)
    me.choose("person", person)
    me.type("purpose", "Posts on weekends")
    me.type("approved_by", "Mara")
    me.recorded()
    (made,) = set(known(me)) - before
    assert (made.surface, made.person) == ("LOGIN", person)
    assert page.current.table.key() == login
    assert me.window.focusWidget() is page.current.table


def known(me: Person) -> list[Assignment]:
    return list(me.window.session.live.records.select(Assignment, surface="LOGIN"))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("7504233300559872000", "as if a spreadsheet had rounded"),
        ("698765432101234567", "usually have 19 digits; this one has 18"),
    ],
)
def test_what_looks_odd_is_seen_before_it_is_recorded_however_quick_one_is(me, odd, said):
    """Enter right after the last key shows the notice first; the same key again records."""
    me.go("business-centers")
    page = me.window.place
    me.do("Add Business Center…")
    me.type("name", "Quick")
    me.type("bc_id", odd)
    me.press("Return")
    panel = page.form.panel
    assert said in panel.fields["bc_id"]._notice.text()
    assert not panel.fields["bc_id"]._notice.isHidden()
    assert "Press again" in panel.foot._count.text()
    assert me.button("Record anyway", panel) is panel.submit_button
    me.type("name", "Quick one")
    shown = (panel.foot._count.text(), panel.submit_button.text())
    assert shown == ("* Required", "Add Business Center")
    me.press("Return")  # it was seen, and nothing new came up
    assert page.form is None
    assert page.record().name == "Quick one"


def test_what_is_only_unusual_is_said_and_costs_no_second_press(me):
    """O4: “the last digits are unusual” had to be answered, although the id may be right."""
    me.go("business-centers")
    page = me.window.place
    me.do("Add Business Center…")
    me.type("name", "Odd")
    me.type("bc_id", "7284619305746281937")
    me.bot.waitUntil(lambda: not page.form.panel.fields["bc_id"]._notice.isHidden())
    assert "last digits are unusual" in page.form.panel.fields["bc_id"]._notice.text()
    me.press("Ctrl+A")
    me.bot.keyClicks(me.window.focusWidget(), "7284619305746281938")
    me.press("Return")
    assert page.form is None
    assert page.record().bc_id == "7284619305746281938"


@pytest.mark.parametrize("quick", [True, False])
def test_a_date_that_does_not_exist_is_red_however_quick_one_is(me, quick):
    """B6: Return right after a wrong date showed it in grey only, as if nothing had happened."""
    me.go("access")
    page = me.window.place
    page.show_part("seat")
    me.do("Add seat…")
    panel = page.form.panel
    me.type("person", "New person")
    me.type("name", "Ada King")
    me.type("accepted_on", "31.02.2026")
    field = panel.fields["accepted_on"]
    assert field.problem() == ""  # it is still being typed
    if not quick:
        me.bot.waitUntil(lambda: not panel._timer.isActive())
    me.press("Return")
    for _ in range(2):
        assert "does not exist" in field.problem()
        assert field.problem_label.isVisible()
        assert field._hint.isHidden()
        assert panel.foot._count.text() == "1 problem to fix first"
        me.bot.wait(2 * panel._timer.interval())  # what was to be looked at later changes nothing
    me.type("accepted_on", "28.02.2026")
    assert field.problem() == ""
    me.recorded()


def test_what_only_recording_found_stays_until_it_is_changed(me):
    """B6: in a form that cannot look ahead, the red went away by itself after a moment."""
    me.go("partners")
    page = me.window.place
    me.do("Record end…")
    panel = page.form.panel
    me.type("on", "1 Jan 2099")
    me.press("Return")
    assert "future" in panel.fields["on"].problem()
    me.bot.wait(2 * panel._timer.interval())
    assert "future" in panel.fields["on"].problem()
    me.type("on", "")
    me.bot.waitUntil(lambda: "future" not in panel.fields["on"].problem())


def test_a_date_that_does_not_exist_is_a_problem_once_one_leaves_its_field(me):
    """B6: it was grey like a hint until the form was submitted a second time."""
    me.go("access")
    page = me.window.place
    page.show_part("seat")
    me.do("Add seat…")
    field = page.form.panel.fields["accepted_on"]
    me.type("accepted_on", "31.02.2026")
    me.press("Tab")
    assert "does not exist" in field.problem()
    me.type("accepted_on", "tomorrow-ish")
    me.press("Shift+Tab")
    assert field.problem()
    me.type("accepted_on", "28.02.2026")
    assert field.problem() == ""


def test_a_notice_that_was_seen_while_typing_does_not_stop_the_form(me):
    me.go("business-centers")
    page = me.window.place
    me.do("Add Business Center…")
    me.type("name", "Slow")
    me.type("bc_id", "7504233300559872")
    me.bot.waitUntil(lambda: not page.form.panel.fields["bc_id"]._notice.isHidden())
    me.press("Return")
    assert page.form is None


def test_the_only_thing_that_fits_is_taken_and_what_fits_nothing_is_said(me):
    me.go("assets")
    page = me.window.place
    me.do("Add asset…")
    kind = me.fields["asset_type"]
    me.type("asset_type", "tiktok acc")
    me.press("Tab")
    assert (kind.value(), kind.editor.currentText()) == ("TT_ACCOUNT", "TikTok account")
    me.type("asset_type", "a")
    me.press("Tab")
    assert "Choose one from the list." in kind.problem()
    assert kind._hint.isHidden() or not kind._hint.text()
    me.type("name", "@nova2")
    me.press("Return")
    assert page.form is not None
    assert "Choose one from the list." in kind.problem()
    me.type("asset_type", "TIKTOK ACCOUNT")
    me.press("Return")
    assert kind.problem() == ""


def test_what_is_wrong_with_a_day_is_said_once(me):
    me.go("partners")
    page = me.window.place
    click_row(me, page.shares, 1)
    me.do_row("Edit…", page.share_deeds)
    me.type("planned_end", "35 Feb")
    field = me.fields["planned_end"]
    assert not field._hint.isHidden()
    said = field._hint.text()
    me.press("Return")
    assert field.problem() == f"⚠ {said}"
    assert field._hint.isHidden()
    me.type("planned_end", "3 Feb 2027")
    assert field._hint.text() != said
    assert not field._hint.isHidden()


def test_an_id_that_cannot_be_one_is_told_as_one_leaves_its_field(me):
    """Like a wrong date, and with the character that is wrong."""
    me.go("assets")
    me.do("Add asset…")
    me.type("asset_id", "7211122233344455l66")
    field = me.fields["asset_id"]
    assert field.problem() == ""
    me.press("Tab")
    assert "“l”" in field.problem()
    me.type("asset_id", "7211122233344455166")
    me.press("Tab")
    assert field.problem() == ""
