"""TikTok's answers as JSON: nothing that is no list reads as an empty one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.tiktok_json import read_answers

SHARES = [
    {"asset_id": "7480118479546429457", "asset_name": "Nova DE", "advertiser_role": "OPERATOR"},
    {"asset_id": "7326118133326376961", "asset_name": "Nova FR", "advertiser_role": "ADMIN"},
]


def answer(records, total: int | None = None, name: str = "list", **more) -> dict[str, object]:
    info = {"page_info": {"page": 1, "total_number": total}} if total is not None else {}
    return {
        "code": 0,
        "message": "OK",
        "request_id": "2026",
        "data": {name: records, **info},
        **more,
    }


def read(*values, between: str = "\n"):
    return read_answers([between.join(map(json.dumps, values)).encode()])


@pytest.mark.parametrize(
    "value",
    [
        answer(SHARES),
        answer(SHARES)["data"],
        SHARES,
        [answer(SHARES[:1]), answer(SHARES[1:])],
        {"result": "ok", "data": SHARES},
        {"success": True, "data": {"results": SHARES}},
        answer(SHARES, name="stores"),
    ],
    ids=["answer", "data", "list", "answers", "wrapped list", "wrapper", "stores"],
)
def test_an_answer_is_read_with_what_is_around_it_or_without(value):
    assert list(read(value).records) == SHARES


def test_pages_are_joined_and_what_is_repeated_counts_once():
    found = read(answer(SHARES, 3), answer([SHARES[0], {"asset_id": "7", "asset_name": "x"}], 3))
    assert (len(found.records), found.expected, found.repeated, found.is_complete) == (
        3,
        3,
        1,
        True,
    )
    apart = read_answers([json.dumps(answer([each], 57)).encode() for each in SHARES])
    assert (len(apart.records), apart.expected, apart.is_complete) == (2, 57, False)
    assert not read(SHARES).is_complete, "nothing says how many there are"


def test_ids_keep_every_digit_also_where_they_are_numbers():
    text = '{"data":{"list":[{"advertiser_id":7480118479546429457,"score":1.50}]}}'
    (record,) = read_answers([text.encode()]).records
    assert record == {"advertiser_id": "7480118479546429457", "score": "1.50"}


def test_fields_of_a_business_center_stand_where_they_once_stood():
    nested = {"bc_info": {"bc_id": "7093806444173742086", "name": "Nova"}, "user_role": "ADMIN"}
    flat = {"bc_id": "7093806444173742086", "name": "Nova", "user_role": "ADMIN"}
    assert read([nested]).records == read([flat]).records == (flat,)


def test_a_secret_is_dropped_while_it_is_read_and_counted():
    found = read([{"identity_id": "a-b", "auth_code": "#kD9x=", "tiktok_name": "nova"}])
    assert found.secrets == 1
    assert "kD9" not in str(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{"code":40002,"message":"You don\'t have permission","data":{}}',
            "error 40002: You don't",
        ),
        (
            '[{"code":0,"data":{"list":[]}},{"code":50000,"message":"busy","data":{}}]',
            "error 50000",
        ),
        (
            '{"data":{"list":[{"asset_id":null,"name":null},{"x":1}]}}',
            "2 records .* none has an ID",
        ),
        ('{"hello":"world"}', "holds no list"),
        ("42", "not an answer"),
        ("", "empty"),
        ("  \n ", "empty"),
        ('{"data":\n{"list":[}', "not JSON from line 1"),
        ("[" * 100_000, "not JSON"),
        (r'{"data":{"list":[{"asset_name":"Nova \ud800"}]}}', "not JSON"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(text, told):
    with pytest.raises(Refused, match=told):
        read_answers([text.encode()])


def test_an_error_of_any_length_is_told_in_a_sentence():
    with pytest.raises(Refused) as refused:
        read_answers([json.dumps({"code": ["x"] * 9_000, "message": "busy " * 9_000}).encode()])
    assert len(str(refused.value)) < 700


def test_a_total_that_no_list_has_is_none():
    answer = {"data": {"list": [{"asset_id": "1"}], "page_info": {"total_number": "9" * 5000}}}
    assert read(answer).expected is None


NAMES = st.sampled_from(["data", "list", "code", "asset_id", "bc_info"]) | st.text()
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
    max_leaves=12,
)


@given(ANY)
def test_any_json_is_read_or_refused(value):
    try:
        found = read(value)
    except Refused as error:
        told = str(error)
        assert told
    else:
        assert found.repeated >= 0
