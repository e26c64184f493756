"""The SQL of who employs a person on a day: whoever moved was with the former one before."""

from __future__ import annotations

EMPLOYER = "CASE WHEN p.moved_on > :on THEN p.former_employer ELSE p.employer END"
PARTNER = "CASE WHEN p.moved_on > :on THEN p.former_partner ELSE p.partner END"


def employed_by(partner: str, person: str = "p") -> str:
    """Return the SQL condition that a partner employs a person on the day."""
    return (
        f"({person}.partner = {partner} AND coalesce({person}.moved_on <= :on, 1) "
        f"OR {person}.former_partner = {partner} AND {person}.moved_on > :on)"
    )
