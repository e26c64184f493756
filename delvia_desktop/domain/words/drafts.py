"""Reading a draft: what was typed becomes sound values, or every problem is told at once."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Collection
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from delvia_desktop.domain.words.addresses import address_problem, clean_address
from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.domain.words.field_types import plain_types
from delvia_desktop.domain.words.ids import (
    clean_code,
    clean_id,
    id_damage,
    id_doubt,
    id_problem,
    is_whole_pixel_code,
    pixel_code_notice,
    pixel_code_problem,
    shop_code_problem,
)
from delvia_desktop.domain.words.text import clean_line, clean_note, line_problem, note_problem
from delvia_desktop.i18n import ntr, show_day, tr

D = TypeVar("D")


def typed(record: object, draft: type[D], **more: object) -> D:
    """Return a record as the draft that its form starts from, as if it had been typed.

    The draft has fields of the same names; days stand as ISO texts, absent ones as nothing typed,
    lists that are typed as text one a line. `more` has what the draft asks for beside the record.
    """
    values = dict(more)
    for field in fields(typing.cast("Any", draft)):
        if field.name in more:
            continue
        value = getattr(record, field.name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple) and isinstance(field.default, str):
            value = "\n".join(map(str, value))
        values[field.name] = field.default if value is None else value
    return draft(**values)


class Reading:
    """One pass over a draft that collects problems and notices by field."""

    def __init__(
        self,
        today: date,
        is_vouched: Callable[[str], bool] = lambda _: False,
        undrawn: Callable[[str], str] = lambda _: "",
        harmless: set[str] | None = None,
    ) -> None:
        """Start reading on the day that `today`, `+14` and the future are measured from.

        `is_vouched` tells of a text that looks like a secret whether the person said it is none;
        `undrawn` returns the characters of a text for which documents have no sign; `harmless` are
        texts that were looked at already, to which this pass adds its own.
        """
        self.today = today
        self._undrawn = undrawn
        self._harmless = harmless if harmless is not None else set()
        self._ask_vouched = is_vouched
        self._vouched: dict[str, bool] = {}
        self._problems: list[Problem] = []
        self._notices: list[Notice] = []

    def anew(self) -> Reading:
        """Return a reading of the same draft for another record."""
        fresh = Reading(self.today, undrawn=self._undrawn)
        fresh._ask_vouched, fresh._vouched = self._ask_vouched, self._vouched
        return fresh

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What looked odd so far."""
        return tuple(self._notices)

    def problem(self, field: str, text: str) -> None:
        """Note a problem; only the first one of a field is kept, as it hides the others."""
        if text and all(problem.field != field for problem in self._problems):
            self._problems.append(Problem(field, text))

    def notice(self, field: str, text: str, *, is_likely: bool = False) -> None:
        """Note something odd that does not stop the draft; what is said already is said once."""
        if text and (noted := Notice(field, text, is_likely)) not in self._notices:
            self._notices.append(noted)

    def check(self, holds: bool, field: str, text: str) -> None:  # noqa: FBT001 - the condition is what it is about
        """Note the problem unless the condition holds."""
        if not holds:
            self.problem(field, text)

    def line(self, field: str, raw: str) -> str:
        """Read a line of text that may be empty."""
        text = clean_line(raw)
        self.problem(field, line_problem(text))
        self.secret(field, raw, text)
        self.notice(field, _undrawn_notice(self._undrawn(text)))
        return text

    def name(self, field: str, raw: str, missing: str) -> str:
        """Read a line of text that must be there; `missing` is the sentence if it is not."""
        text = self.line(field, raw)
        self.check(bool(text), field, missing)
        return text

    def note(self, field: str, raw: str) -> str:
        """Read a text of several lines that may be empty."""
        text = clean_note(raw)
        self.problem(field, note_problem(text))
        self.secret(field, raw, text)
        self.notice(field, _undrawn_notice(self._undrawn(text)))
        return text

    def secret(self, field: str, raw: str, text: str) -> None:
        """Note the problem if what was typed looks like a secret that the person did not vouch for.

        It is looked at as it was typed, with its lines and tabs, and vouched for as it is kept.
        """
        if not raw or raw in self._harmless:
            return
        if any(problem.field == field for problem in self._problems):
            return
        from delvia_desktop.domain.secrets.secrets import secret_problem  # noqa: PLC0415 - 30 patterns

        trouble = secret_problem(raw)
        if not trouble:
            self._harmless.add(raw)
        elif not self._is_vouched(text):
            self._problems.append(Problem(field, trouble, text))

    def _is_vouched(self, text: str) -> bool:
        """Ask once a text, since the whole journal may have to be looked through."""
        if text not in self._vouched:
            self._vouched[text] = self._ask_vouched(text)
        return self._vouched[text]

    def email(self, field: str, raw: str) -> str:
        """Read an e-mail address that may be empty."""
        self.line(field, raw)
        text = clean_address(raw)
        self.problem(field, address_problem(text) if text else "")
        return text

    def mailbox(self, field: str, raw: str) -> str:
        """Read an e-mail address or another way to reach somebody; it may be empty."""
        return self.email(field, raw) if "@" in raw or "＠" in raw else self.line(field, raw)

    def values(
        self, draft: object, record: type[Any], past: Collection[str] = ()
    ) -> dict[str, Any]:
        """Read every field that the draft shares with the record, by the type it has there.

        Texts are lines, but `note` has several; `past` names the days that cannot lie in the
        future. Keys, flags, numbers and lists come back as they are.
        """
        found: dict[str, Any] = {}
        classes: Any = type(draft), record
        for name, is_day in _fields_with_days(*classes):
            raw = getattr(draft, name)
            if is_day:
                found[name] = self.past_day(name, raw) if name in past else self.day(name, raw)
            elif isinstance(raw, str):
                found[name] = self.note(name, raw) if name == "note" else self.line(name, raw)
            else:
                found[name] = raw
        return found

    def tiktok_id(self, field: str, raw: str, *, required: bool, kind: str = "") -> str:
        """Read a numeric TikTok id of a kind: a Business Center or a type of asset."""
        text = clean_id(raw, kind)
        if text or required:
            trouble = id_problem(text)
            self.problem(field, trouble)
            if not trouble:
                damage = id_damage(text, kind, self.today)
                unusual = "" if damage else id_doubt(text, kind)
                self.notice(field, damage or unusual, is_likely=bool(unusual))
        return text

    def pixel_code(self, field: str, raw: str) -> str:
        """Read a pixel code that may be empty."""
        text = clean_code(raw)
        if text:
            trouble = pixel_code_problem(text)
            self.problem(field, trouble)
            if not trouble:
                self.notice(field, pixel_code_notice(text), is_likely=is_whole_pixel_code(text))
        return text

    def shop_code(self, field: str, raw: str) -> str:
        """Read the code of a shop that may be empty."""
        text = clean_code(raw)
        self.problem(field, shop_code_problem(text) or line_problem(text))
        return text

    def day(self, field: str, raw: str) -> date | None:
        """Read a day that may be missing."""
        if not raw.strip():
            return None
        try:
            return parse_day(raw, self.today)
        except ValueError as error:
            self.problem(field, str(error))
            return None

    def past_day(self, field: str, raw: str) -> date | None:
        """Read a day on which something happened; it cannot lie in the future."""
        day = self.day(field, raw)
        self.check(
            day is None or day <= self.today,
            field,
            tr("This date is in the future. Record it once it has happened."),
        )
        return day

    def happened(self, field: str, raw: str) -> date:
        """Read a day on which something happened and that must be given."""
        day = self.past_day(field, raw)
        self.check(day is not None or bool(raw.strip()), field, tr("Enter the date."))
        return day or self.today

    def order(self, earlier: date | None, later: date | None, field: str, text: str) -> None:
        """Note the problem if both days are given and the later one lies before the earlier.

        The text may name the earlier one as `{day}`, where it does not stand in the same form.
        """
        if earlier is not None and later is not None and later < earlier:
            self.problem(field, text.format(day=show_day(earlier)))

    def done(self) -> None:
        """End the reading; raises Invalid with every problem there is."""
        if self._problems:
            raise Invalid(tuple(self._problems), self.notices)


def _undrawn_notice(characters: str) -> str:
    if not characters:
        return ""
    told = [f"{character} (U+{ord(character):04X})" for character in characters[:_TOLD]]
    return ntr(
        "Documents cannot show {characters}. They show its code instead.",
        "Documents cannot show {characters}. They show their codes instead.",
        len(characters),
        characters=", ".join([*told, *(["…"] if len(characters) > _TOLD else [])]),
    )


_TOLD = 5
"""Characters without a sign that a notice names."""


@functools.cache
def _fields_with_days(draft: Any, record: Any) -> tuple[tuple[str, bool], ...]:  # noqa: ANN401 - classes
    """Return the fields of the class of a draft, each with whether the record has a day there."""
    hints = plain_types(record)
    return tuple(
        (each.name, date in (hints[each.name], *typing.get_args(hints[each.name])))
        for each in fields(draft)
    )
