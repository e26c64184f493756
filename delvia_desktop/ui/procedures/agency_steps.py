"""What the steps of adding an agency have in common: titles, texts, and the assets they offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.procedures.plans import Guided, guided_procedure
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import chip, set_tone, text_label

STEPS = tuple(Guided)
"""The steps in their order."""


@dataclass(frozen=True)
class Shown:
    """A step that is shown: its page, and what the path asks of it.

    `show_problems` returns those that have no place in the step, if it leaves them to the path;
    `panel` is its form, if it is one; `missing` says what must be recorded before it can be left.
    """

    page: QWidget
    take_focus: Callable[[], object]
    values: Callable[[], Mapping[str, Any]] = dict
    show_problems: Callable[[Invalid], Sequence[Problem] | None] = lambda _error: None
    panel: FormPanel | None = None
    missing: str = ""


class StepBody(QStackedWidget):
    """Shows one step, which scrolls by itself: it asks for no height of its own."""

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    def show_only(self, page: QWidget) -> None:
        """Show a page in the place of the one before."""
        while (old := self.currentWidget()) is not None:
            old.hide()
            self.removeWidget(old)
            old.deleteLater()
        self.addWidget(page)


class PathSteps(QWidget):
    """The four parts side by side, and how many steps of the procedure they are."""

    def __init__(self) -> None:
        """Begin with none of them done."""
        super().__init__()
        self._chips = [chip(text, "neutral") for text in step_titles().values()]
        after = text_label(_after_words(), muted=True)
        after.setWordWrap(False)
        row = Flow(self)
        for each in (*self._chips, after):
            row.addWidget(each)

    def show_step(self, step: Guided) -> None:
        """Mark the steps before one as done, and this one as the one that is typed."""
        number = STEPS.index(step)
        for place, made in enumerate(self._chips):
            words = made.text().removeprefix("✓ ")
            made.setText(f"✓ {words}" if place < number else words)
            set_tone(made, "good" if place < number else "info" if place == number else "neutral")


def _after_words() -> str:
    """Say how many steps of the procedure are done here, and how many are left at least."""
    steps = guided_procedure().steps
    done = sum(step.guided is not None for step in steps)
    return ntr(
        "These parts complete up to {done} of the procedure's {all} steps; at least {n} is left.",
        "These parts complete up to {done} of the procedure's {all} steps; at least {n} are left.",
        len(steps) - done,
        done=done,
        all=len(steps),
    )


def step_titles() -> Mapping[Guided, str]:
    """Return the titles of the four steps of adding an agency."""
    return {
        Guided.OWN: tr("1 We own the assets"),
        Guided.PARTNER: tr("2 Add agency by ID"),
        Guided.ASSETS: tr("3 Choose assets and levels"),
        Guided.CONFIRM: tr("4 Agency confirms"),
    }


def under_title(title: str, text: str, content: QWidget) -> QWidget:
    """Return the page of a step of adding an agency: title, words, content."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(text_label(title, size=1.3, bold=True))
    column.addWidget(text_label(text, muted=True))
    column.addWidget(content, 1)
    return page


def with_below(page: QWidget, below: QLayout) -> QWidget:
    """Return the page of an agency's step that scrolls, with what stays below it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(page, 1)
    column.addLayout(below)
    return whole


def own_assets(session: Session) -> list[Asset]:
    """Return the assets that the steps of adding an agency offer: ours, by name."""
    ours = session.live.records.select(Asset, owner_kind=OwnerKind.OURS.value)
    shareable = (asset for asset in ours if asset_type(asset.asset_type).shareable)
    return sorted(shareable, key=lambda asset: (in_order(asset.name), asset.id))


def id_of(asset: Asset) -> str:
    """Return an asset's id, to tell it from another, for the steps of adding an agency."""
    return asset.asset_id or asset.pixel_code or asset.shop_code


def show_under(
    fields: Mapping[str, Field], error: Invalid, session: Session
) -> tuple[Problem, ...]:
    """Show the problems of an agency's step under their fields, and go to the first.

    What is no secret can be said there. Returned are the problems that belong to none.
    """
    loose: list[Problem] = []
    by_field: dict[str, Problem] = {}
    for problem in error.problems:
        if problem.field in fields:
            by_field.setdefault(problem.field, problem)
        else:
            loose.append(problem)
    for name, field in fields.items():
        found = by_field.get(name)
        vouch = partial(_vouch, session, field, found) if found and found.doubted else None
        field.set_problem(found.text if found else "", vouch)
    first = next((field for name, field in fields.items() if name in by_field), None)
    if first is not None:
        first.setFocus()
    return tuple(loose)


def _vouch(session: Session, field: Field, problem: Problem) -> None:
    session.live.vouch(problem.doubted)
    field.set_problem("")
    field.setFocus()
