"""Where a step of a procedure begins: at one record, at all of them together, at its document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.procedures.acts import begins_at
from delvia_desktop.domain.procedures.facts import issued_paper
from delvia_desktop.domain.procedures.plans import Deeds, StepPlan
from delvia_desktop.domain.procedures.steps import begun_by, is_seen
from delvia_desktop.domain.procedures.targets import asked_for, preset, targets
from delvia_desktop.domain.records.findings import Name, NextStep
from delvia_desktop.domain.records.kinds import kind_named, kind_of
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act, act_words
from delvia_desktop.i18n import tr
from delvia_desktop.services.procedures.procedures import RunGuide
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.lists.deed_row import NamedAct
from delvia_desktop.ui.procedures.together import Together, alike
from delvia_desktop.ui.session import Session

_OF_SOMEBODY = (Assignment, ShopPartner, SparkCode)
"""Grants that an agency and each of its people may have on the same asset."""

_NAMED = 3
"""Records at which the act of a step is offered by their names; more are shown together."""


class StepLeads(QObject):
    """The acts that a step begins with."""

    led = Signal(object)
    """What begins at a record (`NextStep`)."""

    printed = Signal(object)
    """The document that is wanted (`PaperRequest`)."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Open the forms of acts on many records by `open_form`; others are led to."""
        super().__init__()
        self._session, self._open_form = session, open_form

    def of(self, plan: StepPlan, guide: RunGuide) -> list[NamedAct]:
        """Return what begins the act of a step, or what must be done before it, at its records."""
        situation = self._situation()
        deeds = begun_by(plan, situation, guide.run)
        if guide.first.get(plan.code):
            deeds = guide.remedies[plan.code]
        found = [(each, name) for each in deeds for name in targets(each, situation, guide.run)]
        count, is_one = len(found), len(found) == 1
        together = alike(self._session, guide.run, found)
        if len(found) > _NAMED and together:  # what is not among those keeps its own way
            taken = {name for each in together for name in each.names}
            found = [each for each in found if each[1] not in taken]
        elif len(found) > _NAMED:
            found = found[:1]
        acts = [
            self._lead(guide.run, *each, is_one=is_one or each[1] in guide.about)
            for each in found[:_NAMED]
        ]
        if count > _NAMED:
            where = next(iter(guide.about), found[0][1] if found else ("", 0))
            text = self._show_words(where)
            if where[0] and all(told != text for told, _ in acts):
                acts.append((text, partial(self.led.emit, NextStep(text, *where))))
        acts += self._other_signing(guide.run, plan)
        return [*(self._of_many(each) for each in together), *acts]

    def printing(self, plan: StepPlan, guide: RunGuide) -> NamedAct | None:
        """Return what prints the document of a step that none was issued for, if it has one."""
        situation, deed = self._situation(), plan.record
        if deed is None or not deed.paper or issued_paper(situation, guide.run) is not None:
            return None
        names = targets(deed, situation, guide.run)
        return self._lead(guide.run, deed, names[0], is_one=True) if names else None

    def _situation(self) -> Situation:
        return self._session.shown.situation(self._session.on)

    def _of_many(self, each: Together) -> NamedAct:
        return each.text, lambda: self._open_form(each.form(self._open_form))

    def _other_signing(self, run: Run, plan: StepPlan) -> list[NamedAct]:
        """Return what signs the document of a step on the screen, and what shows the other ways."""
        situation, record = self._situation(), plan.record
        if record is None or record.act != Act.PRINT:
            return []
        paper = issued_paper(situation, run)
        if paper is None or is_seen(plan, situation, run):
            return []
        if situation.changed_since(paper):
            return []  # a new version is printed first
        ways = ((tr("Sign on screen…"), Act.SIGN), (tr("Choose another way to sign"), Act.SHOW))
        steps = [NextStep(text, "access-record", int(paper.id), act) for text, act in ways]
        return [(step.text, partial(self.led.emit, step)) for step in steps]

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
        what = called(session.shown.records, record)
        of, begun = begins_at(self._situation(), run, record, deed.act) or (record, Act.SHOW)
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
        step = NextStep(
            text,
            kind_of(of).name,
            int(of.id),
            begun,
            preset=preset(deed, run),
            at=at,
            shows=asked_for(deed, self._situation(), run, record),
        )
        return text, partial(self.led.emit, step)
