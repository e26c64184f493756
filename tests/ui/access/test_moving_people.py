"""A person who changes employer: recorded with the day in the form, and shown with both."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from delvia_desktop.domain.access.people import Employer
from delvia_desktop.domain.access.people import Person as OnRecord
from tests.ui.story import Person


def told(me: Person) -> str:
    labels = me.window.place._facts.findChildren(QLabel)
    return "\n".join(label.text() for label in labels)


def test_the_day_of_a_move_is_asked_only_once_another_employer_is_chosen(me):
    """A23: the form corrected the employer, for every day there ever was."""
    live = me.window.session.live
    tom = live.records.find(OnRecord, name="Tom Hale")
    me.go("people")
    me.window.place.show_record(tom.id)
    me.do("Edit person…")
    assert not me.fields["moved_on"].isVisible()
    me.choose("employer", Employer.OURS)
    assert me.fields["moved_on"].isVisible()
    me.type("moved_on", "yesterday")
    me.recorded()
    after = live.records.get(OnRecord, tom.id)
    yesterday = live.today - timedelta(days=1)
    assert (after.employer, after.moved_on) == (Employer.OURS, yesterday)
    assert (after.former_employer, after.former_partner) == (Employer.PARTNER, tom.partner)
    assert "Brightside Media until" in told(me)
    me.do("Edit person…")
    assert me.fields["moved_on"].isVisible()  # to be corrected, too
