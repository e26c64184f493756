"""What can be done next with a partnership, as deeds with their forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnership_steps import STEPS, next_steps
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import following
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import partnerships
from delvia_desktop.ui.access.forms.step_form import InTurn, step_form, words_of
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session


def partnership_deeds(
    session: Session, partner: Partner, partnership: Partnership, open_form: Callable[[Form], None]
) -> list[Deed]:
    """Return the acts that the state of a partnership allows, as buttons."""

    def deed(name: str) -> Deed:
        def run() -> None:
            open_form(_form(session, partner, partnership, name))

        return Deed(f"{tr(STEPS[name].action)}…", run, is_enabled=session.can_act, act=name)

    return [deed(name) for name in next_steps(partnership, session.on)]


def end_form(session: Session, partner: Partner, partnership: Partnership) -> Form:
    """Return the form of the act that ends a partnership."""
    form = _form(session, partner, partnership, "end")
    form.panel.explain(_ends_words(session, partnership))
    return form


def _form(session: Session, partner: Partner, partnership: Partnership, name: str) -> Form:
    """Return the form of a step; a reason waives only what the partner owns."""
    names = {"partner": partner.name}
    words = words_of(session, STEPS[name], names)
    if not session.live.records.select(Asset, owner_partner=partner.id):
        words = replace(words, reason="")
    key = f"{name}/{partnership.id}"
    then = {each: words_of(session, STEPS[each], names) for each in following(STEPS, name)}
    turn = InTurn(partnerships.take_step, name, then)
    return step_form(session, key, words, turn, partnership)


def _ends_words(session: Session, partnership: Partnership) -> str:
    """Name the shares that end with a partnership, and the planned ones that are deleted."""
    active, planned = partnerships.ended_with(session.live, partnership)
    told = []
    if active:
        words = _names(session, active)
        told.append(
            ntr("Ends {n} active share: {names}.", "Ends {n} active shares: {names}.",
                len(active), names=words)
        )  # fmt: skip
    if planned:
        words = _names(session, planned)
        told.append(
            ntr("Deletes {n} planned share: {names}.", "Deletes {n} planned shares: {names}.",
                len(planned), names=words)
        )  # fmt: skip
    return "\n".join(told)


def _names(session: Session, shares: Sequence[Share]) -> str:
    return ", ".join(session.live.records.get(Asset, share.asset).name for share in shares)
