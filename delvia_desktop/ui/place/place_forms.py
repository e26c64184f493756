"""The forms of a place: one is open, those that wait for it lie below, none is lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.fields.record_field import RecordField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.panes import Panes
from delvia_desktop.ui.session import Session


class Left(NamedTuple):
    """Something that was typed in a place and is not recorded yet, and what puts it away."""

    kept: form_drafts.Kept
    drop: Callable[[], object]


class _Return(NamedTuple):
    """What is to happen once a form is recorded, and whether also if it is cancelled."""

    then: Callable[[], object]
    is_for_cancelled: bool


class _Below(NamedTuple):
    """A form that waits for one that is done for it, with what is to happen once it is recorded."""

    form: Form
    after: Callable[[object], object] | None
    beside: ListTable | None
    back: _Return | None


class PlaceForms(QWidget):
    """What of a place shows forms, asks before one that was changed goes, and records them."""

    name: ClassVar[str]
    form_changed = Signal()
    """A form opened, or the one that was open went away."""

    def __init__(self, session: Session) -> None:
        """Begin without a form."""
        super().__init__()
        self.session = session
        self.form: Form | None = None
        self._below: list[_Below] = []
        self._was_adding = False
        self._after: Callable[[object], object] | None = None
        self._beside: ListTable | None = None
        self._return: _Return | None = None
        self.panes = Panes()

    def home(self) -> ListTable | None:
        """Return the table whose row the place shows; None if it has no such table."""
        return None

    def shown_record(self) -> int:
        """Return the key of the record that is shown, 0 if none is."""
        return 0

    def take_focus(self) -> None:
        """Take the keys: into the form, else into what was worked in."""

    def show_touched(self) -> None:
        """Bring the keys to what the last act changed."""

    def left_open(self) -> list[Left]:
        """Return what was typed here and is not recorded yet."""
        changed = [form for form in self._forms() if form.panel.is_changed]
        if not changed:
            return []
        form = changed[0]
        kept = form_drafts.Kept(form.key, form.panel.title, self.name, self.shown_record())
        return [Left(kept, self.close_form)]

    def open_form(
        self,
        form: Form,
        after: Callable[[object], object] | None = None,
        beside: ListTable | None = None,
    ) -> None:
        """Show a form beside the list, with what a killed program left of it.

        `after` is told what was recorded; `beside` is the table whose row the form is about. One
        that is done for the form that is open (`Form.over`) stands over it until it is done.
        """
        if self.form is not None and form.key and form.key == self.form.key:
            self.form.panel.begin()
        elif self.form is not None and form.over:
            self._set_aside()
            self._show_form(form, after, beside)
        else:
            self.leave_form(lambda: self._show_form(form, after, beside))

    def add_by(self, form: Form, after: Callable[[object], object] | None = None) -> None:
        """Show a form that adds a record to the list of the place, beside none of its records."""
        self.open_form(replace(form, adds=True), after)

    @property
    def is_adding(self) -> bool:
        """Whether a form is open that is about no record of the place."""
        return any(form.adds for form in self._forms())

    def show_adding(self) -> None:
        """Show no record while one is added, and the one that was shown once that is over."""
        if (home := self.home()) is not None:
            home.let_go(self.is_adding)
        self.panes.show_adding(self.is_adding)

    def leave_form(self, then: Callable[[], object]) -> None:
        """Do something for which the form must go away; a changed form asks before."""
        form = self.form
        if form is None:
            then()
            return

        def leave() -> None:
            if self.form is form:  # else it was recorded before it went
                self._put_away()
            self.leave_form(then)  # one that waited below may be changed too

        form.panel.leave(leave)

    def when_free(self, then: Callable[[], object]) -> None:
        """Do something now, or once the form that is asking has gone away."""
        if self.form is not None and self.form.panel.is_asking:
            self.form.panel.add_then(then)
        else:
            then()

    def when_recorded(self, then: Callable[[], object], *, or_cancelled: bool = False) -> None:
        """Do something once the form that is open is recorded, or cancelled if that is asked for.

        It is not done if the form goes for another reason.
        """
        if self.form is not None:
            self._return = _Return(then, or_cancelled)

    def show_panel(self, form: Form) -> None:
        """Show a form beside what the place shows, or elsewhere in it."""
        self.panes.show_form(form.panel)

    def take_panel(self, panel: FormPanel) -> None:  # noqa: ARG002 - others keep it elsewhere
        """Give the room of the form back."""
        self.panes.take_form()

    def close_form(self) -> None:
        """Put the form away with what was typed, and those that wait for it."""
        while self.form is not None:
            self._put_away()

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
        after, then, back = self._after, form.panel.take_then(), self._return
        another, beside = form.another, self._beside
        goes_on = another is not None and another.is_wanted and then is None
        self._put_away()
        if after is not None:
            after(result)
        if another is not None and goes_on:
            self.open_form(replace(another.following(), adds=form.adds), after, beside)
            self._return = back
            return
        if then is not None:
            then()
        elif self.form is None:
            self.show_touched()
        if back is not None:
            back.then()

    def cancel(self) -> None:
        """Put the form away and the keys back to the one below it, or the list it was about."""
        back = self._return
        self._put_away()
        self.take_focus()
        if back is not None and back.is_for_cancelled:
            back.then()

    def _forms(self) -> list[Form]:
        """Return the form that is open, and before it those that wait for it."""
        below = [each.form for each in self._below]
        return [*below, self.form] if self.form is not None else below

    def _set_aside(self) -> None:
        """Let the form wait, unseen, for another one."""
        if self.form is None:
            return
        self._keep_draft()
        self._below.append(_Below(self.form, self._after, self._beside, self._return))
        self._return = None  # it is meant for the form that waits
        self.take_panel(self.form.panel)

    def _put_away(self) -> None:
        """Put the form away with what was typed; one that waits for it comes back."""
        self._return = None
        if self.form is None:
            return
        form_drafts.drop_draft(self.session.live, self.form.key)
        panel = self.form.panel
        self.form = None
        for table in self._guarded:
            table.ask_first = None
        panel.rest()
        self.take_panel(panel)
        panel.deleteLater()
        self._tell_adding()
        if self._below:
            self._bring_back(self._below.pop())
        self.form_changed.emit()

    def _bring_back(self, below: _Below) -> None:
        """Show a form that waited, as it was left."""
        self.form, self._after, self._beside, self._return = below
        self._seat()

    def _show_form(
        self, form: Form, after: Callable[[object], object] | None, beside: ListTable | None
    ) -> None:
        self.form, self._after, self._beside = form, after, beside
        panel = form.panel
        panel.mark_start()
        kept = form_drafts.kept_draft(self.session.live, form.key)
        if kept:
            panel.set_values(kept)
            panel.remind(tr("You typed this before the register was closed."))
        panel.submitted.connect(self.submit)
        panel.cancelled.connect(self.cancel)
        panel.draft_changed.connect(self._keep_draft)
        panel.vouched.connect(self.session.live.vouch)
        for field in panel.fields.values():
            if isinstance(field, RecordField):
                field.form_asked.connect(lambda first: self.open_form(replace(first, over=True)))
        self._tell_adding()
        self._seat()
        self.form_changed.emit()

    def _tell_adding(self) -> None:
        if self.is_adding != self._was_adding:
            self._was_adding = self.is_adding
            self.show_adding()

    def _seat(self) -> None:
        """Show the form in its room, with the keys in it."""
        if self.form is None:
            return
        panel = self.form.panel
        self.show_panel(self.form)
        for table in self._guarded:
            table.ask_first = self._ask_to_move
        panel.look_now()
        panel.begin()

    @property
    def _guarded(self) -> list[ListTable]:
        """The tables in which no other row can be chosen while a changed form is open."""
        home = self.home()
        return [table for table in (home, self._beside) if table is not None]

    def _ask_to_move(self, move: Callable[[], object]) -> bool:
        """Tell whether another row may be chosen now; if not, `move` is done once it may."""
        if not any(form.panel.is_changed for form in self._forms()):
            self.close_form()
            return True
        self.leave_form(move)
        return False

    def _keep_draft(self) -> None:
        if self.form is None or not self.form.key:
            return
        panel, record = self.form.panel, self.shown_record()
        if panel.is_changed:
            kept = form_drafts.Kept(self.form.key, panel.title, self.name, record)
            form_drafts.keep_draft(self.session.live, kept, panel.values())
        else:
            form_drafts.drop_draft(self.session.live, self.form.key)
