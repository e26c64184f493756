"""What is done once, at the end of all that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class AtTheEnd:
    """Does something when it is asked for; while it is held, once at the end."""

    def __init__(self, act: Callable[[], object]) -> None:
        """Begin without being held."""
        self._act = act
        self._holders = 0
        self._is_due = False

    def ask(self) -> None:
        """Do it now, or at the end of what holds it."""
        self._is_due = self._holders > 0
        if not self._is_due:
            self._act()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it until this and all around it has ended; it is done then if it was asked for."""
        self._holders += 1
        try:
            yield
        finally:
            self._holders -= 1
            if self._is_due and not self._holders:
                self.ask()
