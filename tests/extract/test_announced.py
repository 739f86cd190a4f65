"""Deeds that are told one by one below their number have the doers of all of them."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events

FIRST = "The navy carried out 12 raids in Mali on Sunday. "


def last(text: str) -> Seen:
    return [e for e in events(text) if e.type == "assault"][-1]


def test_one_of_those_that_were_counted_is_by_whoever_did_them_all() -> None:
    found = last(FIRST + "Near Gao, one raid destroyed a depot.")
    assert (found.agents, found.targets) == ({"navy"}, {"depot"})


def test_the_larger_number_of_one_doer_stays() -> None:
    assert last("The navy carried out 12 raids in Mali. The navy carried out three raids in Niger. Near Gao, seven raids destroyed a depot.").agents == {"navy"}


@pytest.mark.parametrize(
    "later",
    [
        "Near Gao, 20 raids destroyed a depot.",  # more than were announced
        "Near Gao, a raid destroyed a depot.",  # nothing says that it is one of them
        "Near Gao, one ambush destroyed a truck.",  # another deed
    ],
)
def test_no_other_deed_is_given_a_doer(later: str) -> None:
    assert last(FIRST + later).agents == set()


def test_whoever_is_told_to_have_done_it_did_it() -> None:
    found = last(FIRST + "Rebels carried out two raids near Kidal. Near Gao, one raid by rebels destroyed a depot.")
    assert found.agents == {"rebels"}
