"""Templates of engagements: what comes with the program, and what is kept in the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.templates import Template
from delvia_desktop.domain.words.vocabulary import level_label, type_label
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import templates
from delvia_desktop.ui.access.forms.template_form import template_form
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.new_button import NewButton


class _Line(NamedTuple):
    id: int
    template: Template


class TemplatesPage(Place):
    """The templates beside the one that is chosen."""

    name = "templates"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.table = ListTable(tr("Templates"), _columns(), tr("No templates."))
        remember_look(self.table, "templates")
        self.table.kind = "template"
        self.table.chosen.connect(lambda _: self._show_detail())
        self._facts = Facts()
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        column.addStretch(1)
        self._new = NewButton()
        whole = QWidget()
        left = QVBoxLayout(whole)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.table, 1)
        self.panes.lay_out([(whole, 5), (detail, 6)], hides=whole)

    @override
    def headline(self) -> tuple[str, str]:
        return self.title(), tr("What a typical engagement needs")

    @override
    def new_deed(self) -> Deed:
        return Deed(tr("Add template…"), self.record_template, is_enabled=self.session.can_act)

    @override
    def corner(self) -> NewButton:
        return self._new

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        template = self.template()
        if template is None:
            return []
        keep = tr("Edit template…") if template.id else tr("Save this template…")
        deeds = [Deed(keep, self.change_template, is_primary=True, is_enabled=can)]
        if template.id:
            delete = tr("Delete template")
            deeds.insert(0, Deed(delete, self.delete_template, is_enabled=can, is_folded=True))
        return deeds

    @override
    def refresh(self) -> None:
        before = self.table.key()
        found = templates.templates(self.session.shown)
        lines = [_Line(int(each.id) or -number - 1, each) for number, each in enumerate(found)]
        self.table.show_rows(HeldRows(lines), before)
        if self.table.key() is None and lines:
            self.table.choose(lines[0].id)
        self._show_detail()

    @override
    def home(self) -> ListTable:
        return self.table

    @override
    def show_adding(self) -> None:
        super().show_adding()
        self._show_detail()

    @override
    def choose_record(self, key: int) -> None:
        if self.table.choose(key):
            self._show_detail()

    @override
    def shown_record(self) -> int:
        return 0 if self.is_adding else max(self.table.key() or 0, 0)

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {
            "template/0": self.record_template,
            f"template/{self.shown_record()}": self.change_template,
        }

    def template(self) -> Template | None:
        """Return the template that is chosen."""
        line: _Line | None = None if self.is_adding else self.table.current_row()
        return line.template if line is not None else None

    def record_template(self) -> None:
        """Open the form for a new template."""
        self.add_by(template_form(self.session))

    def change_template(self) -> None:
        """Open the form that changes the template, or keeps one that comes with the program."""
        if (template := self.template()) is not None:
            self.open_form(template_form(self.session, template))

    def delete_template(self) -> None:
        """Delete the template."""
        if (template := self.template()) is not None:
            self.session.attempt(templates.delete_template, template)

    def _show_detail(self) -> None:
        template = self.template()
        if template is not None:
            kept = tr("Stored in this register") if template.id else tr("Built in")
            facts: list[tuple[str, str | QWidget]] = [
                (type_label(line.asset_type), level_label(line.asset_type, line.level))
                for line in template.lines
            ]
            facts += [
                (tr("Duration"), _days(template.days)),
                (tr("First review after"), _days(template.review_days)),
                (tr("Purpose"), template.purpose),
                (tr("Where"), kept),
            ]
            self._facts.show_facts(facts)
        self.headline_changed.emit()


def _days(count: int) -> str:
    return ntr("{n} day", "{n} days", count) if count else ""


def _columns() -> list[Column]:
    return [
        Column("", tr("Template"), lambda line: line.template.name, 20, sortable=False),
        Column("", tr("Duration"), lambda line: _days(line.template.days), 10, sortable=False),
    ]
