"""What takes an act of a step at many of its records at once, in one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.claim_steps import STEPS as CLAIM_STEPS
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.procedures.acts import begins_at
from delvia_desktop.domain.procedures.facts import not_seen_gone
from delvia_desktop.domain.procedures.plans import Deeds
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_named, kind_of
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.words.acts import Act, act_words
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.bulk import able_to
from delvia_desktop.ui.access.claim_acts import claims_form
from delvia_desktop.ui.access.ending_acts import taken_together
from delvia_desktop.ui.access.forms.owned_form import owned_form
from delvia_desktop.ui.access.grant_acts import Open
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.procedures.confirmed_form import confirmed_form
from delvia_desktop.ui.session import Session

_GRANT_ACTS = {
    **{act: act for act in (Act.GRANT, Act.CONFIRM, Act.VERIFY, Act.REVOKE, Act.GONE)},
    **dict.fromkeys((Act.REMOVE, Act.CANCEL), Act.REVOKE),
}
"""The acts of steps that many grants take together, and what the act on many is called."""

Found = tuple[Deeds, Name]
"""An act of a step, and a record at which it can begin."""


@dataclass(frozen=True)
class Together:
    """An act at many records: its words, which they are, and the form that takes it."""

    text: str
    names: frozenset[Name]
    form: Callable[[Open], Form]


def alike(session: Session, run: Run, found: Sequence[Found]) -> list[Together]:
    """Return the acts that take a step's several records together, in one form."""
    if not session.can_act:
        return []
    confirmed = _confirmed(session, run, found)
    if confirmed is not None:
        return [confirmed]
    several = (make(session, run, found) for make in (_grants, _claims, _owned))
    return [one for one in several if one is not None]


def _grants(session: Session, run: Run, found: Sequence[Found]) -> Together | None:
    """Return what takes an act at all grants; to end a seat means the same as to end a grant."""
    fits = [(_GRANT_ACTS[deed.act], deed, n) for deed, n in found if deed.act in _GRANT_ACTS]
    for act in dict.fromkeys(each for each, _, _ in fits):
        names = [name for each, _, name in fits if each == act]
        able = able_to(session.live, act, names)
        if len(able) > 1:
            told = {deed.act for each, deed, _ in fits if each == act}
            word = act_words(told.pop() if len(told) == 1 else act)
            text = _for_all(word, len(able))
            if len(able) < len(names):
                text = tr("{act} for {n}…", act=word.removesuffix("…"), n=len(able))
            unseen = not_seen_gone(session.live.situation(), run)
            ended = [(kind_of(record).name, int(record.id)) for record in unseen]
            form = partial(taken_together, session, able, act, ended=ended)
            return Together(text, frozenset(able), form)
    return None


def _confirmed(session: Session, run: Run, found: Sequence[Found]) -> Together | None:
    """Return what records that a partner confirmed the partnership and its shares."""
    names = [name for deed, name in found if deed.act == Act.CONFIRM]
    shares = [key for kind, key in names if kind == "share"]
    if run.partner is None or not shares or ("partner", int(run.partner)) not in names:
        return None
    records = session.live.records
    partner, seen = records.get(Partner, run.partner), records.those(Share, shares)
    form = partial(confirmed_form, session, partner, seen)
    return Together(act_words(Act.CONFIRM), frozenset(names), _alone(form))


def _claims(session: Session, run: Run, found: Sequence[Found]) -> Together | None:
    """Return what takes the next step of all claims for which it is the same one."""
    situation = session.shown.situation(session.on)
    by_act: dict[Act, dict[Name, Claim]] = {}
    for deed, name in found:
        kind = kind_named(name[0])
        record = session.live.records.find(kind.record, id=name[1]) if kind else None
        begun = begins_at(situation, run, record, deed.act) if record is not None else None
        if begun is not None and isinstance(begun[0], Claim) and begun[1] in CLAIM_STEPS:
            by_act.setdefault(begun[1], {})[name] = begun[0]
    for act, claims in by_act.items():
        if len(claims) > 1:
            text = _for_all(act_words(act), len(claims))
            form = partial(claims_form, session, tuple(claims.values()), act)
            return Together(text, frozenset(claims), _alone(form))
    return None


def _owned(session: Session, _run: Run, found: Sequence[Found]) -> Together | None:
    """Return what records that all assets that are claimed, or are to be, are ours now."""
    keys = [key for deed, (kind, key) in found if kind == "asset" and deed.act == Act.CLAIM]
    if len(set(keys)) < 2:  # noqa: PLR2004 - several
        return None
    assets = session.live.records.those(Asset, set(keys))
    names = frozenset(("asset", key) for key in keys)
    text = _for_all(act_words(Act.OWNERSHIP), len(names))
    form = partial(owned_form, session, assets)
    return Together(text, names, _alone(form))


def _alone(form: Callable[[], Form]) -> Callable[[Open], Form]:
    """Return what makes a form that opens no other one."""
    return lambda _: form()


def _for_all(word: str, count: int) -> str:
    return tr("{act} for all {n}…", act=word.removesuffix("…"), n=count)
