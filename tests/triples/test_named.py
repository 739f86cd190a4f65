"""The named queries: their heads, their optional lines, and what they answer."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from conflictgraph.graphjson import from_json
from conflictgraph.graphmodel import Graph
from conflictgraph.triples import to_triples
from conflictgraph.triples.named import Parameter, named_queries, parse_query, select_lines

EXAMPLE = Path(__file__).parent / "example.json"
ID = "https://w3id.org/conflictgraph/id/"
CG = "https://w3id.org/conflictgraph/ontology#"
CGT = "https://w3id.org/conflictgraph/type/"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    graph = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    assert isinstance(graph, Graph)
    made = ox.Store()
    made.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph))
    return made


def ask(store: ox.Store, name: str, **given: str) -> list[dict[str, str]]:
    """The rows of a named query; a parameter is given as it stands in SPARQL."""
    query = named_queries()[name]
    text = query.given(given)
    for parameter in query.variables(given):
        text = text.replace(f"${parameter}", given[parameter])
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    rows = []
    for solution in solutions:
        values = ((column, solution[column]) for column in columns)
        rows.append({column: short(value) for column, value in values if value is not None})
    return rows


def short(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(CG).removeprefix(CGT).rpartition("/")[2]
    assert isinstance(term, ox.Literal)
    return term.value


def test_a_head_is_read() -> None:
    query = parse_query("x", "# title: T\n# description: D.\n# params: event event, since date?\nSELECT * {}\n")
    assert (query.title, query.description) == ("T", "D.")
    assert query.parameters == (Parameter("event", "event", False), Parameter("since", "date", True))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# title: T\n# params:\nSELECT * {}", "has no line “# description"),
        ("# title: T\n# description: D\n# params: since day?\n", "cannot be read: “since day\\?”"),
    ],
)
def test_a_broken_head_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_query("x", text)


def test_optional_lines_come_and_go_with_their_parameter() -> None:
    text = "a\n#if x: b\n  c  #unless y\nd"
    assert select_lines(text, ()) == "a\n  c\nd\n"
    assert select_lines(text, ("x", "y")) == "a\n b\nd\n"


def test_unknown_and_missing_parameters_are_told() -> None:
    query = named_queries()["why"]
    with pytest.raises(ValueError, match="has no parameter “colour”; it takes event, ofProperty"):
        query.given(["event", "colour"])
    with pytest.raises(ValueError, match="needs the parameter “event”"):
        query.given([])


def test_events_are_listed_with_parties_figures_and_place(store: ox.Store) -> None:
    rows = ask(store, "events")
    assert [row["event"] for row in rows] == ["E-02", "E-01"]
    assert rows[1]["patients"].split("; ") in (["Dawn Brigade", "Omar Rafi"], ["Omar Rafi", "Dawn Brigade"])
    assert (rows[1]["killedLow"], rows[1]["killedBest"], rows[1]["killedHigh"]) == ("2", "10", "10")
    assert rows[1]["placeLabel"] == "Sarband District"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"actor": f"<{ID}actor/omar-rafi>"}, ["E-01"]),
        ({"inPlace": f"<{ID}place/sarband>"}, ["E-02", "E-01"]),
        ({"inPlace": f"<{ID}place/sarband-village>"}, ["E-02"]),
        ({"since": '"2031-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'}, ["E-02"]),
        ({"until": '"2031-02-01"^^<http://www.w3.org/2001/XMLSchema#date>'}, []),
        ({"ofType": f"<{CGT}assault>"}, ["E-02", "E-01"]),
        ({"ofType": f"<{CGT}assault-drone>"}, []),
        ({"limit": "1"}, ["E-02"]),
        ({"all": ""}, ["E-02", "E-01"]),
    ],
)
def test_events_can_be_narrowed(store: ox.Store, given: dict[str, str], expected: list[str]) -> None:
    assert [row["event"] for row in ask(store, "events", **given)] == expected


def test_disputes_put_rival_figures_beside_each_other(store: ox.Store) -> None:
    rows = ask(store, "disputes", ofProperty=f"<{CG}killedBest>")
    assert {(row["claim"], row["speakerLabel"], row["value"]) for row in rows} == {
        ("C-01", "Defence Ministry of Kandar", "10"),
        ("C-03", "spokesman of the Dawn Brigade", "2"),
    }


def test_why_leads_from_a_value_to_the_words(store: ox.Store) -> None:
    rows = ask(store, "why", event=f"<{ID}event/E-01>", ofProperty=f"<{CG}killedBest>")
    assert {row["claim"]: row["value"] for row in rows} == {"C-01": "10", "C-03": "2"}
    assert "nine others" in next(row["exact"] for row in rows if row["claim"] == "C-01")


def test_claims_keep_the_denial_and_the_statement(store: ox.Store) -> None:
    about = ask(store, "claims", event=f"<{ID}event/E-01>")
    assert [(row["claim"], row["polarity"]) for row in about] == [
        ("C-01", "affirmed"),
        ("C-03", "affirmed"),
        ("C-04", "denied"),
    ]
    (said,) = (row for row in ask(store, "claims") if row["claim"] == "C-06")
    assert said["content"] == "The village is safe\nPeople can return."
    heard = ask(store, "claims", bySpeaker=f"<{ID}actor/police-of-kandar>")
    assert [row["claim"] for row in heard] == ["C-05"]


def test_provenance_of_a_figure_names_article_offsets_and_digest(store: ox.Store) -> None:
    rows = ask(store, "provenance", event=f"<{ID}event/E-01>")
    assert [(row["claim"], row["best"]) for row in rows] == [("C-03", "2"), ("C-01", "10")]
    assert all(len(row["sha256"]) == 64 and int(row["start"]) < int(row["end"]) for row in rows)


def test_ties_and_sums_are_kept_apart(store: ox.Store) -> None:
    assert [(row["relation"], row["kind"], row["events"]) for row in ask(store, "dyads")] == [("R-03", "fights", "1")]
    assert {row["relation"]: row["status"] for row in ask(store, "relations")} == {
        "R-01": "former",
        "R-02": "present",
        "R-04": "present",
    }
    near = ask(store, "neighbours", actor=f"<{ID}actor/dawn-brigade>")
    assert {(row["neighbour"], row["direction"]) for row in near} == {
        ("army-of-kandar", "in"),
        ("omar-rafi", "in"),
        ("karim-rafi", "in"),
    }


def test_counts_by_month_type_and_place(store: ox.Store) -> None:
    (month,) = ask(store, "killed-by-month")
    assert month == {"month": "2031-03", "events": "1", "low": "2", "best": "10", "high": "10", "unbounded": "0"}
    assert ask(store, "timeline") == [{"month": "2031-03", "events": "2", "killed": "10"}]
    assert ask(store, "types") == [{"type": "assault", "events": "2", "killed": "10"}]
    places = ask(store, "places")
    assert {(row["place"], row["events"], row["killed"]) for row in places} == {
        ("sarband", "1", "10"),
        ("sarband-village", "1", "0"),
    }
    counts = {row["class"]: row["things"] for row in ask(store, "counts")}
    assert counts["Claim"] == "8"


def test_an_event_without_an_agent_shows_who_is_alleged(store: ox.Store) -> None:
    assert [(row["event"], row["alleged"]) for row in ask(store, "agentless")] == [("E-01", "Army of Kandar")]


def test_speakers_actors_articles_denials_and_the_map(store: ox.Store) -> None:
    heard = ask(store, "speakers", event=f"<{ID}event/E-01>")
    assert {(row["label"], row["polarity"]) for row in heard} == {
        ("Defence Ministry of Kandar", "affirmed"),
        ("spokesman of the Dawn Brigade", "affirmed"),
        ("spokesman of the Dawn Brigade", "denied"),
    }
    assert [row["actor"] for row in ask(store, "actors", named='"ministry of def"')] == ["defence-ministry-of-kandar"]
    assert {row["article"]: row["claims"] for row in ask(store, "articles")} == {"A-1111aaaa": "4", "A-2222bbbb": "4"}
    assert [(row["claim"], row["denied"], row["aspect"]) for row in ask(store, "denials")] == [
        ("C-04", "C-01", "denied-agent")
    ]
    assert {(row["event"], row["lat"]) for row in ask(store, "map")} == {("E-01", "34.25"), ("E-02", "34.3")}
    assert ask(store, "unattributed") == []
    held = ask(store, "event", event=f"<{ID}event/E-01>")
    assert {"property": "patient", "value": "dawn-brigade", "label": "Dawn Brigade"} in held
    assert {"property": "memberOf", "value": "dawn-brigade", "label": "Dawn Brigade"} in ask(
        store, "actor", actor=f"<{ID}actor/karim-rafi>"
    )
