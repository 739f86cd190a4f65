"""Queries: what they know, what they are refused, how parameters are bound, how results are written."""

from __future__ import annotations

import csv
import http.server
import io
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictgraph import names
from conflictgraph.errors import QueryError, StopRun
from conflictgraph.run.child import Child
from conflictgraph.sparql import Result, run_query
from conflictgraph.sparqlout import GRAPH_FORMATS, ROW_FORMATS, harmless, render, table, visible
from conflictgraph.sparqltext import bind, prefixes, term, tokens

XSD = "http://www.w3.org/2001/XMLSchema#"
EVENT = ox.NamedNode(names.iri("event", "E-1"))
OTHER = ox.NamedNode(names.iri("event", "E-2"))
KILLED = ox.NamedNode(names.ONTOLOGY + "killedBest")
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
HOSTILE = '=cmd|"/c calc"!A1 \x1b[2J\u202e\nSERVICE } ?x'
TRIPLES = [
    ox.Triple(EVENT, KILLED, ox.Literal(10)),
    ox.Triple(OTHER, KILLED, ox.Literal(2)),
    ox.Triple(EVENT, LABEL, ox.Literal(HOSTILE)),
    ox.Triple(OTHER, LABEL, ox.Literal("Kunduz", language="en")),
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in TRIPLES)
    return store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "triples"
    store = ox.Store(str(path))
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in TRIPLES)
    store.extend(ox.Quad(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:p"), ox.Literal(i)) for i in range(300))
    del store
    return path


# --- what queries know -------------------------------------------------------------------------------------------


def test_the_known_prefixes_need_no_declaration(store: ox.Store) -> None:
    result = run_query(store, "SELECT ?n { event:E-1 cg:killedBest ?n }")
    assert (result.variables, result.rows) == (("n",), [(ox.Literal(10),)])
    assert run_query(store, "ASK { <event/E-1> cg:killedBest 10 }").truth is True


def test_every_known_prefix_parses(store: ox.Store) -> None:
    for prefix in prefixes():
        assert run_query(store, f"ASK {{ ?s {prefix}:x ?o }}").truth is False


def test_a_declared_prefix_wins_over_ours(store: ox.Store) -> None:
    assert run_query(store, "PREFIX cg: <urn:> SELECT ?n { ?e cg:killedBest ?n }").rows == []


def test_the_prefixes_of_ids_follow_the_base(store: ox.Store) -> None:
    assert run_query(store, "SELECT ?n { event:E-1 ?p ?n }", base="https://example.org/").rows == []


def test_all_four_forms_are_answered(store: ox.Store) -> None:
    assert run_query(store, "SELECT * { ?e cg:killedBest 2 }").rows == [(OTHER,)]
    assert run_query(store, "ASK { ?e cg:killedBest 3 }").truth is False
    assert run_query(store, "CONSTRUCT { ?e cg:killedBest ?n } { ?e cg:killedBest ?n }").triples == TRIPLES[:2]
    assert set(run_query(store, "DESCRIBE event:E-2").triples) == {TRIPLES[1], TRIPLES[3]}


# --- what queries are refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("SELECT ?s {\n ?s nope:p ?x }", "line 2, column 5: the prefix “nope:” is not declared"),
        ("SELECT * {\n  FLTER(?x = 1)\n OPTIONAL { ?a ?b ?c } }", "line 2, column 3: “FLTER” is not expected here"),
        ("SELECT * { FILTER(?x == 1) }", "line 1, column 23: “=” is not expected here"),
        ("SELECT ?s { ?s ?p ?o", "line 1, column 21: it ends too early"),
        ("SELECT * { ?s ?p 'a' } }", "line 1, column 24: “}” is not expected here"),
        ("nonsense", "line 1, column 1: “nonsense” is not expected here"),
        ("", "line 1, column 1: it ends too early"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?o", "the SELECT contains a variable that is unbound"),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", "the SELECT overrides an existing variable"),
    ],
)
def test_a_broken_query_is_told_where_in_one_sentence(store: ox.Store, query: str, where: str) -> None:
    with pytest.raises(QueryError) as error:
        run_query(store, query)
    assert where in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


def test_the_place_of_a_mistake_is_that_of_the_query_as_written(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="line 2, column 24: “foo”"):
        run_query(store, "SELECT ?n {\n ?e cg:killedBest ?n ; foo }", {"e": "event:E-1"})


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "PREFIX a: <urn:> # SELECT\n DELETE WHERE { ?s ?p ?o }",
        "clear all",
        "LOAD <http://127.0.0.1/>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://select.example/> DROP ALL",
    ],
)
def test_an_update_is_refused_by_name(store: ox.Store, update: str) -> None:
    with pytest.raises(QueryError, match="changes a graph, and a query only reads"):
        run_query(store, update)
    assert len(store) == len(TRIPLES)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A machine that queries might reach, and what reached it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 1)SERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o<1)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { #\rSERVICE<URL> { ?s ?p ?o } \n}",
    "SELECT * { ?s ?p ?o.SERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a'SERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<URL> { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX e: <http://a:8> SELECT * { ?s ?p e:SERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "ASK { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_asks_another_machine(store: ox.Store, elsewhere: tuple[str, list[str]], query: str) -> None:
    url, asked = elsewhere
    with pytest.raises(QueryError, match="SERVICE would ask another machine"):
        run_query(store, query.replace("URL", url))
    assert asked == []


def test_the_refused_queries_would_have_asked(store: ox.Store, elsewhere: tuple[str, list[str]]) -> None:
    url, asked = elsewhere
    for query in SERVICES[:2]:
        with pytest.raises(OSError, match="404"):
            list(store.query(query.replace("URL", url).replace("silent", "")))  # type: ignore[arg-type]  # rows
    assert len(asked) == 2
    asked.clear()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> { }' }",
        'SELECT * { ?s ?p """a "SERVICE" \\" b""" }',
        "SELECT * { ?s ?p ?SERVICE } # SERVICE <http://x/> {",
        "SELECT * { ?service <http://example.org/service/SERVICE> ?o }",
        "PREFIX e: <urn:> SELECT * { ?s e:service ?o . ?s e:Service.x ?p }",
        "SELECT ?service { ?service ?p 'x'@en }",
    ],
)
def test_the_word_service_may_stand_in_strings_comments_and_names(store: ox.Store, query: str) -> None:
    assert run_query(store, query).kind == "rows"


@given(st.text())
@settings(deadline=None)  # a loaded machine is no failure
def test_the_tokens_of_any_text_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@given(st.lists(st.sampled_from([*"<>()?a:#'\"\\{}. \n@1", "SERVICE", "\\u0053"]), max_size=40).map("".join))
@settings(deadline=None)  # a loaded machine is no failure
def test_any_text_is_answered_or_refused_in_one_sentence(text: str) -> None:
    sentence = ""
    try:
        run_query(ox.Store(), text)
    except QueryError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert sentence == "" or sentence.endswith(".")


# --- parameters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<https://example.org/a b>", ox.Literal("<https://example.org/a b>")),
        ("<https://example.org/a>", ox.NamedNode("https://example.org/a")),
        ("event:E-1", EVENT),
        ("cgt:assault", ox.NamedNode(names.TYPES + "assault")),
        ("note: he said", ox.Literal("note: he said")),
        ("https://example.org/a", ox.Literal("https://example.org/a")),
        ('"12"', ox.Literal("12")),
        ('"a \\"quoted\\" \\\\ word"', ox.Literal('a "quoted" \\ word')),
        ('"Kunduz"@en', ox.Literal("Kunduz", language="en")),
        ('"5"^^xsd:byte', ox.Literal("5", datatype=ox.NamedNode(XSD + "byte"))),
        ("12", ox.Literal(12)),
        ("-1.50", ox.Literal("-1.50", datatype=ox.NamedNode(XSD + "decimal"))),
        ("1e9", ox.Literal("1e9", datatype=ox.NamedNode(XSD + "double"))),
        ("2015-03-01", ox.Literal("2015-03-01", datatype=ox.NamedNode(XSD + "date"))),
        ("2015-02-30", ox.Literal("2015-02-30")),
        ("2015-03-01T12:00:00Z", ox.Literal("2015-03-01T12:00:00Z", datatype=ox.NamedNode(XSD + "dateTime"))),
        ("true", ox.Literal(True)),
        ("Taliban", ox.Literal("Taliban")),
        ("", ox.Literal("")),
        ("٣", ox.Literal("٣")),
    ],
)
def test_a_value_stands_for_a_term(value: str, expected: ox.NamedNode | ox.Literal) -> None:
    assert term(value, prefixes()) == expected


@pytest.mark.parametrize(
    ("query", "params", "rows"),
    [
        ("SELECT ?n { ?e cg:killedBest ?n }", {"e": "event:E-1"}, [(ox.Literal(10),)]),
        ("SELECT ?e ?n { ?e cg:killedBest ?n }", {"?e": "event:E-1"}, [(EVENT, ox.Literal(10))]),
        ("SELECT ?e { ?e cg:killedBest ?n FILTER($n>?low) }", {"low": "5"}, [(EVENT,)]),
        ("SELECT ?e { { SELECT ?e { ?e cg:killedBest ?n FILTER(?n = ?x) } } }", {"x": "2"}, [(OTHER,)]),
        ("SELECT ?e { { SELECT ?e ?n { ?e cg:killedBest ?n } } }", {"n": "2"}, [(OTHER,)]),
        ("SELECT (COUNT(*) AS ?c) { ?e cg:killedBest ?n }", {"n": "2"}, [(ox.Literal(1),)]),
        (
            "SELECT ?n (COUNT(?e) AS ?c) { ?e cg:killedBest ?n } GROUP BY ?n ORDER BY ?n",
            {"n": "2"},
            [(ox.Literal(2), ox.Literal(1))],
        ),
        (
            "SELECT ?e { ?e cg:killedBest ?n FILTER NOT EXISTS { ?e skos:prefLabel ?l } }",
            {"l": '"Kunduz"@en'},
            [(EVENT,)],
        ),
        ("SELECT ?e { ?e cg:killedBest ?n FILTER(!BOUND(?min) || ?n >= ?min) }", {"min": "5"}, [(EVENT,)]),
        ("SELECT ?e { ?e skos:prefLabel ?l } # ?l", {"l": HOSTILE}, [(EVENT,)]),
        ("SELECT ?l { ?e cg:killedBest 2 BIND('?x' AS ?l) FILTER(?x = ?x) }", {"x": "1"}, [(ox.Literal("?x"),)]),
    ],
)
def test_parameters_are_bound_everywhere(
    store: ox.Store, query: str, params: dict[str, str], rows: list[tuple[object, ...]]
) -> None:
    assert run_query(store, query, params).rows == rows


def test_an_unset_optional_parameter_leaves_its_condition_out(store: ox.Store) -> None:
    query = "SELECT ?e { ?e cg:killedBest ?n FILTER(!BOUND(?min) || ?n >= ?min) }"
    assert len(run_query(store, query).rows) == 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)  # a loaded machine is no failure
def test_no_value_changes_the_query(value: str) -> None:
    literal = ox.Literal(value)
    bound = bind("SELECT (?x AS ?y) { }", {"x": literal})
    assert run_query(ox.Store(), bound.text).rows == [(literal,)]


@pytest.mark.parametrize(
    ("query", "params", "sentence"),
    [
        ("SELECT * { ?s ?p ?o }", {"x": "1"}, "no variable “?x”"),
        ("SELECT * { ?s ?p '?x' }", {"x": "1"}, "no variable “?x”"),
        ("SELECT * { BIND(1 AS ?x) }", {"x": "1"}, "the query sets it itself"),
        ("SELECT * { VALUES (?y ?x) { (1 2) } }", {"x": "1"}, "the query sets it itself"),
        ("SELECT * { ?s ?p ?o FILTER(?o<?x&&?s>?x) }", {"x": "1"}, "reads as an IRI"),
        ("SELECT * { ?s ?x ?o }", {"x": "words"}, "is broken"),
        ("SELECT * { ?s ?x ?o }", {"x": '"a"^^nope:x'}, "is no datatype"),
    ],
)
def test_a_parameter_that_cannot_be_bound_is_told(
    store: ox.Store, query: str, params: dict[str, str], sentence: str
) -> None:
    with pytest.raises(QueryError) as error:
        run_query(store, query, params)
    assert sentence in str(error.value)


# --- the time limit ----------------------------------------------------------------------------------------------

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(?x != ?w) }"


def test_a_slow_query_is_ended_and_the_next_is_answered(folder: Path) -> None:
    child = Child()
    began = time.monotonic()
    with pytest.raises(QueryError) as error:
        run_query(folder, SLOW, timeout=1, child=child)
    assert str(error.value) == "The query was stopped: it took longer than 1 second."
    assert time.monotonic() - began < 30
    assert run_query(folder, "ASK { event:E-1 ?p ?o }", timeout=60, child=child).truth is True
    child.close()


def test_a_folder_and_an_open_store_give_the_same(folder: Path, store: ox.Store) -> None:
    for query in ("SELECT ?n { ?e cg:killedBest ?n } ORDER BY ?n", "DESCRIBE event:E-1", "ASK {}"):
        assert run_query(folder, query, timeout=60) == run_query(store, query)
    with pytest.raises(QueryError, match="line 1, column 1: “SELEC”"):
        run_query(folder, "SELEC ?s { ?s ?p ?o } ORDER BY ?s", timeout=60)
    assert run_query(folder.parent / "absent", "SELECT * { ?s ?p ?o }").rows == []


def test_a_limit_on_an_open_store_is_refused_since_it_would_not_hold(store: ox.Store) -> None:
    with pytest.raises(ValueError, match="folder of a store"):
        run_query(store, "ASK {}", timeout=1)


# --- results -----------------------------------------------------------------------------------------------------

LABELS = "SELECT ?e ?label { ?e skos:prefLabel ?label } ORDER BY ?e"


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_rows_and_truth_are_written_in_every_format(store: ox.Store, form: str) -> None:
    assert "Kunduz" in render(run_query(store, LABELS), form)
    assert render(run_query(store, "ASK {}"), form).strip() != ""
    assert render(run_query(store, "SELECT * { ?s ?p 'no such' }"), form) != "" or form == "table"


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_the_standard_formats_give_the_rows_back(store: ox.Store, form: str) -> None:
    result = run_query(store, LABELS)
    text = render(result, form)
    back = ox.parse_query_results(text.encode(), format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(back, ox.QuerySolutions)
    if form != "xml":  # XML cannot hold the escape character at all
        assert [tuple(row) for row in back] == result.rows


def test_json_is_the_standard_s(store: ox.Store) -> None:
    answer = json.loads(render(run_query(store, "SELECT ?n { event:E-1 cg:killedBest ?n }"), "json"))
    assert answer == {
        "head": {"vars": ["n"]},
        "results": {"bindings": [{"n": {"type": "literal", "value": "10", "datatype": XSD + "integer"}}]},
    }


def test_csv_is_harmless_in_a_spreadsheet(store: ox.Store) -> None:
    rows = list(csv.reader(io.StringIO(render(run_query(store, LABELS), "csv"), newline="")))
    assert rows == [["e", "label"], [EVENT.value, "'" + HOSTILE], [OTHER.value, "Kunduz"]]
    exact = render(run_query(store, LABELS), "csv", formulas=True)
    assert list(csv.reader(io.StringIO(exact, newline="")))[1][1] == HOSTILE
    assert [harmless(cell) for cell in ("-1.5", "+3e4", "-", "@a", "a=b", "", " =1")] == [
        "-1.5", "+3e4", "'-", "'@a", "a=b", "", "' =1",
    ]  # fmt: skip


def test_a_table_shows_what_a_terminal_would_obey(store: ox.Store) -> None:
    shown = '=cmd|"/c calc"!A1 \\x1b[2J\\u202e\\nSERVICE } ?x'
    lines = ["e          label", "─" * 9 + "  " + "─" * len(shown), f"event:E-1  {shown}", "event:E-2  Kunduz"]
    assert render(run_query(store, LABELS)) == "\n".join(lines) + "\n"
    assert render(run_query(store, "ASK {}")) == "yes\n"


@given(st.text())
@settings(deadline=None)  # a loaded machine is no failure
def test_what_is_visible_is_printable(text: str) -> None:
    shown = visible(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown)
    assert visible(shown) == shown


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    assert table(["n", "name"], [["5", "北京"], ["10", "e\u0301a"]]) == (" n  name\n──  ────\n 5  北京\n10  e\u0301a\n")
    assert table([], []) == ""


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_graphs_are_written_in_every_format(store: ox.Store, form: str) -> None:
    result = run_query(store, "CONSTRUCT { ?e cg:killedBest ?n } { ?e cg:killedBest ?n }")
    text = render(result, form)
    if form == "table":
        assert text.splitlines()[2:] == ["event:E-1  cg:killedBest      10", "event:E-2  cg:killedBest       2"]
        return
    names = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    back = ox.parse(text.encode(), format=getattr(ox.RdfFormat, names[form]))
    assert {quad.triple for quad in back} == set(TRIPLES[:2])
    if form == "turtle":
        assert "event:E-1 cg:killedBest 10 ." in text


def test_a_graph_is_sorted_and_without_repeats(store: ox.Store) -> None:
    result = run_query(store, "CONSTRUCT { ?e a cg:Event } { ?e ?p ?o }")
    lines = render(result, "ntriples").splitlines()
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_format_that_does_not_fit_is_told(store: ox.Store) -> None:
    with pytest.raises(StopRun, match="rows, which “turtle” cannot hold; choose one of table, json"):
        render(run_query(store, LABELS), "turtle")
    with pytest.raises(StopRun, match="a graph, which “csv” cannot hold"):
        render(run_query(store, "DESCRIBE event:E-1"), "csv")


def test_results_compare_by_what_they_say() -> None:
    assert Result("truth", b'{"head":{},"boolean":true}', {}).truth is True
    assert Result("rows", b'{"head":{"vars":[]},"results":{"bindings":[]}}', {}).truth is None
