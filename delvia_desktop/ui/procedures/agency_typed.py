"""What was typed on the way to a new agency: kept by step, and for when the program ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.plans import Guided
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.procedures.onboarding import AgencyDraft
from delvia_desktop.services.register import form_drafts
from delvia_desktop.services.register.register import Register
from delvia_desktop.ui.procedures.agency_assets import share_drafts
from delvia_desktop.ui.procedures.agency_form import typed_agency


class AgencyTyped:
    """The values of each step; nothing of them is recorded before the end."""

    def __init__(self, register: Register, kept: form_drafts.Kept) -> None:
        """Begin with nothing typed; `kept` names the draft that survives the program."""
        self._register = register
        self.kept = kept
        self._values: dict[Guided, Mapping[str, Any]] = {}
        self.is_begun = False
        """Whether anything was typed that would be lost."""

    def of(self, step: Guided) -> Mapping[str, Any]:
        """Return what was typed in a step."""
        return self._values.get(step, {})

    def put(self, step: Guided, values: Mapping[str, Any]) -> None:
        """Remember what is typed in a step."""
        self._values[step] = values

    def draft(self, steps: Iterable[Guided], offered: Iterable[AssetKey]) -> AgencyDraft:
        """Return the agency as typed in some steps, with those of the assets that are offered."""
        typed = {step: self.of(step) for step in steps}
        partner, engagement = typed_agency(typed.get(Guided.PARTNER, {}))
        told = typed.get(Guided.CONFIRM, {})
        return AgencyDraft(
            partner,
            engagement,
            share_drafts(typed.get(Guided.ASSETS, {}), frozenset(offered)),
            frozenset(told.get("seen", ())),
            StepDraft(on=told.get("on", ""), by=told.get("by", "")),
            known_name(),
        )

    def keep(self, step: Guided) -> None:
        """Keep all of it beside the settings, with the step that is shown."""
        values = {
            f"{each}/{name}": value
            for each, typed in self._values.items()
            for name, value in typed.items()
        }
        form_drafts.keep_draft(self._register, self.kept, {"step": step, **values})

    def take(self) -> Guided:
        """Take what was typed before the program ended; return the step that was shown."""
        kept = form_drafts.kept_draft(self._register, self.kept.key)
        for name, value in kept.items():
            step, _, field = name.partition("/")
            if field:
                with suppress(ValueError):
                    self._values[Guided(step)] = {**self.of(Guided(step)), field: value}
        self.is_begun = bool(kept)
        with suppress(ValueError):
            return Guided(kept.get("step", ""))
        return Guided.OWN

    def forget(self) -> None:
        """Forget all of it."""
        self._values.clear()
        self.is_begun = False
        form_drafts.drop_draft(self._register, self.kept.key)
