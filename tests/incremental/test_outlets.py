"""Articles of several outlets about battles, sums and twin attacks, added in any order and in any batches: the same bytes."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.incremental.test_incremental import at_once, everything, fresh, put

from conflictgraph import pipeline
from conflictgraph.extraction import consolidation
from conflictgraph.model import Record
from outlets.gold import record
from scorers.common import read_jsonl
from scorers.outlets import CORPUS

SOME = ("d01-", "d03-", "d04-", "d08-")


@cache
def records() -> tuple[Record, ...]:
    return tuple(record(row) for row in read_jsonl(CORPUS) if row["cluster"].startswith(SOME))


@cache
def expected() -> tuple[object, ...]:
    return at_once(records())


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(20)), st.sets(st.integers(1, 19), max_size=6))
def test_no_order_and_no_batches_change_a_byte(order: list[int], cuts: set[int]) -> None:
    assert len(records()) == 20
    assert any("ontology#partOf" in line for line in expected()[0])  # type: ignore[attr-defined]
    with fresh() as store:
        start = 0
        for end in (*sorted(cuts), len(order)):
            put(store, [records()[n] for n in order[start:end]])
            pipeline.catch_up(store, consolidation)
            start = end
        assert everything(store) == expected()
