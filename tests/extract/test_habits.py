"""What is done again and again is no account of the one deed that an article is about."""

from __future__ import annotations

import pytest
from tests.extract.reading import events, record

from conflictgraph.extraction import consolidate

DEED = "A roadside bomb killed General Oleg Petrov near the city of Palmyra. "


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The desert is full of insurgents who continue to ambush army convoys.", "ambush"),
        ("Rebels often attack villages near the river.", "attack"),
        ("“They come at night and kill farmers,” one villager said.", "kill"),
        ("Killings of tribal elders recently rocked the east of the province.", "Killings"),
        ("The group has carried out attacks in the desert.", "attacks"),
        ("Militants have been shelling the villages.", "shelling"),
        ("Daily attacks on checkpoints worry the army.", "attacks"),
        ("Bandits rob travellers and kidnap traders every week.", "kidnap"),
    ],
)
def test_what_is_done_again_and_again_is_marked(text: str, trigger: str) -> None:
    found = [e for e in events(DEED + text) if e.trigger == trigger]
    assert found and all("+habit" in e.account.rule for e in found), [(e.trigger, e.account.rule) for e in events(DEED + text)]
    assert all(e.account.about is None for e in found)
    assert not any(e.time for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked villages near the river.",
        "Rebels continued to shell the town on Monday.",
        "The attacks killed nine farmers.",
        "Gunmen storm school in Gao",
        "Killings of tribal elders on Sunday rocked the east of the province.",
        "The strikes have killed nine farmers.",
        "Police often condemn the raids.",
    ],
)
def test_one_deed_and_a_headline_are_not(text: str) -> None:
    assert not any("+habit" in e.account.rule for e in events(text))


def test_those_who_often_attack_did_not_make_the_attack_of_the_article() -> None:
    text = DEED + "The country around Palmyra is full of insurgents who continue to ambush soldiers near the city of Palmyra."
    told = consolidate([record(text, None)]).events
    killing = next(e for e in told if any("petrov" in v for v in e.facts.victims))
    habit = next(e for e in told if any("insurgents" in a for a in e.facts.agents))
    assert killing.id != habit.id
    assert not killing.facts.agents


def test_two_habits_of_one_place_are_two_unless_the_same_act_in_both() -> None:
    text = "Bandits in Palmyra often kidnap traders. In Palmyra soldiers often beat shepherds."
    assert len(consolidate([record(text, None)]).events) == 2


def test_a_denied_habit_stays_with_what_it_denies() -> None:
    text = "Amnesty said that the army routinely tortures prisoners. The army denied that it routinely tortures prisoners."
    told = [e for e in events(text) if e.type in {"assault", "coerce"} and e.trigger == "tortures"]
    assert told and all("+habit" in e.account.rule for e in told)
