"""The session: the open register, the moment shown, and the one way to act from a screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import BackupFailed, DelviaError
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.register.latest import Touched
from delvia_desktop.services.register.long_acts import LongAct
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.reverting import Reverting
from delvia_desktop.ui.attention_watch import AttentionWatch
from delvia_desktop.ui.toolkit.work import Work

_LONG = 1000
"""Records from which what is taken back or done again is done beside the window."""


class Session(QObject):
    """What every screen is given; it outlives no register."""

    changed = Signal()
    """Something recorded has changed, or another moment is shown."""

    acted = Signal(str)
    """An act was done; its title."""

    recorded = Signal()
    """What an act changed is shown everywhere; the records are those of `touched`."""

    undone = Signal(str)
    """An act was taken back; its title."""

    redone = Signal(str)
    """An act was done again; its title."""

    past_asked = Signal(object)
    """A moment of the past (`Past`) is to be shown; the window takes the session there."""

    compared = Signal(object)
    """What changed since a moment of the past (`Past`) is to be shown."""

    failed = Signal(str)
    """An act was refused; the sentence."""

    def __init__(self, register: Register) -> None:
        """Show the register as it is now."""
        super().__init__()
        self.live = register
        self.shown = register
        self.past: Past | None = None
        self._long: tuple[Work, Callable[[], None]] | None = None
        """The long act that is on its way, and what ends it."""
        self.touched: frozenset[tuple[str, int]] = frozenset()
        """The kind and key of each record that the last act changed."""
        self.latest: dict[str, int] = {}
        """Of each kind the record that an act changed alone, until its place was shown."""

        self.in_hand: tuple[str, ...] = ()
        self.left: tuple[str, int] | None = None
        """The record that was shown in the place from which one came, by kind and id."""

        """The ids of the findings that the person works on."""
        self.watch = AttentionWatch(self, lambda: (self.shown, self.on))
        self._end_listening = register.listen(self._touched)

    @property
    def on(self) -> date:
        """The day that the screens speak of."""
        return self.past.on if self.past is not None else self.live.today

    @property
    def is_past(self) -> bool:
        """Whether another moment than now is shown."""
        return self.shown is not self.live

    @property
    def why_not(self) -> str:
        """Why nothing can be changed, in a few words; empty if it can."""
        if self.is_past:
            return tr("a past date is shown")
        return tr("the register is read-only") if self.live.read_only else ""

    @property
    def past_title(self) -> str:
        """The moment that is shown in words, empty for now."""
        return self.past.words if self.past is not None else ""

    @property
    def can_act(self) -> bool:
        """Whether anything can be changed."""
        return not self.is_past and not self.live.read_only

    @property
    def path(self) -> Path | None:
        """Where the register is."""
        return self.live.path

    def perform(self, use_case: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
        """Do an act and tell its title; raises what the act raises."""
        result = self.live.perform(use_case, *arguments)
        self.acted.emit(self.live.undo_title)
        return result

    def perform_saying(self, more: str, use_case: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
        """Do an act and tell its title with what more there is to say; raises what it raises."""
        result = self.live.perform(use_case, *arguments)
        self.acted.emit(" · ".join(filter(None, (self.live.undo_title, more))))
        return result

    def perform_because(self, reason: str, use_case: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
        """Do an act for a reason that is kept with it; raises what the act raises."""
        result = self.live.perform_because(reason, use_case, *arguments)
        self.acted.emit(self.live.undo_title)
        return result

    def perform_beside(
        self,
        window: QWidget,
        reason: str,
        use_case: Callable[..., object],
        then: Callable[[], object],
        refuse: Callable[[str], object],
    ) -> None:
        """Do a long act beside a window that shows how far it is.

        Once it is recorded, and its title told, `then` is called, or else `refuse` with why not.
        """

        def told() -> None:
            self.acted.emit(self.live.undo_title)
            then()

        try:
            act = LongAct(self.live, use_case, reason)
        except DelviaError as error:
            refuse(str(error))
        else:
            self._begin(Work(window, tr("Recording…"), act.do), act, told, refuse)

    def wait(self) -> None:
        """Wait until a long act that is on its way has ended."""
        if self._long is not None:
            work, end = self._long
            work.wait()
            end()

    def attempt(self, use_case: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
        """Do an act that has no form; a refusal is told and None comes back."""
        try:
            return self.perform(use_case, *arguments)
        except DelviaError as error:
            self.failed.emit(str(error))
            return None

    def be_known_as(self, name: str) -> None:
        """Let what is recorded from now on carry another name of the person."""
        self.live.who = name
        self.changed.emit()

    def undo(self) -> None:
        """Undo the last change."""
        self._again(self.live.undoing, self.undone)

    def redo(self) -> None:
        """Redo the change that was undone last."""
        self._again(self.live.redoing, self.redone)

    def show_past(self, past: Past, rebuilt: Register) -> None:
        """Show a moment of the past from the register as it was rebuilt for it."""
        self._leave_past()
        self.shown = rebuilt
        self.past = past
        self.changed.emit()

    def show_now(self) -> None:
        """Show the register as it is."""
        self._leave_past()
        self.changed.emit()

    def understood(self, text: str) -> str:
        """Return a typed day in words; raises ValueError if it is none."""
        return show_day(parse_day(text, self.live.today))

    def close(self) -> None:
        """Close the register."""
        self.wait()
        self.watch.rest()
        self._leave_past()
        self._end_listening()
        with suppress(BackupFailed):  # the acts are safe, and the window asked about the backup
            self.live.close()

    def _again(self, found: Callable[[], Reverting], done: SignalInstance) -> None:
        """Take back or do again what is `found`; what is long is done beside the window."""
        try:
            act = found()
            if act.size < _LONG:
                self.live.perform(act)
                done.emit(act.title)
                return
            long = LongAct(self.live, act)
        except DelviaError as error:
            self.failed.emit(str(error))
        else:
            words = tr("Undoing…") if act.act == "undo" else tr("Recording…")
            work = Work(QApplication.activeWindow(), words, long.do)
            self._begin(work, long, lambda: done.emit(act.title), self.failed.emit)

    def _begin(
        self,
        work: Work,
        act: LongAct,
        then: Callable[[], object],
        refuse: Callable[[str], object],
    ) -> None:
        refused = [tr("It was cancelled. Nothing was recorded.")]

        def end() -> None:
            if self._long is None or self._long[0] is not work:
                return
            self._long = None
            if act.end():
                then()
            else:
                refuse(refused[-1])

        self._long = work, end
        work.refused.connect(refused.append)
        work.finished.connect(end)
        work.finished.connect(work.deleteLater)
        work.start()

    def _touched(self, touched: Touched) -> None:
        self.touched = touched.records
        by_kind: dict[str, list[int]] = {}
        for kind, key in touched.records:
            by_kind.setdefault(kind, []).append(key)
        self.latest |= {kind: keys[0] for kind, keys in by_kind.items() if len(keys) == 1}
        if not self.is_past:
            self.watch.touch(touched.records)
        self.changed.emit()
        self.recorded.emit()

    def _leave_past(self) -> None:
        if self.is_past:
            self.shown.close()
        self.shown = self.live
        self.past = None
