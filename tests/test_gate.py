"""What the gate says of itself."""

from __future__ import annotations

import dev

RAN = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"/><testcase name="c"/>
<testcase name="d"><skipped message="no reader of PDF is here"/></testcase>
<testcase name="e"><skipped message="no reader of PDF is here"/></testcase>
</testsuite></testsuites>"""


def test_what_was_not_tried_is_said_in_a_line_with_its_reason(tmp_path, monkeypatch):
    """E2: 51 tests were skipped on a fresh machine, and nobody was told."""
    monkeypatch.setattr(dev, "COUNTS", tmp_path)
    (tmp_path / "tests.xml").write_text(RAN)
    assert dev.counted() == ["NOT TRIED: 2 × no reader of PDF is here", "3 passed, 2 skipped"]
