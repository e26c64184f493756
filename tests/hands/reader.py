"""What a screen reader is told of each control, asked over AT-SPI.

The protocol is spoken with jeepney, pure Python and pinned like all we use, so that neither the
system's own Python nor its bindings have to be there; of the system only the registry is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection

from tests.hands.line import PATIENCE, Line, spelled

_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE, _COMPONENT, _TEXT = (
    f"org.a11y.atspi.{name}" for name in ("Accessible", "Component", "Text")
)
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
_EVENTS = "org.a11y.atspi.Event.Object"
_FOCUSED = "object:state-changed:focused"
_SPOKEN = "object:announcement"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# Numbers of AT-SPI's own list of states.
_STATES = {
    "active": 1, "checked": 4, "editable": 7, "enabled": 8, "expanded": 10, "focusable": 11,
    "focused": 12, "modal": 16, "selected": 23, "sensitive": 24, "showing": 25, "visible": 30,
}  # fmt: skip
_LABELLED_BY = 2
_URGENT = 2
_AT_ONCE = 100
"""Questions that are on the way at the same time."""
_CHILDREN = 600
"""Children of one control that are looked at: what a list holds beyond is not on the screen."""

Place = tuple[str, str]
"""Who tells of a control, and its path there."""


@dataclass(frozen=True)
class Box:
    """A place on the screen."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    def within(self, other: Box) -> Box:
        """Return the part that lies in the other one."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Box(left, top, max(right - left, 0), max(bottom - top, 0))


@dataclass(frozen=True)
class Announcement:
    """What a screen reader was asked to say, and whether before anything else."""

    text: str
    is_urgent: bool


@dataclass
class Control:
    """What is told of one control."""

    place: Place
    role: str = ""
    name: str = ""
    value: str = ""
    description: str = ""
    states: frozenset[str] = frozenset()
    box: Box = Box(0, 0, 0, 0)
    parent: Control | None = None
    children: list[Control] = field(default_factory=list)

    def each(self) -> Iterator[Control]:
        """Yield this one and all below it, in the order told."""
        yield self
        for child in self.children:
            yield from child.each()

    def above(self) -> Iterator[Control]:
        """Yield those that this one is in, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def __str__(self) -> str:
        marks = sorted(self.states - {"enabled", "visible", "showing", "sensitive", "focusable"})
        gone = [] if "sensitive" in self.states else ["disabled"]
        box = f"{self.box.x},{self.box.y} {self.box.width}x{self.box.height}"
        about = f" ({self.description})" if self.description else ""
        chosen = f" = “{self.value}”" if self.value else ""
        return " ".join([f"{self.role} “{self.name}”{chosen}{about}", *marks, *gone, box])


class Reader:
    """Asks what a screen reader asks."""

    def __init__(self, session_bus: str) -> None:
        """Find the bus for accessibility by the bus of the session."""
        with open_dbus_connection(session_bus, auth_timeout=PATIENCE) as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            call = new_method_call(where, "GetAddress")
            reply = session.send_and_get_reply(call, timeout=PATIENCE)
        self._line = Line(reply.body[0])
        self._with_keys: Place | None = None
        self._announced: list[Announcement] = []
        for event, member in ((_FOCUSED, "StateChanged"), (_SPOKEN, "Announcement")):
            rule = MatchRule(type="signal", interface=_EVENTS, member=member)
            hear = _call(_REGISTRY, _REGISTRY[0], "RegisterEvent", "s", (event,))
            self._line.send([hear, spelled(message_bus.AddMatch(rule))])

    def close(self) -> None:
        """Stop asking."""
        self._line.close()

    def tree(self) -> Control:
        """Return all that is shown now, below the desktop."""
        desktop = Control(("org.a11y.atspi.Registry", _ROOT), role="desktop frame")
        level = [desktop]
        depth = 0
        while level:
            found = self._children(level)
            self._look_whether_shown(found)
            if depth > 0:  # a program itself counts as shown
                found = [each for each in found if "showing" in each.states]
            self._look(found)
            for each in found:
                assert each.parent is not None
                each.parent.children.append(each)
            level = found
            depth += 1
        return desktop

    def announced(self) -> list[Announcement]:
        """Return what was announced so far, the oldest first."""
        self._ask([_call((_REGISTRY[0], _ROOT), _ACCESSIBLE, "GetState")])  # hears what was told
        return list(self._announced)

    def with_keys(self) -> Control | None:
        """Return the control of which was told last that it has the keys."""
        self._ask([_call((_REGISTRY[0], _ROOT), _ACCESSIBLE, "GetState")])  # hears what was told
        if self._with_keys is None:
            return None
        return self.again(Control(self._with_keys))

    def again(self, control: Control) -> Control:
        """Return what is told now of one control alone."""
        told = Control(control.place)
        self._look_whether_shown([told])
        self._look([told])
        return told

    def is_with_keys(self, control: Control) -> bool:
        """Tell whether it was told last of this control that it has the keys."""
        told = self.with_keys()
        return told is not None and told.place == control.place

    def text(self, control: Control) -> str:
        """Return what stands in a field."""
        call = _call(control.place, _TEXT, "GetText", "ii", (0, -1))
        (body,) = self._ask([call])
        return str(body[0]) if body else ""

    def _children(self, parents: Sequence[Control]) -> list[Control]:
        calls = [_call(each.place, _ACCESSIBLE, "GetChildren") for each in parents]
        told = zip(parents, self._ask(calls), strict=True)
        return [
            Control((who, path), parent=parent)
            for parent, body in told
            for who, path in (body[0][:_CHILDREN] if body else ())
            if path != "/org/a11y/atspi/null"
        ]

    def _look_whether_shown(self, controls: Sequence[Control]) -> None:
        """Fill in the states, before all else: most rows of a list are out of sight."""
        calls = [_call(each.place, _ACCESSIBLE, "GetState") for each in controls]
        for each, states in zip(controls, self._ask(calls), strict=True):
            if states:
                low, high = states[0]
                bits = low | high << 32
                each.states = frozenset(word for word, bit in _STATES.items() if bits >> bit & 1)

    def _look(self, controls: Sequence[Control]) -> None:
        """Fill in what is told of controls; what went away meanwhile stays empty."""
        calls = []
        for each in controls:
            calls += [
                _call(each.place, _ACCESSIBLE, "GetRoleName"),
                _call(each.place, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, "Name")),
                _call(each.place, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, "Description")),
                _call(each.place, _COMPONENT, "GetExtents", "u", (0,)),
            ]
        told = iter(self._ask(calls))
        for each in controls:
            role, name, description, box = (next(told) for _ in range(4))
            each.role = role[0] if role else ""
            each.name = name[0][1].replace("&", "") if name else ""
            each.description = description[0][1] if description else ""
            each.box = Box(*box[0]) if box else Box(0, 0, 0, 0)
        self._look_for_labels([each for each in controls if each.role == "combo box"])

    def _look_for_labels(self, boxes: Sequence[Control]) -> None:
        """Name boxes by their labels: by itself such a box tells what is chosen in it."""
        asked = [_call(each.place, _ACCESSIBLE, "GetRelationSet") for each in boxes]
        for each, relations in zip(boxes, self._ask(asked), strict=True):
            places = [
                place
                for kind, labels in (relations[0] if relations else ())
                if kind == _LABELLED_BY
                for place in labels
            ]
            names = self._ask(
                [_call(place, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, "Name")) for place in places]
            )
            if names and names[0]:
                each.name, each.value = names[0][0][1].replace("&", ""), each.name

    def _ask(self, calls: Sequence[bytes]) -> list[tuple | None]:
        """Send questions and return the answers in their order; None where there is none."""
        answers: list[tuple | None] = []
        for begin in range(0, len(calls), _AT_ONCE):
            answers += self._answers(self._line.send(calls[begin : begin + _AT_ONCE]))
        return answers

    def _answers(self, asked: Sequence[int]) -> list[tuple | None]:
        told = dict.fromkeys(asked)
        waited_for = set(asked)
        while waited_for:
            number, message = self._line.receive()
            self._hear(message)
            if number in waited_for:
                waited_for.remove(number)
                is_answer = message.header.message_type is MessageType.method_return
                told[number] = message.body if is_answer else None
        return list(told.values())

    def _hear(self, message: Message) -> None:
        """Keep in mind which control has the keys, and what was announced, when that is told."""
        head = message.header
        if head.message_type is not MessageType.signal:
            return
        if head.fields[HeaderFields.member] == "Announcement":
            _, urgency, _, (_, text), *_ = message.body
            self._announced.append(Announcement(text, urgency == _URGENT))
        elif message.body[:2] == ("focused", 1):
            self._with_keys = (head.fields[HeaderFields.sender], head.fields[HeaderFields.path])


@cache
def _call(
    place: Place, interface: str, name: str, kinds: str | None = None, values: tuple = ()
) -> bytes:
    who, path = place
    return spelled(new_method_call(DBusAddress(path, who, interface), name, kinds, values))
