"""Policies change what events say, never what claims say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.build import attack, graph, only_event, story

from conflictgraph.errors import StopRun
from conflictgraph.judgement import Grade
from conflictgraph.model import Figure
from conflictgraph.resolve.grades import Grades, least_grade
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.policy import POLICIES, Policy, policy_of

MINISTRY = "afghanistan-ministry-of-defence|the Defense Ministry"
MARKET = ("a market",)
RECORDS = (
    story("The Herald", "2015-06-13", attack(killed=10, targets=MARKET)), story("The Post", "2015-06-14", attack(killed=10, targets=MARKET)),
    story("The Sun", "2015-06-15", attack(killed=30, targets=MARKET, agents=("The Taliban",), speakers=(MINISTRY,))),
)  # fmt: skip


def under(text: str, *grades: Grade):  # type: ignore[no-untyped-def]
    found = graph(*RECORDS, guidance=Guidance(grades=Grades(grades), policy=policy_of(text)))
    assert [replace(c, credibility=None) for c in found.claims] == list(graph(*RECORDS).claims)
    (event,) = found.events
    return event


@pytest.mark.parametrize(("rule", "best"), [("best", 10), ("latest", 30), ("low", 10), ("high", 30)])
def test_the_rule_for_figures_picks_the_best(rule: str, best: int) -> None:
    assert under(f'figure = "{rule}"').facts.killed == Figure(10, best, 30)


def test_speakers_are_counted_for_each_value() -> None:
    event = under("min-speakers = 2")
    assert (event.facts.killed, event.facts.agents, event.factuality) == (Figure(10, 10, 10), (), "actual")


def test_an_event_that_one_voice_tells_of_is_alleged_under_two_speakers() -> None:
    assert only_event(RECORDS[0], policy="two-speakers").factuality == "alleged"
    assert only_event(RECORDS[0]).factuality == "actual"


def test_a_least_grade_lets_only_graded_sources_speak() -> None:
    ministry = Grade("source", "afghanistan-ministry-of-defence", "B")
    assert under('min-grade = "B"', ministry).facts.killed == Figure(30, 30, 30)
    assert under('min-grade = "A"', ministry).factuality == "alleged"


def test_a_least_grade_reads_letter_digit_or_both() -> None:
    assert least_grade("b2").met("A", 2)
    assert not least_grade("B2").met("B", 3)
    assert not least_grade("B").met(None, 1)
    for wrong in ("", "G", "7", "2B"):
        with pytest.raises(StopRun, match="is no grade"):
            least_grade(wrong)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("min-voices = 2", "A policy has no key “min-voices”; it has"),
        ("min-speakers = true", "“min-speakers” is a whole number"),
        ('figure = "median"', "“figure” is one of best, low, high, latest"),
        ("attributions = []", "“attributions” is a list"),
        ("min-confidence = 2", "“min-confidence” is a number from 0 to 1"),
        ('min-grade = "G"', "“min-grade” is a grade"),
        ("= broken", "The policy is no TOML"),
    ],
)
def test_what_is_no_policy_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(StopRun) as told:
        policy_of(text)
    assert sentence in str(told.value)


@pytest.mark.parametrize("policy", [*POLICIES.values(), Policy("my “own”", ("asserted",), 3, 0.25, "B2", "high")])
def test_a_policy_is_read_back_from_its_text(policy: Policy) -> None:
    assert policy_of(policy.text()) == policy
