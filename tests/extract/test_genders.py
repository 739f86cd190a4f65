"""He and she stand for those of whom a name, a title or a word says as much."""

from __future__ import annotations

import pytest
from tests.extract.reading import event, record


def last_speaker(text: str) -> set[str]:
    """The last words of the parties' names that the speaker of the last statement is."""
    found = record(text)
    said = [a for a in found.accounts if a.kind == "statement"][-1]
    assert said.speaker is not None
    parties = [m for a in found.accounts for m in (*a.agents, *a.patients, *a.victims, *a.participants, *a.speakers)]
    return {found.article.text[m.start : m.end].split()[-1] for m in parties if m.chain == said.speaker.chain}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Paul Diaz met Ana Ruiz in Gao on Monday. He said that the road was open.", "Diaz"),
        ("Paul Diaz met Ana Ruiz in Gao on Monday. She said that the road was open.", "Ruiz"),
        ("Ana Ruiz met Paul Diaz in Gao on Monday. He said that the road was open.", "Diaz"),
        ("Mrs. Ruiz met Mr. Diaz in Gao on Monday. He said that the road was open.", "Diaz"),
        ("The spokeswoman met Mr. Diaz in Gao on Monday. She said that the road was open.", "spokeswoman"),
        ("Ana Ruiz leads the party. Ruiz met Haddad in Gao on Monday. He said that the road was open.", "Haddad"),
        ("Haddad met Sayeed in Gao on Monday. He said that the road was open.", "Haddad"),
    ],
)
def test_a_pronoun_stands_for_whom_it_can(text: str, speaker: str) -> None:
    assert speaker in last_speaker(text)


def test_whom_one_accuses_of_being_something_is_accused() -> None:
    assert event("The mayor accused Ana Ruiz of being a spy.", "accuse").patients == {"Ana Ruiz"}


def test_it_is_the_body_that_spoke_before() -> None:
    text = "Armed men in RSF vehicles attacked several quarters, a local doctors' union said. It said that many had fled."
    assert "union" in last_speaker(text)
