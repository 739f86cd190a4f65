"""Pronouns that the tree decides: whose subject they are, and whom they cannot be."""

from __future__ import annotations

import pytest
from tests.extract.reading import events, record


@pytest.mark.parametrize(
    ("text", "trigger", "agents"),
    [
        ("Syrian government forces continued their attacks on Idlib on Monday.", "attacks", {"Syrian government forces"}),
        ("The rebels said they would release the hostages on Friday.", "release", {"rebels"}),
        ("The group said it had attacked the town of Bama.", "attacked", {"group"}),
        ("The minister said on Monday he had rejected the plan.", "rejected", {"minister"}),
    ],
)
def test_a_pronoun_under_a_clause_is_the_subject_above_it(text: str, trigger: str, agents: set[str]) -> None:
    (found,) = [e for e in events(text) if e.trigger == trigger]
    assert found.agents == agents


@pytest.mark.parametrize(
    ("text", "trigger", "agents"),
    [
        ("Four raiders were shot dead by soldiers after they killed six farmers in Diffa.", "killed", {"raiders"}),
        ("Soldiers killed two men after they attacked a checkpoint.", "attacked", {"men"}),
        ("Villagers were killed by rebels as they raided the village.", "raided", {"rebels"}),
        ("Two men were sentenced to death by a court in Gao for their role in the attack on a mine.", "attack", {"men"}),
    ],
)
def test_who_did_it_where_two_are_several(text: str, trigger: str, agents: set[str]) -> None:
    assert agents in [e.agents for e in events(text) if e.trigger == trigger and e.agents]


def test_those_whom_the_police_shot_are_not_whom_the_police_killed_too() -> None:
    found = events("Four raiders were shot dead by soldiers after they killed six farmers in Diffa.")
    assert {(e.trigger, e.killed) for e in found} == {("shot", (4, 4, 4)), ("killed", (6, 6, 6))}


def test_an_object_is_not_its_own_clause_s_subject() -> None:
    (urged,) = [e for e in events("Trump called Erdogan on Wednesday and urged him to release the pastor.") if e.trigger == "urged"]
    assert (urged.agents, urged.patients) == ({"Trump"}, {"Erdogan"})


def test_an_object_whose_antecedent_is_not_told_stays_a_pronoun_of_its_own() -> None:
    (attacked,) = [e for e in events("The soldiers attacked them near Bama.") if e.trigger == "attacked"]
    assert attacked.patients == {"them"}
    (agent,), (patient,) = attacked.account.agents, attacked.account.patients
    assert agent.chain != patient.chain


def test_number_must_agree() -> None:
    (found,) = [e for e in events("The president said they attacked the town of Bama.") if e.trigger == "attacked"]
    assert found.agents == {"they"}


@pytest.mark.parametrize(
    ("text", "trigger", "agent"),
    [
        ("A spokesman for the coalition denied that its planes had bombed the hospital.", "bombed", "coalition"),
        ("The army's spokesman said it had killed nine rebels.", "killed", "army"),
    ],
)
def test_it_is_for_whom_a_spokesman_speaks(text: str, trigger: str, agent: str) -> None:
    assert [e.agents for e in events(text) if e.trigger == trigger] == [{agent}]


def test_who_is_accused_answers_the_charge() -> None:
    found = record("He accused the army of burning villages, a charge that it has repeatedly denied.")
    (burning,) = [a for a in found.accounts if a.kind == "event" and a.polarity == "affirmed" and a.type == "assault"]
    (denied,) = [a for a in found.accounts if a.kind == "event" and a.polarity == "denied"]
    assert [m.chain for m in denied.speakers] == [m.chain for m in burning.agents]


def test_who_kills_himself_kills_nobody_else() -> None:
    found = [e for e in events("The general was assassinated by an aide who then killed himself.") if e.trigger == "killed"]
    assert [(e.agents, e.patients) for e in found] == [(set(), {"aide"})]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Her lawyer has argued that she was captured by rebels before the attack.", "captured"),
        ("His wife said he was shot by soldiers.", "shot"),
    ],
)
def test_a_lawyer_or_kin_speaks_of_somebody_else(text: str, trigger: str) -> None:
    (told,) = [e for e in events(text) if e.trigger == trigger]
    assert not {"lawyer", "wife"} & told.patients
