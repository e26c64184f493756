"""The names of acts, by which findings, procedures and buttons mean the same thing."""

from __future__ import annotations

from enum import StrEnum

from delvia_desktop.i18n import later, tr


class Act(StrEnum):
    """What can begin at a record in the window; a name that is not among these raises ValueError.

    The values stand in the data of the procedures (`resources/procedures`) and in the command
    line's JSON, so they stay.
    """

    SHOW = ""

    # Records
    CHANGE = "change"
    RECORD_ASSET = "record-asset"
    RECORD_BUSINESS_CENTER = "record-business-center"
    RECORD_LOGIN = "record-login"
    RECORD_PARTNERSHIP = "record-partnership"
    RECORD_PERSON = "record-person"
    RECORD_SEAT = "record-seat"
    RECORD_SHOP_PARTNER = "record-shop-partner"
    GIVE = "give"
    SHARE = "share"
    CLAIM = "claim"
    OWNERSHIP = "ownership"
    CONFIRM_OWNERSHIP = "confirm-ownership"
    STATUS = "status"
    MERGE = "merge"
    COMPARE = "compare"
    CHANGE_PARTNERSHIP = "change-partnership"

    # Steps of a grant
    GRANT = "grant"
    CONFIRM = "confirm"
    VERIFY = "verify"
    REVOKE = "revoke"
    GONE = "gone"
    RAISE = "raise"
    LOWER = "lower"
    PURPOSE = "purpose"
    COPY = "copy"

    # Everything that a person or a partner has, at once
    END_ACCESS = "end-access"
    VERIFY_REMOVALS = "verify-removals"
    HAND_OVER = "hand-over"

    # Steps of a seat, of a person and of a login
    INVITE = "invite"
    JOIN = "join"
    EXPIRE = "expire"
    REJECT = "reject"
    LEAVE = "leave"
    REMOVE = "remove"
    ROLE = "role"
    RECHECK = "recheck"
    PASSWORD = "password"  # noqa: S105 - the name of an act
    KNOWS = "knows"

    # Steps of a claim
    ASK = "ask"
    AGREE = "agree"
    TRANSFER = "transfer"
    RECEIVE = "receive"
    REFUSE = "refuse"
    ESCALATE = "escalate"
    DROP = "drop"

    # Steps of a partnership
    REQUEST = "request"
    DECLINE = "decline"
    CANCEL = "cancel"
    BEGIN = "begin"
    END = "end"
    CLOSE = "close"

    # Reviews, procedures, documents, findings
    REVIEW = "review"
    AGAIN = "again"
    NEXT = "next"
    DECIDE = "decide"
    PROCEDURE = "procedure"
    OFFBOARD = "offboard"
    FINISH = "finish"
    STOP = "stop"
    PRINT = "print"
    PAPERS = "papers"
    RENEW = "renew"
    GATHER = "gather"
    ACKNOWLEDGE = "acknowledge"
    EMAIL = "email"
    SIGN = "sign"
    ACCEPT = "accept"
    FINDINGS = "findings"


ENDING = frozenset({Act.REVOKE, Act.REMOVE, Act.CANCEL, Act.GONE})
"""The acts that end access, the likeliest ones once its holder has left."""

_FIRST = {
    Act.GRANT: later("Assign it in TikTok first."),
    Act.INVITE: later("Send the invitation in TikTok first."),
    Act.CANCEL: later("Cancel it in TikTok first."),
    Act.ROLE: later("Change the role in TikTok first."),
    Act.LOWER: later("Lower the level in TikTok first."),
    Act.PASSWORD: later("Change the password in TikTok first."),
    Act.REVOKE: later("Revoke the access in TikTok first."),
    Act.END_ACCESS: later("Revoke the access in TikTok first."),
    Act.REMOVE: later("Remove the seat in TikTok first."),
    Act.END: later("Remove the partner in TikTok first."),
    Act.STATUS: later("Check it in TikTok first."),
    Act.VERIFY: later("Check it in TikTok first."),
    Act.GONE: later("Check it in TikTok first."),
    Act.VERIFY_REMOVALS: later("Check it in TikTok first."),
}


_WORDS = {
    Act.SHOW: later("Show record"),
    Act.CHANGE: later("Edit…"),
    Act.RECORD_PARTNERSHIP: later("Add partnership…"),
    Act.RECORD_SEAT: later("Add seat…"),
    Act.RECORD_SHOP_PARTNER: later("Add shop partner…"),
    Act.GIVE: later("Assign…"),
    Act.SHARE: later("Share asset…"),
    Act.CLAIM: later("Claim…"),
    Act.OWNERSHIP: later("Record ownership…"),
    Act.CONFIRM_OWNERSHIP: later("Confirm ownership…"),
    Act.CHANGE_PARTNERSHIP: later("Edit partnership…"),
    Act.CONFIRM: later("Record confirmation…"),
    Act.VERIFY: later("Verify…"),
    Act.REVOKE: later("Record revocation…"),
    Act.GONE: later("Verify removal…"),
    Act.RAISE: later("Raise level…"),
    Act.HAND_OVER: later("Hand over duties…"),
    Act.JOIN: later("Mark as joined…"),
    Act.LEAVE: later("Mark as left…"),
    Act.REMOVE: later("Record removal…"),
    Act.ROLE: later("Change role…"),
    Act.PASSWORD: later("Record password change…"),
    Act.ASK: later("Record request…"),
    Act.AGREE: later("Record agreement…"),
    Act.TRANSFER: later("Record start of transfer…"),
    Act.RECEIVE: later("Record receipt…"),
    Act.REFUSE: later("Record refusal…"),
    Act.ESCALATE: later("Record escalation…"),
    Act.REQUEST: later("Record request…"),
    Act.BEGIN: later("Mark as ending…"),
    Act.END: later("Record end…"),
    Act.VERIFY_REMOVALS: later("Verify removals…"),
    Act.REVIEW: later("Start review…"),
    Act.PRINT: later("Print document…"),
    Act.RENEW: later("Print new version…"),
    Act.ACKNOWLEDGE: later("Add signed scan…"),
}


def act_words(act: Act) -> str:
    """Return the words for an act by its name, as on a button that leads to it."""
    return tr(_WORDS[act]) if act in _WORDS else tr("Record…")


def first_in_tiktok(act: Act) -> str:
    """Return what is done in TikTok before an act by its name; empty if nothing."""
    return tr(_FIRST[act]) if act in _FIRST else ""
