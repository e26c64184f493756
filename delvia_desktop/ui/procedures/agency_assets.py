"""The third step of adding an agency: only the assets needed, a level for each, by a template."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.templates import Template, level_for
from delvia_desktop.domain.papers.content import Lack
from delvia_desktop.domain.papers.notices import gap_words
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import level_tone
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import templates
from delvia_desktop.ui.access.forms.asset_form import asset_form
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.usual_fields import day_field, name_field, your_name_here
from delvia_desktop.ui.procedures.agency_asset_rows import AssetRows, about_words
from delvia_desktop.ui.procedures.agency_steps import id_of, show_under
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.even_columns import EvenColumns
from delvia_desktop.ui.widgets.notes import Banner, Banners

_TERM_LETTERS = 17
"""Average letters that a date needs beside the button of its calendar."""

_END = "planned_end"
"""What is typed once for all, and for one asset where it differs."""

_TERMS = ("purpose", "approved_by", "granted_on", _END, "review_due")
"""What is typed once for all assets that are shared."""


def share_drafts(
    values: Mapping[str, Any], offered: Collection[AssetKey]
) -> tuple[ShareDraft, ...]:
    """Return the assets chosen for a new agency as drafts of shares."""
    levels, ends = dict(values.get("levels", ())), dict(values.get("ends", ()))
    terms = {name: values.get(name, "") for name in _TERMS}
    return tuple(
        ShareDraft(
            asset=asset,
            level=tuple(levels.get(asset, "").split()),
            **{**terms, _END: ends.get(asset, terms[_END])},
        )
        for asset in values.get("ticked", ())
        if asset in offered
    )


class AgencyAssets(QWidget):
    """The assets of ours with a tick and a level each; a template proposes, it ticks nothing."""

    edited = Signal()
    """Something was ticked, chosen or typed."""

    counted = Signal()
    """Other assets are ticked, or at other levels."""

    def __init__(
        self,
        session: Session,
        assets: Sequence[Asset],
        start: date | None,
        end: date | None,
        open_form: Callable[[Form], object],
    ) -> None:
        """Offer the assets with the narrowest level of each, for an engagement with these days."""
        super().__init__()
        self._open_form = open_form
        self._session, self._start, self._end = session, start, end
        self._templates = templates.templates(session.live)
        self.template = ChoiceField(
            tr("Template"),
            [
                Option(-1, tr("None")),
                *(Option(n, t.name, t.purpose) for n, t in enumerate(self._templates)),
            ],
            tr("Suggests levels and dates; you still select each asset"),
        )
        self.template.edited.connect(self._propose)
        self.terms: dict[str, Field] = {
            "purpose": LineField(tr("Purpose"), tr("For example ads for the spring launch")),
            "approved_by": name_field(
                session, tr("Approved by"), tr("Who approved this on our side")
            ),
            "granted_on": day_field(tr("Shared on"), session.understood),
            _END: day_field(
                tr("Planned end"),
                session.understood,
                tr("Applies to all; each asset can have its own"),
            ),
            "review_due": day_field(tr("Review due"), session.understood),
        }
        self._proposed: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.template)
        row = EvenColumns(_TERM_LETTERS, 8)
        for field in self.terms.values():
            row.addWidget(field)
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.list = AssetRows(assets, session.understood)
        self.list.edited.connect(self.edited)
        self.list.counted.connect(self.counted)
        self.choices = [(row.asset, row.tick, row.level) for row in self.list.rows]
        self.ends = {row.asset.id: row.end for row in self.list.rows}
        column.addWidget(self.list)
        self.lacking = Banners()
        """What tells of a chosen asset without an id; it stands below, so that no row moves."""
        self.counted.connect(self._tell_lacking)
        self._fill("granted_on", session.live.today.isoformat())
        self._fill("approved_by", your_name_here(session))
        self._fill(_END, end.isoformat() if end else "")
        for field in self.terms.values():
            field.edited.connect(partial(self._mended, field))
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return what is typed, ticked and chosen; `proposed` names the fields nobody typed."""
        terms = {name: field.value() for name, field in self.terms.items()}
        return {
            **terms,
            "proposed": tuple(n for n, text in terms.items() if text == self._proposed.get(n, "")),
            "template": self.template.value(),
            "ticked": tuple(row.asset.id for row in self.list.ticked()),
            "levels": tuple(
                (asset.id, " ".join(level.level())) for asset, _, level in self.choices
            ),
            "ends": tuple((key, end.value()) for key, end in self.ends.items() if end.is_own),
        }

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show what was typed, ticked and chosen before, for the assets that are still offered.

        What was proposed is proposed anew: it may follow from something that was corrected since.
        """
        if "template" in values:
            self.template.set_value(values["template"])
        if (template := self._template()) is not None:
            self._fill_terms(template)
        for name in _TERMS:
            if name in values and name not in values.get("proposed", ()):
                self.terms[name].set_value(values[name])
        self._follow()
        for key, text in values.get("ends", ()):
            if key in self.ends:
                self.ends[key].be(text)
        levels = dict(values.get("levels", ()))
        for asset, tick, level in self.choices:
            tick.setChecked(asset.id in values.get("ticked", ()))
            if level.count() and levels.get(asset.id):
                level.choose(tuple(levels[asset.id].split()))

    def take_focus(self) -> None:
        """Put the keys where the step begins, or on the first of what was ticked before."""
        ticked = self.list.ticked()
        (ticked[0].tick if ticked else self.template).setFocus()

    def _mended(self, field: Field) -> None:
        field.set_problem("")
        if field is self.terms[_END]:
            self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Let the assets without an end of their own have that of all."""
        for end in self.ends.values():
            end.follow(self.terms[_END].value())

    def show_problems(self, error: Invalid) -> Sequence[Problem]:
        """Show problems under the fields they belong to; return those that belong to none."""
        self.list.show_all()
        ticked = self.list.ticked()
        own = [row.end for row in ticked if row.end.is_own]
        fields = dict(self.terms)
        if len(own) == 1 and len(ticked) == 1:
            fields[_END] = own[0]  # what is wrong with its end is not that of all
        for end in own:
            end.settle()
        loose = show_under(fields, error, self._session)
        told = {end.problem_words(): end for end in own}
        for problem in loose:
            if problem.text in told:
                told[problem.text].setFocus()
        return tuple(problem for problem in loose if problem.text not in told)

    def _propose(self) -> None:
        """Set the levels and dates of the template; what to share stays with the person."""
        found = self._template()
        for row in self.list.rows:
            kind = row.asset.asset_type
            needed = level_for(found, kind) if found is not None else None
            row.kind.setText(about_words(row.asset, is_suggested=needed is not None))
            if row.level.count():
                row.level.choose(needed or ())
        if found is not None:
            self._fill_terms(found)
        self.counted.emit()
        self.edited.emit()

    def _template(self) -> Template | None:
        number = self.template.value()
        return self._templates[number] if number is not None and number >= 0 else None

    def _fill(self, name: str, text: str) -> None:
        self._proposed[name] = text
        self.terms[name].set_value(text)
        self._follow()

    def _fill_terms(self, template: Template) -> None:
        today, end = self._session.live.today, self._end
        start = max(today, self._start or today)
        if template.purpose:
            self._fill("purpose", template.purpose)
        if template.days:
            planned = start + timedelta(days=template.days)
            self._fill("planned_end", _earlier(planned, end).isoformat())
        if template.review_days:
            due = start + timedelta(days=template.review_days)
            self._fill("review_due", _earlier(due, end).isoformat())

    def count(self) -> tuple[str, bool]:
        """Say how many assets are ticked, how many of them at a privileged level, and what lacks.

        Whether any of this is odd comes with it.
        """
        ticked = self.list.ticked()
        admins = sum(
            level_tone(row.asset.asset_type, row.level.level()) == "critical" for row in ticked
        )
        words = ntr(
            "{n} of {all} assets selected",
            "{n} of {all} assets selected",
            len(ticked),
            all=len(self.list.rows),
        )
        told = ntr("{n} at a privileged level", "{n} at a privileged level", admins)
        odd = [words for words in (told if admins else "", self._lacks()) if words]
        return " · ".join((words, *odd)), bool(odd)

    def _lacks(self) -> str:
        """Say what the agency's document would be signed without, nothing where it has all."""
        if not self.list.ticked():
            return ""
        names = {"purpose": tr("purpose"), "approved_by": tr("approver")}
        missing = [words for name, words in names.items() if not self.terms[name].value().strip()]
        if not missing:
            return ""
        return tr("The agency's document will lack: {names}", names=", ".join(missing))

    def _tell_lacking(self) -> None:
        """Tell which of the chosen assets have no id, with what records the first of them."""
        bare = [row.asset for row in self.list.ticked() if not id_of(row.asset)]
        if not bare or not self._session.can_act:
            self.lacking.show_banners([])
            return
        words = gap_words(Lack.ID, [asset.name for asset in bare])
        act = (tr("Record ID…"), partial(self._record_id, bare[0]))
        self.lacking.show_banners([Banner(words, "high", [act])])

    def _record_id(self, asset: Asset) -> None:
        form = asset_form(self._session, asset)
        form.panel.ask_for(["asset_id"])
        self._open_form(form)


def _earlier(day: date, end: date | None) -> date:
    return min(day, end) if end is not None else day
