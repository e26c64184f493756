"""The first step: files are chosen, dropped or pasted, and what was read of them is told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.plans.comparisons import comparison_words, newest
from delvia_desktop.services.plans.intake import Bundle
from delvia_desktop.services.plans.reading import ReadSource
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField
from delvia_desktop.ui.plans.fields_grid import clear
from delvia_desktop.ui.plans.whose_fields import WhoseFields
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, set_kind, text_label

_EARLIER = 5
"""How many earlier comparisons are shown."""


class SourceStep(QWidget):
    """Asks what the list shows, takes it, and says what was read."""

    choosing = Signal()
    """Files are to be chosen."""

    pasting = Signal()
    """What was copied is to be taken."""

    removed = Signal(int)
    """What was read at a place is not wanted."""

    paper_asked = Signal(int)
    """The document of an earlier comparison is to be shown, by its key."""

    encoded = Signal(int, str)
    """What was read at a place is in another encoding."""

    def __init__(self, session: Session, *, compares: bool) -> None:
        """Begin without a source."""
        super().__init__()
        self.whose = WhoseFields(session, compares=compares)
        self.choose = button(tr("Choose files…"), "primary")
        self.choose.clicked.connect(self.choosing.emit)
        self.paste = button(tr("Paste copied table"))
        self.paste.clicked.connect(self.pasting.emit)
        acts = QWidget()
        row = Flow(acts)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        self.keeps = CheckField(
            tr("Keep the list as evidence"),
            tr(
                "With its partner, else with our Business Center. Passwords and codes are not kept."
            ),
        )
        lead = tr(
            "Choose a table (XLSX, CSV) or TikTok's answers (JSON), drop files here, or paste a "
            "copied table. Nothing is recorded before you confirm it."
        )
        self._encodings: dict[int, ChoiceField] = {}
        self._read = QVBoxLayout()
        self._read.setSpacing(8)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(text_label(lead))
        column.addWidget(self.whose)
        column.addWidget(self.keeps)
        column.addWidget(acts)
        column.addLayout(self._read)
        if compares:
            self._add_earlier(session, column)
        column.addStretch(1)

    def _add_earlier(self, session: Session, column: QVBoxLayout) -> None:
        """Show the newest comparisons, each with its document."""
        made = newest(session.live, _EARLIER)
        if made:
            column.addWidget(text_label(tr("Earlier comparisons"), bold=True))
        for each in made:
            what = comparison_words(session.live, each)
            line = QHBoxLayout()
            line.addWidget(text_label(f"{show_day(each.compared_on)} · {what}"), 1)
            issue = button(tr("Issue document…"), "link", tr("Issue document: {what}", what=what))
            issue.clicked.connect(partial(self.paper_asked.emit, int(each.id)))
            line.addWidget(issue)
            column.addLayout(line)

    def take_focus(self) -> None:
        """Put the keys on what is to be said first."""
        if self.whose.missing():
            self.whose.setFocus()
        else:
            self.choose.setFocus()

    def show_read(self, bundles: Sequence[Bundle], reads: Sequence[ReadSource]) -> None:
        """Show what was read, each with what was not."""
        asked = next((n for n, f in self._encodings.items() if f.editor.hasFocus()), None)
        self._encodings = {}
        clear(self._read)
        set_kind(self.choose, "" if bundles else "primary")
        for place, (bundle, read) in enumerate(zip(bundles, reads, strict=True)):
            self._read.addWidget(self._card(place, bundle, read))
        if asked in self._encodings:  # whoever goes through them by keys goes on
            self._encodings[asked].setFocus()

    def _card(self, place: int, bundle: Bundle, read: ReadSource) -> QWidget:
        card = QFrame()
        card.setObjectName("panel")
        card.setAccessibleName(bundle.name)
        column = QVBoxLayout(card)
        head = QHBoxLayout()
        head.addWidget(text_label(bundle.name, bold=True), 1)
        remove = button(tr("Remove"), "link", tr("Remove {file}", file=bundle.name))
        remove.clicked.connect(partial(self.removed.emit, place))
        head.addWidget(remove)
        column.addLayout(head)
        column.addWidget(text_label("\n".join(_told(bundle, read))))
        for note in read.notes:
            column.addWidget(text_label(note, muted=True))
        if read.guessed or bundle.encoding:
            column.addWidget(self._encoding(place, bundle, read))
        return card

    def _encoding(self, place: int, bundle: Bundle, read: ReadSource) -> ChoiceField:
        offered = [
            Option(name, tr("{encoding}: {sample}", encoding=name, sample=_first(sample)))
            for name, sample in bundle.encodings
        ]
        field = ChoiceField(
            tr("Encoding"), offered, tr("Choose the line that reads correctly."), searchable=False
        )
        field.set_value(bundle.encoding or next(iter(read.guessed.values()), ""))
        self._encodings[place] = field
        field.edited.connect(lambda: self.encoded.emit(place, str(field.value())))
        return field


def _first(sample: str) -> str:
    return next(iter(sample.splitlines()), "")


def _told(bundle: Bundle, read: ReadSource) -> list[str]:
    """Say which tables a file has, and how many lines each."""
    if not read.tables:
        return [ntr("{n} record", "{n} records", len(read.lines))]
    return [
        name if not rows else f"{name}: {rows}"
        for name, rows in (
            (
                tr("Table") if table.name == bundle.name else table.name,
                _rows(table.rows_below(read.mappings[key].heading_row)),
            )
            for key, table in read.tables.items()
        )
    ]


def _rows(count: int) -> str:
    return ntr("{n} row", "{n} rows", count)
