"""Templates: what an engagement of a sort usually needs, kept under a name."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.errors import Invalid
from delvia_desktop.domain.templates import Template, TemplateDraft, draft_of, level_for
from delvia_desktop.services import templates


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
