"""A place of the window: a list beside its detail, and forms beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.acts import Act
from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services import unfinished
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.theme import SPACE
from delvia_desktop.ui.widgets.filter_field import FilterField
from delvia_desktop.ui.widgets.notes import Banner
from delvia_desktop.ui.work import Work

_WIDE = 100
"""Widths beyond what a part asks for by itself, so that the shares alone count."""

_NARROW = 165
"""Average letters of a place's width below which its list makes room for a form."""

_LIST_LETTERS = 26
"""Average letters that a list beside a detail keeps, however narrow the window is."""


@dataclass(frozen=True)
class Deed:
    """Something that can be done in a place: shown in the head of the window and in its menus.

    `act` names what it does, such as `lower`, for whoever leads there: a finding or a procedure.
    """

    text: str
    run: Callable[[], object]
    is_primary: bool = False
    is_enabled: bool = True
    act: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that no finding and no procedure could mean; raises ValueError."""
        Act(self.act)


class Place(QWidget):
    """A place; subclasses say what it shows."""

    headline_changed = Signal()
    go = Signal(str, int)
    """The name of a place and the key of a record in it."""

    led = Signal(str, int, str)
    """The kind and key of a record, and the act that is to begin there, if any."""

    stepped = Signal(object)
    """The next step of a finding (`NextStep`) is to begin."""

    paper_asked = Signal(object)
    """The paper of a `PaperRequest` is to be prepared and shown."""

    printed = Signal(object)
    """A paper that is ready to be looked at."""

    said = Signal(str)
    """Something was done that is not an act on the register."""

    name: ClassVar[str]

    def __init__(self, session: Session) -> None:
        """Begin without content; `lay_out` sets it."""
        super().__init__()
        self.setObjectName("page")
        self.session = session
        self.form: Form | None = None
        self._after: Callable[[object], object] | None = None
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(3 * SPACE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._split, 1)
        self._list: QWidget | None = None

    def lay_out(
        self,
        parts: Sequence[tuple[QWidget, int]],
        *,
        hides: QWidget | None = None,
        above: QWidget | None = None,
    ) -> None:
        """Set parts side by side with their share of the width, below what is `above` them all.

        `hides` is the part that makes room for forms.
        """
        if above is not None:
            self._column.insertWidget(0, above)
        for number, (part, share) in enumerate(parts):
            self._split.addWidget(part)
            self._split.setStretchFactor(number, share)
        self._split.setSizes([share * _WIDE for _, share in parts])
        self._list = hides
        if hides is not None:
            hides.setMinimumWidth(hides.fontMetrics().averageCharWidth() * _LIST_LETTERS)

    @staticmethod
    def title() -> str:
        """Return the words for the place at the left."""
        raise NotImplementedError

    def headline(self) -> tuple[str, str]:
        """Return the title and the words under it."""
        return self.title(), ""

    def deeds(self) -> list[Deed]:
        """Return what can be done here, the most usual last."""
        return []

    def refresh(self) -> None:
        """Show what is recorded now."""

    def banner_elsewhere(self) -> Banner | None:
        """Return what is told over the other places, while something here waits for them."""
        return None

    def show_record(self, key: int) -> None:
        """Show one record of the place."""

    def shown_record(self) -> int:
        """Return the key of the record that is shown, 0 if none is."""
        return 0

    def forms(self) -> Mapping[str, Callable[[], object]]:
        """Return what opens the forms of the place and of the record shown, by the form's key."""
        return {}

    def resume(self, key: str) -> bool:
        """Open the form with a key again, if the place can; return whether it could."""
        opener = self.forms().get(key)
        if opener is not None:
            opener()
        return opener is not None

    def open_form(self, form: Form, after: Callable[[object], object] | None = None) -> None:
        """Show a form beside the list, with what a killed program left of it."""
        self.close_form()
        self.form = form
        self._after = after
        panel = form.panel
        kept = unfinished.kept_draft(self.session.live, form.key)
        if kept:
            panel.set_values(kept)
            panel.show_banner(tr("This is what you had typed before the program ended."))
        panel.submitted.connect(self.submit)
        panel.cancelled.connect(self.close_form)
        panel.draft_changed.connect(self._keep_draft)
        panel.vouched.connect(self.session.live.vouch)
        panel.setMinimumWidth(panel.fontMetrics().averageCharWidth() * 58)
        self._split.addWidget(panel)
        self._split.setStretchFactor(self._split.count() - 1, 0)
        self._make_room()
        panel.look_now()
        panel.begin()

    def close_form(self) -> None:
        """Put the form away with what was typed."""
        if self.form is None:
            return
        unfinished.drop_draft(self.session.live, self.form.key)
        panel = self.form.panel
        self.form = None
        panel.rest()
        panel.hide()
        panel.setParent(None)
        panel.deleteLater()
        self._make_room()

    def submit(self) -> None:
        """Record the form; problems stay with it, nothing that was typed is lost."""
        form = self.form
        if form is None:
            return
        try:
            result = form.record(form.panel.values())
        except Invalid as error:
            form.panel.show_problems(error)
            return
        except DelviaError as error:
            form.panel.show_banner(str(error))
            return
        after = self._after
        self.close_form()
        if after is not None:
            after(result)

    def rest(self) -> None:
        """Leave the register alone, as it is being closed; a half-filled form stays kept."""
        if self.form is not None:
            self.form.panel.rest()
        for field in self.findChildren(FilterField):
            field.rest()
        for work in self.findChildren(Work):
            work.stop()

    def _keep_draft(self) -> None:
        if self.form is not None and self.form.key:
            panel, record = self.form.panel, self.shown_record()
            kept = unfinished.Kept(self.form.key, panel.title, self.name, record)
            unfinished.keep_draft(self.session.live, kept, panel.values())

    def _make_room(self) -> None:
        if self._list is not None:
            self._list.setVisible(
                self.form is None or self.width() >= _NARROW * self.fontMetrics().averageCharWidth()
            )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
