"""The form of a record: it begins with a draft, and records or corrects it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from functools import partial
from typing import Any, cast

from delvia_desktop.domain.records.kinds import Record
from delvia_desktop.domain.words.errors import Notice
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.another import Another
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session


@dataclass(frozen=True)
class RecordActs:
    """What a form for a kind of record does: to record, and to correct.

    `look` returns what looks odd while one types, where the checks of the two do not say it all.
    """

    record: Callable[..., Any]
    change: Callable[..., Any]
    look: Callable[[Session, Any], Sequence[Notice]] | None = None


@dataclass(frozen=True)
class RecordWords:
    """How such a form is headed, and its name for the draft that survives a killed program."""

    name: str
    new: str
    change: str
    action: str
    acts: RecordActs
    usual: Collection[str] = ()
    """The fields that are shown first; the others are folded under “More”."""


def record_form(
    session: Session,
    words: RecordWords,
    fields: Mapping[str, Field],
    start: object,
    before: Record | None = None,
    rows: Sequence[tuple[str, ...]] = (),
) -> Form:
    """Return a form that records something, or corrects `before`.

    It begins with the draft `start`, from which it also takes what it has no field for.
    """
    names = {field.name for field in dataclass_fields(cast("Any", start))}

    def typed(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a draft of the class
        # A field that the draft does not have is the form's own.
        known = {name: value for name, value in values.items() if name in names}
        return replace(cast("Any", start), **known)

    def of(asked: Callable[..., Any], values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what it gives
        """Ask about the act of the form, or do it."""
        if before is None:
            return asked(words.acts.record, typed(values))
        return asked(words.acts.change, before, typed(values))

    def look(values: Mapping[str, Any]) -> Sequence[Notice]:
        if words.acts.look is not None:
            return words.acts.look(session, typed(values))
        return cast("Sequence[Notice]", of(session.live.notices_of, values))

    panel = FormPanel(
        words.new if before is None else titled(session, words.change, before),
        words.action if before is None else tr("Save changes"),
        fields,
        look=look,
        rows=rows,
        usual=words.usual,
    )
    panel.set_values(values_of(start, [name for name in fields if name in names]))
    key = f"{words.name}/{before.id if before is not None else 0}"
    return Form(key, panel, partial(of, session.perform))


def in_rows(form: Form, make: Callable[[], Form], kept: Collection[str]) -> Form:
    """Return a form for a new record that goes on with the next one, if that is wanted.

    `make` makes the next form, which begins with what stands in the `kept` fields of the last one.
    """

    def following() -> Form:
        made = make()
        begin_with(made.panel, {name: form.panel.fields[name].value() for name in kept})
        return made

    return replace(form, another=Another(form.panel, following))


def begin_with(panel: FormPanel, values: Mapping[str, Any]) -> None:
    """Let a form begin with values that nobody typed, each as if it was chosen."""
    for name, value in values.items():
        panel.fields[name].set_value(value)
        panel.fields[name].edited.emit()
    panel.begin_anew()


def titled(session: Session, title: str, record: Record) -> str:
    """Return the title of a form with the name of the record that it is about.

    A name with a colon of its own stands in quotes, so that the title has only one.
    """
    name = called(session.live.records, record)
    if ": " in name:
        return tr("{what} “{name}”", what=title, name=name)
    return tr("{what}: {name}", what=title, name=name)


def values_of(record_draft: object, names: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a draft by name, to fill a form with."""
    return {name: getattr(record_draft, name) for name in names}
