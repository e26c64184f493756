"""Every part of the window on one sheet, to be looked at: `gallery.py FOLDER`.

Draws each sheet light and dark, at the usual text size and at twice that.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import CheckField, LineField, NotesField
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.frame.command_field import Entry
from delvia_desktop.ui.frame.header import Header
from delvia_desktop.ui.frame.sidebar import Group, Sidebar
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive
from delvia_desktop.ui.widgets.empty_place import EmptyPlace
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.labels import IdLabel, button, chip, text_label
from delvia_desktop.ui.widgets.notes import Banner, Card
from delvia_desktop.ui.widgets.toast import Toast, ToastStrip

LONG = "A name as long as people make them when nobody stops them – Performance – DE/AT/CH – 2026"
NAMES = (
    "Nova DE – Performance",
    "Łódź i Żółć – kampania zimowa",
    "نوفا كوزمتكس – الخليج",
    "โนวา ประเทศไทย – ผลลัพธ์",
    "ノヴァ化粧品 – 日本",
    LONG,
)
LEVELS = (
    Option("ANALYST", "Analyst", "Sees ads and reports. Nothing else."),
    Option("OPERATOR", "Operator", "Also creates and edits campaigns and audiences."),
    Option("ADMIN", "Admin", "Also manages the account's money, settings and people."),
)
TONES = ("critical", "high", "info", "good", "neutral", "accent")


@dataclass(frozen=True)
class Sample:
    """A row of the sheet's table."""

    id: int
    name: str
    level: str
    tone: str


class Samples:
    """A list of any length, as services give it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.fetched = 0

    def count(self) -> int:
        return self._count

    def page(self, offset: int = 0, limit: int = -1) -> Sequence[Sample]:
        self.fetched += 1
        last = self._count if limit < 0 else min(offset + limit, self._count)
        return [
            Sample(n + 1, NAMES[n % len(NAMES)], TONES[n % len(TONES)].title(), TONES[n % 6])
            for n in range(offset, last)
        ]

    def keys(self, offset: int = 0, limit: int = -1) -> list[int]:
        return [row.id for row in self.page(offset, limit)]


def nothing() -> None:
    """Do nothing; a sheet is only looked at."""


def table(count: int) -> ListTable:
    """Return a table of samples."""
    made = ListTable(
        "Shares",
        [
            Column("name", "Asset", lambda row: row.name, 24),
            Column("level", "Access level", lambda row: row.level, 13, lambda row: row.tone),
            Column("day", "Planned end", lambda row: "—" if row.id % 3 == 0 else "31 Jan 2027", 12),
        ],
        "No asset is shared with this partner yet.",
    )
    made.show_rows(Samples(count))
    return made


def form() -> FormPanel:
    """Return a form with a problem, a notice and hints."""
    level = LevelField("Access level")
    level.offer(LEVELS, several=False)
    several = LevelField("What a TikTok account is shared for")
    several.offer(LEVELS, several=True)
    fields = {
        "asset": ChoiceField("Asset", [Option(n, name) for n, name in enumerate(NAMES * 2)]),
        "bc_id": IdField("Business Center ID", "Partner center, under the partner's name"),
        "level": level,
        "levels": several,
        "purpose": LineField("Purpose"),
        "approved_by": LineField("Approved by", "Who approved this on our side"),
        "granted_on": DayField("Shared on", lambda text: f"understood as {text}"),
        "planned_end": DayField("Planned end", lambda text: f"understood as {text}"),
        "kind": ChoiceField("Kind", LEVELS),
        "note": NotesField("Note"),
        "sure": CheckField("The partner has confirmed this in writing"),
    }
    made = FormPanel(
        "Shared an asset with Brightside Media",
        "Record share",
        fields,
        rows=[("granted_on", "planned_end")],
    )
    made.set_values({"purpose": NAMES[1], "granted_on": "23 Nov 2026", "planned_end": "2026-01-31"})
    made.show_problems(
        Invalid(
            (
                Problem("planned_end", "Cannot be before the date it is shared"),
                Problem("bc_id", "This looks like a number rounded by a spreadsheet."),
            )
        )
    )
    fields["approved_by"].set_notice("Mara Lindt also records this share.")
    return made


def head(parent: QWidget) -> Header:
    """Return a header with three acts and two more."""
    made = Header(parent, lambda text: [Entry(name, "Partner", nothing) for name in NAMES if text])
    made.show_headline("Brightside Media", "Agency · Partner since 3 Feb 2026")
    words = ("Delete partner", "Edit…", "Print access record…", "Offboard partner…")
    acts = [(text, nothing, False, True) for text in words]
    made.show_acts([*acts, ("Share asset…", nothing, True, True)])
    return made


def side() -> Sidebar:
    """Return the left side with counts."""
    record = [("partners", "Partners"), ("centers", "Business Centers")]
    made = Sidebar([Group("The record", record), Group("Documents", [("log", "History")])])
    made.brand.setText("Nova Cosmetics")
    made.file.setText("Access register · nova.delvia")
    made.show_count("partners", "6")
    made.show_count("centers", "100,000")
    made.show_current("partners")
    made.saved.setText("Saved · backup 12 min ago")
    return made


def words() -> QWidget:
    """Return a sheet of labels, chips, ids, cards and banners."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    chips, cards, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
    for tone in TONES:
        chips.addWidget(chip(tone.title(), tone))
    chips.addStretch(1)
    for number, tone in (("41", "critical"), ("6", "high"), ("63", "info"), ("2", "good")):
        card = Card()
        card.show_count(number, "active shares · 5 unconfirmed", tone)
        cards.addWidget(card)
    for title, kind in (("Plain", ""), ("Primary…", "primary"), ("Link", "link")):
        buttons.addWidget(button(title, kind))
        off = button(title, kind)
        off.setEnabled(False)
        buttons.addWidget(off)
    deeds = DeedRow()
    deeds.show_deeds(
        [(text, nothing) for text in ("Confirm…", "Raise level…", "Lower level…", "Revoke…")]
    )
    buttons.addWidget(deeds)
    facts = Facts()
    facts.show_facts(
        [
            ("Business Center ID", IdLabel("Business Center ID", "7504233300559872017")),
            ("Partnership", chip("Active", "good")),
            ("Contact", LONG),
            ("Accountable", ""),
        ]
    )
    history = HistoryList("History")
    history.show_entries([("Share recorded", "Mara · today", [*NAMES])])
    for layout in (chips, cards, buttons):
        column.addLayout(layout)
    column.addWidget(facts)
    acts = [("Show changes since", nothing), ("Back to today", nothing)]
    for tone in TONES:
        column.addWidget(Banner(f"You are looking at 1 August 2026 ({tone}). {LONG}", tone, acts))
    column.addWidget(history, 1)
    return sheet


def empty() -> QWidget:
    """Return an empty place with a toast below it."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    words_of_it = "A partner is another organisation that works on your assets."
    column.addWidget(EmptyPlace("No partners yet", words_of_it, [("Add partner…", nothing)]))
    column.addWidget(table(0))
    toast = Toast()
    column.addWidget(ToastStrip(toast))
    toast.say(f"Shared “{LONG}” with Brightside Media", ("Undo", nothing))
    return sheet


def place() -> QWidget:
    """Return the frame of the window with a list and a form."""
    sheet = QWidget()
    sheet.setObjectName("window")
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(side())
    column, parts = QVBoxLayout(), QHBoxLayout()
    shares = table(60)
    shares.selectRow(1)
    parts.addWidget(shares, 1)
    parts.addWidget(form(), 1)
    column.addWidget(head(sheet))
    column.addWidget(text_label("Second words", muted=True))
    column.addLayout(parts, 1)
    row.addLayout(column, 1)
    return sheet


def found() -> QWidget:
    """Return a window whose field has found things."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    header = head(sheet)
    column.addWidget(header)
    column.addWidget(table(60), 1)
    return sheet


SHEETS: dict[str, Callable[[], QWidget]] = {
    "place": place,
    "words": words,
    "empty": empty,
    "found": found,
}


def draw(application: QApplication, folder: Path) -> None:
    """Draw all sheets into a folder."""
    plain = application.font()
    for factor in (1, 2):
        application.setFont(theme.scaled(plain, factor))
        for dark in (False, True):
            theme.apply(application, dark=dark)
            for name, make in SHEETS.items():
                sheet = make()
                sheet.resize(1280, 800)
                sheet.show()
                application.processEvents()
                if name == "found":
                    _type(sheet)
                application.processEvents()
                shade = "dark" if dark else "light"
                sheet.grab().save(str(folder / f"{name}-{shade}-{factor}00.png"))
                sheet.close()
                sheet.deleteLater()
    application.setFont(plain)


def _type(sheet: QWidget) -> None:
    field = sheet.findChildren(Header)[0].field
    field.setText("nova")
    field.textEdited.emit("nova")


if __name__ == "__main__":
    keep_constants_alive()
    made = QApplication(sys.argv)
    theme.add_script_fonts(made)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(made, target)
