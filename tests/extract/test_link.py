"""Who is who: aliases, demonyms, offices, descriptions and pronouns inside one article."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, events, record, story

from conflictgraph.model import Mention


def agent(text: str, trigger: str) -> Mention:
    """The one agent of the event on a trigger word."""
    (found,) = [e for e in events(text) if e.trigger == trigger]
    (mention,) = found.account.agents
    return mention


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Daesh attacked Palmyra on Monday.", "islamic-state"),
        ("ISIL attacked Palmyra on Monday.", "islamic-state"),
        ("The Islamic State attacked Palmyra on Monday.", "islamic-state"),
        ("The Taliban attacked Kunduz on Monday.", "taliban"),
        ("The Islamic Emirate attacked Kunduz on Monday.", "taliban"),
        ("Boko Haram attacked Bama on Monday.", "boko-haram"),
        ("Daesh fighters attacked Palmyra on Monday.", "islamic-state"),
        ("Taliban militants attacked Kunduz on Monday.", "taliban"),
    ],
)
def test_names_and_aliases_lead_to_the_lexicon_s_actor(text: str, key: str) -> None:
    assert agent(text, "attacked").actor == key


def test_two_aliases_of_one_actor_are_one_chain() -> None:
    text = "Daesh fighters attacked Palmyra. ISIL shelled Homs."
    assert agent(text, "attacked").chain == agent(text, "shelled").chain


def test_a_demonym_with_forces_is_the_country_s_military() -> None:
    mention = agent("Afghan forces killed 20 insurgents in Helmand on Monday.", "killed")
    assert mention.actor is not None
    assert mention.actor.startswith("afghanistan")


def test_two_countries_forces_are_two_actors() -> None:
    text = "Afghan forces killed 20 insurgents in Helmand. Pakistani forces shelled Kunar."
    assert agent(text, "killed").actor != agent(text, "shelled").actor


def test_an_office_without_a_country_is_that_of_the_story_s_country() -> None:
    found = story("KABUL, Afghanistan (AP) — The Defense Ministry said the battle in the north was over and the road was open again.")
    (s,) = [a for a in found.accounts if a.kind == "statement"]
    assert s.speaker is not None
    assert s.speaker.actor == "afghanistan-ministry-of-defence"


def test_the_police_of_two_countries_are_two_speakers() -> None:
    keys = []
    for city in ("BAGHDAD, Iraq", "NAIROBI, Kenya"):
        found = story(f"{city} (AP) — The police said on Monday that the road to the airport was closed after the floods.")
        (s,) = [a for a in found.accounts if a.kind == "statement"]
        assert s.speaker is not None
        keys.append(s.speaker.actor)
    assert keys == ["iraq-police", "kenya-police"]


def test_a_namesake_in_another_country_is_not_the_place_of_the_story() -> None:
    found = record("OUAGADOUGOU, Burkina Faso — Gunmen killed 40 people in Solhan, a village in Burkina Faso's Yagha province, on Friday.")
    solhan = [p for p in found.places if p.name == "Solhan"]
    assert solhan
    assert all(p.geonames is None for p in solhan)


def test_a_surname_is_the_person_named_before() -> None:
    text = "General Ahmad Karimi attacked the base. Later Karimi shelled the town."
    assert agent(text, "attacked").chain == agent(text, "shelled").chain


def test_another_person_of_the_same_surname_is_another() -> None:
    text = "Ahmad Karimi attacked the base. Later Hassan Karimi shelled the town."
    assert agent(text, "attacked").chain != agent(text, "shelled").chain


def test_initials_in_brackets_are_the_name_before_them() -> None:
    text = "The National Front for Renewal (NFR) attacked the base. The NFR shelled the town."
    assert agent(text, "attacked").chain == agent(text, "shelled").chain


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram attacked Bama on Monday. The group shelled Konduga.",
        "Boko Haram attacked Bama on Monday. The militants shelled Konduga.",
        "The Taliban attacked Kunduz on Monday. The insurgents shelled the airport.",
        "Boko Haram attacked Bama on Monday. It shelled Konduga, too.",
        "Gunmen attacked a bus near Quetta. They shelled a village.",
        "General Ahmad Karimi attacked the base. He shelled the town.",
        "General Ahmad Karimi attacked the base. The general shelled the town.",
    ],
)
def test_a_description_or_a_pronoun_is_the_party_named_before(text: str) -> None:
    assert agent(text, "attacked").chain == agent(text, "shelled").chain


def test_a_description_of_another_kind_is_another_party() -> None:
    text = "Boko Haram attacked Bama on Monday. The army shelled Konduga."
    assert agent(text, "attacked").chain != agent(text, "shelled").chain


def test_he_is_not_a_group_and_they_are_no_single_man() -> None:
    text = "General Ahmad Karimi met fighters of Boko Haram. He shelled the town."
    he = agent(text, "shelled")
    assert he.actor is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Gunmen attacked a bus near Quetta.", "Gunmen"),
        ("Supporters of ISIS attacked a mosque in Kabul.", "Supporters"),
        ("Unknown assailants attacked a bus near Quetta.", "assailants"),
        ("Armed men attacked a bus near Quetta.", "men"),
        ("Villagers attacked a bus near Quetta.", "Villagers"),
    ],
)
def test_unnamed_groups_are_themselves_and_no_named_actor(text: str, head: str) -> None:
    e = event(text)
    assert e.agents == {head}
    assert e.account.agents[0].actor is None


def test_supporters_of_a_group_are_never_the_group() -> None:
    text = "ISIS attacked Mosul on Monday. Supporters of ISIS shelled a mosque in Kabul."
    assert agent(text, "attacked").chain != agent(text, "shelled").chain


def test_both_sides_are_the_two_parties_named_before() -> None:
    text = "The Taliban and Islamic State fought in Nangarhar. The two sides clashed again on Monday."
    (clash,) = [e for e in events(text) if e.trigger == "clashed"]
    assert {m.actor for m in clash.account.participants} == {"taliban", "islamic-state"}


def test_a_party_s_span_is_its_noun_phrase_and_its_head_the_bare_name() -> None:
    found = record("Gunmen killed nine others and the Taliban commander Mullah Karim in Kunduz.")
    text = found.article.text
    (e,) = [a for a in found.accounts if a.kind == "event"]
    spans = {text[m.start : m.end] for m in (*e.patients, *e.victims)}
    assert "nine others" in spans
    assert "Mullah Karim" in {text[m.head.start : m.head.end] for m in e.victims}


def test_a_country_in_the_name_of_a_group_is_no_party_of_its_own() -> None:
    e = event("The Islamic State of Iraq and Syria attacked Palmyra on Monday.")
    assert [m.actor for m in e.account.agents] == ["islamic-state"]


@pytest.mark.parametrize("word", ["is", "aid", "us", "front"])
def test_everyday_words_are_no_actors_in_running_text(word: str) -> None:
    found = record(f"The front line is quiet and aid for us is near, said a nurse about {word}.")
    assert all(e.actor is None for e in found.entities)


def test_the_two_leaders_are_the_two_persons_last_named() -> None:
    text = "Ash Carter met Haider al-Abadi in Baghdad on Monday. The two leaders discussed the campaign in Mosul."
    (discussed,) = [e for e in events(text) if e.trigger == "discussed"]
    assert {m.actor for m in discussed.account.participants} == {"ashton-carter", "haider-al-abadi"}


def test_two_leaders_without_an_article_are_two_others() -> None:
    text = "Ash Carter met Haider al-Abadi in Baghdad on Monday. Two leaders were killed in Mosul."
    (killed,) = [e for e in events(text) if e.trigger == "killed"]
    assert killed.patients == {"leaders"}


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Colonel Ahmad Karimi was killed in Baghlan on Monday. Karimi's brother, Yousaf Karimi, told reporters. Karimi left.", 2),
        ("J. Smith spoke in Kabul on Monday. John Smith denied the report.", 1),
        ("John Smith spoke in Kabul on Monday. J. Smith denied the report.", 1),
        ("John Smith spoke in Kabul on Monday. K. Smith denied the report.", 2),
    ],
)
def test_a_surname_or_initials_are_one_person_only_where_all_forms_of_the_name_agree(text: str, chains: int) -> None:
    people = [e for e in story(text).entities if e.type == "PER"]
    assert len({e.chain for e in people}) == chains, [(text[e.start : e.end], e.chain) for e in people]


def test_a_pronoun_behind_the_by_of_a_passive_does_not_bar_itself() -> None:
    assert record("The officer said that the unity of the army was not threatened by them.").accounts


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Russia said its forces had struck a depot.", "struck", "russia-military"),
        ("Israel withdrew from Lebanon, and its army shelled the port.", "shelled", "israel-military"),
        ("Hamas said its fighters had killed two soldiers.", "killed", "hamas"),
    ],
)
def test_its_forces_are_those_of_whom_it_stands_for(text: str, trigger: str, actor: str) -> None:
    (found,) = [a for a in record(text).accounts if text[a.trigger.start : a.trigger.end] == trigger]
    assert [m.actor for m in found.agents] == [actor]


def test_its_own_army_is_not_that_of_the_country_that_the_article_is_about() -> None:
    text = "Kyiv, Ukraine. Ukraine was shelled again, Ukraine's president said. Chad sent aid to Ukraine. In a year of war at home, Chad and its army had lost ten men to an attack."
    assert not any(m.actor == "ukraine-military" for a in record(text).accounts for m in (*a.agents, *a.patients))


def test_the_coalition_is_the_one_that_is_called_so_and_not_whom_it_fights() -> None:
    text = "The Saudi-led coalition bombed a hall in Sanaa. The Houthis shelled Najran on Sunday. The coalition attacked Hodeida."
    assert agent(text, "attacked").actor == "saudi-led-coalition"
    assert agent("The Houthis shelled Najran on Sunday. The coalition attacked Hodeida.", "attacked").actor is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The White House began a review on Monday. Troops of Saudi Arabia shelled the port, it warned.", "united-states-presidency"),
        ("Emmanuel Macron spoke on Monday. Rebels killed Karim Zia, he said.", "emmanuel-macron"),
    ],
)
def test_who_is_named_in_front_of_a_closing_said_is_no_speaker(text: str, speaker: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.account.speaker is not None
    assert found.account.speaker.actor == speaker


def test_the_country_is_the_one_named_last() -> None:
    assert agent("North Korea fired a missile on Monday. The country attacked a ship.", "attacked").actor == "north-korea"


def test_it_is_the_body_that_spoke_and_not_the_country_beside_its_name() -> None:
    text = "At least 40 men died, according to the Syrian Observatory for Human Rights, a group in Britain. It said rebels killed nine soldiers."
    (found,) = [e for e in events(text) if e.trigger == "killed"]
    assert found.account.speaker is not None
    assert found.account.speaker.actor == "syrian-observatory-for-human-rights"


def test_the_front_of_a_longer_alias_is_not_its_bearer() -> None:
    found = record("RUSSIAN PRESIDENT VLADIMIR PUTIN TELEPHONED THE KING ON MONDAY.")
    assert {e.actor for e in found.entities if found.article.text[e.start : e.end] == "RUSSIAN PRESIDENT"} <= {None}
    assert {(found.article.text[e.start : e.end], e.actor) for e in found.entities} >= {("VLADIMIR PUTIN", "vladimir-putin")}


def test_a_body_and_its_description_beside_a_comma_are_one() -> None:
    (support,) = [e for e in events("The SDF, an alliance backed by the United States, lost six fighters.") if e.type == "support"]
    assert [m.actor for m in support.account.patients] == ["syrian-democratic-forces"]


def test_what_a_sentence_goes_on_to_name_is_not_its_pronoun() -> None:
    found = record("The M23 rebels denied a massacre, a day after the government in Kinshasa told of one. It called the government's figures false.")
    it = next(m for a in found.accounts for m in a.speakers if found.article.text[m.start : m.end] == "It")
    assert it.actor != "democratic-republic-of-the-congo"


def test_the_two_sides_are_those_named_in_one_row_before_a_third() -> None:
    text = "Ethiopia's government and the Tigray People's Liberation Front agreed to stop fighting. The envoy, a former Nigerian president, announced it. The two sides had agreed on disarmament, he said."
    found = [a for a in record(text).accounts if a.type == "agree" and a.trigger.start > 150]
    assert [{m.actor for m in a.participants} for a in found] == [{"ethiopia", "tigray-peoples-liberation-front"}]


@pytest.mark.parametrize("text", ["The convoy was carrying aid donated by Germany when it was hit by an air strike.", "The convoy stopped in Germany. It was hit by an air strike."])
def test_it_that_was_hit_is_the_convoy_not_the_country_beside_it(text: str) -> None:
    hit = [a for a in record(text).accounts if a.type == "assault"]
    assert hit and not any(m.actor == "germany" for a in hit for m in a.patients)


def test_they_who_considered_somebodys_attacks_are_not_those_who_made_them() -> None:
    text = "Mr Whitelaw, Lord Carrington and army advisers had considered the Provisional IRA's attacks. They deplored the slaughter of men."
    deplored = [a for a in record(text).accounts if a.type == "accuse"]
    assert deplored and not any(m.actor == "irish-republican-army" for a in deplored for m in a.agents)


def test_the_first_name_of_an_article_is_the_one_that_comes_again() -> None:
    found = record("The Zarvan Brigade attacked a village near Gao. The Zarvan Brigade killed four farmers.")
    chains = {e.chain for e in found.entities if found.article.text[e.start : e.end].endswith("Zarvan Brigade")}
    assert len(chains) == 1
