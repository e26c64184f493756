"""Somebody who does the next step of a finding as it is offered, with the plainest values."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.seats import is_open
from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.findings import Finding, NextStep
from delvia_desktop.domain.records.kinds import KINDS, references
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.services.findings import findings
from delvia_desktop.services.register.register import Register, new_register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.ui.evidence.file_field import FileField
from delvia_desktop.ui.fields.choice_field import ChoiceField
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import CheckField, Field
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.main_window import MainWindow
from tests.registers import noon
from tests.ui.plans.conftest import Importer, copy

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_PATIENCE = 12
"""Times that a form is tried with one more value before it counts as one that cannot be filled."""

Change = dict[tuple[str, int], int]


def register_of(picture: Picture, file: Path) -> tuple[Register, Change]:
    """Return a register that holds what a picture holds, and the new number of each record."""
    made = new_register(file, BrandDraft("Nova"), "Mara", noon)
    return made, made.perform(_put_in, picture)


def _put_in(edit: Edit, picture: Picture) -> Change:
    known: Change = {("brand", 1): 1}
    for kind in KINDS:
        records = getattr(picture, PLACES[kind.name]) if kind.name in PLACES else {}
        for key, record in sorted(records.items()):
            refers = {
                name: known[target.name, getattr(record, name)]
                for name, target in references(kind).items()
                if getattr(record, name) is not None
            }
            if "subject_kind" in {field.name for field in fields(record)} and record.subject_kind:
                refers["subject"] = known[record.subject_kind, record.subject]
            known[kind.name, key] = edit.add(_storable(edit, replace(record, **refers))).id
    return known


def _storable(edit: Edit, record: Any) -> Any:
    """Return a record without what pure rules do not mind and a file refuses."""
    if isinstance(record, Asset) and record.owner_kind != OwnerKind.OURS:
        return replace(record, owner_business_center=None)
    if isinstance(record, AccessRecord):
        return replace(record, register_state="ab" * 32, sha256=edit.keep_content(_PDF))
    return record


def _told(attention: Attention) -> dict[str, tuple[str, NextStep]]:
    return {key: (f.message, f.next_step) for key, f in attention.found.items()}


class Follower:
    """Does what a finding asks for: presses its button, fills what must be filled, records."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        self.bot, self.window = bot, window
        self._numbers = itertools.count(1)

    def open(self) -> dict[str, Finding]:
        """Return the findings that nobody accepted, by their id."""
        attention = self.window.session.watch.attention
        assert attention is not None
        anew = findings.find(self.window.session.live)
        stale = set(_told(attention).items()) ^ set(_told(anew).items())
        assert stale == set()
        return {finding.id: finding for finding in attention.open}

    def press(self, finding: Finding) -> None:
        """Press the button of a finding in the list of the Overview."""
        self.window.show_place("overview")
        listed = self.window.places["overview"].attention
        listed._show_rule("")
        if self._choose(listed, finding) > 1:
            self.bot.keyClick(listed.table, Qt.Key.Key_Return)
            self._choose(listed, finding)
        button = next(
            button
            for button in listed.deeds.findChildren(QPushButton)
            if button.isVisible() and button.accessibleName() == finding.next_step.text
        )
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def follow(self, finding: Finding) -> None:
        """Do the next step of a finding with what its form begins with."""
        self.press(finding)
        self.finish(finding.next_step)

    def finish(self, step: NextStep) -> None:
        """Fill and record what a step has opened."""
        if step.act == Act.COMPARE:
            self._compare(step)
        elif self.window.place.form is not None:
            self._record(step)
        else:
            self._issue(step)

    def _choose(self, listed: Any, finding: Finding) -> int:
        model = listed.table.list_model
        for place in range(model.rowCount()):
            found = model.row(place).line.findings
            if any(each.id == finding.id for each in found):
                listed.table.selectRow(place)
                return len(found)
        raise AssertionError(finding.id)

    def _record(self, step: NextStep) -> None:
        place = self.window.place
        panel = place.form.panel
        tried: dict[str, int] = {}
        for _ in range(_PATIENCE):
            self.bot.mouseClick(panel.submit_button, Qt.MouseButton.LeftButton)
            if place.form is None or place.form.panel is not panel:
                return
            if panel.submit_button.text() == "Record anyway":
                continue  # what looks odd was shown; the same button records it
            wrong = {name: f for name, f in panel.fields.items() if f.problem()}
            assert wrong, (step, panel._banner.text())
            for name, field in wrong.items():
                self._fill(name, field, tried.get(name, 0))
                tried[name] = tried.get(name, 0) + 1
        raise AssertionError((step, {name: f.problem() for name, f in panel.fields.items()}))

    def _fill(self, name: str, field: Field, before: int) -> None:
        """Give a field the plainest value; another one each time that it was refused."""
        if isinstance(field, FileField):
            field.take(FileDraft("signed.pdf", _PDF))
        elif isinstance(field, LevelField):
            buttons = field._buttons
            self.bot.mouseClick(buttons[before % len(buttons)][1], Qt.MouseButton.LeftButton)
        elif isinstance(field, CheckField):
            field.set_value(not field.value())
            field.edited.emit()
        elif isinstance(field, ChoiceField):
            values = [option.value for option in field._options]
            at = values.index(field.value()) if field.value() in values else -1
            field.set_value(values[(at + 1) % len(values)])
        else:
            field.set_value(self._typed(name, field, before))
            field.edited.emit()

    def _typed(self, name: str, field: Field, before: int) -> str:
        number = next(self._numbers)
        if isinstance(field, DayField):
            later = "+30" if name not in {"engagement_start", "on", "granted_on"} else "today"
            return (later, "today", "+1")[before % 3]
        if isinstance(field, IdField):
            return f"75042333005598{72017 + number}"
        if name in {"email", "mailbox", "recovery"}:
            return f"team{number}@{self._domain()}"
        return "As agreed"

    def _domain(self) -> str:
        """Return the domain of the company: what a person would give who was told of it."""
        found = self.window.session.live.picture().business_centers.values()
        domains = (center.email_domains for center in found if center.is_own)
        return next((d.split(",")[0].strip() for d in domains if d), "nova.example")

    def _compare(self, step: NextStep) -> None:
        """Paste TikTok's own list, which says what the record says, and keep the comparison."""
        importer = Importer(self.bot, SimpleNamespace(window=self.window))
        assert importer.is_open, step
        copy("\n".join("\t".join(cells) for cells in self._listed(step)))
        importer.presses("Paste copied table")
        importer.goes_on_to("Columns")
        importer.goes_on_to("Differences")
        self.bot.mouseClick(importer.window.next_button, Qt.MouseButton.LeftButton)
        importer.presses("Close")

    def _listed(self, step: NextStep) -> list[tuple[str, str]]:
        seen = Situation(self.window.session.live.picture())
        if step.kind == "partner":
            assets = [seen.picture.assets[s.asset] for s in seen.open_shares(step.id)]
            return [("Asset", "Asset ID"), *((a.name, a.asset_id) for a in assets)]
        seats = seen.of("seat", "business_center", step.id)
        people = [seen.picture.people[s.person] for s in seats if is_open(s, seen.on)]
        return [("Name", "E-mail"), *((p.name, p.email) for p in people)]

    def _issue(self, step: NextStep) -> None:
        """Issue the document that a step has prepared."""
        window = self.window
        assert window.work is not None, step
        self.bot.waitUntil(lambda: window.paper_view is not None, timeout=60_000)
        view = window.paper_view
        view.save_to(window.session.path.parent / f"{next(self._numbers)}.pdf")
        QApplication.processEvents()
        view.close()
        window.paper_view = None


def begin(bot: QtBot, made: Register) -> Follower:
    """Open a window on a register."""
    from delvia_desktop.ui.session import Session

    window = MainWindow(Session(made))
    bot.addWidget(window)
    window.show()
    bot.waitExposed(window)
    return Follower(bot, window)
