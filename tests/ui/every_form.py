"""Every form that the program has, found by what its modules promise to return."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from delvia_desktop import ui
from delvia_desktop.domain.access.assets import AssetKey, OwnerKind
from delvia_desktop.domain.access.claim_steps import next_steps
from delvia_desktop.domain.access.claims import Claim, route_of
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.procedures.plans import procedure, procedures
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import AcknowledgementDraft, How
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.reviews import ReviewKind
from delvia_desktop.domain.reviews.steps import ReviewDraft
from delvia_desktop.services.access import claims, duties
from delvia_desktop.services.papers import acknowledgements, papers
from delvia_desktop.services.papers import paper_making as making
from delvia_desktop.services.register.register import open_register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.ui.access.claim_acts import claim_words
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme
from tests.services.evidence.test_evidence import png

_PARTS = {"asking", "in_rows", "name_form", "record_form"}
"""What returns a form for others to fill, another form with more in it, or that of a dialog."""


def makers() -> Mapping[str, Callable[..., Form]]:
    """Return every public function that returns a form, by its name."""
    found: dict[str, Callable[..., Form]] = {}
    for each in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        module = importlib.import_module(each.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and inspect.get_annotations(function).get("return") == "Form":
                found[name] = function
    return {name: function for name, function in found.items() if name not in _PARTS}


def cases() -> list[tuple[str, bool]]:
    """Return each form by the name of its maker; twice where it is also for a recorded one."""
    found = []
    for name, function in sorted(makers().items()):
        found.append((name, False))
        if "before" in inspect.signature(function).parameters and _may_begin_anew(function):
            found.append((name, True))
    return found


FIRST_VIEW = 7
"""Fields that a form for something new shows at most before “More” is opened."""

FILLED = {"thresholds_form", "change_share_form"}
"""Forms that begin full: the numbers that count, and what was recorded of a share."""


def shown_first(panel: FormPanel) -> list[str]:
    """Return the names of the fields that are seen."""
    return [name for name, field in panel.fields.items() if not field.isHidden()]


def wrongly_hidden(panel: FormPanel) -> list[str]:
    """Return the names of the fields that are folded away although they matter."""
    folded = {name: field for name, field in panel.fields.items() if field.fits}
    return [name for name, field in folded.items() if field.isHidden() and field.matters]


def blanked(panel: FormPanel) -> None:
    """Leave every field empty that can be so."""
    for field in panel.fields.values():
        value = field.value()
        if isinstance(field, LevelField):
            field.clear()
        elif isinstance(field, TicksField):
            field.set_value(())
        else:
            field.set_value("" if isinstance(value, str) else None)
    for field in panel.fields.values():
        field.edited.emit()


def sample_with_all(qapp: QApplication, sample_file: Path, folder: Path) -> Session:
    """Return a copy of the sample with a record for every form, its findings known."""
    copy = folder / "sample.delvia"
    copy.write_bytes(sample_file.read_bytes())
    theme.apply(qapp, dark=False)
    session = Session(open_register(copy, "Mara"))
    prepare(session)
    while session.watch.attention is None:
        QTest.qWait(10)
    return session


def prepare(session: Session) -> None:
    """Record what the sample lacks, so that there is a record for every form."""
    live = session.live
    request = PaperRequest("partner", int(_share(session)[1]))
    live.perform(papers.issue, making.prepare(live, live.picture(), request))
    draft = AcknowledgementDraft(How.SCAN, "Ada", on="today", file=FileDraft("a.png", png()))
    live.perform(acknowledgements.acknowledge, live.records.select(AccessRecord)[0], draft)
    asked = next(c for c in live.records.select(Claim) if "agree" in next_steps(c, live.today))
    live.perform(claims.take_step, asked, "agree", StepDraft("today", by="Ada"))


def made(session: Session, name: str, *, is_change: bool) -> Form:
    """Return a form, for a record of the register where it takes one."""
    function = makers()[name]
    given: dict[str, Any] = {}
    positional: list[Any] = []
    hints = get_type_hints(function)
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind == parameter.VAR_POSITIONAL:
            positional.append(_claim(session))
            continue
        is_before = parameter.name == "before" and is_change
        is_needed = is_before or (name, parameter.name, is_change) == ("claim_form", "asset", False)
        if parameter.default is not parameter.empty and not is_needed:
            continue
        value = _value(session, parameter.name, hints[parameter.name])
        if parameter.default is not parameter.empty:
            given[parameter.name] = value
        else:
            positional.append(value)
    return function(*positional, **given)


def _may_begin_anew(function: Callable[..., Form]) -> bool:
    parameter = inspect.signature(function).parameters["before"]
    return parameter.default is not parameter.empty


def _share(session: Session) -> tuple[Share, int]:
    """Return an open share whose level can be raised and lowered, and its partner."""
    live = session.live
    for share in live.records.select(Share):
        is_middle = share.level == ("OPERATOR",) and not share.is_incoming
        if is_middle and state_on(share, live.today) in {GrantState.GRANTED, GrantState.CONFIRMED}:
            period = next(p for p in _all(session, "partnership") if p.id == share.partnership)
            return share, int(period.partner)
    raise AssertionError("the sample shares nothing at a middle level")


def _claim(session: Session) -> Claim:
    """Return a claim whose next step cannot be undone in TikTok."""
    live = session.live
    return next(
        claim
        for claim in live.records.select(Claim)
        if route_of(claim).is_irreversible and "transfer" in next_steps(claim, live.today)
    )


def _transfer(edit: Edit, before: Claim, draft: StepDraft) -> Claim:
    return claims.take_step(edit, before, "transfer", draft)


def _all(session: Session, kind: str) -> list[Any]:
    record = next(each.record for each in KINDS if each.name == kind)
    return list(session.live.records.select(record))


def _value(session: Session, name: str, hint: Any) -> Any:
    """Return something to give to a maker for one of its parameters."""
    share, partner = _share(session)
    plan = procedure(_all(session, "run")[0].procedure)
    named: dict[str, Callable[[], Any]] = {
        "session": lambda: session,
        "share": lambda: share,
        "kind": lambda: "share",
        "names": lambda: [("share", int(share.id))],
        "held": lambda: [duties.duty_of_asset(int(share.asset))],
        "act": lambda: "raise",
        "open_form": lambda: lambda _: None,
        "key": lambda: partner if hint is int else "step/1",
        "kinds": lambda: {"partner": "Record", "offboarding": "Offboarding"},
        "to_another": lambda: ["offboarding"],
        "codes": procedures,
        "code": lambda: plan.code,
        "plan": lambda: plan.steps[0] if hint is not type(plan) else plan,
        "run": lambda: next(r for r in _all(session, "run") if r.procedure == plan.code),
        "words": lambda: claim_words(session, _claim(session), "transfer"),
        "found": lambda: [_claim(session)],
        "step": lambda: "transfer",
        "use_case": lambda: _transfer,
        "lines": lambda: _all(session, "review-line")[:1],
        "decision": lambda: "",
        "finding": lambda: next(iter(session.watch.attention.found.values())),
        "subject": lambda: Subject("partner", partner),
        "start": lambda: (
            ReviewDraft(ReviewKind.START) if hint is ReviewDraft else AcknowledgementDraft(How.SCAN)
        ),
    }
    if name in named:
        return named[name]()
    if name == "asset" and AssetKey in get_args(hint):
        return next(a.id for a in _all(session, "asset") if a.owner_kind != OwnerKind.OURS)
    classes = [each for each in (hint, *get_args(hint)) if isinstance(each, type)]
    kind = next(each for each in KINDS if each.record in classes)
    first = _all(session, kind.name)[0]
    return [first] if get_origin(hint) is Sequence else first
