"""What is read of a draft: notes have several lines, everything else one, days may be missing."""

from __future__ import annotations

from datetime import date

import pytest

from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.text import LINE_LIMIT, NOTE_LIMIT

TODAY = date(2026, 3, 20)


def test_only_a_note_has_several_lines():
    draft = PersonDraft("Ada", job="Lead\nof two", note="One\nTwo", started_on="2026-03-01")
    values = Reading(TODAY).values(draft, Person)
    assert (values["job"], values["note"]) == ("Lead of two", "One\nTwo")
    assert (values["started_on"], values["left_on"]) == (date(2026, 3, 1), None)


@pytest.mark.parametrize(
    ("read", "at_most", "one_more"),
    [
        (Reading.line, "a" * LINE_LIMIT, "a" * (LINE_LIMIT + 1)),
        (Reading.note, "a" * NOTE_LIMIT, "a" * (NOTE_LIMIT + 1)),
    ],
)
def test_a_text_may_be_as_long_as_its_limit(read, at_most, one_more):
    reading = Reading(TODAY)
    assert read(reading, "note", at_most) == at_most
    reading.done()
    read(reading, "note", one_more)
    with pytest.raises(Invalid):
        reading.done()


@pytest.mark.parametrize(
    ("typed", "past", "problem"),
    [
        ("2026-03-20", True, False),
        ("2026-03-21", True, True),
        ("2026-03-21", False, False),
        (" ", True, False),
        ("soon", False, True),
    ],
)
def test_what_happened_cannot_lie_in_the_future(typed, past, problem):
    reading = Reading(TODAY)
    (reading.past_day if past else reading.day)("on", typed)
    told = []
    try:
        reading.done()
    except Invalid as error:
        told = [each.field for each in error.problems]
    assert told == (["on"] if problem else [])


def test_only_the_first_problem_of_a_field_and_each_notice_once_is_told():
    reading = Reading(TODAY)
    reading.problem("a", "First.")
    reading.problem("a", "Second.")
    reading.problem("b", "")
    reading.notice("a", "Odd.")
    reading.notice("a", "Odd.")
    reading.notice("a", "")
    with pytest.raises(Invalid) as error:
        reading.done()
    assert [(each.field, each.text) for each in error.value.problems] == [("a", "First.")]
    assert [notice.text for notice in error.value.notices] == ["Odd."]
