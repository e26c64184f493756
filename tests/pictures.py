"""Every screen and form as a picture to be looked at: light, dark, every size, any name.

python3 dev.py pictures              into build/pictures
python3 dev.py pictures --only dark  one of the VARIANTS
python3 dev.py pictures --main       the main screens only, of one variant: light if none is named
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.computer.person import remember_name
from delvia_desktop.services.sample.sample import new_sample
from delvia_desktop.ui.frame.help_window import PAGES
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.settings.sections import computer_titles, register_titles
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.workarounds import keep_constants_alive
from delvia_desktop.ui.widgets.side_window import SideWindow
from tests import long_names
from tests.keys import PASSPHRASE, key_file
from tests.ui import every_form

BRIGHTSIDE = 3


class Variant(NamedTuple):
    """How the screens are drawn; the size is that of the window, without its frame."""

    size: tuple[int, int] = (1280, 800)
    text: float = 1
    is_dark: bool = False
    has_long_names: bool = False


VARIANTS = {
    "light": Variant(),
    "dark": Variant(is_dark=True),
    "small": Variant((900, 600)),
    "large-text": Variant((1364, 728), text=2),
    "names": Variant(has_long_names=True),
    "names-small": Variant((900, 600), has_long_names=True),
    "names-large-text": Variant((1364, 728), text=2, has_long_names=True),
}


def settle(application: QApplication) -> None:
    for _ in range(6):
        application.processEvents()


def wait(application: QApplication, until: Callable[[], bool], seconds: float = 300) -> None:
    """Wait for work in other threads; `QTest.qWait` would not let them have their turn."""
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


def take(application: QApplication, widget: QWidget, target: Path) -> None:
    settle(application)
    widget.grab().save(str(target))
    print(target)


def screens(application: QApplication, window: MainWindow, folder: Path, *, main: bool) -> None:
    """Go through the places, and unless only the main ones are wanted, the forms and the past."""
    for name, place in window.places.items():
        window.show_place(name)
        if name == "partners":
            place.show_record(BRIGHTSIDE)
        take(application, window, folder / f"{name}.png")
    window.show_place("partners")
    window.place.show_record(BRIGHTSIDE)
    if main:
        return
    tabs(application, window, folder)
    forms(application, window, folder)
    agency = window.places["add-agency"]
    window.show_place("add-agency")
    agency.proceed()
    agency.proceed()
    take(application, window, folder / "add-agency-2.png")
    agency._shown.panel.set_values({"name": "Studio Süd", "bc_id": "7512345678901234567"})
    agency.proceed()
    agency.assets.choices[0][1].setChecked(True)
    agency.assets.choices[4][1].setChecked(True)
    take(application, window, folder / "add-agency-3.png")
    agency.proceed()
    take(application, window, folder / "add-agency-4.png")
    agency.start_over()
    window.show_place("history")
    window.place.revisions.choose(window.place.revisions.list_model.row(90).id)
    window.place._travel()
    window.show_place("overview")
    take(application, window, folder / "past.png")
    window.session.show_now()
    papers(application, window, folder)
    window.header.field.setText("nova")
    window.header.field.textEdited.emit("nova")
    take(application, window, folder / "find.png")
    window.header.field._close()
    beside(application, window, folder)


def tabs(application: QApplication, window: MainWindow, folder: Path) -> None:
    """Show every tab of every place."""
    for name, place in window.places.items():
        window.show_place(name)
        for found in place.findChildren(QTabWidget):
            for number in range(found.count() if found.isVisible() else 0):
                found.setCurrentIndex(number)
                take(application, window, folder / f"{name}-{file_word(found.tabText(number))}.png")
            found.setCurrentIndex(0)
    window.show_place("partners")


def forms(application: QApplication, window: MainWindow, folder: Path) -> None:
    """Show every form, as it opens and with what lacks said."""
    every_form.prepare(window.session)
    window.show_place("partners")
    for name, is_change in every_form.cases():
        form = every_form.made(window.session, name, is_change=is_change)
        window.place.open_form(form)
        word = f"form-{name.removesuffix('_form').replace('_', '-')}{'-change' * is_change}"
        take(application, window, folder / f"{word}.png")
        if not is_change and any(field.is_required for field in form.panel.fields.values()):
            every_form.blanked(form.panel)
            form.panel.submit_button.click()
            if window.place.form is form:
                take(application, window, folder / f"{word}-problems.png")
        window.place.close_form()


def file_word(text: str) -> str:
    """Return a text as a part of the name of a file."""
    return "-".join(re.findall(r"\w+", text.lower()))


def beside(application: QApplication, window: MainWindow, folder: Path) -> None:
    """Show the windows beside the main one: each page of the help, the list of keys, About."""
    window.menus.show_help()
    window.menus._show_keys()
    window.menus._show_about()
    found = {type(each).__name__: each for each in window.findChildren(SideWindow)}
    for page in PAGES:
        found["HelpWindow"].show_page(page)
        take(application, found["HelpWindow"], folder / f"help-{page}.png")
    take(application, found["KeyList"], folder / "keys.png")
    for number, name in enumerate(("version", "files", "licences")):
        found["AboutDialog"].tabs.setCurrentIndex(number)
        take(application, found["AboutDialog"], folder / f"about-{name}.png")
    for each in found.values():
        each.reject()


def papers(application: QApplication, window: MainWindow, folder: Path) -> None:
    """Go through the life of a paper: looked at, issued, signed in two ways, checked, passed on."""
    window.show_paper(PaperRequest("partner", BRIGHTSIDE))
    wait(application, lambda: window.paper_view is not None)
    view = window.paper_view
    drawn = partial(wait, application, lambda: False, 1.5)  # pages are drawn in the background
    drawn()
    take(application, view, folder / "paper.png")
    view.choice.draft.click()
    wait(application, lambda: view.prepared.is_draft)
    drawn()
    take(application, view, folder / "paper-draft.png")
    view.choice.draft.click()
    wait(application, lambda: not view.prepared.is_draft)
    with tempfile.TemporaryDirectory() as scratch:
        view.save_to(Path(scratch) / "paper.pdf")
        drawn()
        take(application, view, folder / "paper-issued.png")
        view.close()
        window.show_place("handovers")
        take(application, window, folder / "handovers-waiting.png")
        signatures(application, window, folder, Path(scratch))
    settings(application, window, folder)


def settings(application: QApplication, window: MainWindow, folder: Path) -> None:
    """Go through the sections of the settings."""
    window.show_settings()
    for name in (*computer_titles(), *register_titles()):
        window.settings.show_section(name)
        take(application, window.settings, folder / f"settings-{name}.png")
    window.settings.reject()


def signatures(application: QApplication, window: MainWindow, folder: Path, scratch: Path) -> None:
    """Sign the paper that is chosen on the screen and with a key, check it and pass it on."""
    place = window.place
    place.signed.sign()
    drawing = place.signed.dialog
    drawing.who.set_value("Tom Hale")
    left, pad = Qt.MouseButton.LeftButton, drawing.pad
    QTest.mousePress(pad, left, pos=QPoint(60, 150))
    for step in range(24):
        QTest.mouseMove(pad, QPoint(60 + 14 * step, 120 + 40 * (step % 2) - 2 * step))
    QTest.mouseRelease(pad, left, pos=QPoint(400, 110))
    take(application, drawing, folder / "sign-on-screen.png")
    drawing.sign()
    key = scratch / "mara.p12"
    key.write_bytes(key_file())
    place._sign()
    dialog = place.signing
    dialog.file.set_value(str(key))
    take(application, dialog, folder / "sign-digitally.png")
    dialog.passphrase.set_value(PASSPHRASE)
    dialog.sign()
    wait(application, lambda: dialog.signed is not None)
    take(application, dialog, folder / "signed-digitally.png")
    dialog.save_to(scratch / "signed.pdf")
    dialog.reject()
    take(application, window, folder / "handovers-signed.png")
    place.signed.record_email()
    take(application, window, folder / "form-handovers-email.png")
    place.close_form()
    place.check_file(scratch / "signed.pdf")
    take(application, place.check, folder / "paper-check.png")
    place.check.accept()
    place._gather()
    wait(application, lambda: hasattr(place, "gathered"))
    take(application, place.gathered, folder / "papers-of-a-handover.png")
    place.gathered.reject()


def draw(application: QApplication, usual: QFont, first: Path, variant: Variant, folder: Path,
         *, main: bool) -> None:  # fmt: skip
    """Draw the screens of a register as a variant wants them."""
    application.setFont(theme.scaled(usual, variant.text))
    program = Program(application, nullcontext, dark=variant.is_dark)
    theme.add_script_fonts(application)
    folder.mkdir(parents=True, exist_ok=True)
    start = program.show_start()
    start.resize(*variant.size)
    take(application, start, folder / "start.png")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "nova.delvia"
        shutil.copy(first, file)
        program.open(str(file))
        window = program.window
        if not isinstance(window, MainWindow):
            sys.exit("the sample could not be opened")
        if variant.has_long_names:
            long_names.rename(window.session.live)
        window.resize(*variant.size)
        screens(application, window, folder, main=main)
        window.close()


def main() -> None:
    """Draw the pictures that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--main", action="store_true")
    parser.add_argument("--only", choices=VARIANTS)
    parser.add_argument("--into", default="build/pictures", type=Path)
    asked = parser.parse_args()
    keep_constants_alive()
    application = QApplication(sys.argv[:1])
    usual = application.font()
    with tempfile.TemporaryDirectory() as scratch:
        # What a person chose, and opened before, is neither shown nor changed.
        os.environ["XDG_STATE_HOME"] = str(Path(scratch) / "state")
        remember_name("Mara Lindt")
        first = Path(scratch) / "first.delvia"
        new_sample(first, "Mara Lindt").close()
        if asked.main:
            variant = VARIANTS[asked.only or "light"]
            draw(application, usual, first, variant, asked.into, main=True)
            return
        for name, variant in VARIANTS.items():
            if asked.only in {None, name}:
                draw(application, usual, first, variant, asked.into / name, main=False)


if __name__ == "__main__":
    main()
