"""A secret never reaches a file: not the register, not its backups, not the forms half filled."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.assets import Asset, AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.claims import ClaimDraft
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft, draft_of
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.access.templates import Template, TemplateKey, TemplateLine
from delvia_desktop.domain.evidence.evidence import FileDraft, Note, NoteDraft, Subject
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.views import View, ViewKey
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.services.access import (
    assets,
    assignments,
    business_centers,
    claims,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
)
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.register import form_drafts, register
from delvia_desktop.storage.journal.edit import Edit
from tests.figures import figure

DATA = Path(__file__).resolve().parent.parent / "data" / "secrets"
SECRETS = [row["text"] for row in json.loads((DATA / "planted.json").read_text(encoding="utf-8"))]
MARK = "Zq7"
"""What each planted secret carries, to be searched for in the bytes."""


def marked(rng: random.Random) -> str:
    return f"Password: {MARK}{rng.choice('!%*')}winter{rng.randint(10, 99)}"


def acts(nova, share_step):
    """Return what can be recorded here, each with a draft that would be taken."""
    partner, asset, center = nova.partner, nova.profile, nova.center
    person = nova.register.perform(people.record_person, PersonDraft(name="Lea"))
    return [
        ((partners.record_partner,), PartnerDraft(name="Kite", kind="AGENCY")),
        ((partners.change_partner, partner), draft_of(partner, None)),
        ((business_centers.record_business_center,), BusinessCenterDraft("X", "7" * 19)),
        ((assets.record_asset,), AssetDraft(name="A", asset_type="AUDIENCE")),
        ((assets.record_ownership, asset), OwnershipDraft("UNKNOWN")),
        ((people.record_person,), PersonDraft(name="Tom")),
        ((seats.record_seat,), SeatDraft(person=person.id, business_center=center.id)),
        ((logins.record_login,), LoginDraft(asset=asset.id)),
        ((spark_codes.record_spark_code,), SparkCodeDraft("A post", partner=partner.id)),
        ((shop_partners.record_shop_partner,), ShopPartnerDraft(asset.id, partner.id)),
        ((claims.record_claim,), ClaimDraft(nova.theirs.id, center.id, "BY_AGREEMENT")),
        (
            (assignments.record_assignment,),
            AssignmentDraft(asset=nova.ad_account.id, person=person.id, level=("ANALYST",)),
        ),
        (
            (shares.record_share,),
            ShareDraft(asset.id, nova.partnership.id, ("POST",), granted_on="2026-05-01"),
        ),
        ((shares.raise_share, nova.share), LevelDraft(("ADMIN",), "2026-06-01", "", "why")),
        ((shares.take_step, nova.share, "revoke"), share_step),
        ((partnerships.take_step, nova.partnership, "end"), share_step),
        (
            (partnerships.change_partnership, nova.partnership),
            PartnershipDraft(center.id, "2026-02-03"),
        ),
        ((register.record_brand,), BrandDraft("Nova")),
        ((evidence.write_note, Subject("partner", partner.id)), NoteDraft("A note")),
        ((put_template,), Template(TemplateKey(0), "Usual", (TemplateLine("PIXEL", ("X",)),))),
        ((put_view,), View(ViewKey(0), "Mine", "shares", "level:admin", columns=("name",))),
    ]


def put_template(edit: Edit, record: Template) -> Template:
    edit.name("A template")
    return edit.add(record)


def put_view(edit: Edit, record: View) -> View:
    edit.name("A view")
    return edit.add(record)


def everything_written(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=figure("drafts with secrets"))
@given(seed=st.integers(0, 10_000))
def test_no_field_of_any_draft_lets_a_secret_into_a_file(nova, tmp_path, seed):
    rng = random.Random(seed)
    opened = nova.register
    for use_case, draft in rng.sample(acts(nova, StepDraft("2026-06-01", reason="End")), 6):
        texts = [f.name for f in dataclasses.fields(draft) if type(getattr(draft, f.name)) is str]
        field, secret = rng.choice(texts), marked(rng)
        planted = dataclasses.replace(draft, **{field: secret})
        with suppress(DelviaError):  # some acts pass by a field that does not concern them
            opened.perform(*use_case, planted)
        form = form_drafts.Kept(f"{use_case[0].__name__}/0", "A form", "partners")
        form_drafts.keep_draft(opened, form, dataclasses.asdict(planted))
        with pytest.raises(Invalid):
            opened.perform_because(secret, *use_case, planted)
        file = FileDraft("note.txt", f"Read this.\n{secret}\n".encode())
        with pytest.raises(Invalid):
            opened.perform(evidence.attach, Subject("partner", nova.partner.id), [file])
    opened.back_up()
    with tempfile.TemporaryDirectory() as folder:
        opened.save_copy(Path(folder) / "copy.delvia")
        folders = (tmp_path, Path(folder), Path(os.environ["XDG_STATE_HOME"]))
        written = {k: v for each in folders for k, v in everything_written(each).items()}
    assert any(name.endswith(".json") for name in written), "no half-filled form was kept"
    assert [name for name, content in written.items() if MARK.encode() in content] == []


@pytest.mark.parametrize("secret", SECRETS)
def test_each_planted_secret_stays_out_of_a_note(nova, tmp_path, secret):
    with pytest.raises(Invalid) as error:
        nova.register.perform(
            evidence.write_note, Subject("partner", nova.partner.id), NoteDraft(secret)
        )
    assert error.value.problems[0].doubted == secret
    assert secret not in repr(error.value.problems[0])
    needle = max(secret.splitlines(), key=len).encode()
    assert [
        name for name, content in everything_written(tmp_path).items() if needle in content
    ] == []


def test_a_text_that_the_person_vouches_for_is_kept_and_not_asked_about_again(nova, tmp_path):
    opened = nova.register
    where, text = Subject("partner", nova.partner.id), "Passwort: Lippenstift"
    doubtful = "PIN 4821 is the number of the room"
    with pytest.raises(Invalid):
        opened.perform(evidence.write_note, where, NoteDraft(doubtful))
    opened.vouch(doubtful)
    note = opened.perform(evidence.write_note, where, NoteDraft(doubtful + "  "))
    with pytest.raises(Invalid):
        opened.perform(evidence.change_note, note, NoteDraft(doubtful + "!"))
    with pytest.raises(Invalid):
        opened.perform(evidence.write_note, where, NoteDraft("PIN 4822 is the number of the room"))
    path = opened.path
    opened.close()
    again = register.open_register(path, "Jo")
    partner = again.records.get(Partner, nova.partner.id)
    changed = dataclasses.replace(draft_of(partner, None), note=doubtful, contact_name="Tom")
    again.perform(partners.change_partner, partner, changed)
    again.undo()
    again.redo()
    assert again.records.get(Note, note.id).text == doubtful
    assert text not in str(everything_written(tmp_path))
    again.close()


def test_a_half_filled_form_is_kept_but_for_what_looks_like_a_secret(nova):
    opened, form = nova.register, form_drafts.Kept("partner/0", "Record a partner", "partners")
    values = {"name": "Kite", "note": "pw: Hunter2222", "levels": ("A",), "is_own": True}
    form_drafts.keep_draft(opened, form, values)
    kept = form_drafts.kept_draft(opened, "partner/0")
    assert kept == {"name": "Kite", "levels": ("A",), "is_own": True}
    opened.vouch("pw: Hunter2222")
    form_drafts.keep_draft(opened, form, values)
    assert form_drafts.kept_draft(opened, "partner/0")["note"] == "pw: Hunter2222"


def test_what_was_recorded_before_secrets_were_looked_for_can_still_be_edited(nova):
    assert nova.register.records.select(Asset)
    assert nova.register.records.select(BusinessCenter)
    assert not nova.register.is_vouched("Nova D")
    assert nova.register.is_vouched("Nova DE")
