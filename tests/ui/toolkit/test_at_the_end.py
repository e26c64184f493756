"""What is asked for many times is done once, where that is enough."""

from __future__ import annotations

import pytest

from delvia_desktop.ui.toolkit.at_the_end import AtTheEnd


def test_what_is_asked_for_is_done_at_once_and_while_it_is_held_once_at_the_end():
    """The head of the window was shown seven times on the way to the form of a next step."""
    done: list[int] = []
    once = AtTheEnd(lambda: done.append(1))
    once.ask()
    assert len(done) == 1
    with once.held():
        once.ask()
        with once.held():
            once.ask()
        assert len(done) == 1
    assert len(done) == 2
    with once.held():
        pass
    assert len(done) == 2


def test_what_is_asked_for_is_done_also_where_something_fails():
    done: list[int] = []
    once = AtTheEnd(lambda: done.append(1))

    def fails() -> None:
        with once.held():
            once.ask()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    once.ask()
    assert len(done) == 2
