"""Long acts: done on a connection of their own while the register is read, or not at all."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.words.errors import (
    ChangedOutside,
    DelviaError,
    Invalid,
    Refused,
    RegisterError,
)
from delvia_desktop.progress import Cancelled, progress, progress_to
from delvia_desktop.services.access.people import record_person
from delvia_desktop.services.register.long_acts import LongAct
from delvia_desktop.services.register.register import Register, open_register

ADA, ZOE = PersonDraft(name="Ada Nova"), PersonDraft(name="Zoe Nova")


def names(register: Register) -> list[str]:
    return [each.name for each in register.records.select(Person)]


def record_both(edit) -> None:
    for draft in (ADA, ZOE):
        progress()
        record_person(edit, draft)
    edit.name("Both")


def beside(act: LongAct) -> list[BaseException]:
    """Do an act in another thread; return what it raised."""
    raised: list[BaseException] = []

    def do() -> None:
        try:
            act.do()
        except DelviaError as error:
            raised.append(error)

    thread = Thread(target=do)
    thread.start()
    thread.join()
    return raised


def test_a_long_act_is_one_revision_told_when_it_ends_and_undone_as_one(register):
    told = []
    register.listen(told.append)
    before = register.revision
    act = LongAct(register, record_both, "From a list")
    assert beside(act) == []
    assert told == []
    assert act.end()
    (touched,) = told
    assert (touched.revision, len(touched.records)) == (before + 1, 2)
    assert names(register) == ["Ada Nova", "Zoe Nova"]
    assert (register.revision, register.undo_title) == (before + 1, "Both")
    assert register.check() == []
    register.perform(record_person, PersonDraft(name="Eve"))
    register.undo()
    register.undo()
    assert names(register) == []


def test_the_register_is_read_as_it_was_while_a_long_act_is_on_its_way(register):
    recorded, goes_on = Event(), Event()

    def slow(edit) -> None:
        record_both(edit)
        recorded.set()
        goes_on.wait()

    act = LongAct(register, slow)
    thread = Thread(target=act.do)
    thread.start()
    recorded.wait()
    try:
        assert names(register) == []
        assert not register.refresh()
        assert register.copy().records.select(Person) == ()
        with pytest.raises(RegisterError, match="A long change is being recorded"):
            register.perform(record_person, ADA)
        with pytest.raises(RegisterError, match="A long change is being recorded"):
            LongAct(register, record_both)
    finally:
        goes_on.set()
        thread.join()
    assert act.end()
    assert names(register) == ["Ada Nova", "Zoe Nova"]


def refuse(edit) -> None:
    record_both(edit)
    raise Refused("Not so.")


def cancel(edit) -> None:
    def hear(*_: int) -> None:
        raise Cancelled

    with progress_to(hear):
        record_both(edit)


@pytest.mark.parametrize(("use_case", "error"), [(refuse, Refused), (cancel, Cancelled)])
def test_a_long_act_that_does_not_end_well_leaves_nothing_and_frees_the_register(
    register, use_case, error
):
    before = register.register_state
    act = LongAct(register, use_case)
    with pytest.raises(error):
        act.do()
    assert not act.end()
    assert (register.register_state, names(register)) == (before, [])
    register.perform(record_person, ADA)
    assert names(register) == ["Ada Nova"]


def test_an_act_that_changes_nothing_makes_no_revision(register):
    before = register.revision
    act = LongAct(register, lambda _edit: None)
    act.do()
    assert act.end()
    assert register.revision == before


def test_a_reason_that_holds_a_password_is_refused_before_anything_is_kept(register):
    with pytest.raises(Invalid):
        LongAct(register, record_both, "password: Summer24!x")
    register.perform(record_person, ADA)


def test_a_file_that_was_changed_outside_is_not_written(register):
    act = LongAct(register, record_both)
    content = register.path.read_bytes()
    register.path.rename(register.path.with_name("moved.delvia"))
    register.path.write_bytes(content)
    (raised,) = beside(act)
    assert isinstance(raised, ChangedOutside)
    assert not act.end()
    assert register.refresh()
    assert register.is_let_go
    other = open_register(register.path, "Zoe")
    assert names(other) == []
    other.leave()
