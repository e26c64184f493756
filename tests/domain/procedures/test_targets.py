"""Which records a step of a procedure is about: those at which something is left to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.procedures.plans import Deeds
from delvia_desktop.domain.procedures.targets import targets
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.words.acts import Act
from tests.domain.sound import (
    CODE,
    JO,
    MEMBER,
    SHARE,
    SHOP_PARTNER,
    STARTED,
    WHOLE,
    ago,
    situation,
)

PARTNER_RUN = Run(1, "ADD_AGENCY", 1, ago(3), partner=1)
PERSON_RUN = Run(1, "OFFBOARD", 1, ago(3), person=3)
HANDOVER = Run(1, "ADMIN_HANDOVER", 1, ago(3), person=1, successor=3)
ASSET_RUN = Run(1, "CLAIM", 1, ago(3), asset=1)
BARE = Run(1, "ANY", 1, ago(3))


def found(run, kind, act, of="", changes=()):
    return sorted(key for _, key in targets(Deeds(kind, act, kind, of), situation(changes), run))


REVOKED = replace(SHARE, revoked_on=ago(1))
OPEN_REVIEW = replace(STARTED, closed_on=None)
OPEN_WHOLE = replace(WHOLE, closed_on=None)


@pytest.mark.parametrize(
    ("run", "kind", "act", "of", "changes", "keys"),
    [
        (PARTNER_RUN, "partner", Act.CHANGE, "", (), [1]),
        (BARE, "partner", Act.CHANGE, "", (), []),
        (HANDOVER, "person", Act.CHANGE, "", (), [1]),
        (HANDOVER, "person", Act.CHANGE, "successor", (), [3]),
        (PARTNER_RUN, "person", Act.CHANGE, "", (), []),
        (ASSET_RUN, "asset", Act.CHANGE, "", (), [1]),
        (PARTNER_RUN, "asset", Act.CHANGE, "", (), []),
        (PARTNER_RUN, "share", Act.GONE, "", (), []),
        (PARTNER_RUN, "share", Act.GONE, "", (REVOKED,), [1]),
        (BARE, "share", Act.GONE, "", (REVOKED,), [1]),
        (PARTNER_RUN, "share", Act.CHANGE, "", (), [1, 2]),
        (ASSET_RUN, "share", Act.CHANGE, "", (), [1]),
        (PERSON_RUN, "seat", Act.CHANGE, "", (), [3]),
        (BARE, "seat", Act.CHANGE, "", (), [1, 2, 3]),
        (HANDOVER, "seat", Act.CHANGE, "successor", (), [3]),
        (PERSON_RUN, "seat", Act.CHANGE, "successor", (), []),
        (PERSON_RUN, "seat", Act.GONE, "", (), []),
        (PERSON_RUN, "seat", Act.GONE, "", (replace(MEMBER, removed_on=ago(1)),), [3]),
        (PERSON_RUN, "assignment", Act.CHANGE, "", (), [1, 2, 3]),
        (PERSON_RUN, "assignment", Act.CHANGE, "SELLER_CENTER", (), [2]),
        (BARE, "assignment", Act.CHANGE, "", (), [1, 2, 3]),
        (BARE, "login", Act.PASSWORD, "", (), [1, 2]),
        (PERSON_RUN, "login", Act.PASSWORD, "", (), [1]),
        (HANDOVER, "login", Act.PASSWORD, "", (), []),
        (HANDOVER, "login", Act.CHANGE, "", (), [1, 2]),
        (BARE, "spark-code", Act.CHANGE, "", (), [1]),
        (BARE, "spark-code", Act.CHANGE, "", (replace(CODE, revoked_on=ago(1)),), []),
        (PARTNER_RUN, "spark-code", Act.CHANGE, "", (), [1]),
        (PERSON_RUN, "spark-code", Act.CHANGE, "", (), []),
        (BARE, "shop-partner", Act.CHANGE, "", (), [1]),
        (BARE, "shop-partner", Act.CHANGE, "", (replace(SHOP_PARTNER, revoked_on=ago(1)),), []),
        (PARTNER_RUN, "review", Act.CHANGE, "", (OPEN_REVIEW, OPEN_WHOLE), [1]),
        (BARE, "review", Act.CHANGE, "", (OPEN_REVIEW, OPEN_WHOLE), [1, 2]),
        (BARE, "review", Act.CHANGE, "", (), []),
        (PERSON_RUN, "person", Act.LEAVE, "", (replace(JO, left_on=ago(1)),), []),
    ],
)
def test_a_step_is_about_the_records_of_its_subject(run, kind, act, of, changes, keys):
    assert found(run, kind, act, of, changes) == keys
