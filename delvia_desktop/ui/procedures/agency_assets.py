"""The third step of adding an agency: only the assets needed, a level for each, by a template."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.templates import Template, level_for
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import (
    Level,
    asset_type,
    level_label,
    level_meaning,
    level_tone,
    type_label,
)
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import templates
from delvia_desktop.ui.access.forms.share_form import level_options
from delvia_desktop.ui.fields.calm_box import CalmBox
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import ChoiceField, Field, LineField, Option
from delvia_desktop.ui.forms.form import day_field, name_field, your_name_here
from delvia_desktop.ui.procedures.agency_steps import id_of, show_under
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.beside import Beside
from delvia_desktop.ui.widgets.even_columns import EvenColumns
from delvia_desktop.ui.widgets.labels import grouped, text_label
from delvia_desktop.ui.widgets.long_tick import LongTick

_TYPE_LETTERS = 28
"""Average letters that a type needs with the word that it is proposed."""

_TERM_LETTERS = 17
"""Average letters that a date needs beside the button of its calendar."""

_LEVEL_BESIDE, _END_LETTERS = 26, 30
"""Average letters of a level with a planned end beside it, and those of the end."""

_LEVEL_LETTERS = 12
"""Letters for which the box of a level has room at least."""

_END = "planned_end"
"""What is typed once for all, and for one asset where it differs."""

_TERMS = ("purpose", "approved_by", "granted_on", _END, "review_due")
"""What is typed once for all assets that are shared."""


def share_drafts(
    values: Mapping[str, Any], offered: Collection[AssetKey]
) -> tuple[ShareDraft, ...]:
    """Return the shares that were chosen, as typed, of the assets that are still offered."""
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


class AssetEnd(DayField):
    """The planned end of one asset: that of all assets, until it is typed or cleared here."""

    def __init__(self, asset: Asset, understood: Callable[[str], str]) -> None:
        """Begin hidden: only what is shared can end."""

        def until(text: str) -> str:
            return tr("until {day}", day=understood(text))

        label = tr("Planned end of {asset}", asset=asset.name)
        super().__init__(label, until, tr("no planned end"))
        self._asset = asset.name
        self.be_in_row()
        self.is_own = False
        self.edited.connect(self._be_own)
        self.hide()

    @override
    def _words(self) -> str:
        # Why it is none is said when the field is left: a row that grew would move the others.
        return super()._words() if not self.unread() else "…"

    def follow(self, text: str) -> None:
        """Show the planned end of all assets, unless this one has its own."""
        if not self.is_own:
            self.set_value(text)

    def be(self, text: str) -> None:
        """Show the asset's own planned end, as it was typed before."""
        self.is_own = True
        self.set_value(text)

    def problem_words(self) -> str:
        """Return what is no date as it is told among several assets."""
        return f"{self._asset}: {self.unread()}"

    def _be_own(self) -> None:
        self.is_own = True
        self.set_problem("")


class AgencyAssets(QWidget):
    """The assets of ours with a tick and a level each; a template proposes, it ticks nothing."""

    edited = Signal()
    """Something was ticked, chosen or typed."""

    counted = Signal()
    """Other assets are ticked, or at other levels."""

    def __init__(
        self, session: Session, assets: Sequence[Asset], start: date | None, end: date | None
    ) -> None:
        """Offer the assets with the narrowest level of each, for an engagement with these days."""
        super().__init__()
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
        row = EvenColumns(self.fontMetrics().averageCharWidth() * _TERM_LETTERS, 8)
        for field in self.terms.values():
            row.addWidget(field)
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.ends: dict[AssetKey, AssetEnd] = {}
        column.addWidget(self._offer(assets))
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
            "ticked": tuple(asset.id for asset, tick, _ in self.choices if tick.isChecked()),
            "levels": tuple(
                (asset.id, " ".join(_level(level))) for asset, _, level in self.choices
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
                level.setCurrentIndex(_place_of(tuple(levels[asset.id].split()), asset, level))

    def take_focus(self) -> None:
        """Put the keys where the step begins."""
        self.template.setFocus()

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
        own = [end for end in self.ends.values() if end.is_own and not end.isHidden()]
        fields = dict(self.terms)
        if len(own) == 1 and sum(tick.isChecked() for _, tick, _ in self.choices) == 1:
            fields[_END] = own[0]  # what is wrong with its end is not that of all
        for end in own:
            end.settle()
        loose = show_under(fields, error, self._session)
        told = {end.problem_words(): end for end in own}
        for problem in loose:
            if problem.text in told:
                told[problem.text].setFocus()
        return tuple(problem for problem in loose if problem.text not in told)

    def _offer(self, assets: Sequence[Asset]) -> QWidget:
        inside = QFrame()
        inside.setObjectName("panel")
        inside.setAccessibleName(tr("Our assets"))
        grid = QGridLayout(inside)
        for place, share in enumerate((3, 2, 8)):
            grid.setColumnStretch(place, share)
        self.choices: list[tuple[Asset, QCheckBox, QComboBox]] = []
        self._types: list[QLabel] = []
        line = self.terms[_END].editor.sizeHint().height()
        for row, asset in enumerate(assets):
            for place, part in enumerate(self._row(asset)):
                # What stands under a date does not move what stands beside it.
                part.setMinimumHeight(line)
                grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignTop)
        return inside

    def _row(self, asset: Asset) -> tuple[QWidget, ...]:
        kind = asset_type(asset.asset_type)
        named = LongTick(asset.name, tr("Share {asset}", asset=asset.name))
        tick = named.box
        level = CalmBox()
        # What a level means must not make the list wider than the window.
        level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        level.setMinimumContentsLength(_LEVEL_LETTERS)
        # On Linux a box is told by what is chosen, and no label stands above this one.
        spoken.name(level, tr("Level of {asset}", asset=asset.name))
        spoken.describe(level, tr("Level of {asset}", asset=asset.name))
        for option in level_options(kind):
            level.addItem(f"{option.text} – {option.meaning}", option.value)
        end = AssetEnd(asset, self._session.understood)
        tick.toggled.connect(end.setVisible)
        tick.toggled.connect(lambda _: self.counted.emit())
        tick.toggled.connect(lambda _: self.edited.emit())
        level.currentIndexChanged.connect(lambda _: self.counted.emit())
        level.activated.connect(lambda _: tick.setChecked(True))  # who chooses a level shares it
        level.activated.connect(lambda _: self.edited.emit())
        end.edited.connect(self.edited)
        self.choices.append((asset, tick, level))
        self.ends[asset.id] = end
        spoken.describe(tick, type_label(asset.asset_type), id_of(asset))
        what = text_label(_about(asset), muted=True)
        what.setMinimumWidth(what.fontMetrics().averageCharWidth() * _TYPE_LETTERS)
        self._types.append(what)
        return named, what, self._beside(level if kind.levels else _use(), end)

    def _beside(self, level: QWidget, end: AssetEnd) -> QWidget:
        """Return a level with the planned end beside it, below it where there is no room."""
        letter = self.fontMetrics().averageCharWidth()
        cell = QWidget()
        row = Beside(letter * _LEVEL_BESIDE, letter * _END_LETTERS, 8)
        level.setMinimumHeight(end.editor.sizeHint().height())
        row.addWidget(level)
        row.addWidget(end)
        cell.setLayout(row)
        return cell

    def _propose(self) -> None:
        """Set the levels and dates of the template; what to share stays with the person."""
        found = self._template()
        for (asset, _, level), what in zip(self.choices, self._types, strict=True):
            needed = level_for(found, asset.asset_type) if found is not None else None
            what.setText(_about(asset, is_suggested=needed is not None))
            if level.count():
                level.setCurrentIndex(_place_of(needed, asset, level) if needed else 0)
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
        """Say how many assets are ticked, and tell whether any is at a privileged level."""
        chosen = [(asset, level) for asset, tick, level in self.choices if tick.isChecked()]
        admins = sum(
            level_tone(asset.asset_type, _level(level)) == "critical" for asset, level in chosen
        )
        words = tr("{n} of {all} assets", n=len(chosen), all=len(self.choices))
        tail = ntr("{n} at a privileged level", "{n} at a privileged level", admins)
        return f"{words} · {tail}", admins > 0


def _use() -> QLabel:
    return text_label(tr("Use"), muted=True)


def _about(asset: Asset, *, is_suggested: bool = False) -> str:
    """Return the type of an asset and the id by which it is told from another of its name."""
    kind = type_label(asset.asset_type)
    words = tr("{type} · suggested", type=kind) if is_suggested else kind
    return "\n".join(filter(None, (words, grouped(id_of(asset)))))


def _level(box: QComboBox) -> Level:
    """Return the level that is chosen; the codes of a set stand side by side."""
    return tuple(str(box.currentData() or "").split())


def _place_of(needed: Level, asset: Asset, box: QComboBox) -> int:
    """Return the place of a level; a set of several is offered from now on."""
    codes = " ".join(needed)
    if box.findData(codes) < 0:
        meaning = level_meaning(asset.asset_type, needed)
        box.addItem(f"{level_label(asset.asset_type, needed)} – {meaning}", codes)
    return box.findData(codes)


def _earlier(day: date, end: date | None) -> date:
    return min(day, end) if end is not None else day
