"""The forms for a Spark Ads code and for a shop partner."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.access.shop_partners import ShopPartner, ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import PERIODS, SparkCode, SparkCodeDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import shop_partners, spark_codes
from delvia_desktop.ui.access.forms.asset_form import asset_field
from delvia_desktop.ui.access.forms.assignment_form import asset_options
from delvia_desktop.ui.access.forms.grant_fields import grant_fields
from delvia_desktop.ui.access.forms.person_form import person_options
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option, to_choose
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, record_form
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field
from delvia_desktop.ui.session import Session

_CODES = RecordActs(spark_codes.record_spark_code, spark_codes.change_spark_code)
_SHOP_PARTNERS = RecordActs(shop_partners.record_shop_partner, shop_partners.change_shop_partner)


def spark_code_form(
    session: Session,
    before: SparkCode | None = None,
    partner: PartnerKey | None = None,
    person: PersonKey | None = None,
    again: SparkCode | None = None,
) -> Form:
    """Return the form for a Spark Ads code; the code itself has no field.

    `again` is a code that a new one is to follow, for the same post and the same hands.
    """
    day = session.understood
    none = tr("None")
    partners = partner_options(session)
    either = tr("Required unless a person may use it")
    box = ChoiceField(tr("Partner that may use it"), [Option(None, none), *partners], either)
    fields: dict[str, Field] = {
        "post": required(
            LineField(tr("Post"), tr("Link or title. Delvia never stores the code itself."))
        ),
        "is_incoming": CheckField(
            tr("A creator provided it"), tr("We advertise the creator's post")
        ),
        "creator": LineField(tr("Creator")),
        "partner": box,
        "person": ChoiceField(
            tr("Person who may use it"), [Option(None, none), *person_options(session)]
        ),
        "granted_on": day_field(tr("Granted on"), day, tr("The period starts on this date")),
        "days": ChoiceField(
            tr("Valid for"), [Option(n, ntr("{n} day", "{n} days", n)) for n in PERIODS]
        ),
        "asset": ChoiceField(
            tr("TikTok account, if we own it"),
            [Option(None, none), *asset_options(session, {"TT_ACCOUNT"})],
        ),
        "used_on": day_field(tr("In use since"), day),
        "purpose": LineField(tr("Purpose")),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    today = session.live.today.isoformat()
    start = SparkCodeDraft(partner=partner, person=person, granted_on=today)
    if again is not None:
        who = ("is_incoming", "creator", "asset", "partner", "person")
        kept = ("post", *who, "days", "purpose", "approved_by")
        start = replace(start, **{name: getattr(again, name) for name in kept})
    form = record_form(
        session,
        RecordWords(
            "spark-code",
            tr("Add Spark Ads code"),
            tr("Edit code"),
            tr("Add code"),
            _CODES,
            usual=("post", "is_incoming", "creator", "partner", "person", "granted_on", "days"),
        ),
        fields,
        typed(before, SparkCodeDraft) if before else start,
        before,
        rows=(("granted_on", "days"),),
    )

    def show_what_fits() -> None:
        for name in ("asset", "partner"):
            fields[name].setVisible(not fields["is_incoming"].value())
        is_incoming, person = fields["is_incoming"].value(), fields["person"].value()
        fields["creator"].require(needed=is_incoming)
        needed = not is_incoming and person is None
        fields["partner"].require(needed=needed)
        box.set_options([Option(None, tr("Choose…") if needed else none, asks=needed), *partners])

    for name in ("is_incoming", "person"):
        fields[name].edited.connect(show_what_fits)
    show_what_fits()
    return form


def shop_partner_form(
    session: Session, before: ShopPartner | None = None, partner: PartnerKey | None = None
) -> Form:
    """Return the form, beside that for codes, for a partner on a shop in Seller Center."""
    fields: dict[str, Field] = {}
    partners = to_choose(partner_options(session), tr("Choose…"))
    if before is None:
        fitting = partial(asset_options, session, {"TIKTOK_SHOP"})
        none = tr("No shop is recorded yet.")
        fields["asset"] = asset_field(session, tr("Shop"), fitting, none)
        fields["partner"] = required(ChoiceField(tr("Partner"), partners))
    end_hint = tr("The end of the duration set in Seller Center")
    fields |= {
        "scope": LineField(tr("Seller Center sections"), tr("For example Orders, Products")),
        "is_full": CheckField(tr("All sections")),
        **grant_fields(session, tr("Authorised on"), before, end_hint),
        "may_pay_out": CheckField(tr("May make payouts or refunds")),
    }
    start = ShopPartnerDraft(
        partner=partner or partners[0].value,
        granted_on=session.live.today.isoformat(),
    )
    form = record_form(
        session,
        RecordWords(
            "shop-partner",
            tr("Add shop partner"),
            tr("Edit shop partner"),
            tr("Add shop partner"),
            _SHOP_PARTNERS,
            usual=("asset", "partner", "scope", "is_full", "granted_on", "planned_end"),
        ),
        fields,
        typed(before, ShopPartnerDraft) if before else start,
        before,
        rows=(("granted_on", "planned_end"), ("review_due", "last_verified_on")),
    )

    def mark_what_is_needed() -> None:
        fields["scope"].require(needed=not fields["is_full"].value())

    fields["is_full"].edited.connect(mark_what_is_needed)
    mark_what_is_needed()
    return form


def partner_options(session: Session) -> list[Option]:
    """Return the partners to choose from in the forms for codes and shops, by name."""
    found = sorted(session.live.records.select(Partner), key=lambda p: in_order(p.name))
    return [Option(partner.id, partner.name, partner.legal_name) for partner in found]
