"""Spark Ads codes: recorded, corrected; their steps are those of every grant."""

from __future__ import annotations

from delvia_desktop.domain.access.spark_codes import SparkCode, SparkCodeDraft, check_spark_code
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit


def record_spark_code(edit: Edit, draft: SparkCodeDraft) -> SparkCode:
    """Record a Spark Ads code, a creator's leave for a post; a renewal is a new record."""
    code = check_spark_code(draft, None, edit.reading())
    edit.name(tr("Added: {what}", what=called(edit.records, code)))
    return edit.add(code)


def change_spark_code(edit: Edit, before: SparkCode, draft: SparkCodeDraft) -> SparkCode:
    """Correct a Spark Ads code on record."""
    code = check_spark_code(draft, before, edit.reading())
    edit.name(tr("Edited: {what}", what=called(edit.records, before)))
    return edit.put(before, code)
