"""A place of the window: a list beside its detail, and forms beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.filter_field import FilterField
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.entrances import entrance
from delvia_desktop.ui.place.place_forms import PlaceForms
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.new_button import NewButton
from delvia_desktop.ui.widgets.notes import Action, Banner
from delvia_desktop.ui.widgets.reading_order import stops


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


def show_row(row: DeedRow, deeds: Sequence[Deed], about: str = "") -> None:
    """Show the acts of a place in its row of buttons, each where it belongs."""
    acts = [(deed.text, deed.run) for deed in deeds if not deed.is_folded]
    folded = [(deed.text, deed.run) for deed in deeds if deed.is_folded]
    row.show_deeds(acts, about, folded)


class Place(PlaceForms):
    """A place; subclasses say what it shows."""

    headline_changed = Signal()
    told_elsewhere = Signal()
    """What is told over other places has changed."""

    go = Signal(str, int)
    """The name of a place and the key of a record in it."""

    led = Signal(str, int, str)
    """The kind and key of a record, and the act that is to begin there, if any."""

    listed = Signal(str, str)
    """The name of a place whose list is to be shown by a filter."""

    stepped = Signal(object)
    """The next step of a finding (`NextStep`) is to begin."""

    errand = Signal(object, object)
    """A step (`NextStep`) is to begin, and what is to happen once its form is recorded."""

    paper_asked = Signal(object)
    """The paper of a `PaperRequest` is to be prepared and shown."""

    printed = Signal(object)
    """A paper that is ready to be looked at."""

    said = Signal(str)
    """Something was done that is not an act on the register."""

    def __init__(self, session: Session) -> None:
        """Begin without content; `panes` take it."""
        super().__init__(session)
        self.setObjectName("page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)

    @classmethod
    def title(cls) -> str:
        """Return the words for the place at the left."""
        return entrance(cls.name).title

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

    def import_act(self) -> Action:
        """Return what begins with a list that somebody has, where nothing is recorded yet."""
        return tr("Import list…"), partial(self.go.emit, "import", 0)

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

    def banner_elsewhere(self, where: Place) -> Banner | None:  # noqa: ARG002 - others ask
        """Return what is told over another place, while something here waits for it."""
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

    def shown_name(self) -> tuple[str, int] | None:
        """Return kind and key of the record that is shown, None if none is."""
        return None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.form is None and not event.spontaneous():
            # Rows selected together are meant for an act of the visit in which they were.
            for table in self.findChildren(ListTable):
                table.select_one()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.left = self.shown_name()

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
        for form in self._forms():
            form.panel.rest()
        for field in self.findChildren(FilterField):
            field.rest()
        for work in self.findChildren(Work):
            work.stop()
