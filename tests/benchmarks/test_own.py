"""The scorer of our own articles, on literal rows."""

from __future__ import annotations

from typing import Any

import pytest

from scorers import own
from scorers.adapt.own import OWN
from scorers.common import Row, read_jsonl

TEXT = "Rebels killed\ntwo policemen in Goma on Friday, the mayor said. Karim Zia leads the Front."


def gold(**more: Any) -> Row:
    return {
        "kind": "event", "type": "assault", "mode": None, "quote": "Rebels killed two policemen in Goma", "trigger": "killed",
        "agents": ["Rebels"], "patients": ["policemen"], "victims": [], "participants": [], "place": "Goma", "date": "2015-06-12",
        "killed": [2, 2, 2], "wounded": None, "abducted": None, "captured": None, "speaker": "mayor", "factuality": "actual",
        "polarity": "affirmed", "attribution": "reported", "relation": None, **more,
    }  # fmt: skip


def found(**more: Any) -> Row:
    return {
        "kind": "event", "type": "assault", "mode": None, "trigger": [7, 13], "passage": [0, 60], "cue": None, "agents": [["Rebels"]],
        "patients": [["policemen"]], "participants": [], "place": ["Goma", "Goma"], "date": ["2015-06-12", "2015-06-12"],
        "killed": [2, 2, 2], "wounded": None, "abducted": None, "captured": None, "speaker": ["mayor"], "about": False,
        "factuality": "actual", "polarity": "affirmed", "attribution": "reported", "relation": None, **more,
    }  # fmt: skip


def measured(accounts: list[Row], predicted: list[Row], text: str | None = TEXT) -> dict[str, float]:
    rows = [{"id": "a#0", "file": "a", "n": 0, "skip": None, "accounts": accounts}]
    return own.score(rows, {"a#0": {"id": "a#0", "text": text, "accounts": predicted}})


def test_a_perfect_prediction_has_a_hundred_everywhere() -> None:
    got = measured([gold()], [found()])
    for name in ("event F", "type accuracy", "agents F", "patients F", "place accuracy", "date accuracy", "figures accuracy", "speaker F"):
        assert got[name] == 100, name


def test_an_article_without_a_prediction_counts_with_all_its_accounts_missed() -> None:
    rows = [{"id": "a#0", "file": "a", "n": 0, "skip": None, "accounts": [gold()]}]
    assert own.score(rows, {})["event R"] == 0
    assert measured([gold()], [found()] * 2)["event P"] == 50


@pytest.mark.parametrize(
    ("wrong", "measure"),
    [
        ({"type": "coerce"}, "type accuracy"), ({"agents": [["army"]]}, "agents F"), ({"patients": []}, "patients F"), ({"place": None}, "place accuracy"),
        ({"date": ["2015-06-01", "2015-06-30"]}, "date accuracy"), ({"killed": [2, 2, None]}, "figures accuracy"), ({"speaker": None}, "speaker F"),
        ({"factuality": "alleged"}, "factuality accuracy"), ({"polarity": "denied"}, "polarity accuracy"),
    ],
)  # fmt: skip
def test_each_error_costs_its_own_measure_and_not_the_event(wrong: Row, measure: str) -> None:
    got = measured([gold()], [found(**wrong)])
    assert got["event F"] == 100
    assert got[measure] < 100
    rows = [{"id": "a#0", "accounts": [gold()]}]
    kinds = [d.kind for d in own.differences(rows, {"a#0": {"text": TEXT, "accounts": [found(**wrong)]}})]
    assert kinds
    assert all(kind.startswith("event: ") for kind in kinds)


def test_an_event_of_another_type_on_another_word_is_no_match() -> None:
    assert measured([gold()], [found(trigger=[18, 27], type="coerce")])["event F"] == 0
    assert measured([gold()], [found(trigger=[18, 27])])["event F"] == 100


def test_a_party_may_be_known_by_another_name_of_its_chain() -> None:
    assert measured([gold(agents=["Taliban"])], [found(agents=[["They", "the Taliban"]])])["agents F"] == 100


def test_a_tie_needs_both_ends_and_for_the_strict_figure_name_and_status() -> None:
    ends = {"from": "Karim Zia", "to": "Front"}
    mine = gold(kind="tie", type=None, quote="Karim Zia leads the Front", trigger="leads", relation={"name": "leads", "status": "present", **ends})
    yours = found(kind="tie", type=None, trigger=[70, 75], passage=[60, 85], relation={"name": "leads", "status": "former", "from": ["Zia"], "to": ["Front"]})
    got = measured([mine], [yours])
    assert (got["tie F"], got["tie with name and status F"]) == (100, 0)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        (None, (None, None)), ("2015-06-12", ("2015-06-12", "2015-06-12")), ("2015-06", ("2015-06-01", "2015-06-30")), ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015", ("2015-01-01", "2015-12-31")), ("2015-22", ("2015-06-01", "2015-08-31")), ("../2010", (None, "2010-12-31")), ("2023-12/..", ("2023-12-01", None)),
        ("XXXX-03", (None, None)),
    ],
)  # fmt: skip
def test_a_form_of_edtf_has_a_first_and_a_last_day(edtf: str | None, expected: tuple[str | None, str | None]) -> None:
    assert own.bounds(edtf) == expected


def test_every_quote_of_the_truth_is_found_in_the_article_as_it_is_read() -> None:
    rows = read_jsonl(own.TRUTH)
    assert len({own.key(row) for row in rows}) == len(rows)
    for row in rows:
        articles = OWN.articles(row)
        assert bool(articles) == (row["skip"] is None), own.key(row)
        for account in row["accounts"]:
            assert own.trigger_in(articles[0].text, account) is not None, (own.key(row), account["quote"])
