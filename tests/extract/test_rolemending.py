"""What the model says of who and whom gives way where the grammar of the sentence rules it out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.reading import analyzer, event

from conflictgraph.extract.rolemending import mended
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Predicate, Role


def roles(text: str, verb: str, **given: str) -> dict[str, tuple[str, float]]:
    """The roles of a verb after the mend where the model had given them to these words, with how sure they are."""
    (sentence,) = analyzer().analyze(text)
    at = {w.text: i for i, w in enumerate(sentence.words)}
    wrong = tuple(Role(label, at[word], at[word], at[word] + 1, sure=0.9) for label, word in given.items())
    tree = mended(Tree(replace(sentence, predicates=(Predicate(at[verb], wrong),))))
    return {r.label: (tree.words[r.head].text, r.sure) for r in tree.predicates[at[verb]].roles}


def test_the_subject_of_a_passive_is_nobody_who_acts() -> None:
    assert roles("Nine sailors were held by pirates.", "held", ARG0="sailors", ARG1="sailors") == {"ARG1": ("sailors", 0.9)}


def test_whoever_a_passive_relative_clause_is_about_does_not_act_in_it() -> None:
    assert "ARG0" not in roles("The priest, who was abducted near the border, is safe.", "abducted", ARG0="priest")


def test_an_object_is_nearer_than_a_subject() -> None:
    assert roles("The militia shelled the harbour.", "shelled", ARG1="militia") == {"ARG1": ("harbour", 0.0)}


def test_a_number_of_its_own_is_nearer_than_what_another_verb_governs() -> None:
    assert roles("The blast killed 14 soldiers and wounded 22.", "wounded", ARG1="soldiers") == {"ARG1": ("22", 0.0)}


def test_whom_something_is_given_to_does_not_give_it() -> None:
    assert "ARG0" not in roles("The nuns are offering shelter to families.", "offering", ARG0="families")


def test_who_was_killed_beside_somebody_did_not_kill_him() -> None:
    assert "ARG0" not in roles("The mayor was killed together with two guards.", "killed", ARG0="guards")


def test_a_question_word_is_nobody() -> None:
    assert "ARG0" not in roles("It is not clear who fired the rocket.", "fired", ARG0="who")


def test_whoever_is_called_on_would_do_it() -> None:
    assert roles("Ghana called on the rebels to free the nurses.", "free", ARG0="Ghana")["ARG0"] == ("rebels", 0.0)


def test_what_the_grammar_allows_stays_as_the_model_says_it() -> None:
    assert roles("The militia shelled the harbour.", "shelled", ARG0="militia", ARG1="harbour") == {"ARG0": ("militia", 0.9), "ARG1": ("harbour", 0.9)}


@pytest.mark.parametrize("text", ["The bishops put out a letter accusing the army of torture.", "The bishops issued a statement accusing the army of torture."])
def test_whoever_issues_a_statement_does_what_it_does(text: str) -> None:
    found = event(text, "accuse")
    assert (found.agents, found.patients) == ({"bishops"}, {"army"})


def test_what_somebody_is_said_to_be_stands_for_him() -> None:
    assert event("Iceland has been a steady donor, contributing 5 million dollars to the fund.", "aid").agents == {"Iceland"}


def test_whoever_aid_is_sent_to_does_not_send_it() -> None:
    assert "ARG0" not in roles("The council is considering sending aid to the mayor.", "sending", ARG0="mayor")


def test_whom_somebody_calls_on_does_not_call() -> None:
    found = event("The head of the union issued a letter Monday calling on the ministry to act.", "request")
    assert (found.agents, found.patients) == ({"head"}, {"ministry"})
