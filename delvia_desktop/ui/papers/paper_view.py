"""A paper in the window: the very bytes that are saved, printed and mailed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.errors import Conflict, DelviaError
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.computer import preferences
from delvia_desktop.services.papers import papers, sending
from delvia_desktop.services.papers.handover import edition_words
from delvia_desktop.services.papers.papers import Paper, Prepared
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.ui.papers.edition_choice import EditionChoice
from delvia_desktop.ui.papers.maker_name import MakerName, lacks_name
from delvia_desktop.ui.papers.paper_pages import PaperPages
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import printing, shortcuts
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save, where
from delvia_desktop.ui.toolkit.folders import open_folder
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.enter import is_enter
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, set_kind, status_label, text_label
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners

_OF_WINDOW = 0.96
"""How much of the window the dialog covers."""

_FIT = "document fit"
"""The name under which it is remembered how documents are shown."""


class Desk(Protocol):
    """Where papers are made: prepared in an edition, beside the dialog, and issued."""

    session: Session

    def prepare(self, parent: QWidget, request: PaperRequest, like: AccessRecord | None) -> Work:
        """Return the work that prepares a paper, of what was known for an issued one if any."""

    def issue(self, prepared: Prepared) -> Prepared:
        """Give a paper its number for good; raises a DelviaError."""


class PaperView(QDialog):
    """A dialog with a paper; saving, printing or mailing one that is not issued issues it first."""

    stepped = Signal(object, object)
    """What records something that the paper lacks is to begin (`NextStep`), for the request."""

    left = Signal(object)
    """The paper of a record (`AccessRecord`) was issued here, and the dialog is closed."""

    def __init__(self, parent: QWidget, paper: Paper, desk: Desk) -> None:
        """Show a paper; the desk prepares other editions of it, and issues it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.prepared = paper
        self._desk = desk
        is_reopened = isinstance(paper, Prepared) and paper.is_issued
        self._like = paper.record if isinstance(paper, Prepared) and is_reopened else None
        self._was_issued_here = self._goes_on = False
        self._can_choose = isinstance(paper, Prepared) and not is_reopened
        self._work: Work | None = None
        self._banners = Banners()
        self._words = text_label("")
        self.choice = EditionChoice()
        self.choice.chosen.connect(self._choose)
        self.maker = MakerName(desk.session)
        self.maker.entered.connect(partial(self._with_name, self._go_on))
        self._edition = text_label("", muted=True)
        self.other_button = button(tr("Change edition…"), "link")
        self.other_button.clicked.connect(self._offer_choice)
        self.pages = PaperPages()
        self.pages.prefer_fit(str(preferences.preferred(_FIT).get("fit")))
        self.pages.fit_chosen.connect(lambda fit: preferences.remember(_FIT, {"fit": fit}))
        self._said = status_label()
        self._problem = status_label(role="problem")
        self.folder_button = button(tr("Open folder"))
        self.folder_button.clicked.connect(self._open_folder)
        self._folder = Path()
        self.save_button = button("", "primary")
        self.print_button, self.draft_button, self.mail_button = (button("") for _ in range(3))
        self.close_button = button(tr("Close"))
        self._lay_out()
        for made, act in (
            (self.save_button, self._save),
            (self.print_button, self._print),
            (self.draft_button, self._save_draft),
            (self.mail_button, self._mail),
        ):
            made.clicked.connect(partial(self._with_name, act))
        self.close_button.clicked.connect(self.reject)
        shortcuts.SAVE_DOCUMENT.bind(self, self.save_button.click)
        shortcuts.PRINT_DOCUMENT.bind(self, self.print_button.click)
        shortcuts.CLOSE_DOCUMENT.bind(self, self.reject)
        self._show()
        self._go_on()

    # What is shown

    def _lay_out(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.resize(window.window().size() * _OF_WINDOW)
        editions = QHBoxLayout()
        editions.addWidget(self.choice, 1)
        editions.addWidget(self._edition, 1)
        editions.addWidget(self.other_button)
        foot = QWidget()
        acts = Flow(foot, is_at_end=True)
        others = (self.mail_button, self.draft_button, self.print_button, self.save_button)
        for each in (self.close_button, *others):
            each.setAutoDefault(False)
            acts.addWidget(each)
        column = QVBoxLayout(self)
        column.addLayout(self._banners)
        column.addLayout(editions)
        column.addWidget(self.maker)
        column.addWidget(self.pages, 1)
        column.addWidget(self._problem)
        saved = QHBoxLayout()
        saved.addWidget(self._said, 1)
        saved.addWidget(self.folder_button)
        column.addLayout(saved)
        self._say()
        column.addWidget(foot)

    def _show(self) -> None:
        """Show the bytes of the paper and everything that is said of it."""
        self.pages.show_content(self.prepared.content)
        self._say_standing()

    def _say_standing(self) -> None:
        paper = self.prepared
        is_draft = isinstance(paper, Prepared) and paper.is_draft
        counts = isinstance(paper, Prepared) and paper.is_issued
        is_new = isinstance(paper, Prepared) and not counts and not is_draft
        self.setWindowTitle(paper.title)
        can_issue = not self._desk.session.live.read_only
        words = paper.standing
        if is_new and not can_issue:
            words = tr("The register is read-only, so this cannot be issued now. You can save "
                       "a draft.")  # fmt: skip
        standing = Banner(words, "good" if counts else "info" if can_issue else "high")
        self._words = standing.label
        notices = paper.notices if isinstance(paper, Prepared) and is_new else ()
        lacking = [Banner(told.text, "high", self._steps(told.steps)) for told in notices]
        self._banners.show_banners([standing, *lacking])
        self.maker.setVisible(lacks_name(self.prepared))
        if is_new:
            self.save_button.setText(tr("Issue and save…"))
            self.print_button.setText(tr("Issue and print…"))
            self.mail_button.setText(tr("Issue and email…"))
        elif is_draft:
            self.save_button.setText(tr("Save draft…"))
            self.print_button.setText(tr("Print draft…"))
            self.mail_button.setText(tr("Email draft…"))
        else:
            self.save_button.setText(tr("Save…"))
            self.print_button.setText(tr("Print…"))
            self.mail_button.setText(tr("Email…"))
        if self._work is None:
            for each in (self.save_button, self.print_button, self.mail_button):
                each.setEnabled(can_issue or not is_new)
        self.draft_button.setText(tr("Save draft…"))
        self.draft_button.setVisible(is_new)
        self.mail_button.setVisible(isinstance(paper, Prepared))
        for each in (self.save_button, self.print_button, self.mail_button, self.draft_button):
            each.setAccessibleName(each.text())
        self.choice.setVisible(self._can_choose)
        self._edition.setVisible(isinstance(paper, Prepared) and not self._can_choose)
        self.other_button.setVisible(self._edition.isVisibleTo(self))
        if isinstance(paper, Prepared):
            edition = paper.request.edition
            self.choice.show_edition(edition)
            words = " · ".join(edition_words(edition))
            self._edition.setText(tr("Edition: {edition}", edition=words))

    def _with_name(self, act: Callable[[], object]) -> None:
        """Act once the person has said who they are; the paper is prepared again with the name."""
        if not lacks_name(self.prepared):
            act()
        elif isinstance(self.prepared, Prepared) and self.maker.take():
            self._choose(self.prepared.request.edition, act)

    def _go_on(self) -> None:
        """Bring the keys to what comes next, once nothing is going on."""
        self._goes_on = self._work is not None
        if lacks_name(self.prepared):
            self.maker.setFocus()
        elif not self._goes_on:
            (self.save_button if self.save_button.isEnabled() else self.pages.view).setFocus()

    def _steps(self, steps: Sequence[NextStep]) -> list[Action]:
        """Return what leads to where the paper's gaps are filled, while something can be done."""
        if not self._desk.session.can_act:
            return []
        # Of two that read the same the first comes first: the paper is shown again after it.
        by_words = {tr(step.text): step for step in reversed(steps)}
        return [(words, partial(self._leave_for, by_words[words])) for words in reversed(by_words)]

    def _leave_for(self, step: NextStep) -> None:
        if isinstance(self.prepared, Prepared):
            request = self.prepared.request
            self.reject()
            self.stepped.emit(step, request)

    def _say(self, words: str = "", problem: str = "") -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._problem.setText(f"⚠ {problem}" if problem else "")
        self._problem.setVisible(bool(problem))
        self.folder_button.hide()

    # Another edition

    def _offer_choice(self) -> None:
        self._can_choose = True
        self._say_standing()
        self.choice.language.setFocus()

    def _choose(self, edition: Edition, then: Callable[[], object] | None = None) -> None:
        """Prepare the paper in another edition; what is shown stays until that one is there."""
        if not isinstance(self.prepared, Prepared):
            return
        request = replace(self.prepared.request, edition=edition)
        self._begin(self._desk.prepare(self, request, self._like), self._take, then)

    def _take(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self._show()

    # What is done with it

    def save_to(self, target: Path) -> bool:
        """Issue the paper and write it to a file; say why if that fails."""
        try:
            # Looked at before, so that no number is given to what has no place.
            outputs.expect_place(target, Replacing.ITS_KIND, self.prepared.content)
            self._issue_now()
            papers.save_paper(self.prepared, target, Replacing.ITS_KIND)
        except DelviaError as error:
            self._tell_refusal(error)
            return False
        self._say(tr("Saved as {file}.", file=where(target)))
        self._folder = target.parent
        self.folder_button.show()
        return True

    def _open_folder(self) -> None:
        open_folder(self._folder, lambda text: self._say(problem=text))

    def print_on(self, printer: QPrinter) -> None:
        """Issue the paper and print it beside the window; say what came of it."""
        try:
            printing.expect_place(printer)
        except DelviaError as error:
            self._tell_refusal(error)
            return
        if not self._is_issued():
            return
        content, page = self.prepared.content, self.pages.page
        printer.setDocName(self.prepared.title)

        act = partial(printing.print_pages, content, printer, page)
        self._begin(Work(self, tr("Printing…"), act), self._say_printed)

    def _issue_now(self) -> None:
        paper = self.prepared
        if isinstance(paper, Prepared) and not paper.is_issued and not paper.is_draft:
            self.prepared = self._desk.issue(paper)
            self._can_choose = False
            self._like = self.prepared.record
            self._was_issued_here = True
            self._say_standing()
            # What comes next is elsewhere: nothing is left to be done here.
            set_kind(self.save_button, "")
            set_kind(self.close_button, "primary")
            self.close_button.setFocus()

    def _is_issued(self) -> bool:
        """Issue the paper unless it is a draft; say why if that fails."""
        try:
            self._issue_now()
        except DelviaError as error:
            self._tell_refusal(error)
            return False
        return True

    def _tell_refusal(self, error: DelviaError) -> None:
        """Say why something was not done; a paper whose number is taken is prepared again."""
        if isinstance(error, Conflict) and isinstance(self.prepared, Prepared):
            self._choose(self.prepared.request.edition, self._say_renumbered)
        else:
            self._say(problem=str(error))

    def _say_renumbered(self) -> None:
        text = tr("Another document was issued in the meantime, so this one was prepared "
                  "again. Check it and issue it.")  # fmt: skip
        self._say(problem=text)

    def _save(self) -> None:
        title, names = tr("Save document"), [tr("PDF files (*.pdf)")]
        ask_where_to_save(self, title, self.prepared.file_name, self.save_to, names)

    def _save_draft(self) -> None:
        self._choose(replace(self.choice.edition, is_draft=True), self._save)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.pages.document.pageCount())
        options = QAbstractPrintDialog.PrintDialogOption
        for option in (options.PrintPageRange, options.PrintCurrentPage):
            dialog.setOption(option)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def _say_printed(self, pages: int) -> None:
        self._say(ntr("Sent {n} page to the printer.", "Sent {n} pages to the printer.", pages))

    def _mail(self) -> None:
        if not self._is_issued() or not isinstance(self.prepared, Prepared):
            return
        letter = sending.letter_with(self._desk.session.live, self.prepared)
        title = tr("Opening the email program…")
        self._begin(Work(self, title, partial(sending.open_letter, letter)), self._say_mailed)

    def _say_mailed(self, outcome: sending.Outcome) -> None:
        self._say(outcome.words)

    # Work beside the dialog

    def _begin(
        self,
        work: Work,
        take: Callable[[Any], object],
        then: Callable[[], object] | None = None,
    ) -> None:
        """Begin work in the stead of what is going on; meanwhile nothing else can be done."""
        before, self._work = self._work, work
        if before is not None:
            before.let_go()
        self._say()
        self._set_busy(busy=True)
        work.done.connect(take)
        if then is not None:
            work.done.connect(lambda _: then())
        work.refused.connect(lambda sentence: self._say(problem=sentence))
        work.cancelled.connect(lambda: self._rest(work))
        work.finished.connect(lambda: self._rest(work))
        work.start()

    def _rest(self, work: Work) -> None:
        """Show what there is after work has ended, was refused or is not wanted any more."""
        if self._work is work:
            self._work = None
            self._set_busy(busy=False)
            self._say_standing()
            if self._goes_on:
                self._go_on()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.save_button, self.print_button, self.mail_button, self.draft_button):
            each.setDisabled(busy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the keys; Qt would press the first that it finds.
        on = self.focusWidget()
        if not is_enter(event):
            super().keyPressEvent(event)
        elif isinstance(on, QPushButton):
            on.click()

    @override
    def done(self, result: int) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.let_go()
        super().done(result)
        if self._was_issued_here and isinstance(self.prepared, Prepared):
            self.left.emit(self.prepared.record)
