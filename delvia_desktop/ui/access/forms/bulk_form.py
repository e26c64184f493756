"""The form of an act on many grants: what it asks for, and what it will do to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from delvia_desktop.domain.access.grant_steps import STEPS, DatesDraft, PurposeDraft
from delvia_desktop.domain.access.steps import following
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import Level, asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import bulk
from delvia_desktop.services.access.bulk import BulkPreview, ManyDraft
from delvia_desktop.services.access.bulk_words import DATES, LOWER, PURPOSE, RAISE, recording_words
from delvia_desktop.services.register.words import counted
from delvia_desktop.ui.access.forms.bulk_preview import ManyPreview
from delvia_desktop.ui.access.forms.caution import Caution, confirmed
from delvia_desktop.ui.access.forms.preview_field import PreviewField
from delvia_desktop.ui.access.forms.share_form import level_options
from delvia_desktop.ui.access.forms.step_form import (
    asked_in_turn,
    begun_in_turn,
    follow_in_turn,
    rows_in_turn,
    step_draft,
    words_of,
)
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, required
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.in_turn import ticked
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, my_name, name_field
from delvia_desktop.ui.session import Session

_LEVEL = "level:"
"""Stands before an asset type in the name of the field for its level."""

_ROWS = (("planned_end", "review_due"), ("on", "by"), ("on", "shared_on"))
"""Fields that share a line where a form has them."""


def many_form(
    session: Session,
    names: Sequence[Name],
    act: str,
    caution: Caution | None = None,
    reason: str = "",
    earlier: Sequence[Name] = (),
) -> Form:
    """Return the form of a bulk act on many records; those that cannot are left out by a tick.

    They may be of several kinds, for an act that all of these know. With a caution it is recorded
    only once that was confirmed. `reason` is why they are revoked, if that was decided before.
    What took that act `earlier` takes part in the step that follows, once that is ticked.
    """
    then = {each: words_of(session, STEPS[each], {}) for each in _following(act)}
    asked = {**_fields(session, names, act), **asked_in_turn(session, then)}
    leave = CheckField(tr("Continue without those that cannot be included"))
    kinds = {kind for kind, _ in names}
    words = recording_words(act, kinds)
    title = {RAISE: tr("Raise access"), LOWER: tr("Lower access")}.get(act, words)
    panel = FormPanel(
        tr("{act}: {what}", act=title, what=counted(kinds, len(names))),
        words,
        {
            **asked,
            "leave_out": leave,
            **(caution.fields() if caution is not None else {}),
            "preview": PreviewField(tr("What will change")),
        },
        rows=[*(row for row in _ROWS if asked.keys() >= set(row)), *rows_in_turn(asked, then)],
    )
    if caution is not None:
        caution.stand_over(panel)
    if act not in {DATES, PURPOSE, LOWER}:
        panel.set_values({"on": session.live.today.isoformat()})
    if act in STEPS and STEPS[act].by_us:
        panel.set_values({"by": my_name(session)})
    if act == "revoke":
        panel.set_values({"reason": reason or bulk.why_all_end(session.live, names)})

    panel.set_values(begun_in_turn(session, then))
    follow_in_turn(panel, then, words)

    def offer_to_leave_out(found: BulkPreview) -> None:
        leave.setVisible(bool(found.able and found.unable))

    def typed() -> ManyDraft:
        return _typed(panel.values(), act, ticked(panel))

    shown = ManyPreview(session, [*names, *earlier], panel, typed, offer_to_leave_out)
    for field in asked.values():
        shown.follow(field)
    leave.hide()
    shown.look()

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        draft = _typed(values, act, ticked(panel))
        found = shown.of(draft)
        levels = [name for name, value in values.items() if name.startswith(_LEVEL) and not value]
        _refuse(found, levels, go_on=values["leave_out"])
        confirmed(values)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return session.perform(bulk.act_on_names, found.able_names, draft)
        finally:
            QGuiApplication.restoreOverrideCursor()

    of = "+".join(dict.fromkeys(kind for kind, _ in names))
    chosen = crc32(repr(sorted(names)).encode())
    return Form(f"many-{act}/{of}/{chosen}", panel, record)


def _refuse(found: BulkPreview, levels: Sequence[str], *, go_on: bool) -> None:
    """Raise Invalid with everything that stands against the act as it is shown.

    `levels` are the fields of levels in which none is chosen.
    """
    problems = list(found.problems)
    left = len(found.unable)
    if not found.able and levels:
        problems += [Problem(name, tr("Choose the access level.")) for name in levels]
    elif not found.able and not problems:
        text = tr("None of these can be included. The list says why.")
        problems.append(Problem("preview", text))
    elif left and not go_on:
        text = ntr(
            "{n} cannot be included. Select this to continue without it, or press Esc.",
            "{n} cannot be included. Select this to continue without them, or press Esc.",
            left,
        )
        problems.append(Problem("leave_out", text))
    if problems:
        raise Invalid(tuple(problems))


def _following(act: str) -> Sequence[str]:
    """Return the step that may have been taken too by the time that a bulk act is recorded."""
    return following(STEPS, act)[:1] if act in STEPS else ()


def _typed(values: Mapping[str, Any], act: str, also: Sequence[str]) -> ManyDraft:
    def of(*names: str) -> dict[str, Any]:
        return {name: values[name] for name in names if name in values}

    return ManyDraft(
        act,
        step_draft(values, ""),
        DatesDraft(**of("planned_end", "review_due", "approved_by")),
        PurposeDraft(**of("purpose", "approved_by")),
        {
            name.removeprefix(_LEVEL): value
            for name, value in values.items()
            if name.startswith(_LEVEL)
        },
        values.get("shared_on", ""),
        *(step_draft(values, name) for name in also),
    )


def _fields(session: Session, names: Sequence[Name], act: str) -> dict[str, Field]:
    day = session.understood
    if act == DATES:
        stays = tr("Leave empty to keep each as is")
        return {
            "planned_end": day_field(tr("Planned end"), day, stays),
            "review_due": day_field(tr("Review due"), day, stays),
            "approved_by": name_field(session, tr("Approved by"), stays),
        }
    if act == PURPOSE:
        return _purpose_fields(session, names)
    fields: dict[str, Field] = {}
    if act in {RAISE, LOWER}:
        fields |= _level_fields(bulk.levels_of(session.live, [key for _, key in names]), act)
    later = tr("Leave empty until it is done")
    if act == LOWER:
        fields["on"] = day_field(tr("Step 1: removed in TikTok on"), day, later)
        fields["shared_on"] = day_field(tr("Step 2: shared again on"), day, later)
    else:
        fields["on"] = required(day_field(tr("Date"), day))
    step = STEPS.get(act)
    if step is not None and step.by.label:
        fields["by"] = name_field(session, tr("By whom"))
    if step is None or step.reason.label:
        fields["reason"] = LineField(tr("Why"))
        fields["reason"].require(needed=bool(step.reason.missing) if step else act == RAISE)
    fields["evidence_ref"] = evidence_field()
    return fields


def _purpose_fields(session: Session, names: Sequence[Name]) -> dict[str, Field]:
    """Return a field for what some access lacks of purpose and approver; the first is required."""
    missing = tr("Filled in where it is missing")
    both: dict[str, Field] = {
        "purpose": LineField(tr("Purpose"), missing),
        "approved_by": name_field(session, tr("Approved by"), missing),
    }
    fields = {name: both[name] for name in bulk.lacking(session.live, names)}
    for first in list(fields.values())[:1]:
        first.require()
    return fields


def _level_fields(present: Mapping[str, Sequence[Level]], act: str) -> dict[str, Field]:
    """Return a field for each asset type with the levels that are new to one of its shares."""
    fields: dict[str, Field] = {}
    for code, levels in present.items():
        kind = asset_type(code)
        several = kind.choice == "set"
        if several:
            some = {part for level in levels for part in level}
            in_all = set.intersection(*(set(level) for level in levels))
            fits = {o.code for o in kind.levels} - in_all if act == RAISE else some
            label = tr("Add for {type}") if act == RAISE else tr("Keep for {type}")
        else:
            wider = act == RAISE
            fits = {
                o.code
                for o in kind.levels
                for level in levels
                if (kind.is_wider((o.code,), level) if wider else kind.is_wider(level, (o.code,)))
            }
            label = tr("New access level of {type}")
        options = [option for option in level_options(kind) if option.value in fits]
        if options:
            field = LevelField(label.format(type=tr(kind.label)))
            field.offer(options, several=several)
            if several and act == RAISE:
                field.set_value(())
            fields[f"{_LEVEL}{code}"] = field
    if len(present) == 1:
        for only in fields.values():
            only.require()  # with several types those without a level can be left out
    return fields
