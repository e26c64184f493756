"""Where papers are made for the window: prepared beside it, shown, issued."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.papers import access_records
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import Work

if TYPE_CHECKING:
    from delvia_desktop.services.papers.papers import Paper, Prepared
    from delvia_desktop.ui.papers.paper_view import PaperView


class PaperDesk(QObject):
    """Prepares papers from copies of what a session shows, and opens what comes of it."""

    opened = Signal(object)
    """The dialog (`PaperView`) on a paper."""

    stepped = Signal(object, object)
    """A `NextStep` that records what a paper lacks, and the request for that paper."""

    left = Signal(object)
    """The record of a paper that was issued in a dialog, which is closed now."""

    def __init__(self, window: QWidget, session: Session, start: Callable[[Work], object]) -> None:
        """Work for a window; `start` begins work in its stead of what is going on."""
        super().__init__(window)
        self._window, self.session, self._start = window, session, start
        self._asked: tuple[PaperRequest, Work] | None = None

    def show(self, request: PaperRequest) -> None:
        """Prepare the paper that is asked for beside the window, then show it.

        The same one asked for again while it is drawn is one wish.
        """
        if request.edition == Edition():
            request = replace(request, edition=access_records.usual_edition(self.session.live))
        if self._asked is not None:
            before, work = self._asked
            if before == request and work.isRunning() and not work.is_cancelled:
                return
        work = self.prepare(self._window, request)
        work.done.connect(self.open)
        self._asked = (request, work)
        self._start(work)

    def show_issued(self, key: int) -> None:
        """Show an issued paper."""
        from delvia_desktop.services.papers import papers  # noqa: PLC0415 - loads ReportLab

        self.open(papers.issued_paper(self.session.live, key))

    def prepare(
        self, parent: QWidget, request: PaperRequest, like: AccessRecord | None = None
    ) -> Work:
        """Return the work that prepares a paper, not begun yet; it is done with a `Prepared`.

        With `like` it is made of what was known for that issued paper: another edition of it.
        """
        session = self.session
        live, on = session.live.copy(), session.on
        shown = session.shown.copy() if session.is_past and like is None else live

        def prepare() -> Prepared:
            from delvia_desktop.services.papers import paper_making  # noqa: PLC0415 - loads ReportLab

            progress()
            if like is None:
                seen, day = shown, on
            else:
                seen, day = live.as_of(like.revision), like.on
            return paper_making.prepare(live, seen.picture(day), request)

        return Work(parent, tr("Preparing the access record…"), prepare)

    def issue(self, prepared: Prepared) -> Prepared:
        """Give a paper its number for good; raises a DelviaError."""
        from delvia_desktop.services.papers import papers  # noqa: PLC0415 - loads ReportLab

        return replace(prepared, record=self.session.live.perform(papers.issue, prepared))

    def open(self, paper: Paper) -> PaperView:
        """Show a paper in a dialog."""
        from delvia_desktop.ui.papers.paper_view import PaperView  # noqa: PLC0415 - loads QtPdf

        view = PaperView(self._window, paper, self)
        # Not every window manager gives the keys back to the window by itself.
        view.finished.connect(self._window.activateWindow)
        view.stepped.connect(self.stepped.emit)
        view.left.connect(self.left.emit)
        view.open()
        self.opened.emit(view)
        return view
