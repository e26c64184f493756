"""Deleting what was recorded by mistake, which other records must not need."""

from __future__ import annotations

from typing import Any

from delvia_desktop.domain.access_records import AccessRecord
from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.business_centers import BusinessCenter
from delvia_desktop.domain.errors import Refused
from delvia_desktop.domain.kinds import Record
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share
from delvia_desktop.i18n import tr
from delvia_desktop.storage.edit import Edit

_REFERENCES: tuple[tuple[type[Any], type[Any], str], ...] = (
    (BusinessCenter, Partner, "business_center"),
    (BusinessCenter, Partnership, "business_center"),
    (BusinessCenter, Asset, "owner_business_center"),
    (Partner, Partnership, "partner"),
    (Partner, Asset, "owner_partner"),
    (Partner, AccessRecord, "partner"),
    (Partnership, Share, "partnership"),
    (Asset, Share, "asset"),
    (Share, Share, "replaces"),
)


def refuse_if_used(edit: Edit, record: Record) -> None:
    """Raise Refused if another record refers to this one, naming what does."""
    words = {
        Partner: tr("a partner"),
        Partnership: tr("a partnership"),
        Asset: tr("an asset"),
        AccessRecord: tr("an issued access record"),
        Share: tr("a share"),
    }
    for target, source, field in _REFERENCES:
        if isinstance(record, target) and edit.records.find(source, **{field: record.id}):
            raise Refused(
                tr(
                    "This cannot be deleted, because {user} refers to it. "
                    "Delete or change that first.",
                    user=words[source],
                )
            )
