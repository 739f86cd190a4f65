"""A group is one actor under its old name and its new one, before and after, once an article tells of the change."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.api.test_judging import at, put
from tests.resolve.build import Told, attack, story

import conflictgraph
from conflictgraph.api import Graph
from conflictgraph.cli import cli
from conflictgraph.model import Record, TieStatus

NEW, OLD = "#Kunduz Unity Brigade", "#Northern Front"


def renamed(new: str = NEW, old: str = OLD, status: TieStatus = "present") -> Told:
    return Told(trigger="renamed", kind="tie", type=None, tie=("renamedFrom", new, old, status), time="2017-01")


def article(n: int, day: str, *told: Told) -> Record:
    return at(f"https://example.org/{n}", story(f"Paper {'ABCDEFG'[n]}", day, *told))


BEFORE = article(0, "2016-05-04", attack(agents=(OLD,), place="Goma", time="2016-05-03"))
TELLS = article(1, "2017-02-05", renamed())
AFTER = article(2, "2018-06-05", attack(agents=(NEW,), place="Goma", time="2018-06-04"))
LATE = article(3, "2019-05-04", attack(agents=(OLD,), place="Goma", time="2019-05-03"))  # under the name that it has no more
ALL = (BEFORE, TELLS, AFTER, LATE)


def agents(graph: Graph) -> set[str]:
    return {ref.id for row in graph.events() for ref in row.agents}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with conflictgraph.open(tmp_path / "g") as made:
        yield made


def test_old_and_new_name_are_one_actor_whenever_they_are_used(graph: Graph) -> None:
    put(graph, BEFORE, AFTER, LATE)
    assert len(agents(graph)) == 2
    put(graph, TELLS)
    assert len(agents(graph)) == 1
    graph.retract("https://example.org/1")
    assert len(agents(graph)) == 2


def test_an_actor_has_its_earlier_names_with_date_and_words(graph: Graph) -> None:
    put(graph, *ALL)
    (actor,) = agents(graph)
    shown = graph.show("Northern Front")
    assert (shown.actor.id, [(row.content, row.edtf) for row in shown.renamings]) == (actor, [(("Northern Front",), "2017-01")])  # type: ignore[union-attr]
    assert graph.check() == []


def test_the_command_prints_it(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "g") as graph:
        put(graph, *ALL)
    printed = CliRunner().invoke(cli, ["--graph", str(tmp_path / "g"), "show", "Northern Front"]).stdout
    assert "Earlier names (1)" in printed and "Northern Front (until 2017-01)" in printed


def test_no_order_changes_a_byte(tmp_path: Path) -> None:
    def made(order: Sequence[Record], name: str) -> list[str]:
        with conflictgraph.open(tmp_path / name) as graph:
            for each in order:
                put(graph, each)
            return graph._store.ntriples()

    first, *others = (made(order, str(n)) for n, order in enumerate(itertools.islice(itertools.permutations(ALL), 0, 24, 7)))
    assert all(each == first for each in others)


def test_a_denied_renaming_joins_nothing(graph: Graph) -> None:
    put(graph, BEFORE, AFTER, article(4, "2017-02-05", renamed(status="denied")))
    assert len(agents(graph)) == 2


def test_what_the_lexicon_knows_apart_stays_two_with_a_dated_tie(graph: Graph) -> None:
    put(graph, article(5, "2017-02-05", renamed("The Taliban", "#Al-Qaeda")))
    (tie,) = (row for row in graph.ties() if row.kind == "renamedFrom")
    assert (tie.from_.id, tie.to.id, tie.earliest) == ("taliban", "al-qaeda", "2017-01-01")


def test_what_a_merger_formed_is_another_actor_that_succeeds_those_that_went_into_it(graph: Graph) -> None:
    merger = Told(trigger="formed", kind="tie", type=None, tie=("succeeds", "#Sahel Liberation Army", OLD, "present"), time="2018")
    put(graph, BEFORE, article(6, "2019-02-05", merger, attack(agents=("#Sahel Liberation Army",), place="Goma", time="2019-02-04")))
    assert len(agents(graph)) == 2
    (tie,) = (row for row in graph.ties() if row.kind == "succeeds")
    assert (tie.from_.label, tie.to.label, tie.earliest) == ("Sahel Liberation Army", "Northern Front", "2018-01-01")
