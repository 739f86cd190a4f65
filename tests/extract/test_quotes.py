"""Where quotations begin and end: marks of every shape, over sentences and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.extract import quotes


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We will fight on,” he said.",
        '"We will fight on," he said.',
        "«We will fight on,» he said.",
        "``We will fight on,'' he said.",
        "''We will fight on,'' he said.",
        "„We will fight on,” he said.",
    ],
)
def test_a_quotation_is_what_stands_between_its_marks(text: str) -> None:
    assert inside(text) == ["We will fight on,"]


def test_a_quotation_goes_on_over_its_sentences() -> None:
    assert inside("“They came at night. They burned the market. We fled,” she said.") == ["They came at night. They burned the market. We fled,"]


def test_an_interrupted_quotation_is_two() -> None:
    assert inside("“We will fight on,” he said, “until the end.”") == ["We will fight on,", "until the end."]


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph_and_runs_on_where_the_next_opens() -> None:
    first, second = quotes.find("“They came at night and burned the market.\n“They killed ten civilians,” the mayor said.")
    assert (first.runs_on, first.continues) == (True, False)
    assert (second.runs_on, second.continues) == (False, True)


def test_an_empty_line_between_the_paragraphs_changes_nothing() -> None:
    first, second = quotes.find("“They came at night and burned the market.\n\n“They killed ten civilians,” the mayor said.")
    assert (first.runs_on, second.continues) == (True, True)


def test_a_closed_quotation_does_not_run_on_into_the_next() -> None:
    first, second = quotes.find("“They came at night,” he said.\n“They killed ten civilians,” she said.")
    assert (first.runs_on, second.continues) == (False, False)


def test_apostrophes_and_inches_open_no_quotation() -> None:
    assert inside("It's the army's 5\" gun, the soldiers' pride.") == []


def test_a_single_word_in_marks_is_a_quotation_like_any_other() -> None:
    assert inside("The so-called “caliphate” fell.") == ["caliphate"]


def test_a_quotation_inside_a_quotation_stays_inside() -> None:
    assert inside("“He told us ‘go home’ and left,” she said.") == ["He told us ‘go home’ and left,"]


@given(st.text(alphabet="ab “”\"«»„`'\n.,", max_size=80))
def test_quotations_of_any_text_lie_in_it_in_order_without_overlap(text: str) -> None:
    at = 0
    for q in quotes.find(text):
        assert at <= q.start < q.end <= len(text)
        assert text[q.start : q.end].strip()
        at = q.end


@pytest.mark.parametrize("text", ["'We will fight on,' he said.", "‘We will fight on,’ he said.", "He said: 'The rebels' men will fight on.'"])
def test_single_marks_hold_a_quotation_where_it_ends_as_a_clause_does(text: str) -> None:
    assert len(inside(text)) == 1


@pytest.mark.parametrize("text", ["They call it the 'safe zone' now.", "The soldiers' guns, the rebels' men.", "“He said ‘Run.’ to us,” she said.", "In the '90s, he fled."])
def test_single_marks_around_terms_or_inside_a_quotation_hold_none_of_their_own(text: str) -> None:
    assert [q for q in inside(text) if not q.startswith("He said")] == []
