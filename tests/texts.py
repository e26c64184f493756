"""Gather the texts to translate, and compile what is translated: `python3 dev.py texts`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from delvia_desktop.domain.records.kinds import KINDS, labels

ROOT = Path(__file__).resolve().parent.parent
CATALOGS = ROOT / "resources" / "translations"
CALLS = {"tr": (1,), "ntr": (1, 2), "later": (1,), "how_many_left": (2, 3)}
WORDS = {
    "button", "confirm", "effect", "help", "if_it_fails", "label", "plain", "purpose",
    "recheck_for", "short", "source", "title", "wants_evidence", "where", "why",
}  # fmt: skip
"""Names in the data of the vocabulary and the procedures whose values people read."""
NO_WORDS = {"about", "as_of", "code", "kind", "source"}
"""Names in the data of the papers whose values nobody reads; all others are read."""
ON_PAPERS = (
    "delvia_desktop/services/papers/papers.py",
    "delvia_desktop/i18n.py",
    "delvia_desktop/reports/drawing/binding.py",
    "delvia_desktop/reports/drawing/content_paper.py",
    "delvia_desktop/reports/drawing/flow.py",
    "delvia_desktop/reports/signing/signature_look.py",
    "delvia_desktop/reports/drawing/signing_block.py",
    "delvia_desktop/reports/typesetting/wrapping.py",
    "delvia_desktop/domain/access/partnerships.py",
    "delvia_desktop/domain/papers/",
    "delvia_desktop/domain/findings/rules/",
    "delvia_desktop/domain/findings/attention.py",
    "delvia_desktop/domain/findings/duties.py",
    "delvia_desktop/domain/findings/review_risks.py",
    "delvia_desktop/domain/evidence/evidence.py",
    "delvia_desktop/domain/records/findings.py",
    "delvia_desktop/domain/access/former_ids.py",
    "delvia_desktop/domain/lists/history.py",
    "delvia_desktop/domain/records/kinds.py",
    "delvia_desktop/domain/records/likeness.py",
    "delvia_desktop/domain/matrix/matrix.py",
    "delvia_desktop/domain/matrix/cells.py",
    "delvia_desktop/domain/matrix/words.py",
    "delvia_desktop/domain/evidence/media.py",
    "delvia_desktop/domain/records/access_routes.py",
    "delvia_desktop/domain/records/picture.py",
    "delvia_desktop/domain/redaction/redaction.py",
    "delvia_desktop/domain/plans/columns.py",
    "delvia_desktop/domain/plans/compared.py",
    "delvia_desktop/domain/reviews/lines.py",
    "delvia_desktop/domain/reviews/schedule.py",
    "delvia_desktop/domain/reviews/succession.py",
    "delvia_desktop/domain/records/situation.py",
    "delvia_desktop/domain/access/statuses.py",
    "delvia_desktop/domain/words/vocabulary.py",
    "delvia_desktop/domain/access/levels.py",
    "delvia_desktop/services/register/field_words.py",
    "delvia_desktop/services/register/words.py",
    "delvia_desktop/storage/lists/",
    "resources/papers/",
)
"""Where texts that stand on papers come from."""
WORDS_ON_PAPERS = {"confirm", "label", "purpose", "short", "title"}
MARK = "stands on papers"
"""The remark in a catalog by which a translator sees what must be complete."""
LATELY = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of the moment at which a catalog was written: the same texts give the same bytes."""


def gathered(language: str) -> Catalog:
    """Return a catalog without translations with every text that people may read."""
    catalog = Catalog(
        language,
        project="Delvia Desktop",
        version="1",
        msgid_bugs_address="-",
        last_translator="Delvia Desktop",
        language_team="Delvia Desktop",
        creation_date=LATELY,
        revision_date=LATELY,
        fuzzy=False,
    )
    catalog.header_comment = "# The texts of Delvia Desktop; `python3 dev.py texts` keeps the list."
    for place, text, is_on_papers in sorted(_all(), key=lambda found: (found[0], str(found[1]))):
        known = catalog.get(text if isinstance(text, str) else text[0])
        is_marked = is_on_papers or (known is not None and MARK in known.auto_comments)
        flags = set() if "{" not in str(text) else {"python-brace-format"}
        catalog.add(text, locations=[(place, 0)], auto_comments=[MARK] if is_marked else [],
                    flags=flags)  # fmt: skip
    return catalog


def brought_up_to_date(language: str) -> Catalog:
    """Return the catalog of a language with the texts of now and what is translated of them."""
    catalog = gathered(language)
    for message in read(language):
        now = catalog.get(message.id) if message.id else None
        if now is not None and isinstance(now.id, str) == isinstance(message.id, str):
            now.string = message.string
    return catalog


def read(language: str) -> Catalog:
    """Return the catalog of a language as it is kept; an empty one if there is none yet."""
    file = _file(language, "po")
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog in the form that the program reads."""
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def written(catalog: Catalog) -> bytes:
    """Return a catalog in the form that people read."""
    target = BytesIO()
    write_po(target, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return target.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the texts that stand on papers and are not translated."""
    return [m for m in catalog if m.id and MARK in m.auto_comments and not _is_translated(m)]


def languages() -> list[str]:
    """Return the languages that have a catalog or at least a folder for one."""
    return sorted(path.name for path in CATALOGS.iterdir() if path.is_dir())


def _is_translated(message: Message) -> bool:
    return bool(message.string and all(message.string))


def _file(language: str, ending: str) -> Path:
    return CATALOGS / language / "LC_MESSAGES" / f"delvia.{ending}"


def _all() -> Iterator[tuple[str, str | tuple[str, str], bool]]:
    """Yield every text with the file that it stands in and whether it stands on papers."""
    for file in (ROOT / "delvia_desktop").rglob("*.py"):
        place = file.relative_to(ROOT).as_posix()
        for _, text, _, _ in extract_from_file("python", file, keywords=CALLS):
            yield place, text, place.startswith(ON_PAPERS)
    for kind in KINDS:
        place = f"{kind.record.__module__.replace('.', '/')}.py"
        yield from ((place, label, True) for label in labels(kind).values())
    for folder in ("vocabulary", "procedures", "papers"):
        for file in (ROOT / "resources" / folder).glob("*.json"):
            place = file.relative_to(ROOT).as_posix()
            for name, text in _texts(json.loads(file.read_text(encoding="utf-8"))):
                if folder == "papers" and name not in NO_WORDS:
                    yield place, text, True
                elif folder != "papers" and name in WORDS:
                    yield place, text, name in WORDS_ON_PAPERS


def _texts(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts in data with the name under which each stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            # Each language is called as it calls itself.
            yield from _texts(value, key) if key != "language" else ()
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, name)
    elif isinstance(data, str) and data:
        yield name, data


def main() -> None:
    """Bring every catalog up to date, compile it, and say what is missing."""
    for language in languages():
        catalog = brought_up_to_date(language)
        _file(language, "po").parent.mkdir(parents=True, exist_ok=True)
        _file(language, "po").write_bytes(written(catalog))
        _file(language, "mo").write_bytes(compiled(catalog))
        missing = untranslated(catalog)
        done = sum(_is_translated(message) for message in catalog if message.id)
        print(f"{language}: {done} of {len(catalog)} texts are translated;"
              f" {len(missing)} that stand on papers are not.")  # fmt: skip
        for message in missing:
            print(f"  {message.locations[0][0]}: {message.id!r}")


if __name__ == "__main__":
    main()
