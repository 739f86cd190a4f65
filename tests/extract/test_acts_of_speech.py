"""Where one act of speech ends and the next begins, whose it is, and what of a sentence is said."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, events, statements


def by_cue(text: str) -> dict[str, Seen]:
    return {(s.cue or "").lower(): s for s in statements(text)}


@pytest.mark.parametrize(
    ("text", "first", "second", "cut"),
    [
        ("The audit concludes that soldiers shelled the mill and accuses a general of a cover-up.", "concludes", "accuses", "soldiers shelled the mill"),
        ("The premier said the army would leave the valley and warned that looters would be shot.", "said", "warned", "the army would leave the valley"),
        ("Police say the man is dangerous and urge people to stay away.", "say", "urge", "the man is dangerous"),
        ("She said the work is hard, though she noted that clients want more.", "said", "noted", "the work is hard"),
    ],
)
def test_what_the_same_speaker_says_next_is_an_act_of_speech_of_its_own(text: str, first: str, second: str, cut: str) -> None:
    found = by_cue(text)
    assert found[first].content == cut
    assert len(found[second].speakers) == 1


@pytest.mark.parametrize("text", ["The officer said troops retook the town and told families to leave.", "Ali said that he had met the minister and urged him to go."])
def test_what_those_said_of_whom_somebody_speaks_stays_inside(text: str) -> None:
    outer = by_cue(text)["said"]
    assert "told families" in outer.content or "urged him" in outer.content


def test_the_doer_of_the_second_act_is_the_speaker() -> None:
    (e,) = [e for e in events("The commission concludes that army shells hit the mill and accuses two generals of a cover-up.") if e.type == "accuse"]
    assert "commission" in e.agents


def test_who_stands_between_the_clause_and_told_says_it() -> None:
    s = by_cue("Shells fell on the school, its director, Sahra Guled, told a reporter by telephone.")["told"]
    assert (s.speaker, s.content) == ("director", "Shells fell on the school")


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The bishop called on the militia to free the nurses.", "called", "the militia to free the nurses"),
        ("The bishop urged the rebels not to burn the mill.", "urged", "the rebels not to burn the mill"),
        ("The envoy criticized the raid as a mistake.", "criticized", "the raid as a mistake"),
        ("To hold the pass, the general said, one has to hold the bridge.", "said", "To hold the pass one has to hold the bridge"),
        ("The mayor condemned the raid, which shook the town.", "condemned", "the raid"),
        ("The army denied that a soldier had fired on the crowd, despite videos of it.", "denied", "a soldier had fired on the crowd"),
        ("“They shot first,” Rezai said, his voice breaking.", "said", "They shot first"),
        ("“We won,” the captain said last week.", "said", "We won"),
        ("The lorries, which the army said were carrying guns, were burned.", "said", "which were carrying guns"),
        ("The union's version is that police opened fire.", "version", "police opened fire"),
        ("The mayor bemoaned the unrest.", "bemoaned", "the unrest"),
        ("Karimi, citing a threat to the town, closed the school.", "citing", "a threat to the town"),
    ],
)
def test_what_is_said_ends_where_the_writer_goes_on(text: str, cue: str, content: str) -> None:
    assert " ".join(by_cue(text)[cue].content.replace("…", " ").split()).strip(" .") == content


def test_a_noun_beside_a_verb_of_saying_is_no_speech_of_a_thing() -> None:
    assert not statements("The machine repeats the error.")


def test_who_got_hold_of_a_document_passes_it_on() -> None:
    s = by_cue("The report, seen by the Courier, concludes that gunners hit the school.")["concludes"]
    assert s.speakers == ["Courier", "report"]


def test_speech_printed_without_marks_runs_over_its_paragraphs() -> None:
    text = "The minister, Ana Velde, said:\n\nThe raid on Marun is a crime.\n\nOur allies agree. Rebels burned the mill.\n\nNotes to editors\n\nThe minister was in Marun in May."
    found = by_cue(text)["said"]
    assert "Rebels burned the mill" in found.content
    assert "Notes to editors" not in found.content
    assert all(e.speakers == ["minister"] for e in events(text) if e.type == "assault")


def test_where_speech_elsewhere_has_marks_a_paragraph_without_them_is_the_writers() -> None:
    text = "The mayor said:\n\nThe town is quiet.\n\nRebels burned the mill on Monday, “as they had said they would”."
    assert next(e for e in events(text) if e.trigger == "burned").speakers == []


def test_what_a_government_of_a_place_did_is_welcomed_not_visited() -> None:
    assert not [e for e in events("Minister Tobias Eller welcomes the Government of Iraq's liberation of Tikrit.") if e.type == "consult"]


def test_names_that_are_withheld_coerce_nobody() -> None:
    assert not events("Police are withholding the names of the victims.")


def test_at_whose_hands_somebody_suffers_is_no_place() -> None:
    text = "Hundreds of people have been killed at the hands of Assad and ISIL, and towns such as Aleppo have been shelled by regime guns."
    assert next(e for e in events(text) if e.trigger == "killed").agents == {"Assad", "ISIL"}


@pytest.mark.parametrize(
    ("text", "cue", "speakers", "content"),
    [
        ("The talks will begin on Sunday, said Nadia Farouk, an aide to the prince who owns the station.", "said", ["Nadia Farouk"], "The talks will begin on Sunday"),
        ("The mayor gave the number of hurt as 12, and the hospitals, quoting their lists, say that 19 were treated.", "say", ["hospitals"], "19 were treated"),
        ("The prayer hall, which, Karimi said, is usually full of children, was hit by a rocket.", "said", ["Karimi"], "which is usually full of children"),
        ('The envoy said "small steps" and a new fund would rebuild the town.', "said", ["envoy"], '"small steps" and a new fund would rebuild the town'),
        ('Asked about the delay, the clerk replied, "It will be mended soon."', "replied", ["clerk"], "It will be mended soon."),
        ("The bishops said they are sure the abbot lied and the monks accused the bishops of greed.", "said", ["bishops"], "they are sure the abbot lied"),
        ("The bishops said they are sure the abbot lied and the monks accused the bishops of greed.", "accused", ["monks"], "the bishops of greed"),
        ("France said it was alarmed by the reports from Gao and urged all sides to stop.", "alarmed", ["France"], "the reports from Gao"),
        ("France said it was alarmed by the reports from Gao and urged all sides to stop.", "urged", ["France"], "all sides to stop"),
    ],
)
def test_who_says_it_and_where_what_is_said_ends(text: str, cue: str, speakers: list[str], content: str) -> None:
    s = by_cue(text)[cue]
    assert (s.speakers, " ".join(s.content.split())) == (speakers, content)


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The Herald reports that the general won over those who fled, according to the university.", ["university"], "The Herald reports that the general won over those who fled"),
        ("Among the steps proposed by the chiefs, according to officials, is the right to search cars.", ["officials"], "Among the steps proposed by the chiefs is the right to search cars"),
        ("The army said 12 people died, while 20 were hurt, according to the clinic.", ["clinic"], "while 20 were hurt"),
        ("Guards shot the man who, according to his lawyer, had surrendered.", ["lawyer"], "who had surrendered"),
        ("Mortars fell on the camp; two women died, according to medics.", ["medics"], "two women died"),
    ],
)
def test_what_somebody_is_named_for_behind_a_comma(text: str, speakers: list[str], content: str) -> None:
    s = by_cue(text)["according to"]
    assert (s.speakers, " ".join(s.content.split())) == (speakers, content)


def test_who_passes_on_what_another_says_stands_outside() -> None:
    s = by_cue("The Herald reports that the general won over those who fled, according to the university.")["reports"]
    assert (s.speakers, s.content) == (["university", "The Herald"], "the general won over those who fled")


def test_what_nobody_in_particular_says_inside_of_somebody_s_words_is_a_part_of_these() -> None:
    assert [(s.cue, s.speakers) for s in statements("The minister welcomed the news that the town is free.")] == [("welcomed", ["minister"])]


@pytest.mark.parametrize(
    ("text", "cue", "speakers", "content"),
    [
        ("Video shows that the boy had raised his hands, contradicting the claim of the guards.", "shows", ["Video"], "the boy had raised his hands"),
        ("Video shows that the boy had raised his hands, contradicting the claim of the guards.", "contradicting", ["Video"], "the claim of the guards"),
        ("The general is telling recruits that the army is weak and says he will enlarge it.", "telling", ["general"], "the army is weak"),
        ('The critic likened the decree to "burning the law".', "likened", ["critic"], 'the decree to "burning the law"'),
    ],
)
def test_what_answers_and_what_goes_on_is_told_apart(text: str, cue: str, speakers: list[str], content: str) -> None:
    s = by_cue(text)[cue]
    assert (s.speakers, s.content) == (speakers, content)


def test_what_somebody_asks_after_a_judgement_is_no_part_of_it() -> None:
    found = by_cue("The clinic described the figures as invented and asked the council to look into it.")
    assert (found["described"].content, found["asked"].speakers) == ("the figures as invented", ["clinic"])


@pytest.mark.parametrize(
    ("text", "cue", "speakers", "content"),
    [
        ("Farmers reached by phone said the bridge had fallen.", "said", ["Farmers"], "the bridge had fallen"),
        ("The channel, quoting an officer, said jets had bombed the port.", "said", ["channel", "officer"], "jets had bombed the port"),
        ("The governor, asked about the riot, said it was over.", "said", ["governor"], "it was over"),
        ("The governor, asked about the riot, said it was over.", "asked", [], "the riot"),
        ("The panel said that both camps had broken the truce, and called for a new one.", "said", ["panel"], "both camps had broken the truce"),
        ("The panel said that both camps had broken the truce, and called for a new one.", "called for", ["panel"], "a new one"),
    ],
)
def test_who_is_asked_reached_or_quoted(text: str, cue: str, speakers: list[str], content: str) -> None:
    s = by_cue(text).get(cue) or by_cue(text)[cue.split(" ")[0]]
    assert (s.speakers, s.content) == (speakers, content)


@pytest.mark.parametrize("text", ["The army said it had killed three men, a claim the rebels denied.", "Rebels killed ten people, an allegation that the group rejected."])
def test_a_claim_that_others_deny_is_theirs_and_no_part_of_the_words_before(text: str) -> None:
    found = by_cue(text)
    denial = found.get("denied") or found["rejected"]
    assert denial.speakers in (["rebels"], ["group"]) and denial.content in {"a claim", "an allegation"}
    assert "said" not in found or found["said"].content == "it had killed three men"


@pytest.mark.parametrize(
    ("text", "said", "further"),
    [
        ("“We gave them bread” to last a week, she said, referring to the long siege of the town.", "“We gave them bread” to last a week", "the long siege of the town"),
        ("“We cannot bear it any more,” Omar said, adding later, “The war costs us a fortune, and yes, we lend them ships, but we spend too much.”", "We cannot bear it any more", "The war costs us a fortune, and yes, we lend them ships, but we spend too much"),
    ],
)
def test_what_one_does_behind_the_comma_is_no_part_of_what_was_said_before(text: str, said: str, further: str) -> None:
    assert [s.content.strip(".") for s in statements(text)] == [said, further]


@pytest.mark.parametrize(
    ("text", "cue", "speakers", "content"),
    [
        ("He said that, according to farmers, guards had opened fire.", "according to", ["He", "farmers"], "guards had opened fire"),
        ("The rights office has counted 500 killings, its chief, Nadia Farouk, told the council.", "told", ["chief"], "The rights office has counted 500 killings"),
        ("The rebels claimed responsibility for the attack in a written statement.", "claimed responsibility", ["rebels"], "responsibility for the attack"),
    ],
)
def test_a_phrase_that_interrupts_who_stands_beside_and_how_it_was_said(text: str, cue: str, speakers: list[str], content: str) -> None:
    found = by_cue(text)
    s = found.get(cue) or found[cue.split(" ")[0]]
    assert (s.speakers, s.content) == (speakers, content)
