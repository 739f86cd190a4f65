"""What denials and confirmations answer: the account told before, and what of it."""

from __future__ import annotations

import pytest
from tests.extract.reading import record

from conflictgraph.model import Account, Record

CAPTURED = "Rebels said they had captured the airport. "
BOMB = "A car bomb killed eleven people in Sulema on Wednesday. "


def word(r: Record, a: Account) -> str:
    return r.article.text[a.trigger.start : a.trigger.end]


def heads(r: Record, mentions: tuple[object, ...]) -> list[str]:
    return [r.article.text[m.head.start : m.head.end] for m in mentions]  # type: ignore[attr-defined]


def denials(r: Record) -> list[tuple[Account, Account]]:
    """(who denies, what is denied)."""
    known = {a.id: a for a in r.accounts}
    return [(a, known[a.denies]) for a in r.accounts if a.denies is not None]


def statement(r: Record, cue: str) -> Account:
    return next(a for a in r.accounts if a.kind == "statement" and a.cue is not None and r.article.text[a.cue.start : a.cue.end] == cue)


@pytest.mark.parametrize(
    "answer",
    [
        "The ministry denied it.",
        "The ministry dismissed the claim as propaganda.",
        "The report was denied by the ministry.",
        "The ministry said the report was untrue.",
        "The ministry called the claim a lie.",
        "The ministry said no such thing had happened.",
        "The ministry denied that the rebels had captured the airport.",
        "The ministry rejected reports that the airport had been captured.",
    ],
)
def test_a_denial_is_an_account_in_the_deniers_mouth_that_denies_what_others_told(answer: str) -> None:
    r = record(CAPTURED + answer)
    ((denial, told),) = denials(r)
    assert (denial.kind, denial.polarity, denial.attribution, word(r, told)) == ("event", "denied", "reported", "captured")
    assert heads(r, denial.speakers) == ["ministry"]
    assert told.polarity == "affirmed"


@pytest.mark.parametrize(
    "answer",
    [
        "The Northern Front denied responsibility.",
        "The Northern Front denied any involvement in the attack.",
        "The Northern Front denied carrying out the bombing.",
        "The Northern Front denied that it was behind the attack.",
        "Police accused the Northern Front. The Northern Front rejected the accusation.",
    ],
)
def test_who_denies_a_part_in_it_denies_who_did_it_and_not_that_it_happened(answer: str) -> None:
    r = record(BOMB + answer)
    ((denial, told),) = denials(r)
    assert heads(r, denial.agents) == ["Northern Front"]
    assert (denial.polarity, denial.killed, denial.place) == ("denied", None, None)
    assert (told.polarity, told.factuality, told.killed is not None) == ("affirmed", "actual", True)


def test_a_deed_whose_denied_part_is_told_in_one_breath_did_happen_and_nobody_is_made_its_agent() -> None:
    r = record("The Black Hand denied responsibility for the killing of the judge.")
    events = [a for a in r.accounts if a.kind == "event"]
    assert [(a.polarity, heads(r, a.agents)) for a in events] == [("affirmed", []), ("denied", ["Hand"])]


def test_who_disputes_a_figure_denies_no_event() -> None:
    r = record("The ministry said the strike killed 30 militants. Villagers disputed the figure.")
    ((denial, told),) = denials(r)
    assert (denial.kind, told.polarity, told.killed is not None) == ("statement", "affirmed", True)
    assert not [a for a in r.accounts if a.kind == "event" and a.polarity == "denied"]


@pytest.mark.parametrize("answer", ["The army did not deny it.", "The army neither confirmed nor denied the claim.", "The army declined to confirm the report.", "The army would not confirm the report."])
def test_what_is_neither_denied_nor_confirmed_is_left_as_it_was(answer: str) -> None:
    r = record(CAPTURED + answer)
    events = [a for a in r.accounts if a.kind == "event" and a.type == "coerce"]
    assert [(a.denies, a.about, a.polarity) for a in events] == [(None, None, "affirmed")]


@pytest.mark.parametrize("verb", ["neither confirmed nor denied", "could not confirm or deny", "declined to confirm", "could not confirm"])
def test_what_somebody_would_not_confirm_is_alleged(verb: str) -> None:
    r = record(f"The militia {verb} that it had abducted the journalist.")
    (event,) = [a for a in r.accounts if a.kind == "event" and a.mode == "abduct"]
    assert (event.factuality, event.polarity) == ("alleged", "affirmed")


@pytest.mark.parametrize(
    ("text", "cue", "told"),
    [
        ("Rebels said they had killed twelve soldiers near Dara. The army confirmed the attack.", "confirmed", "killed"),
        ("Activists said shells had hit the bakery. A Western diplomat confirmed this.", "confirmed", "hit"),
        ("Officials said a bomb killed seven people in Lome. Police confirmed the explosion.", "confirmed", "bomb"),
        ("The navy said it had sunk two boats. The coast guard confirmed that two boats had been sunk.", "confirmed", "sunk"),
    ],
)
def test_what_is_confirmed_is_about_the_account_told_before(text: str, cue: str, told: str) -> None:
    r = record(text)
    known = {a.id: a for a in r.accounts}
    confirmed = known[statement(r, cue).about or ""]
    assert (confirmed.attribution, confirmed.polarity) == ("reported", "affirmed")
    assert word(r, known[confirmed.about or ""]) == told


def test_a_noun_confirms_that_it_happened_and_no_figure() -> None:
    r = record("Officials said a bomb killed seven people in Lome. Police confirmed the explosion.")
    known = {a.id: a for a in r.accounts}
    confirmed = known[statement(r, "confirmed").about or ""]
    assert (confirmed.killed, confirmed.agents, confirmed.patients) == (None, (), ())


def test_a_denied_charge_is_what_somebody_was_accused_of() -> None:
    r = record("Congo accuses Rwanda of backing the group. Kigali denies the charge.")
    assert [word(r, told) for _, told in denials(r)] == ["backing"]


def test_of_several_deeds_that_one_sentence_tells_the_attack_is_denied() -> None:
    r = record("The army accused the rebels of massacring fifty civilians in Kishishe and of breaking a ceasefire. The rebels denied the allegation.")
    assert [word(r, told) for _, told in denials(r)] == ["massacring"]


def test_two_who_deny_one_account_make_two_accounts() -> None:
    r = record(CAPTURED + "The ministry denied it. The governor called the claim a lie.")
    found = denials(r)
    assert len({a.id for a, _ in found}) == 2
    assert [heads(r, a.speakers) for a, _ in found] == [["ministry"], ["governor"]]


def test_who_rejects_claims_and_goes_on_saying_something_does_not_reject_that() -> None:
    r = record("The Front rejected accusations that it had massacred villagers, saying that its men had attacked army camps.")
    told = {word(r, a): a.polarity for a in r.accounts if a.kind == "event" and a.type == "assault"}
    assert told == {"massacred": "denied", "attacked": "affirmed"}


def test_who_admits_responsibility_is_held_to_have_done_it_in_his_own_words() -> None:
    r = record("Gunmen killed a senator in Cebua on Sunday. The Red Column admitted responsibility in an e-mail.")
    known = {a.id: a for a in r.accounts}
    admitted = known[statement(r, "admitted").about or ""]
    assert (heads(r, admitted.agents), admitted.polarity) == (["Column"], "affirmed")
    assert word(r, known[admitted.about or ""]) == "killed"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Turkish shells hit a clinic in Serin on Monday, medics said. Ankara has denied targeting the clinic.", "hit"),
        ("The navy seized a trawler, the union says. A navy spokeswoman insisted that no vessel had been seized.", "seized"),
    ],
)
def test_a_denial_without_a_word_for_it_denies_the_deed_that_it_names(text: str, told: str) -> None:
    r = record(text)
    ((denial, before),) = denials(r)
    assert (denial.polarity, word(r, before)) == ("denied", told)


def test_the_reporters_word_for_a_claim_is_no_part_of_it() -> None:
    r = record("The junta announced that its forces had recaptured Lashio, a claim that could not be checked.")
    said = statement(r, "announced")
    assert [r.article.text[c.start : c.end] for c in said.content] == ["its forces had recaptured Lashio"]
