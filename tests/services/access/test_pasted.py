"""What is pasted with marks around it is the same record as without them."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import logins, partners, people
from delvia_desktop.services.register import search


def said_of(register, draft: PersonDraft) -> dict[str, str]:
    """Return what is told of a person by field, as a problem or as a notice."""
    try:
        told = register.notices_of(people.record_person, draft)
    except Invalid as error:
        told = (*error.notices, *error.problems)
    return {each.field: each.text for each in told}


@pytest.mark.parametrize(
    "address",
    [
        "lea\u200b@nova.example",
        "\u202alea@nova.example\u202c",
        "mailto:lea@nova.example",
        "Lea Brandt <LEA@nova.example>",
    ],
)
def test_a_name_and_a_mailbox_pasted_again_are_told_as_recorded_already(register, address):
    """B9: a second person with the same mailbox is told, whatever was pasted around it."""
    register.perform(people.record_person, PersonDraft(name="Lea Brandt", email="lea@nova.example"))
    said = said_of(register, PersonDraft(name="Lea\u200b Brandt", email=address))
    assert "already recorded" in said["name"]
    assert "Lea Brandt" in said["email"]


def test_what_was_pasted_is_kept_clean_and_found(register):
    """B9: no mark is kept in a name, an address or an id, nor does one in a search matter."""
    person = register.perform(
        people.record_person,
        PersonDraft(
            name="\u200eLea\u200b Brandt\u200f",
            email="mailto:lea@nova.example",
            user_id="\u202a7480118479546429457\u202c",
        ),
    )
    kept = register.records.get(Person, person.id)
    assert (kept.name, kept.email) == ("Lea Brandt", "lea@nova.example")
    assert kept.user_id == "7480118479546429457"
    for sought in ("Lea\u200bBrandt", "\u200e7480118479546429457", "lea@\u2060nova"):
        found = [hit.id for hit in search.find(register, sought)]
        assert found == ([] if sought == "Lea\u200bBrandt" else [person.id])


def test_the_mailbox_of_a_login_is_cleaned_and_checked_and_a_number_is_none(nova):
    """B9: the sibling of a person's address; a telephone number may stand there too."""
    login = nova.register.perform(
        logins.record_login,
        LoginDraft(asset=nova.profile.id, mailbox="mailto:ads@nova.example", recovery="+49 170 55"),
    )
    assert (login.mailbox, login.recovery) == ("ads@nova.example", "+49 170 55")
    with pytest.raises(Invalid) as caught:
        nova.register.perform(logins.change_login, login, LoginDraft(nova.profile.id, "ads@nova,x"))
    assert [problem.field for problem in caught.value.problems] == ["mailbox"]


@pytest.mark.parametrize("name", ["\ufa19田広告", "葛\U000e0100城社", "\u2f1d座社"])
def test_a_name_is_stored_as_it_was_typed_and_found_by_the_usual_character(register, name):
    """B14: U+FA19 is stored as typed; it is folded only for searching."""
    kept = register.perform(partners.record_partner, PartnerDraft(name=name))
    assert kept.name == name
    usual = name.replace("\ufa19", "神").replace("\U000e0100", "").replace("\u2f1d", "口")
    assert [hit.name for hit in search.find(register, usual)] == [name]
    assert register.check() == []


@pytest.mark.parametrize(
    "word",
    ["L'Oréal Paris", "loreal paris", "\u200eL’Oréal", "Loreal Pari", "7480118479546429457\u200e"],
)
def test_the_command_line_finds_a_partner_by_any_usual_spelling(register, word):
    """B9: a sibling: partners are named on the command line as they are sought in the window."""
    draft = PartnerDraft(name="L’Oréal Paris", bc_id="7480118479546429457")
    kept = register.perform(partners.record_partner, draft)
    register.perform(partners.record_partner, PartnerDraft(name="Oreal Studio"))
    assert partners.partner_named(register, word) == kept
