"""A place of the window: a list beside its detail, and forms beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.acts import Act
from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services import unfinished
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.pages.panes import Panes
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.deed_row import DeedRow
from delvia_desktop.ui.widgets.filter_field import FilterField
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.list_table import ListTable
from delvia_desktop.ui.widgets.new_button import NewButton
from delvia_desktop.ui.widgets.notes import Action, Banner
from delvia_desktop.ui.widgets.reading_order import stops
from delvia_desktop.ui.work import Work


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
    is_folded: bool = False
    """Stands only in the menu More, as what deletes does."""

    @property
    def action(self) -> Action:
        """Its words and what it does, for a button elsewhere."""
        return self.text, self.run

    def as_primary(self) -> Deed:
        """Return the same deed as what comes next in its place."""
        return replace(self, is_primary=True)

    def __post_init__(self) -> None:
        """Refuse a name that no finding and no procedure could mean; raises ValueError."""
        Act(self.act)


class Left(NamedTuple):
    """Something that was typed in a place and is not recorded yet, and what puts it away."""

    kept: unfinished.Kept
    drop: Callable[[], object]


def show_row(row: DeedRow, deeds: Sequence[Deed], about: str = "") -> None:
    """Show deeds in a row of acts, each where it belongs there."""
    acts = [(deed.text, deed.run) for deed in deeds if not deed.is_folded]
    folded = [(deed.text, deed.run) for deed in deeds if deed.is_folded]
    row.show_deeds(acts, about, folded)


class Place(QWidget):
    """A place; subclasses say what it shows."""

    headline_changed = Signal()
    go = Signal(str, int)
    """The name of a place and the key of a record in it."""

    led = Signal(str, int, str)
    """The kind and key of a record, and the act that is to begin there, if any."""

    listed = Signal(str, str)
    """The name of a place whose list is to be shown by a filter."""

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
        """Begin without content; `panes` take it."""
        super().__init__()
        self.setObjectName("page")
        self.session = session
        self.form: Form | None = None
        self._after: Callable[[object], object] | None = None
        self._beside: ListTable | None = None
        self._return: Callable[[], object] | None = None
        self.panes = Panes()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)

    @staticmethod
    def title() -> str:
        """Return the words for the place at the left."""
        raise NotImplementedError

    def headline(self) -> tuple[str, str]:
        """Return the title and the words under it."""
        return self.title(), ""

    def deeds(self) -> list[Deed]:
        """Return what can be done here beside adding a record, the most usual last."""
        return []

    def new_deed(self) -> Deed | None:
        """Return what adds a record to the list; it stands at the corner of the list."""
        return None

    def corner(self) -> NewButton | None:
        """Return the button at the corner of the list, None where the place has none."""
        return None

    def every_deed(self) -> list[Deed]:
        """Return what adds a record, and what can be done with the one that is shown."""
        new = self.new_deed()
        return [*([new] if new is not None else []), *self.deeds()]

    def show_new(self) -> None:
        """Show at the corner of the list what adds a record to it."""
        corner, new = self.corner(), self.new_deed()
        if corner is not None and new is not None:
            corner.offer(new.text, new.run, can=new.is_enabled)

    def show_empty(self, is_empty: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Show what belongs here as long as there is nothing, with what can be done about it."""
        self.panes.show_empty(is_empty=is_empty, can_act=self.session.can_act)

    def row_deeds(self) -> list[Deed]:
        """Return what can be done with the rows chosen, where it stands beside them only."""
        return []

    def refresh(self) -> None:
        """Show what is recorded now."""

    def show_whole(self) -> None:
        """Show what the place shows at first, as it is entered by its name."""

    def show_filtered(self, text: str) -> None:
        """Show the list of the place by a filter, as if it was typed."""

    def banner_elsewhere(self) -> Banner | None:
        """Return what is told over the other places, while something here waits for them."""
        return None

    def show_record(self, key: int) -> None:
        """Show one record of the place, once a changed form about another one lets go of it."""
        if key == self.shown_record():
            self.choose_record(key)
        else:
            self.leave_form(partial(self.choose_record, key))

    def choose_record(self, key: int) -> None:
        """Choose a record in the list of the place, and show it."""

    def shown_record(self) -> int:
        """Return the key of the record that is shown, 0 if none is."""
        return 0

    def shown_part(self) -> str:
        """Return the name of the part that is shown, empty where the place has but one."""
        return ""

    def show_part(self, part: str) -> None:
        """Show a part by its name."""

    def printing(self) -> Deed | None:
        """Return what prints that which is shown, None where there is nothing to print."""
        able = [deed for deed in self.deeds() if deed.act == Act.PRINT and deed.is_enabled]
        return next((deed for deed in able if deed.is_primary), able[0] if able else None)

    def forms(self) -> Mapping[str, Callable[[], object]]:
        """Return what opens the forms of the place and of the record shown, by the form's key."""
        return {}

    def resume(self, key: str) -> bool:
        """Open the form with a key again, if the place can; return whether it could."""
        opener = self.forms().get(key)
        if opener is not None:
            opener()
        return opener is not None

    @staticmethod
    def way_on() -> str:
        """Return what leads back to what was left half filled here."""
        return tr("Continue")

    def left_open(self) -> list[Left]:
        """Return what was typed here and is not recorded yet."""
        form = self.form
        if form is None or not form.panel.is_changed:
            return []
        kept = unfinished.Kept(form.key, form.panel.title, self.name, self.shown_record())
        return [Left(kept, self.close_form)]

    def open_form(
        self,
        form: Form,
        after: Callable[[object], object] | None = None,
        beside: ListTable | None = None,
    ) -> None:
        """Show a form beside the list, with what a killed program left of it.

        `after` is told what was recorded; `beside` is the table whose row the form is about.
        """
        if self.form is not None and form.key and form.key == self.form.key:
            self.form.panel.begin()
        else:
            self.leave_form(lambda: self._show_form(form, after, beside))

    def leave_form(self, then: Callable[[], object]) -> None:
        """Do something for which the form must go away; a changed form asks before."""
        form = self.form
        if form is None:
            then()
            return

        def leave() -> None:
            self.close_form()
            then()

        form.panel.leave(leave)

    def when_free(self, then: Callable[[], object]) -> None:
        """Do something now, or once the form that is asking has gone away."""
        if self.form is not None and self.form.panel.is_asking:
            self.form.panel.add_then(then)
        else:
            then()

    def when_recorded(self, then: Callable[[], object]) -> None:
        """Do something once the form that is open is recorded, and never if it goes without."""
        if self.form is not None:
            self._return = then

    def show_panel(self, form: Form) -> None:
        """Show a form beside what the place shows, or elsewhere in it."""
        self.panes.show_form(form.panel)

    def take_panel(self, panel: FormPanel) -> None:  # noqa: ARG002 - others keep it elsewhere
        """Give the room of the form back."""
        self.panes.take_form()

    def close_form(self) -> None:
        """Put the form away with what was typed."""
        self._return = None
        if self.form is None:
            return
        unfinished.drop_draft(self.session.live, self.form.key)
        panel = self.form.panel
        self.form = None
        for table in self._guarded:
            table.ask_first = None
        panel.rest()
        self.take_panel(panel)
        panel.deleteLater()

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
        self.close_form()
        if after is not None:
            after(result)
        if then is not None:
            then()
        elif self.form is None:
            self.show_touched()
        if back is not None:
            back()

    def cancel(self) -> None:
        """Put the form away and the keys back into the list that it was about."""
        self.close_form()
        self.take_focus()

    def take_focus(self) -> None:
        """Take the keys: into the form, else the table that was worked in, else the first one."""
        if self.form is not None:
            self.form.panel.begin()
            return
        tables = self._tables()
        if tables:
            tables[0].take_focus()
        elif (first := next(stops(self), None)) is not None:
            first.setFocus()

    def show_touched(self) -> None:
        """Bring the keys to a row whose record the last act changed, if one is seen here."""
        if self.form is not None:
            return
        for table in self._tables():
            for kind, key in (table.current_record(), *sorted(self.session.touched)):
                if (kind, key) in self.session.touched and table.choose_record(kind, key):
                    table.take_focus()
                    return
        self.take_focus()

    def _show_form(
        self, form: Form, after: Callable[[object], object] | None, beside: ListTable | None
    ) -> None:
        self.form, self._after, self._beside = form, after, beside
        panel = form.panel
        panel.mark_start()
        kept = unfinished.kept_draft(self.session.live, form.key)
        if kept:
            panel.set_values(kept)
            panel.remind(tr("You typed this before the register was closed."))
        panel.submitted.connect(self.submit)
        panel.cancelled.connect(self.cancel)
        panel.draft_changed.connect(self._keep_draft)
        panel.vouched.connect(self.session.live.vouch)
        self.show_panel(form)
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
        if self.form is None or not self.form.panel.is_changed:
            self.close_form()
            return True
        self.leave_form(move)
        return False

    def home(self) -> ListTable | None:
        """Return the table whose row the place shows; None if it has no such table."""
        return None

    def _tables(self) -> list[ListTable]:
        """Return the tables that are seen: the one that was worked in, then as they are read."""
        seen = [table for table in stops(self) if isinstance(table, ListTable)]
        return sorted(seen, key=lambda table: table is not self._beside)

    def worked_list(self) -> ListTable | None:
        """Return the list with the keys, else the first one that has rows; None without any."""
        tables = [table for table in self._tables() if table.list_model.rowCount()]
        tables.sort(key=lambda table: not table.hasFocus())
        return tables[0] if tables else None

    def rest(self) -> None:
        """Leave the register alone, as it is being closed; a half-filled form stays kept."""
        if self.form is not None:
            self.form.panel.rest()
        for field in self.findChildren(FilterField):
            field.rest()
        for work in self.findChildren(Work):
            work.stop()

    def _keep_draft(self) -> None:
        if self.form is None or not self.form.key:
            return
        panel, record = self.form.panel, self.shown_record()
        if panel.is_changed:
            kept = unfinished.Kept(self.form.key, panel.title, self.name, record)
            unfinished.keep_draft(self.session.live, kept, panel.values())
        else:
            unfinished.drop_draft(self.session.live, self.form.key)
