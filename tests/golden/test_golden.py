"""Three articles give the records, the triples and the network that are kept here; `make golden` refreshes them."""

from __future__ import annotations

from pathlib import Path

from tests.golden.refresh import golden

HERE = Path(__file__).resolve().parent


def test_records_triples_and_network_are_those_that_are_kept() -> None:
    made = dict(golden())
    kept = {name: (HERE / name).read_bytes().decode("utf-8") for name in made if (HERE / name).is_file()}
    assert set(made) == set(kept), "A golden file is missing; `make golden` writes it."
    for name, content in made.items():
        assert content.splitlines() == kept[name].splitlines(), f"{name} changed; `make golden`, then read the difference."
        assert content == kept[name]


def test_a_second_run_gives_the_same_bytes() -> None:
    assert dict(golden()) == dict(golden())
