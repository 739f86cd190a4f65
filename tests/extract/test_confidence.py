"""An account's confidence: a probability, from what was found and how; sure parts never make it smaller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.reading import TUESDAY, analyzer, record

from conflictgraph.extract import confidence, extract_article
from conflictgraph.extract.trace import Trace
from conflictgraph.model import Article

KINDS = ("event", "statement", "tie")
TEXT = "Rebels killed three soldiers in Goma on Monday, said Army spokesman John Kabila. “We were surrounded,” he said."


def test_every_account_has_a_probability_that_its_evidence_gives() -> None:
    trace = Trace()
    found = extract_article(Article(text=TEXT, published=TUESDAY), analyzer(), trace).accounts
    assert found
    for a in found:
        assert a.confidence == confidence.probability(a.kind, trace.evidence[a.id])
        assert confidence.LEAST <= a.confidence <= confidence.MOST


def test_every_weight_is_of_evidence_that_accounts_have() -> None:
    trace = Trace()
    text = f"{TEXT} The president of Kenya, Uhuru Kenyatta, condemned the attack."
    found = extract_article(Article(text=text, published=TUESDAY), analyzer(), trace).accounts
    for kind in KINDS:
        evidence = next(trace.evidence[a.id] for a in found if a.kind == kind)
        assert set(confidence.weights()[kind]) <= {*evidence, "start", "slope", "shift"}
        assert all(0 <= value <= 1 for value in evidence.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_correction_never_turns_the_order_round(kind: str) -> None:
    assert confidence.weights()[kind]["slope"] >= 0


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["word", "predicate", "agent-role", "patient-role"]))
def test_a_surer_part_never_makes_an_event_less_sure(a: float, b: float, feature: str) -> None:
    low, high = sorted((a, b))
    base = {"agent": 1.0, "patient": 1.0}
    assert confidence.probability("event", {**base, feature: low}) <= confidence.probability("event", {**base, feature: high})


def test_a_full_account_is_surer_than_a_bare_one() -> None:
    full = next(a for a in record("Rebels killed three soldiers in Goma on Monday.").accounts if a.kind == "event")
    bare = next(a for a in record("There was an attack in Goma.").accounts if a.kind == "event")
    assert bare.confidence < full.confidence
