"""Keeps the preview of an act on many true to what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from PySide6.QtCore import QObject, Qt, QTimer

from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.words.errors import DelviaError, Invalid, Problem
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import bulk
from delvia_desktop.services.access.bulk import BulkLine, BulkPreview, ManyDraft
from delvia_desktop.ui.access.forms.preview_field import LineRole, PreviewField, PreviewLine
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.work import Work

AT_ONCE = 50
"""Records that are looked at while one types; more of them are looked at beside the window."""

_PAUSE = 300
"""Milliseconds after the last key before many records are looked at."""


class ManyPreview(QObject):
    """What the act will do; it belongs to the form and rests with it."""

    def __init__(
        self,
        session: Session,
        asked: Sequence[Name],
        panel: FormPanel,
        typed: Callable[[], ManyDraft],
        after: Callable[[BulkPreview], object],
    ) -> None:
        """Look at the records `asked` whenever a field or the register changes."""
        super().__init__(panel)
        self._session, self._panel, self._typed, self._after = session, panel, typed, after
        self._asked = asked
        shown = panel.fields["preview"]
        if not isinstance(shown, PreviewField):
            raise TypeError(shown)
        self._shown = shown
        self._found: tuple[ManyDraft, BulkPreview] | None = None
        self.work: Work | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._begin)
        session.changed.connect(self.look)
        panel.resting.connect(self._rest)
        # Queued, as the place that shows the form hears of it after us and tells the register.
        panel.vouched.connect(self.look, Qt.ConnectionType.QueuedConnection)
        self._is_resting = self._is_looking = False

    def follow(self, field: Field) -> None:
        """Look again when a field is edited."""
        field.edited.connect(self.look)

    def look(self) -> None:
        """Look at every record with what is typed now."""
        if self._is_resting:
            return
        self._found = None
        if len(self._asked) > AT_ONCE:
            count = len(self._asked)
            self._shown.say(ntr("Checking {n} record…", "Checking {n} records…", count))
            self._panel.submit_button.setEnabled(False)
            self._is_looking = True
            self._timer.start()
            return
        draft = self._typed()
        try:
            found = bulk.preview_of(self._session.live, self._asked, draft)
        except DelviaError as error:
            self._refuse(str(error))
        else:
            self._take((draft, found))

    def of(self, draft: ManyDraft) -> BulkPreview:
        """Return the preview of a draft; raises Invalid if it was not shown."""
        if self._found is None or self._found[0] != draft:
            text = tr("The preview is not ready yet. Wait until it is shown here.")
            raise Invalid((Problem("preview", text),))
        return self._found[1]

    def _begin(self) -> None:
        if self.work is not None:
            self.work.cancel()
            self._timer.start()
            return
        copy, draft = self._session.live.copy(), self._typed()

        def act() -> tuple[ManyDraft, BulkPreview]:
            with closing(copy):
                return draft, bulk.preview_of(copy, self._asked, draft)

        self.work = Work(self._panel, tr("Checking what will change…"), act)
        self.work.done.connect(self._take)
        self.work.refused.connect(self._refuse)
        self.work.finished.connect(self._end)
        self.work.start()

    def _take(self, found: tuple[ManyDraft, BulkPreview]) -> None:
        if self._is_resting or found[0] != self._typed():
            return  # it comes too late: something else is typed by now
        self._found = found
        self._is_looking = False
        preview = found[1]
        self._panel.submit_button.setEnabled(True)
        self._shown.show_lines(
            [_shown(line, is_known=not preview.problems) for line in preview.lines],
            preview.warnings,
            self._missing(preview),
        )
        self._after(preview)

    def _missing(self, preview: BulkPreview) -> list[str]:
        """Return what is to be typed before; what a field says by itself is not said twice."""
        fields = self._panel.fields
        loose = [each.text for each in preview.problems if each.field not in fields]
        missing = {
            each.field: fields[each.field].editor.accessibleName()
            for each in preview.problems
            if each.field in fields
        }
        above = tr("To see what will change, enter: {fields}", fields=", ".join(missing.values()))
        return [*loose, *([above] if missing else [])]

    def _refuse(self, text: str) -> None:
        self._is_looking = False
        self._shown.say(text)

    def _end(self) -> None:
        if self.work is not None:
            if self._is_looking and not self._timer.isActive():
                self._refuse(tr("Cancelled. Change a field to check again."))
            self.work.deleteLater()
        self.work = None

    def _rest(self) -> None:
        self._is_resting = True
        self._timer.stop()
        if self.work is not None:
            self.work.stop()


def _shown(line: BulkLine, *, is_known: bool) -> PreviewLine:
    """Return a line; it is known what changes once all that is needed is typed."""
    stays = bool(line.done) or (is_known and not line.changes and not line.problems)
    words = line.done or " ".join(line.problems) or "; ".join(line.changes)
    part = LineRole.STAYS if stays else LineRole.CANNOT if line.problems else LineRole.CHANGES
    return PreviewLine(line.name, words or (tr("Nothing changes.") if stays else ""), part)
