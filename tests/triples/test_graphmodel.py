"""The records of the consolidated graph: one normal form, and JSON both ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conflictgraph.graphjson import from_json, to_json
from conflictgraph.graphmodel import (
    Facts,
    GActor,
    GArticle,
    GClaim,
    GEvent,
    GPlace,
    Graph,
    graph_of,
    is_web_address,
    kind_of,
    web_address,
)
from conflictgraph.kinds import CATEGORIES, EVENT_TYPES, SUMMED_KINDS, narrowest, root_type
from conflictgraph.model import Figure

EXAMPLE = Path(__file__).parent / "example.json"


def test_sets_are_sorted_and_hold_each_value_once() -> None:
    facts = Facts(agents=("b", "a", "b"), who=(("women", Figure(1, 1, 1)), ("children", Figure(2, None, None))))
    assert facts.agents == ("a", "b")
    assert [category for category, _ in facts.who] == ["children", "women"]


def test_equal_records_are_equal_and_hash_alike_whatever_the_order_they_were_made_in() -> None:
    one = GActor("a", "A", ("x", "y"), same_as=("https://b.example/", "https://a.example/"))
    other = GActor("a", "A", ("y", "x", "x"), same_as=("https://a.example/", "https://b.example/"))
    assert one == other
    assert hash(one) == hash(other)


def test_the_chain_of_speakers_keeps_its_order() -> None:
    claim = GClaim("C-1", "event", "z", "P-1", "A-1", "reported", "actual", "affirmed", via=("y", "x"))
    assert claim.via == ("y", "x")


def test_content_keeps_reading_order_and_loses_only_white_space() -> None:
    claim = GClaim(
        "C-1", "statement", "z", "P-1", "A-1", "reported", "actual", "affirmed", content=("b\n\tc ", " ", "a\u2028d")
    )
    assert claim.content == ("b c", "a d")


def test_coordinates_are_rounded_and_never_negative_zero() -> None:
    place = GPlace("p", "P", lat=-0.0000001, lon=12.3456789)
    assert (str(place.lat), place.lon) == ("0.0", 12.345679)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/ü?q=[1]#a#b", "https://a.example/%C3%BC?q=%5B1%5D#a%23b"),
        ("http://[::1]:8080/[x]", "http://[::1]:8080/%5Bx%5D"),
        ("https://a.example/50%zz%20", "https://a.example/50%25zz%20"),
        (' https://a.example/"><b>\n', "https://a.example/%22%3E%3Cb%3E"),
    ],
)
def test_web_addresses_are_percent_encoded_where_an_iri_demands_it(given: str, kept: str) -> None:
    assert web_address(given) == kept
    assert web_address(kept) == kept
    assert is_web_address(kept)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "www.a.example", "http://", "http://a:b/", "", "urn:x:y"])
def test_what_is_no_web_address_stays_text(text: str) -> None:
    assert web_address(text) == text
    assert not is_web_address(text)


def test_a_graph_sorts_its_records_and_refuses_two_records_under_one_id() -> None:
    a, b = GActor("a", "A"), GActor("b", "B")
    assert Graph(actors=(b, a, b)).actors == (a, b)
    with pytest.raises(ValueError, match="Two different actors share the id “a”"):
        Graph(actors=(a, GActor("a", "Another")))


def test_records_of_all_kinds_find_their_place_in_a_graph() -> None:
    graph = graph_of([GPlace("p", "P"), GActor("a", "A"), GEvent("E-1", Facts(), "actual", 1, 1), GArticle("A-1")])
    assert [kind_of(record) for record in graph.records()] == ["article", "event", "actor", "place"]


def test_an_unknown_mode_is_left_out_of_the_narrowest_type() -> None:
    assert narrowest("assault", "drone") == "assault-drone"
    assert narrowest("assault", "phone") == "assault"
    assert narrowest(None, "drone") is None
    assert root_type("coerce-martial-law") == "coerce"


def test_every_event_type_has_a_kind_of_relation_to_be_summed_into() -> None:
    assert set(SUMMED_KINDS) == set(EVENT_TYPES)
    assert len(set(SUMMED_KINDS.values())) == len(SUMMED_KINDS)
    assert len(EVENT_TYPES) == 16
    assert "civilians" in CATEGORIES


def test_the_example_goes_through_json_without_loss() -> None:
    graph = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    assert isinstance(graph, Graph)
    assert from_json(json.loads(json.dumps(to_json(graph)))) == graph
    for record in graph.records():
        assert from_json(json.loads(json.dumps(to_json(record)))) == record


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"record": "cloud"}, "“cloud” is no kind of record"),
        ({"record": "actor", "id": "a", "label": "A", "colour": "red"}, "there is no key “colour”"),
        ({"record": "actor", "id": "a"}, "a key is missing"),
        ({"record": "actor", "id": "a", "label": 7}, "str is expected, not int"),
        ({"record": "actor", "id": "a", "label": "A", "kind": "wizard"}, "“wizard” is none of"),
        ({"record": "actor", "id": "a", "label": "A", "altLabels": "B"}, "a list is expected"),
        ({"record": "event", "id": "E", "facts": [], "factuality": "actual", "speakers": 1, "reports": 1}, "an object"),
        (
            {"record": "event", "id": "E", "facts": {}, "factuality": "actual", "speakers": True, "reports": 1},
            "int is expected, not bool",
        ),
    ],
)
def test_bad_json_is_told_in_one_sentence(data: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        from_json(data)
