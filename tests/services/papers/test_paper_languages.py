"""Papers in other languages: every word goes through the catalog, the data stays as it is."""

from __future__ import annotations

import gettext
import io
import re
import shutil
import string
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from operator import itemgetter

import pytest
from pypdf import PdfReader

from delvia_desktop import i18n
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.templates import TemplateDraft
from delvia_desktop.domain.papers.sealing import digest_of, short_code, unseal
from delvia_desktop.domain.records import kinds
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.acknowledgements import AcknowledgementDraft
from delvia_desktop.domain.records.letterheads import LetterheadDraft
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.picture import PLACES
from delvia_desktop.domain.redaction.redaction import Mask, redacted
from delvia_desktop.domain.words.errors import Missing, Refused
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.services.access import partners, templates
from delvia_desktop.services.findings import findings
from delvia_desktop.services.history.history import former_people
from delvia_desktop.services.papers import (
    access_records,
    acknowledgements,
    letterheads,
    paper_checks,
    paper_kinds,
    paper_making,
    papers,
)
from delvia_desktop.services.papers.paper_history import Journal
from delvia_desktop.services.papers.paper_subjects import from_a_day, with_claims
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.register.register import open_register
from delvia_desktop.storage.journal import histories
from tests import texts
from tests.figures import figure, spread

LATIN = string.ascii_lowercase
OTHER = "абвгдежзийклмнопрстуфхцчшщ"
_FOREIGN = str.maketrans(LATIN + LATIN.upper(), OTHER + OTHER.upper())


class Cyrillic(gettext.NullTranslations):
    """A catalog that writes every text in other letters, but the places for values; it knows which.

    A word in Latin letters on a paper is then either data of the register or was forgotten.
    """

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        parts = re.split(r"(\{[^}]*\})", message)
        return "".join(p if p.startswith("{") else p.translate(_FOREIGN) for p in parts)

    def ngettext(self, singular, plural, n):
        self.asked |= {singular, plural}
        return self.gettext(singular if n == 1 else plural)


@pytest.fixture(scope="module")
def busy_file(sample_file, tmp_path_factory):
    """The sample with a record of each kind that it lacks, made once for the tests here."""
    file = tmp_path_factory.mktemp("busy") / "busy.delvia"
    shutil.copy(sample_file, file)
    sample = open_register(file, "Mara")
    fill_in(sample)
    sample.close()
    return file


@pytest.fixture
def busy(busy_file, tmp_path):
    """A copy of it."""
    copy = tmp_path / "busy.delvia"
    shutil.copy(busy_file, copy)
    opened = open_register(copy, "Mara")
    yield opened
    opened.close()


def fill_in(sample):
    """Record what the sample lacks."""
    request = PaperRequest("partner", 1, edition=Edition(language="de", page_size="LETTER"))
    paper = paper_making.prepare(sample, sample.picture(), request)
    issued = sample.perform(papers.issue, paper)
    told = AcknowledgementDraft(how="EMAIL", who="Tom Hale", on="today", reference="Mail 7")
    sample.perform(acknowledgements.acknowledge, issued, told)
    finding = findings.find(sample).open[0]
    accepted = AcceptanceDraft(until="+30d", reason="Known", accepted_by="Mara")
    sample.perform(findings.accept_finding, finding, accepted)
    sample.perform(findings.set_thresholds, {"confirm_days": "5"})
    sample.perform(procedures.adapt_words, "ADD_AGENCY", "ADMINS", "Ask Oliver.")
    sample.perform(letterheads.set_letterhead, LetterheadDraft(language="de", page_size="LETTER"))
    made = sample.perform(
        templates.record_template, TemplateDraft("Films", ("ADVERTISER/ANALYST",))
    )
    sample.perform(templates.delete_template, made)


@pytest.fixture
def cyrillic(monkeypatch):
    catalog = Cyrillic()
    spoken = i18n._catalog_of
    monkeypatch.setattr(i18n, "_catalog_of", lambda code: catalog if code == "xx" else spoken(code))
    monkeypatch.setattr(paper_making, "languages", lambda: ("en", "de", "xx"))
    return catalog


IN_CYRILLIC, GERMAN = Edition(language="xx"), Edition(language="de")
MASKED = Edition(language="xx", is_redacted=True)
MASKED_DRAFT = Edition(language="xx", is_redacted=True, is_draft=True)
KINDS = tuple(paper_kinds.PAPER_KINDS)
LONG_AGO = date(2000, 1, 1)
LONGEST_CODE = 4


def requests(picture, edition: Edition, codes=KINDS) -> list[PaperRequest]:
    """Return a request for every paper of some kinds that can be made of a register.

    Each agency hands over to the next one. The change log is that of the whole time.
    """
    found = []
    for kind in (paper_kinds.PAPER_KINDS[code] for code in codes):
        place = PLACES.get(kind.subject)
        records = {} if place is None else getattr(picture, place)
        keys = [int(key) for key, record in records.items() if kind.is_for(record)]
        keys = [1] if place is None else keys
        if kind.find is with_claims:
            claimed = {int(claim.partner) for claim in picture.claims.values()}
            keys = [key for key in keys if key in claimed]
        since = LONG_AGO if kind.find is from_a_day else None
        others = [*keys[1:], *keys[:1]] if kind.needs_successor else [None] * len(keys)
        found += [
            PaperRequest(kind.code, key, other, since, edition)
            for key, other in zip(keys, others, strict=True)
            if other != key
        ]
    return found


NO_DATA = {
    "columns", "finding", "language", "level", "list_name", "media_type", "order", "page_size",
    "step", "subject_kind", "surfaces",
}  # fmt: skip
"""Fields that hold codes, or words of our own vocabulary that a review froze."""


def typed(register, edition: Edition = IN_CYRILLIC) -> list[str]:
    """Return every text that people typed into a register, as an edition shows it.

    The titles of acts are among them: they stay in the language in which they were recorded. Codes
    are none: a code on a paper is a word that was forgotten.
    """
    picture, connection = register.picture(), register.store.connection
    with i18n.speaking(edition.language):
        mask = Mask(picture, former_people(register, picture.revision))
        journal = Journal(register, mask if edition.is_redacted else None)
        shown = redacted(picture, mask) if edition.is_redacted else picture
        records = [shown.brand, *(r for p in PLACES.values() for r in getattr(shown, p).values())]
        found: list[object] = [vars(record) for record in records]
        for revision in histories.acts_between(connection, "", "9", picture.revision):
            found.append(journal.told(revision))
            steps = histories.steps_of(connection, revision.number)
            found += [(s.before, s.after) for s in map(journal.shown, steps)]
    is_code = re.compile(r"[A-Z_]{3,}")
    texts = {text for each in found for text in nested(each) if not is_code.fullmatch(text)}
    shortened = {text[:160].rstrip() for text in texts}
    domains = {text.partition("@")[2] for text in texts if "@" in text}
    return [*texts, *shortened, *domains, register.who]


@pytest.fixture(scope="module")
def typed_in_busy():
    """What `typed` returns of the busy register, asked once by edition: copies do not differ."""
    known: dict[Edition, list[str]] = {}

    def ask(register, edition: Edition) -> list[str]:
        if edition not in known:
            known[edition] = typed(register, edition)
        return known[edition]

    return ask


def nested(value) -> list[str]:
    if isinstance(value, str):
        return [line for line in value.splitlines() if line]
    if isinstance(value, Mapping):
        value = tuple(part for name, part in value.items() if name not in NO_DATA)
    if isinstance(value, (tuple, list)):
        return [text for each in value for text in nested(each)]
    if hasattr(value, "__dataclass_fields__"):
        return nested(vars(value))
    return []


def untranslated(page: str, data: list[str]) -> list[str]:
    """Return the words in Latin letters on a page that are no data, in its order.

    Data are looked for without blanks, because lines may be broken anywhere in them.
    """
    places = [place for place, letter in enumerate(page) if not letter.isspace()]
    unbroken = "".join(page.split())

    def is_letter(index: int, beside: int) -> bool:
        """Tell whether a letter stands there, with no blank between it and the one beside it."""
        is_there = 0 <= index < len(places) and abs(places[index] - places[beside]) == 1
        return is_there and re.match("[A-Za-z]", before[index]) is not None

    for text in sorted(dict.fromkeys(data), key=len, reverse=True):
        words, before = "".join(text.split()), unbroken
        found = unbroken.find(words) if re.search("[A-Za-z]", words) else -1
        while found >= 0:
            end = found + len(words)
            if is_letter(found - 1, found) or is_letter(end, end - 1):
                found = unbroken.find(words, found + 1)
            else:
                unbroken = unbroken[:found] + "§" * len(words) + unbroken[end:]
                found = unbroken.find(words, end)
    letters = list(page)
    for place, letter in zip(places, unbroken, strict=True):
        letters[place] = letter
    return re.findall(r"[A-Za-z][A-Za-z' ]*", "".join(letters))


def codes_and_cut_heads(attached: dict) -> list[str]:
    """Return the short codes of a matrix, also of names, and heads that are cut and numbered."""
    sections = attached["sections"] if attached["kind"] == "matrix" else []
    cells = [cell for each in sections for row in each["rows"] for cell in row]
    heads = [head for each in sections for head in each["columns"] if head.startswith("[")]
    return [*heads, *(cell for cell in cells if len(cell) <= LONGEST_CODE)]


def told(register, picture, request) -> list[str]:
    """Return every text of the content of a paper and of the data attached to it."""
    record = paper_making.drafted(register, picture, request, None)
    with i18n.speaking(request.edition.language):
        content, head = paper_making.content_of(register, picture, record, "HR-2025-007")
        subject = paper_kinds.PAPER_KINDS[request.code].subject
        data = paper_making.as_json(content, head, subject, request)
        said = [content.declarations.edition]
    said += [content.kicker, content.title, content.subtitle, content.statement, *content.covers]
    said += [data["declarations"]["opening"], head.notice]
    said += [*data["declarations"]["confirms"], *data["declarations"]["signers"]]
    said += [text for pair in data["facts"] for text in pair]
    for section in data["sections"]:
        said += [section["title"], *section["columns"], *section["texts"]]
        said += [cell for row in section["rows"] for cell in row]
    own = codes_and_cut_heads(data)
    return [text for text in (*said, *(each.lead for each in content.sections)) if text not in own]


def in_turn(*editions: Edition) -> list[tuple[str, Edition]]:
    return spread("documents by edition", product(KINDS, editions), itemgetter(0))


@pytest.mark.parametrize(("code", "edition"), in_turn(IN_CYRILLIC, MASKED))
def test_no_word_reaches_a_paper_past_the_catalog(busy, typed_in_busy, cyrillic, code, edition):
    picture = busy.picture()
    data = [*typed_in_busy(busy, edition), "HR-2025-007", "UTC", "CET"]
    data.append(access_records.next_number(busy.records, busy.today.year))
    asked = requests(picture, edition, [code])
    assert asked
    for request in asked:
        forgotten = untranslated("\n".join(told(busy, picture, request)), data)
        assert (request.key, forgotten) == (request.key, [])


@pytest.mark.parametrize(("code", "edition"), in_turn(IN_CYRILLIC, MASKED_DRAFT))
def test_no_word_stands_on_a_page_past_the_catalog(busy, typed_in_busy, cyrillic, code, edition):
    picture = busy.picture()
    known = typed_in_busy(busy, edition)
    every = requests(picture, edition, [code])
    apart = len(every) // figure("documents of a kind past the catalog") or 1
    for request in every[::apart]:
        paper = paper_making.prepare(busy, picture, request)
        attached = unseal(paper.content).data
        digest = digest_of(attached)
        own = [paper.record.number, "UTC", "CET", short_code(digest), digest]
        own += codes_and_cut_heads(attached)
        own.append(paper.record.register_state[:16])
        assert (request, untranslated(printed(paper.content), own + known)) == (request, [])
        if edition.is_draft:
            break


def printed(content: bytes) -> str:
    """Return every text of a file that a reader may see: pages, title and bookmarks."""
    reader = PdfReader(io.BytesIO(content))
    texts = [page.extract_text() for page in reader.pages]
    texts += [str(reader.metadata.title), str(reader.metadata.subject)]
    return "\n".join([*texts, *(str(entry.title) for entry in reader.outline)])


@pytest.fixture
def asked(busy, nova, cyrillic):
    """Return every text that the papers of two registers look up in the catalog."""
    for register in (busy, nova.register):
        picture = register.picture()
        for edition in (IN_CYRILLIC, MASKED_DRAFT):
            every = requests(picture, edition)
            for request in every:
                told(register, picture, request)
            for request in {request.code: request for request in every}.values():
                paper_making.prepare(register, picture, request)
    return {text for text in cyrillic.asked if not re.search(f"[{OTHER}]", text.lower())}


def test_every_text_that_a_paper_asks_for_is_gathered_marked_and_german(busy, asked):
    kept = texts.read("de")
    found = {text: kept.get(text) for text in asked if kept.get(text) is not None}
    plurals = {m.id[1] for m in found.values() if not isinstance(m.id, str)}
    own_names = {term.label for term in terms("language").values()}
    assert len(found) > 300
    assert asked - found.keys() - plurals <= {*typed(busy), *own_names}
    not_marked = [text for text, m in found.items() if texts.MARK not in m.auto_comments]
    assert not_marked == []
    assert [m.id for m in texts.untranslated(kept)] == []


@pytest.mark.parametrize("language", texts.languages())
def test_a_catalog_is_complete_for_the_papers_and_compiled(language):
    kept = texts.brought_up_to_date(language)
    assert [message.id for message in texts.untranslated(kept)] == []
    folder = texts.CATALOGS / language / "LC_MESSAGES"
    assert (folder / "delvia.po").read_bytes() == texts.written(kept), "run dev.py texts"
    assert (folder / "delvia.mo").read_bytes() == texts.compiled(kept), "run dev.py texts"


def test_what_a_field_is_called_is_gathered_whether_a_label_or_its_name_says_it():
    kept = texts.read("de")
    called = {label for kind in kinds.KINDS for label in kinds.labels(kind).values()}
    assert {"Shared on", "Removed by"} < called
    assert [label for label in called if texts.MARK not in kept.get(label).auto_comments] == []


@pytest.mark.parametrize("language", texts.languages())
def test_a_translation_has_the_places_and_forms_of_its_text_and_no_markup(language):
    kept = texts.read(language)
    for message in kept:
        if not message.id or not message.string:
            continue
        singular, plural = (message.id,) * 2 if isinstance(message.id, str) else message.id
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert len(forms) == (1 if isinstance(message.id, str) else kept.num_plurals), message.id
        for form in filter(None, forms):
            assert places(form) in (places(singular), places(plural)), message.id
            assert not re.search(r"[<>]|&\w+;", form), message.id
            assert form == form.strip(), message.id
            assert form.endswith("…") == singular.endswith("…"), message.id


def test_german_quotes_as_germans_do():
    for message in texts.read("de"):
        for form in [message.string] if isinstance(message.string, str) else message.string:
            if message.id:
                assert not re.search('["”]', form), message.id
                assert len(re.findall("„[^„“]*“", form)) == form.count("„") == form.count("“")


def test_a_word_looked_up_twice_stays_the_same():
    """A label may be looked up once more by who shows it."""
    words = {m.id: m.string for m in texts.read("de") if isinstance(m.id, str) and m.string}
    assert {word: words[word] for word in words.values() if words.get(word, word) != word} == {}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}", text))


@pytest.mark.parametrize("code", KINDS)
def test_a_german_paper_has_the_rows_and_ids_of_the_english_one(sample, code):
    picture = sample.picture()
    request = requests(picture, GERMAN, [code])[0]
    german = paper_making.prepare(sample, picture, request)
    english = paper_making.prepare(sample, picture, replace(request, edition=Edition()))
    then, now = unseal(english.content).data, unseal(german.content).data
    assert [len(s["rows"]) for s in then["sections"]] == [len(s["rows"]) for s in now["sections"]]
    ids = [re.findall(r"\d{17,}|C[0-9A-V]{19}", str(data["sections"])) for data in (then, now)]
    assert ids[0] == ids[1]
    assert then["subject"] == now["subject"]
    pages = printed(german.content)
    assert "Passwörter" in pages
    assert "Was dieses Protokoll umfasst" in " ".join(pages.split())
    written = " ".join(untranslated(pages, typed(sample, GERMAN)))
    assert "Was dieses Protokoll umfasst" in written
    assert not re.search(r"\bThis\b|\bwhat\b|\bthe register\b", written)


@pytest.mark.parametrize("code", KINDS)
def test_a_german_paper_is_found_again_and_nothing_has_changed_since(sample, code):
    def made(edition):
        picture = sample.picture()
        request = requests(picture, edition, [code])[0]
        return paper_making.prepare(sample, picture, request)

    first = made(GERMAN)
    sample.perform(papers.issue, first)
    again = made(GERMAN)
    assert again.is_issued
    assert again.content == first.content
    assert not made(Edition()).is_issued
    verdict = paper_checks.check_paper(first.content, sample)
    assert verdict.record.language == "de"
    assert verdict.differences == ()
    assert paper_checks.told(verdict)[-1] == "It still matches the register."


def test_a_paper_is_spoken_in_its_thread_only(sample):
    picture = sample.picture()
    request = PaperRequest("access", 1, edition=GERMAN)
    with ThreadPoolExecutor(1) as worker:
        told = worker.submit(paper_making.prepare, sample, picture, request)
        assert i18n.tr("Ad account") == "Ad account"
        title = told.result().record.title
    assert title.startswith("Zugriff am")
    assert i18n.tr("Ad account") == "Ad account"


def test_a_language_that_nobody_speaks_is_refused_before_anything_is_drawn(sample):
    picture = sample.picture()
    for code in ("xx", "", "../de", "DE"):
        request = PaperRequest("access", 1, edition=Edition(language=code))
        with pytest.raises(Refused, match="English, Deutsch"):
            paper_making.prepare(sample, picture, request)


def test_the_languages_on_offer_are_those_with_a_catalog():
    assert set(terms("language")) == set(i18n.languages()) == {"en", *texts.languages()}


def test_what_is_gone_is_told_in_the_language_of_the_window(sample):
    with pytest.raises(Missing, match="is not in the register"):
        paper_making.prepare(
            sample, sample.picture(), PaperRequest("person", 9_999, edition=GERMAN)
        )


def test_a_character_that_no_font_has_is_explained_in_the_language_of_the_paper(nova):
    """B14: such a name stops no document."""
    nova.register.perform(partners.record_partner, PartnerDraft(name="Kite \U00012000"))
    picture = nova.register.picture()
    request = PaperRequest("onboarding", max(picture.partners), edition=GERMAN)
    made = paper_making.prepare(nova.register, picture, request)
    pages = PdfReader(io.BytesIO(made.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Kite ‹U+12000›" in words
    assert "steht seine Unicode-Nummer: ‹U+12000› CUNEIFORM SIGN A." in words


def test_days_months_and_numbers_are_german():
    with i18n.speaking("de"):
        day = date(2026, 2, 3)
        assert i18n.show_day(day) == "3. Feb. 2026"
        assert i18n.show_day(date(2025, 3, 21)) == "21. März 2025"
        assert i18n.show_month(day, date(2025, 12, 1)) == "Feb. 2026"
        assert (
            i18n.show_moment(datetime(2026, 11, 23, 14, 5, tzinfo=UTC))
            == "23. Nov. 2026, 14:05 Uhr UTC"
        )
        assert i18n.ntr("{n} item", "{n} items", 1) == "1 Zeile"
        assert i18n.ntr("{n} item", "{n} items", 12_000) == "12\u202f000 Zeilen"
