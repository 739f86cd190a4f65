"""New names of organizations and mergers are read as ties, with the time of the change where the sentence tells it."""

from __future__ import annotations

import pytest

from conflictgraph.extract import extract_article
from conflictgraph.model import Record
from conflictgraph.read import read_text


def read(text: str) -> Record:
    return extract_article(read_text(text, published="2019-01-05", publisher="Herald", title="News"))


def ties(record: Record) -> list[tuple[str, str, str, str, str | None]]:
    text = record.article.text
    return [
        (t.name, text[t.from_.head.start : t.from_.head.end], text[t.to.head.start : t.to.head.end], t.status, text[t.time.start : t.time.end] if t.time else None)
        for a in record.accounts if (t := a.relation) is not None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The Northern Front renamed itself the Kunduz Unity Brigade in January 2017.", "January 2017"),
        ("The Northern Front was renamed the Kunduz Unity Brigade in January 2017, a spokesman said.", "January 2017"),
        ("The Northern Front (NF) changed its name to the Kunduz Unity Brigade in 2017.", "2017"),
        ("The Kunduz Unity Brigade, formerly known as the Northern Front, attacked a post in Goma on Monday.", None),  # the attack's Monday
    ],
)
def test_a_new_name_is_a_tie_with_the_old_one(text: str, when: str | None) -> None:
    assert ("renamedFrom", "Kunduz Unity Brigade", "Northern Front", "present", when) in ties(read(text))


def test_a_merger_ties_what_was_formed_to_each_that_went_into_it() -> None:
    found = ties(read("The Sahel Liberation Army, formed by the merger of the Herald Movement and the Desert Falcons in 2018, said it had shot down a drone."))
    assert {t for t in found if t[0] == "succeeds"} == {
        ("succeeds", "Sahel Liberation Army", "Herald Movement", "present", "2018"),
        ("succeeds", "Sahel Liberation Army", "Desert Falcons", "present", "2018"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Front attacked the Kunduz Unity Brigade in Goma on Monday.",
        "The Northern Front, a rival of the Kunduz Unity Brigade, formerly held the town.",
        "Karim Wardak, formerly known as Gul Khan, was arrested in Kunduz.",  # a person's names are no organization's
    ],
)
def test_what_tells_no_other_name_of_an_organization_is_no_renaming(text: str) -> None:
    assert not [t for t in ties(read(text)) if t[0] == "renamedFrom"]
