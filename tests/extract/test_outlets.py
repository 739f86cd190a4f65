"""Outlets that are called by what they are speak under their name; their people are not they."""

from __future__ import annotations

import pytest
from tests.extract.reading import record


def _keys(text: str) -> set[str | None]:
    return {m.actor for a in record(text).accounts for m in (*a.speakers, *a.patients)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Russia's state-run Tass news agency reported that a base was attacked.", "itar-tass"),
        ("The Interfax news agency said that a base was attacked.", "interfax"),
    ],
)
def test_what_an_outlet_is_goes_on_with_its_name(text: str, key: str) -> None:
    assert key in _keys(text)
    assert not [a for a in record(text).accounts if a.relation is not None and a.relation.name == "leads"]


def test_a_reporter_is_not_the_outlet() -> None:
    assert "bbc" not in _keys("The BBC reporter was wounded in Gao.")


def test_nobody_is_wounded_by_the_country_he_is_in() -> None:
    [told] = [a for a in record("Three soldiers were wounded in Syria.").accounts if a.kind == "event"]
    assert not told.agents and told.place is not None
