"""Names for comparison, ids and addresses: quick ways that must say the same as the slow ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conflictgraph import packed
from conflictgraph.graphmodel import Facts, web_address
from conflictgraph.model import Figure
from conflictgraph.names import fold


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_a_name_without_accents_is_folded_as_one_with_accents(text: str) -> None:
    assert fold(f"é {text}") == f"e {fold(text)}".strip()


@given(st.from_regex(r"https?://[a-zA-Z0-9.-]{1,12}(/[a-zA-Z0-9_~:/?@!$&'()*+,;=.%-]{0,20})?", fullmatch=True))
def test_an_address_in_which_nothing_is_encoded_stays_as_it_is_with_a_fragment_and_without(address: str) -> None:
    plain, fragment = web_address(address), web_address(f"{address}#x")
    assert fragment == f"{plain}#x"


def test_records_and_sets_are_packed_field_by_field() -> None:
    facts = Facts(event_type="assault", agents=("a", "b"), killed=Figure(2, 3, None))
    assert packed.dumps((frozenset({"b", "a"}), facts.killed, None)) == '[["a","b"],[2,3,null],null]'
    assert packed.loads(Facts, packed.dumps(facts)) == facts
