"""Why two things are one or are not is told with weights, sum, threshold, block keys and judgements; a judgement can part two
actors of one name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.api.test_judging import lines, put
from tests.resolve.build import Told, attack, said, story

import conflictgraph
from conflictgraph.api import Graph
from conflictgraph.cli import cli
from conflictgraph.errors import UnknownName
from conflictgraph.model import Record


def speech(n: int, speaker: str, place: str, *more: Told) -> Record:
    day = f"2015-06-1{n}"
    return story(f"Paper {n}", day, attack(place=place, time=day, killed=n + 3), *more, said(speaker))


def minister(name: str, of: str) -> Told:
    return Told(trigger="defence minister", kind="tie", type=None, tie=("leads", name, of, "present"))


RECORDS = (
    speech(0, "@Abdul Rauf Khadim", "Kunduz/city"),
    speech(1, "@Abdul Raouf Khadem", "Kunduz/city", minister("@Abdul Raouf Khadem", "Afghanistan")),
    speech(2, "@Abdul Rauf Khadim", "Goma", minister("@Abdul Rauf Khadim", "Rwanda")),
    speech(3, "@Abdul Rauf Khadim", "Kunduz/city"),
    speech(4, "the Iranian foreign minister", "Kunduz/city"),
    story("Wire", "2015-06-10", attack(killed=3, place="Kunduz/city", time="2015-06-10")),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with conflictgraph.open(tmp_path_factory.mktemp("why") / "g") as graph:
        put(graph, *RECORDS)
        yield graph


def speaker(graph: Graph, n: int) -> str:
    return next(c.speaker.id for c in graph.claims() if c.article == RECORDS[n].article.id and c.kind == "statement")


def test_two_spellings_are_one_actor_and_the_features_say_why(made: Graph) -> None:
    assert speaker(made, 0) == speaker(made, 1) == "abdal-raouf-khadem"
    found = made.why_same(f"Abdul Rauf Khadim@{RECORDS[0].article.id}", "abdal-raouf-khadem")
    assert (found.kind, found.same, found.threshold) == ("actor", True, 2.0)
    assert {f.name: f.weight for f in found.features} == {"name": 2.5, "country": 0.5}
    assert found.sum == 3.0
    assert found.keys
    assert found.verdict == "They are one actor: 3 reaches the threshold of 2."
    assert found == made.why_same(f"abdal-rauf-khadim@{RECORDS[0].article.id[:15]}", "Abdul Raouf Khadem")


def test_namesakes_are_two_and_the_features_say_why(made: Graph) -> None:
    namesake = speaker(made, 2)
    assert namesake != speaker(made, 0)
    found = made.why_same(namesake, speaker(made, 1))
    weights = {f.name: f.weight for f in found.features}
    assert (weights["country"], weights["post"]) == (-1.0, -1.0)
    assert not found.same
    assert found.sum == pytest.approx(sum(w for w in weights.values() if w is not None))
    assert "does not reach the threshold" in found.verdict


def test_names_without_a_key_in_common_were_never_compared(made: Graph) -> None:
    found = made.why_same("paper-0", "paper-3")
    assert (found.same, found.keys, found.sum) == (False, (), None)
    assert "rules out" in found.verdict
    found = made.why_same("iran-foreign-minister", "paper-3")
    assert "is a post, and no articles" in found.verdict


def test_one_name_is_one_node(made: Graph) -> None:
    found = made.why_same("Paper 0", "paper-0")
    assert (found.same, found.features) == (True, ())
    assert "one normal form" in found.verdict


def test_events_are_told_by_features_with_their_levels(made: Graph) -> None:
    one, other = (next(a.id for a in RECORDS[n].accounts if a.kind == "event") for n in (0, 5))
    found = made.why_same(one, other)
    assert found.kind == "event"
    assert {f.name: f.words for f in found.features}["place"]
    assert found.same == (made.show(one) == made.show(other))
    apart = made.why_same(one, next(a.id for a in RECORDS[2].accounts if a.kind == "event"))
    assert not apart.same
    assert apart.sum is None
    assert any(f.rules_out for f in apart.features)


def test_two_events_of_two_articles_are_compared_by_their_own_ids(made: Graph) -> None:
    one, other, *_ = (row.id for row in made.events())
    found = made.why_same(one, other)
    assert not found.same and found.features and found.threshold is not None


def test_places_are_told_by_gazetteer_and_holder(made: Graph) -> None:
    found = made.why_same("Goma", "place:" + next(p.id for p in made.places() if p.label == "Kunduz" and p.precision == "city"))
    assert (found.same, found.threshold) == (False, None)
    assert "the gazetteer has them as" in found.verdict


def test_a_judgement_parts_an_article_s_actor_from_the_others_of_the_name_and_undo_joins_them_again(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *RECORDS)
        before = lines(graph)
        here, there = (f"Abdul Rauf Khadim@{RECORDS[n].article.id[:14]}" for n in (0, 3))
        with pytest.raises(UnknownName, match="names no actor “Paper 3”"):
            graph.judge("different", f"Paper 3@{RECORDS[0].article.id}", here)
        row = graph.judge("different", here, there)
        assert row.one_label.startswith("Abdul Ra")
        assert speaker(graph, 0) != speaker(graph, 3)
        told = graph.why_same(here, there)
        assert told.verdict == "They are two actors because you judge so."
        assert told.judgements
        graph.rebuild()
        assert speaker(graph, 0) != speaker(graph, 3)
        csv = graph.judgements_csv()
        graph.undo(here, there)
        assert lines(graph) == before
        assert graph.import_judgements(csv) == 1
        graph.undo()
        assert lines(graph) == before


def test_what_is_judged_is_told(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *RECORDS)
        graph.judge("same", "paper-0", "paper-3")
        found = graph.why_same("paper-0", "paper-3")
        assert (found.same, found.verdict) == (True, "They are one actor because you judge so.")
        assert len(found.judgements) == 1


def test_the_command_prints_weights_sum_and_verdict_or_json(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *RECORDS)
    run = CliRunner()
    out = run.invoke(cli, ["--graph", str(tmp_path / "g"), "why-same", f"Abdul Rauf Khadim@{RECORDS[0].article.id}", "abdal-raouf-khadem"])
    assert out.exit_code == 0
    assert "+2.50" in out.output
    assert "threshold 2.00" in out.output
    assert "block keys in common: person" in out.output
    told = run.invoke(cli, ["--graph", str(tmp_path / "g"), "why-same", "Goma", "Kunduz", "--format", "json"])
    assert json.loads(told.stdout)["kind"] == "place"
    wrong = run.invoke(cli, ["--graph", str(tmp_path / "g"), "why-same", "nobody-at-all", "Goma"])
    assert wrong.exit_code == 1
