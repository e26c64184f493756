"""Add an agency: four steps that are typed first, and recorded as one act at their end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.procedures.plans import Guided
from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import DelviaError, Invalid, Notice
from delvia_desktop.i18n import tr
from delvia_desktop.services.procedures import onboarding
from delvia_desktop.services.procedures.onboarding import AgencyDraft
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.forms.form_foot import FormFoot
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.leave_question import LeaveQuestion
from delvia_desktop.ui.forms.usual_fields import your_name_here
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.place.place_forms import Left
from delvia_desktop.ui.procedures.agency_assets import AgencyAssets
from delvia_desktop.ui.procedures.agency_confirmation import AgencyConfirmation
from delvia_desktop.ui.procedures.agency_form import ROWS, agency_fields, typed_agency
from delvia_desktop.ui.procedures.agency_own import AgencyOwn, missing_words
from delvia_desktop.ui.procedures.agency_steps import (
    STEPS,
    PathSteps,
    Shown,
    StepBody,
    own_assets,
    under_title,
    with_below,
)
from delvia_desktop.ui.procedures.agency_typed import AgencyTyped
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.enter import submits
from delvia_desktop.ui.widgets.labels import status_label
from delvia_desktop.ui.widgets.page_area import PageArea

_KEEP_DRAFT = 1000
"""Milliseconds after the last key before the draft is kept."""


class AddAgencyPage(Place):
    """The front of the procedure of that name: what is typed is kept until the last step."""

    name = "add-agency"

    def __init__(self, session: Session) -> None:
        """Begin with the first step, or where the steps were left half way."""
        super().__init__(session)
        kept = form_drafts.Kept(self.name, self.title(), self.name)
        self._typed = AgencyTyped(session.live, kept)
        self.step = self._typed.take()
        self._shown: Shown | None = None
        self._steps = PathSteps()
        self._problem = status_label(role="problem")
        self._body = StepBody()
        self.foot = FormFoot(tr("Continue"))
        self.foot.be_step()
        self.foot.submit_button.clicked.connect(self.go_on)
        self.foot.cancel_button.clicked.connect(self.go_back)
        asks = tr("Start over? Everything typed for this agency is discarded.")
        self._question = LeaveQuestion("", asks, tr("Start over"))
        self._question.stayed.connect(self._stay)
        self._question.discarded.connect(self.start_over)
        self._draft_timer = QTimer(self, singleShot=True, interval=_KEEP_DRAFT)
        self._draft_timer.timeout.connect(self._keep_draft_of_all)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._steps)
        column.addWidget(self._body, 1)
        column.addWidget(self._problem)  # below, so that no row moves away under the pointer
        column.addWidget(self.foot)
        column.addWidget(self._question)
        self.panes.lay_out([(whole, 1)])

    @staticmethod
    @override
    def way_on() -> str:
        return tr("Continue adding agency")

    @override
    def headline(self) -> tuple[str, str]:
        name = str(self._typed.of(Guided.PARTNER).get("name", "")).strip()
        return self.title(), name or tr("Give access without sharing a login")

    @override
    def deeds(self) -> list[Deed]:
        if not self._typed.is_begun:
            return []
        return [Deed(tr("Start over"), self._ask_to_start_over)]

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not (event.spontaneous() or self._typed.is_begun):
            self._rest_step()
            self._shown = None  # who comes back begins where there is something to do by then

    @override
    def refresh(self) -> None:
        """Offer what the register has now; what was typed stays."""
        if self._shown is None and not self._typed.is_begun:
            self.step = self._first()
        if self.step != Guided.PARTNER or self._shown is None:
            self._show_step(self.step)
        self._dress_foot()

    @override
    def take_focus(self) -> None:
        if self.form is not None or self._shown is None:
            super().take_focus()
        else:
            self._shown.take_focus()

    @override
    def show_touched(self) -> None:
        """Keep the keys where they are typed; a step that came anew took them already."""
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.take_focus()

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {self.name: self.take_focus}

    @override
    def left_open(self) -> list[Left]:
        typed = [Left(self._typed.kept, self.start_over)] if self._typed.is_begun else []
        return [*super().left_open(), *typed]

    @override
    def rest(self) -> None:
        if self._typed.is_begun:
            self._keep_draft_of_all()
        self._rest_step()
        super().rest()

    def start_over(self) -> None:
        """Begin again with nothing typed."""
        self._rest_step()
        self._shown = None
        self._typed.forget()
        self._enter(self._first())

    def _first(self) -> Guided:
        """Return where to begin: past the first step where nothing is missing in it."""
        return Guided.OWN if missing_words(self.session) else Guided.PARTNER

    def go_back(self) -> None:
        """Show the step before; what was typed stays."""
        before = STEPS[: STEPS.index(self.step)]
        if before:
            self._enter(before[-1])

    def go_on(self) -> None:
        """Go on as Enter does: in a form, once its notices were seen."""
        if self._shown is not None and self._shown.panel is not None:
            self._shown.panel.submit()
        else:
            self.proceed()

    def proceed(self) -> None:
        """Check what was typed so far and go on, or record it at the end; a problem keeps it."""
        self._say("")
        self._keep()
        refusal = self._refusal()
        if refusal:
            self._say(refusal)
            return
        try:
            if self.step == Guided.CONFIRM:
                self._record()
                return
            if self.step != Guided.OWN:
                self.session.live.rehearse(onboarding.add_agency, self._draft())
            self._enter(STEPS[STEPS.index(self.step) + 1])
        except Invalid as error:
            self._show_problems(error)
        except DelviaError as error:
            self._say(str(error))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session.can_act and submits(event, self):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _draft(self) -> AgencyDraft:
        """Return what was typed up to the step that is shown."""
        reached = STEPS[: STEPS.index(self.step) + 1]
        return self._typed.draft(reached, [asset.id for asset in own_assets(self.session)])

    def _refusal(self) -> str:
        """Return what keeps the step from being left, beside problems of what was typed."""
        if self.step == Guided.OWN:
            return self._shown.missing if self._shown is not None else ""
        if self.step == Guided.PARTNER or self._draft().shares:
            return ""
        return tr("Select at least one asset.")

    def _record(self) -> None:
        added = self.session.perform(onboarding.add_agency, self._draft())
        self.start_over()
        self.go.emit("procedures", int(added.run.id))

    def _show_problems(self, error: Invalid) -> None:
        """Show problems in the step that asks for what they are about."""
        asked = {problem.field for problem in error.problems}
        step = next((s for s in STEPS if asked & set(self._typed.of(s))), self.step)
        if step != self.step:
            self._enter(step)
        if self._shown is None:
            return
        loose = self._shown.show_problems(error)
        if self._shown.panel is None:  # a form says both by itself
            self._say("\n".join(problem.text for problem in loose or ()))
            self.foot.say(error.headline(), "problem")

    # What was typed

    def _edited(self) -> None:
        if not self.session.can_act:
            return
        self._typed.is_begun = True
        self._say("")
        self._say_count()
        self._draft_timer.start()

    def _keep(self) -> None:
        """Remember what is typed in the step that is shown."""
        if self._shown is not None:
            self._typed.put(self.step, self._shown.values())

    def _keep_draft_of_all(self) -> None:
        self._keep()
        self._typed.keep(self.step)

    # What is shown

    def _enter(self, step: Guided) -> None:
        self._show_step(step)
        if self._typed.is_begun:
            self._keep_draft_of_all()
        self.take_focus()

    def _show_step(self, step: Guided) -> None:
        self._keep()
        self._rest_step()
        focused = self.window().focusWidget()
        had_keys = focused is not None and self._body.isAncestorOf(focused)
        self.step = step
        self._shown = {
            Guided.OWN: self._own_step,
            Guided.PARTNER: self._partner_step,
            Guided.ASSETS: self._assets_step,
            Guided.CONFIRM: self._confirm_step,
        }[step]()
        self._body.show_only(self._shown.page)
        self._dress_foot()
        self._say_count()
        self._steps.show_step(step)
        self._say("")
        self.headline_changed.emit()
        if had_keys and self.form is None:
            self.take_focus()

    def _dress_foot(self) -> None:
        """Show the way back and on; a form has its own."""
        panel = self._shown.panel if self._shown is not None else None
        foot = self.foot if panel is None else panel
        self._question.hide()
        self.foot.setVisible(panel is None)
        self.foot.cancel_button.setVisible(self.step != Guided.OWN)
        self.foot.submit_button.setHidden(self._shown is not None and bool(self._shown.missing))
        self.foot.name_act(tr("Finish") if self.step == Guided.CONFIRM else tr("Continue"))
        foot.submit_button.setEnabled(self.session.can_act)

    def _say_count(self) -> None:
        """Say in the foot, which stays in sight, how much is chosen."""
        text, is_odd = self.assets.count() if self.step == Guided.ASSETS else ("", False)
        self.foot.say(text, "notice" if is_odd else "muted")

    def _rest_step(self) -> None:
        self._draft_timer.stop()
        if self._shown is not None and self._shown.panel is not None:
            self._shown.panel.rest()

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _ask_to_start_over(self) -> None:
        if self._typed.is_begun:
            self.foot.hide()
            self._question.ask()
        else:
            self.start_over()

    def _stay(self) -> None:
        self._dress_foot()
        self.take_focus()

    # The steps

    def _own_step(self) -> Shown:
        text = tr(
            "You can share only from your own Business Center. Add it and the assets it owns "
            "first. If an agency owns an asset, claim it before you share it."
        )
        own = AgencyOwn(self.session, self.open_form)
        first = own.first or self.foot.submit_button
        page = PageArea(under_title(tr("Own the assets first"), text, own))
        return Shown(page, first.setFocus, missing=own.missing)

    def _partner_step(self) -> Shown:
        panel = FormPanel(
            tr("Add the agency by its Business Center ID"),
            tr("Continue"),
            agency_fields(self.session),
            look=self._odd,
            rows=ROWS,
        )
        panel.be_step()
        today = self.session.live.today.isoformat()
        panel.set_values({"requested_on": today, "engagement_start": today})
        panel.set_values({"internal_owner": your_name_here(self.session)})
        panel.set_values(self._typed.of(Guided.PARTNER))
        panel.submitted.connect(self.proceed)
        panel.vouched.connect(self.session.live.vouch)
        panel.cancelled.connect(self.go_back)
        for field in panel.fields.values():
            field.edited.connect(self._edited)
        return Shown(panel, panel.begin, panel.values, panel.show_problems, panel)

    def _odd(self, values: Mapping[str, Any]) -> Sequence[Notice]:
        return onboarding.notices(self.session.live, *typed_agency(values))

    def _assets_step(self) -> Shown:
        text = tr(
            "Select only what the agency needs. If it is ever compromised, the damage is "
            "limited to what you shared. The lowest level is preselected; you can raise it "
            "later in one step."
        )
        start, end = self._day("engagement_start"), self._day("engagement_end")
        ticked = self._typed.of(Guided.ASSETS).get("ticked", ())
        # Who comes back to a long list sees first what was chosen.
        offered = sorted(own_assets(self.session), key=lambda asset: asset.id not in ticked)
        self.assets = AgencyAssets(self.session, offered, start, end, self.open_form)
        self.assets.counted.connect(self._say_count)
        shown = self._typing(self.assets, tr("Choose only the assets needed"), text)
        return replace(shown, page=with_below(shown.page, self.assets.lacking))

    def _confirm_step(self) -> Shown:
        text = tr(
            "Ask the agency to accept the request and check what it can see. Select what it "
            "confirms; anything else can be confirmed later."
        )
        contact = str(self._typed.of(Guided.PARTNER).get("contact_name", ""))
        self.confirmation = AgencyConfirmation(self.session, self._draft().shares, contact)
        return self._typing(self.confirmation, tr("The agency confirms what it can see"), text)

    def _typing(self, made: AgencyAssets | AgencyConfirmation, title: str, text: str) -> Shown:
        """Return a step with what was typed into it before."""
        made.set_values(self._typed.of(self.step))
        made.edited.connect(self._edited)
        page = PageArea(under_title(title, text, made))
        shortcuts.SUBMIT.bind_inside(page, self.go_on)
        shortcuts.CANCEL.bind_inside(page, self.go_back)
        return Shown(page, made.take_focus, made.values, made.show_problems)

    def _day(self, name: str) -> date | None:
        """Return a day that was typed for the engagement, None if it is none."""
        try:
            return parse_day(self._typed.of(Guided.PARTNER).get(name, ""), self.session.live.today)
        except ValueError:
            return None
