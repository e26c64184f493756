"""The main window: it assembles the places and leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget
from typing_extensions import override

from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.progress import progress
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.register.backups import backups_of
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.findings.finding_round import FindingRound
from delvia_desktop.ui.findings.notices import Notices
from delvia_desktop.ui.frame import navigation
from delvia_desktop.ui.frame.backup_dialogs import BackupDialogs
from delvia_desktop.ui.frame.command_search import offer
from delvia_desktop.ui.frame.frame import Frame
from delvia_desktop.ui.frame.header import Header
from delvia_desktop.ui.frame.menus import Menus
from delvia_desktop.ui.frame.name_banner import NameBanner
from delvia_desktop.ui.frame.places import Places, counts, groups
from delvia_desktop.ui.frame.saving import Saving
from delvia_desktop.ui.frame.sidebar import Sidebar
from delvia_desktop.ui.frame.unfinished_banners import unfinished_banners
from delvia_desktop.ui.frame.way_back import WayBack
from delvia_desktop.ui.frame.way_buttons import WayButtons
from delvia_desktop.ui.history.as_of import AsOfPanel
from delvia_desktop.ui.papers.paper_desk import PaperDesk
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.plans.import_desk import BEGUN, ImportDesk
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.toolkit.at_the_end import AtTheEnd
from delvia_desktop.ui.toolkit.work import Work, wait_for_all
from delvia_desktop.ui.widgets.labels import set_tone
from delvia_desktop.ui.widgets.notes import Banner
from delvia_desktop.ui.widgets.reading_order import arrange
from delvia_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from delvia_desktop.ui.settings.dialog import SettingsDialog

_LOOK_OUTSIDE = 5000
"""Milliseconds between two looks whether another program touched the file."""

_QUICK = 3000
"""Revisions up to which the past is rebuilt at once, within a few dozen milliseconds."""


class MainWindow(QMainWindow):
    """The window on one open register."""

    closed = Signal()
    other_asked = Signal(str)
    """The person asked for another register: `new`, `open` or `sample`; or for the `start`."""

    file_asked = Signal(str)
    """The register in a file is to be opened in the place of this one."""

    def __init__(self, session: Session) -> None:
        """Assemble the window and show the overview."""
        super().__init__()
        worn.dress(self)
        self.session = session
        self._head = AtTheEnd(self._show_head)
        self.desk = PaperDesk(self, session, self._start)
        self.desk.opened.connect(self._keep_view)
        navigation.follow_papers(self, self.desk)
        self.places = Places(session, self._add_place)
        self.sidebar = Sidebar(groups())
        self.sidebar.chosen.connect(self._show_whole)
        self.header = Header(self, partial(offer, self), self.places.build_next)
        self.way_buttons = WayButtons(self.header)
        self._stack = QStackedWidget()
        self.toast = Toast()
        self.frame = Frame(self.sidebar, self.way_buttons, self._stack, self.toast)
        self.setCentralWidget(self.frame)
        self.as_of_panel = AsOfPanel(self, session)
        self.sidebar.as_of.clicked.connect(lambda: self.as_of_panel.open_at(self.sidebar.as_of))
        self.as_of_panel.finished.connect(self.take_focus)
        self.saving = Saving(self, session, self.toast.say)
        self.backups = BackupDialogs(self, session, self.saving, self.file_asked.emit)
        self.imports = ImportDesk(self, session, self.take_step, self.show_paper, self.toast)
        self.notices = Notices(self, session)
        self.nameless = NameBanner(session, partial(navigation.ask_name, self), self._show_banners)
        self._current = "overview"
        self.way_back = WayBack(self)
        self.round = FindingRound(self, self._show_banners)
        self.menus = Menus(self.menuBar(), self, self)
        self.way_buttons.back.clicked.connect(partial(self.way_back.go, back=True))
        self.way_buttons.forward.clicked.connect(partial(self.way_back.go, back=False))
        self.work: Work | None = None
        self.paper_view: QDialog | None = None
        self.settings: SettingsDialog | None = None
        session.changed.connect(self.refresh)
        for hears in (self._show_counts, self._show_banners, self.menus.look):
            session.watch.changed.connect(hears)
        session.recorded.connect(self._show_touched)
        session.acted.connect(self._tell)
        session.undone.connect(self._tell_undone)
        session.redone.connect(self._tell_redone)
        session.failed.connect(self.toast.warn)
        session.past_asked.connect(self.travel)
        session.compared.connect(self.compare)
        self._watch = QTimer(self, interval=_LOOK_OUTSIDE)
        self._watch.timeout.connect(self._look_outside)
        self._watch.start()
        self.resize(1280, 800)
        self.sidebar.show_current(self._current)
        self.refresh()
        self.notices.tell()

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self.places[self._current]

    def shows(self, file: Path) -> bool:
        """Tell whether this window works in the register of a file."""
        path = self.session.path
        try:
            works = self.isVisible() and self.session.can_act
            return works and path is not None and path.samefile(file)
        except OSError:
            return False

    def show_place(self, name: str) -> None:
        """Show a place, from which there is a way back to what is seen now."""
        self.way_back.leave()
        self.return_to(name)

    def return_to(self, name: str) -> None:
        """Show a place without leaving a stop behind."""
        with self._head.held():
            self._current = name
            self._stack.setCurrentWidget(self.places[name])
            self.sidebar.show_current(name)
            self.place.refresh()
            self._show_banners()

    def enter(self, name: str) -> None:
        """Show a place as it is entered by its name, with the keys in its list."""
        self._show_whole(name)
        self.place.take_focus()

    def _show_whole(self, name: str) -> None:
        self.places[name].show_whole()
        self.show_place(name)

    def show_record_of(self, kind: str, key: int) -> None:
        """Show a record in the place where it belongs, with the keys in its list."""
        navigation.show_record(self, kind, key)
        self.take_focus()

    def act_on(self, kind: str, key: int, act: str) -> bool:
        """Show a record and begin an act there, as its button would; return whether it began."""
        begun = navigation.act_on(self, kind, key, act)
        self.take_focus()
        return begun

    def take_step(self, step: NextStep, after: Callable[[], object] | None = None) -> None:
        """Begin a step where it is to be done; `after` comes once its form was recorded."""
        with self._head.held():
            if after is None:
                self.round.take(step)
                navigation.take_step(self, step, partial(self.round.follow, step))
            else:
                navigation.take_step(self, step, lambda: self.place.when_recorded(after))
        self.take_focus()

    def take_focus(self) -> None:
        """Let the place that is shown take the keys; a form that asks has them already."""
        self.place.when_free(self.place.take_focus)

    def show_settings(self, section: str = "") -> None:
        """Open the settings, at a section if one is named."""
        # Its pages take their time to load, and few starts of the program need them.
        from delvia_desktop.ui.settings.dialog import SettingsDialog  # noqa: PLC0415

        self.settings = SettingsDialog(self, self.session, self.notices, section)
        self.settings.finished.connect(self._leave_settings)
        self.settings.open()

    def _leave_settings(self) -> None:
        self.settings = None
        self.refresh()

    def menu_acts(self) -> list[QAction]:
        """Return the acts of the menus that are the same in every place."""
        return self.menus.acts()

    def refresh(self) -> None:
        """Show what is recorded now, in the place that is seen and in the counts."""
        brand = self.session.shown.brand.name or tr("Unnamed brand")
        self.sidebar.brand.setText(brand)
        file = self.session.path.name if self.session.path else tr("in memory")
        self.sidebar.show_file(file)
        if moment := self.session.past_title:
            brand = tr("{brand} as of {moment}", brand=brand, moment=moment)
        self.setWindowTitle(tr("{brand} – {file} – Delvia", brand=brand, file=file))
        set_tone(self.sidebar, "high" if self.session.is_past else "")
        self._show_counts()
        live = self.session.live
        self.sidebar.show_saved(backups_of(live), is_read_only=bool(live.read_only))
        with self._head.held():
            self.place.refresh()
            self._show_banners()  # the head looks at what the place shows by now

    def _show_counts(self) -> None:
        for name, much, urgent in counts(self.session):
            self.sidebar.show_count(name, much, urgent)

    def travel(self, past: Past) -> None:
        """Show a moment of the past; a long register is rebuilt beside the window."""
        live = self.session.live
        if live.revision <= _QUICK:
            self.session.show_past(past, live.as_of(past.revision))
            return
        copy = live.copy()
        work = Work(self, tr("Loading {moment}…", moment=past.words), partial(_rebuilt, copy, past))
        work.done.connect(lambda rebuilt: self.session.show_past(past, rebuilt))
        self._start(work)

    def compare(self, past: Past) -> None:
        """Show what changed since a moment of the past."""
        page = self.places.differences()
        page.show_since(past)
        self.show_place(page.name)
        if past.doubt:
            self.toast.say(past.doubt)

    def show_paper(self, request: PaperRequest) -> None:
        """Prepare the paper that is asked for beside the window, then show it."""
        self.desk.show(request)

    def _start(self, work: Work) -> None:
        """Begin work in the stead of what is going on, and say so."""
        if self.work is not None and self.work.isRunning():
            if not self.work.is_cancelled:
                self.toast.say(tr("Stopped “{what}” for the new command.", what=self.work.title))
            self.work.let_go()
        self.work = work
        work.refused.connect(self.toast.warn)
        work.start()

    def _keep_view(self, view: QDialog) -> None:
        self.paper_view = view

    def _add_place(self, place: Place) -> None:
        self._stack.addWidget(place)
        for changed in (place.headline_changed, place.form_changed):
            changed.connect(self._head.ask)
        place.told_elsewhere.connect(self._show_banners)
        place.go.connect(self._go)
        place.printed.connect(self.desk.open)
        place.listed.connect(self._show_list)
        place.led.connect(self.act_on)
        place.stepped.connect(self.take_step)
        place.errand.connect(self.take_step)
        place.paper_asked.connect(self.show_paper)
        place.said.connect(self.toast.say)

    def _go(self, name: str, key: int) -> None:
        if name == "paper":
            self.desk.show_issued(key)
        elif name in BEGUN:
            self.imports.begin(name, key)
        elif name.startswith("record:"):
            self.show_record_of(name.removeprefix("record:"), key)
        else:
            self.show_place(name)
            if key:
                self.place.show_record(key)
            self.take_focus()

    def _show_list(self, name: str, filtered: str) -> None:
        """Show the list of a place by a filter, with the keys in it."""
        self.show_place(name)
        self.place.show_filtered(filtered)
        self.take_focus()

    def _show_head(self) -> None:
        self.header.show_headline(*self.place.headline())
        deeds = self.frame.led(self.place)
        acts, folded = (
            [(d.text, d.run, d.is_primary, d.is_enabled) for d in deeds if d.is_folded == is_folded]
            for is_folded in (False, True)
        )
        self.header.show_acts(acts, folded)
        leads = self.way_back.leads
        self.way_buttons.show_way(back=leads(back=True), forward=leads(back=False))
        self.place.show_new()
        self.menus.show_place()

    def _show_banners(self) -> None:
        banners = []
        if self.session.is_past:
            self.toast.rest()  # what it offers to undo is not what is seen
            text = tr(
                "You are viewing {moment}, as recorded at that time. Nothing can be changed here.",
                moment=self.session.past_title,
            )
            if self.session.past is not None and self.session.past.doubt:
                text += f" {self.session.past.doubt}"
            compare = partial(self.session.compared.emit, self.session.past)
            since = (tr("Show changes since"), compare)
            back = (tr("Back to today"), self.session.show_now)
            banners.append(Banner(text, "high", [since, back]))
        elif (read_only := self.backups.banner()) is not None:
            banners.append(read_only)
        banners += self.places.told_over(self.place)
        asked = (
            self.nameless.banner(),
            self.notices.question(self._show_banners),
            self.round.banner(),
        )
        banners += [banner for banner in asked if banner is not None]
        banners += unfinished_banners(self, self._show_banners)
        self.frame.show_banners(banners)
        self._head.ask()  # one of these may lead
        if self.session.past is not None:
            day = tr("As of {moment} ▾", moment=show_day(self.session.past.on))
            self.sidebar.show_moment(day, tr("As of {moment} ▾", moment=self.session.past_title))
        else:
            self.sidebar.show_moment(tr("As of today ▾"))

    def _show_touched(self) -> None:
        self.place.show_touched()

    def _tell(self, title: str) -> None:
        if title:
            self.toast.say(title, (tr("Undo"), self.session.undo))

    def _tell_undone(self, title: str) -> None:
        self.toast.say(tr("Undone: {title}", title=title), (tr("Redo"), self.session.redo))

    def _tell_redone(self, title: str) -> None:
        self.toast.say(tr("Redone: {title}", title=title), (tr("Undo"), self.session.undo))

    def read_again(self) -> None:
        """Read the file of the register again and show it."""
        try:
            self.session.live.refresh()
        except DelviaError as error:
            self.toast.warn(str(error))
        self.refresh()

    def _look_outside(self) -> None:
        with suppress(DelviaError):  # an act tells what is wrong; this look comes again
            if self.session.live.refresh():
                self.refresh()

    def ask_other(self, what: str) -> None:
        """Ask for another register, once this one may be closed."""
        if self.backups.may_close(lambda: self.other_asked.emit(what)):
            self.other_asked.emit(what)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        arrange(self)
        return super().focusNextPrevChild(is_next)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.backups.may_close(self.close):
            event.ignore()
            return
        self._watch.stop()
        self.notices.rest()
        for work in self.findChildren(Work):
            work.stop()
        wait_for_all()
        if self.settings is not None:
            self.settings.rest()  # its forms look into the register too
        for place in self.places.built().values():
            place.rest()
        self.session.close()
        from delvia_desktop.services.papers import sending  # noqa: PLC0415 - loads what writes mails

        sending.sweep()
        self.closed.emit()
        super().closeEvent(event)


def _rebuilt(copy: Register, past: Past) -> Register:
    progress()
    return copy.as_of(past.revision)
