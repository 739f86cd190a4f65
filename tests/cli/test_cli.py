"""The command line: data to standard output, all else to standard error, one sentence for what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import conflictgraph
from conflictgraph.cli import cli

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
SOURCES = Path(conflictgraph.__file__).parent.parent
COMMANDS = sorted(cli.commands)
LISTINGS = ["articles", "events", "actors", "places", "claims", "stats", "log", "disputes"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(world["build"](tmp_path_factory.mktemp("world") / "g"))


def run(*arguments: str, **more: object) -> Result:
    return CliRunner().invoke(cli, list(arguments), **more)  # type: ignore[arg-type]


def ask(folder: str, *arguments: str) -> str:
    result = run("--graph", folder, *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


# --- help --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_text_has_an_example_of_its_own_command(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    _, _, example = result.stdout.partition("Example:\n")
    assert f"conflictgraph {name}" in example


def test_the_commands_are_those_of_the_product() -> None:
    wanted = "add retract reread rebuild articles actors events places claims show why why-same disputes stats check extract log"
    wanted += " same different unsure undo judgements review grade grades policy query neighbors ego path export"
    wanted += " rank communities allies enemies balance common bridges change"
    wanted += " dyads timeline"
    assert sorted(wanted.split()) == COMMANDS


def test_every_command_takes_the_graph_before_and_after_it() -> None:
    for name, command in cli.commands.items():
        options = {each.name for each in command.params}
        assert ("graph" in options) == (name != "extract")


def test_examples_in_help_texts_name_options_that_exist() -> None:
    for name, command in cli.commands.items():
        known = {each for param in command.params for each in (*param.opts, *param.secondary_opts)}
        for line in (command.epilog or "").splitlines():
            if f"conflictgraph {name} " in line:
                used = {word for word in line.split(f"conflictgraph {name} ", 1)[1].split() if word.startswith("--")}
                assert used <= known, (name, used - known)


# --- listings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_comes_in_five_forms(folder: str, name: str) -> None:
    assert ask(folder, name).strip()
    data = json.loads(ask(folder, name, "--format", "json"))
    lines = [json.loads(line) for line in ask(folder, name, "--format", "jsonl").splitlines()]
    assert data
    assert lines == data or lines == [data]
    table = list(csv.reader(io.StringIO(ask(folder, name, "--format", "csv"))))
    tabs = [line.split("\t") for line in ask(folder, name, "--format", "tsv").splitlines()]
    assert len(table) == len(tabs) >= 2
    assert table[0] == tabs[0]
    assert {len(row) for row in [*table, *tabs]} == {len(table[0])}


def test_the_table_of_events_is_good_to_read(folder: str) -> None:
    first = ask(folder, "events", "--limit", "2").splitlines()[2].split()
    assert first == [
        "E-10aa00",
        "2024-02-09",
        "assault",
        "Northern",
        "Front",
        "→",
        "Kandor",
        "army",
        "Sarn",
        "2",
        "(2–10)",
        "2",
        "≠",
    ]


def test_limits_hold_and_a_cut_table_says_so(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(json.loads(ask(folder, "claims", "--format", "json", "--limit", "2"))) == 2
    assert len(json.loads(ask(folder, "claims", "--format", "json", "--limit", "0"))) == 7
    monkeypatch.setattr("conflictgraph.cli.output.TABLE_LIMIT", 3)
    result = run("--graph", folder, "claims")
    assert len(result.stdout.splitlines()) == 2 + 3
    assert result.stderr == "… 4 more; --limit 0 shows all.\n"
    assert len(run("--graph", folder, "claims", "--limit", "0").stdout.splitlines()) == 2 + 7


def test_filters_reach_the_lookups(folder: str) -> None:
    def found(*arguments: str) -> list[str]:
        return [row["id"] for row in json.loads(ask(folder, *arguments, "--format", "json"))]

    assert found("events", "--actor", "NF", "--place", "Kandor", "--since", "2024-02") == [world["SARN"]]
    assert found("events", "--type", "heavy-weapons") == [world["SHELLED"]]
    assert found("events", "--all", "--place", "Ormel") == [world["SHELLED"], world["SCHOOL"]]
    assert found("events", "--contested", "--killed", "2") == [world["SARN"]]
    assert set(found("claims", "--about", "E-10aa", "--by", "Defence Ministry")) == {world["C_SAID"], world["C_TEN"]}
    assert found("actors", "--kind", "persons") == ["adan-vey"]
    assert "gunmen--a1" in found("actors", "--unnamed")
    assert "gunmen--a1" not in found("actors")


# --- one thing ---------------------------------------------------------------------------------------------------


def test_show_tells_of_an_actor_with_the_sentences(folder: str) -> None:
    text = ask(folder, "show", "Northern Front")
    assert text.startswith("Northern Front · armed-group · northern-front\n  also called NF; the Front\n")
    assert "Adan Vey — leads → Northern Front  (1 claim)" in text
    flowing = " ".join(text.split())
    assert "“Colonel Adan Vey leads the Northern Front.” — Kandor Gazette, 2024-02-10 [C-600000]" in flowing
    assert "Northern Front, in Lakeside Herald, 2024-02-11" in flowing


def test_show_tells_of_an_event_by_any_of_its_claims(folder: str) -> None:
    text = ask(folder, "show", "C-2")
    assert text == ask(folder, "show", world["SARN"])
    assert "figures   killed 2 (2–10)" in text
    assert "2 speakers in 2 articles" in text
    assert json.loads(ask(folder, "show", "E-10aa", "-f", "json"))["event"]["id"] == world["SARN"]


def test_why_and_disputes_put_rival_figures_beside_each_other(folder: str) -> None:
    text = ask(folder, "why", "E-10aa", "killed")
    assert "killed: 2 (2–10)  ≠ contested" in text
    assert f"rule assault:kill/ARG0-ARG1, confidence 0.90, characters 0–{world['P_TEN'].end} of A-" in text
    rivals = [line.strip() for line in ask(folder, "disputes").splitlines() if re.match(r" {4}\S", line)]
    assert rivals == ["10  Defence Ministry", "2  Northern Front"]


def test_a_path_is_told_event_by_event(folder: str) -> None:
    text = ask(folder, "path", "Adan Vey", "Kandor army")
    assert text.startswith("Adan Vey — Northern Front — Kandor army\n")
    assert "Northern Front — fights → Kandor army" in text
    assert "E-10aa00" in text
    assert [step["to"]["id"] for step in json.loads(ask(folder, "path", "adan-vey", "kandor-army", "-f", "json"))] == [
        "northern-front",
        "kandor-army",
    ]


def test_neighbors_are_seen_from_the_actor(folder: str) -> None:
    lines = ask(folder, "neighbors", "NF").splitlines()[2:]
    assert [line.split()[:4] for line in lines] == [["←", "leads", "Adan", "Vey"], ["fights", "→", "Kandor", "army"]]
    assert next(csv.DictReader(io.StringIO(ask(folder, "neighbors", "NF", "-f", "csv"))))["direction"] == "in"


# --- query and export --------------------------------------------------------------------------------------------

COUNT = "SELECT (COUNT(?e) AS ?n) { ?e a cg:Event }"


def test_a_query_is_a_text_a_file_or_standard_input(folder: str, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT)
    wanted = "n\n─\n4\n"
    assert ask(folder, "query", COUNT) == ask(folder, "query", str(tmp_path / "count.rq")) == wanted
    assert run("--graph", folder, "query", "-", input=COUNT).stdout == wanted
    missing = run("--graph", folder, "query", "absent.rq")
    assert (missing.exit_code, missing.stderr) == (1, "Error: There is no file absent.rq.\n")


def test_queries_take_parameters_and_ship_with_examples(folder: str) -> None:
    text = ask(
        folder,
        "query",
        "SELECT ?e { ?e a cg:Event ; cg:agent ?who }",
        "-p",
        "who",
        "actor:northern-front",
        "-f",
        "json",
    )
    assert [row["e"]["value"].rpartition("/")[2] for row in json.loads(text)["results"]["bindings"]] == [world["SARN"]]
    named = ask(folder, "query", "--example", "events", "-p", "actor", "NF", "-f", "csv")
    assert world["SARN"] in named
    listed = run("query", "--list-examples")  # needs no graph
    assert listed.exit_code == 0
    assert "disputes" in listed.stdout
    assert run("--graph", folder, "query").exit_code == 2


def test_a_query_out_of_time_is_told(folder: str) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
    result = run("--graph", folder, "query", slow, "--timeout", "0.2")
    assert (result.exit_code, result.stderr) == (1, "Error: The query was stopped: it took longer than 0.2 seconds.\n")


def test_export_writes_files_and_tells_losses(folder: str, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "n.graphml"), "--unnamed", "--graph", folder)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "control character" in result.stderr
    again = run("export", str(tmp_path / "n.graphml"), "--graph", folder)
    assert again.exit_code == 1
    assert again.stderr.endswith("exists already; --force replaces it.\n")
    assert run("export", str(tmp_path / "n.graphml"), "--graph", folder, "--force").exit_code == 0
    assert ask(folder, "export", "-", "--format", "ntriples").count("\n") > 100
    events = json.loads(ask(folder, "export", "-", "--format", "geojson", "--place", "Kandor", "--since", "2024"))
    assert [each["id"] for each in events["features"]] == [world["SARN"]]
    refused = run("export", str(tmp_path / "n.gexf"), "--actor", "NF", "--graph", folder)
    assert (refused.exit_code, (tmp_path / "n.gexf").exists()) == (1, False)
    assert refused.stderr.count("\n") == 1 and "for formats that hold events" in refused.stderr
    nobody = run("export", str(tmp_path / "n.gexf"), "--ego", "Nobody Atall", "--graph", folder)
    assert (nobody.exit_code, (tmp_path / "n.gexf").exists()) == (1, False)
    unknown = run("export", "x.doc", "--graph", folder)
    assert unknown.exit_code == 1
    assert "known endings are .gexf" in unknown.stderr


# --- what goes wrong ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "Nobody Atall"), "Error: There is no actor, place or event called “Nobody Atall” in the graph"),
        (
            ("events", "--actor", "northern"),
            "Error: “northern” could be several: Northern Front (actor:northern-front)",
        ),
        (("events", "--since", "soon"), "Error: “soon” is no date; write YYYY, YYYY-MM or YYYY-MM-DD."),
        (("why", "E-10aa", "colour"), "Error: An event has no property “colour”"),
        (("query", "SELECT ?x { ?x a"), "Error: The query is broken at line 1"),
        (("retract", "A-ffff"), "Error: Nothing in the graph has an id that begins with “A-ffff”."),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_failure_is_one_sentence_and_exit_code_1(folder: str, arguments: tuple[str, ...], sentence: str) -> None:
    result = run("--graph", folder, *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


def test_a_graph_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    result = run("--graph", str(tmp_path / "absent"), "events")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`conflictgraph add` makes one." in result.stderr
    assert not (tmp_path / "absent").exists()


@pytest.mark.parametrize(
    "arguments",
    [("events", "--limit", "many"), ("nonsense",), ("events", "--colour"), ("show",), ("actors", "--kind", "x")],
)
def test_wrong_usage_is_exit_code_2(folder: str, arguments: tuple[str, ...]) -> None:
    assert run("--graph", folder, *arguments).exit_code == 2


def test_a_fault_of_ours_is_no_traceback(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise KeyError("\x1b[31mred")

    monkeypatch.setattr("conflictgraph.api.Graph.stats", broken)
    result = run("--graph", folder, "stats")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "KeyError" in result.stderr
    assert "\x1b" not in result.stderr


def test_nothing_that_is_printed_commands_the_terminal(folder: str) -> None:
    calls = [
        *([name] for name in LISTINGS),
        ["show", "hostages"],
        ["show", world["HERALD"].id],
        ["actors", "--unnamed"],
    ]
    for call in calls:
        forms = ["table", "json"] if call[0] == "show" else ["table", "json", "jsonl", "csv", "tsv"]
        for form in forms:
            result = run("--graph", folder, *call, "--format", form)
            printed = (result.stdout + result.stderr).replace("\n", "").replace("\t", "")
            assert printed.isprintable(), (call, form)
    names = "SELECT ?l { ?a skos:prefLabel ?l }"
    for form in ("table", "csv", "tsv"):
        assert ask(folder, "query", names, "-f", form).replace("\r", "").replace("\n", "").isprintable()
    assert "“Three hostages, \\x1b[31mamong" in ask(folder, "show", "E-40bb000000000005")


def test_json_holds_hostile_texts_to_the_letter(folder: str) -> None:
    labels = {row["label"] for row in json.loads(ask(folder, "actors", "--unnamed", "-f", "json"))}
    assert "=2+5 \x1b[31mhostages\u202e" in labels


def test_a_day_of_a_year_that_nobody_tells_is_shown(tmp_path: Path) -> None:
    article = tmp_path / "strike.txt"
    article.write_text("Near Palmyra, one strike hit a fighting position on December 15, destroying two trucks.\n", encoding="utf-8")
    graph = str(tmp_path / "g")
    assert run("add", str(article), "--graph", graph).exit_code == 0
    listed = ask(graph, "events")
    assert "XXXX-12-15" in listed
    assert "XXXX-12-15" in ask(graph, "show", re.search(r"E-\w+", listed)[0])  # type: ignore[index]
