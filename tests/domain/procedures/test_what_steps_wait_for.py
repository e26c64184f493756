"""Which steps wait for which, and why: a step depends only on what it really needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.procedures.plans import StepStanding, procedure, procedures
from delvia_desktop.domain.procedures.steps import first_lacking, stands_in
from delvia_desktop.domain.records.procedures import Run
from tests.domain.sound import CLAIM, PROFILE_SHARE, SHARE, ago, situation

LISTED = "what was not listed is not ended"
ADMIN = "the last Admin would lock everyone out"
CLAIMED = "what it owns is lost once it is removed"
COUNTED = "a review closes with every area gone through"

AREAS = ("ACCOUNTS", "MEMBERS", "PARTNERS", "AD_ACCOUNTS", "SHOP", "CODES", "DATA", "FINANCE")

WAITS = {
    "ADD_AGENCY": {
        "SCOPE": {"PARTNER_ID": "it is agreed with the one whose ID that is"},
        "TOGETHER": {
            "OWN_CENTER": "it is looked for in our Business Center",
            "SCOPE": "only what was agreed needs to be there",
        },
        "ADD_PARTNER": {
            "OWN_CENTER": "it is added there",
            "ADMINS": "only an Admin can add it",
            "PARTNER_ID": "it is added by its ID",
            "SCOPE": "nothing is given before it is agreed",
            "NO_LOGIN": "a partner is what it is instead of a login",
        },
        "SHARE": {
            "ADD_PARTNER": "only a partner can be given a share",
            "TOGETHER": "a Business Center can share only what it owns",
        },
        "SEE_SHARES": {"SHARE": "there is nothing to verify before"},
        "CONFIRMED": {"SHARE": "there is nothing to see before"},
        "SHOP": {"SCOPE": "the sections are those agreed"},
        "SPARK": {"SCOPE": "the posts are those agreed"},
        "START_REVIEW": {
            "SEE_SHARES": "it decides on what was verified",
            "CONFIRMED": "it decides on what the agency sees",
        },
    },
    "END_PARTNERSHIP": {
        "OWNERS": {"LIST_ALL": LISTED},
        "HANDED_OVER": {"LIST_ALL": LISTED},
        "CUT_OVER": {"END_DATE": "it is done on that day", "LIST_ALL": LISTED},
        "REVOKE_SHARES": {
            "OWNERS": CLAIMED,
            "HANDED_OVER": "without its shares it can hand nothing over",
            "CUT_OVER": "running ads would stop",
        },
        "REMOVE_PARTNER": {"REVOKE_SHARES": "removing it would hide what is left"},
        "INCOMING": {"REMOVE_PARTNER": "what the removal left is looked for"},
        "SWEEP": {"REMOVE_PARTNER": "what the removal left is looked for"},
        "LOGINS": {"LIST_ALL": LISTED},
        "FINANCE": {"REMOVE_PARTNER": "it may not spend while it is settled"},
        "END_REVIEW": {
            "REMOVE_PARTNER": "it finds what is left",
            "INCOMING": "it finds what is left",
            "SWEEP": "it finds what is left",
            "LOGINS": "it finds what is left",
        },
        "SEE_GONE": {"END_REVIEW": "what the review revokes is verified too"},
        "CLOSE": {"SEE_GONE": "a closed partnership has nothing left"},
        "PRINT": {"CLOSE": "closing changes the partnership that the document tells of"},
    },
    "AGENCY_OWNS": {
        "HISTORY": {"PROVE": "the history of what is theirs is asked for"},
        "KEEP": {"PROVE": "it stays connected for what is theirs"},
        "OPEN_CLAIMS": {"PROVE": "only what is theirs is claimed"},
        "ASK": {
            "HISTORY": "who is asked knows how it came about",
            "OPEN_CLAIMS": "a request belongs to a claim",
        },
        "BILLING": {"ASK": "it is settled with the one who was asked"},
        "TRANSFER": {
            "ASK": "they agreed to it",
            "BILLING": "debts would move with it",
            "KEEP": "a removed partner cannot transfer",
        },
        "RECEIVE": {"TRANSFER": "it arrives after it was sent"},
        "SHARE_BACK": {"RECEIVE": "only what is ours can be shared"},
        "REFUSED": {"ASK": "a refusal answers a request"},
    },
    "REVIEW": {
        **{area: {"SCOPE": "its items are those of the review"} for area in AREAS},
        "FOLLOW": dict.fromkeys(AREAS, "what each decides to revoke is followed"),
        "CLOSE": {"FOLLOW": COUNTED},
        "PRINT": {"CLOSE": "the report states when and by whom it was closed"},
    },
    "PERSON_LEAVES": {
        "LIST_ALL": {"LAST_DAY": "the list is that of the day"},
        "SOLE_ADMIN": {"LAST_DAY": "there is another Admin by then"},
        "SEAT": {"LIST_ALL": LISTED, "SOLE_ADMIN": ADMIN},
        "ASSETS": {"SEAT": "what the removal left is looked for"},
        **{area: {"LIST_ALL": LISTED} for area in ("AD_ACCOUNTS", "SHOP", "CODES", "DEVICES")},
        "LOGINS": {"DEVICES": "a password is of no use while they hold the recovery"},
        "DUTIES": {"LAST_DAY": "they are handed over by that day"},
        "VERIFY": dict.fromkeys(
            ("SEAT", "ASSETS", "AD_ACCOUNTS", "SHOP", "CODES", "LOGINS"),
            "its removal is verified",
        ),
        "PRINT": {
            "VERIFY": "the document states when each removal was verified",
            "DUTIES": "the document states who has taken over what",
        },
    },
    "ADMIN_HANDOVER": {
        "RAISE": {"JOINED": "only a member has a role"},
        "PROVE": {"RAISE": "it is tried as Admin"},
        "FINANCE": {"RAISE": "only an Admin sees what it is given"},
        "ACCOUNTS": {"RAISE": "they are handed to the new Admin"},
        "TWO_ADMINS": {"RAISE": "the new one is one of the two"},
        "LOWER": {"PROVE": ADMIN, "TWO_ADMINS": ADMIN},
        "OPEN_MATTERS": {"RAISE": "only an Admin sees all of them"},
        "PRINT": {
            "LOWER": "the document states that the role has passed on",
            "ACCOUNTS": "its signers confirm who holds mailboxes and recovery",
        },
    },
    "CANNOT_SEE": {
        "CENTER": {"LOGIN": "it is looked at with the right login"},
        "INVITATION": {"LOGIN": "it was sent to the right login"},
        "GIVEN": {
            "CENTER": "it is given in that Business Center",
            "INVITATION": "only a member is given anything",
        },
        "LEVEL": {"GIVEN": "what was given has a level"},
        "CONNECTED": {"GIVEN": "what was given is looked at"},
        "REFRESH": {"LEVEL": "it shows what was changed", "CONNECTED": "it shows what was changed"},
        "NO_ADMIN": {"REFRESH": "nothing else has helped"},
    },
}
"""For each step the ones that it waits for, each with what it could not do without it."""

DOCUMENTS = {
    "partner": (set(), {"shares_given"}),
    "claim": (set(), {"something_claimed"}),
    "offboarding": ({"CLOSE"}, set()),
    "review": ({"CLOSE"}, set()),
    "person": ({"VERIFY", "DUTIES"}, set()),
    "admin": ({"LOWER", "ACCOUNTS"}, set()),
}
"""What must be done, and what must be recorded, before each kind of document says anything."""


@pytest.mark.parametrize("code", procedures())
def test_a_step_waits_only_for_what_it_cannot_do_without(code: str):
    """D4: each step that waits has a reason for each step that it waits for."""
    waiting = {step.code: set(step.after) for step in procedure(code).steps if step.after}
    assert waiting == {step: set(reasons) for step, reasons in WAITS[code].items()}


def test_no_step_that_prints_waits_for_anything_that_its_document_does_not_need():
    """D4: a newcomer was told “Complete step 13 first” of a document that could be printed."""
    found = {
        step.record.paper: (set(step.after), set(step.guards))
        for plan in procedures().values()
        for step in plan.steps
        if step.record is not None and step.record.paper
    }
    assert found == DOCUMENTS


@pytest.mark.parametrize(
    ("code", "there", "missing"),
    [
        ("ADD_AGENCY", [], [replace(each, revoked_on=ago(2)) for each in (SHARE, PROFILE_SHARE)]),
        ("AGENCY_OWNS", [replace(CLAIM, id=9, asset=1, partner=1)], []),
    ],
)
def test_a_document_can_be_printed_once_its_content_is_recorded(code: str, there, missing):
    """D4: no step was done yet, and the document is ready: what it tells of is on record."""
    run = Run(1, code, procedure(code).version, ago(3), partner=1)
    stand = {each.plan.code: each for each in stands_in(situation(there), run, [])}["PRINT"]
    assert (stand.standing, stand.waits) == (StepStanding.OPEN, ())
    assert first_lacking(stand.plan, situation(there), run) == {}
    (text,) = first_lacking(stand.plan, situation(missing), run).values()
    assert text.endswith("yet.")
