"""Relations that the parser gets wrong again and again are mended; a sentence stays a tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.reading import event, events, record

from conflictgraph.extract.lists import mended
from conflictgraph.model import Word


def word(text: str, upos: str, head: int, deprel: str, start: int = 0) -> Word:
    return Word(text, start, start + len(text), text.lower(), upos, head, deprel)


@given(st.lists(st.tuples(st.sampled_from(["NOUN", "NUM", "VERB", "ADJ", "PUNCT"]), st.sampled_from(["nsubj:pass", "obj", "conj", "appos", "nummod", "amod", "flat", "root"]), st.integers(0, 7)), max_size=8))
def test_whatever_the_parser_gives_a_tree_stays_a_tree(parts: list[tuple[str, str, int]]) -> None:
    sentence, at = [], 0
    for i, (upos, deprel, head) in enumerate(parts):
        text = "," if upos == "PUNCT" else "dead" if upos == "ADJ" else f"w{i}"
        sentence.append(word(text, upos, head % i if i else -1, deprel, at))
        at += len(text) + 1
    out = mended(sentence)
    assert [w.text for w in out] == [w.text for w in sentence]
    for i in range(len(out)):
        steps, at = 0, i
        while at >= 0:
            at, steps = out[at].head, steps + 1
            assert steps <= len(out)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Two soldiers, a policeman and four militiamen were killed in the attack on the ferry.", (7, 7, 7), None),
        ("The commander, three of his guards and a cook were killed by the missile.", (5, 5, 5), None),
        ("Mortar shells killed at least 6 and wounded at least 14 in Aden.", (6, 6, None), (14, 14, None)),
        ("Three Indian soldiers, two militants killed in Kashmir gunfight", (5, 5, 5), None),
        ("Bomb blast in Jos: 15 dead, 40 wounded", (15, 15, 15), (40, 40, 40)),
        ("A baker, his wife and their two daughters were shot dead in the raid.", (4, 4, 4), None),
        ("Gunmen killed a judge and wounded two clerks and a guard.", (1, 1, 1), (3, 3, 3)),
        ("The bomb killed the mayor and wounded 11 others.", (1, 1, 1), (11, 11, 11)),
        ("The raid left a captain, two corporals and six privates dead.", (9, 9, 9), None),
        ("A mother and three of her children were killed by a shell.", (4, 4, 4), None),
        ("Seven die as rebels storm church", (7, 7, 7), None),
    ],
)
def test_lists_and_headlines_are_counted_whole(text: str, killed: tuple[int | None, ...] | None, wounded: tuple[int | None, ...] | None) -> None:
    found = next(e for e in events(text) if e.killed)
    assert (found.killed, found.wounded) == (killed, wounded)


def test_many_beside_one_body_are_one_of_a_list_with_it() -> None:
    found = event("The Kenyan government, a number of parties and the rebels condemned the verdict.", "accuse")
    assert {"number", "rebels"} < found.agents


def test_two_sides_belong_to_the_word_that_has_sides() -> None:
    (found,) = [e for e in events("A clash in or around the old market of Tessalit town in Kidal region between pupils and riot police has left two pupils injured.") if e.type == "assault"]
    assert found.participants == {"pupils", "police"}


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("Norway condemned in the strongest terms the raid on the clinic.", "accuse", {"raid"}),
        ("A Kenyan court has freed on bail two former clerks.", "retreat", {"clerks"}),
        ("The army killed in the operation a commander of the rebels.", "assault", {"commander"}),
    ],
)
def test_what_stands_behind_how_it_was_done_is_whom_it_was_done_to(text: str, kind: str, whom: set[str]) -> None:
    found = event(text, kind)
    assert found.patients | found.targets == whom


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Carter, Iraqi Prime Minister Discuss Next Moves in Mosul Fight", {"Carter", "Iraqi Prime Minister"}),
        ("Salva Kiir, Rebel Leader Meet in Addis Ababa", {"Salva Kiir", "Leader"}),
    ],
)
def test_a_headline_names_two_with_a_comma_between(text: str, both: set[str]) -> None:
    found = record(text)
    assert event(text, "consult").participants == both
    assert not [a for a in found.accounts if a.kind == "tie"]


def test_one_who_acts_alone_is_what_stands_beside_his_name() -> None:
    assert event("Karzai, president of Afghanistan, discusses the fight with Carter.", "consult").agents == {"Karzai"}
