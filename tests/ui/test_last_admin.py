"""The last Admin of a Business Center does not go unnoticed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.people import Person as Human
from delvia_desktop.domain.seats import Seat
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("people")
    me.window.place.show_record(mara(me).id)
    yield me
    me.window.close()


def mara(me: Person) -> Human:
    return me.window.session.live.records.find(Human, name="Mara Lindt")


def warned(me: Person) -> str:
    return me.window.place.form.panel._caution.text()


def confirm(me: Person) -> None:
    me.bot.mouseClick(me.fields["confirmed"].editor, Qt.MouseButton.LeftButton)


def test_before_the_only_admin_is_marked_as_left_another_one_is_asked_for(me):
    """Found by a newcomer: the brand's only Admin left, and only the Overview said so later."""
    me.do("Mark as left…")
    assert "Mara Lindt is the only Admin of Nova Cosmetics." in warned(me)
    me.submit()
    assert me.window.place.form is not None
    assert "add an Admin first" in me.fields["confirmed"].problem()
    me.click("Add another Admin…")
    assert me.fields["role"].value() == "ADMIN"
    me.type("name", "Nia Cole")
    me.type("accepted_on", "1 Nov 2026")
    me.recorded()
    seats = me.window.session.live.records.select(Seat, role="ADMIN")
    assert "Nia Cole" in {me.window.session.live.records.get(Human, s.person).name for s in seats}
    me.go("people")
    me.window.place.show_record(mara(me).id)
    me.do("Mark as left…")
    assert "confirmed" not in me.fields
    me.recorded()


def test_it_is_recorded_nevertheless_and_the_page_of_the_leaver_tells_what_follows(me):
    me.do("Mark as left…")
    confirm(me)
    me.recorded()
    told = me.window.session.watch.attention.touching(("person", mara(me).id))
    assert "ADM-01" in {finding.rule for finding in told}
    QApplication.processEvents()
    me.click("Revoke access…", me.window.header)
    assert "the only Admin of Nova Cosmetics" in warned(me)
    me.type("reason", "Left")
    me.submit()
    assert me.fields["confirmed"].problem()
    confirm(me)
    me.recorded()
    told = me.window.session.watch.attention.touching(("person", mara(me).id))
    assert "ADM-01" in {finding.rule for finding in told}
