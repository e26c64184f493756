"""Somebody at the program: presses what shows, by its name, types, waits until something shows."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tests.hands.reader import Announcement, Box, Control, Reader
from tests.hands.screen import Screen

PATIENCE = 180
"""Seconds after which what should show counts as missing. No test waits so long that passes."""
_GLANCE = 0.05
"""Seconds between two looks at the screen."""
_AGAIN = 200
"""Looks after which a key that did nothing is pressed again."""
_TURNS = 40
"""Turns of the wheel after which a control counts as out of reach."""

_STILL = {
    "application", "alert", "cell", "column header", "dialog", "filler", "frame", "image", "label",
    "layered pane", "list", "panel", "splitter", "table", "tool tip",
}  # fmt: skip
_AROUND = {"dialog", "filler", "frame", "layered pane", "panel", "scroll pane", "viewport"}
# What opens over the window lies within none of what it belongs to.
_OPENED = {"combo box", "popup menu"}
_ITEMS = {"cell", "list item", "menu item", "page tab", "table cell", "tree item"}

Found = TypeVar("Found")


class Person:
    """Knows the program by what stands on the screen, and by nothing else."""

    def __init__(self, screen: Screen, program: Path) -> None:
        """Sit down at a screen."""
        self.screen = screen
        self.home = screen.home
        self._program = program
        self._reader = Reader(screen.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._running = None

    # --- the program

    def starts(self, *arguments: str, **more: str) -> None:
        """Start the program and wait for its window."""
        self._running = self.screen.start(str(self._program), *arguments, more=more)
        self.waits(self.window, "a window of the program")

    def closes(self) -> None:
        """Close the window by the keys of the window manager; wait for the program's end."""
        assert self._running is not None
        presses = itertools.count()

        def ended() -> bool:
            # A key that came before the window manager listened is lost: one presses it again.
            if next(presses) % _AGAIN == 0:
                self.keys("alt+F4")
            return self.has_ended()

        self.waits(ended, "the end of the program", ends=True)
        assert self._running.returncode == 0, self._how_it_ended()

    def has_ended(self) -> bool:
        """Tell whether the program does not run any more."""
        return self._running is not None and self._running.poll() is not None

    def leaves(self) -> None:
        """Stand up: everything on the screen ends."""
        self._reader.close()
        self.screen.close()

    def keeps_the_screen(self, where: Path) -> str:
        """Save a picture, the names on it and what was printed; return where they lie."""
        picture, names = where.with_suffix(".png"), where.with_suffix(".txt")
        self.screen.picture(picture)
        try:
            told = "\n".join(str(each) for each in self.looks().each())
        except (OSError, TimeoutError) as problem:
            told = f"Nothing could be read from the screen: {problem!r}"
        names.write_text(f"{told}\n\n{self.screen.printed()}", encoding="utf-8")
        return f"{picture}\n{names}"

    def _how_it_ended(self) -> str:
        code = self._running.returncode
        return f"the program ended with {code}; what it printed lies beside the picture"

    # --- looking

    def looks(self) -> Control:
        """Return all that shows now."""
        return self._reader.tree()

    def controls(self) -> Iterator[Control]:
        """Yield what shows now: in the window that has the keys, or in all while none has them."""
        programs = [each for each in self.looks().children if each.children]
        windows = [window for each in programs for window in each.children]
        fronts = [window for window in windows if "active" in window.states] or windows
        for window in fronts:
            yield from window.each()

    def window(self) -> Control | None:
        """Return the window that has the keys."""
        shown = (each for program in self.looks().children for each in program.children)
        return next((each for each in shown if "active" in each.states), None)

    def waits(self, until: Callable[[], Found], what: str, *, ends: bool = False) -> Found:
        """Look again and again until something is true; a program that ended is told at once."""
        patience = time.monotonic() + PATIENCE
        while True:
            found = until()
            if found:
                return found
            if not ends and self.has_ended():
                raise AssertionError(f"{what} never showed: {self._how_it_ended()}")
            if time.monotonic() > patience:
                raise AssertionError(f"{what} never showed")
            time.sleep(_GLANCE)

    def finds(self, name: str, *roles: str) -> Control | None:
        """Return what shows under a name, or under one that begins so; the last, if several do."""
        return self.among(self.controls(), name, *roles)

    @staticmethod
    def among(controls: Iterable[Control], name: str, *roles: str) -> Control | None:
        """Return the same of controls that were looked at already."""
        shown = [each for each in controls if not roles or each.role in roles]
        for fits in (name.__eq__, lambda told: told.startswith(name)):
            named = [each for each in shown if fits(each.name)]
            moving = [each for each in named if each.role not in _STILL]
            if named:
                return (moving or named)[-1]
        return None

    def sees(self, name: str, *roles: str) -> Control:
        """Wait until something with that name shows."""
        return self.waits(lambda: self.finds(name, *roles), f"“{name}”")

    def reads(self, *words: str) -> None:
        """Wait until each of these texts stands somewhere, in a name or a description."""
        for text in words:
            self.waits(lambda text=text: self.stands(text), f"the text “{text}”")

    def hears(self, text: str, *, after: int = 0) -> Announcement:
        """Wait until a text is announced, of all announcements `after` so many."""

        def heard() -> Announcement | None:
            told = self._reader.announced()[after:]
            return next((each for each in told if text in each.text), None)

        return self.waits(heard, f"the announcement of “{text}”")

    def heard(self) -> int:
        """Return how much was announced so far."""
        return len(self._reader.announced())

    def stands(self, text: str) -> bool:
        """Tell whether a text stands anywhere on the screen now."""
        return any(text in each.name or text in each.description for each in self.controls())

    def gone(self, name: str, *roles: str) -> None:
        """Wait until nothing with that name shows any more."""
        self.waits(lambda: self.finds(name, *roles) is None, f"the end of “{name}”")

    def text(self, control: Control) -> str:
        """Return what stands in a field."""
        return self._reader.text(control)

    def focused(self) -> Control | None:
        """Return the control that has the keys, as a screen reader is told."""
        told = [
            each for each in self.controls() if "focused" in each.states and each.role not in _ITEMS
        ]
        return told[-1] if told else None

    def has_keys(self, name: str, role: str) -> bool:
        """Tell whether what has the keys has a name and a role."""
        told = self.focused()
        return told is not None and (told.name, told.role) == (name, role)

    # --- hands

    def keys(self, *names: str) -> None:
        """Press keys, one after the other: Tab, Return, ctrl+k."""
        for each in names:
            self.screen.hand("key", "--clearmodifiers", each)

    def types(self, text: str) -> None:
        """Type into what has the keys."""
        self.screen.hand("type", "--delay", "12", "--", text)

    def clicks(self, box: Box) -> None:
        """Click a place on the screen."""
        across, down = box.middle
        self.screen.hand("mousemove", "--sync", str(across), str(down), "click", "1")

    def presses(self, name: str, *roles: str) -> None:
        """Press what has a name, once it shows, can be pressed and keeps still."""

        def ready() -> Box | None:
            found = self.finds(name, *roles)
            if found is None or "sensitive" not in found.states:
                return None
            again = self._reader.again(found)
            if (
                "sensitive" not in again.states
                or again.name != found.name
                or again.box != found.box
            ):
                return None
            return self._in_sight(found)

        self.clicks(self.waits(ready, f"something to press with the name “{name}”"))

    def fills(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there, and see that it stands there."""
        self._uncovers(name)
        self.presses(name, "text", "combo box", "spin button")
        field = self.waits(lambda: self._with_keys(name), f"the keys in “{name}”")
        self.keys("ctrl+a", "Delete")
        self.types(text)
        self.waits(lambda: self.text(field) == text, f"“{text}” in “{name}”")

    def chooses(self, name: str, item: str) -> None:
        """Choose in a box: in its list, or by typing where it can be searched; see it chosen."""
        self._uncovers(name)
        box = self.sees(name, "combo box")
        self.presses(name, "combo box")
        if "editable" in box.states:
            self.waits(lambda: self._with_keys(name), f"the keys in “{name}”")
            self.keys("ctrl+a")
            self.types(item)
            self.keys("Tab")
        else:
            self.presses(item, "list item")
        self.waits(lambda: self._is_chosen(name, item), f"“{item}” in “{name}”")

    def _uncovers(self, name: str) -> None:
        """Open “More” in the form where the field with a name is folded away."""

        def shown() -> Control | None:
            found = self.finds(name)
            more = self.finds("More (", "push button") if found is None else None
            if more is not None and more.description == "collapsed":
                self.clicks(self.waits(lambda: self._in_sight(more), "“More”"))
            return found

        self.waits(shown, f"“{name}”")

    def _is_chosen(self, name: str, item: str) -> bool:
        box = self.finds(name, "combo box")
        return box is not None and (box.value or self.text(box)).startswith(item)

    def does(self, name: str) -> None:
        """Press something in the menu of what can be done here."""
        self.presses("Actions", "menu item")
        self.presses(name, "menu item")

    def passes(self, key: str) -> Control:
        """Press a key that moves the keys on, and return the control to which they went."""
        before = self._reader.with_keys()
        self.keys(key)
        return self.waits(lambda: self._other_than(before), f"where {key} leads")

    def _other_than(self, before: Control | None) -> Control | None:
        told = self._reader.with_keys()
        if told is None or "focused" not in told.states:
            return None
        return told if before is None or told.place != before.place else None

    def picks(self, menu: str, name: str) -> None:
        """Open the menu of a button, go down to an item, told by its name, and take it.

        Such a menu is no part of what the window tells; only where the keys are in it is told.
        """
        button = self.sees(menu, "button menu")
        self.presses(menu, "button menu")
        self.waits(lambda: self._reader.is_with_keys(button), f"the keys in “{menu}”")
        passed: list[str] = []
        while name not in passed:
            item = self.passes("Down").name
            assert item not in passed, f"no “{name}” among {passed}"
            passed.append(item)
        self.keys("Return")

    def records(self, button: str) -> None:
        """Press the button at the end of a form, again if that asks, and see the form go."""
        self.presses(button, "push button")
        self.waits(lambda: not self._offers(button), f"the end of the form with “{button}”")
        if self._offers("Record anyway"):  # what looks odd was shown first
            self.presses("Record anyway", "push button")
            self.gone("Record anyway", "push button")

    def _offers(self, button: str) -> bool:
        return any(each.name == button and each.role == "push button" for each in self.controls())

    def saves_as(self, file: str) -> None:
        """Name a file in the dialog that asks where to save, and press its button."""
        self.fills("File name:", file)
        self.presses("Save", "push button")
        self.gone("File name:")

    def _with_keys(self, name: str) -> Control | None:
        found = self.focused()
        named = found and any(each.name.startswith(name) for each in (found, *found.above()))
        return found if named else None

    def _in_sight(self, control: Control) -> Box | None:
        """Return the part that can be clicked; turn the wheel where it is scrolled away."""
        shown = control.box.within(Box(0, 0, *self.screen.size))
        for each in control.above():
            if each.role in _OPENED:
                break
            if each.role in _AROUND and each.box.width and each.box.height:
                shown = shown.within(each.box)
        if shown.width * shown.height * 2 > control.box.width * control.box.height:
            return shown
        self._turns_towards(control)
        return None

    def _turns_towards(self, control: Control) -> None:
        for each in control.above():
            part = each.box.within(Box(0, 0, *self.screen.size))
            if part.width and part.height and part.within(control.box) != control.box:
                is_above = control.box.y < part.y
                across, down = part.middle
                wheel = "4" if is_above else "5"
                self.screen.hand("mousemove", "--sync", str(across), str(down), "click", wheel)
                return
