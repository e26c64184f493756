"""The steps of a procedure that is carried out: in order, each with its words and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.procedures.acts import begins_at
from delvia_desktop.domain.procedures.plans import Deeds, StepStand, StepStanding, waits_words
from delvia_desktop.domain.procedures.steps import TakenDraft, begun_by, is_going_on
from delvia_desktop.domain.procedures.targets import targets
from delvia_desktop.domain.records.findings import Name, NextStep
from delvia_desktop.domain.records.kinds import kind_named, kind_of
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.words.acts import Act, act_words
from delvia_desktop.domain.words.vocabulary import Term, term
from delvia_desktop.i18n import later, ntr, show_day, tr
from delvia_desktop.services.access.bulk import able_to
from delvia_desktop.services.computer.person import your_name
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.procedures.procedures import RunGuide
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.access.ending_acts import taken_together
from delvia_desktop.ui.lists.deed_row import DeedRow, NamedAct
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.procedures.procedure_form import done_form, skip_form, words_form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.halves import halves
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Banner, Banners
from delvia_desktop.ui.widgets.page_area import PageArea

_TOGETHER = {
    **{act: act for act in (Act.GRANT, Act.CONFIRM, Act.VERIFY, Act.REVOKE, Act.GONE)},
    **dict.fromkeys((Act.REMOVE, Act.CANCEL), Act.REVOKE),
}
"""The acts of steps that many records take together, and what the act on many is called."""

_OF_SOMEBODY = (Assignment, ShopPartner, SparkCode)
"""Grants that an agency and each of its people may have on the same asset."""

_NAMED = 3
"""Records at which the act of a step is offered by their names; more are shown together."""


class _Row(NamedTuple):
    """A step with the number by which the table knows it."""

    id: int
    stand: StepStand
    seen: str
    """How the register shows that it is done, empty if it does not."""


class StepsTab(QWidget):
    """The steps of one run, the next one chosen."""

    led = Signal(object)
    """What begins at a record (`NextStep`)."""

    printed = Signal(object)
    """The document that is wanted (`PaperRequest`)."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._guide: RunGuide | None = None
        self.table = ListTable(tr("Steps of the procedure"), _columns(), tr("Choose a procedure."))
        remember_look(self.table, "steps")
        self._open_form = partial(open_form, beside=self.table)
        self.table.chosen.connect(lambda _: self._show_step())
        self.table.activated_row.connect(lambda _: self._act_first())
        self._title = text_label("", size=1.2, bold=True)
        self._words = text_label("")
        self._source = text_label("", size=0.92, muted=True)
        self._state = Banners()
        self.deeds = DeedRow()
        self._acts: list[NamedAct] = []
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.deeds)  # where they stay, however much is said below them
        column.addLayout(self._state)
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self._words)
        inside.addWidget(self._source)
        inside.addStretch(1)
        self._area = area = PageArea(words)
        area.stand_whole()
        # It has the height of its words; a bar that came once would make them higher, and stay.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # reached and read by keys
        spoken.document(area, tr("Step instructions"))
        column.addWidget(area, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(halves(self.table, below), 1)

    def show_run(self, run: Run) -> None:
        """Show the steps of a run; another run, or a step taken, moves to the next one."""
        before = self._guide
        guide = procedures.guide_of(self._session.shown, run, self._session.on)
        self._guide = guide
        rows = [_Row(s.number, s, guide.seen.get(s.plan.code, "")) for s in guide.stands]
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
        """Record the chosen step as done if the register shows it; else open the form for it."""
        row: _Row | None = self.table.current_row()
        if row is None or self._guide is None or row.stand.is_taken:
            return
        if self._guide.shows_done(row.stand.plan.code):
            self._mark_done(row, self._guide)
        else:
            self._open_done(row, self._guide)

    def following(self) -> StepStand | None:
        """Return the first step that is left to do, None if none is."""
        stands = self._guide.stands if self._guide is not None else ()
        return next((stand for stand in stands if stand.standing == StepStanding.NEXT), None)

    def left_words(self) -> str:
        """Say how many steps are left after the next one, and how many concern only some."""
        stands = self._guide.stands if self._guide is not None else ()
        left = [s.plan for s in stands if not s.is_taken and s.standing != StepStanding.NEXT]
        optional = sum(plan.is_optional for plan in left)
        words = ntr("Then {n} more step is left", "Then {n} more steps are left", len(left))
        if optional:
            return tr("{left}, {n} of them optional.", left=words, n=optional)
        return f"{words}." if left else ""

    def following_act(self) -> NamedAct | None:
        """Return what does the first step that is left, as its first button would."""
        stand = self.following()
        if stand is None or self._guide is None:
            return None

        def begin() -> None:
            self.table.choose(stand.number)
            self._show_step()
            self._act_first()

        if self._guide.shows_done(stand.plan.code):
            return tr("Mark step {number} as done", number=stand.number), begin
        return tr("Continue with step {number}…", number=stand.number), begin

    def records(self) -> list[tuple[str, int]]:
        """Return the kind and id of every step that was recorded."""
        stands = self._guide.stands if self._guide is not None else ()
        return [("step", int(stand.step.id)) for stand in stands if stand.step is not None]

    def _show_step(self) -> None:
        row: _Row | None = self.table.current_row()
        guide = self._guide
        if row is None or guide is None:
            self._title.setText("")
            self._words.setText("")
            self._source.setText("")
            self._state.show_banners([])
            self.deeds.show_deeds([])
            return
        plan = row.stand.plan
        self._title.setText(f"{row.stand.number}  {tr(plan.title)}")
        words = procedures.words_of(self._session.shown, guide.plan.code, plan)
        self._words.setText(words.text)
        self._source.setText(tr("Source: {source}", source=tr(plan.source)))
        self._source.setVisible(bool(plan.source))
        banners = self._banners(row, guide)
        if words.is_outdated:
            text = tr("The default text has changed since you adapted it.")
            banners.append(Banner(text, "info"))
        self._state.show_banners(banners)
        self._acts = self._deeds(row, guide)
        self.deeds.show_deeds(self._acts)
        # A place that is shown for the first time is still being fitted into its room.
        QTimer.singleShot(0, self._area, self._area.updateGeometry)

    def _banners(self, row: _Row, guide: RunGuide) -> list[Banner]:
        stand, code = row.stand, row.stand.plan.code
        if stand.step is not None:
            return [Banner(self._taken_words(stand.step), "good")]
        if stand.waits:
            return [Banner(waits_words(stand.waits), "neutral")]
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
            parts.append(tr("recorded in #{number}", number=step.made))
        return " · ".join(filter(None, parts))

    def _deeds(self, row: _Row, guide: RunGuide) -> list[NamedAct]:
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
        leads = self._leads(row, guide)
        done: NamedAct = (tr("Mark as done…"), lambda: self._open_done(row, guide))
        if guide.shows_done(plan.code):
            # What the register shows as done is rarely begun once more.
            at_once: NamedAct = (tr("Mark as done"), lambda: self._mark_done(row, guide))
            details: NamedAct = (tr("Mark with evidence…"), done[1])
            return [at_once, *leads, details, skip, word]
        rest = [skip, done, *leads[1:]] if plan.is_optional else [done, *leads[1:], skip]
        return [*leads[:1], *rest, word]

    def _open_done(self, row: _Row, guide: RunGuide) -> None:
        plan = row.stand.plan
        waived, is_open = guide.lacking[plan.code], guide.open[plan.code]
        self._open_form(done_form(self._session, guide.run, plan, waived, is_open))

    def _mark_done(self, row: _Row, guide: RunGuide) -> None:
        """Record a step that the register shows as done, today and by who works here."""
        live, plan = self._session.live, row.stand.plan
        made = procedures.likeliest_act(live, guide.run, plan)
        draft = TakenDraft(live.today.isoformat(), your_name(), made=made)
        self._session.attempt(procedures.do_step, guide.run, plan.code, draft)

    def _leads(self, row: _Row, guide: RunGuide) -> list[NamedAct]:
        """Return what begins the act of a step, or what must be done before it, at its records."""
        session, plan = self._session, row.stand.plan
        picture = session.shown.picture(session.on)
        deeds = begun_by(plan, picture, guide.run)
        if guide.first[plan.code]:
            deeds = guide.remedies[plan.code]
        found = [(each, name) for each in deeds for name in targets(each, picture, guide.run)]
        count, is_one = len(found), len(found) == 1
        together, taken = self._together(found)
        if len(found) > _NAMED:  # what is not among those taken together keeps its own way
            found = [each for each in found if each[1] not in taken] or found[:1]
        acts = [self._lead(guide.run, *each, is_one=is_one) for each in found[:_NAMED]]
        if count > _NAMED:
            where = next(iter(guide.about), found[0][1])
            text = self._show_words(where)
            if all(told != text for told, _ in acts):
                acts.append((text, partial(self.led.emit, NextStep(text, *where))))
        return [*together, *acts]

    def _together(
        self, found: Sequence[tuple[Deeds, Name]]
    ) -> tuple[list[NamedAct], frozenset[Name]]:
        """Return what takes an act at all of its records at once, if one does, and those it takes.

        To end a seat means the same as to end a grant, so they are taken together.
        """
        alike = [(_TOGETHER[deed.act], deed, name) for deed, name in found if deed.act in _TOGETHER]
        for act in dict.fromkeys(each for each, _, _ in alike):
            names = [name for each, _, name in alike if each == act]
            able = able_to(self._session.live, act, names)
            if len(able) > 1:
                told = {deed.act for each, deed, _ in alike if each == act}
                word = act_words(told.pop() if len(told) == 1 else act)
                words = {"act": word.removesuffix("…"), "n": len(able)}
                text = tr("{act} for all {n}…", **words)
                if len(able) < len(names):
                    text = tr("{act} for {n}…", **words)
                return [(text, partial(self._open_together, able, act))], frozenset(able)
        return [], frozenset()

    def _open_together(self, names: Sequence[Name], act: Act) -> None:
        self._open_form(taken_together(self._session, names, act, self._open_form))

    def _show_words(self, name: Name) -> str:
        known, records = kind_named(name[0]), self._session.shown.records
        record = records.find(known.record, id=name[1]) if known is not None else None
        return tr("Show {what}", what=called(records, record)) if record else act_words(Act.SHOW)

    def _lead(self, run: Run, deed: Deeds, name: Name, *, is_one: bool) -> NamedAct:
        """Return what begins an act at a record; of several records each is named."""
        printing = partial(self.printed.emit, PaperRequest(deed.paper, name[1]))
        session, known = self._session, kind_named(name[0])
        record = session.shown.records.find(known.record, id=name[1]) if known else None
        if record is None and deed.paper:
            return tr(deed.button), printing
        if record is None:
            text = act_words(deed.act)
            return text, partial(self.led.emit, NextStep(text, *name, deed.act))
        picture, what = session.shown.picture(session.on), called(session.shown.records, record)
        of, begun = begins_at(picture, run, record, deed.act) or (record, Act.SHOW)
        if deed.paper and begun == deed.act:
            return tr(deed.button), printing
        text = tr(deed.button) if deed.button and begun == deed.act else act_words(begun)
        if begun == Act.SHOW:
            text = tr("Show {what}", what=what)
        elif not is_one:
            asset = session.shown.records.find(Asset, id=getattr(record, "asset", None))
            is_named = run.partner is None or not isinstance(record, _OF_SOMEBODY)
            if asset is not None and is_named:
                what = asset.name  # with whom it is shared is said by the run
            text = tr("{act}: {what}…", act=text.removesuffix("…"), what=what)
        at = name if of is not record else None
        step = NextStep(text, kind_of(of).name, int(of.id), begun, at=at, shows=deed.shows)
        return text, partial(self.led.emit, step)

    def _act_first(self) -> None:
        if self._acts:
            self._acts[0][1]()


def _taken(guide: RunGuide | None) -> list[str]:
    return [s.plan.code for s in guide.stands if s.is_taken] if guide is not None else []


_MEANINGS = {
    StepStanding.SKIPPED: later("Left out, with a reason"),
    StepStanding.NEXT: later("The first step that is left to do"),
    StepStanding.OPEN: later("Can be done now, even before the next step"),
}
"""What is meant by where a step stands; one that waits says for what."""


def _meaning(stand: StepStand) -> str:
    return waits_words(stand.waits) if stand.waits else tr(_MEANINGS.get(stand.standing, ""))


def _columns() -> list[Column]:
    def standing(row: _Row) -> Term:
        return term("step_standing", row.stand.standing)

    def when(row: _Row) -> str:
        step = row.stand.step
        if step is not None:
            return " · ".join(filter(None, (show_day(step.on), step.by)))
        if row.stand.plan.is_optional:
            return tr("Optional")
        return tr("Shown in the register") if row.seen else ""

    return [
        Column("number", "#", lambda row: str(row.stand.number), 4, sortable=False),
        Column("title", tr("Step"), lambda row: tr(row.stand.plan.title), 30, sortable=False),
        Column(
            "standing",
            tr("State"),
            lambda row: tr(standing(row).label),
            12,
            lambda row: standing(row).tone,
            sortable=False,
            whole=True,
            meaning=lambda row: _meaning(row.stand),
        ),
        Column("when", tr("When and who"), when, 22, sortable=False, kept=False),
    ]
