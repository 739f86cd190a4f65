from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterator
from statistics import median

import pytest

from conflictgraph.extract.actors import ActorLexicon, fold_actor
from conflictgraph.resources import shelf, table


@pytest.fixture(scope="module")
def lexicon() -> Iterator[ActorLexicon]:
    opened = ActorLexicon.open()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("ISIS", "ISIL", "IS", "Daesh", "Islamic State", "so-called Islamic State"), "islamic-state"),
        (("Taliban", "the Islamic Emirate", "Islamic Emirate of Afghanistan", "Taleban"), "taliban"),
        (("al-Qaeda", "Al Qaida", "al-Qaida", "Al Qa'ida"), "al-qaeda"),
        (("al-Shabaab", "Al-Shabab", "Shebab"), "al-shabaab"),
        (("Hezbollah", "Hizbullah", "Hizballah"), "hezbollah"),
        (("Houthis", "Ansar Allah", "Houthi"), "houthis"),
        (("Sendero Luminoso", "Shining Path"), "shining-path"),
        (("LTTE", "Tamil Tigers"), "liberation-tigers-of-tamil-eelam"),
        (("RSF", "Rapid Support Forces"), "rapid-support-forces"),
        (("SAF", "Sudanese Armed Forces"), "sudan-military"),
        (("TTP", "Pakistani Taliban"), "tehrik-i-taliban-pakistan"),
        (("ADF", "Allied Democratic Forces"), "allied-democratic-forces"),
        (("JNIM", "Jama'at Nusrat al-Islam wal-Muslimin"), "jamaat-nusrat-al-islam-wal-muslimin"),
        (("FMLN", "Farabundo Martí National Liberation Front"), "farabundo-marti-national-liberation-front"),
        (("UN", "U.N.", "the United Nations"), "united-nations"),
        (("AFP", "Agence France-Presse"), "agence-france-presse"),
        (("MSF", "Doctors Without Borders"), "medecins-sans-frontieres"),
        (("IDF", "Israel Defense Forces"), "israel-military"),
    ],
)
def test_the_names_of_one_actor_lead_to_it_first(lexicon: ActorLexicon, names: tuple[str, ...], key: str) -> None:
    assert {name: lexicon.lookup(name)[0].key for name in names if lexicon.lookup(name)} == dict.fromkeys(names, key)


@pytest.mark.parametrize(
    "word", ["is", "Is", "us", "who", "aid", "police", "front", "Front", "army", "mend", "state", "party", "islamic state"]
)
def test_everyday_words_are_no_actors(lexicon: ActorLexicon, word: str) -> None:
    assert lexicon.lookup(word) == ()


def test_acronyms_that_are_words_never_match_where_capitals_mean_nothing(lexicon: ActorLexicon) -> None:
    assert lexicon.lookup("IS", caseless=True) == ()
    assert lexicon.lookup("isis", caseless=True)[0].key == "islamic-state"
    assert lexicon.lookup("FMLN", caseless=True)[0].country == "SLV"


def test_words_always_written_small_match_small(lexicon: ActorLexicon) -> None:
    assert lexicon.lookup("peshmerga")[0].key == "peshmerga"
    assert lexicon.lookup("anti-balaka")[0].key == "anti-balaka"


def test_demonyms_name_states_and_capitals_only_on_request(lexicon: ActorLexicon) -> None:
    assert [(a.key, a.via) for a in lexicon.lookup("Afghan")] == [("afghanistan", "demonym")]
    assert lexicon.lookup("Kabul") == ()
    assert [(a.key, a.via) for a in lexicon.lookup("Kabul", metonyms=True)] == [("afghanistan", "metonym")]


@pytest.mark.parametrize(
    ("country", "words", "key", "kind"),
    [
        ("Afghan", "forces", "afghanistan-military", "state-force"),
        ("Iraqi", "army", "iraq-military", "state-force"),
        ("Afghanistan", "Defense Ministry", "afghanistan-ministry-of-defence", "organization"),
        ("Sudan's", "army", "sudan-military", "state-force"),
        ("iraq", "police", "iraq-police", "state-force"),
        ("Syrian", "government", "syria", "state"),
        ("US", "State Department", "united-states-ministry-of-foreign-affairs", "organization"),
    ],
)
def test_organs_of_states_are_composed(lexicon: ActorLexicon, country: str, words: str, key: str, kind: str) -> None:
    actor = lexicon.compose(country, words)
    assert actor is not None and (actor.key, actor.kind, actor.via) == (key, kind, "composed")
    again = lexicon.get(key)
    assert again is not None and again.key == key


def test_nothing_is_composed_of_unknown_parts(lexicon: ActorLexicon) -> None:
    assert lexicon.compose("Ruritanian", "police") is None
    assert lexicon.compose("Israeli", "bananas") is None
    assert lexicon.get("ruritania-police") is None


def test_a_name_and_its_organ_agree(lexicon: ActorLexicon) -> None:
    composed = lexicon.compose("American", "Defense Department")
    assert composed is not None and composed.key == lexicon.lookup("Pentagon")[0].key


def test_the_longest_run_of_words_is_taken(lexicon: ActorLexicon) -> None:
    words = ["the", "Afghan", "Defense", "Ministry", "said", "Islamic", "State", "of", "Iraq", "and", "the", "Levant", "fled"]
    assert (lexicon.longest(words, 1)[0], lexicon.longest(words, 1)[1][0].key) == (4, "afghanistan-ministry-of-defence")
    assert (lexicon.longest(words, 5)[0], lexicon.longest(words, 5)[1][0].key) == (12, "islamic-state")
    assert lexicon.longest(words, 4) == (4, ())
    end, organ = lexicon.longest(["Iraq", "'s", "security", "forces", "fired"], 0)
    assert (end, organ[0].key) == (4, "iraq-security-forces")


def test_persons_long_out_of_office_are_left_out_on_a_date(lexicon: ActorLexicon) -> None:
    assert [a.kind for a in lexicon.lookup("Hamid Karzai", "2010-01-01")] == ["person"]
    assert lexicon.lookup("Hamid Karzai", "1950-01-01") == ()


def test_a_country_in_context_comes_first(lexicon: ActorLexicon) -> None:
    both = lexicon.lookup("Congolese", country="COD")
    assert both[0].key == "democratic-republic-of-the-congo"


def test_folding_drops_articles_and_dots_but_not_words() -> None:
    assert fold_actor("The U.N.") == "un"
    assert fold_actor("Al-Qa'eda") == "al qaeda"


def test_a_lexicon_travels_to_other_processes(lexicon: ActorLexicon) -> None:
    assert pickle.loads(pickle.dumps(lexicon)).lookup("Hamas")[0].key == "hamas"


def test_the_jsonl_is_sorted_complete_and_says_where_from() -> None:
    lines = (shelf("data") / "lexicon" / "actors.jsonl").read_text(encoding="utf-8").splitlines()
    actors = [json.loads(line) for line in lines]
    keys = [a["key"] for a in actors]
    assert keys == sorted(keys) and len(set(keys)) == len(keys) >= 3000
    assert {a["kind"] for a in actors} == {
        "state", "state-force", "armed-group", "international", "organization", "person", "group",
    }
    assert all(a["source"] and set(a["source"]) <= {"curated", "phoenix", "ucdp", "geonames"} for a in actors)
    assert not [a["key"] for a in actors if "_" in a["name"] or a["name"] != a["name"].strip() or len(a["name"]) < 2]


def test_agent_nouns_and_weapons_are_tables_without_gaps() -> None:
    agents = list(table("lexicon/agents.tsv", "singular", "plural", "category", "side"))
    assert len(agents) >= 400
    assert ["gunman", "gunmen", "combatant", "nonstate"] in agents
    assert ["villager", "villagers", "civilian", "none"] in agents
    weapons = {w: kind for kind, words in table("lexicon/weapons.tsv", "class", "words") for w in words.split(";")}
    assert len(weapons) >= 150
    assert (weapons["drone"], weapons["roadside bomb"], weapons["machete"]) == ("drone", "ied", "blade")


def test_opening_and_looking_up_is_quick() -> None:
    opening, spent = [], []
    for _ in range(5):
        start = time.process_time()
        fresh = ActorLexicon.open()
        opening.append(time.process_time() - start)
        for name in ("Taliban", "Houthis", "Nobody", "UNHCR", "Afghan"):
            start = time.process_time()
            fresh.lookup(name)
            spent.append(time.process_time() - start)
        fresh.close()
    assert median(opening) < 0.03
    assert median(spent) < 0.002


def test_the_longest_match_finds_every_kind_of_beginning() -> None:
    lexicon = ActorLexicon.open()
    for name in ("al - Shabaab", "the Taliban", "U.S. Army", "Islamic State", "Boko Haram", "Côte d'Ivoire"):
        words = name.split()
        end, found = lexicon.longest(words, 0)
        assert end == len(words), name
        assert found, name
    assert lexicon.longest(["Tuesday", "Taliban"], 0) == (0, ())
