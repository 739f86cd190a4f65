"""Why an event holds a value, and who disagrees."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conflictgraph import store as stores
from conflictgraph.errors import UnknownName
from conflictgraph.query import Lookups, disputes, why

world = runpy.run_path(str(Path(__file__).parent / "world.py"))
SARN, SCHOOL, SHELLED = (world[name] for name in ("SARN", "SCHOOL", "SHELLED"))


def test_why_gives_claims_quotes_rule_and_confidence(look: Lookups) -> None:
    (answer,) = why(look, SARN, "killed")
    assert (answer.held, answer.contested) == ("2 (2–10)", True)
    assert [(g.value, g.counts, g.claim.speaker.label, g.claim.confidence) for g in answer.grounds] == [
        ("10", "rivals", "Defence Ministry", 0.9),
        ("2", "supports", "Northern Front", 0.9),
    ]
    assert why(look, SARN, "killedBest") == why(look, SARN, "dead") == [answer]


def test_why_without_a_property_explains_every_value(look: Lookups) -> None:
    assert [answer.property for answer in why(look, SARN)] == [
        "type",
        "agent",
        "patient",
        "place",
        "time",
        "killed",
        "factuality",
    ]


def test_why_of_what_nobody_says_has_no_grounds_and_of_no_property_says_which_there_are(look: Lookups) -> None:
    (answer,) = why(look, SARN, "wounded")
    assert (answer.held, answer.grounds) == ("", ())
    with pytest.raises(UnknownName, match="no property “colour”; it has type, agent"):
        why(look, SARN, "colour")


def test_an_alleged_claim_counts_as_alleged(look: Lookups) -> None:
    (answer,) = why(look, SCHOOL, "agent")
    assert [(g.value, g.counts) for g in answer.grounds] == [("gunmen", "alleged")]


def test_a_denial_denies_whatever_is_held(tmp_path: Path) -> None:
    from dataclasses import replace

    graph = world["GRAPH"]
    claims = tuple(replace(c, polarity="denied") if c.id == world["C_TWO"] else c for c in graph.claims)
    events = tuple(replace(e, contested=("polarity",)) if e.id == SARN else e for e in graph.events)
    with stores.open(world["build"](tmp_path / "g", replace(graph, claims=claims, events=events))) as store:
        (answer,) = why(Lookups(store), SARN, "happened")
        assert [(g.value, g.counts) for g in answer.grounds] == [
            ("affirmed as actual", "supports"),
            ("denied", "denies"),
        ]
        (dispute,) = disputes(Lookups(store))
        assert [(r.value, r.speakers[0].id) for r in dispute.rivals] == [
            ("affirmed as actual", "defence-ministry"),
            ("denied", "northern-front"),
        ]


def test_disputes_put_rival_values_beside_each_other_with_their_speakers(look: Lookups) -> None:
    (dispute,) = disputes(look)
    assert (dispute.event.id, dispute.property, dispute.held) == (SARN, "killed", "2 (2–10)")
    assert [(rival.value, [ref.label for ref in rival.speakers]) for rival in dispute.rivals] == [
        ("10", ["Defence Ministry"]),
        ("2", ["Northern Front"]),
    ]
    assert disputes(look, name="killed") == [dispute]
    assert disputes(look, name="place") == disputes(look, event=SHELLED) == []
