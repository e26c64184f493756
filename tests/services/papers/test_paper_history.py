"""History on papers: the change log of a period, and what touched one record."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft, PartnerKey
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.history import Done
from delvia_desktop.domain.papers.history_table import touching
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import show_day
from delvia_desktop.progress import Cancelled, progress_to
from delvia_desktop.services.access import (
    assets,
    duties,
    logins,
    partners,
    partnerships,
    people,
    shares,
)
from delvia_desktop.services.access.duties import HandOverDraft
from delvia_desktop.services.papers import paper_checks, paper_history, paper_making, papers
from delvia_desktop.services.register.register import open_register


def log_of(register, since, picture=None):
    request = PaperRequest("change_log", 1, since=since)
    return paper_making.prepare(register, picture or register.picture(), request)


def data_of(paper):
    return unseal(paper.content).data


def rows_of(paper, title):
    """Return the rows of a section, none where it is told in one line with other empty ones."""
    sections = data_of(paper)["sections"]
    assert any(title in (s["title"], *s["texts"]) or title in "".join(s["texts"]) for s in sections)
    return next((s["rows"] for s in sections if s["title"] == title), [])


def renamed(register, partner, name, **more):
    partner = register.records.get(type(partner), partner.id)
    return register.perform(partners.change_partner, partner, PartnerDraft(name=name, **more))


def test_every_act_of_the_period_stands_in_the_log_and_nothing_of_before(nova):
    register = nova.register
    register.clock.pass_days(10)
    first = register.today
    raised = register.perform(
        shares.raise_share, nova.share, LevelDraft(("ADMIN",), "today", "", "Requested")
    )
    register.undo()
    register.perform_because(
        "Wrong agency", shares.take_step, nova.share, "request", StepDraft("today")
    )
    paper = log_of(register, first)
    acts = rows_of(paper, "Changes")
    last = register.revision
    assert [row[0].splitlines()[0] for row in acts] == [f"#{last - 2}", f"#{last - 1}", f"#{last}"]
    assert {row[1] for row in acts} == {"Mara"}
    assert "Access level: from Operator to Admin" in acts[0][4]
    assert acts[1][2].endswith(f"reverts #{last - 2}")
    assert "Access level: from Admin to Operator" in acts[1][4]
    assert "Wrong agency" in acts[2][2]
    assert rows_of(paper, "By person") == [["Mara", "3", "1"]]
    assert rows_of(paper, "By kind of record") == [["Share", "0", "3", "0"]]
    assert raised.level == ("ADMIN",)
    day_before = log_of(register, first - timedelta(days=11))
    assert len(rows_of(day_before, "Changes")) > 3


def test_the_day_of_an_act_is_that_of_the_zone_in_which_it_was_done(nova):
    register = nova.register
    # 00:30 in Berlin is still the day before in UTC.
    register.clock.now = register.clock.now.replace(day=25, hour=0, minute=30)
    register.perform(shares.take_step, nova.share, "request", StepDraft("today"))
    assert len(rows_of(log_of(register, date(2026, 11, 25)), "Changes")) == 1
    late = log_of(register, date(2026, 11, 25), register.picture(date(2026, 11, 25)))
    assert len(rows_of(late, "Changes")) == 1
    before = log_of(register, date(2026, 11, 24), register.picture(date(2026, 11, 24)))
    assert rows_of(before, "Changes") == []


def test_a_moment_of_the_past_knows_only_the_acts_and_names_of_then(nova):
    register = nova.register
    register.perform(shares.take_step, nova.share, "request", StepDraft("today"))
    then = register.revision
    first = register.today - timedelta(days=5)
    with_now = data_of(log_of(register, first))["sections"]
    renamed(register, nova.partner, "Renamed since")
    register.perform(shares.take_step, register.records.get(type(nova.share), 1), "revoke",
                     StepDraft("today", reason="Over"))  # fmt: skip
    past = register.as_of(then)
    seen = data_of(log_of(register, first, past.picture()))
    past.close()
    assert seen["revision"] == then
    assert seen["sections"] == with_now
    assert "Renamed since" not in str(seen)
    assert "Renamed since" in str(data_of(log_of(register, first)))


def test_an_issued_log_is_the_same_again_and_says_what_was_done_since(nova):
    register = nova.register
    paper = log_of(register, register.today)
    record = register.perform(papers.issue, paper)
    issued = register.revision
    assert record.since == register.today
    assert log_of(register, register.today).content == paper.content
    assert paper_checks.check_paper(paper.content, register).differences == ()
    other = log_of(register, register.today - timedelta(days=1))
    assert not other.is_issued
    register.perform(shares.take_step, nova.share, "request", StepDraft("today"))
    added = paper_checks.check_paper(paper.content, register).differences
    new = [each.after.partition(",")[0] for each in added if each.section == "Changes"]
    assert new == [f"#{issued}", f"#{issued + 1}"]


def test_a_register_in_which_nothing_was_done_has_a_log_too(register):
    register.clock.pass_days(40)
    assert rows_of(log_of(register, register.today), "Changes") == []


def test_of_a_deleted_record_its_name_is_kept_and_of_what_it_belonged_to_that_it_is_gone(nova):
    register = nova.register
    gone = register.perform(partners.record_partner, PartnerDraft(name="Short-lived"))
    register.perform(partners.delete_partner, gone)
    acts = rows_of(log_of(register, register.today), "Changes")
    assert acts[-1][3].splitlines() == ["Short-lived", "Partner · deleted"]
    assert "Short-lived" in acts[-2][3]
    assert rows_of(log_of(register, register.today), "By kind of record")[-2:] == [
        ["Partnership", "1", "1", "0"],
        ["Share", "1", "0", "0"],
    ]


def test_thousands_of_acts_and_one_act_on_thousands_of_records_are_told(nova):
    register = nova.register
    before = register.revision

    def bring_in(edit, count):
        edit.name(f"Bring in {count}")
        for number in range(count):
            edit.add(Partner(PartnerKey(0), f"Agency {number}"))

    register.perform(bring_in, 3000)
    for _ in range(100):
        register.perform(bring_in, 50)
    renamed(register, nova.partner, "New name", bc_id="7504233300559872017")
    paper = log_of(register, register.today)
    acts = rows_of(paper, "Changes")
    assert len(acts) > 5000
    first = f"#{before + 1}"
    told = [row for row in acts if row[0].split()[0] == first]
    assert [row[0] for row in told[1:]] == [first] * 50
    assert told[-1][3:] == ["and 2\u202f950 more records", "Partner recorded: 3\u202f000"]
    assert acts[-1][0].startswith(f"#{before + 102}\n")
    assert acts[-1][4] == "Name: from Brightside to New name"
    kinds = {row[0]: row[1:] for row in rows_of(paper, "By kind of record")}
    assert kinds["Partner"] == ["8\u202f001", "1", "0"]


def test_reading_a_long_log_can_be_cancelled(nova):
    def stop(done, total):
        if total > 1 and done:
            raise Cancelled

    journal = paper_history.Journal(nova.register)
    with pytest.raises(Cancelled), progress_to(stop):
        paper_history.acts_since(journal, nova.register.picture(), nova.register.today)
    heard = []
    request = PaperRequest("change_log", 1, since=nova.register.today)
    with progress_to(lambda *at: heard.append(at)):
        paper_making.prepare(nova.register, nova.register.picture(), request)
    assert len(heard) > nova.register.revision


def test_hostile_names_and_long_notes_are_only_texts(nova):
    register = nova.register
    rng = random.Random(5)
    parts = ["<b>", "{name}", "%s", "endobj", "&amp;", "{0}", "</para>", "W" * 60, "نورة", "ノヴァ"]
    partner = nova.partner
    for number in range(40):
        name = " ".join(rng.choices(parts, k=3))[:180] + f" end{number}"
        partner = renamed(register, partner, name, bc_id="7504233300559872017", note="long " * 400)
    for request in (
        PaperRequest("change_log", 1, since=register.today),
        PaperRequest("partner_sheet", partner.id),
    ):
        paper = paper_making.prepare(register, register.picture(), request)
        assert "end39" in str(data_of(paper))
        assert "long long…" in str(data_of(paper))
    other = register.perform(partners.record_partner, PartnerDraft(name="{outgoing} <i>"))
    request = PaperRequest("agency_change", partner.id, other.id)
    paper = paper_making.prepare(register, register.picture(), request)
    said = data_of(paper)["declarations"]
    assert said["signers"][1] == "Incoming: for {outgoing} <i>"
    assert said["version"] == 3


def test_the_history_of_a_partner_is_that_of_its_shares_and_people_too(sample_file):
    opened = open_register(sample_file, "Mara")
    situation = Situation(opened.picture())
    kite = next(p for p in situation.picture.partners.values() if p.name == "Kite Studio")
    names = touching(situation, ("partner", kite.id))
    assert {kind for kind, _ in names} == {
        "partner", "partnership", "share", "asset", "claim", "person", "seat", "assignment",
        "shop-partner", "spark-code",
    }  # fmt: skip
    found = paper_history.acts_on(paper_history.Journal(opened), situation.picture, names)
    opened.close()
    assert found.left_out == 0
    numbers = [act.number for act in found.acts]
    assert numbers == sorted(numbers, reverse=True)
    assert all((c.kind, c.id) in names for act in found.acts for c in act.changes)
    assert found.acts[-1].changes[0].done == Done.RECORDED


def test_a_sheet_tells_the_newest_acts_and_how_many_are_left_out(nova, monkeypatch):
    monkeypatch.setattr(paper_history, "NEWEST", 3)
    register, partner = nova.register, nova.partner
    for number in range(5):
        partner = renamed(register, partner, f"Name {number}", bc_id="7504233300559872017")
    request = PaperRequest("partner_sheet", partner.id)
    paper = paper_making.prepare(register, register.picture(), request)
    acts = rows_of(paper, "History")
    assert [row[0].splitlines()[0] for row in acts] == [
        f"#{register.revision - back}" for back in range(3)
    ]
    newest = paper_history.acts_on(
        paper_history.Journal(register), register.picture(), {("partner", partner.id)}
    )
    assert newest.left_out == 3


def test_the_history_names_a_record_once_where_its_title_names_it(nova):
    """“Shared Nova with Kite” stood above “Nova for Kite” in every line of a sheet."""
    request = PaperRequest("partner_sheet", nova.partner.id)
    paper = paper_making.prepare(nova.register, nova.register.picture(), request)
    told = [row[2].splitlines() for row in rows_of(paper, "History")]
    (shared,) = (lines for lines in told if lines[0].startswith("Shared "))
    assert not any(line.endswith(f" for {nova.partner.name}") for line in shared)


@pytest.mark.parametrize("code", ["agency_change", "partner_sheet"])
def test_an_agency_with_nothing_has_its_papers_too(register, code):
    old = register.perform(partners.record_partner, PartnerDraft(name="Old"))
    new = register.perform(partners.record_partner, PartnerDraft(name="New"))
    request = PaperRequest(code, old.id, new.id if code == "agency_change" else None)
    paper = paper_making.prepare(register, register.picture(), request)
    texts = [text for section in data_of(paper)["sections"] for text in section["texts"]]
    assert any("ther access" in text or "Periods" in text for text in texts)
    assert "declarations" in data_of(paper)


def test_a_paper_without_what_it_needs_is_refused(nova):
    register, partner = nova.register, nova.partner
    for request, told in (
        (PaperRequest("agency_change", partner.id), "Choose the incoming agency."),
        (PaperRequest("change_log", 1), "Enter the first day of the change log."),
    ):
        with pytest.raises(Exception, match=told):
            paper_making.prepare(register, register.picture(), request)


def test_a_mailbox_that_somebody_held_says_who_holds_it_now_and_whether_that_was_verified(nova):
    register = nova.register
    ann, mara = (
        register.perform(people.record_person, PersonDraft(name=name)) for name in ("Ann", "Mara")
    )
    held = LoginDraft(nova.profile.id, "brand@nova.example", mailbox_holder=ann.id)
    login = register.perform(logins.record_login, held)

    def ended() -> list[str]:
        paper = paper_making.prepare(register, register.picture(), PaperRequest("person", ann.id))
        rows = rows_of(paper, "Mailboxes and recovery methods")
        return ["|".join(row) for row in rows if row[2] != "not handed over"]

    assert ended() == []
    register.clock.pass_days(3)
    handed = replace(typed(login, LoginDraft), mailbox_holder=mara.id)
    login = register.perform(logins.change_login, login, handed)
    (row,) = ended()
    assert row == f"@nova|Mailbox|Mara|{show_day(register.today)}"
    paper = paper_making.prepare(register, register.picture(), PaperRequest("person", ann.id))
    assert any("Ann" in row[2] and "Mara" in row[2] for row in rows_of(paper, "History"))
    # What is taken back has not ended, and what is done again has
    register.undo()
    assert ended() == []
    register.redo()
    assert ended() == [row]
    login = register.records.get(type(login), login.id)
    register.perform(logins.verify_login, login, StepDraft("today"))
    assert ended() == [f"{row}|{show_day(register.today)}"]  # only now there is a day to say
    # A holder by mistake, undone at once, never was one
    login = register.records.get(type(login), login.id)
    register.perform(logins.change_login, login, replace(handed, recovery_holder=ann.id))
    register.undo()
    assert len(ended()) == 1


def test_the_document_of_a_leaver_says_what_was_handed_over_to_whom_and_when(nova):
    """A3: 39 duties went to two people, and the document told of two logins."""
    register = nova.register
    ann, mara = (
        register.perform(people.record_person, PersonDraft(name=name)) for name in ("Ann", "Mara")
    )
    jo = register.perform(people.record_person, PersonDraft(name="Jo", line_manager="Ann"))
    before = register.records.get(type(nova.profile), nova.profile.id)
    asset = replace(typed(before, AssetDraft), internal_owner="Ann")
    register.perform(assets.change_asset, before, asset)
    period = replace(typed(nova.partnership, PartnershipDraft), internal_owner="Ann")
    register.perform(partnerships.change_partnership, nova.partnership, period)
    register.clock.pass_days(2)
    held = duties.duties_of(register, ann)
    assert len(held) == 3
    register.perform(duties.hand_over, HandOverDraft(mara.id, held[:2]))
    paper = paper_making.prepare(register, register.picture(), PaperRequest("person", ann.id))
    day = show_day(register.today)
    assert rows_of(paper, "Duties handed over") == [
        [nova.profile.name, "Accountable for the asset", "Mara", day],
        [nova.partner.name, "Accountable for the partner", "Mara", day],
    ]
    newest = rows_of(paper, "History")[0]
    assert "Handed over 2 duties to Mara" in newest[2]
    assert nova.profile.name in newest[2]
    assert "changed" not in newest[2], "sentences, not the language of fields"
    assert jo.name in "".join("".join(row) for row in rows_of(paper, "Duties"))
