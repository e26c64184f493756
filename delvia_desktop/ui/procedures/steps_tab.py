"""The steps of a procedure that is carried out: in order, each with its words and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.procedures.plans import StepPlan, StepStand, StepStanding, waits_words
from delvia_desktop.domain.procedures.steps import TakenDraft
from delvia_desktop.domain.records.procedures import Run, Step, is_going_on
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.procedures.procedures import RunGuide
from delvia_desktop.ui.lists.deed_row import DeedRow, NamedAct
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.procedures.procedure_form import done_form, skip_form, words_form
from delvia_desktop.ui.procedures.step_columns import StepLine, step_columns
from delvia_desktop.ui.procedures.step_leads import StepLeads
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.window_geometry import has_few_lines
from delvia_desktop.ui.widgets.halves import halves
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Banner, Banners
from delvia_desktop.ui.widgets.page_area import WordsArea
from delvia_desktop.ui.widgets.tabs import reveal


class StepsTab(QWidget):
    """The steps of one run, the next one chosen."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._guide: RunGuide | None = None
        self.table = ListTable(
            tr("Steps of the procedure"), step_columns(), tr("Choose a procedure.")
        )
        remember_look(self.table, "steps")
        self._open_form = partial(open_form, beside=self.table)
        self.leads = StepLeads(session, self._open_form)
        self.is_at_work = False
        """Whether an act of a step was begun here, so that the next one is to follow."""

        self.table.chosen.connect(lambda _: self._show_step())
        self.table.activated_row.connect(lambda _: self._act_first())
        self._title = text_label("", size=1.2, bold=True)
        self._words = text_label("")
        self._source = text_label("", size=0.92, muted=True)
        self._state = Banners()
        self.deeds = DeedRow(gives_way=True)
        self._acts: list[NamedAct] = []
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        self._title.setHidden(has_few_lines(self.fontMetrics()))  # the row that is chosen says it
        column.addWidget(self.deeds)  # where they stay, however much is said below them
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._state)
        inside.addWidget(self._words)
        inside.addWidget(self._source)
        self._area = WordsArea(words, tr("Step instructions"))
        column.addWidget(self._area)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(halves(self.table, below), 1)

    def show_run(self, run: Run) -> None:
        """Show the steps of a run; another run, or a step taken, moves to the next one."""
        before = self._guide
        guide = procedures.guide_of(self._session.shown, run, self._session.on)
        self._guide = guide
        rows = [
            StepLine(s.number, s, guide.titles[s.plan.code], guide.seen.get(s.plan.code, ""))
            for s in guide.stands
        ]
        self.table.show_rows(HeldRows(rows), self.table.key())
        is_other = before is None or before.run.id != run.id
        if is_other or self.table.key() is None or _taken(before) != _taken(guide):
            left = [row for row in rows if not row.stand.is_taken]
            ready = (row for row in left if row.stand.standing == StepStanding.NEXT)
            following = next(ready, left[0] if left else None)
            if following is not None:
                self.table.choose(following.id)
            elif is_other and rows:
                self.table.choose(rows[0].id)
        self._show_step()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.scrollTo(self.table.currentIndex())

    def do_step(self) -> None:
        """Record the chosen step as done if nothing of it is open; else open the form for it."""
        row: StepLine | None = self.table.current_row()
        if row is None or self._guide is None or row.stand.is_taken:
            return
        if self._guide.can_be_said(row.stand.plan.code):
            self._mark_done(row, self._guide)
        else:
            self._open_done(row, self._guide)

    def is_done(self, number: int) -> bool:
        """Tell whether nothing is left to do about a step."""
        stands = self._guide.stands if self._guide is not None else ()
        return any(stand.number == number and stand.is_taken for stand in stands)

    def skip_step(self) -> None:
        """Open the form that skips the chosen step."""
        row: StepLine | None = self.table.current_row()
        if row is not None and self._guide is not None and not row.stand.is_taken:
            self._open_form(skip_form(self._session, self._guide.run, row.stand.plan))

    def take_focus(self) -> None:
        """Take the keys: to what the step that is chosen begins with, so that Enter goes on."""
        self.is_at_work = False
        reveal(self)
        if self._acts and self._next_is_chosen():
            self.deeds.take_focus()
        else:
            self.table.take_focus()

    def _next_is_chosen(self) -> bool:
        row: StepLine | None = self.table.current_row()
        return row is not None and not row.stand.is_taken and not row.stand.waits

    def following(self) -> StepStand | None:
        """Return the first step that is left to do, None if none is."""
        stands = self._guide.stands if self._guide is not None else ()
        return next((stand for stand in stands if stand.standing == StepStanding.NEXT), None)

    def following_title(self) -> str:
        """Return what the first step that is left to do is called, nothing if none is left."""
        stand = self.following()
        return self._guide.titles[stand.plan.code] if stand is not None and self._guide else ""

    def named(self, plans: Sequence[StepPlan]) -> str:
        """Return steps of the run by number and title."""
        stands = self._guide.stands if self._guide is not None else ()
        found = [stand for stand in stands if stand.plan in plans]
        return ", ".join(f"{stand.number} “{tr(stand.plan.title)}”" for stand in found)

    def count_words(self) -> str:
        """Say how many steps are done, and how many of those left concern only some."""
        stands = self._guide.stands if self._guide is not None else ()
        left = [stand.plan for stand in stands if not stand.is_taken]
        words = tr("{done} of {all} done", done=len(stands) - len(left), all=len(stands))
        optional = sum(plan.is_optional for plan in left)
        if not optional:
            return words
        more = ntr("{n} of the rest is optional", "{n} of the rest are optional", optional)
        return f"{words} · {more}"

    def following_act(self) -> NamedAct | None:
        """Return what does the first step that is left, as its first button would."""
        stand = self.following()
        if stand is None or self._guide is None:
            return None

        def begin() -> None:
            self.table.choose(stand.number)
            self._show_step()
            self._act_first()

        acts = self._deeds(StepLine(stand.number, stand, "", ""), self._guide)
        if acts and acts[0][0] == tr("Mark as done"):
            return tr("Mark step {number} as done", number=stand.number), begin
        return tr("Continue with step {number}…", number=stand.number), begin

    def printing_acts(self) -> list[NamedAct]:
        """Return what prints the documents of which nothing was printed and the content is there.

        Who began the procedure for its document need not look for its step.
        """
        guide, acts = self._guide, []
        for stand in guide.stands if guide is not None else ():
            code = stand.plan.code
            if guide is None or stand.is_taken or stand.waits or guide.first[code]:
                continue
            if stand.standing != StepStanding.NEXT and (
                act := self.leads.printing(stand.plan, guide)
            ):
                acts.append(act)
        return acts

    def records(self) -> list[tuple[str, int]]:
        """Return the kind and id of every step that was recorded."""
        stands = self._guide.stands if self._guide is not None else ()
        return [("step", int(stand.step.id)) for stand in stands if stand.step is not None]

    def _show_step(self) -> None:
        row: StepLine | None = self.table.current_row()
        guide = self._guide
        if row is None or guide is None:
            self._title.setText("")
            self._words.setText("")
            self._source.setText("")
            self._state.show_banners([])
            self.deeds.show_deeds([])
            return
        plan = row.stand.plan
        self._title.setText(f"{row.stand.number}  {row.title}")
        words = procedures.words_of(self._session.shown, guide.plan.code, guide.told[plan.code])
        self._words.setText(words.text)
        self._source.setText(tr("Source: {source}", source=tr(plan.source)))
        self._source.setVisible(bool(plan.source))
        banners = self._banners(row, guide)
        if words.is_outdated:
            text = tr("The default text has changed since you adapted it.")
            banners.append(Banner(text, "info"))
        self._state.show_banners(banners)
        self._acts = [(text, self.working(act)) for text, act in self._deeds(row, guide)]
        self.deeds.show_deeds(self._acts)
        # A place that is shown for the first time is still being fitted into its room.
        QTimer.singleShot(0, self._area, self._area.updateGeometry)

    def _banners(self, row: StepLine, guide: RunGuide) -> list[Banner]:
        stand, code = row.stand, row.stand.plan.code
        if stand.step is not None:
            why = row.seen if stand.standing == StepStanding.DONE else ""
            words = "\n".join(filter(None, (self._taken_words(stand.step), why)))
            return [Banner(words, "good")]
        if stand.waits:
            return [Banner(waits_words(stand.waits), "neutral")]
        if stand.is_taken:
            return [Banner(row.seen, "good")]
        banners = [Banner(text, "high") for text in guide.first[code]]
        if row.seen:
            banners.append(Banner(row.seen, "good"))
        elif not banners:
            told = (*guide.lacking[code], guide.open[code])
            banners = [Banner(text, "info") for text in told if text]
        return banners

    def _taken_words(self, step: Step) -> str:
        state = term("step_state", step.state).label
        parts = [f"{state} {show_day(step.on)}", step.by, step.reason, step.evidence_ref, step.note]
        if step.made:
            parts.append(tr("recorded in change {number}", number=step.made))
        return " · ".join(filter(None, parts))

    def _deeds(self, row: StepLine, guide: RunGuide) -> list[NamedAct]:
        session, run, plan = self._session, guide.run, row.stand.plan
        if not session.can_act:
            return []
        word: NamedAct = (
            tr("Reword…"),
            lambda: self._open_form(words_form(session, guide.plan.code, plan)),
        )
        step = row.stand.step
        if not is_going_on(run):
            return [word]
        if step is not None:
            again: NamedAct = (
                tr("Reopen"),
                lambda: session.attempt(procedures.reopen_step, run, step),
            )
            return [again, word]
        skip: NamedAct = (tr("Skip…"), lambda: self._open_form(skip_form(session, run, plan)))
        if row.stand.waits:
            return [skip, word]
        return [*self._deeds_to_do(row, guide, skip), word]

    def _deeds_to_do(self, row: StepLine, guide: RunGuide, skip: NamedAct) -> list[NamedAct]:
        """Return what can be done with a step that was not recorded and waits for no other."""
        plan = row.stand.plan
        leads = self.leads.of(plan, guide)
        done: NamedAct = (tr("Mark as done…"), lambda: self._open_done(row, guide))
        at_once: NamedAct = (tr("Mark as done"), lambda: self._mark_done(row, guide))
        if not known_name():  # who did it is asked: the name of an account is nobody's
            at_once = done
        details: NamedAct = (tr("Mark with evidence…"), done[1])
        if row.stand.is_taken:
            return [details, *leads]
        if guide.shows_done(plan.code):
            # What the register shows as done is rarely begun once more.
            return [at_once, *leads, details, skip]
        if guide.lacking[plan.code]:
            return [*leads, done, skip]
        if guide.open[plan.code]:
            if plan.record is not None and plan.record.act == Act.PRINT:
                return [*leads, done, skip]  # it ends with the document, in one of these ways
            # It may be over in TikTok already: then nothing that leads on is the way.
            return [*leads[:1], done, *leads[1:], skip]
        says = [at_once, details]
        rest = [skip, *says, *leads[1:]] if plan.is_optional else [*says, *leads[1:], skip]
        return [*leads[:1], *rest]

    def working(self, act: Callable[[], object]) -> Callable[[], object]:
        """Return an act after which the next step is to follow."""

        def run() -> None:
            self.is_at_work = True
            act()

        return run

    def _open_done(self, row: StepLine, guide: RunGuide) -> None:
        plan = row.stand.plan
        waived, is_open = guide.lacking[plan.code], guide.open[plan.code]
        self._open_form(done_form(self._session, guide.run, plan, waived, is_open))

    def _mark_done(self, row: StepLine, guide: RunGuide) -> None:
        """Record a step as done of which nothing is open, today and by who works here."""
        live, plan = self._session.live, row.stand.plan
        made = procedures.likeliest_act(live, guide.run, plan)
        draft = TakenDraft(live.today.isoformat(), known_name(), made=made)
        self._session.attempt(procedures.do_step, guide.run, plan.code, draft)

    def _act_first(self) -> None:
        if self._acts:
            self._acts[0][1]()


def _taken(guide: RunGuide | None) -> list[str]:
    return [s.plan.code for s in guide.stands if s.is_taken] if guide is not None else []
