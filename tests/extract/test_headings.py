"""Days at the head of an entry, as chronicles and case files have them: in sentences of our own."""

from __future__ import annotations

import pytest
from tests.extract.reading import events


def times(text: str, published: str | None = None) -> dict[str, str | None]:
    return {e.trigger: e.time for e in events(text, published)}


@pytest.mark.parametrize(
    "text",
    [
        "Rolpa, 4 November 1998: Policemen kill seven villagers. A girl is abducted.",
        "4 November 1998, Rolpa district: Policemen kill seven villagers; a girl is abducted.",
        "1998, November 4: Policemen kill seven villagers. A girl is abducted.",
        "04.11.1998. Village of Rolpa: policemen kill seven villagers; a girl is abducted.",
    ],
)
def test_a_day_at_the_head_is_that_of_the_entry_in_whatever_tense(text: str) -> None:
    assert times(text) == {"kill": "1998-11-04", "abducted": "1998-11-04"}


def test_what_has_a_day_of_its_own_keeps_it() -> None:
    found = times("19.05.2001. Village of Alkhan-Yurt: nine men detained in the course of a raid; on 24.05.2001 the bodies of four of them were found in a pit.")
    assert found == {"detained": "2001-05-19", "bodies": "2001-05-24"}


@pytest.mark.parametrize("text", ["KABUL, March 3 -- Gunmen kill a priest in Herat.", "Published: March 3, 1998. Gunmen kill a priest in Herat."])
def test_the_day_of_a_dateline_or_of_publication_heads_no_entry(text: str) -> None:
    assert times(text, "1998-12-31")["kill"] is None
