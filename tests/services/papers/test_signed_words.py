"""What is signed says all that has ended, and nothing of what is not there."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.logins import Login, LoginDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import AccessRecordRow, Wanted
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.procedures.steps import RunDraft, TakenDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import show_day
from delvia_desktop.services.access import logins
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.papers.access_records import kind_words
from delvia_desktop.services.papers.papers import issue
from delvia_desktop.services.procedures.procedures import do_step, skip_step, start_run


def data_of(register, code: str, record) -> dict:
    paper = paper_making.prepare(register, register.picture(), PaperRequest(code, record.id))
    return unseal(paper.content).data


def scope_of(register, code: str, record) -> tuple[str, ...]:
    picture = register.picture()
    draft = paper_making.drafted(register, picture, PaperRequest(code, record.id), None)
    return paper_making.content_of(register, picture, draft, "")[0].covers


def table_of(data: dict, title: str) -> list[dict[str, str]]:
    found = next(each for each in data["sections"] if each["title"] == title)
    return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]


def test_what_was_recorded_as_handed_over_stands_in_the_offboarding_document(sample):
    tokyo = sample.records.find(Partner, name="ブライト東京")
    (row,) = table_of(data_of(sample, "offboarding", tokyo), "Other handover items")
    assert row["Evidence and note"] == "Delivery note"
    assert row["State"] == f"Done\n{confirmed('HANDED_OVER')}"
    assert row["Recorded"].endswith("佐藤 恵")


def confirmed(code: str) -> str:
    """Return what stands on the screen as what a step of an ending confirms."""
    return procedure("END_PARTNERSHIP").step(code).confirm


def test_of_a_step_without_records_the_document_says_what_the_screen_said(sample):
    """Found by newcomers: words that no one had read stood there, and settled money nowhere."""
    kite = sample.records.find(Partner, name="Kite Studio")
    run = sample.perform(start_run, RunDraft("END_PARTNERSHIP", partner=kite.id))
    for code in ("LIST_ALL", "REMOVE_PARTNER"):
        sample.perform(skip_step, run, code, TakenDraft("today", reason="Agreed"))
    for code in ("HANDED_OVER", "FINANCE"):
        sample.perform(do_step, run, code, TakenDraft("today"))
    titles = {"HANDED_OVER": "Other handover items", "FINANCE": "Payment and declarations"}
    for code, title in titles.items():
        (row,) = table_of(data_of(sample, "offboarding", kite), title)
        assert row["Evidence and note"] == "—"
        assert row["State"] == f"Done\n{confirmed(code)}"


def test_an_agency_without_access_signs_no_clause_about_access_that_is_active(sample):
    tokyo = sample.records.find(Partner, name="ブライト東京")
    data = data_of(sample, "offboarding", tokyo)
    assert not any("except where" in point for point in data["declarations"]["confirms"])
    kite = sample.records.find(Partner, name="Kite Studio")
    still = data_of(sample, "offboarding", kite)["declarations"]["confirms"]
    assert any("except where" in point for point in still)


def test_ended_access_has_its_id_its_first_day_and_who_ended_it_and_a_seat_says_that_it_is_one(
    sample,
):
    jonas = sample.records.find(Person, name="Jonas Becker")
    data = data_of(sample, "person", jonas)
    rows = table_of(data, "Ended access")
    seats = [row for row in rows if "\nSeat: " in row["What"]]
    assert seats
    for row in seats:
        assert any(line.isdigit() for line in row["What"].split("\n"))
        assert row["Ended"].count("\n") == 1, "the day, and by whom below it"
    assert all("Granted on" in row for row in rows)


def test_a_leaver_signs_no_change_history_and_no_field_that_is_empty(sample):
    jonas = sample.records.find(Person, name="Jonas Becker")
    data = data_of(sample, "person", jonas)
    assert "History" not in [each["title"] for each in data["sections"]]
    assert "Planned last day" not in dict(data["facts"])


def test_the_document_of_a_leaver_is_called_so_in_the_list(sample):
    for name in ("Jonas Becker", "Agnieszka Wójcik"):
        person = sample.records.find(Person, name=name)
        request = PaperRequest("person", person.id)
        sample.perform(issue, paper_making.prepare(sample, sample.picture(), request))
    listing = sample.rows(AccessRecordRow, Wanted(sample.today))
    rows = {row.title: kind_words(row) for row in listing.page()}
    assert rows["Jonas Becker"] == "Leaver's document"
    assert rows["Agnieszka Wójcik"] == "Person record"


def test_who_holds_the_mailboxes_of_a_leaver_stands_in_a_place_of_its_own(sample):
    """Found by a newcomer: once handed over they stood among the duties, verified by no one.

    Found by the next one: it said “not yet” of a verification that no step asked for. The document
    says of each when its login was verified, and nothing where it was not.
    """
    jonas = sample.records.find(Person, name="Jonas Becker")
    rows = table_of(data_of(sample, "person", jonas), "Mailboxes and recovery methods")
    assert [list(row.values()) for row in rows] == [
        ["@novacosmetics", "Recovery", "not handed over", "—"]
    ]
    login = next(each for each in sample.records.select(Login) if each.recovery_holder == jonas.id)
    mara = sample.records.find(Person, name="Mara Lindt")
    sample.perform(
        logins.change_login, login, replace(typed(login, LoginDraft), recovery_holder=mara.id)
    )
    (row,) = table_of(data_of(sample, "person", jonas), "Mailboxes and recovery methods")
    today = show_day(sample.today)
    assert list(row.values()) == ["@novacosmetics", "Recovery", "Mara Lindt", today]
    titles = [each["title"] for each in data_of(sample, "person", jonas)["sections"]]
    assert "Duties to hand over" not in titles, (
        "no other duty: it is said among what has no entries"
    )
    login = sample.records.get(Login, login.id)
    sample.perform(logins.verify_login, login, StepDraft("today"))
    (row,) = table_of(data_of(sample, "person", jonas), "Mailboxes and recovery methods")
    assert row["Login verified"] == today


def test_devices_that_were_signed_out_are_told_where_the_login_stands_and_not_as_uncovered(sample):
    """Found by a newcomer: the day stood nowhere, and the document said it covers no devices."""
    jonas = sample.records.find(Person, name="Jonas Becker")
    knows = sample.records.find(Assignment, person=jonas.id, surface="LOGIN")
    login = sample.records.find(Login, asset=knows.asset)
    sample.perform(logins.change_password, login, StepDraft("today"))
    mara = sample.records.find(Person, name="Mara Lindt")
    login = sample.records.get(Login, login.id)
    handed = replace(typed(login, LoginDraft), recovery_holder=mara.id)
    sample.perform(logins.change_login, login, handed)
    whole = "It does not cover anything that was not recorded."
    scope = scope_of(sample, "person", jonas)
    assert whole not in scope
    assert any("devices that are still signed in where no" in each for each in scope)

    login = sample.records.get(Login, login.id)
    out = replace(typed(login, LoginDraft), sessions_ended_on="today")
    sample.perform(logins.change_login, login, out)
    data, today = data_of(sample, "person", jonas), show_day(sample.today)
    (row,) = table_of(data, "Mailboxes and recovery methods")
    assert row["Devices signed out"] == today
    ended = table_of(data, "Ended access")
    (row,) = (row for row in ended if row["Granted in"] == "Account login")
    assert row["Removal verified"] == f"password changed\ndevices signed out on {today}"
    scope = scope_of(sample, "person", jonas)
    assert whole in scope
    assert not any("devices" in each for each in scope)


def test_no_one_verified_that_a_changed_password_is_forgotten(sample):
    """Found by a newcomer: the document said “Removal verified” of a password that was changed."""
    jonas = sample.records.find(Person, name="Jonas Becker")
    knows = sample.records.find(Assignment, person=jonas.id, surface="LOGIN")
    login = sample.records.find(Login, asset=knows.asset)
    sample.perform(logins.change_password, login, StepDraft("today"))
    ended = table_of(data_of(sample, "person", jonas), "Ended access")
    (row,) = (row for row in ended if row["Granted in"] == "Account login")
    assert row["Removal verified"] == "password changed"
    others = [row["Removal verified"] for row in ended if row["Granted in"] != "Account login"]
    assert all(seen[0].isdigit() for seen in others)


def test_who_stays_has_duties_and_who_goes_hands_them_over(sample):
    mara = sample.records.find(Person, name="Mara Lindt")
    titles = [each["title"] for each in data_of(sample, "person", mara)["sections"]]
    assert "Duties" in titles
    assert "Duties to hand over" not in titles
