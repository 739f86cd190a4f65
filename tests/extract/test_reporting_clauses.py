"""Who says it, where the verb of saying stands last or in what somebody filed."""

import pytest
from tests.extract.reading import events, statements


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The rebels have taken the town, state radio reported on Sunday.", "radio", "The rebels have taken the town"),
        ("A driver was killed in the ambush, officials in Gao announced late on Monday.", "officials", "A driver was killed in the ambush"),
        ("Chad and Niger have agreed to a truce, the neighbours announced in a statement.", "neighbours", "Chad and Niger have agreed to a truce"),
    ],
)
def test_who_stands_behind_the_comma_says_it(text: str, speaker: str, content: str) -> None:
    [said] = statements(text)
    assert (said.speakers, said.content) == ([speaker], content)
    assert all(speaker not in e.agents | e.patients | e.participants for e in events(text))


def test_a_thing_that_was_announced_says_nothing() -> None:
    assert not statements("The militia let the pilots go, a step announced on Friday.")


def test_who_files_a_case_accuses() -> None:
    assert {tuple(each.speakers) for each in statements("Haddad lodged a complaint against three guards accusing them of beating him.")} == {("Haddad",)}


def test_what_is_done_according_to_law_the_law_does_not_state() -> None:
    assert not statements("Whoever looted the depot will be tried according to law.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The agency said that a device went off and suggested that spies could have laid it.", "agency"),
        ("The party said nine of its activists were arrested in Batumi, accusing the police of a campaign of terror.", "party"),
    ],
)
def test_what_cannot_speak_does_not_go_on_speaking(text: str, speaker: str) -> None:
    found = statements(text)
    assert len(found) == 2 and all(s.speakers == [speaker] for s in found)


def test_a_day_says_nothing() -> None:
    assert all(s.speakers != ["Friday"] for s in statements("Clinton called Machado on Friday to express gratitude to the former Miss Universe."))


def test_two_things_that_are_called_for_are_told_whole() -> None:
    [said] = statements("The team called for the rules to be reviewed and for the families of the victims to be compensated.")
    assert said.content.startswith("the rules to be reviewed") and said.content.endswith("the families of the victims to be compensated")


def test_whose_spokesman_speaks_for_them() -> None:
    assert [s.speakers for s in statements("The party, whose spokesman said that it was ready, won.")] == [["party"]]
