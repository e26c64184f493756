"""Templates: what an engagement of a sort usually needs, kept under a name."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.templates import Template, TemplateDraft, draft_of, level_for
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import assets, shares, templates
from delvia_desktop.services.history import history


def problems(register, **typed) -> set[str]:
    draft = TemplateDraft(**{"name": "A", "needs": ("PIXEL/",), **typed})
    with pytest.raises(Invalid) as error:
        register.perform(templates.record_template, draft)
    return {problem.field for problem in error.value.problems}


def test_a_fresh_register_proposes_templates_and_keeps_none(register):
    found = templates.templates(register)
    assert len(found) == 3
    assert register.records.select(Template) == ()
    kept = register.perform(templates.record_template, draft_of(found[0]))
    assert templates.templates(register) == (kept,)
    assert (kept.name, kept.lines, kept.days) == (found[0].name, found[0].lines, found[0].days)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"needs": ()}, "needs"),
        ({"needs": ("ADVERTISER/ADMIN", "ADVERTISER/ANALYST")}, "needs"),
        ({"days": "soon"}, "days"),
        ({"days": "0"}, "days"),
        ({"review_days": "99999"}, "review_days"),
    ],
)
def test_what_a_template_needs_is_said_at_its_field(register, typed, field):
    assert field in problems(register, **typed)


def test_a_template_is_changed_renamed_and_deleted_and_a_name_is_taken_once(register):
    draft = TemplateDraft("Studio", ("TT_ACCOUNT/POST", "TT_ACCOUNT/LIVE"), "90", "30", "Films")
    made = register.perform(templates.record_template, draft)
    assert level_for(made, "TT_ACCOUNT") == ("POST", "LIVE")
    assert level_for(made, "PIXEL") is None
    assert problems(register, name="studio") == {"name"}
    changed = register.perform(
        templates.change_template, made, TemplateDraft("Studio", ("PIXEL/",))
    )
    assert (changed.days, level_for(changed, "PIXEL")) == (0, ())
    register.perform(templates.delete_template, changed)
    register.undo()
    register.undo()
    assert register.records.select(Template) == (made,)


def test_a_template_is_made_from_what_is_shared(nova):
    made = templates.from_shares(nova.register, nova.partnership)
    assert [(line.asset_type, line.level) for line in made.lines] == [("ADVERTISER", ("OPERATOR",))]
    assert made.days == 362


@pytest.mark.parametrize(
    ("kind", "levels", "usual"),
    [
        ("ADVERTISER", [("ADMIN",), ("ANALYST",), ("ADMIN",)], ("ADMIN",)),
        ("ADVERTISER", [("ADMIN",), ("ANALYST",)], ("ANALYST",)),
        ("TT_ACCOUNT", [("POST", "LIVE"), ("POST", "LIVE"), ("POST",)], ("POST", "LIVE")),
        ("TT_ACCOUNT", [("POST", "DIRECT_MESSAGE"), ("POST", "LIVE")], ("POST", "LIVE")),
        ("PIXEL", [(), ()], ()),
    ],
)
def test_a_type_has_the_level_of_most_and_of_two_as_frequent_the_narrower(
    nova, kind, levels, usual
):
    nova.register.perform(shares.delete_share, nova.share)
    for number, level in enumerate(levels):
        number_or_code = (
            {"pixel_code": f"C{number:019d}"}
            if kind == "PIXEL"
            else {"asset_id": f"69110034778544{number:05d}"}
        )
        draft = AssetDraft(
            f"{kind} {number}",
            kind,
            owner_kind="OWNER_BC",
            owner_business_center=nova.center.id,
            **number_or_code,
        )
        asset = nova.register.perform(assets.record_asset, draft)
        nova.register.perform(
            shares.record_share,
            ShareDraft(asset.id, nova.partnership.id, level, granted_on="2026-11-01"),
        )
    made = templates.from_shares(nova.register, nova.partnership)
    assert [(line.asset_type, line.level) for line in made.lines] == [(kind, usual)]


def test_what_a_template_needs_reads_as_words_in_the_history(register):
    films = TemplateDraft("Films", ("TT_ACCOUNT/POST", "TT_ACCOUNT/LIVE", "PIXEL/"), "100")
    register.perform(templates.record_template, films)
    changes = history.changes_in(register, register.revision)
    told = {field.field: field.after for change in changes for field in change.fields}
    assert told["Required access"] == "TikTok account: Existing posts · Live; Pixel: Use"
    assert told["Duration in days"] == "100"
