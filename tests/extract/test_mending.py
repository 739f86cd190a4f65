"""Sentences that the parser takes for phrases, and names that it hangs on the wrong word, are read as they are meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.reading import analyzer, event, events

from conflictgraph.extract import speechclauses, wirelines
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Word


def test_a_noun_before_a_verb_that_has_no_subject_is_its_subject() -> None:
    found = event("A sniper shot dead a conscript.")
    assert (found.agents, found.patients) == ({"sniper"}, {"conscript"})


def test_what_a_participle_says_of_an_object_leaves_the_object_in_place() -> None:
    found = event("Warplanes hit a hospital run by a charity.")
    assert found.targets == {"hospital"}
    assert "charity" not in found.agents


def test_the_second_of_two_participles_with_an_object_is_the_verb_of_the_sentence() -> None:
    found = event("A bomb planted by separatists wounded two officers.")
    assert (found.agents, found.patients) == ({"separatists"}, {"officers"})


def test_a_participle_that_is_an_adjective_does_nothing_to_the_name_behind_it() -> None:
    found = event("Congo accuses neighbouring Rwanda of backing the rebels.", "accuse")
    assert (found.agents, found.patients) == ({"Congo"}, {"Rwanda"})


def test_names_behind_a_comma_with_a_last_one_behind_and_are_a_list() -> None:
    found = event("The European Union, the United States and Canada condemned the election.", "accuse")
    assert found.agents == {"The European Union", "the United States", "Canada"}


def test_a_country_behind_the_word_for_what_it_is_to_another_is_one_party_with_it() -> None:
    found = event("Syria and its ally Iran denounced the strike.", "accuse")
    assert found.agents == {"Syria", "Iran"}


def test_those_who_demonstrate_are_never_demonstrated() -> None:
    found = event("Tens of thousands of people demonstrated in Minsk against Lukashenko.", "protest")
    assert (found.agents, found.patients) == ({"people"}, {"Lukashenko"})


@pytest.mark.parametrize("text", ["Two soldiers killed in a blast near Mosul", "A boy was shot dead near Mosul."])
def test_whom_a_deed_befell_stays_whom_it_befell(text: str) -> None:
    assert not any(e.agents for e in events(text))


def test_a_past_form_goes_on_with_the_verb_before_the_infinitive() -> None:
    (found,) = [e for e in events("Agents were reported to have been opposed to the closure of the camp, and fired into the crowd, wounding five protesters.") if e.type == "assault"]
    assert (found.factuality, found.agents) == ("actual", {"Agents"})


def test_two_participles_behind_one_have_are_told_in_the_same_way() -> None:
    found = event("The rebels are said to have attacked a camp and killed ten soldiers.", "assault")
    assert found.factuality == "alleged"


def test_those_who_are_let_go_are_whom_it_befell() -> None:
    found = event("The guerrillas let go nine fishermen.", "retreat")
    assert (found.agents, found.patients) == ({"guerrillas"}, {"fishermen"})


def test_a_noun_before_a_day_and_a_verb_with_an_object_is_its_subject() -> None:
    found = event("A tribunal on Friday freed student leader Peter Okello, a critic of the governor.", "retreat")
    assert (found.agents, found.patients) == ({"tribunal"}, {"Peter Okello"})


def test_the_name_of_somebody_stands_beside_his_post_behind_whatever_his_post_is_of() -> None:
    found = event("The head of the eye ward at the Mercy Hospital of Leeds, Ann Mary Lowe, called on the council to act.", "request")
    assert (found.agents, found.patients) == ({"head"}, {"council"})


def test_a_title_with_a_capital_is_no_verb() -> None:
    (found,) = [e for e in events("The U.S. Embassy Chargé d'Affaires, Ann Lee, condemned the attack.") if e.trigger == "condemned"]
    text = found.account
    assert len(text.agents) == 1 and text.agents[0].end == len("The U.S. Embassy Chargé d'Affaires")


def test_a_mend_that_would_make_a_ring_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def ring(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], frozenset[int]]:
        return tuple(replace(w, head=(k + 1) % len(words)) for k, w in enumerate(words)), frozenset()

    sentence = analyzer().analyze("Rebels killed six people in Goma.")[0]
    monkeypatch.setattr(speechclauses, "mended", ring)
    assert [w.head for w in Tree(sentence).words] == [w.head for w in sentence.words]


def test_a_wire_line_that_governs_the_sentence_leaves_a_tree() -> None:
    sentence = analyzer().analyze("BEIRUT (Reuters) - Protesters hurled rocks at security forces.")[0]
    verb = next(k for k, w in enumerate(sentence.words) if w.text == "hurled")
    line = [replace(w, head=-1 if k == 0 else verb if k == 4 else 0) if k < 5 else w for k, w in enumerate(sentence.words)]
    line[verb] = replace(line[verb], head=0, deprel="parataxis")
    told = wirelines.mended(tuple(line))
    assert told[verb].head == -1 and told[0].head == verb


def test_a_verb_behind_a_long_row_of_offices_is_one() -> None:
    text = "Flavia Nardelli Piccoli, Vice President of the Commission for Culture, Science, and Education of the Italian Chamber of Deputies, condemned terrorist attacks in Tehran."
    assert event(text, "accuse").agents == {"Flavia Nardelli Piccoli"}


def test_the_verb_behind_a_relative_clause_is_the_sentences() -> None:
    from tests.extract.reading import events

    assert [e.agents for e in events("The militia that controls the port fired on a ship flying the Turkish flag.") if e.trigger == "fired"] == [{"militia"}]


@pytest.mark.parametrize(("text", "patients"), [("Russia ignored appeals to stop bombing civilians.", {"civilians"}), ("The army kept shelling villages near Gao.", {"villages"})])
def test_what_is_stopped_or_kept_up_is_a_deed_with_its_object(text: str, patients: set[str]) -> None:
    from tests.extract.reading import events

    (told,) = [e for e in events(text) if e.type == "assault"]
    assert told.patients | told.targets == patients and not told.agents & patients
