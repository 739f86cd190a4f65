"""Ids of claims that are held as bytes are a tuple of texts in all that Python and networkx do with one."""

from __future__ import annotations

import copy
import json
import pickle
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.claimids import ClaimIds, insides, of_insides, packed, read, union, written

IDS = st.sets(st.integers(0, 2**64 - 1).map(lambda number: f"C-{number:016x}"), max_size=8).map(lambda ids: tuple(sorted(ids)))
SOME = IDS.filter(bool)


@given(SOME)
def test_packed_ids_are_the_tuple_that_they_stand_for(ids: tuple[str, ...]) -> None:
    made = packed(ids)
    assert isinstance(made, ClaimIds) and isinstance(made, tuple)
    assert made == ids and ids == made
    assert (made != ids, ids != made, made != ids[1:], ids[1:] != made) == (False, False, True, True)
    assert hash(made) == hash(ids) and {ids: 1}[made] == 1
    assert [*made] == [*ids] and tuple(made) == ids and type(tuple(made)) is tuple and list(reversed(made)) == list(reversed(ids))
    assert len(made) == len(ids) and repr(made) == repr(ids) == f"{made}"
    assert made[0] == ids[0] and made[-1] == ids[-1] and made[1:] == ids[1:] and made.index(ids[-1]) == len(ids) - 1
    assert ids[0] in made and "C-1" not in made and made.count(ids[0]) == 1
    more = ("x",)
    assert ("x", *made) == ("x", *ids) == more + made and made + more == (*ids, "x") and made * 2 == 2 * made == ids * 2
    assert "; ".join(made) == "; ".join(ids)


@given(SOME, SOME)
def test_packed_ids_are_ordered_as_tuples_are(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for a, b in ((packed(one), packed(other)), (packed(one), other), (one, packed(other))):
        assert (a < b, a <= b, a > b, a >= b, a == b) == (one < other, one <= other, one > other, one >= other, one == other)


@given(st.lists(IDS, max_size=4))
def test_the_union_of_packed_ids_has_each_once_in_order(sets: list[tuple[str, ...]]) -> None:
    expected = tuple(sorted({each for ids in sets for each in ids}))
    made = union(map(packed, sets))
    assert made == expected == union(sets) == union((packed(ids) if n % 2 else ids) for n, ids in enumerate(sets))
    assert len(made) == len(expected) and bool(made) == bool(expected) and hash(made) == hash(expected)


@given(SOME, SOME)
def test_packed_ids_are_written_and_copied_as_tuples_are(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    made, expected = union((packed(one), packed(other))), tuple(sorted({*one, *other}))
    assert json.dumps({"claims": made}) == json.dumps({"claims": expected})
    assert json.loads(json.dumps(made, indent=1)) == [*expected]
    read = pickle.loads(pickle.dumps(made))
    assert read == expected and type(read) is tuple
    assert copy.deepcopy({"a": [made]}) == {"a": [expected]} and copy.copy(made) == expected
    assert isinstance(made, ClaimIds) and of_insides(insides(made)) == expected


def test_they_may_be_taken_apart_in_every_way() -> None:
    made = packed(("C-00000000000000aa", "C-00000000000000bb"))
    one, other = made
    assert (one, other) == ("C-00000000000000aa", "C-00000000000000bb")
    match made:
        case (first, _):
            assert first == one
        case _:
            pytest.fail("It is a sequence of two.")


@pytest.mark.parametrize("ids", [(), ("C-1",), ("E-0000000000000000",), ("C-00000000000000FF",), ("C-0000000000000000", "C-1"), ("C-000", "C-00000000000000000000000000000"), ("C-0000000000000000\n",)])
def test_what_is_no_id_of_a_claim_stays_as_it_is(ids: tuple[str, ...]) -> None:
    assert type(packed(ids)) is tuple
    assert packed(ids) == ids == read(written(ids))
    assert union([packed(ids), packed(("C-ffffffffffffffff",))]) == tuple(sorted((*ids, "C-ffffffffffffffff")))


def test_they_take_a_fraction_of_what_the_texts_take() -> None:
    ids = tuple(f"C-{number:016x}" for number in range(10))
    made = packed(ids)
    assert sys.getsizeof(made) + sum(map(sys.getsizeof, insides(made))) < (sys.getsizeof(ids) + sum(map(sys.getsizeof, ids))) / 4  # type: ignore[arg-type]
