"""What can be done next with a partnership, as deeds with their forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnership_steps import next_steps
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import partnerships
from delvia_desktop.ui.access.forms.step_form import StepWords, step_form
from delvia_desktop.ui.forms.form import Form, my_name
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session


def partnership_deeds(
    session: Session, partner: Partner, partnership: Partnership, open_form: Callable[[Form], None]
) -> list[Deed]:
    """Return the steps that the state of a partnership allows."""
    steps = _steps(partner)

    def deed(name: str) -> Deed:
        use_case, words = steps[name]

        def run() -> None:
            key = f"{name}/{partnership.id}"
            open_form(step_form(session, key, words, use_case, partnership))

        return Deed(f"{words.action}…", run, is_enabled=session.can_act, act=name)

    return [deed(name) for name in next_steps(partnership, session.on)]


def end_form(session: Session, partner: Partner, partnership: Partnership) -> Form:
    """Return the form that ends a partnership."""
    owns = bool(session.live.records.select(Asset, owner_partner=partner.id))
    words = StepWords(
        tr("Record end of partnership with {partner}", partner=partner.name),
        tr("Record end"),
        tr("Removed from Partners in TikTok on"),
        tr("Removed by"),
        tr("Reason for ending while the partner owns assets") if owns else "",
        tr("Only if an asset cannot be claimed back"),
        tr("Removing the partner ends all its shares. Then verify the removal of each."),
        did=my_name(session),
    )
    key = f"end/{partnership.id}"
    form = step_form(session, key, words, partnerships.end_partnership, partnership)
    form.panel.explain(_ends_words(session, partnership))
    return form


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


def _steps(partner: Partner) -> Mapping[str, tuple[Callable[..., Any], StepWords]]:
    names = {"partner": partner.name}
    return {
        "request": (
            partnerships.request_partnership,
            StepWords(
                tr("{partner} was added in TikTok", **names),
                tr("Record request"),
                tr("Requested in TikTok on"),
            ),
        ),
        "confirm": (
            partnerships.confirm_partnership,
            StepWords(
                tr("{partner} confirmed the partnership", **names),
                tr("Confirm partnership"),
                tr("Confirmed on"),
                tr("Who confirmed it on the partner's side"),
            ),
        ),
        "decline": (
            partnerships.decline_partnership,
            StepWords(
                tr("{partner} declined", **names),
                tr("Mark as declined"),
                tr("Declined on"),
            ),
        ),
        "cancel": (
            partnerships.cancel_partnership,
            StepWords(
                tr("The request to {partner} was cancelled", **names),
                tr("Cancel request"),
                tr("Cancelled on"),
            ),
        ),
        "begin": (
            partnerships.begin_to_end,
            StepWords(
                tr("The partnership with {partner} is ending", **names),
                tr("Mark as ending"),
                tr("Ending since"),
            ),
        ),
        "close": (
            partnerships.close_partnership,
            StepWords(
                tr("Close partnership with {partner}", **names),
                tr("Close partnership"),
                tr("Closed on"),
            ),
        ),
    }
