"""A list of 20,000 shares for a register of 100,000: some of them new, as XLSX."""

from __future__ import annotations

import io
import random

import xlsxwriter

from delvia_desktop.services.register.register import Register

ROWS = 20_000
NEW = 2_000
HEADINGS = (
    "Agency", "Agency ID", "Ad account", "Account ID", "Asset type", "Access", "Since", "Until",
    "Purpose",
)  # fmt: skip


def long_list(register: Register) -> bytes:
    """Return the list as a workbook of texts; it is the same each time for a register."""
    rng = random.Random(3)
    picture = register.picture()
    agencies = {
        key: (partner.name, picture.business_centers[partner.business_center].bc_id)
        for key, partner in picture.partners.items()
        if partner.business_center is not None
    }
    rows = [HEADINGS]
    for share in rng.sample(list(picture.shares.values()), ROWS - NEW):
        asset = picture.assets[share.asset]
        agency = agencies[picture.partnerships[share.partnership].partner]
        days = str(share.granted_on), str(share.planned_end)
        rows.append((*agency, asset.name, asset.asset_id, "Ad account", share.level[0], *days, ""))
    for number in range(NEW):
        asset_id = str(7_000_000_000_000_000_001 + (number << 32))
        account = (f"New {number}", asset_id, "Ad account", "Analyst", "2026-02-03", "")
        rows.append((*rng.choice(list(agencies.values())), *account, f"Campaign {number}"))
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Shares")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return target.getvalue()
