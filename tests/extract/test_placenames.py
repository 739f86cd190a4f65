"""Places named inside other words, and the bare names of places."""

from __future__ import annotations

import pytest
from tests.extract.reading import record

from conflictgraph.extract import extract_article
from conflictgraph.extract.mentions import gazetteer
from conflictgraph.model import Article


def named(text: str) -> set[tuple[str, str, str]]:
    """The words, the place and the precision of every place of a text."""
    record = extract_article(Article(text=text, published="2020-03-04"))
    return {(text[p.start : p.end], p.name, p.precision) for p in record.places}


def test_a_people_names_its_country() -> None:
    assert ("Syrian", "Syria", "country") in named("Syrian officials arrived on Monday.")


def test_people_of_a_nation_are_persons_and_no_place_but_those_of_a_state_live_there() -> None:
    found = {words for words, _, _ in named("Thousands of Syrians and two Swiss doctors crossed the river with Turkish guides.")}
    assert {"Swiss", "Turkish"} <= found and "Syrians" not in found
    assert "Ohioans" in {words for words, _, _ in named("Ohioans vote on Monday.")}


def test_a_word_of_a_people_s_name_is_no_place_of_its_own() -> None:
    found = {words for words, _, _ in named("The Sri Lankan navy and two South Korean ships arrived on Monday.")}
    assert {"Sri Lankan", "South Korean"} <= found and not found & {"Sri", "South"}
    assert {words for words, _, _ in named("Violence spread to the West African country six years ago.")} == {"West African"}



def test_a_family_name_that_a_town_bears_is_the_person_s_before_a_noun_too() -> None:
    text = "The judge closed the Fairfield hearing. Elizabeth Fairfield was in court. Fairfield has refused to speak."
    assert "Fairfield" not in {words for words, _, _ in named(text)}
    assert "Fairfield" in {words for words, _, _ in named("Elizabeth Fairfield was in court. She lives in Fairfield.")}


def test_a_name_that_holds_a_town_s_names_the_town() -> None:
    assert ("Aleppo", "Aleppo", "city") in named("The Aleppo Public Library was closed on Monday.")


def test_a_person_s_part_of_name_is_no_place_unless_spoken_of_as_one() -> None:
    text = "Georgia Stevens skates every day. Georgia was named champion on Sunday."
    assert not {words for words, _, _ in named(text)} & {"Georgia"}
    assert "Georgia" in {words for words, _, _ in named("Georgia Stevens skates every day. She lives in Georgia.")}


def test_a_county_is_a_district_of_its_own() -> None:
    assert ("Levy County", "Levy County", "district") in named("Two men were arrested in Levy County on Monday.")


def test_a_people_is_no_event_s_place() -> None:
    record = extract_article(Article(text="Syrian troops killed two men on Monday.", published="2020-03-04"))
    assert record.accounts and all(a.place is None for a in record.accounts)


def test_a_currency_names_no_country() -> None:
    assert not {words for words, _, _ in named("The group received US$10,000 on Monday.")} & {"US", "US$"}


def test_a_direction_inside_a_name_is_no_place() -> None:
    assert not {words for words, _, _ in named("Two men were arrested on the South Kilburn Estate on Monday.")} & {"South"}


def test_a_state_s_name_in_its_troops_is_a_name_and_the_troops_are_none() -> None:
    text = "The US troops fired into the house and killed two."
    record = extract_article(Article(text=text, published="2020-03-04"))
    assert [(text[e.start : e.end], e.type, e.actor) for e in record.entities] == [("US", "LOC", "united-states")]
    assert [m.actor for a in record.accounts for m in a.agents] == ["united-states-military"]


def test_a_place_written_small_is_one_where_model_and_gazetteer_agree() -> None:
    assert "auckland" in {words for words, _, _ in named("who knows a good doctor in auckland?")}
    assert "vietnam" in {words for words, _, _ in named("My essay says how vietnam and Cambodia are alike.")}
    assert "midtown" not in {words for words, _, _ in named("Police closed the Toronto street in midtown on Monday.")}


def test_the_end_of_a_longer_name_is_no_place() -> None:
    assert not {words for words, _, _ in named("The European Union Agency for Ports met on Monday.")} & {"Union"}


def test_what_is_named_after_a_town_does_not_lie_in_it() -> None:
    assert not {words for words, _, _ in named("Police stopped a car on Lancaster Avenue on Monday.")} & {"Lancaster"}


def test_an_armed_group_s_name_is_no_town_s() -> None:
    assert not {words for words, _, _ in named("Talks between Israel and Hamas broke down on Monday.")} & {"Hamas"}


def test_a_people_of_two_words_names_its_country() -> None:
    assert ("South Korean", "South Korea", "country") in named("South Korean officials arrived on Monday.")


def test_a_people_of_a_region_names_the_region_and_a_sea_called_like_a_people_no_country() -> None:
    assert {(a, b) for a, b, _ in named("Central American migrants crossed the Indian Ocean.")} & {("Central American", "United States"), ("American", "United States"), ("Indian", "India")} == set()
    assert ("Indian Ocean", "Indian Ocean") in {(a, b) for a, b, _ in named("The Indian Ocean fleet sailed.")}
    assert ("Central American", "Central America") in {(a, b) for a, b, _ in named("Central American migrants walked north.")}


def test_one_of_a_divisions_people_is_a_person() -> None:
    assert not named("Every Iowan has a vote.") and {w for w, _, _ in named("The Scottish fleet sailed.")} == {"Scottish"}


def test_a_people_of_two_words_leaves_no_place_in_its_first() -> None:
    assert named("Sri Lankan troops left on Monday.") == {("Sri Lankan", "Sri Lanka", "country")}


def test_a_body_or_building_in_short_is_no_village() -> None:
    text = "The House voted in Charleston on Monday. The Council met in Boise. House members and Council members spoke."
    assert not {words for words, _, _ in named(text)} & {"House", "Council"}


def test_a_name_of_the_gazetteer_before_its_country_is_a_place() -> None:
    assert ("Morek", "Murak", "city") in named("Morek, Syria.")


def test_a_place_is_one_wherever_its_name_stands_by_itself() -> None:
    text = "Crestwood weighs a new budget. The council met in Crestwood on Monday. The Crestwood board agreed."
    record = extract_article(Article(text=text, published="2020-03-04"))
    assert sum(text[p.start : p.end] == "Crestwood" for p in record.places) == 3


def test_a_town_in_capitals_before_a_dash_is_a_place() -> None:
    assert "TORRINGTON" in {words for words, _, _ in named("The budget is cut. TORRINGTON — The council cut it on Monday.")}


def test_a_member_of_parliament_sits_for_a_place() -> None:
    assert "Hardy" in {words for words, _, _ in named("The sponsors are Harold Mills, D-Hardy, and two others.")}


def test_a_building_named_like_a_small_town_is_a_building_unless_the_article_names_the_town() -> None:
    text = "Goma mourned after a blast at the Continental hotel on Thursday."
    record = extract_article(Article(text=text, published="2020-03-04"))
    assert [(p.name, p.lat, p.precision) for p in record.places if p.name.startswith("Continental")] == [("Continental hotel", None, "point")]
    assert ("Goma", "Goma", "city") in named("A blast at the Goma hotel killed two on Thursday.")


def test_a_dateline_is_no_event_s_place_where_the_sentence_names_one() -> None:
    text = "TRIPOLI (AP) - Fighters took Sirte on Monday after a week of shelling."
    from conflictgraph.read import read_text

    record = extract_article(read_text(text, published="2020-03-04"))
    at = {p.id: p.name for p in record.places}
    assert {at[a.place.id] for a in record.accounts if a.place is not None} <= {"Sirte"}


def test_a_place_that_the_model_takes_for_a_person_is_known_again() -> None:
    found = record("Troops shelled Avdiivka on Monday. Avdiivka was hit by rockets.")
    assert [(e.type, found.article.text[e.start : e.end]) for e in found.entities if e.type != "WEAPON"] == [("LOC", "Avdiivka"), ("LOC", "Avdiivka")]


def points(text: str, title: str | None = None, dateline: str | None = None) -> dict[str, str | None]:
    """The words of each place and the first division or country that its GeoNames entry lies in; None where it has no entry."""
    record = extract_article(Article(text=text, title=title, dateline=dateline, published="2020-03-04"))
    known = {text[p.start : p.end]: gazetteer().place(p.geonames) if p.geonames is not None else None for p in record.places}
    return {words: place.country if place is not None else None for words, place in known.items()}


def test_a_small_namesake_in_a_country_that_the_article_never_speaks_of_is_not_meant() -> None:
    text = "Gunmen killed nine people in Solhan on Friday. The army of Burkina Faso sent soldiers from Ouagadougou and Dori."
    assert points(text)["Solhan"] is None
    assert points("Shops were closed in Solhan on Friday. The governor of Bingol in eastern Turkey spoke on Turkish television.")["Solhan"] == "TR"


def test_a_large_namesake_abroad_is_meant_all_the_same() -> None:
    assert points("Gunmen killed nine people in Dori. The president of Burkina Faso was in Casablanca on Friday.")["Casablanca"] == "MA"


def test_the_title_tells_which_of_two_towns_is_meant() -> None:
    text = "Shops were closed in Tripoli on Friday."
    assert points(text)["Tripoli"] == "LY"
    assert points(text, title="Gunmen clash in the north of Lebanon")["Tripoli"] == "LB"


def test_words_of_a_title_that_are_small_towns_elsewhere_tell_nothing() -> None:
    assert points("Shops were closed in Tripoli on Friday.", title="Young Halba Baker Shot")["Tripoli"] == "LY"


def test_an_unknown_name_that_describes_a_noun_or_is_initials_is_no_place() -> None:
    found = {words for words, _, _ in named("Two Zorbex stores in Leeds were closed on Monday, ZKTV said. A Zorbex van stood in Hull.")}
    assert not found & {"Zorbex", "ZKTV"}
    assert {"Leeds", "Hull"} <= found


def test_a_make_behind_an_indefinite_article_is_no_place() -> None:
    assert "Tochka" not in {words for words, _, _ in named("The army denied that it had fired the missile, a Tochka-U, at Kramatorsk.")}


def test_a_town_of_the_gazetteer_behind_in_is_a_place_though_the_model_takes_it_for_a_body() -> None:
    text = "The leader of the group had been killed with nine other militants in a drone strike in Achin, near Jalalabad in Afghanistan."
    assert "Achin" in {words for words, _, _ in named(text)}


def test_a_town_without_a_point_of_its_own_is_not_taken_for_a_person() -> None:
    text = "On Sunday insurgents captured Chardara. Afghan troops left Kunduz and went to Kabul, the Afghan government said."
    record = extract_article(Article(text=text, published="2020-03-04"))
    assert not [m for a in record.accounts for m in (*a.patients, *a.victims) if "Chardara" in text[m.start : m.end]]


def test_a_town_and_its_state_without_a_comma_are_two_places() -> None:
    assert {("San Rafael", "San Rafael", "city"), ("CA", "California", "province")} <= named("We have lived in San Rafael CA since May.")


def test_bodies_around_a_stroke_are_two() -> None:
    text = "She had worked at Enron/Azurix since May."
    record = extract_article(Article(text=text))
    assert {text[e.start : e.end] for e in record.entities if e.type == "ORG"} == {"Enron", "Azurix"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gate was built under Nebuchadnezzar II in Babylon.", "Nebuchadnezzar II"),
        ("The Kurdistan regional government said that the road was open.", "Kurdistan regional government"),
        ("The group failed to register it with the Ministry of Justice.", "Justice"),
    ],
)
def test_kings_governments_and_fields_of_ministries_are_no_places(text: str, words: str) -> None:
    assert words not in {found for found, _, _ in named(text)}


def test_a_lake_s_name_holds_no_town_s() -> None:
    text = "Manassas is a town in Virginia. Lake Manassas is a public lake."
    record = extract_article(Article(text=text))
    assert [text[p.start : p.end] for p in record.places] == ["Manassas", "Virginia", "Lake Manassas"]


def test_what_a_body_is_is_no_place_in_its_name() -> None:
    found = record("The Centre for River Peace said that nine people had been wounded by shelling in Tikrit.")
    assert [p.name for p in found.places] == ["Tikrit"]


def test_the_letters_of_a_country_in_a_body_s_name_are_that_country() -> None:
    found = record("The bill was rejected by the UK Parliament on Monday, and the FBI arrested him.")
    assert [p.name for p in found.places] == ["United Kingdom"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Hamas terror rulers of Gaza fired rockets, the army said.", "Hamas"),
        ("The bill was sent to the Duma in December, and the State Duma approved it on Friday.", "Duma"),
        ("The Kremlin denied the claim, and the White House repeated it on Monday.", "Kremlin"),
        ("The PA was worried about its forces, a diplomat in Ramallah said.", "PA"),
        ("Miss Abdhou, of Hayes, was shot in a street of London.", "Miss"),
        ("Storms grow where a strong La Niña cools the Pacific.", "La"),
        ("Residents of South Los Angeles fled the fire.", "South"),
    ],
)
def test_bodies_titles_and_pieces_of_names_are_no_places(text: str, words: str) -> None:
    assert words not in {found for found, _, _ in named(text)}


def test_an_organ_has_its_state_s_police_and_sits_in_its_state() -> None:
    found = record("The White House condemned the attack. Police shot a man outside the White House on Monday. Protesters gathered outside the Kremlin.")
    assert {e.actor for e in found.entities} == {"united-states-presidency", "united-states-police", "russia-presidency"}
    assert {(p.name, p.geonames is None) for p in found.places} == {("Washington", False), ("Kremlin", True)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Georgia began skating at four. “She works hard,” said Cory Stevens, Georgia's father.", "Georgia"),
        ("The body was found on Monday. Paris had been shot once in the head. A reward is offered in Paris’ case.", "Paris"),
        ("The warrant was filed on Tuesday for Chesnut's home near Madison.", "Chesnut"),
    ],
)
def test_what_befalls_only_persons_makes_a_person_of_a_place(text: str, name: str) -> None:
    assert {e.type for e in record(text).entities if text[e.start : e.end] == name} == {"PER"}


@pytest.mark.parametrize(
    "text",
    ["Police said Paris was calm. Paris's father figures were buried in Paris on Monday.", "A Paris man was held. Paris was shot for the cinema.", "In Georgia, Georgia's sister state was praised."],
)
def test_a_place_spoken_of_as_one_stays_one(text: str) -> None:
    assert not [e for e in record(text).entities if e.type == "PER"]


@pytest.mark.parametrize(("text", "towns"), [("Bujumbura accused Kigali of backing the rebels on Friday.", {"Bujumbura", "Kigali"}), ("Kinshasa said Brazzaville had sent troops across the river.", {"Kinshasa", "Brazzaville"})])
def test_capitals_that_no_person_is_called_by_are_no_persons(text: str, towns: set[str]) -> None:
    assert {p.name for p in record(text).places} == towns


def test_a_town_s_name_that_persons_bear_is_left_to_them() -> None:
    text = "Santos met the rebels' envoys on Friday. Victoria spoke to reporters. KOBE IS BACK: Kobe Bryant played."
    assert not {"Santos", "Victoria"} & {p.name for p in record(text).places}


def test_a_party_that_is_named_after_its_country_is_no_place() -> None:
    found = record("The mayor of Russia's port refused to join United Russia, and senior United Russia officials accused him.")
    assert [p.name for p in found.places] == ["Russia"]
    assert {e.actor for e in found.entities if e.type == "ORG"} == {"united-russia"}


def test_the_congo_of_brazzaville_is_a_state_and_its_capital_speaks_for_it() -> None:
    found = record("Brazzaville accused Kinshasa of shelling the border town on Friday.")
    agents = {a.actor for e in found.accounts if e.type == "accuse" for a in e.agents}
    assert agents == {"republic-of-the-congo"}


def test_languages_and_feasts_are_no_places() -> None:
    found = named("The statement in Pashto was read at Christmas in Kabul. Families met at Ramadan near Herat.")
    assert {words for words, _, _ in found} == {"Kabul", "Herat"}


def test_what_is_of_a_continent_names_it_but_not_who_descends_from_there() -> None:
    found = named("European envoys flew to Nairobi on Monday, and African ministers received them.")
    assert {("European", "Europe", "region"), ("African", "Africa", "region")} <= found
    assert "African" not in {words for words, _, _ in named("An African-American nurse and two Asian Australians were hurt in Nairobi.")}
    assert "Russian" in {words for words, _, _ in named("The Russian-American crew landed in Nairobi on Monday.")}


def test_a_town_inside_another_name_is_one_only_where_the_article_speaks_of_its_country() -> None:
    assert "Toyota" not in {name for _, name, _ in named("A Toyota pickup blew up in Gao on Monday. Two soldiers died near Timbuktu in Mali.")}
    assert "Toyota" in {name for _, name, _ in named("The Toyota city council met in Nagoya on Monday. It sent a letter to Tokyo.")}


def test_the_town_of_the_dateline_denies_as_a_town_and_is_no_person() -> None:
    text = "Grenades killed three people in Bujumbura on Monday, police said.\n\nBurundi blamed Rwanda. Gitega denied the claim."
    persons = [
        {text[e.start : e.end] for e in extract_article(Article(text=text, dateline=filed)).entities if e.type == "PER"}
        for filed in (None, "GITEGA, Burundi")
    ]
    assert persons == [{"Gitega"}, set()]
