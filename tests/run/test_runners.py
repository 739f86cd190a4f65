"""Both runners keep one contract; the one with processes survives what kills a process."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from conflictgraph.errors import MissingExtra, SkipArticle
from conflictgraph.run import Died, Runner, runner
from conflictgraph.run.child import Child, ChildError, ChildTimeout
from conflictgraph.run.processes import Processes
from conflictgraph.run.serial import Serial

# Children import what they call by name, and a test file has none: `eval` stands in, its items say what happens.
RUNNERS = [Serial(), Processes(1), Processes(3)]


@pytest.mark.parametrize("each", RUNNERS, ids=repr)
def test_results_come_in_the_order_of_the_items(each: Runner) -> None:
    items = [f"__import__('time').sleep({0.05 if i % 3 == 0 else 0}) or {i} ** 2" for i in range(14)]
    assert list(each.map(eval, items)) == [i**2 for i in range(14)]


@pytest.mark.parametrize("each", RUNNERS, ids=repr)
def test_no_items_give_no_results(each: Runner) -> None:
    assert list(each.map(eval, [])) == []


@pytest.mark.parametrize("each", RUNNERS, ids=repr)
def test_an_exception_comes_out_at_the_place_of_its_item(each: Runner) -> None:
    results = each.map(eval, ["1", "2", "1 / 0", "4"])
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ZeroDivisionError):
        next(results)


@pytest.mark.parametrize("each", RUNNERS, ids=repr)
def test_items_are_drawn_a_bounded_number_ahead(each: Runner) -> None:
    drawn = itertools.count()

    def source() -> Iterator[str]:
        while True:
            yield str(next(drawn))

    results = each.map(eval, source())
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    results.close()  # type: ignore[attr-defined]  # both are generators
    assert next(drawn) < 40


@pytest.mark.parametrize("each", RUNNERS, ids=repr)
def test_our_own_errors_arrive_whole(each: Runner) -> None:
    skip = "(_ for _ in ()).throw(__import__('conflictgraph.errors').errors.SkipArticle('a.txt', 'It is empty.'))"
    with pytest.raises(SkipArticle, match=r"a\.txt: It is empty\.") as caught:
        list(each.map(eval, [skip]))
    assert (caught.value.source, caught.value.reason) == ("a.txt", "It is empty.")
    with pytest.raises(MissingExtra):
        list(each.map(eval, [skip.replace("SkipArticle", "MissingExtra")]))


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_dying_process_costs_its_own_item_and_no_other() -> None:
    items = [
        "1",
        "2",
        "__import__('os').kill(__import__('os').getpid(), 9)",
        "4",
        "5",
        "__import__('os')._exit(3)",
        "7",
    ]
    assert list(Processes(2).map(eval, items)) == [
        1, 2, Died("died (SIGKILL)"), 4, 5, Died("died (exit status 3)"), 7,
    ]  # fmt: skip


def test_an_item_whose_process_died_is_tried_once_more(tmp_path: Path) -> None:
    flag = tmp_path / "tried"
    die_once = (
        f"'alive' if __import__('os').path.exists({str(flag)!r})"
        f" else (open({str(flag)!r}, 'w').close(), __import__('os')._exit(1))"
    )
    assert list(Processes(1).map(eval, ["1", die_once, "3"])) == [1, "alive", 3]


def test_an_item_out_of_time_is_given_up() -> None:
    items = ["1", "__import__('time').sleep(60)", "3"]
    assert list(Processes(1, timeout=1.5).map(eval, items)) == [1, Died("took longer than 1.5 seconds"), 3]


def test_what_a_library_prints_does_not_land_among_the_answers() -> None:
    items = ["print('noise') or 1", "__import__('os').write(1, b'noise') and 2"]
    assert list(Processes(1).map(eval, items)) == [1, 2]


def test_what_cannot_travel_is_named() -> None:
    child = Child()
    with pytest.raises(ChildError, match="lambda"):
        child.call(eval, "lambda: 1")
    assert child.call(eval, "2") == 2
    with pytest.raises(ChildTimeout):
        child.call(eval, "__import__('time').sleep(60)", timeout=0.2)
    assert child.call(eval, "3") == 3
    child.close()


def test_the_number_of_processes_chooses_the_runner() -> None:
    assert runner() == Serial()
    assert runner(1, timeout=9) == Processes(1, 9)
    assert runner(4) == Processes(4)
