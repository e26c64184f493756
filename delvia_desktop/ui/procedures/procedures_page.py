"""Procedures: guided, ordered work that is carried out over days, each step leaving its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import RunRow
from delvia_desktop.domain.papers.kinds.admin_handover import is_about
from delvia_desktop.domain.procedures.facts import issued_paper
from delvia_desktop.domain.procedures.going_on import is_overtaken, overtaken_words
from delvia_desktop.domain.procedures.plans import StepStand, procedure, procedures
from delvia_desktop.domain.procedures.steps import TakenDraft
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.procedures import Run, is_going_on
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.procedures import procedures as service
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.ui.lists.columns import day
from delvia_desktop.ui.lists.work_columns import run_columns
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.procedures.procedure_form import (
    DONE_FORM,
    finish_form,
    recheck_form,
    run_form,
    stop_form,
    which_form,
)
from delvia_desktop.ui.procedures.steps_tab import StepsTab
from delvia_desktop.ui.records.record_place import RecordPlace
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.items_layout import widget_at
from delvia_desktop.ui.widgets.labels import chip
from delvia_desktop.ui.widgets.notes import Banner

_ABOUT = ("partner", "person", "successor", "asset")


@dataclass
class _Errand:
    """The step that somebody left to record it elsewhere, and in which place that is."""

    run: Run
    stand: StepStand
    place: str = ""


class ProceduresPage(RecordPlace[Run]):
    """The procedures that are carried out beside the one that is chosen."""

    name = "procedures"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session, Run, "runs", run_columns(), ("started_on", True))
        self.steps = StepsTab(session, self.open_form)
        self._away: _Errand | None = None
        self.steps.leads.led.connect(self._lead)
        self.steps.leads.printed.connect(self.paper_asked)
        # Queued, as a form by which it is signed is put away first.
        session.changed.connect(self._come_back_signed, Qt.ConnectionType.QueuedConnection)
        self.panes.empty.say(
            tr("No procedures in progress"),
            tr(
                "A procedure guides you through work that must be done in order, such as "
                "adding or offboarding an agency. You can pause at any step and continue later."
            ),
            [(tr("Start procedure…"), self.begin)],
        )
        self.lay_out_tabs([(tr("Steps"), self.steps)], (2, 3))

    @override
    def headline(self) -> tuple[str, str]:
        run = self.record()
        if run is None:
            return self.title(), ""
        about = " · ".join(words for _, words in self._about(run))
        begun = tr("Started {day}", day=show_day(run.started_on))
        return tr(procedure(run.procedure).title), about or begun

    def _about(self, run: Run) -> list[tuple[str, str]]:
        """Return for whom or what a procedure is carried out, each with its label."""
        records = self.session.shown.records
        labels = (tr("Partner"), tr("Person"), tr("Successor"), tr("Asset"))
        keys = [(field, getattr(run, field)) for field in _ABOUT]
        return [
            (label, shown(records, "run", {}, field, key))
            for (field, key), label in zip(keys, labels, strict=True)
            if key is not None
        ]

    @override
    def new_deed(self) -> Deed:
        can = self.session.can_act
        return Deed(tr("Start procedure…"), self.begin, is_enabled=can, act="begin")

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        run = self.record()
        if run is None:
            return []
        printing = [self._print(tr("Print procedure…"), "procedure")]
        if is_about(run):
            printing.insert(0, self._other_papers())
        if is_going_on(run):
            is_whole = service.guide_of(self.session.shown, run, self.session.on).is_complete
            return [
                Deed(tr("Delete procedure"), self.delete, is_enabled=can, is_folded=True),
                *printing,
                Deed(tr("Stop…"), self.stop, is_enabled=can, act="stop"),
                Deed(
                    tr("Finish…"),
                    self.finish,
                    is_primary=is_whole,
                    is_enabled=can and is_whole,
                    act="finish",
                ),
            ]
        if run.recheck_on is not None and run.rechecked_on is None and run.finished_on:
            again, is_due = tr("Mark as rechecked…"), run.recheck_on <= self.session.on
            return [
                *printing,
                Deed(again, self.recheck, is_primary=is_due, is_enabled=can, act="recheck"),
            ]
        return printing

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        key = self.shown_record()
        return {
            **{f"run/{code}": partial(self.begin_for, code) for code in procedures()},
            f"run-finish/{key}": self.finish,
            f"run-stop/{key}": self.stop,
            f"run-recheck/{key}": self.recheck,
            **self.evidence.forms(),
        }

    @override
    def refresh(self) -> None:
        if self.isVisible():
            self._away = None  # somebody came back without being led
        super().refresh()

    @override
    def show_tabs(self, record: Run) -> list[tuple[str, int]]:
        listed = self.session.shown.rows(RunRow, Wanted(self.session.on, where={"id": record.id}))
        row = next(iter(listed.page()), None)
        self.steps.show_run(record)
        facts: list[tuple[str, str | QWidget]] = []
        if row is not None:
            state = term("run_state", row.state)
            facts.append((tr("State"), chip(tr(state.label), state.tone)))
            facts.append((tr("Steps"), self.steps.count_words()))
        facts += self._about(record)
        begun = " · ".join(filter(None, (show_day(record.started_on), record.started_by)))
        facts.append((tr("Started"), begun))
        for label, on in (
            (tr("Target date"), record.target_on),
            (tr("Finished"), record.finished_on),
            (tr("Recheck on"), record.recheck_on),
            (tr("Rechecked"), record.rechecked_on),
        ):
            if on is not None:
                facts.append((label, day(on)))
        if record.stopped_on is not None:
            words = f"{show_day(record.stopped_on)}: {record.stop_reason}"
            facts.append((tr("Stopped"), words))
        if record.note:
            facts.append((tr("Note"), record.note))
        self._facts.show_facts(facts)
        return self.steps.records()

    @override
    def told_over(self, record: Run) -> list[Banner]:
        """Say what the register shows as done, and how a run of the guided path goes on."""
        situation = self.session.shown.situation(self.session.on)
        if is_going_on(record) and is_overtaken(situation, record) and self.session.can_act:
            words = overtaken_words(situation, record)
            return [Banner(words, "info", [(tr("Stop procedure…"), self.stop)], leads=True)]
        return [*self._guided(record), *self._seen(record)]

    def _seen(self, run: Run) -> list[Banner]:
        """Offer to record several steps at once that the register shows as done.

        Each names who did it, so only once that is known.
        """
        if not is_going_on(run) or not self.session.can_act or not known_name():
            return []
        plans = service.seen_steps(self.session.live, run)
        count = len(plans)
        if count <= 1:
            return []
        words = ntr(
            "Nothing is left to record in {n} step: {steps}. Mark it once it is checked.",
            "Nothing is left to record in {n} steps: {steps}. Mark them once each is checked.",
            count,
            steps=self.steps.named(plans),
        )
        text = ntr("Mark {n} step as done", "Mark {n} steps as done", count)
        draft = TakenDraft(self.session.live.today.isoformat(), known_name())
        record = partial(self.session.attempt, service.do_seen_steps, run, draft)
        return [Banner(words, "good", [(text, self.steps.working(record))], leads=True)]

    def _guided(self, record: Run) -> list[Banner]:
        """Say that the guided path is done, with what is next."""
        plan, following = procedure(record.procedure), self.steps.following_title()
        lead = self.steps.following_act()
        if not (plan.is_guided and is_going_on(record) and self.session.can_act):
            return []
        if lead is None:
            return []
        words = tr(
            "{partner} is recorded. Next: {step}.",
            partner=shown(self.session.shown.records, "run", {}, "partner", record.partner),
            step=following,
        )
        return [Banner(words, "good", [lead, *self.steps.printing_acts()], leads=True)]

    @override
    def show_touched(self) -> None:
        if self.form is None and self.steps.is_at_work:
            self.steps.take_focus()
        else:
            super().show_touched()

    @override
    def take_focus(self) -> None:
        """Take the keys; of a run that was just begun, to what leads on."""
        if self.form is None and self.steps.is_at_work:
            self.steps.take_focus()
            return
        banner = widget_at(self._warning, 0)
        is_new = ("run", self.shown_record()) in self.session.touched
        if self.form is None and is_new and isinstance(banner, Banner) and not banner.about:
            banner.take_focus()
        else:
            super().take_focus()

    @override
    def banner_elsewhere(self, where: Place) -> Banner | None:
        if self._away is None:
            return None
        run, stand = self._away.run, self._away.stand
        guide = service.guide_of(self.session.shown, run, self.session.on)
        self._away.place = self._away.place or where.name  # the first one is where it led
        if where.name != self._away.place and where.shown_name() not in guide.about:
            return None
        words = tr(
            "Step {number} of “{procedure}”: {step}",
            number=stand.number,
            procedure=tr(procedure(run.procedure).title),
            step=guide.titles[stand.plan.code],
        )
        if about := self._about(run):
            words = f"{about[0][1]} – {words}"
        back = (tr("Back to procedure"), self._come_back)
        close = (tr("Close"), self._put_banner_away)
        if guide.shows_done(stand.plan.code):
            words = tr("{step}. {left}", step=words, left=guide.seen[stand.plan.code])
            is_open = any(s.plan == stand.plan and not s.is_taken for s in guide.stands)
            acts = [(tr("Mark as done"), self._done_elsewhere)] if is_open else []
            return Banner(words, "good", [*acts, back, close], leads=True)
        if left := guide.left_of(stand.plan.code):
            words = tr("{step}. {left}", step=words, left=left)
        is_said = guide.can_be_said(stand.plan.code)
        done = tr("Mark as done") if is_said else tr("Mark as done…")
        skip = (tr("Skip…"), self._skip_elsewhere)
        return Banner(words, "info", [(done, self._done_elsewhere), skip, back, close])

    def begin(self) -> None:
        """Ask which procedure is to begin, then for whom."""
        self.add_by(which_form(procedures()), lambda code: self.begin_from(str(code)))

    def begin_from(self, code: str) -> None:
        """Begin a procedure for the record from which one came, if it can be for such a one.

        The guided path is for an agency that is not recorded yet.
        """
        plan, left = procedure(code), self.session.left
        is_meant = left is not None and left[0] in (*plan.needs, *plan.may) and not plan.is_guided
        self.begin_for(code, dict([left]) if left is not None and is_meant else None)

    def go_on_with(self, code: str, about: Mapping[str, int]) -> None:
        """Show the run of a procedure for somebody that goes on, or begin one."""
        run = service.going_on(self.session.live, code, about)
        if run is not None:
            self.show_record(int(run.id))
        else:
            self.begin_for(code, about)

    def begin_about(self, field: str, key: int) -> None:
        """Ask which procedure is to begin for a partner, a person or an asset."""
        plans = service.offered_for(field)
        about = {field: key}
        codes = [p.code for p in plans if not service.going_on(self.session.live, p.code, about)]
        if not codes:
            self.go_on_with(plans[0].code, about)
            return
        self.add_by(which_form(codes), lambda code: self.go_on_with(str(code), about))

    def begin_for(self, code: str, about: Mapping[str, int] | None = None) -> None:
        """Open the form that begins a procedure; `about` names for whom."""
        self.add_by(run_form(self.session, code, about), self._show_begun)

    def _show_begun(self, made: object) -> None:
        """Show the run that was begun, or the guided path that begins it."""
        if made is None:
            self.go.emit("add-agency", 0)
            return
        self.choose_made(made)
        run = self.record()
        self.steps.is_at_work = run is not None and not procedure(run.procedure).is_guided

    def _lead(self, step: NextStep) -> None:
        """Remember the step from which the person goes to another place to record it."""
        run, row = self.record(), self.steps.table.current_row()
        self._away = _Errand(run, row.stand) if run is not None and row is not None else None
        form = self.form
        if form is not None and form.key.startswith(DONE_FORM) and not form.panel.is_changed:
            self.close_form()  # it would tell what was open before
        if step.act == Act.REVIEW:
            self.stepped.emit(step)  # it goes on there, where its items are decided
        else:
            self.errand.emit(step, self._come_back)

    def _come_back(self) -> None:
        """Come back to the step from which one was led away, or to the next one if it is done."""
        if self._away is not None:
            run, stand = self._away.run, self._away.stand
            self._away = None
            self.go.emit(self.name, int(run.id))
            if not self.steps.is_done(stand.number):
                self.steps.table.choose(stand.number)
            self.steps.take_focus()

    def come_back_with(self, paper: AccessRecord) -> None:
        """Come back to the step that asked for a document, now that it was issued."""
        if self._away is None:
            return
        run, asked = self._away.run, self._away.stand.plan.record
        printed = issued_paper(self.session.live.situation(), run)
        is_of_run = printed is not None and printed.id == paper.id
        if asked is not None and asked.act == Act.PRINT and is_of_run:
            self._come_back()

    def _come_back_signed(self) -> None:
        """Come back to the step whose document was signed where it was shown."""
        records = self.session.live.records
        for kind, key in self.session.touched if self._away is not None else ():
            made = records.find(Acknowledgement, id=key) if kind == "acknowledgement" else None
            if made is not None:
                self.come_back_with(records.get(AccessRecord, made.access_record))

    def _put_banner_away(self) -> None:
        self._away = None
        self.told_elsewhere.emit()

    def _done_elsewhere(self) -> None:
        if self._away is not None:
            self._come_back()
            self.steps.is_at_work = True
            self.steps.do_step()

    def _skip_elsewhere(self) -> None:
        if self._away is not None:
            self._come_back()
            self.steps.skip_step()

    def finish(self) -> None:
        """Open the form that finishes the procedure."""
        if (run := self.record()) is not None:
            self.open_form(finish_form(self.session, run, procedure(run.procedure)))

    def stop(self) -> None:
        """Open the form that stops the procedure."""
        if (run := self.record()) is not None:
            self.open_form(stop_form(self.session, run))

    def recheck(self) -> None:
        """Open the form that records that it was looked at again."""
        if (run := self.record()) is not None:
            self.open_form(recheck_form(self.session, run, procedure(run.procedure)))

    def delete(self) -> None:
        """Delete a procedure of which no step was recorded."""
        if (run := self.record()) is not None:
            self.session.attempt(service.delete_run, run)
