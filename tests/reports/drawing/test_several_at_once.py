"""Documents drawn by several threads at once: each is as if it were alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.figures import figure

ROOT = Path(__file__).parents[3]

SCRIPT = """
import sys, threading
from dataclasses import replace
from tests.reports import example

sys.setswitchinterval(1e-5)
NAMES = ["Nova नोवा কি ノヴァ \U00020bb7", "نوفا (x) 日本 Żółć", "โนวา 안녕하세요 ኖቫ", "Plain"]

def paper(number):
    partner = replace(example.PARTNER, name=NAMES[number % len(NAMES)])
    made = example.content(example.picture(partners=[partner]))
    return example.draw(made)[0]

def together(count):
    drawn, errors = {}, []
    barrier = threading.Barrier(count)

    def one(number):
        barrier.wait()
        try:
            drawn[number] = paper(number)
        except BaseException as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors
    return drawn

for drawn in (together(16), together(16)):
    for number in range(16):
        assert drawn[number] == paper(number), number
"""


def test_any_number_of_documents_are_drawn_at_once_in_a_fresh_process():
    """A5: two documents at once ended with KeyError 'F4+0', or took each other's fonts."""
    for _ in range(figure("fresh processes that draw")):
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT], check=False, cwd=ROOT, capture_output=True, text=True
        )
        assert found.returncode == 0, found.stderr
