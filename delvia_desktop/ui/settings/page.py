"""What every page of the settings is, and the two kinds of pages that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Banner, Banners

_LETTERS = 8
"""Average letters of a place that are seen in a line at least."""

SETTINGS = "settings"
"""Stands for a place where a half-filled form is kept; the settings are none of the places."""


class Page(QWidget):
    """One page; subclasses say what it shows."""

    close_asked = Signal()
    """The settings are to be closed, and what was typed on this page is not wanted any more."""

    saved = Signal()
    """What was typed on this page was saved."""

    said = Signal(str)
    """Something was done that is not an act on the register."""

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that would be lost with the page."""
        return False

    def leave(self, then: Callable[[], object]) -> None:
        """Do something for which the page must go away; a changed one asks before."""
        then()

    def begin(self) -> None:
        """Take the keys."""

    def refresh(self) -> None:
        """Show what is true now; what was typed stays."""

    def rest(self) -> None:
        """Ask nothing any more, as the settings go away."""


class ChoicesPage(Page):
    """A page whose choices count at once: they belong to this computer."""

    def __init__(self, title: str, text: str, parts: Sequence[QWidget]) -> None:
        """Lay parts out one below the other; the page scrolls."""
        super().__init__()
        panel = QFrame()
        panel.setObjectName("panel")
        inside = QWidget()
        inside.setObjectName("fields")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(16)
        rows.addWidget(text_label(text, muted=True))
        for part in parts:
            rows.addWidget(part)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(title)
        area.setWidget(inside)
        FadedEdge(area)
        self._close = button(tr("Close"))
        self._close.setToolTip("Esc")
        self._close.clicked.connect(self.close_asked.emit)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(text_label(title, size=1.25, bold=True))
        column.addWidget(area, 1)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)


class PlaceField(Field):
    """Where something lies: to be read and copied as a whole, not to be changed."""

    def __init__(self, label: str) -> None:
        """Begin empty."""
        self._text = _Whole()
        super().__init__(label, self._text)

    @override
    def value(self) -> str:
        return self._text.toPlainText()

    @override
    def set_value(self, value: Any) -> None:
        self._text.setPlainText(str(value or ""))


class _Whole(QPlainTextEdit):
    """A text to be read, as high as all its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        edges, margin = self.contentsMargins(), round(2 * self.document().documentMargin())
        lines = max(round(self.document().size().height()), 1)  # Qt tells their number
        high = lines * self.fontMetrics().lineSpacing() + margin + edges.top() + edges.bottom()
        return QSize(super().sizeHint().width(), high)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * _LETTERS, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


@dataclass(frozen=True)
class PageObstacle:
    """Why nothing can be changed on a page, with what can be done about it."""

    text: str
    act: tuple[str, Callable[[], object]] | None = None

    def banner(self) -> Banner:
        """Return what says it over the page."""
        return Banner(self.text, "high", [self.act] if self.act is not None else [])


def obstacle_of(session: Session) -> PageObstacle | None:
    """Return why a page of the settings cannot change the register, None if it can."""
    if session.can_act:
        return None
    if session.is_past:
        text = tr("You are viewing {moment}. Go back to today to change this.",
                  moment=session.past_title)  # fmt: skip
        return PageObstacle(text, (tr("Back to today"), session.show_now))
    return PageObstacle(tr("{why} This cannot be changed here.", why=session.live.read_only))


class FormPage(Page):
    """A page with a form: what is typed counts once it is saved."""

    def __init__(
        self,
        make: Callable[[], Form],
        session: Session | None = None,
        obstacle: Callable[[], PageObstacle | None] = lambda: None,
    ) -> None:
        """Show the form; with a `session`, what a killed program left of it comes back."""
        super().__init__()
        self._make, self._session, self._obstacle = make, session, obstacle
        self._is_recording = False
        self._banners = Banners()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(self._banners)
        self.form = self._show_form()

    @property
    @override
    def is_changed(self) -> bool:
        return self.form.panel.is_changed

    @override
    def leave(self, then: Callable[[], object]) -> None:
        self.form.panel.leave(then)

    @override
    def begin(self) -> None:
        if self._obstacle() is None:
            self.form.panel.begin()
        else:
            self.form.panel.cancel_button.setFocus()

    @override
    def refresh(self) -> None:
        if self._is_recording or self.is_changed:
            return
        has_keys = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) else False
        self._show_again()
        if has_keys:
            self.begin()

    @override
    def rest(self) -> None:
        self.form.panel.rest()

    def _show_again(self) -> None:
        """Show the form as it is at first; what was typed is saved, or not wanted any more."""
        old = self.form.panel
        old.rest()  # it still tells of the last keys, so its draft is dropped after that
        self._drop_draft()
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self.form = self._show_form()

    def _show_form(self) -> Form:
        form = self._make()
        panel = form.panel
        panel.cancel_button.setText(tr("Close"))
        panel.cancel_button.setAccessibleName(tr("Close"))
        panel.mark_start()
        obstacle = self._obstacle()
        if obstacle is not None:
            for field in panel.fields.values():
                field.setEnabled(False)
            panel.submit_button.setEnabled(False)
        elif self._session is not None and form.key:
            live = self._session.live
            if kept := form_drafts.kept_draft(live, form.key):
                panel.set_values(kept)
                panel.remind(tr("You typed this before the register was closed."))
            panel.draft_changed.connect(self._keep_draft)
            panel.vouched.connect(live.vouch)
        panel.submitted.connect(self._save)
        panel.cancelled.connect(self._cancel)
        self._banners.show_banners([obstacle.banner()] if obstacle is not None else [])
        self._column.addWidget(panel, 1)
        panel.show()  # at once, so that it can take the keys
        return form

    def _save(self) -> None:
        """Save what was typed; problems stay with it, nothing that was typed is lost."""
        panel = self.form.panel
        if self._session is not None and not panel.is_changed:
            self.said.emit(tr("There is nothing to save."))
            return
        self._is_recording = True
        try:
            self.form.record(panel.values())
        except Invalid as error:
            panel.show_problems(error)
            return
        except DelviaError as error:
            panel.show_banner(str(error))
            return
        finally:
            self._is_recording = False
        then = panel.take_then()
        self._show_again()
        if self._session is None:  # what is recorded in a register is told by its session
            self.said.emit(tr("Saved."))
        if then is not None:
            then()
        else:
            self.begin()
        self.saved.emit()

    def _cancel(self) -> None:
        self._show_again()
        self.close_asked.emit()

    def _keep_draft(self) -> None:
        if self._session is None:
            return
        panel = self.form.panel
        if panel.is_changed:
            kept = form_drafts.Kept(self.form.key, panel.title, SETTINGS)
            form_drafts.keep_draft(self._session.live, kept, panel.values())
        else:
            self._drop_draft()

    def _drop_draft(self) -> None:
        if self._session is not None and self.form.key:
            form_drafts.drop_draft(self._session.live, self.form.key)
