"""What an opinion is of, and whose charge a denial answers."""

from __future__ import annotations

import pytest
from tests.extract.reading import statements


@pytest.mark.parametrize(
    ("text", "speaker", "targets"),
    [
        ("The minister voiced optimism about the harvest.", "minister", {"harvest"}),
        ("The envoy is pessimistic about the dialogue.", "envoy", {"dialogue"}),
        ("The agency said it is sceptical of the estimate.", "agency", {"estimate"}),
        ("The ministry said on Monday that it hoped that lenders would wait.", "ministry", {"lenders"}),
        ("The senator expressed surprise that Reuters printed the letter.", "senator", {"Reuters"}),
    ],
)
def test_an_opinion_tells_what_it_is_of(text: str, speaker: str, targets: set[str]) -> None:
    (found,) = [s for s in statements(text) if s.targets]
    assert (found.speaker, found.targets) == (speaker, targets)


def test_a_denial_tells_whose_charge_it_answers() -> None:
    (found,) = [s for s in statements("The mayor denied allegations by the opposition that he took bribes.") if s.targets]
    assert (found.speaker, found.targets) == ("mayor", {"opposition"})


def test_what_is_said_or_wanted_is_no_opinion_of_it() -> None:
    assert all(not s.targets for s in statements("The minister said the harvest failed. The rebels hope to return."))
