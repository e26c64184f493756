"""All access: what its lists offer, and what is said of the record that is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import has_gone
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.access_routes import access_route
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access.logins import who_knows
from delvia_desktop.ui.access.forms.share_form import change_share_form
from tests.ui.story import Person


@pytest.fixture
def me(me) -> Person:
    me.go("access")
    return me


def period(me: Person, partner: str) -> Partnership:
    records = me.window.session.live.records
    found = records.select(Partnership, partner=records.find(Partner, name=partner).id)
    return found[-1]


def offered(me: Person) -> list[str]:
    return [deed.text for deed in me.window.place.row_deeds()]


def test_a_removed_partner_is_verified_before_its_partnership_is_closed(me):
    """Found by a newcomer: to close it was offered alone, and then refused."""
    key = period(me, "Loop Social").id
    me.window.show_record_of("partnership", key)
    me.do_row("Record end…", me.window.place.record_deeds)
    me.recorded()
    assert offered(me)[:2] == ["Verify removals…", "Close partnership…"]
    me.do_row("Verify removals…", me.window.place.record_deeds)
    me.recorded()
    assert offered(me)[0] == "Close partnership…"


def test_the_end_of_a_partnership_names_what_ends_and_what_is_deleted(me):
    """Found by a newcomer: 8 shares ended unnamed, and planned ones were gone without a word."""
    me.window.show_record_of("partnership", period(me, "Loop Social").id)
    me.do_row("Record end…", me.window.place.record_deeds)
    told = me.window.place.form.panel._lead.text()
    assert "Ends 8 active shares: " in told
    assert "Retention audience Q3" in told
    assert "Deletes 1 planned share: " in told


def test_a_login_says_who_knows_its_password(me):
    """Found by a newcomer: only the asset and the people said so."""
    login = next(
        each for each in me.window.session.live.records.select(Login) if each.is_shared == "YES"
    )
    me.window.show_record_of("login", login.id)
    facts = [label.text() for label in me.window.place._facts.findChildren(QLabel)]
    known = facts[facts.index("Knows the password") + 1]
    assert set(known.split(", ")) == {"Mara Lindt", "Mia Okafor", "Jonas Becker"}
    others = [each for each in me.window.session.live.records.select(Login) if each != login]
    me.window.show_record_of("login", others[-1].id)
    facts = [label.text() for label in me.window.place._facts.findChildren(QLabel)]
    assert "Knows the password" in facts


def test_who_knows_a_password_now_comes_first_when_it_is_changed(me):
    """Found by a newcomer: everyone was listed by name, those who know it among many."""
    live = me.window.session.live
    login = next(each for each in live.records.select(Login) if each.is_shared == "YES")
    known = [each for each in who_knows(live, login) if not has_gone(each, live.today)]
    assert known
    me.window.show_record_of("login", login.id)
    me.do_row("Record password change…", me.window.place.record_deeds)
    words = [item.text() for item in me.fields["knows"]._items()]
    first, others = words[: len(known)], words[len(known) :]
    assert {text.partition("   ")[0] for text in first} == {person.name for person in known}
    assert all("Knows it now" in text for text in first)
    assert not any("Knows it now" in text for text in others)
    me.press("Esc")


def test_the_day_of_a_new_password_is_not_since_when_somebody_holds_the_login(me):
    """Found by a newcomer: “Since” of a recovery holder took the day of the password change."""
    live = me.window.session.live
    situation = live.situation()
    holders = [login for login in live.records.select(Login) if login.password_last_changed_on]
    assert holders
    assert all(access_route(situation, login).since is None for login in holders)


def test_of_what_has_ended_nothing_is_shown_as_missing(me):
    """Found by a newcomer: “Verified —” stood beside “Removal verified”."""
    live = me.window.session.live
    shares = live.records.select(Share)
    gone = next(s for s in shares if s.verified_gone_on and not s.last_verified_on)
    me.window.show_record_of("share", gone.id)
    facts = [label.text() for label in me.window.place._facts.findChildren(QLabel)]
    assert "—" not in facts
    assert "Removal verified on" in facts
    table = me.window.place.current.table
    row = table.current_row()
    shown = next(c for c in table.list_model.columns if c.key == "last_verified_on")
    assert shown.text(row) == ""


def test_what_an_empty_list_offers_does_not_lie_in_its_table(me):
    """Screen readers are told of the cells of a table and of nothing else that lies in it."""
    place = me.window.place
    place.current.filter.setText("nothing has this name")
    me.bot.waitUntil(lambda: not place.current.table.list_model.rowCount())
    clear = me.button("Clear filter")
    above = clear.parentWidget()
    while above is not None:
        assert not isinstance(above, QTableView)
        above = above.parentWidget()
    table = place.current.table
    at = clear.mapTo(me.window, clear.rect().center())
    assert table.rect().translated(table.mapTo(me.window, table.rect().topLeft())).contains(at)
    me.bot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert not clear.isVisible()
    assert table.hasFocus()


def test_the_date_of_a_share_may_be_left_empty_only_until_it_is_confirmed(me):
    """Found by fresh eyes: it was required, and its hint said when to leave it empty."""
    shares = me.window.session.live.records.select(Share)
    later = next(each for each in shares if each.confirmed_on)
    form = change_share_form(me.window.session, later)
    date = form.panel.fields["granted_on"]
    date.set_value("")
    assert (date.is_required, date._hint.text()) == (True, "Like 3 Feb 2026")
    with pytest.raises(Invalid) as error:
        form.record(form.panel.values() | {"granted_on": ""})
    (problem,) = error.value.problems
    assert problem.text.startswith("Enter the date.")
    planned = next(each for each in shares if not each.confirmed_on and not each.revoked_on)
    date = change_share_form(me.window.session, planned).panel.fields["granted_on"]
    date.set_value("")
    assert (date.is_required, bool(date._hint.text())) == (False, True)
