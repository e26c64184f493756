"""A page to read: whole in one file, safe against what stands in a register."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.exchange.page import PageCell, PageList, PageRow, ReadingPage, html_of

HOSTILE = '<script src="//evil.example"></script>"><img src=x onerror=alert(1)>&amp;\'$title'


class Parsed(HTMLParser):
    """The tags of a page with their attributes, and what stands in cells and facts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._in = ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in {"td", "dd"}:
            self.texts.append("")
        self._in = tag if tag in {"td", "dd", "span"} else ""

    def handle_endtag(self, _tag):
        self._in = ""

    def handle_data(self, data):
        if self._in:
            self.texts[-1] += data


def page(text: str) -> bytes:
    row = PageRow((PageCell(text), PageCell(text, "good")), ((text, text),))
    a_list = PageList("shares", text, (text, "State"), (row,))
    return html_of(ReadingPage("en", text, text, text, (a_list,)))


def test_a_page_loads_nothing_and_its_policy_allows_its_own_style_and_script_only():
    content = page("Nova")
    parsed = Parsed(content)
    for _, attributes in parsed.tags:
        assert not {"src", "style", "onclick", "onload", "action"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")
    text = content.decode()
    assert "url(" not in text
    assert "@import" not in text
    assert "fetch(" not in text
    policy = next(a["content"] for t, a in parsed.tags if "http-equiv" in a)
    for part, name in (("style", "style-src"), ("script", "script-src")):
        (inner,) = re.findall(f"<{part}>(.*?)</{part}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


@given(st.one_of(st.just(HOSTILE), st.text(st.characters(codec="utf-8", exclude_categories=["C"]))))
def test_whatever_stands_in_a_register_is_text_on_a_page(text):
    plain = Parsed(page("Nova"))
    parsed = Parsed(page(text))
    assert [tag for tag, _ in parsed.tags] == [
        tag for tag, a in plain.tags if text or (tag != "span" and a.get("class") != "notice")
    ]
    assert [each for each in parsed.texts if each] == [text] * 3 * bool(text)


def test_without_scripts_all_is_shown_but_the_search():
    parsed = Parsed(page("Nova"))
    assert [(tag, a["id"]) for tag, a in parsed.tags if "hidden" in a] == [("div", "search")]
    assert len([tag for tag, _ in parsed.tags if tag == "tbody"]) == 1
