"""Texts that do not name their encoding, from a word to a page, and e-mails that do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.evidence.emails import read_email
from delvia_desktop.domain.evidence.encodings import decoded, in_charset
from delvia_desktop.domain.evidence.media import EML, TEXT, media_problem, media_type, plain_text

TEXTS = {
    "cp932": [
        "日本",
        "株式会社ノヴァ",
        "こんにちは。広告アカウントの権限を削除しました。",
        "Nova コスメ 2026年2月3日 TikTok広告",
        "契約書に署名しました。\r\nよろしくお願いいたします。",
    ],
    "gb18030": [
        "中国",
        "品牌账户",
        "您好，广告账户的权限已经删除。",
        "Nova 化妆品 2026年2月3日 TikTok 广告",
        "我们已收到授权文件，谢谢！",
    ],
    "cp949": ["안녕하세요", "광고 계정 권한을 삭제했습니다.", "노바 코스메틱 2026년 2월 3일"],
    "big5hkscs": ["您好，廣告帳戶的權限已經刪除。", "我們已收到授權文件，謝謝！"],
    "cp1251": ["Привет", "Доступ к рекламному аккаунту удалён.", "Україна, договір № 7"],
    "cp1250": ["Łódź", "Zażółć gęślą jaźń", "Příliš žluťoučký kůň"],
    "cp1252": [
        "Müller",
        "Zugriff gelöscht – “Größe” für 5 €",
        "L’Oréal à Paris, très bien, où êtes-vous, garçon",
        "El niño está aquí, ¿qué tal?",
        "Señor Muñoz añadió: «mañana»",
        "Åse Øyvind, blåbær",
    ],
    "cp874": ["สวัสดี โนวา", "ลบสิทธิ์การเข้าถึงบัญชีโฆษณาแล้ว"],
}
CASES = [(name, text) for name, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), CASES)
def test_a_text_is_read_in_its_encoding_however_short_it_is(name: str, text: str):
    """B17: text files in Shift_JIS or GBK were refused, or shown as gibberish."""
    content = text.encode(name)
    assert decoded(content) == text
    assert plain_text(content) == text
    assert media_type(content) == TEXT
    assert media_problem("note.txt", TEXT, content) == ""
    assert plain_text(("Header;Column\r\n" + text).encode(name)).endswith(text)


@pytest.mark.parametrize(("name", "text"), CASES)
def test_what_says_its_encoding_by_unicode_is_taken_at_its_word(name: str, text: str):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decoded(text.encode(encoding)) == text


@given(st.text())
def test_utf_8_is_always_read_as_itself(text: str):
    assert decoded(text.encode(errors="replace").removeprefix(b"\xef\xbb\xbf")) is not None


@given(st.binary(), st.text(max_size=12))
def test_no_name_of_an_encoding_makes_reading_fail(content: bytes, charset: str):
    assert isinstance(in_charset(content, charset), str)


@pytest.mark.parametrize(
    ("charset", "name", "text"),
    [
        ("gb2312", "gb18030", "您好，权限已经删除。囍"),
        ("GBK", "gb18030", "品牌账户"),
        ("Shift_JIS", "cp932", "権限を削除しました。①"),
        ("iso-2022-jp", "iso2022_jp", "権限を削除しました。"),
        ("euc-kr", "cp949", "권한을 삭제했습니다. 똠"),
        ("big5", "big5hkscs", "權限已經刪除。"),
        ("windows-1251", "cp1251", "Доступ удалён"),
        ("iso-8859-1", "cp1252", "Zugriff „gelöscht“"),
        ("no-such-charset", "gb18030", "您好，权限已经删除。"),
        ("", "cp932", "権限を削除しました。"),
        ("utf-8", "gb18030", "您好，权限已经删除。"),  # a program that names the wrong one
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_email_is_shown_in_the_encoding_that_it_names(charset, name, text, kind):
    """B17: the body and a subject in raw bytes."""
    declared = f"; charset={charset}" if charset else ""
    body = f"<p>{text}</p>" if kind == "html" else text
    mail = (
        b"From: Tom Hale <tom@brightside.example>\r\nTo: us@nova.example\r\nSubject: "
        + text.encode(name)
        + f"\r\nMIME-Version: 1.0\r\nContent-Type: text/{kind}{declared}\r\n".encode()
        + b"Content-Transfer-Encoding: 8bit\r\n\r\n"
        + body.encode(name)
        + b"\r\n"
    )
    assert media_type(mail) == EML
    assert media_problem("mail.eml", EML, mail) == ""
    read = read_email(mail)
    assert read.text == text
    if name != "iso2022_jp":
        assert dict(read.headers)["Subject"] == text
