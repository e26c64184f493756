"""The form of an act on many grants: what it asks for, and what it will do to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.vocabulary import asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import many
from delvia_desktop.services.many import DATES, RAISE, Line, ManyDraft
from delvia_desktop.ui.forms.form import Form, day_field
from delvia_desktop.ui.forms.share_form import level_options
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import CheckField, Field, LevelField, LineField
from delvia_desktop.ui.widgets.form_panel import FormPanel
from delvia_desktop.ui.widgets.preview_field import PreviewField

_IN_WORDS = 200
"""Lines whose changes are written out; the others are counted and checked all the same."""


def many_form(session: Session, kind: str, keys: Sequence[int], act: str) -> Form:
    """Return the form of an act on records of a kind; those that cannot are left out by a tick."""
    fields = _fields(session, keys, act)
    shown = PreviewField(tr("What will change"))
    leave = CheckField(tr("Leave out those that cannot"))
    fields |= {"leave_out": leave, "preview": shown}
    words = many.act_words(act)
    title = ntr("{act}: {n} record", "{act}: {n} records", len(keys), act=words)
    panel = FormPanel(title, words, fields)
    if act != DATES:
        panel.set_values({"on": session.live.today.isoformat()})
    warning = _warning(session, kind, keys) if act == "revoke" else ""
    if warning:
        panel.show_banner(warning)

    def lines() -> list[Line]:
        return many.preview(session.live, kind, keys, _typed(panel.values(), act), _IN_WORDS)

    def show() -> None:
        found = lines()
        left = sum(bool(line.problem) for line in found)
        shown.show_lines(
            [(x.name, x.problem or "; ".join(x.changes), not x.problem) for x in found[:_IN_WORDS]],
            len(found) - left,
            left,
        )
        leave.setVisible(bool(left))

    for name, field in fields.items():
        if name not in {"preview", "leave_out"}:
            field.edited.connect(show)
    show()

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        found = lines()
        able = [line.key for line in found if not line.problem]
        if len(able) < len(found) and (not values["leave_out"] or not able):
            text = next(line.problem for line in found if line.problem)
            raise Invalid((Problem("leave_out" if able else "preview", text),))
        draft = _typed(values, act)
        return session.perform(many.act_on_many, kind, able, draft)

    return Form("", panel, record)


def acts_for(kind: str) -> tuple[str, ...]:
    """Return the acts that can be done on many records of a kind."""
    steps = ("verify", "confirm", "revoke", "gone", "grant", "request")
    raising = (RAISE,) if kind == "share" else ()
    return (*steps[:1], DATES, *steps[1:4], *raising, *steps[4:])


def _typed(values: Mapping[str, Any], act: str) -> ManyDraft:
    step = {name: values[name] for name in ("on", "by", "reason", "evidence_ref") if name in values}
    rest = ("planned_end", "review_due", "approved_by", "level")
    more = {name: values[name] for name in rest if name in values}
    return ManyDraft(act, StepDraft(**step), **more)


def _fields(session: Session, keys: Sequence[int], act: str) -> dict[str, Field]:
    day = session.understood
    if act == DATES:
        stays = tr("Empty leaves what each has")
        return {
            "planned_end": day_field(tr("Planned end"), day, stays),
            "review_due": day_field(tr("Review due"), day, stays),
            "approved_by": LineField(tr("Approved by"), stays),
        }
    fields: dict[str, Field] = {"on": day_field(tr("On"), day)}
    if act == RAISE:
        level = LevelField(tr("New access level"))
        first = session.live.records.get(Share, keys[0])
        kind = asset_type(session.live.records.get(Asset, first.asset).asset_type)
        level.offer(level_options(kind), several=kind.choice == "set")
        fields["level"] = level
    if act in {"confirm", "revoke", "grant"}:
        fields["by"] = LineField(tr("By whom"))
    if act in {"revoke", "request", RAISE}:
        fields["reason"] = LineField(tr("Why"))
    fields["evidence_ref"] = LineField(
        tr("Evidence"), tr("A file name, a ticket or an e-mail date")
    )
    return fields


def _warning(session: Session, kind: str, keys: Sequence[int]) -> str:
    """Say whose running ads pause when TikTok accounts among the shares are revoked."""
    if kind != "share":
        return ""
    records = session.live.records
    names: dict[str, list[str]] = {}
    for key in keys:
        share = records.get(Share, key)
        asset = records.get(Asset, share.asset)
        if asset.asset_type == "TT_ACCOUNT":
            partnership = records.get(Partnership, share.partnership)
            partner = records.get(Partner, partnership.partner).name
            names.setdefault(partner, []).append(asset.name)
    if not names:
        return ""
    listed = "; ".join(f"{partner}: {', '.join(found[:5])}" for partner, found in names.items())
    return tr(
        "Revoking a TikTok account works at once: running ads that use it pause ({names}). "
        "Tell the partner first.",
        names=listed,
    )
