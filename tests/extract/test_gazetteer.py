from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from statistics import median

import pytest

from conflictgraph.errors import StopRun
from conflictgraph.extract.gazetteer import Gazetteer, fold_toponym, sound
from conflictgraph.extract.toponyms import GeoContext, Resolution, Toponym, read_toponyms, resolve
from conflictgraph.resources import shelf


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


NOWHERE = GeoContext()


def read(gazetteer: Gazetteer, text: str, *names: str, context: GeoContext = NOWHERE) -> list[Resolution]:
    """Resolves `names`, which stand in `text` in this order."""
    spans: list[tuple[int, int]] = []
    at = 0
    for name in names:
        start = text.index(name, at)
        spans.append((start, start + len(name)))
        at = start + len(name)
    return list(resolve(gazetteer, read_toponyms(gazetteer, text, spans), context))


def where(result: Resolution) -> tuple[str, str, str] | None:
    place = result.place
    return None if place is None else (place.name, place.country, place.precision)


def test_spellings_of_one_town_lead_to_the_same_geonames_entry(gazetteer: Gazetteer) -> None:
    def afghan(name: str) -> set[int | None]:
        return {p.geonames for p in gazetteer.lookup(name) if p.country == "AF" and p.precision == "city"}

    assert afghan("Kunduz") == afghan("Qunduz") == afghan("Kundūz") == {1135689}


def test_a_province_is_a_province_with_a_centroid_and_its_country(gazetteer: Gazetteer) -> None:
    (helmand,) = gazetteer.lookup("Helmand")
    assert (helmand.name, helmand.precision, helmand.centroid, helmand.within) == (
        "Helmand", "province", True, ("Afghanistan",),
    )
    assert helmand.lat == pytest.approx(31.4, abs=1.2) and helmand.lon == pytest.approx(64.2, abs=1.2)


def test_a_town_names_its_province_and_country_narrowest_first(gazetteer: Gazetteer) -> None:
    sangin = next(p for p in gazetteer.lookup("Sangin") if p.country == "AF")
    assert sangin.within == ("Helmand", "Afghanistan") and not sangin.centroid


def test_kunduz_is_afghan_in_an_afghan_story(gazetteer: Gazetteer) -> None:
    text = "Afghan forces fought the Taliban in Kunduz and Baghlan, north of Kabul."
    kunduz, *_ = read(gazetteer, text, "Kunduz", "Baghlan", "Kabul")
    assert where(kunduz) == ("Kunduz", "AF", "city")


def test_kunduz_is_turkish_in_a_turkish_story(gazetteer: Gazetteer) -> None:
    text = "A bus from Ankara overturned near Kunduz in Tokat province, Turkey, the governor of Tokat said."
    context = GeoContext(dateline="Ankara", publisher_country="TR", countries=("TR", "TR"))
    _, kunduz, *_ = read(gazetteer, text, "Ankara", "Kunduz", "Tokat", "Turkey", "Tokat", context=context)
    assert kunduz.place is not None and kunduz.place.country == "TR"


def test_a_district_is_found_by_its_town_and_stands_for_an_area(gazetteer: Gazetteer) -> None:
    text = "He was killed in Sangin district of southern Helmand province in March."
    sangin, helmand = read(gazetteer, text, "Sangin", "Helmand")
    assert where(sangin) == ("Sangin", "AF", "district")
    assert sangin.place is not None and sangin.place.centroid
    assert where(helmand) == ("southern Helmand", "AF", "region")
    assert ("container", 9.0) in sangin.reasons


def test_a_container_beside_the_name_decides_against_population(gazetteer: Gazetteer) -> None:
    paris, texas = read(gazetteer, "The storm hit Paris, Texas, on Sunday.", "Paris", "Texas")
    assert paris.place is not None and (paris.place.country, paris.place.admin1) == ("US", "TX")
    assert where(texas) == ("Texas", "US", "province")
    (alone,) = read(gazetteer, "The talks in Paris failed.", "Paris")
    assert where(alone) == ("Paris", "FR", "city")


def test_a_list_of_cities_is_no_containment(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "He visited Paris, London and Berlin.", "Paris", "London", "Berlin")
    assert [r.place.country for r in found if r.place] == ["FR", "GB", "DE"]


def test_an_unknown_place_has_no_coordinates_whatever_its_country(gazetteer: Gazetteer) -> None:
    text = "Gunmen attacked Zzyrvakhel in Afghanistan."
    unknown, country = read(gazetteer, text, "Zzyrvakhel", "Afghanistan")
    assert unknown.place is None
    assert where(country) == ("Afghanistan", "AF", "country")


def test_a_direction_makes_a_region_of_a_country(gazetteer: Gazetteer) -> None:
    (region,) = read(gazetteer, "Clashes spread in eastern Afghanistan.", "Afghanistan")
    assert where(region) == ("eastern Afghanistan", "AF", "region")
    (composed,) = gazetteer.compose("eastern Afghanistan")
    assert composed.geonames is None and composed.within == ("Afghanistan",)
    assert gazetteer.compose("eastern promises") == ()


def test_a_direction_leaves_the_choice_among_areas_of_one_name(gazetteer: Gazetteer) -> None:
    names = ("Northeast Georgia", "Atlanta", "Alabama", "Tennessee")
    region, *_ = read(gazetteer, "Farms in Northeast Georgia sell to Atlanta, and some to Alabama or Tennessee.", *names)
    assert where(region) == ("Northeast Georgia", "US", "region")


def test_a_list_of_states_is_no_chain_of_containers(gazetteer: Gazetteer) -> None:
    names = ("Georgia", "Illinois", "Missouri", "Washington")
    found = read(gazetteer, "Tests were made in Georgia, Illinois, Missouri and Washington.", *names)
    assert [where(r) for r in found] == [(name, "US", "province") for name in names]


def test_a_name_behind_a_town_is_what_the_town_lies_in(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "He moved to Albany, New York, and works in New York now.", "Albany", "New York")
    assert where(found[1]) == ("New York", "US", "province")


def test_a_name_with_a_full_stop_is_a_state_and_two_capitals_by_themselves_are_none(gazetteer: Gazetteer) -> None:
    assert where(read(gazetteer, "She left La. for good.", "La.")[0]) == ("Louisiana", "US", "province")
    assert read(gazetteer, "The PA said so.", "PA")[0].place is None
    assert where(read(gazetteer, "She lives in Erie, PA now.", "Erie", "PA")[1]) == ("Pennsylvania", "US", "province")


def test_a_division_stands_where_geonames_has_it_or_else_at_the_centre_of_its_outline(gazetteer: Gazetteer) -> None:
    for name, lat, lon in (("Quebec", 52.00017, -71.99907), ("Telangana", 17.8, 79.0)):
        division = next(p for p in gazetteer.lookup(name) if p.precision == "province")
        assert division.centroid and division.lat == pytest.approx(lat, abs=0.3) and division.lon == pytest.approx(lon, abs=0.3)


def test_a_lake_stands_in_its_middle_and_is_no_country_s(gazetteer: Gazetteer) -> None:
    (lake,) = gazetteer.lookup("Lake Titicaca")
    assert (lake.precision, lake.country, lake.geonames) == ("region", "", None)
    assert lake.lat == pytest.approx(-15.9, abs=0.2) and lake.lon == pytest.approx(-69.4, abs=0.2)


def test_places_of_the_post_are_known_each_under_a_key_of_its_own(gazetteer: Gazetteer) -> None:
    found = [p for p in gazetteer.lookup("Orient") if p.geonames is None and p.country == "US"]
    assert {"OH", "IL"} <= {p.admin1 for p in found} and len({p.key for p in found}) == len(found)
    assert not any(p.geonames is None for p in gazetteer.lookup("Mississippi State"))


def test_regions_have_coordinates_only_where_their_members_give_them(gazetteer: Gazetteer) -> None:
    (donbas,) = gazetteer.lookup("Donbas")
    assert donbas.geonames is None and donbas.precision == "region" and donbas.within == ("Ukraine",)
    assert donbas.lat == pytest.approx(48.4, abs=1) and donbas.lon == pytest.approx(38.2, abs=1.5)
    (sahara,) = [p for p in gazetteer.lookup("Sub-Saharan Africa") if p.precision == "region"]
    assert (sahara.lat, sahara.lon) == (None, None)


def test_demonyms_name_countries_and_need_a_capital(gazetteer: Gazetteer) -> None:
    assert [gazetteer.demonym(w) for w in ("Afghan", "Iraqis", "Burkinabé", "polish", "Foo")] == [
        "AF", "IQ", "BF", None, None,
    ]


def test_the_longest_run_of_words_is_the_toponym(gazetteer: Gazetteer) -> None:
    words = ["shelling", "in", "Deir", "ez", "-", "Zor", "and", "New", "York", "City", "today"]
    end, places = gazetteer.longest(words, 2)
    assert end == 6 and {p.country for p in places} == {"SY"}
    assert gazetteer.longest(words, 7)[0] == 10
    assert gazetteer.longest(words, 0) == (0, ())


def test_initials_and_marks_do_not_matter(gazetteer: Gazetteer) -> None:
    assert fold_toponym("U.S.") == fold_toponym("US") == "us"
    assert fold_toponym("Şırnak") == "sirnak"
    assert gazetteer.lookup("U.S.")[0].name == "United States"


def test_a_resolution_is_the_sum_of_its_reasons_and_does_not_depend_on_earlier_calls(gazetteer: Gazetteer) -> None:
    mentions = [Toponym("Mosul", 0, 5), Toponym("Tal Afar", 10, 18)]
    first = resolve(gazetteer, mentions)
    assert first == resolve(Gazetteer.open(), mentions)
    assert all(r.score == pytest.approx(sum(v for _, v in r.reasons), abs=1e-4) for r in first)


def test_a_gazetteer_travels_to_other_processes(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).lookup("Goma")[0].name == "Goma"


def test_a_missing_file_is_one_sentence() -> None:
    with pytest.raises(StopRun, match="missing"):
        Gazetteer.open(shelf("data") / "gazetteer" / "none.sqlite")


def test_the_file_is_small_and_lookups_are_quick(gazetteer: Gazetteer) -> None:
    path = shelf("data") / "gazetteer" / "gazetteer.sqlite"
    assert path.stat().st_size < 30_000_000
    opening = []
    for _ in range(5):
        start = time.process_time()
        Gazetteer.open().close()
        opening.append(time.process_time() - start)
    assert median(opening) < 0.02
    names = ["Kabul", "Goma", "Idlib", "Nowhereville", "Bakhmut", "Marib", "Gao", "Maiduguri", "Zzz", "Fallujah"]
    fresh = Gazetteer.open()
    spent = []
    for name in names:
        start = time.process_time()
        fresh.lookup(name)
        spent.append(time.process_time() - start)
    assert median(spent) < 0.002  # about 0.04 ms on an idle machine


def test_an_unknown_spelling_is_a_town_of_the_country_told_that_sounds_like_it(gazetteer: Gazetteer) -> None:
    (town,) = gazetteer.alike("Hreitan", "SY")
    assert (town.name, town.country) == ("Huraytan", "SY")
    assert gazetteer.alike("Hreitan", "AR") == () and gazetteer.alike("Ab", "SY") == ()
    found = read(gazetteer, "Clashes went on in Hreitan, Syria.", "Hreitan", "Syria")
    assert where(found[0]) == ("Huraytan", "SY", "city")
    assert read(gazetteer, "Clashes went on in Hreitan and near Paris.", "Hreitan", "Paris")[0].place is None


def test_sounds_are_what_transliterations_leave_alone() -> None:
    assert sound("pul e khumri") == sound("pul i kumri") and sound("qaminas") == sound("qminas") != sound("haritan")


def test_a_division_younger_than_the_old_list_is_known_with_its_towns(gazetteer: Gazetteer) -> None:
    sidama = next(p for p in gazetteer.lookup("Sidama") if p.precision == "province")
    assert (sidama.country, sidama.centroid, sidama.geonames is not None) == ("ET", True, True) and sidama.lat is not None
    kisangani = gazetteer.lookup("Kisangani")[0]
    assert kisangani.within == ("Tshopo", "Democratic Republic of the Congo")


def test_a_division_that_has_given_way_leaves_its_name_to_its_successor(gazetteer: Gazetteer) -> None:
    brittany = [p for p in gazetteer.lookup("Brittany") if p.precision == "province"]
    assert [(p.name, p.lat is not None) for p in brittany] == [("Brittany", True)]
    tribal = gazetteer.lookup("Federally Administered Tribal Areas")
    assert [p.lat is not None for p in tribal] == [True]


def test_a_country_stands_near_its_middle(gazetteer: Gazetteer) -> None:
    for iso, lat, lon in (("IN", 22.0, 79.0), ("CD", -3.0, 23.5), ("AU", -25.5, 134.5), ("US", 39.5, -98.5)):
        country = gazetteer.country(iso)
        assert country is not None and country.lat == pytest.approx(lat, abs=1.5) and country.lon == pytest.approx(lon, abs=1.5)


def test_an_island_is_its_divisions(gazetteer: Gazetteer) -> None:
    java = gazetteer.lookup("Java")[0]
    assert (java.country, java.precision, java.centroid) == ("ID", "region", True)


def test_a_hamlet_is_known_unless_everybody_uses_its_name_for_something_else(gazetteer: Gazetteer) -> None:
    assert any(p.country == "US" and 0 < p.population < 500 for p in gazetteer.lookup("Thackerville"))
    assert not any(p.country == "US" and p.population < 500 for p in gazetteer.lookup("House"))


def test_two_capitals_are_a_state_of_the_country_that_the_article_is_about(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Officials across WA said in Perth that the ports of Australia were open.", "WA", "Perth", "Australia")
    assert where(found[0]) == ("Western Australia", "AU", "province")
    assert read(gazetteer, "Officials across WA said in Seattle that the ports of Oregon were open.", "WA", "Seattle", "Oregon")[0].place is None


def test_peoples_of_divisions_and_regions_are_known_and_tell_their_country(gazetteer: Gazetteer) -> None:
    def people(word: str) -> tuple[str, str] | None:
        place = gazetteer.people(word)
        return None if place is None else (place.name, place.precision)

    assert people("Scottish") == ("Scotland", "province") and gazetteer.demonym("Scottish") == "GB"
    assert people("Central Americans") == ("Central America", "region") and gazetteer.demonym("Central Americans") is None
    assert people("Afghan") == ("Afghanistan", "country") and people("scottish") is None


def test_a_small_town_told_to_lie_where_no_town_of_its_name_does_is_unknown(gazetteer: Gazetteer) -> None:
    told = read(gazetteer, "She was born in Thackerville, Ohio, in 1913. Thackerville was small.", "Thackerville", "Ohio", "Thackerville")
    assert [where(r) for r in told] == [None, ("Ohio", "US", "province"), None]
    listed = read(gazetteer, "Fighting in Mosul, Diyala and Anbar went on.", "Mosul", "Diyala", "Anbar")
    assert where(listed[0]) == ("Mosul", "IQ", "city")


def test_a_county_lies_in_the_state_behind_its_comma(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "The body was found in Scott County, Indiana.", "Scott County", "Indiana")
    assert found[0].place is not None and found[0].place.within[0] == "Indiana"
    assert dict(found[0].reasons)["container"] > 0


def test_a_row_of_cities_holds_none_in_another(gazetteer: Gazetteer) -> None:
    row = read(gazetteer, "He stopped in Washington, New York and Boston.", "Washington", "New York", "Boston")
    assert [where(r) for r in row] == [("Washington", "US", "city"), ("New York", "US", "city"), ("Boston", "US", "city")]
    held = read(gazetteer, "He stopped in London, Ontario and Paris.", "London", "Ontario", "Paris")
    assert where(held[0]) == ("London", "CA", "city")


def test_an_ocean_is_known_without_its_noun(gazetteer: Gazetteer) -> None:
    assert where(read(gazetteer, "Storms cross the Atlantic to Florida and Georgia.", "Atlantic", "Florida", "Georgia")[0]) == ("Atlantic Ocean", "", "region")


def test_where_english_is_written_another_spelling_is_another_town(gazetteer: Gazetteer) -> None:
    assert where(read(gazetteer, "Fire broke out in Lexingtin, Kentucky.", "Lexingtin", "Kentucky")[0]) is None


def test_names_whose_vowels_contradict_each_other_are_two(gazetteer: Gazetteer) -> None:
    assert gazetteer.alike("Gandeh", "NG") != () and gazetteer.alike("Ga'anda", "NG") == ()


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("US and Chinese envoys met in Geneva.", ("US", "Geneva"), "CH"),
        ("Police in Elgin, Illinois, said that a Geneva man was shot near Chicago.", ("Elgin", "Illinois", "Geneva", "Chicago"), "US"),
    ],
)
def test_a_country_s_name_alone_speaks_for_no_small_namesake_of_a_city(gazetteer: Gazetteer, text: str, names: tuple[str, ...], country: str) -> None:
    found = read(gazetteer, text, *names)[names.index("Geneva")]
    assert found.place is not None and found.place.country == country
