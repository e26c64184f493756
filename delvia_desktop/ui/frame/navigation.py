"""Leading: to the place of a record, and to the act that is to begin there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction

from delvia_desktop.domain.lists.rows import Hit
from delvia_desktop.domain.records.findings import Name, NextStep
from delvia_desktop.domain.records.kinds import kind_named, references
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP, PERSON_LEAVES
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.reviews.reviews import period_with
from delvia_desktop.ui.access.grant_acts import record_deeds
from delvia_desktop.ui.findings.finding_form import accept_form
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.frame.places import ACCESS_KINDS, Places
from delvia_desktop.ui.frame.way_back import WayBack
from delvia_desktop.ui.papers.paper_desk import PaperDesk
from delvia_desktop.ui.place.entrances import PLACE_OF_KIND
from delvia_desktop.ui.place.place import Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from delvia_desktop.ui.settings.dialog import SettingsDialog

Then = Callable[[], object]


class Guide(Protocol):
    """What leads from one place to another."""

    places: Places
    session: Session
    toast: Toast
    way_back: WayBack

    def show_place(self, name: str) -> None:
        """Show a place."""

    def enter(self, name: str) -> None:
        """Show a place with the keys in its list."""

    def show_record_of(self, kind: str, key: int) -> None:
        """Show a record in the place where it belongs."""

    def menu_acts(self) -> list[QAction]:
        """Return the acts of the menus."""

    def show_paper(self, request: PaperRequest) -> None:
        """Prepare a paper and show it."""

    def show_settings(self, section: str = "") -> None:
        """Open the settings, at a section if one is named."""

    @property
    def settings(self) -> SettingsDialog | None:
        """The settings while they are open."""

    @property
    def place(self) -> Place:
        """The place that is shown."""


def show_record(guide: Guide, kind: str, key: int) -> None:
    """Navigate to a record in the place where it belongs."""
    if kind not in PLACE_OF_KIND and kind not in ACCESS_KINDS:
        there = belongs_to(guide.session.shown, Hit(kind, key, "", ""))
        kind, key = there.kind, there.id
    if kind == "revision":
        guide.show_place("history")
        guide.place.show_record(key)
    elif kind in ACCESS_KINDS:
        guide.show_place("access")
        guide.places.access().show_kind(kind, key)
    elif kind in PLACE_OF_KIND:
        guide.show_place(PLACE_OF_KIND[kind])
        if key:
            guide.place.show_record(key)


def act_on(
    guide: Guide,
    kind: str,
    key: int,
    act: str,
    then: Then = lambda: None,
    at: Name | None = None,
) -> bool:
    """Navigate to a record and begin an act there, as its button would; tell whether it began.

    With `at` the form of a grant, a seat or a login opens in the place of that record.

    `then` is called once it has, which may be after a form that was open has been put away. A
    review or a procedure for somebody begins in a place of its own. What cannot begin is said; a
    name that no act has raises ValueError.
    """
    wanted = Act(act)
    if wanted == Act.REVIEW:
        _review(guide, kind, key)
    elif wanted == Act.FINDINGS:
        guide.show_place("overview")
        guide.places.overview().attention.show_about((kind, key))
    elif wanted == Act.PROCEDURE:
        guide.show_place("procedures")
        guide.places.procedures().begin_about(kind, key)
    elif wanted == Act.OFFBOARD:
        guide.show_place("procedures")
        code = PERSON_LEAVES if kind == "person" else END_PARTNERSHIP
        guide.places.procedures().go_on_with(code, {kind: key})
    elif kind == "review-line" or wanted == Act.DECIDE:
        guide.show_place("reviews")
        guide.places.reviews().show_line(key)
    else:
        if _act_there(guide, (kind, key), wanted, then, at if kind in ACCESS_KINDS else None):
            return True
        guide.toast.say(tr("This step is no longer possible for the record as it is now."))
        return False
    then()
    return True


def take_step(guide: Guide, step: NextStep, opened: Then = lambda: None) -> None:
    """Navigate to a finding's next step and begin it; `opened` is called once it has."""
    if step.act == Act.ACCEPT:
        _accept(guide, step)
        opened()
        return

    def ask() -> None:
        form = guide.place.form
        if form is not None and (step.asks or step.preset or step.decided):
            guide.place.form = asking(guide.session, form, step)
        elif form is not None:
            form.panel.ask_for([name for name in step.shows if name in form.panel.fields])
        opened()

    act_on(guide, step.kind, step.id, step.act, ask, step.at)


def follow_papers(guide: Guide, desk: PaperDesk) -> None:
    """Navigate to where a paper that is looked at wants, and back to where it was asked for."""
    desk.stepped.connect(partial(_step_for_paper, guide))
    desk.left.connect(lambda paper: guide.places.procedures().come_back_with(paper))


def _step_for_paper(guide: Guide, step: NextStep, request: PaperRequest) -> None:
    """Begin what records something that a paper lacks, and show the paper again after it.

    It is shown over the place where it was asked for.
    """
    here = guide.way_back.here()

    def show_again() -> None:
        guide.way_back.stand_at(here)
        guide.show_paper(request)

    take_step(guide, step)
    guide.place.when_recorded(show_again, or_cancelled=True)


def ask_name(guide: Guide) -> None:
    """Navigate to the settings to ask who the person is, and nothing else."""
    guide.show_settings("name")
    if guide.settings is not None:
        guide.settings.close_once_saved()


def _accept(guide: Guide, step: NextStep) -> None:
    attention = guide.session.watch.attention
    finding = attention.finding(str(dict(step.preset)["finding"])) if attention else None
    if finding is not None:
        show_record(guide, finding.kind, finding.record)
        guide.place.open_form(accept_form(guide.session, finding))


def belongs_to(register: Register, hit: Hit) -> Hit:
    """Return the record to whose place one navigates for a record without its own."""
    kind = kind_named(hit.kind)
    record = register.records.find(kind.record, id=hit.id) if kind is not None else None
    if record is None or kind is None:
        return hit
    subject = getattr(record, "subject_kind", "")
    if subject:
        return hit._replace(kind=subject, id=record.subject)
    for field, target in references(kind).items():
        key = getattr(record, field)
        if key is not None and target.name in PLACE_OF_KIND:
            return hit._replace(kind=target.name, id=key)
    return hit


def _review(guide: Guide, kind: str, key: int) -> None:
    guide.show_place("reviews")
    page = guide.places.reviews()
    if kind == "person":
        page.begin_for(person=key)
    elif kind == "partner":
        page.begin_for(partnership=period_with(guide.session.live, key))
    else:
        page.begin_for()


_OF_BRAND = {
    Act.RECORD_ASSET: "assets",
    Act.RECORD_PERSON: "people",
    Act.PRINT: "handovers",
}
"""The places in which acts of the brand as a whole begin; others begin at its Business Centers."""


def _act_there(guide: Guide, name: Name, act: Act, then: Then, at: Name | None) -> bool:
    kind, key = name
    if kind == "brand":
        guide.show_place(_OF_BRAND.get(act, "business-centers"))
    show_record(guide, *(at or name))
    if act == Act.SHOW:
        then()
        return True
    outcome: list[bool] = []
    guide.place.when_free(lambda: outcome.append(_begin(guide, kind, key, act, then)))
    return all(outcome)  # where a form asks first, nothing has failed yet


def _begin(guide: Guide, kind: str, key: int, act: Act, then: Then) -> bool:
    place = guide.place
    deeds = place.every_deed()
    if kind in ACCESS_KINDS:
        deeds = record_deeds(guide.session, kind, key, place.open_form)
    for deed in deeds:
        if deed.act == act and deed.is_enabled:
            deed.run()
            then()
            return True
    return False
