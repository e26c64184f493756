"""Progress is heard by who waits in the same thread, and counted once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from delvia_desktop.progress import as_one_step, progress, progress_to


def test_counted_work_within_one_step_says_only_that_it_goes_on_and_other_threads_are_not_heard():
    heard = []
    with progress_to(lambda *now: heard.append(now)):
        progress()
        progress(1, 3)
        with as_one_step():
            progress(7, 8)
        with ThreadPoolExecutor(1) as worker:
            worker.submit(progress, 5, 5).result()
        progress(2, 3)
    progress(3, 3)
    assert heard == [(0, 0), (1, 3), (1, 3), (2, 3)]
