"""What is signed says all that has ended, and nothing of what is not there."""

from __future__ import annotations

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.papers.access_records import kind_words, list_access_records
from delvia_desktop.services.papers.papers import issue


def data_of(register, code: str, record) -> dict:
    paper = paper_making.prepare(register, register.picture(), PaperRequest(code, record.id))
    return unseal(paper.content).data


def table_of(data: dict, title: str) -> list[dict[str, str]]:
    found = next(each for each in data["sections"] if each["title"] == title)
    return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]


def test_what_was_recorded_as_handed_over_stands_in_the_offboarding_document(sample):
    tokyo = sample.records.find(Partner, name="ブライト東京")
    (row,) = table_of(data_of(sample, "offboarding", tokyo), "Other handover items")
    assert row["Evidence and note"] == "Delivery note"
    assert row["Recorded"].endswith("佐藤 恵")


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
    listing = list_access_records(sample, Wanted(sample.today))
    rows = {row.title: kind_words(row) for row in listing.page()}
    assert rows["Jonas Becker"] == "Leaver's document"
    assert rows["Agnieszka Wójcik"] == "Person record"
