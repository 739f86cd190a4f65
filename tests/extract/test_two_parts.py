"""Speech in two parts, at the end of a headline, passed on by others, or told of as somebody's: what of a sentence is said and by whom."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, statements

from conflictgraph.extract import wirelines
from conflictgraph.model import Word


def by_cue(text: str) -> dict[str, Seen]:
    return {(s.cue or "").lower(): s for s in statements(text)}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"I read the lists," he said, "and they are long."', "I read the lists and they are long."),
        ('"The raid," Salim said, "was carried out by the army."', "The raid was carried out by the army."),
        ('"It is bad," he said on Monday.\n\n\'All Bets Are Off.\'\n\nThe army left.', "It is bad"),  # a heading
        ("Because the border is open, said Colonel Ahmed Hassan.", "Because the border is open"),
        ("Why do they come? Because the border is open, said Colonel Ahmed Hassan.", "Why do they come? Because the border is open"),
        ("Rebels shelled the town, as the army had said.", "Rebels shelled the town"),
        ("As the army said, rebels shelled the town.", "rebels shelled the town"),
        ("QUITO, 3 MAR 88 (EFE) - Shells hit the market, the mayor said.", "Shells hit the market"),
    ],
)
def test_what_is_said_is_all_of_it_and_no_more(text: str, content: str) -> None:
    (s,) = statements(text)
    assert s.content == content


def test_what_is_denied_is_not_told_as_said_by_who_is_named_behind_as() -> None:
    assert "said" not in by_cue("The rebels did not leave, as the army had said.")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The depot burned, the ministry said in a statement carried by SANA.", ["SANA", "ministry"]),
        ("The depot burned, the ministry said in a statement published by the army.", ["ministry"]),
        ("Xinhua reported, citing the state TV, that rebels shelled the town.", ["Xinhua", "TV"]),
        ("Gunmen kill 5 soldiers in Mali: army", ["army"]),
        ("The meeting collapsed and the guards left, said one source in the room.", ["source"]),
        ("In an interview, Speaker Paul Ryan said the spate of shootings demands that all engage in talks.", ["Paul Ryan"]),
    ],
)
def test_who_says_it_and_who_passes_it_on(text: str, chain: list[str]) -> None:
    assert statements(text)[0].speakers == chain


def test_a_name_behind_a_colon_in_the_middle_of_an_article_says_nothing() -> None:
    assert not statements("The talks failed. He named one enemy of the people: Russia.")


def test_what_somebody_appears_to_suggest_he_suggests() -> None:
    (s,) = statements("Karimi appeared to suggest that the army had shelled the mill.")
    assert (s.cue, s.speaker, s.content) == ("suggest", "Karimi", "the army had shelled the mill")


def test_what_is_counted_per_thing_nobody_says() -> None:
    assert not statements("The force lost five men per month.")
    assert statements("The force lost five men, per the ministry.")[0].speaker == "ministry"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Guards have been accused of beating prisoners.", "Guards beating prisoners"),
        ("Iran voiced support for Iraq.", "support for Iraq"),
        ("Iran voiced support for the talks.", "the talks"),
        ("The court rejected a request from Democrats in Ohio to restore a week.", "a request from Democrats in Ohio to restore a week"),
        ("The report described conditions in the camp in an annex.", "conditions in the camp in an annex"),
        ("The rebels denounced the pact in an interview.", "the pact"),
        ("The envoy warned the army against entering the camp.", "the army against entering the camp"),
    ],
)
def test_what_is_named_is_told_with_its_phrases(text: str, content: str) -> None:
    assert content in [s.content for s in statements(text)]


def test_several_who_voice_something_together_each_do() -> None:
    assert [s.speakers for s in statements("France and Germany voiced fears that the truce would fail.")] == [["France"], ["Germany"]]


def test_where_a_story_is_wired_from_is_no_part_of_its_first_sentence() -> None:
    s = by_cue("KABUL, March 4 (Reuters) - Mortar fire killed six people at a cattle market on Tuesday, the district hospital director, Sahra Guled, told Reuters.")["told"]
    assert s.speakers == ["Reuters", "director"]
    assert s.content == "Mortar fire killed six people at a cattle market on Tuesday"
    s = by_cue("BORAMA, March 4 (Tarin) - Mortar fire killed six people at a cattle market on Tuesday, the district hospital's director, Sahra Guled, told Tarin by telephone.")["told"]
    assert s.speakers == ["Tarin", "director"]


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("“They fled,” said Kabul-based author and analyst Ahmad Saeedi.", ["Ahmad Saeedi"], "They fled"),
        ("Gabriela Ramírez, Venezuela's former ombudsman and a longtime Chávez supporter, said the worst was near.", ["Gabriela Ramírez"], "the worst was near"),
        ("Community and mosque leaders in Leeds accused the police of missing several chances.", ["leaders"], "the police of missing several chances"),
        ("Police gave the number of hurt as 21, and the emergency services, quoting lists, say that 36 were treated.", ["services"], "36 were treated"),
        ("The groups of the region, its spokesman said, act on their own.", ["spokesman"], "The groups of the region act on their own."),
        ("“Three men planted a bomb on Friday.\nAfter a while, it went off,” the police said.", ["police"], "Three men planted a bomb on Friday.\nAfter a while, it went off"),
        ('Small groups of protesters were chanting "Hands up, don\'t shoot."', ["groups"], "Hands up, don't shoot."),
        ("Rakeyia Scott is heard yelling that he was unarmed.", ["Rakeyia Scott"], "he was unarmed"),
        ("Poll: Wealthy Voters Abandon Republican Party", ["Poll"], "Wealthy Voters Abandon Republican Party"),
        ("The mayor has questioned the health of the king.", ["mayor"], "the health of the king"),
        ("The town was “a grave”, as one doctor put it.", ["doctor"], "The town was “a grave”"),
    ],
)
def test_one_speaker_and_all_that_is_said(text: str, chain: list[str], content: str) -> None:
    assert (chain, content) in [(s.speakers, s.content) for s in statements(text)]


def test_what_is_said_of_a_claim_is_not_said_by_whom_it_is_about() -> None:
    found = by_cue('The Kremlin denies US claims that Russia hacked official emails, and has called them "indecent".')
    assert (found["called"].speakers, found["denies"].content) == (["The Kremlin"], "US claims that Russia hacked official emails")
    found = by_cue("Karimi poured scorn on army claims that rebels helped him, calling them ridiculous.")
    assert found["calling"].speakers == ["Karimi"]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("He refused to accept responsibility.", ["refused"]),
        ("The mayor urged the government to declare an emergency.", ["urged"]),
        ("Two car bombs claimed nine lives.", []),
        ("The talks will resume when the names are announced on 24 January.", []),
        ("“They need to stop talking about this,” the spokesman said.", ["said"]),
    ],
)
def test_what_is_not_said_by_itself_makes_no_statement(text: str, cues: list[str]) -> None:
    assert [s.cue for s in statements(text)] == cues


@pytest.mark.parametrize(
    "text",
    [
        "He began raising money for a hospital.",
        "The general assumed his post in May.",
        "Demand for coal fell.",
        "It can cost five figures each year per student.",
        "The rate would decline each year.",
        "Many feel stung.",
        "Four officers are seen gathered around a man.",
        "The king was supposed to leave.",
        "A plan to fight poverty failed.",
    ],
)
def test_verbs_of_thought_in_another_sense_tell_nothing(text: str) -> None:
    assert not statements(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("They see the programme as a fraud.", "the programme as a fraud"),
        ("Many feel that the war is lost.", "the war is lost"),
        ("Demands for a truce grew.", "a truce"),
        ("Karimi hailed his record, saying “That makes me proud,” when rivals mocked him.", "That makes me proud"),
        ('Karimi called on the city to "really speak out" and do more for the poor.', 'the city to "really speak out" and do more for the poor'),
    ],
)
def test_and_in_their_own_sense_they_do(text: str, content: str) -> None:
    assert content in [s.content for s in statements(text)]


def test_officials_of_two_states_are_two_speakers() -> None:
    found = statements("Russian and Turkish officials said that the truce had held.")
    assert {s.account.speaker.actor for s in found if s.account.speaker} == {"russia", "turkey"}


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Two missing boys were found unharmed.", []),
        ("Durr continued taunting him.", []),
        ("She was pronounced dead at the hospital.", []),
        ("They hope to achieve peace.", []),
        ("His family has not been notified.", []),
        ("If they decide to secede, we will accept it.", []),
        ("House leaders plan to announce their budget.", []),
        ("For more information, call Lisa Jones at the office.", []),
        ("Officers retrieved two bags, the complaint said.", ["said"]),
        ("FAIRFIELD, Conn. -- Police say a woman handcuffed herself to him.", ["say"]),
    ],
)
def test_what_is_done_hoped_or_not_yet_said_is_no_statement(text: str, cues: list[str]) -> None:
    assert [s.cue for s in statements(text)] == cues


def test_where_it_is_wired_from_leaves_one_sentence_without_a_ring() -> None:
    heads = [9, 10, 11, 1, 2, 10, 11, 2, 6, 2, 2, -1, 10, 0]
    texts = ["KABUL", ",", "March", "4", "(", "Reuters", ")", "-", "Shells", "hit", "the", "town", "he", "said"]
    line = tuple(Word(t, i * 9, i * 9 + len(t), t.lower(), "PROPN" if i < 8 else "VERB", heads[i], "dep") for i, t in enumerate(texts))
    out = wirelines.mended(line)
    assert [w.head for w in out].count(-1) == 1
    for k in range(len(out)):
        steps = 0
        while out[k].head >= 0:
            k, steps = out[k].head, steps + 1
            assert steps < len(out)
