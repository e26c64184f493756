"""The main window: it assembles the places and leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.domain.partners import Partner
from delvia_desktop.i18n import show_number, tr
from delvia_desktop.services import register as registers
from delvia_desktop.services import unfinished
from delvia_desktop.ui.as_of import AsOfPanel
from delvia_desktop.ui.pages.add_agency_page import AddAgencyPage
from delvia_desktop.ui.pages.assets_page import AssetsPage
from delvia_desktop.ui.pages.business_centers_page import BusinessCentersPage
from delvia_desktop.ui.pages.handovers_page import HandoversPage
from delvia_desktop.ui.pages.history_page import HistoryPage
from delvia_desktop.ui.pages.overview_page import OverviewPage
from delvia_desktop.ui.pages.partners_page import PartnersPage
from delvia_desktop.ui.pages.place import Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.command_field import Entry
from delvia_desktop.ui.widgets.header import Header
from delvia_desktop.ui.widgets.notes import Banner, Toast
from delvia_desktop.ui.widgets.sidebar import Sidebar
from delvia_desktop.ui.work import Told, Work

_HIT_PLACES = {
    "partner": "partners",
    "asset": "assets",
    "business-center": "business-centers",
    "access-record": "handovers",
}
_LOOK_OUTSIDE = 5000
"""Milliseconds between two looks whether another program wrote to a register open for reading."""


class MainWindow(QMainWindow):
    """The window on one open register."""

    closed = Signal()
    other_asked = Signal(str)
    """The person asked for another register: `new`, `open` or `sample`."""

    def __init__(self, session: Session) -> None:
        """Assemble the window and show the overview."""
        super().__init__()
        self.session = session
        self.places: dict[str, Place] = {
            place.name: place
            for place in (
                OverviewPage(session),
                PartnersPage(session),
                AssetsPage(session),
                BusinessCentersPage(session),
                HandoversPage(session),
                HistoryPage(session),
                AddAgencyPage(session),
            )
        }
        listed = [
            (name, place.title) for name, place in self.places.items() if name != "add-agency"
        ]
        self.sidebar = Sidebar(listed)
        self.sidebar.chosen.connect(self.show_place)
        self.header = Header(self, self._offer)
        self._banners = QVBoxLayout()
        self._stack = QStackedWidget()
        for place in self.places.values():
            self._stack.addWidget(place)
            place.headline_changed.connect(self._show_head)
            place.go.connect(self._go)
        self._assemble()
        self.toast = Toast(self)
        self.as_of_panel = AsOfPanel(self, session)
        self.sidebar.as_of.clicked.connect(lambda: self.as_of_panel.open_at(self.sidebar.as_of))
        self._make_menus()
        self._current = "overview"
        self.work: Work | None = None
        self.paper_view: QDialog | None = None
        session.changed.connect(self.refresh)
        session.acted.connect(self._tell)
        session.failed.connect(self.toast.say)
        self._watch = QTimer(self, interval=_LOOK_OUTSIDE)
        self._watch.timeout.connect(self._look_outside)
        if session.live.read_only:
            self._watch.start()
        self.resize(1280, 800)
        self.show_place("overview")
        self.refresh()

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self.places[self._current]

    def show_place(self, name: str) -> None:
        """Show a place."""
        self._current = name
        self._stack.setCurrentWidget(self.places[name])
        self.sidebar.show_current(name)
        self.place.refresh()
        self._show_head()

    def refresh(self) -> None:
        """Show what is recorded now, in the place that is seen and in the counts."""
        brand = self.session.shown.brand.name or tr("Unnamed brand")
        path = self.session.path
        self.sidebar.brand.setText(brand)
        file = path.name if path else tr("in memory")
        self.sidebar.file.setText(tr("Access register · {file}", file=file))
        self.setWindowTitle(tr("{brand} – Delvia", brand=brand))
        for name, place in self.places.items():
            if name != "add-agency":
                self.sidebar.show_count(name, place.count())
        self._show_banners()
        self._show_saved()
        self.place.refresh()
        self._show_head()

    def show_paper(self, partner: int) -> None:
        """Prepare the access record of a partner beside the window, then show it."""
        from delvia_desktop.services import papers  # noqa: PLC0415 - loads ReportLab

        live, shown, on = self.session.live.copy(), self.session.shown.copy(), self.session.on

        def prepare(told: Told) -> papers.Prepared:
            found = shown.records.get(Partner, partner)
            return papers.prepare_partner_record(live, shown.picture(on), found, told)

        self.work = Work(self, tr("Drawing the access record…"), prepare)
        self.work.done.connect(self._view)
        self.work.refused.connect(self.toast.say)
        self.work.start()

    def show_issued(self, key: int) -> None:
        """Show an issued paper."""
        from delvia_desktop.services import papers  # noqa: PLC0415 - loads ReportLab

        self._view(papers.issued_paper(self.session.live, key))

    def save_copy_as(self, target: Path) -> None:
        """Write a verified copy of the register."""
        try:
            self.session.live.save_copy(target)
        except DelviaError as error:
            self.toast.say(str(error))
        else:
            self.toast.say(tr("Saved a verified copy as {file}.", file=target.name))

    def _view(self, prepared: object) -> None:
        from delvia_desktop.services import papers  # noqa: PLC0415 - loads ReportLab
        from delvia_desktop.ui.paper_view import PaperView  # noqa: PLC0415 - loads QtPdf

        if not isinstance(prepared, papers.Prepared):
            raise TypeError(prepared)

        def issue(draft: papers.Prepared) -> papers.Prepared:
            record = self.session.live.perform(papers.issue, draft)
            return papers.Prepared(draft.content, draft.pages, record)

        view = PaperView(self, prepared, issue)
        view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view.open()
        self.paper_view = view

    def _go(self, name: str, key: int) -> None:
        if name == "print":
            self.show_paper(key)
        elif name == "paper":
            self.show_issued(key)
        else:
            self.show_place(name)
            if key:
                self.place.show_record(key)

    def _show_head(self) -> None:
        if not hasattr(self, "_current"):
            return
        title, second = self.place.headline()
        self.header.show_headline(title, second)
        deeds = self.place.deeds()
        self.header.show_acts([(d.text, d.run, d.is_primary, d.is_enabled) for d in deeds])
        self._act_menu.clear()
        for deed in deeds:
            self._act_menu.addAction(deed.text, deed.run).setEnabled(deed.is_enabled)
        live = self.session.live
        can = self.session.can_act
        for action, words, title in (
            (self._undo, tr("Undo"), live.undo_title),
            (self._redo, tr("Redo"), live.redo_title),
        ):
            action.setText(f"{words} “{title}”" if title else words)
            action.setEnabled(bool(title) and can)

    def _show_banners(self) -> None:
        while self._banners.count():
            item = self._banners.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if self.session.is_past:
            text = tr(
                "You are looking at {moment}, as the register knew it then. "
                "Nothing can be changed here.",
                moment=self.session.past_title,
            )
            self._banners.addWidget(
                Banner(text, "high", [(tr("Back to today"), self.session.show_now)])
            )
        elif self.session.live.read_only:
            self._banners.addWidget(Banner(self.session.live.read_only, "info"))
        for key, title in unfinished.kept_drafts(self.session.live):
            if self._can_resume(key):
                text = tr("You were typing “{title}” when the program ended.", title=title)
                go_on = (tr("Go on"), partial(self._resume, key))
                drop = (tr("Drop it"), partial(self._drop, key))
                self._banners.addWidget(Banner(text, "info", [go_on, drop]))
        past = tr("As of {moment} ▾", moment=self.session.past_title)
        self.sidebar.as_of.setText(past if self.session.is_past else tr("As of today ▾"))

    def _can_resume(self, key: str) -> bool:
        shown = self.place.form
        return (
            self.session.can_act
            and key in self._resumable()
            and (shown is None or shown.key != key)
        )

    def _resumable(self) -> dict[str, tuple[str, Callable[[], object]]]:
        partners, assets = self.places["partners"], self.places["assets"]
        centers = self.places["business-centers"]
        known: dict[str, tuple[str, Callable[[], object]]] = {}
        if isinstance(partners, PartnersPage):
            known["partner/0"] = ("partners", partners.record_partner)
        if isinstance(assets, AssetsPage):
            known["asset/0"] = ("assets", assets.record_asset)
        if isinstance(centers, BusinessCentersPage):
            known["business-center/0"] = ("business-centers", centers.record_center)
        return known

    def _resume(self, key: str) -> None:
        name, open_form = self._resumable()[key]
        self.show_place(name)
        open_form()
        self._show_banners()

    def _drop(self, key: str) -> None:
        unfinished.drop_draft(self.session.live, key)
        self._show_banners()

    def _show_saved(self) -> None:
        newest = registers.newest_backup(self.session.live)
        words = tr("Saved") if not self.session.live.read_only else tr("Read only")
        if newest is not None:
            minutes = int((datetime.now(UTC) - newest).total_seconds() // 60)
            words += " · " + _ago(minutes)
        self.sidebar.saved.setText(words)

    def _tell(self, title: str) -> None:
        if title:
            self.toast.say(title, (tr("Undo"), self.session.undo))

    def _offer(self, text: str) -> list[Entry]:
        sought = text.casefold().strip()
        hits = [
            Entry(
                hit.name,
                hit.detail,
                partial(self._go, _HIT_PLACES[hit.kind], hit.id),
            )
            for hit in self.session.shown.find(text)
        ]
        acts = [
            Entry(deed.text, tr("Command"), deed.run)
            for deed in self.place.deeds()
            if deed.is_enabled and sought in deed.text.casefold()
        ]
        go = [
            Entry(tr("Go to {place}", place=place.title), "", partial(self.show_place, name))
            for name, place in self.places.items()
            if sought in place.title.casefold()
        ]
        return hits + acts + go

    def _look_outside(self) -> None:
        if self.session.live.refresh():
            self.refresh()

    def _assemble(self) -> None:
        window = QWidget()
        window.setObjectName("window")
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addLayout(self._banners)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(window)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        file = bar.addMenu(tr("&Register"))
        for text, what in (
            (tr("&New…"), "new"),
            (tr("&Open…"), "open"),
            (tr("Open the &sample"), "sample"),
        ):
            file.addAction(text, partial(self.other_asked.emit, what))
        file.addAction(tr("Save a &copy…"), self._ask_copy)
        file.addSeparator()
        quit_ = file.addAction(tr("&Quit"), self.close)
        quit_.setShortcut(QKeySequence.StandardKey.Quit)
        edit = bar.addMenu(tr("&Edit"))
        self._undo = _action(edit.addAction(tr("Undo")), "Ctrl+Z", self.session.undo)
        self._redo = _action(edit.addAction(tr("Redo")), "Ctrl+Shift+Z", self.session.redo)
        edit.addSeparator()
        find = edit.addAction(tr("&Find anything"))
        _action(find, "Ctrl+K", self.header.field.setFocus)
        go = bar.addMenu(tr("&Go to"))
        for number, (name, place) in enumerate(self.places.items(), start=1):
            action = go.addAction(place.title)
            _action(action, f"Ctrl+{number}", partial(self.show_place, name))
        self._act_menu = bar.addMenu(tr("&Do"))

    def _ask_copy(self) -> None:
        path = self.session.path
        name = tr("{name} copy.delvia", name=path.stem if path else "register")
        dialog = QFileDialog(self, tr("Save a copy"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("delvia")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_copy_as(Path(name)))
        dialog.open()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._watch.stop()
        if self.work is not None:
            self.work.cancel()
            self.work.wait()
        for place in self.places.values():
            place.rest()
        self.session.close()
        self.closed.emit()
        super().closeEvent(event)


def _action(action: QAction, keys: str, act: Callable[[], object]) -> QAction:
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _=False: act())
    return action


def _ago(minutes: int) -> str:
    if minutes < 1:
        return tr("backup just now")
    hours = minutes // 60
    if hours < 1:
        return tr("backup {n} min ago", n=minutes)
    days = hours // 24
    if days < 1:
        return tr("backup {n} h ago", n=hours)
    return tr("backup {n} days ago", n=show_number(days))
