"""Papers acknowledged: recorded with their proof as one act, corrected, withdrawn, filed apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.evidence import (
    Attachment,
    CaptionDraft,
    FileDraft,
    NoteDraft,
    Subject,
)
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.lists.filters import parse
from delvia_desktop.domain.lists.rows import AccessRecordRow, Wanted
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    AcknowledgementRow,
)
from delvia_desktop.domain.records.letterheads import Letterhead, LetterheadDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid, Refused
from delvia_desktop.services.access import partners, shares
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.findings import findings
from delvia_desktop.services.papers import (
    acknowledgements,
    letterheads,
    paper_making,
    papers,
)
from delvia_desktop.services.register.register import Register, open_register
from delvia_desktop.storage.register.exports import export_lines
from tests.properties.acts import state_of
from tests.services.evidence.test_evidence import MAIL, PDF, png


def issued(register: Register, key: int) -> AccessRecord:
    request = PaperRequest("partner", key)
    prepared = paper_making.prepare(register, register.picture(), request)
    return register.perform(papers.issue, prepared)


@pytest.fixture
def paper(nova) -> AccessRecord:
    return issued(nova.register, nova.partner.id)


def scan(who: str = "Tom Hale", content: bytes = PDF, **more: str) -> AcknowledgementDraft:
    file = FileDraft("signed.pdf", content)
    return AcknowledgementDraft("SCAN", who, on="today", file=file, **more)


def by_mail(who: str = "Tom Hale") -> AcknowledgementDraft:
    return AcknowledgementDraft("EMAIL", who, "Brightside", "today", "<CAJ8x@mail.example>")


def files(register, paper):
    return evidence.files_of(register.records, Subject("access-record", paper.id))


def test_a_scan_and_its_acknowledgement_are_one_act_with_one_undo(nova, paper):
    register = nova.register
    before = state_of(register)
    made = register.perform(acknowledgements.acknowledge, paper, scan(role="Head of media"))
    [kept] = files(register, paper)
    assert (made.attachment, kept.caption) == (kept.id, "Signed by Tom Hale")
    assert register.undo_title == f"{paper.number} acknowledged by Tom Hale"
    after = state_of(register)
    register.undo()
    assert state_of(register) == before
    register.redo()
    assert state_of(register) == after
    assert register.content(kept.sha256) == PDF
    assert not register.check()
    past = register.as_of(register.revision)
    assert state_of(past) == after
    past.close()


def test_one_scan_may_show_two_signers_and_stays_until_the_last_is_withdrawn(nova, paper):
    register = nova.register
    first = register.perform(acknowledgements.acknowledge, paper, scan())
    second = register.perform(acknowledgements.acknowledge, paper, scan("Mara Lindt"))
    assert first.attachment == second.attachment
    withdraw = acknowledgements.withdraw_acknowledgement
    with pytest.raises(Invalid, match="why"):
        register.perform(withdraw, first)
    register.perform_because("Wrong person", withdraw, first)
    assert len(files(register, paper)) == 1
    register.perform_because("Wrong paper", withdraw, second)
    assert files(register, paper) == ()
    assert register.records.select(Acknowledgement) == ()
    register.undo()
    register.undo()
    assert register.records.select(Acknowledgement) == (first, second)
    assert not register.check()


def test_the_proof_of_an_acknowledgement_is_not_taken_away_alone(nova, paper):
    register = nova.register
    made = register.perform(acknowledgements.acknowledge, paper, scan())
    [kept] = files(register, paper)
    with pytest.raises(Refused, match="Acknowledgement"):
        register.perform(evidence.remove_file, kept)
    assert files(register, paper) == (kept,)
    register.perform_because("x", acknowledgements.withdraw_acknowledgement, made)
    other = FileDraft("a.png", png())
    [kept] = register.perform(evidence.attach, Subject("access-record", paper.id), [other])
    register.perform(evidence.remove_file, kept)
    assert files(register, paper) == ()


def test_a_correction_changes_the_words_and_can_be_taken_back(nova, paper):
    register = nova.register
    made = register.perform(acknowledgements.acknowledge, paper, by_mail("Tm Hale"))
    change = acknowledgements.change_acknowledgement
    changed = register.perform(change, made, by_mail())
    assert (changed.who, changed.id, changed.how) == ("Tom Hale", made.id, "EMAIL")
    register.undo()
    assert acknowledgements.acknowledgements_of(register.records, paper) == (made,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"MZ\x90\x00" + bytes(80), "program", id="program"),
        pytest.param(MAIL, "a PDF or an image", id="mail"),
        pytest.param(b"%PDF-1.4\ncut", "incomplete", id="cut"),
    ],
)
def test_a_bad_file_is_a_problem_of_its_field_and_nothing_is_half_recorded(
    nova, paper, content, said
):
    register = nova.register
    before, revision = state_of(register), register.revision
    with pytest.raises(Invalid, match=said) as error:
        register.perform(acknowledgements.acknowledge, paper, scan(content=content))
    assert {problem.field for problem in error.value.problems} == {"file"}
    assert (state_of(register), register.revision) == (before, revision)


def test_a_paper_that_was_replaced_may_still_be_signed(nova, paper):
    register = nova.register
    register.perform(shares.take_step, nova.share, "confirm", StepDraft(on="2026-02-05"))
    newer = issued(register, nova.partner.id)
    assert newer.supersedes == paper.id
    register.perform(acknowledgements.acknowledge, paper, scan())
    [row] = [r for r in rows(register) if r.id == paper.id]
    assert (row.signed_by, row.superseded_by) == ("Tom Hale", newer.number)


def rows(register, typed: str = ""):
    on = register.today
    fields = register.rows(AccessRecordRow, Wanted(on)).fields
    conditions = parse(typed, fields, on).conditions
    return register.rows(AccessRecordRow, Wanted(on, conditions=conditions)).page()


def test_the_list_says_who_signed_and_is_filtered_by_it(nova, paper):
    register = nova.register
    assert [row.acknowledged for row in rows(register)] == [False]
    assert rows(register, "acknowledged:yes") == []
    assert len(rows(register, "acknowledged:no")) == 1
    register.perform(acknowledgements.acknowledge, paper, by_mail("Zoë"))
    register.perform(acknowledgements.acknowledge, paper, scan("Ann"))
    [row] = rows(register, "acknowledged:yes signer:zoe signed:any")
    assert (row.acknowledged, row.signed_by, row.signed_how) == (True, "Zoë, Ann", "EMAIL")
    assert row.signed_on == register.today
    assert rows(register, "signer:tom") == []
    listed = register.rows(AcknowledgementRow, Wanted(register.today)).page()
    assert [(r.number, r.who, r.file) for r in listed] == [
        (paper.number, "Zoë", ""),
        (paper.number, "Ann", "signed.pdf"),
    ]


def test_the_finding_goes_with_the_acknowledgement_and_comes_back_with_undo(nova, paper, clock):
    register = nova.register
    clock.pass_days(8)
    finding = f"HND-02/access-record/{paper.id}"
    known = findings.find(register)
    assert known.found[finding].next_step.act == "acknowledge"
    about = {("access-record", paper.id)}
    for act in (
        lambda: register.perform(acknowledgements.acknowledge, paper, by_mail()),
        register.undo,
    ):
        act()
        made = {("acknowledgement", 1), *about}
        again = findings.find_again(known, register.situation(), made)
        whole = look(register.picture())
        assert (finding in again.found) is (finding in whole.found)
        known = again


def prints_the_same(register, nova, paper) -> bool:
    request = PaperRequest("partner", nova.partner.id)
    return paper_making.prepare(register, register.picture(), request).record.id == paper.id


def test_what_is_filed_with_a_paper_does_not_make_its_reprint_a_new_paper(nova, paper):
    register, about = nova.register, Subject("access-record", paper.id)
    state = register.picture().register_state
    acknowledgement = register.perform(acknowledgements.acknowledge, paper, scan())
    [kept] = files(register, paper)
    changed = register.perform(evidence.change_caption, kept, CaptionDraft(caption="All pages"))
    other = FileDraft("mail.eml", MAIL)
    [mail] = register.perform(evidence.attach, about, [other])
    register.perform(evidence.remove_file, mail)
    note = register.perform(evidence.write_note, about, NoteDraft("Sent by post"))
    note = register.perform(evidence.change_note, note, NoteDraft("Sent by courier"))
    register.perform(evidence.delete_note, note)
    register.undo()
    register.redo()
    assert register.records.get(Attachment, changed.id).caption == "All pages"
    withdraw = acknowledgements.withdraw_acknowledgement
    register.perform_because("Not his hand", withdraw, acknowledgement)
    assert register.picture().register_state == state
    assert prints_the_same(register, nova, paper)
    past = register.as_of(register.revision - 3)
    assert past.picture().register_state == state
    past.close()


def test_what_is_filed_with_anything_else_does(nova, paper):
    register = nova.register
    about = Subject("share", nova.share.id)
    states = [register.picture().register_state]

    def changed() -> bool:
        states.append(register.picture().register_state)
        return states[-1] != states[-2]

    [kept] = register.perform(evidence.attach, about, [FileDraft("mail.eml", MAIL)])
    assert changed()
    note = register.perform(evidence.write_note, about, NoteDraft("Verified"))
    assert changed()
    register.perform(evidence.delete_note, note)
    assert changed()
    register.perform(evidence.remove_file, kept)
    assert changed()
    register.undo()
    assert changed()
    assert not prints_the_same(register, nova, paper)


def test_a_sound_partner_paper_does_not_speak_of_papers_that_wait(nova, paper, clock):
    register = nova.register
    clock.pass_days(30)
    assert paper.number in str([each.message for each in look(register.picture()).open])
    request = PaperRequest("partner", nova.partner.id)
    newer = paper_making.prepare(register, register.picture(), request)
    told = [each for each in unseal(newer.content).data["sections"] if "Open" in each["title"]]
    assert paper.number not in str(told)


def test_the_letterhead_is_set_changed_and_taken_back_with_its_logo(nova):
    register = nova.register
    assert letterheads.letterhead_of(register.records) == Letterhead(0)
    assert letterheads.logo_of(register) is None
    first = LetterheadDraft("#063", "LETTER", logo=FileDraft("Logo.PNG", png(40, 20)))
    made = register.perform(letterheads.set_letterhead, first)
    assert (made.accent, made.page_size) == ("#006633", "LETTER")
    logo = letterheads.logo_of(register)
    assert logo is not None
    [kept] = register.records.select(Attachment)
    assert (kept.subject_kind, kept.subject, kept.name) == ("letterhead", made.id, "Logo.png")
    register.perform(letterheads.set_letterhead, LetterheadDraft("#063"))
    assert letterheads.logo_of(register) == logo
    newer = LetterheadDraft(logo=FileDraft("new.png", png(9, 9)))
    register.perform(letterheads.set_letterhead, newer)
    assert letterheads.logo_of(register) != logo
    assert len(register.records.select(Attachment)) == 1
    register.perform(letterheads.set_letterhead, LetterheadDraft(removes_logo=True))
    assert letterheads.logo_of(register) is None
    assert register.records.select(Attachment) == ()
    last = state_of(register)
    for _ in range(3):
        register.undo()
    assert letterheads.logo_of(register) == logo
    register.undo()
    assert register.records.select(Letterhead) == ()
    for _ in range(4):
        register.redo()
    assert state_of(register) == last
    assert not register.check()


def test_a_new_letterhead_after_an_undone_one_keeps_its_logo_with_itself(nova):
    register = nova.register
    draft = LetterheadDraft(logo=FileDraft("logo.png", png()))
    register.perform(letterheads.set_letterhead, draft)
    register.undo()
    made = register.perform(letterheads.set_letterhead, draft)
    [kept] = register.records.select(Attachment)
    assert (kept.subject, made.logo) == (made.id, kept.id)
    with pytest.raises(Refused, match="Letterhead"):
        register.perform(evidence.remove_file, kept)
    revision = register.revision
    register.perform(letterheads.set_letterhead, draft)
    assert register.revision == revision


@pytest.mark.parametrize("content", [b"", PDF, png()[:40], b"GIF89a;", bytes(3_000_000)])
def test_a_bad_logo_is_a_problem_of_its_field_and_nothing_is_set(nova, content):
    register = nova.register
    revision = register.revision
    draft = LetterheadDraft("#063", logo=FileDraft("logo.png", content))
    with pytest.raises(Invalid) as error:
        register.perform(letterheads.set_letterhead, draft)
    assert {problem.field for problem in error.value.problems} == {"logo"}
    assert register.revision == revision


def test_everything_survives_closing_and_is_told_in_the_history(nova, paper):
    register = nova.register
    register.perform(acknowledgements.acknowledge, paper, scan())
    register.perform(letterheads.set_letterhead, LetterheadDraft("#063"))
    path, state = register.path, register.register_state
    lines = [json.loads(line) for line in export_lines(register.store.connection)]
    assert {"acknowledgement", "attachment", "letterhead"} <= {
        change[0] for line in lines for change in line.get("changes", [])
    }
    register.close()
    again = open_register(path, "Mara")
    assert (again.register_state, again.check()) == (state, [])
    again.close()


def test_a_partner_with_a_signed_paper_cannot_be_deleted(nova, paper):
    register = nova.register
    register.perform(acknowledgements.acknowledge, paper, by_mail())
    with pytest.raises(Refused):
        register.perform(partners.delete_partner, nova.partner)


def test_who_is_expected_to_sign_next_is_who_the_paper_names(nova, paper):
    """Found by a newcomer: "Who agreed" was empty, though the document prints the signer."""
    register = nova.register
    partner = register.records.get(Partner, nova.partner.id)
    draft = replace(
        typed(partner, PartnerDraft, bc_id="", former_ids=""), contact_name="Priya Nair"
    )
    register.perform(partners.change_partner, partner, draft)
    assert acknowledgements.next_signer(register, paper) == "Priya Nair"
    register.perform(acknowledgements.acknowledge, paper, scan("priya nair"))
    assert acknowledgements.next_signer(register, paper) != "Priya Nair"
