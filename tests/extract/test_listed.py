"""Those harmed, and those who did it, who are named in a sentence of their own belong to the deed told before."""

from __future__ import annotations

import pytest
from tests.extract.reading import events, record

DEED = "Gunmen killed six people in Jos on Sunday. "


@pytest.mark.parametrize(
    "text",
    [
        "Those killed were identified as Peter Obi, Mary Musa and two guards.",
        "Police identified the victims as Peter Obi and Mary Musa.",
        "The victims are Peter Obi, Mary Musa and three of their children.",
        "The dead include Peter Obi and Mary Musa.",
    ],
)
def test_a_list_of_victims_is_about_the_deed_before(text: str) -> None:
    first, second = [e for e in events(DEED + text) if e.type == "assault"]
    assert second.account.about == first.account.id
    assert second.victims >= {"Peter Obi", "Mary Musa"}


@pytest.mark.parametrize("text", ["The victims are Peter Obi and Mary Musa.", "The winners were Peter Obi and Mary Musa.", DEED + "The victims were farmers."])
def test_without_a_deed_or_without_names_nothing_is_added(text: str) -> None:
    assert all(e.trigger != "victims" and "Peter Obi" not in e.victims for e in events(text))


def test_who_was_taken_together_with_others_was_taken() -> None:
    text = "The two Italians, Roberto Verdi and Mario Bianchi, together with Juan Gomez, were taken hostage on Monday."
    (e,) = [e for e in events(text) if e.type == "assault"]
    assert e.victims == {"Roberto Verdi", "Mario Bianchi", "Juan Gomez"}


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The army said the gunmen belonged to Jaish-e-Mohammed.", "Jaish-e-Mohammed"),
        ("The gunmen were members of the M23, a commission said.", "members"),
        ("Officials identified the attackers as members of the ELN.", "members"),
    ],
)
def test_whom_the_attackers_belong_to_is_held_to_have_done_it(text: str, agent: str) -> None:
    first, second = [e for e in events(DEED + text) if e.type == "assault"]
    assert (second.account.about, second.factuality, second.agents) == (first.account.id, "alleged", {agent})


@pytest.mark.parametrize("text", ["The gunmen belonged to nobody.", "The gunmen were young men.", "The gunmen did not belong to the M23."])
def test_who_the_attackers_are_without_a_name_or_are_not_tells_nothing(text: str) -> None:
    assert len([e for e in events(DEED + text) if e.type == "assault"]) == 1


def test_a_word_for_fighters_points_at_no_deed_that_nobody_did() -> None:
    text = "Roberto Rojas died in fighting in Usulutan on Sunday. The militant belonged to the Dominican Navy."
    assert all("identified" not in e.account.rule for e in events(text))


def test_who_was_harmed_is_named_by_what_befell_him() -> None:
    told = events("A police inspector was shot dead in Cucuta on Monday. The murdered inspector was identified as Gustavo Ropero.")
    assert [e.victims for e in told] == [set(), {"Gustavo Ropero"}]
    assert told[1].account.about == told[0].account.id


def test_the_wounded_include_those_that_are_told() -> None:
    told = events("Six people were hurt in the blast in Lima. The wounded include a child and a woman.")
    assert told[1].patients == {"child", "woman"}


@pytest.mark.parametrize(
    "text",
    ["One of the wounded is Maria Ruiz, who lives nearby.", "One of them was Maria Ruiz, a teacher.", "The other victim is Maria Ruiz."],
)
def test_one_of_those_harmed_is_named(text: str) -> None:
    told = [e for e in events("Seventeen people were hurt when a bomb exploded in Lima on Monday. " + text) if e.type == "assault"]
    assert (told[1].victims, told[1].account.about) == ({"Maria Ruiz"}, told[0].account.id)


def test_one_of_people_who_were_not_harmed_is_no_victim() -> None:
    text = "Seventeen people were hurt in Lima on Monday. The town elected four judges. One of them was Maria Ruiz."
    assert all("Maria Ruiz" not in e.victims for e in events(text))


def test_that_the_attackers_were_soldiers_tells_who_did_it() -> None:
    told = [e for e in events(DEED + "Neighbours said that the attackers were soldiers in uniform.") if e.type == "assault"]
    assert [(e.agents, e.factuality) for e in told[1:]] == [({"soldiers"}, "alleged")]


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        ("Among the victims are Maria Ruiz, Juan Soto and Ana Pena.", {"Maria Ruiz", "Juan Soto", "Ana Pena"}),
        ("One of the persons wounded was a student, Roberto Mora.", {"Roberto Mora"}),
    ],
)
def test_those_who_are_among_them_are_told(text: str, patients: set[str]) -> None:
    told = [e for e in events("A bomb exploded at the market in Lima on Monday, killing two people. " + text) if e.type == "assault"]
    assert told[1].patients == patients
    assert told[1].account.about is not None


@pytest.mark.parametrize("text", ["An agronomist, identified as Juan Soto, was killed in Lima.", "A student named Juan Soto was shot dead in Lima."])
def test_who_is_called_by_name_is_the_victim(text: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert (found.patients, found.victims) == ({"Juan Soto"}, {"Juan Soto"})


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The following guards died in the ambush: Major Karl Maurer, Captain Jon Berg and Ole Lund.", {"Karl Maurer", "Jon Berg", "Ole Lund"}),
        ("Jesuits Mario Vega, Juan Solis and Pedro Montes were killed in Lima.", {"Mario Vega", "Juan Solis", "Pedro Montes"}),
        ("The soldiers killed six nuns, among them Ana Mora and Rita Solis.", {"Ana Mora", "Rita Solis"}),
    ],
)
def test_a_row_of_names_is_of_those_harmed(text: str, victims: set[str]) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.victims == victims


def test_the_other_victim_is_named() -> None:
    told = [e for e in events(DEED + "The other victim, Juan Soto, is in hospital.") if e.type == "assault"]
    assert (told[1].victims, told[1].account.about is not None) == ({"Juan Soto"}, True)


def test_a_row_of_victims_is_not_one_person_with_many_names() -> None:
    found = record("The following guards died in the ambush: Karl Maurer, Jon Berg and Ole Lund.")
    (account,) = [a for a in found.accounts if a.type == "assault"]
    assert len({m.chain for m in (*account.patients, *account.victims)}) == 4
