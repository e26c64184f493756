"""Two records that are one are merged in a form: the likeliest first, each difference chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.services.access import people


def test_a_person_typed_twice_is_merged_where_each_difference_is_chosen(me):
    session = me.window.session
    mara = session.live.records.find(Human, name="Mara Lindt")
    draft = PersonDraft("Mara Lindd", mara.employer, email="lindt@nova.example", note="Twice")
    twice = session.perform(people.record_person, draft)
    me.go("people")
    me.window.place.show_record(twice.id)
    me.do("Merge with…")
    fields = me.fields
    assert fields["other"].value() == mara.id
    assert fields["stays"].value() == mara.id  # more refers to it
    shown = {name for name, field in fields.items() if not field.isHidden()}
    assert shown == {"other", "stays", "field:name", "field:email"}
    me.choose("field:email", twice.id)
    me.recorded()
    merged = session.live.records.get(Human, mara.id)
    assert (merged.name, merged.email) == ("Mara Lindt", "lindt@nova.example")
    assert session.live.records.find(Human, id=twice.id) is None
    assert me.window.place.shown_record() == mara.id
    me.press("Ctrl+Z")
    assert session.live.records.get(Human, twice.id) == twice
    me.window.close()


def test_the_form_begins_with_no_record_where_none_is_likely_the_same(me):
    me.go("people")
    mara = me.window.session.live.records.find(Human, name="Mara Lindt")
    me.window.place.show_record(mara.id)
    me.do("Merge with…")
    assert me.fields["other"].value() is None
    me.bot.mouseClick(me.window.place.form.panel.submit_button, Qt.MouseButton.LeftButton)
    assert me.fields["other"].problem().endswith("Choose the other record.")
    me.window.close()
