"""Long acts: done beside the window on a connection of their own, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from delvia_desktop.services.register.latest import Touched
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit, NothingChanged


class LongAct:
    """One act of a register that another thread does; the register is read meanwhile.

    Nobody else can act until it has ended.
    """

    def __init__(
        self, register: Register, use_case: Callable[[Edit], object], reason: str = ""
    ) -> None:
        """Keep the door for the act; raises Invalid for the reason, or a RegisterError."""
        self._register = register
        self._use_case = use_case
        self._author = register.author(register.checked_reason(reason))
        self._is_done = False
        self._touched: Touched | None = None
        register.store.begin_beside()

    def do(self) -> None:
        """Do the act, in any thread; raises what the use case raises, or a RegisterError."""
        with suppress(NothingChanged):
            with self._register.store.edit_beside(self._author) as edit:
                self._use_case(edit)
                touched = Touched(edit.last.number + 1, edit.touched())
            self._touched = touched
        self._is_done = True

    def end(self) -> bool:
        """Tell who listens, in the thread of the register; return whether the act was done."""
        self._register.store.end_beside()
        if self._touched is not None:
            self._register.tell(self._touched)
        return self._is_done
