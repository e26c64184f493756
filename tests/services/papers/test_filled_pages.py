"""The pages of all documents of the sample are filled: what has room on one stays there."""

from __future__ import annotations

from operator import attrgetter

from delvia_desktop.domain.records.paper_requests import Edition
from delvia_desktop.services.papers import paper_making
from tests.figures import spread
from tests.reading import inked_parts
from tests.services.papers.test_paper_languages import requests

WELL_FILLED, HALF_FILLED = 2 / 3, 1 / 2
MOST = 3 / 100
"""Of all pages; what is confirmed and who signs may leave so many less well filled."""


def test_nearly_every_page_is_two_thirds_full_that_is_not_the_last(sample):
    """One page in thirteen was not: of what is signed, everything went to the next page."""
    picture = sample.picture()
    count, left = 0, {}
    every = [each for words in ("en", "de") for each in requests(picture, Edition(language=words))]
    for request in spread("documents by language", every, attrgetter("code", "key")):
        parts = inked_parts(paper_making.prepare(sample, picture, request).content)
        count += len(parts)
        for number, part in enumerate(parts[:-1], start=1):
            if part < WELL_FILLED:
                left[request.code, request.key, request.edition.language, number] = part
    assert len(left) <= MOST * count, left
    assert all(part > HALF_FILLED for part in left.values()), left
