"""What ends all access of somebody, and what records that its end was seen: one act for each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import OVER, Claim
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.findings.rules.next_steps import holding
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.words.acts import Act, act_words
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.bulk import able_to
from delvia_desktop.services.access.claims import open_claim
from delvia_desktop.services.access.grants import login_of
from delvia_desktop.ui.access.forms.assignment_form import login_form
from delvia_desktop.ui.access.forms.bulk_form import many_form
from delvia_desktop.ui.access.forms.caution import last_admin
from delvia_desktop.ui.access.grant_acts import Open, record_deeds
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session


def ending_deed(
    session: Session,
    working: Sequence[Name],
    ended: Sequence[Name],
    open_form: Open,
    person: Person | None = None,
) -> Deed | None:
    """Return the act that ends all access that works, or the first of what none revokes.

    What is revoked is of whatever kinds, in one act that also says what it leaves, and takes what
    `ended` before along as it is verified. `person` is who holds the logins among it.
    """
    if not session.can_act:
        return None
    able = able_to(session.live, Act.REVOKE, working)
    if len(able) > 1 or (able and able[0][0] != "seat"):
        rest = set(working) - set(able)
        return Deed(
            tr("Revoke access…"),
            lambda: open_form(_revoking(session, able, ended, rest, open_form)),
            act=Act.END_ACCESS,
        )
    for name in (*able, *working):
        if (of := _ends_it(session, *name)) is None:
            continue
        for deed in record_deeds(session, *of, open_form):
            if deed.act == Act.REMOVE:
                return replace(deed, text=tr("Remove seat…"), act=Act.END_ACCESS)
            if deed.act == Act.REVOKE:
                return replace(deed, text=tr("Record revocation…"), act=Act.END_ACCESS)
            if deed.act in {Act.CANCEL, Act.PASSWORD}:
                return replace(deed, act=Act.END_ACCESS)
    return _handing_over(session, working, open_form, person)


def _handing_over(
    session: Session, working: Sequence[Name], open_form: Open, person: Person | None
) -> Deed | None:
    """Return what names another holder of the first login that is still held."""
    login = next((key for kind, key in working if kind == "login"), None)
    if login is None or person is None:
        return None
    record = session.live.records.get(Login, login)
    step = holding(record, int(person.id))

    def run() -> None:
        open_form(asking(session, login_form(session, record), step))

    return Deed(tr(step.text), run, act=Act.END_ACCESS)


def verifying_deed(session: Session, ended: Sequence[Name], open_form: Open) -> Deed | None:
    """Return the act that verifies all that ended as gone in TikTok, None if all is."""
    unseen = able_to(session.live, Act.GONE, ended) if session.can_act else []
    if not unseen:
        return None
    return Deed(
        tr("Verify removals…") if len(unseen) > 1 else tr("Verify removal…"),
        lambda: open_form(taken_together(session, unseen, Act.GONE, open_form)),
        act=Act.VERIFY_REMOVALS,
    )


def closing_deeds(
    session: Session, period: Partnership, deeds: Sequence[Deed], open_form: Open
) -> list[Deed]:
    """Return the acts on a partnership, before its ending first what has to be verified."""
    attention = session.watch.attention
    if attention is None or all(deed.act != Act.CLOSE for deed in deeds):
        return list(deeds)
    left = attention.situation.unverified_of(period.partner)
    ended = [(kind_of(record).name, int(record.id)) for record in left]
    return [*given(verifying_deed(session, ended, open_form)), *deeds]


def partner_endings(
    session: Session,
    partner: Partner,
    ways: Sequence[AccessRoute],
    open_form: Open,
    *,
    is_over: bool,
) -> list[Deed]:
    """Return the ending acts left of a partner: its access, then removals to verify.

    `ways` are those of the partner and its people beside the shares. Unless the partnership is over
    or ending, only what ended already is to be verified.
    """

    def keys(**where: object) -> list[Name]:
        asked = Wanted(session.on, where={"partner": partner.id, **where})
        found = session.shown.rows(ShareRow, asked)
        return [("share", key) for key in found.keys(0, found.count())]

    ended = [*keys(state="revoked"), *((w.kind, w.record) for w in ways if not w.is_open)]
    verify = verifying_deed(session, ended, open_form)
    if not is_over:
        return given(verify)
    working = [*keys(is_open=1), *((way.kind, way.record) for way in ways if way.is_open)]
    end = ending_deed(session, working, ended, open_form)
    return given(end, verify)


def claiming_deeds(
    session: Session, partner: Partner, open_form: Open, lead: Callable[[str, int, str], object]
) -> list[Deed]:
    """Return the acts that come before an ending: a partner's first asset is claimed.

    The assets come in the order of their findings. What is claimed begins where `lead` leads to.
    """
    if not session.can_act:
        return []
    records, today = session.live.records, session.live.today
    for asset in records.select(Asset, owner_partner=partner.id):
        steps = claim_step_deeds(session, asset, open_form)
        begin = Deed(act_words(Act.CLAIM), partial(lead, "asset", int(asset.id), Act.CLAIM))
        return [_named(next(iter(steps), begin), asset)]
    for claim in records.select(Claim, partner=partner.id):
        if claim_state_on(claim, today) not in OVER:
            asset = records.get(Asset, claim.asset)
            return [_named(deed, asset) for deed in claim_step_deeds(session, asset, open_form)]
    return []


def _named(deed: Deed, asset: Asset) -> Deed:
    act = deed.text.removesuffix("…")
    return replace(deed, text=tr("{act}: {asset}…", act=act, asset=asset.name))


def claim_step_deeds(session: Session, asset: Asset, open_form: Open) -> list[Deed]:
    """Return the act before an ending that takes the next step of an asset's claim."""
    claim = open_claim(session.live, asset) if session.can_act else None
    if claim is None:
        return []
    return [replace(record_deeds(session, "claim", int(claim.id), open_form)[0], act="")]


def given(*deeds: Deed | None) -> list[Deed]:
    """Return those ending acts that there are, without None."""
    return [deed for deed in deeds if deed is not None]


def likeliest_last(deeds: Sequence[Deed]) -> list[Deed]:
    """Return ending acts with the likeliest as the last and primary button."""
    return [replace(deed, is_primary=not place) for place, deed in enumerate(deeds)][::-1]


def taken_together(
    session: Session,
    names: Sequence[Name],
    act: Act,
    open_form: Open,
    reason: str = "",
    ended: Sequence[Name] = (),
) -> Form:
    """Return the form of one ending act on many; it says if no Admin would be left.

    `reason` is why they are revoked, if that was decided before. What of the same kinds `ended`
    earlier can be verified as gone with them.
    """
    ending = names if act == Act.REVOKE else ()
    keys = {of: [key for kind, key in ending if kind == of] for of in ("seat", "assignment")}
    records = session.live.records
    seats, staff = records.those(Seat, keys["seat"]), records.those(Assignment, keys["assignment"])
    going: list[Seat | Assignment] = [*seats, *staff]
    caution = last_admin(session, going, open_form, is_previewed=True)
    kinds = {kind for kind, _ in names}
    unseen = able_to(session.live, Act.GONE, (name for name in ended if name[0] in kinds))
    earlier = unseen if act == Act.REVOKE else ()
    return many_form(session, names, act, caution, reason, earlier)


def _revoking(
    session: Session,
    able: Sequence[Name],
    ended: Sequence[Name],
    rest: Collection[Name],
    open_form: Open,
) -> Form:
    form = taken_together(session, able, Act.REVOKE, open_form, ended=ended)
    if rest:
        form.panel.explain(_rest_words(session, rest))
    return form


def _rest_words(session: Session, rest: Collection[Name]) -> str:
    """Say what of somebody's access no revocation ends, and what does."""
    held = sum(kind == "login" for kind, _ in rest)
    known = sum(_known_login(session, *name) is not None for name in rest)
    others = len(rest) - held - known
    told = [
        (known, ntr("{n} known password can only be changed.",
                    "{n} known passwords can only be changed.", known)),
        (held, ntr("{n} login needs another mailbox or recovery holder.",
                   "{n} logins need another mailbox or recovery holder.", held)),
        (others, ntr("{n} more grant cannot be revoked.",
                     "{n} more grants cannot be revoked.", others)),
        (len(rest), ntr("The right step for it comes next.",
                        "The right step for each comes next.", len(rest))),
    ]  # fmt: skip
    return " ".join(words for count, words in told if count)


def _ends_it(session: Session, kind: str, key: int) -> Name | None:
    """Return the record at which access ends: a known password at its login, if there is one."""
    if kind == "seat":
        return kind, key
    if kind != "assignment":
        return None
    login = _known_login(session, kind, key)
    return ("login", int(login.id)) if login is not None else (kind, key)


def _known_login(session: Session, kind: str, key: int) -> Login | None:
    """Return the login of which an assignment is the known password, None for any other record."""
    known = session.live.records.find(Assignment, id=key) if kind == "assignment" else None
    return login_of(session.live.records, known) if known is not None else None
