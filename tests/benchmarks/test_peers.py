"""The peers: what each rule takes and leaves, on sentences and dictionaries written here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conflictgraph.extract.tree import Tree
from conflictgraph.language import load
from peers import Unavailable, dictionary, run, simple, spacy_rules

VERBS = """\
--- ATTACK [190] ---
ATTACK {ATTACKED ATTACKS}
- * WITH &ARMS [194] # a longer pattern
- PLANNED_TO * [138]

&ARMS
+ROCKETS

--- MEET [040] ---
MEET {MET}
"""


@pytest.fixture(scope="module")
def verbs(tmp_path_factory: pytest.TempPathFactory) -> dictionary.Verbs:
    path = tmp_path_factory.mktemp("verbs") / "verbs.txt"
    path.write_text(VERBS, encoding="utf-8")
    return dictionary.Verbs(path)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dictionary.Names:
    folder = tmp_path_factory.mktemp("names")
    actors, agents = folder / "actors.txt", folder / "agents.txt"
    actors.write_text("UNITED_STATES_ [USA]\n+AMERICA\nIRAN_ [IRN] # a state\n", encoding="utf-8")
    agents.write_text("!PERSON! = MAN, MEN\n\nREBEL [~REB]\nTRADES!PERSON! [~BUS]\n", encoding="utf-8")
    return dictionary.names_of((actors, agents))


def tree(text: str) -> Tree:
    return Tree(load().analyze(text)[0])


def coded(text: str, names: dictionary.Names, verbs: dictionary.Verbs | None) -> list[tuple[list[str], list[str], str | None]]:
    t = tree(text)
    return [([t.words[k].text for k in a], [t.words[k].text for k in b], code) for a, b, code in dictionary.events(t, names, verbs)]


def test_a_coder_reads_names_of_several_words_aliases_plurals_and_sets(names: dictionary.Names) -> None:
    assert names.inside("THE UNITED STATES ARMY".split())
    assert names.inside(["AMERICA"])
    assert names.inside(["REBELS"])
    assert names.inside(["TRADESMEN"])
    assert not names.inside(["UNITED", "AIRLINES"])


def test_a_coder_needs_a_verb_and_both_sides(names: dictionary.Names, verbs: dictionary.Verbs) -> None:
    assert coded("Rebels attacked America on Friday.", names, verbs) == [(["Rebels"], ["America"], "190")]
    assert coded("Rebels attacked a village on Friday.", names, verbs) == []
    assert coded("Rebels praised America on Friday.", names, verbs) == []
    assert coded("Rebels praised America on Friday.", names, None) == [(["Rebels"], ["America"], None)]


def test_a_passive_turns_the_sides_round(names: dictionary.Names, verbs: dictionary.Verbs) -> None:
    assert coded("America was attacked by rebels on Friday.", names, verbs) == [(["rebels"], ["America"], "190")]


def test_the_longest_pattern_gives_the_code(names: dictionary.Names, verbs: dictionary.Verbs) -> None:
    assert coded("Rebels attacked America with rockets.", names, verbs)[0][2] == "194"


def test_a_coder_without_its_dictionaries_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="Phoenix"):
        dictionary.load(tmp_path)


def test_simple_rules_take_capitals_that_the_gazetteer_knows_to_the_most_populous_place() -> None:
    text = "Rebels entered Paris and New Delhi on Friday."
    places = simple.toponyms({"text": text})["places"]
    assert [text[a:b] for a, b, *_ in places] == ["Paris", "New Delhi"]
    assert [round(p[3]) for p in places] == [49, 29]


def test_simple_rules_take_said_and_according_to() -> None:
    text = "The attack was over, officials said.\nAccording to the ministry, ten died."
    first, second = simple.attributions({"text": text})["attributions"]
    assert [[text[a:b] for a, b in first[part]] for part in ("source", "cue", "content")] == [["officials"], ["said"], ["The attack was over"]]
    assert [[text[a:b] for a, b in second[part]] for part in ("source", "cue")] == [["the ministry"], ["According to"]]


def test_simple_rules_name_an_incident_by_its_words() -> None:
    assert [e["type"] for e in simple.incidents({"text": "A BOMB EXPLODED IN LIMA."})["events"]] == ["BOMBING"]
    assert simple.incidents({"text": "THE TALKS WENT ON."})["events"] == []


def test_what_cannot_be_run_is_told_and_the_rest_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trnews").mkdir()
    row = {"id": "a", "text": "He went to Paris.", "places": [[11, 16, "Paris", 48.85, 2.35, 2988507]]}
    (tmp_path / "trnews" / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert run.main(["--gold", str(tmp_path), "--json", "--quiet", "--peer", "simple", "--peer", "dictionary"]) == 0
    printed = capsys.readouterr()
    results = json.loads(printed.out)
    assert results["simple"]["corpora"] == {"trnews": {"exact F": 100.0, "overlap F": 100.0, "acc@161": 100.0}}
    assert "dictionary coder: left out, the Phoenix dictionaries are not in" in printed.err


def test_spacys_rules_take_subject_and_object() -> None:
    try:
        spacy_rules._model()
    except Unavailable as error:
        pytest.skip(str(error))
    text = "Rebels shelled the town on Friday."
    found = spacy_rules.dyad({"sentence": text})
    assert [[text[a:b] for a, b in found[role]] for role in ("source", "target")] == [["Rebels"], ["the town"]]
