"""The same event told again inside an article is linked to the first account of it, not merged and not copied."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events, record


def pair(text: str) -> tuple[Seen, Seen]:
    """The two assaults of a text."""
    first, second = [e for e in events(text) if e.type == "assault"]
    return first, second


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police station in Kandahar on Monday. The attack killed six officers.",
        "A bomb exploded at a market in Quetta on Friday. At least 12 people were killed.",
        "Militants ambushed a convoy near Gao on Sunday. Seven soldiers died.",
        "Boko Haram attacked Bama on Monday. The militants killed nine farmers.",
    ],
)
def test_the_attack_or_its_toll_is_about_the_event_told_before(text: str) -> None:
    first, second = pair(text)
    assert second.account.about == first.account.id
    assert first.account.about is None


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police station in Kandahar on Monday. Another attack killed six officers in Herat.",
        "Gunmen attacked a police station in Kandahar on Monday. A bomb killed six officers in Herat on Friday.",
        "The Taliban attacked Kunduz on Monday. Afghan forces killed six insurgents in Helmand on Sunday.",
        "Rebels killed nine farmers in Beni on Monday. In March rebels killed two nurses in Goma.",
    ],
)
def test_another_event_is_about_nothing_before(text: str) -> None:
    first, second = pair(text)
    assert (first.account.about, second.account.about) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus near Hangu on Monday. The attackers shot two guards.",
        "Mayor Julio Rojas was murdered in Huanta on Monday. Two men shot Rojas as he left his house.",
        "Gunmen stopped a bus near Hangu on Monday and shot nine passengers. They killed a guard.",
    ],
)
def test_the_same_attackers_or_victims_by_pronoun_or_description_are_of_the_event_before(text: str) -> None:
    first, second = [e for e in events(text) if e.type == "assault"][:2]
    assert second.account.about == first.account.id


@pytest.mark.parametrize(
    "text",
    [
        "Jihadists attacked an army column in Tillaberi on Saturday. The army killed 24 of the attackers.",
        "Bilal Kasi was assassinated in Quetta on 8 March. Hours later a bomber killed 40 people at a hospital.",
    ],
)
def test_a_counterstrike_and_what_came_hours_later_are_events_of_their_own(text: str) -> None:
    _, second = pair(text)
    assert second.account.about is None


def test_who_was_attacked_before_does_not_attack_in_the_same_event() -> None:
    first, second = pair("Boko Haram attacked soldiers in Bama on Monday. The soldiers killed nine militants of Boko Haram.")
    assert second.account.about is None or first.agents != second.patients


def test_nothing_is_copied_from_the_first_account() -> None:
    _, second = pair("Gunmen attacked a police station in Kandahar on Monday. The attack killed six officers.")
    assert (second.place, second.time) == (None, None)


def test_a_planned_event_is_not_the_actual_one() -> None:
    found = [e for e in events("Gunmen attacked a police station in Kandahar on Monday. The group plans to attack the airport.") if e.type == "assault"]
    assert all(e.account.about is None for e in found)


def test_an_account_is_never_about_itself_or_in_a_circle() -> None:
    text = "A bomb killed six people in Quetta on Friday. The attack shocked the city. The blast killed two policemen, officials said. The attack was the second."
    about = {e.account.id: e.account.about for e in events(text)}
    for start in about:
        seen: set[str] = set()
        at: str | None = start
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = about.get(at)


def test_a_toll_told_after_the_story_came_to_another_day_is_not_of_the_event_before() -> None:
    text = "In 2013 the army attacked rebels near Goma. What happened at Sabo on 3 June remains in dispute. The government first counted 50 dead."
    assert {e.trigger for e in events(text) if e.killed} == {"dead"}
    found = record(text)
    assert [a.about for a in found.accounts if a.killed] == [None]


def test_who_announces_a_toll_did_not_cause_it() -> None:
    assert not any(e.agents for e in events("A member of the government announced a death toll of 272.") if e.type == "assault")


def test_a_deed_pointed_at_by_a_light_verb_is_the_one_told_before() -> None:
    found = events("Six priests were shot dead in San Salvador on 16 November. Members of the army committed this crime.")
    assert [e.account.about for e in found] == [None, found[0].account.id]
    assert found[1].agents == {"Members"}


def test_another_dozen_who_are_wounded_are_of_the_same_event() -> None:
    first, second = pair("Two missiles hit Odesa on Saturday. Another 12 were wounded.")
    assert second.account.about == first.account.id


def test_what_points_back_means_the_story_rather_than_what_had_been_before() -> None:
    text = "A bomber killed a cleric in Kabul on Thursday. He had survived a bombing in Peshawar in 2020. Islamic State claimed the attack."
    first, _, claimed = [e for e in events(text) if e.type == "assault"]
    assert claimed.account.about == first.account.id
    assert claimed.agents == {"Islamic State"}


def test_a_noun_with_its_day_is_the_undated_event_of_the_same_word() -> None:
    text = "Gunmen killed 30 people in raids on three villages in Zamfara. The attackers also burned homes and stole cattle in Saturday's raids."
    first, again = [e for e in events(text) if e.trigger == "raids"]
    assert again.account.about == first.account.id


def test_who_gives_a_toll_is_its_speaker_and_caused_none() -> None:
    text = "Gunmen killed 30 people in raids in Zamfara, residents said. A police spokesman gave a lower death toll of 14."
    toll = [e for e in events(text) if e.killed][-1]
    assert (toll.agents, toll.speaker, toll.killed) == (set(), "spokesman", (14, 14, 14))
    assert toll.account.about is not None


def test_insurgents_are_no_event_s_own_where_nobody_is_told_to_have_done_it() -> None:
    first, using = pair("A shelter in Kunduz was looted on Monday. The president accused the insurgents of using civilians as human shields.")
    assert using.account.about is None
    first, blew = pair("Syrian government forces shelled Palmyra on Sunday. The jihadists blew up the temples.")
    assert blew.account.about is None
    first, fired = pair("Four policemen were shot on Monday in Kunduz. The attackers wounded two nurses.")
    assert fired.account.about == first.account.id


@pytest.mark.parametrize(
    "text",
    [
        "A general was killed in Syria by a bomb, the ministry said. General Oleg Petrov died after the bomb went off under a convoy near Palmyra.",
        "Gunmen shot dead a lawmaker on Monday. Amina Yusuf, a lawmaker from Kano, was shot outside her house.",
    ],
)
def test_who_was_told_of_by_what_he_is_is_named_later(text: str) -> None:
    first, *others = [e for e in events(text) if e.type == "assault"]
    assert [e.account.about for e in others if e.victims] == [first.account.id], [(e.trigger, e.victims, e.account.about) for e in others]


@pytest.mark.parametrize(
    "text",
    [
        "A general was killed in Syria on Monday. General Oleg Petrov died in Mali in 2011 when a bomb went off.",
        "A farmer was killed on Monday. General Oleg Petrov was shot on Monday.",
        "General Oleg Petrov spoke in Moscow. A general was killed near Palmyra by a bomb. General Oleg Petrov was shot in Gao.",
    ],
)
def test_another_person_or_day_is_not_the_one_told_before(text: str) -> None:
    found = [e for e in events(text) if e.type == "assault"]
    assert len(found) > 1 and all(e.account.about is None for e in found), [(e.trigger, e.victims, e.account.about) for e in found]


def test_raids_by_others_are_no_kidnapping_told_before() -> None:
    found = [e for e in events("A gang kidnapped a trader in Lima on Monday. The raids carried out by the police took place in the suburbs.") if e.type == "assault"]
    assert [e.account.about for e in found if e.trigger == "raids"] == [None], [(e.trigger, e.account.about) for e in found]


def test_deeds_in_general_are_none_of_the_attacks_told_before() -> None:
    told = events("The car bombs in Diyala killed 34 people on Friday. The United States condemned the atrocities that ISIL has committed.")
    assert all(e.agents != {"ISIL"} or e.account.about is None for e in told)
