"""One line of the table, and how its numbers are taken."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable


def head() -> None:
    """Print the head of the table."""
    print(f"{'':<44} {'ours ms':>10} {'floor ms':>10} {'ratio':>7} {'aim':>5}")


def line(name: str, ours: float, floor: float, aim: float, note: str = "") -> None:
    """Print one figure beside its floor, both in seconds, and whether the aim is met."""
    ratio = ours / floor
    verdict = "met" if ratio <= aim else "MISSED"
    figures = f"{ours * 1000:>10.1f} {floor * 1000:>10.1f} {ratio:>7.2f} {aim:>5.2f}"
    print(f"{name:<44} {figures}  {verdict:<6} {note}", flush=True)


def within(name: str, ours: float, bound: float) -> None:
    """Print a figure that has a bound of its own, in seconds."""
    verdict = "met" if ours <= bound else "MISSED"
    print(f"{name:<44} {ours * 1000:>10.1f} {'under ' + f'{bound * 1000:.0f}':>10}  {verdict}")


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of several runs in seconds."""
    found = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def beside(
    work: Callable[[], object], floor: Callable[[], object], times: int = 5
) -> tuple[float, float]:
    """Return the seconds of some work and of its floor, of several pairs the middle one.

    Each pair runs together, since a machine may be slow for both at times.
    """
    pairs = sorted(
        ((best(work, 1), best(floor, 1)) for _ in range(times)), key=lambda pair: pair[0] / pair[1]
    )
    return pairs[times // 2]


def median(work: Callable[[], float], times: int = 7) -> float:
    """Return the middle of several measurements."""
    return statistics.median(work() for _ in range(times))


def memory() -> None:
    """Print the most memory that this process has held, or a process that it waited for."""
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{'  most memory':<44} {peak // 1024:>7} MB", flush=True)
