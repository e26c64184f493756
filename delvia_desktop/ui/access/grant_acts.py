"""What can be done with a record that gives access, or with several at once, as deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import starmap, zip_longest
from typing import Any

from delvia_desktop.domain.access import claim_steps, grant_steps, seat_steps
from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import OVER, Partnership
from delvia_desktop.domain.access.partnerships import state_on as period_state_on
from delvia_desktop.domain.access.seats import OPEN, Seat, state_on
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.access.steps import following
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.acts import ENDING, Act
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import claims, grants, logins, seats
from delvia_desktop.services.access.bulk import acts_that_fit
from delvia_desktop.services.access.bulk_words import act_words
from delvia_desktop.services.access.grants import holder_has_gone, why_it_ends
from delvia_desktop.services.register.words import called, list_title
from delvia_desktop.ui.access.claim_acts import claim_words
from delvia_desktop.ui.access.forms.assignment_form import assignment_form, knower_form, login_form
from delvia_desktop.ui.access.forms.bulk_form import many_form
from delvia_desktop.ui.access.forms.caution import last_admin
from delvia_desktop.ui.access.forms.claim_form import claim_form
from delvia_desktop.ui.access.forms.code_form import shop_partner_form, spark_code_form
from delvia_desktop.ui.access.forms.partner_form import partnership_form
from delvia_desktop.ui.access.forms.password_form import password_form
from delvia_desktop.ui.access.forms.person_form import role_form, seat_form
from delvia_desktop.ui.access.forms.step_form import InTurn, StepWords, step_form, words_of
from delvia_desktop.ui.access.partnership_acts import end_form, partnership_deeds
from delvia_desktop.ui.access.share_acts import share_deeds
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session

Open = Callable[[Form], None]

GRANTS = frozenset({"share", "assignment", "spark-code", "shop-partner"})
"""The kinds whose steps are those of every grant, so that many can take one together."""

FORMS: Mapping[str, Callable[..., Form]] = {
    "seat": seat_form,
    "assignment": assignment_form,
    "login": login_form,
    "spark-code": spark_code_form,
    "shop-partner": shop_partner_form,
    "claim": claim_form,
}
"""The form that records or corrects each kind."""

_FAMILIES: Mapping[type[Any], tuple[Any, Callable[..., Any]]] = {
    Seat: (seat_steps, seats.take_step),
    Claim: (claim_steps, claims.take_step),
}
"""The module that knows the steps of a record, and what takes one; all others are grants."""


def chosen_deeds(session: Session, kind: str, keys: Sequence[int], open_form: Open) -> list[Deed]:
    """Return the acts on the chosen grant in a list, or on several chosen at once."""
    if len(keys) == 1:
        return record_deeds(session, kind, keys[0], open_form)
    return _many_deeds(session, kind, keys, open_form)


def _many_deeds(session: Session, kind: str, keys: Sequence[int], open_form: Open) -> list[Deed]:
    if not keys or not session.can_act or kind not in GRANTS:
        return []

    names = [(kind, key) for key in keys]

    def deed(act: str) -> Deed:
        return Deed(f"{act_words(act, {kind})}…", lambda: open_form(many_form(session, names, act)))

    return [deed(act) for act in acts_that_fit(session.live, kind, keys)]


def selected_deeds(
    session: Session, records: Iterable[tuple[str, int]], open_form: Open
) -> list[Deed]:
    """Return the acts on selected grants of several kinds, each kind on its own."""
    by_kind: dict[str, list[int]] = {}
    for kind, key in records:
        by_kind.setdefault(kind, []).append(key)
    if len(by_kind) <= 1:
        of_one = [chosen_deeds(session, *each, open_form) for each in by_kind.items()]
        return [deed for deeds in of_one for deed in deeds]
    rows = [
        [replace(deed, text=_of_kind(deed.text, kind, len(keys))) for deed in deeds]
        for kind, keys in by_kind.items()
        if (deeds := _many_deeds(session, kind, keys, open_form))
    ]
    return [deed for likely in zip_longest(*rows) for deed in likely if deed is not None]


def _of_kind(act: str, kind: str, count: int) -> str:
    return tr("{act} ({list}: {n})", act=act, list=list_title(f"{kind}s"), n=count)


def record_deeds(session: Session, kind: str, key: int, open_form: Open) -> list[Deed]:
    """Return the next acts on a grant or what belongs to it, the most usual first."""
    if kind == "share":
        return share_deeds(session, key, open_form)
    known = kind_named(kind)
    record = session.live.records.find(known.record, id=key) if known is not None else None
    if record is None or not session.can_act:
        return []
    if isinstance(record, Partnership):
        return _partnership_deeds(session, record, open_form)
    if kind not in FORMS:
        return []

    def deed(words: StepWords, name: str, use_case: Callable[..., Any] | InTurn) -> Deed:
        def run() -> None:
            form_key = f"{kind}-{name}/{record.id}"
            seated = [record] if isinstance(record, Seat) and name == Act.REMOVE else []
            staff = [record] if isinstance(record, Assignment) and name == Act.REVOKE else []
            caution = last_admin(session, [*seated, *staff], open_form)
            open_form(step_form(session, form_key, words, use_case, record, caution=caution))

        return Deed(f"{words.action}…", run, act=name)

    steps = list(starmap(deed, _steps(session, record)))
    if isinstance(record, Login):
        steps.insert(0, _password_deed(session, record, open_form))
    if (login := grants.login_of(session.live.records, record)) is not None:
        # What somebody knows ends by another password.
        change = _password_deed(session, login, open_form)
        steps = [change if each.act == Act.REVOKE else each for each in steps]
    return [
        *steps[:1],
        *_login_deeds(session, record, open_form),
        *steps[1:],
        *_role_deeds(session, record, open_form),
        *_code_deeds(session, record, open_form),
        Deed(tr("Edit…"), lambda: open_form(FORMS[kind](session, record)), act="change"),
        _delete(session, record),
    ]


def _partnership_deeds(session: Session, period: Partnership, open_form: Open) -> list[Deed]:
    partner = session.live.records.get(Partner, period.partner)
    form = partial(partnership_form, session, partner, period)
    change = Deed(tr("Edit…"), lambda: open_form(form()), act="change")
    ends = []
    if period_state_on(period, session.live.today) not in OVER:
        end = partial(end_form, session, partner, period)
        ends.append(Deed(tr("Record end…"), lambda: open_form(end()), act="end"))
    return [*partnership_deeds(session, partner, period, open_form), *ends, change]


def _steps(
    session: Session,
    record: Any,  # noqa: ANN401 - any record
) -> list[tuple[StepWords, str, Callable[..., Any] | InTurn]]:
    """Return the steps that fit a record today: how each is asked for, its name, what takes it."""
    today = session.live.today
    what = called(session.live.records, record)
    if isinstance(record, Login):
        text = tr("{what} was verified and is as recorded", what=what)
        return [(StepWords(text, tr("Verify"), tr("Verified on")), "verify", logins.verify_login)]
    family, take = _FAMILIES.get(type(record), (grant_steps, grants.take_step))
    names = family.next_steps(record, today)
    why = "" if isinstance(record, Claim) else why_it_ends(session.live.records, record, today)

    def asked(name: str) -> StepWords:
        if isinstance(record, Claim):
            return claim_words(session, record, name)
        words = words_of(session, family.STEPS[name], {"what": what}, why=why)
        is_known = isinstance(record, Assignment) and record.surface == Surface.LOGIN
        return (
            replace(words, warning=grants.never_revoked())
            if is_known and name == Act.REVOKE
            else words
        )

    def taking(name: str) -> InTurn:
        return InTurn(take, name, {each: asked(each) for each in following(family.STEPS, name)})

    if holder_has_gone(session.live.records, record, today):
        names = tuple(sorted(names, key=lambda name: name not in ENDING))
    return [(asked(name), name, taking(name)) for name in names]


def _role_deeds(session: Session, record: object, open_form: Open) -> list[Deed]:
    if not isinstance(record, Seat) or state_on(record, session.live.today) not in OPEN:
        return []
    return [Deed(tr("Change role…"), lambda: open_form(role_form(session, record)), act="role")]


def _password_deed(session: Session, login: Login, open_form: Open) -> Deed:
    form = partial(password_form, session, f"login-password/{login.id}", login)
    return Deed(tr("Record password change…"), lambda: open_form(form()), act=Act.PASSWORD)


def _login_deeds(session: Session, record: object, open_form: Open) -> list[Deed]:
    if not isinstance(record, Login):
        return []
    text = tr("Record known login…")
    return [Deed(text, lambda: open_form(knower_form(session, record)), act="knows")]


def _code_deeds(session: Session, record: object, open_form: Open) -> list[Deed]:
    if not isinstance(record, SparkCode):
        return []
    form = partial(spark_code_form, session, again=record)
    return [Deed(tr("Add new code…"), lambda: open_form(form()), act="renew")]


def _delete(session: Session, record: Any) -> Deed:  # noqa: ANN401 - any record
    acts: dict[type[Any], Callable[..., Any]] = {
        Seat: seats.delete_seat,
        Login: logins.delete_login,
        Claim: claims.delete_claim,
    }
    act = acts.get(type(record), grants.delete_grant)
    return Deed(tr("Delete"), lambda: session.attempt(act, record), is_folded=True)
