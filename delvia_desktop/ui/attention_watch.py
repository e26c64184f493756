"""What needs attention in the moment shown, kept up to date beside the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from delvia_desktop.domain.findings.attention import Attention, concerns_all
from delvia_desktop.domain.lists.rows import AssignmentRow, ShareRow, Wanted
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.i18n import tr
from delvia_desktop.services.findings import findings
from delvia_desktop.services.register.latest import Latest
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.toolkit.work import Work

_AT_ONCE = 3000
"""Shares and assignments up to which everything is asked in no time."""
_MANY = 500
"""Records touched, from which they are read beside the window too."""
_FEW = 20
"""Records touched, around which a register of any size is asked in no time."""

Look = tuple[Attention, Latest]
"""What was found, and what was read for it."""


class AttentionWatch(QObject):
    """Findings of the moment shown: at once in a small register, a little later in a large one."""

    changed = Signal()
    """What needs attention is known anew, after work beside the window."""

    def __init__(self, parent: QObject, moment: Callable[[], tuple[Register, date]]) -> None:
        """Look when somebody asks first; `moment` returns what is shown, and for which day."""
        super().__init__(parent)
        self._moment = moment
        self._known: Attention | None = None
        self._of: tuple[Register, date] | None = None
        self._touched: set[Name] = set()
        self._work: Work | None = None

    @property
    def attention(self) -> Attention | None:
        """What needs attention; None while a large register is looked at for the first time.

        While it is looked at again, what was known before comes back.
        """
        shown = self._moment()
        if self._of != shown:
            self._of, self._known = shown, None
            self._touched.clear()
            self._begin()
        elif self._touched:
            self._begin()
        return self._known

    def touch(self, records: frozenset[Name]) -> None:
        """Remember what an act touched, to ask about it again."""
        self._touched |= records

    def rest(self) -> None:
        """Leave the register alone, as it is being closed."""
        if self._work is not None:
            self._work.stop()
            self._work = None

    def _begin(self) -> None:
        if self._work is not None:
            return  # what was touched meanwhile is looked at when it ends
        is_at_once = self._is_at_once()
        look = self._look()
        if is_at_once:
            self._known, _ = look()
            return
        work = Work(None, tr("Checking for findings…"), look)
        work.done.connect(self._take)
        self._work = work
        work.finished.connect(self._end)
        work.start()

    def _look(self) -> Callable[[], Look]:
        """Return what looks, with all that it needs from the register taken already."""
        shown, on = self._moment()
        before, touched = self._known, frozenset(self._touched)
        self._touched.clear()
        if before is not None and len(touched) <= _MANY:
            now = shown.situation(on)
            return lambda: (findings.find_again(before, now, touched), shown.latest)
        if self._is_at_once():
            return lambda: (findings.find(shown, on), shown.latest)
        reader = shown.reader()

        def look() -> Look:
            try:
                if before is None:
                    return findings.find(reader, on), reader.latest
                return findings.find_again(before, reader.situation(on), touched), reader.latest
            finally:
                reader.leave()

        return look

    def _take(self, look: Look) -> None:
        if self._of == self._moment():
            self._known, latest = look
            self._of[0].latest.take_over(latest)

    def _end(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
            self.changed.emit()

    def _is_at_once(self) -> bool:
        """Tell whether it takes no time: in a small register, or after an act on a few records."""
        touched = self._touched
        if self._known is not None and len(touched) <= _FEW and not concerns_all(touched):
            return True
        shown, on = self._moment()
        wanted = Wanted(on)
        many = shown.rows(ShareRow, wanted).count()
        return many + shown.rows(AssignmentRow, wanted).count() <= _AT_ONCE
