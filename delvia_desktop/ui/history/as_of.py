"""The as-of control: from which day and which knowledge the window shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import AccessRecordRow, RevisionRow, Wanted
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.history.time_travel import Past, past_meant
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.enter import submits
from delvia_desktop.ui.widgets.labels import button, text_label

_OFFERED = 300
"""Acts and papers that are offered; older ones are found by their number or in their places."""


class AsOfPanel(QFrame):
    """A small panel in which a moment is chosen."""

    finished = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        """Lay the panel out."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(text_label(tr("View the register as of"), size=1.1, bold=True))
        hint = tr("A date, a date and time like 1 Aug 2026 18:00, #123 or HR-2026-003")
        self.moment = DayField(tr("Date or revision"), self._understood, hint)
        column.addWidget(self.moment)
        self.act = ChoiceField(tr("Or after a change"), [Option("", "")], searchable=True)
        self.paper = ChoiceField(tr("Or as printed"), [Option("", "")], searchable=True)
        for field in (self.act, self.paper):
            field.edited.connect(partial(self._take, field))
            column.addWidget(field)
        row = QHBoxLayout()
        now = button(tr("Back to today"))
        now.clicked.connect(self._now)
        self.show_button = button(tr("Show"), "primary")
        self.show_button.clicked.connect(self._show)
        compare = button(tr("Show changes since"))
        compare.clicked.connect(self._compare)
        row.addWidget(now)
        row.addWidget(compare)
        row.addWidget(self.show_button)
        column.addLayout(row)
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if submits(event, self):
            self._show()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def open_at(self, corner: QWidget) -> None:
        """Open above a control at the left."""
        self._fill()
        width = max(320, self.fontMetrics().averageCharWidth() * 62)
        self.setFixedWidth(min(width, self.window().width() - 16))
        self.adjustSize()
        place = corner.mapTo(self.window(), corner.rect().topLeft())
        self.move(place.x() + 8, max(8, place.y() - self.height() - 8))
        self.show()
        self.raise_()
        self.moment.setFocus(Qt.FocusReason.PopupFocusReason)

    def _understood(self, text: str) -> str:
        return past_meant(self._session.live, text).understood

    def _fill(self) -> None:
        """Offer the newest acts and the printed records beside the field for a day."""
        live = self._session.live
        wanted = Wanted(live.today, descending=True)
        acts = live.rows(RevisionRow, wanted).page(0, _OFFERED)
        self.act.set_options(
            [
                Option("", tr("Choose a change")),
                *(
                    Option(f"#{row.id}", f"#{row.id}  {row.title}", show_moment(row.at))
                    for row in acts
                ),
            ]
        )
        papers = live.rows(AccessRecordRow, wanted).page(0, _OFFERED)
        none = tr("Choose a printed record") if papers else tr("No record printed yet")
        self.paper.set_options(
            [
                Option("", none),
                *(
                    Option(row.number, f"{row.number}  {row.title}", show_day(row.on))
                    for row in papers
                ),
            ]
        )
        self.act.set_value("")
        self.paper.set_value("")

    def _take(self, field: ChoiceField) -> None:
        if field.value():
            self.moment.set_value(field.value())

    def _meant(self) -> Past | None:
        try:
            past = past_meant(self._session.live, self.moment.value())
        except ValueError as error:
            self.moment.set_problem(str(error))
            self.moment.setFocus()
            return None
        self.moment.set_problem("")
        return past

    def _show(self) -> None:
        if (past := self._meant()) is not None:
            self._session.past_asked.emit(past)
            self._close()

    def _compare(self) -> None:
        if (past := self._meant()) is not None:
            self._session.compared.emit(past)
            self._close()

    def _close(self) -> None:
        self.finished.emit()
        self.hide()

    def _now(self) -> None:
        self._session.show_now()
        self._close()
