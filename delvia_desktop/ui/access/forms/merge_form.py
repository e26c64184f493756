"""The form that merges two records that are one: which of them stays, and what of each is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.plans.duplicates import asked_of, differing, fits
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Record, field_label, kind_of
from delvia_desktop.domain.records.likeness import Mergeable
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans import duplicates
from delvia_desktop.services.plans.records_around import users_of
from delvia_desktop.services.register.field_words import shown
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session

OpenForm = Callable[[Form, Callable[[object], object]], object]

_APART = ("email", "bc_id", "asset_id", "pixel_code")
"""The fields that tell records of one name apart."""

_FIELD = "field:"
"""Stands before a field of the records in the name of the form's field for it."""


def merge_deed(
    session: Session, record: Mergeable, open_form: OpenForm, show: Callable[[object], object]
) -> Deed:
    """Return what merges a record with another one; `show` shows the one that stays."""

    def begin() -> None:
        open_form(merge_form(session, record), show)

    can = session.can_act
    return Deed(tr("Merge with…"), begin, is_enabled=can, is_folded=True, act=Act.MERGE)


def merge_form(session: Session, record: Mergeable) -> Form:
    """Return the form that merges a record with another of its kind, the likeliest one first."""
    kind, records = kind_of(record), session.live.records
    fields: dict[str, Field] = {
        "other": required(
            ChoiceField(tr("Same as"), _others(session, record), searchable=True),
        ),
        "stays": ChoiceField(tr("Which record stays"), [Option(int(record.id), record.name)]),
    }
    choices = {
        name: ChoiceField(field_label(name, kind.name), [Option(0, "")])
        for name in asked_of(record)
    }
    fields |= {f"{_FIELD}{name}": field for name, field in choices.items()}
    panel = FormPanel(
        tr("Merge “{name}” with another record", name=record.name), tr("Merge records"), fields
    )
    panel.explain(
        tr("Everything that refers to one record is moved to the other. One undo takes it back.")
    )

    def pair() -> tuple[Any, Any] | None:
        """Return the record that stays and the one that goes, None if none was chosen yet."""
        other = records.find(kind.record, id=fields["other"].value())
        if other is None:
            return None
        return (other, record) if fields["stays"].value() == int(other.id) else (record, other)

    def offer_records() -> None:
        other = records.find(kind.record, id=fields["other"].value())
        both = (
            [record]
            if other is None
            else sorted([record, other], key=lambda each: (-_used(session, each), int(each.id)))
        )
        options = [Option(int(each.id), _told(session, each), _count(session, each, both))
                   for each in both]  # fmt: skip
        stays = fields["stays"]
        assert isinstance(stays, ChoiceField)  # noqa: S101 - for the checker of types
        stays.set_options(options)
        stays.set_value(int(both[0].id))
        offer_values()

    def offer_values() -> None:
        found = pair()
        asked = differing(*found) if found is not None else ()
        for name, field in choices.items():
            field.setVisible(name in asked)
            if found is not None and name in asked:
                field.set_options([Option(int(e.id), _words(session, e, name)) for e in found])
                field.set_value(int(found[0].id))

    fields["other"].edited.connect(offer_records)
    fields["stays"].edited.connect(offer_values)
    offer_records()

    def merge(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the record that stays
        found = pair()
        if found is None:
            raise Invalid((Problem("other", tr("Choose the other record.")),))
        keep, other = found
        taken = [name for name in differing(keep, other)
                 if values[f"{_FIELD}{name}"] == int(other.id)]  # fmt: skip
        return session.perform(duplicates.merge_records, keep, other, taken)

    return Form("", panel, merge)


def _others(session: Session, record: Any) -> list[Option]:  # noqa: ANN401
    """Return the records to choose from: those that are likely the same first, with the reason."""
    live, kind = session.live, kind_of(record)
    likely = duplicates.twins_of(live, kind.name, record.id)
    others = [e for e in live.records.select(kind.record) if e.id != record.id and fits(record, e)]
    others.sort(key=lambda each: (each.id not in likely, in_order(each.name)))
    options = [Option(int(e.id), _told(session, e), likely.get(int(e.id), "")) for e in others]
    return options if likely else [Option(None, tr("Choose a record"), asks=True), *options]


def _told(session: Session, record: Any) -> str:  # noqa: ANN401
    """Return a record's name with what tells it apart from others of the same name."""
    of = _center(session, record) or record
    more = next(filter(None, (getattr(of, name, "") for name in _APART)), "")
    return tr("{name} ({more})", name=record.name, more=more) if more else str(record.name)


def _center(session: Session, record: Any) -> BusinessCenter | None:  # noqa: ANN401
    key = getattr(record, "business_center", None)
    return session.live.records.find(BusinessCenter, id=key) if key is not None else None


def _used(session: Session, record: Any) -> int:  # noqa: ANN401
    return len(users_of(session.live.records, record))


def _count(session: Session, stays: Any, both: list[Any]) -> str:  # noqa: ANN401
    """Say how many records move to the one that stays."""
    moved = sum(_used(session, each) for each in both if each is not stays)
    if not moved:
        return tr("No record refers to the other one")
    return ntr("{n} record is moved to it", "{n} records are moved to it", moved)


def _words(session: Session, record: Record, name: str) -> str:
    """Return what a record holds in a field, with what belongs to it, in words."""
    if name == "business_center" and (center := _center(session, record)) is not None:
        return _told(session, center)
    values, kind = encode(record), kind_of(record).name
    of = asked_of(record).get(name, (name,))
    texts = (shown(session.live.records, kind, values, each, values.get(each)) for each in of)
    return " · ".join(text for text in texts if text != "—") or tr("None")
