"""The forms for what is given to people and for accounts: assignments, logins."""

from __future__ import annotations

from functools import partial
from typing import Any

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.assignments import Assignment, AssignmentDraft, Surface
from delvia_desktop.domain.access.logins import Login, LoginDraft, credentialed
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import level_type, surfaces, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assignments, logins
from delvia_desktop.ui.access.forms.asset_form import asset_field
from delvia_desktop.ui.access.forms.grant_fields import grant_fields
from delvia_desktop.ui.access.forms.person_form import person_options
from delvia_desktop.ui.access.forms.share_form import level_options
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option, to_choose
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, record_form
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, term_options
from delvia_desktop.ui.session import Session

_ASSIGNMENTS = RecordActs(assignments.record_assignment, assignments.change_assignment)
_LOGINS = RecordActs(logins.record_login, logins.change_login)


def assignment_form(
    session: Session,
    before: Assignment | None = None,
    person: PersonKey | None = None,
    asset: AssetKey | None = None,
) -> Form:
    """Return the form that assigns an asset to a person, or corrects an assignment."""
    level = LevelField(tr("Access level"))
    fields: dict[str, Field] = {}
    holders = _holders(session, person)
    if before is None:
        fields |= {
            "person": required(ChoiceField(tr("Person"), holders)),
            "asset": asset_field(session, tr("Asset"), partial(asset_options, session)),
            "surface": ChoiceField(tr("Granted in"), []),
        }
    groups = asset_options(session, {"ACCOUNT_GROUP"})
    fields |= {
        "via": ChoiceField(tr("Account group"), groups),
        "level": required(level),
        "may_pay_out": CheckField(tr("May make payouts or refunds")),
        **grant_fields(session, tr("Granted on"), before),
    }
    start = AssignmentDraft(
        person=person or _first(holders),
        asset=asset,
        via=_first(groups),
        granted_on=session.live.today.isoformat(),
    )
    if before is not None:
        start = typed(before, AssignmentDraft)
    form = record_form(
        session,
        RecordWords(
            "assignment",
            tr("Assign asset to person"),
            tr("Edit assignment"),
            tr("Assign asset"),
            _ASSIGNMENTS,
            usual=(
                *("person", "asset", "surface", "via", "level", "may_pay_out"),
                *("granted_on", "planned_end"),
            ),
        ),
        fields,
        start,
        before,
        rows=(("granted_on", "planned_end"), ("review_due", "last_verified_on")),
    )

    def place() -> str:
        code = fields["surface"].value() if "surface" in fields else start.surface
        return str(code or Surface.BUSINESS_CENTER)

    def chosen() -> str:
        key = fields["asset"].value() if "asset" in fields else start.asset
        found = session.live.records.find(Asset, id=key) if key is not None else None
        return found.asset_type if found is not None else ""

    def offer_places() -> None:
        box = fields.get("surface")
        if isinstance(box, ChoiceField):
            fitting = [s for s in surfaces().values() if chosen() in s.types]
            box.set_options([Option(s.code, tr(s.label), tr(s.plain)) for s in fitting])
            box.setVisible(bool(fitting))
        offer_levels()

    def offer_levels() -> None:
        kind = level_type(chosen(), place())
        level.offer(level_options(kind), several=kind.choice == "set")
        fields["via"].setVisible(place() == Surface.ACCOUNT_GROUP)
        fields["may_pay_out"].setVisible(place() == Surface.SELLER_CENTER)

    if before is None:
        fields["asset"].edited.connect(offer_places)
        fields["surface"].edited.connect(offer_levels)
    offer_places()
    if before is not None:
        level.set_value(before.level)
    return form


def knower_form(session: Session, login: Login) -> Form:
    """Return the form for an assignment of a login: who knows its password."""
    asset = session.live.records.get(Asset, login.asset)
    kind = level_type(asset.asset_type, Surface.LOGIN)
    level = LevelField(tr("Access level"))
    level.offer(level_options(kind), several=kind.choice == "set")
    people = to_choose(person_options(session), tr("Choose a person"))
    return record_form(
        session,
        RecordWords(
            f"knows-{login.id}",
            tr("Who knows the password of {asset}?", asset=asset.name),
            "",
            tr("Record person"),
            _ASSIGNMENTS,
            usual=("person", "level", "granted_on", "planned_end"),
        ),
        {
            "person": required(ChoiceField(tr("Person"), people, searchable=True)),
            "level": required(level),
            **grant_fields(session, tr("Granted on")),
        },
        AssignmentDraft(
            person=_first(people),
            asset=login.asset,
            surface=Surface.LOGIN,
            level=level.value(),
            granted_on=session.live.today.isoformat(),
        ),
        rows=(("granted_on", "planned_end"), ("review_due", "last_verified_on")),
    )


def login_form(
    session: Session, before: Login | None = None, asset: AssetKey | None = None
) -> Form:
    """Return the form, beside assignments, for how an account is signed in to; no secret."""
    day = session.understood
    holders = [Option(None, tr("No one named")), *person_options(session)]
    fields: dict[str, Field] = {}
    if before is None:
        fitting = partial(asset_options, session, set(credentialed()))
        none = tr("No account or shop with a login is recorded yet.")
        fields["asset"] = asset_field(session, tr("Account or shop"), fitting, none)
    fields |= {
        "mailbox": LineField(tr("Login mailbox"), tr("Preferably a company mailbox")),
        "mailbox_holder": ChoiceField(tr("Mailbox holder"), holders),
        "two_step": ChoiceField(
            tr("Two-step verification"), term_options("two_step", tr("Unknown"))
        ),
        "is_shared": ChoiceField(tr("Shared login"), term_options("yes_no", tr("Unknown"))),
        "password_last_changed_on": day_field(
            tr("Password last changed on"), day, tr("Only the date. Delvia never stores passwords.")
        ),
        "recovery": LineField(tr("Recovery address or phone")),
        "recovery_holder": ChoiceField(tr("Recovery holder"), holders),
        "sessions_ended_on": day_field(tr("Other devices signed out on"), day),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    start = typed(before, LoginDraft) if before else LoginDraft(asset=asset)
    return record_form(
        session,
        RecordWords(
            "login",
            tr("Add login"),
            tr("Edit login"),
            tr("Add login"),
            _LOGINS,
            usual=(
                *("asset", "mailbox", "mailbox_holder", "two_step", "is_shared"),
                "password_last_changed_on",
            ),
        ),
        fields,
        start,
        before,
        rows=(("two_step", "is_shared"),),
    )


def asset_options(session: Session, types: set[str] | None = None) -> list[Option]:
    """Return the assets to choose from in the form of an assignment, by name."""
    found = sorted(session.live.records.select(Asset), key=lambda asset: in_order(asset.name))
    return [
        Option(
            asset.id,
            asset.name,
            " · ".join(
                filter(None, (type_label(asset.asset_type), asset.asset_id or asset.pixel_code))
            ),
        )
        for asset in found
        if types is None or asset.asset_type in types
    ]


def _holders(session: Session, person: PersonKey | None) -> list[Option]:
    """Return who can be chosen; of several no one is meant before one is."""
    people = person_options(session)
    return people if person is not None else to_choose(people, tr("Choose a person"))


def _first(options: list[Option]) -> Any:  # noqa: ANN401 - a key or None
    return options[0].value if options else None
