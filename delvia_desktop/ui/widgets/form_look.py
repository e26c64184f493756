"""What is wrong or odd in what is typed into a form, as far as it is known before recording."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from delvia_desktop.domain.words.errors import DelviaError, Invalid, Notice, Problem

Values = Mapping[str, Any]
Look = Callable[[Values], Sequence[Notice]]


class FormLook:
    """Asks a look at the values; what only recording found stands until its value is changed."""

    def __init__(self, look: Look | None) -> None:
        """Take the look that returns notices and raises Invalid, if there is any."""
        self._look = look
        self._found: tuple[Problem, ...] = ()
        self._values: Values = {}

    def at(self, values: Values) -> tuple[Sequence[Notice], tuple[Problem, ...]]:
        """Return what looks odd and what is wrong in values, as far as one can tell."""
        notices, problems = self._ask(values)
        known = {problem.field for problem in problems}
        stands = (p for p in self._found if p.field not in known and self._is_same(p, values))
        return notices, (*problems, *stands)

    def found(self, values: Values, problems: Sequence[Problem]) -> None:
        """Keep the problems with which values were refused and of which the look knows nothing."""
        _, known = self._ask(values)
        self._found = tuple(problem for problem in problems if problem not in known)
        self._values = values

    def forget(self, *problems: Problem) -> None:
        """Let problems stand no longer; without any, all of them."""
        self._found = tuple(p for p in self._found if problems and p not in problems)

    def _is_same(self, problem: Problem, values: Values) -> bool:
        """Tell whether what is wrong was not changed: its field, or anything where it has none."""
        if problem.field not in values:
            return values == self._values
        return bool(values[problem.field] == self._values.get(problem.field))

    def _ask(self, values: Values) -> tuple[Sequence[Notice], tuple[Problem, ...]]:
        if self._look is None:
            return (), ()
        try:
            return self._look(values), ()
        except Invalid as error:
            return error.notices, error.problems
        except DelviaError:
            return (), ()  # recording it says why
