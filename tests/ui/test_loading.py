"""What the window loads before it is asked for; most of a start goes into loading."""

from __future__ import annotations

import subprocess
import sys

import pytest

from delvia_desktop.ui.frame.places import page_of
from delvia_desktop.ui.place.entrances import ENTRANCES

DRAWS_PAPERS = ("reportlab", "uharfbuzz", "pyhanko", "lxml")
OF_QT = ("PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "PySide6.QtSvg")
HEAVY = (
    "sqlalchemy",
    "click",
    "delvia_desktop.domain.secrets",
    "delvia_desktop.domain.papers.kinds",
    "delvia_desktop.services.papers.paper_making",
    "delvia_desktop.services.sample",
    "delvia_desktop.ui.fields.calendar",
    *DRAWS_PAPERS,
    *OF_QT,
)
"""What neither the first window nor a register that is opened loads, with all below it."""

NOT_AT_FIRST = ("delvia_desktop.storage.register", "delvia_desktop.domain.access")
NOT_FOR_PARTNERS = tuple(
    f"delvia_desktop.ui.{each.page.partition(':')[0]}"
    for each in ENTRANCES
    if each.name not in {"overview", "partners"}
)

AS_IT_STARTS = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from delvia_desktop.ui.main import begin, prepare
application, file = prepare(["delvia-desktop", *sys.argv[1:2]])
program = begin(application, file)
application.processEvents()
for place in sys.argv[2:]:
    program.window.show_place(place)
    application.processEvents()
print(*sys.modules, sep="\\n", flush=True)
os._exit(0)
"""


def loaded(*arguments: str) -> set[str]:
    """Return what a process of its own has loaded once its window is shown.

    The arguments are none, or a register and the places that are shown in it.
    """
    command = [sys.executable, "-c", AS_IT_STARTS, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def of(names: tuple[str, ...], modules: set[str]) -> list[str]:
    """Return what of some modules is among others, each with all below it."""
    return sorted(m for m in modules if any(m == n or m.startswith(f"{n}.") for n in names))


def test_the_first_window_is_shown_without_what_only_a_register_needs():
    modules = loaded()
    assert "delvia_desktop.ui.start_page" in modules
    assert of((*HEAVY, *NOT_AT_FIRST, *NOT_FOR_PARTNERS), modules) == []
    assert "delvia_desktop.ui.fields.calm_box" not in modules


def test_partners_are_shown_without_other_places_and_what_draws_papers(sample_file):
    modules = loaded(str(sample_file), "partners")
    assert "delvia_desktop.ui.access.partners_page" in modules
    assert of((*HEAVY, *NOT_FOR_PARTNERS), modules) == []


def test_documents_are_listed_without_what_draws_them(sample_file):
    modules = loaded(str(sample_file), "handovers")
    assert "delvia_desktop.ui.papers.handovers_page" in modules
    assert of(("sqlalchemy", *DRAWS_PAPERS, *OF_QT), modules) == []


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda each: each.name)
def test_each_entrance_leads_to_the_page_of_its_name(entrance):
    """The place of each is a text: a page that moves takes its entrance with it."""
    page = page_of(entrance)
    assert page.name == entrance.name
    assert page.title() == entrance.title
