"""Denied, alleged, planned, threatened and hypothetical events are marked, not dropped and not asserted."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, event, events


def attack(text: str) -> Seen:
    """The one assault of a text."""
    return event(text, "assault")


def test_a_plain_report_is_actual_and_affirmed() -> None:
    e = attack("Rebels attacked the town on Monday.")
    assert (e.factuality, e.polarity, e.attribution) == ("actual", "affirmed", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that its soldiers had killed civilians in Goma.",
        "The rebels did not attack the village.",
        "The army never bombed the hospital.",
        "Soldiers have not killed any civilians in Goma, the ministry said.",
    ],
)
def test_what_did_not_happen_is_denied(text: str) -> None:
    e = attack(text)
    assert e.polarity == "denied"


def test_a_denial_names_who_denies() -> None:
    e = attack("The army denied that its soldiers had killed civilians in Goma.")
    assert (e.speaker, e.agents, e.patients) == ("army", {"soldiers"}, {"civilians"})


def test_a_denial_leads_to_the_account_that_it_denies() -> None:
    found = events("Residents said soldiers had killed nine civilians in Goma. The army denied that its soldiers had killed civilians in Goma.")
    told = [e for e in found if e.type == "assault"]
    assert [e.polarity for e in told] == ["affirmed", "denied"]
    assert told[1].account.denies == told[0].account.id


@pytest.mark.parametrize(
    "text",
    [
        "The army plans to attack Mosul next week.",
        "The army will bomb the town.",
        "The rebels were preparing an attack on Goma.",
        "The rebels are planning to kidnap the mayor.",
    ],
)
def test_what_is_intended_is_planned(text: str) -> None:
    e = attack(text)
    assert (e.factuality, e.polarity) == ("planned", "affirmed")


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        pytest.param("Russia threatened to bomb Idlib.", "Russia"),
        pytest.param("The militants threatened to kill the hostages.", "militants"),
        pytest.param("The rebels threatened to attack the town.", "rebels"),
    ],
)
def test_what_is_threatened_is_an_event_of_its_own_with_the_threatener_as_agent(text: str, agent: str) -> None:
    found = events(text)
    threats = [e for e in found if e.type == "threaten"]
    assert [e.agents for e in threats] == [{agent}]
    assert threats[0].factuality == "actual"
    assert [(e.factuality, e.agents) for e in found if e.type == "assault"] == [("threatened", {agent})]


@pytest.mark.parametrize("text", ["Russia threatened to bomb Idlib.", "The rebels threatened to attack the town.", "The rebels threatened an attack on Goma."])
def test_a_threat_is_an_actual_act_and_what_it_threatens_never_is(text: str) -> None:
    found = events(text)
    assert [e.factuality for e in found if e.type == "threaten"] == ["actual"]
    assert {e.factuality for e in found if e.type == "assault"} <= {"threatened"}


@pytest.mark.parametrize(
    "text",
    [
        "If the rebels attack Goma, thousands will flee.",
        "Rebels may attack the city.",
        "The rebels could attack Goma within days.",
        pytest.param("Residents fear an attack on the town."),
        "Unless the rebels attack the town, the road will stay open.",
    ],
)
def test_what_may_happen_is_hypothetical(text: str) -> None:
    assert {e.factuality for e in events(text) if e.type == "assault"} == {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels allegedly killed the mayor.",
        "The soldiers allegedly raped two women in Tabit.",
        "The rebels are believed to have kidnapped the nuns.",
        pytest.param("The alleged killing of the mayor by rebels shocked Goma."),
    ],
)
def test_hedges_make_an_event_alleged(text: str) -> None:
    assert attack(text).factuality == "alleged"


def test_who_is_blamed_for_an_attack_is_its_agent_by_allegation_only() -> None:
    found = [e for e in events("The government blamed the rebels for the attack on the village.") if e.type == "assault"]
    assert [(e.agents, e.speaker) for e in found if e.factuality == "alleged"] == [({"rebels"}, "government")]
    assert all(e.agents == set() for e in found if e.factuality == "actual")


def test_who_is_accused_of_killing_is_its_agent_by_allegation() -> None:
    e = attack("The opposition accused the army of killing 12 villagers.")
    assert (e.factuality, e.agents, e.patients, e.speaker) == ("alleged", {"army"}, {"villagers"}, "opposition")


def test_who_was_accused_by_nobody_in_particular_is_an_alleged_agent() -> None:
    e = attack("The army was accused of killing 12 villagers.")
    assert (e.factuality, e.agents, e.killed) == ("alleged", {"army"}, (12, 12, 12))


def test_an_attack_that_bore_the_marks_of_a_group_has_it_as_alleged_agent() -> None:
    found = events("The attack on the market in Maiduguri bore the marks of Boko Haram.")
    assert [e.agents for e in found if e.factuality == "alleged"] == [{"Boko Haram"}]


def test_suspected_members_of_a_group_act_as_an_alleged_part_of_it() -> None:
    found = events("Suspected Boko Haram militants killed eight farmers near Maiduguri.")
    assert {e.type for e in found} == {"assault"}
    assert [e.factuality for e in found if e.agents] == ["alleged"]


def test_an_attack_that_was_foiled_did_not_take_place() -> None:
    found = [e for e in events("Police foiled an attack on the embassy in Nairobi.") if e.type == "assault"]
    assert all(e.factuality != "actual" or e.polarity == "denied" for e in found)
    assert not any(e.agents == {"Police"} for e in found)


def test_what_an_attack_could_do_is_no_figure_of_an_actual_event() -> None:
    found = [e for e in events("The attack on the dam could kill thousands.") if e.type == "assault"]
    assert all(e.killed is None or e.factuality == "hypothetical" for e in found)


def test_a_demand_for_a_ceasefire_is_no_ceasefire() -> None:
    found = events("The United Nations called for a ceasefire in Yemen.")
    assert "request" in {e.type for e in found}
    assert all(e.factuality != "actual" for e in found if e.type == "retreat")


def test_success_after_an_attempt_is_actual_and_failure_is_denied() -> None:
    (e,) = events("The army failed to retake the town.")
    assert (e.polarity, e.agents) == ("denied", {"army"})
    (e,) = events("The army managed to retake the town.")
    assert (e.factuality, e.polarity, e.agents) == ("actual", "affirmed", {"army"})


def test_the_past_of_a_plan_is_still_a_plan() -> None:
    e = attack("The group had planned to attack the embassy in Nairobi.")
    assert (e.factuality, e.agents) == ("planned", {"group"})


def test_only_denies_nothing() -> None:
    e = attack("Not only soldiers but also rebels killed civilians in Goma.")
    assert e.polarity == "affirmed"


@pytest.mark.parametrize(
    "text",
    [
        "The attack was attributed to the rebels by residents.",
        "The bombing has been blamed on the rebels by survivors and by aid workers.",
    ],
)
def test_who_attributes_an_attack_to_somebody_did_not_do_it(text: str) -> None:
    agents = set().union(*(e.agents for e in events(text) if e.type == "assault"))
    assert agents <= {"rebels"}


@pytest.mark.parametrize(
    "text",
    [
        "Its destruction would be an enormous loss, the director said.",
        "The capture of the port would cut the rebels off from the sea.",
        "An attack on the dam would flood two provinces.",
        "The commission is examining whether soldiers killed the villagers.",
        "A possible attack on the refinery was discussed.",
        "Any assault on the island will be met with force.",
        "The soldiers held a drill in which they stormed a village.",
        "The cell was about to attack a synagogue.",
        "The opposition insisted that the hostages be killed.",
        "Advisers were sent to support the government in defeating the rebels.",
        "The operation is aimed at driving the rebels out of the valley.",
        "The explosives were meant for bombing a train.",
        "The gunmen massed on the hill for an assault on the fort.",
        "After the fort is captured, the troops will move south.",
        "Until the hostages are killed or freed, the army will wait, the general said.",
        "Shelling hospitals is a crime.",
        "The decree allows soldiers to shoot looters.",
        "It is forbidden to shoot at medics.",
        "The rebels tried in vain to storm the fort.",
        "A manual that explains how to ambush a convoy was found.",
        "The resolution authorises the bombing of the airfields.",
    ],
)
def test_what_is_not_told_to_have_happened_is_not_actual(text: str) -> None:
    assert [e.trigger for e in events(text) if e.type in {"assault", "coerce"} and (e.factuality, e.polarity) == ("actual", "affirmed")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Instead of attacking the base, the rebels withdrew.",
        "It is not true that the army bombed the market.",
        "The militia rejected claims that it had massacred civilians.",
        "The militia denied charges that it had massacred civilians.",
        "Claims that troops had murdered prisoners were rejected by the army.",
        "Rather than bomb the bridge, the rebels withdrew.",
    ],
)
def test_what_is_rejected_or_left_undone_is_denied(text: str) -> None:
    assert [e.polarity for e in events(text) if e.type == "assault"] == ["denied"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("They vowed to avenge the killing of their leader.", "killing"),
        ("The president promised to punish those who killed the monks.", "killed"),
        ("The guards were able to kill the attacker.", "kill"),
        ("The army has not said why it bombed the convoy.", "bombed"),
        ("It is not known who bombed the church.", "bombed"),
        ("The president will compensate those wounded in the raid.", "raid"),
        ("Without the raid of May, the hostages would still be held.", "raid"),
        ("Fighters from the north assisted in capturing the town.", "capturing"),
        ("He is wanted for the killing of two nuns.", "killing"),
    ],
)
def test_what_is_taken_for_granted_stays_a_fact(text: str, trigger: str) -> None:
    (e,) = [e for e in events(text) if e.trigger == trigger]
    assert (e.factuality, e.polarity) == ("actual", "affirmed")


def test_what_a_threat_says_would_be_done_is_threatened() -> None:
    (e,) = [e for e in events("The militia warned that it would attack the oil fields.") if e.trigger == "attack"]
    assert e.factuality == "threatened"


@pytest.mark.parametrize(
    "text",
    [
        "A helicopter crashed in bad weather, killing five soldiers.",
        "A bus overturned on an icy road and killed six children.",
        "A factory fire killed 25 workers.",
        "Flames destroyed the old library.",
        "The flood killed 40 and destroyed two villages.",
        "A boiler exploded at a laundry, injuring three women.",
        "A ferry sank off the coast and 80 passengers died.",
        "Eleven miners died in a gas explosion.",
        "A lorry ran into a stall and killed two vendors.",
        "Smoke from a kitchen fire killed a family of four.",
    ],
)
def test_an_accident_is_no_assault(text: str) -> None:
    assert [e.trigger for e in events(text) if e.type == "assault"] == []


def test_fire_of_a_party_or_weapon_kills_as_an_attack() -> None:
    assert [e.killed for e in events("Israeli fire killed two Palestinians in Jenin.") if e.type == "assault"] == [(2, 2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may have killed the mayor.",
        "The attack could have been carried out by the Shining Path.",
        "The bombers must have attacked the convoy from the hills.",
    ],
)
def test_a_guess_about_what_happened_is_alleged(text: str) -> None:
    assert attack(text).factuality == "alleged"


def test_a_deed_that_somebody_is_accused_of_ordering_was_done() -> None:
    assert attack("He was accused of ordering the murder of the five nuns.").factuality == "alleged"
    assert attack("The rebels are planning the attack on the base.").factuality == "planned"


def test_an_unfounded_report_is_a_denial() -> None:
    assert attack("The report that the ambassador's daughter was shot is absolutely unfounded.").polarity == "denied"
    assert attack("The report that the ambassador's daughter was shot is not false.").polarity == "affirmed"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("To the coalition: compensate the families and punish those responsible.", "sanction"),
        ("Release the journalists whom you detained.", "retreat"),
    ],
)
def test_what_is_commanded_has_not_happened(text: str, type_: str) -> None:
    found = [e for e in events(text) if e.type == type_]
    assert [e.factuality for e in found] == ["hypothetical"]


def test_a_past_that_looks_like_a_command_is_none() -> None:
    (found,) = [e for e in events("On Monday a missile hit a school and killed six children.") if e.type == "assault"]
    assert found.factuality == "actual"


def test_nobody_was_arrested_is_a_denial_and_nobody_was_hurt_a_figure() -> None:
    (arrest,) = [e for e in events("Nobody was arrested after the riot on Friday.") if e.type == "coerce"]
    (hurt,) = [e for e in events("Nobody was hurt when rebels shelled the town.") if e.wounded is not None]
    assert (arrest.polarity, hurt.polarity) == ("denied", "affirmed")


def test_the_subject_of_what_will_be_is_still_to_come() -> None:
    assert [e.factuality for e in events("The talks will be held in Doha.") if e.type == "consult"] == ["planned"]


def test_an_attack_whose_clause_says_what_it_did_was_no_mere_plan() -> None:
    assert {e.factuality for e in events("The attack which destroyed the building had been planned for weeks.")} == {"actual"}
    assert {e.factuality for e in events("The rebels planned an attack on the dam.") if e.type == "assault"} == {"planned"}


def test_killings_that_are_to_be_resolved_happened() -> None:
    assert {e.factuality for e in events("Spain has stopped its aid until the killings of the Jesuits are resolved.") if e.type == "assault"} == {"actual"}
    assert {e.factuality for e in events("The council resolved to attack the city.") if e.type == "assault"} == {"planned"}


def test_an_attack_that_has_victims_has_happened() -> None:
    text = "I want to convey my condolences to the families of the victims in Saturday's attack in Istanbul."
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.factuality == "actual"


@pytest.mark.parametrize(
    ("text", "factuality", "polarity"),
    [
        ("Paris backed the army in its efforts to destroy the rebels.", "planned", "affirmed"),
        ("The envoy said the strikes would go on until the last militant was killed.", "hypothetical", "affirmed"),
        ("The rebels are set to attack the port.", "planned", "affirmed"),
        ("At no point did our men shell the town.", "actual", "denied"),
        ("A guard thought to have killed the deputy was questioned.", "alleged", "affirmed"),
        ("The film is about a soldier who kills his captain.", "hypothetical", "affirmed"),
        ("The raiders went on to kill the miners.", "actual", "affirmed"),
        ("The wall shields the village from rocket attacks by the rebels.", "hypothetical", "affirmed"),
        ("The bombing in Goma could have been prevented.", "actual", "affirmed"),
        ("Footage purporting to show the shelling of Goma was posted.", "alleged", "affirmed"),
        ("The junta has not ruled out bombing the port.", "hypothetical", "affirmed"),
        ("There is no proof that soldiers shelled the market.", "hypothetical", "affirmed"),
        ("Neither side has attacked the town since Sunday.", "actual", "denied"),
        ("The guards could not prevent the crowd from killing the thief.", "actual", "affirmed"),
        ("The militia swore revenge for the murder of its leader.", "actual", "affirmed"),
    ],
)
def test_the_form_of_a_sentence_says_whether_it_happened(text: str, factuality: str, polarity: str) -> None:
    found = [(e.factuality, e.polarity) for e in events(text) if e.type == "assault"]
    assert (factuality, polarity) in found and all(f == (factuality, polarity) for f in found[-1:])


def test_what_help_is_for_is_still_to_be_done() -> None:
    found = event("The advisers are there in support of the army in defeating the insurgents.", "assault")
    assert found.factuality == "planned"


@pytest.mark.parametrize("text", ["Hayden asked if there was any evidence that the army had killed the farmers.", "There is no evidence that the army had killed the farmers."])
def test_what_evidence_is_asked_for_is_not_told_as_done(text: str) -> None:
    assert {e.factuality for e in events(text) if e.trigger == "killed"} == {"hypothetical"}


@pytest.mark.parametrize(("text", "factuality"), [("The rebels insisted that the army withdraw.", "planned"), ("They said that the army attacks villages.", "actual"), ("They said that the police attack villages.", "actual")])
def test_a_bare_verb_of_one_subject_is_what_is_wanted(text: str, factuality: str) -> None:
    assert [e.factuality for e in events(text) if e.trigger.startswith(("withdraw", "attack"))] == [factuality]


def test_what_somebody_insists_was_so_is_no_request() -> None:
    assert not [e for e in events("The general insisted that the target had been a legitimate one.") if e.type == "request"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Troops tried to retake a town seized by rebels in May.", "seized"),
        ("A policeman died while trying to defuse a bomb planted by separatists in Yala.", "planted"),
    ],
)
def test_what_a_thing_suffered_is_a_fact_inside_of_an_attempt(text: str, trigger: str) -> None:
    assert next(e for e in events(text) if e.trigger == trigger).factuality == "actual"


def test_hearsay_in_the_passive_is_alleged() -> None:
    assert [(e.factuality, e.agents) for e in events("The bombing is said to have been carried out by Boko Haram.")] == [("alleged", {"Boko Haram"})]


@pytest.mark.parametrize("text", ["We will not allow ISIL to maintain capabilities that threaten Coalition forces.", "The drought threatens the region."])
def test_things_threaten_nobody(text: str) -> None:
    assert not events(text)
