"""Who says what: speaker, cue and content of direct and indirect speech."""

from __future__ import annotations

import pytest
from tests.extract.reading import Seen, event, events, record, seen, statements


def said(text: str) -> Seen:
    """The one statement of a text."""
    found = statements(text)
    assert len(found) == 1, [(s.cue, s.speakers, s.content) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Witnesses said the soldiers burned houses.", "Witnesses", "said", "the soldiers burned houses"),
        ("The president said the economy would recover.", "president", "said", "the economy would recover"),
        pytest.param("The war is over, the minister announced.", "minister", "announced", "The war is over"),
        ("The minister told parliament that the war was over.", "minister", "told", "the war was over"),
        ("“The war is over,” said General Ahmad Karimi.", "Ahmad Karimi", "said", "The war is over"),
        ('"The war is over," General Ahmad Karimi said.', "Ahmad Karimi", "said", "The war is over"),
        pytest.param("The war is over, according to the ministry.", "ministry", "according to", "The war is over"),
        ("The United Nations warned that famine was near.", "The United Nations", "warned", "famine was near"),
        ("Karimi insisted that the talks would go on.", "Karimi", "insisted", "the talks would go on"),
    ],
)
def test_a_statement_has_its_speaker_cue_and_content(text: str, speaker: str, cue: str, content: str) -> None:
    s = said(text)
    assert (s.speaker, (s.cue or "").lower(), s.content.strip(" .,")) == (speaker, cue, content)
    assert s.attribution == "reported"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Officials said on Monday that rebels had killed two policemen in Goma.", "Officials"),
        ("According to the Defense Ministry, rebels killed two policemen in Goma.", "Ministry"),
        ("Rebels killed two policemen in Goma, the army said.", "army"),
        ("“Rebels killed two policemen in Goma,” the mayor said.", "mayor"),
        ("The mayor told reporters that rebels had killed two policemen.", "mayor"),
        ("Local media reported that rebels killed two policemen in Goma.", "media"),
        ("An official who spoke on condition of anonymity said rebels killed two policemen.", "official"),
        ("Sources said rebels had killed two policemen in Goma.", "Sources"),
        ("Rebels killed two policemen, residents and witnesses said.", "residents"),
    ],
)
def test_an_event_that_somebody_tells_is_reported_from_the_speaker(text: str, speaker: str) -> None:
    e = event(text)
    assert (e.attribution, e.factuality) == ("reported", "actual")
    assert speaker in e.speakers
    assert (e.patients, e.killed) == ({"policemen"}, (2, 2, 2))


def test_an_event_that_the_article_itself_tells_has_no_speaker() -> None:
    e = event("Rebels killed two policemen in Goma.")
    assert (e.attribution, e.speakers, e.cue) == ("asserted", [], None)


def test_a_statement_that_asserts_an_event_links_to_it_and_another_does_not() -> None:
    found = seen(record("Officials said rebels had killed two policemen in Goma. The mayor said the road was open."))
    (killed,) = [a for a in found if a.kind == "event"]
    first, second = [a for a in found if a.kind == "statement"]
    assert first.account.about == killed.account.id
    assert second.account.about is None
    assert second.content == "the road was open"


@pytest.mark.xfail(strict=True, reason="the addressee of “told” is taken as an outer speaker")
def test_whom_one_tells_does_not_speak() -> None:
    e = event("“The rebels attacked our village at dawn,” a resident told reporters.")
    assert e.speakers == ["resident"]
    e = event("Rebels killed two policemen, the mayor told Reuters.")
    assert e.speakers == ["mayor"]


def test_he_added_carries_the_speaker_over() -> None:
    found = statements("“The war is over,” General Ahmad Karimi said. “We have won,” he added.")
    chains = [s.account.speaker.chain for s in found if s.account.speaker]
    assert [s.content for s in found] == ["The war is over", "We have won"]
    assert chains[0] == chains[1]


def test_a_quotation_after_its_speaker_belongs_to_the_speaker_before() -> None:
    found = statements('"We will not talk," General Ahmad Karimi said. "We will fight on."')
    assert [s.speaker for s in found] == ["Ahmad Karimi"]
    assert found[0].content.strip(".") == "We will not talk We will fight on"


def test_a_quotation_is_not_handed_to_the_speaker_after_it_when_one_stands_before() -> None:
    found = statements('"We will not talk," General Ahmad Karimi said. "We will fight on." He added that the army was ready.')
    assert [s.content.strip(".") for s in found] == ["We will not talk We will fight on", "the army was ready"]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“The soldiers came at night and burned the market.\n\n“They killed ten civilians,” the mayor said."
    e = next(e for e in events(text) if e.killed)
    assert e.speakers == ["mayor"]
    s = said(text)
    assert "The soldiers came at night" in s.content
    assert "They killed ten civilians" in s.content


def test_a_quotation_opened_by_its_speaker_runs_on_into_the_next_paragraph() -> None:
    text = "“The army shelled the town for hours,” the mayor said. “Many people fled.\n\n“Soldiers killed ten civilians.”"
    killed = next(e for e in events(text) if e.killed)
    assert killed.speakers == ["mayor"]


def test_who_is_quoted_by_another_stands_inside_and_the_other_outside() -> None:
    inner = statements("The ministry said police believed the bomber came from Kunduz.")
    assert [s.speakers for s in inner] == [["ministry"], ["ministry", "police"]]
    assert inner[1].content == "the bomber came from Kunduz"


def test_the_paper_quoted_somebody_as_saying_nests_the_same_way() -> None:
    text = "The paper quoted Colonel Ali Hassan as saying rebels had killed two policemen in Goma."
    assert event(text).speakers == ["paper", "Ali Hassan"]


def test_a_spokesman_speaks_and_not_the_name_in_his_phrase() -> None:
    e = event("A spokesman for the group, Zabihullah Mujahid, said rebels had killed two policemen.")
    assert set(e.speakers) & {"spokesman", "Zabihullah Mujahid"}
    assert "group" not in e.speakers


@pytest.mark.xfail(strict=True, reason="coordinated speakers are represented by the last")
def test_several_who_speak_together_are_represented_by_the_first() -> None:
    e = event("Police and hospital officials said rebels had killed two policemen.")
    assert e.speakers[0] == "Police"


def test_a_party_s_account_of_its_own_deed_has_it_as_speaker_and_agent() -> None:
    e = event("The army said it had killed 15 militants in North Sinai on Sunday.")
    assert (e.speakers, e.killed, e.place, e.time) == (["army"], (15, 15, 15), "North Sinai", "2015-06-14")
    (agent,) = e.account.agents
    assert e.account.speaker is not None
    assert agent.chain == e.account.speaker.chain


def test_claiming_responsibility_is_the_claimant_s_account_of_its_own_attack() -> None:
    found = [e for e in events("The Taliban claimed responsibility for the attack on the base.") if e.type == "assault"]
    assert [(e.agents, e.speakers) for e in found if e.agents] == [({"The Taliban"}, ["The Taliban"])]


def test_no_claim_of_responsibility_is_no_agent() -> None:
    found = events("A bomb killed six people in Quetta. No group has claimed responsibility for the attack.")
    assert all(e.agents == set() for e in found)


def test_i_and_we_in_a_quotation_are_the_speaker() -> None:
    e = event("“We attacked the base in Gao,” Colonel Ali Hassan said.")
    (agent,) = e.account.agents
    assert e.account.speaker is not None
    assert agent.chain == e.account.speaker.chain


def test_what_stands_after_a_closed_quotation_is_asserted_by_the_article() -> None:
    found = events("“The war is over,” the minister said. Rebels killed two policemen in Goma on Monday.")
    assert [(e.attribution, e.speakers) for e in found] == [("asserted", [])]


def test_a_speaker_reaches_no_further_than_the_sentence_without_marks() -> None:
    found = events("The army said rebels had attacked Goma. On Sunday gunmen shot a judge in Bukavu.")
    assert [e.speakers for e in found] == [["army"], []]


def test_scare_quotes_are_no_speech() -> None:
    assert statements("The “caliphate” lost its last town in March.") == []


def test_a_cue_word_in_another_sense_is_no_speech() -> None:
    assert statements("Rebels added two tanks to their column near Goma.") == []


def test_media_that_report_are_cited_once() -> None:
    assert len(statements("Local media reported that gunmen kidnapped a priest in Jos.")) == 1


def test_the_passage_holds_the_whole_sentences_of_cue_and_content() -> None:
    text = "It rained. “They came at night. They burned the market,” the mayor said. It was cold."
    s = said(text)
    assert s.passage == "“They came at night. They burned the market,” the mayor said."


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Colonel Ali Hassan was quoted as saying the road was open.", "Ali Hassan", "the road was open"),
        ("The mayor was quoted by a newspaper as saying the bridge had collapsed.", "mayor", "the bridge had collapsed"),
        ("In a statement, the ministry said the talks had failed.", "ministry", "the talks had failed"),
        ("The general said in a statement that the talks had failed.", "general", "that the talks had failed"),
        ("UN: thousands flee as fighting resumes", "UN", "thousands flee as fighting resumes"),
        ("The minister: “We will not sell the port.”", "minister", "We will not sell the port."),
        ("The senator called him divisive.", "senator", "him divisive"),
        ("The military called the vote a farce.", "military", "the vote a farce"),
        ("The president hinted at a reshuffle.", "president", "a reshuffle"),
        ("The editorial board wrote that the reform would fail.", "board", "the reform would fail"),
    ],
)
def test_speech_in_other_forms_has_its_speaker_and_content(text: str, speaker: str, content: str) -> None:
    s = said(text)
    assert (s.speaker, s.content.strip(" .")) == (speaker, content.strip(" ."))


def test_who_is_believed_to_do_something_is_talked_of_and_speaks_not() -> None:
    s = said("The bomber is believed to have come from Kunduz.")
    assert s.speakers == []
    assert s.content.startswith("The bomber")


def test_what_only_appears_to_be_so_nobody_states() -> None:
    assert not statements("The donors appear to have ties to the group.")
    assert event("The rebels seem to have shot a guard.").factuality == "alleged"


def test_it_is_believed_has_no_speaker() -> None:
    s = said("It is believed that the bomber came from Kunduz.")
    assert (s.speakers, s.content) == ([], "the bomber came from Kunduz")


@pytest.mark.parametrize("text", ["The army continued to hold the bridge.", "Monday: rain is expected.", "The attack: what happened?"])
def test_no_speech_is_made_of_other_infinitives_and_labels(text: str) -> None:
    assert [s.speakers for s in statements(text) if s.speakers] == []


def test_any_verb_beside_a_quotation_says_it() -> None:
    found = [s for s in statements("“Nobody wants to be a soldier tonight,” Karimi shot back.") if s.speakers == ["Karimi"]]
    assert [s.cue for s in found] == ["shot"]


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    s = said("The mayor said: “The market burned. Nobody came to help. We are alone.”")
    assert s.content.strip(".") == "The market burned. Nobody came to help. We are alone"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The army denied that its fighters had shelled the hospital.", "denied"),
        ("A spokesman confirmed that its fighters had shelled the hospital.", "affirmed"),
    ],
)
def test_what_is_denied_or_confirmed_is_the_account_of_the_statement(text: str, polarity: str) -> None:
    (e,) = [a for a in events(text) if a.type == "assault"]
    (s,) = statements(text)
    assert (e.polarity, e.attribution) == (polarity, "reported")
    assert s.account.about == e.account.id


def test_who_issues_a_series_of_texts_says_what_they_say() -> None:
    assert said("The minister sent a series of letters saying that the port was closed.").speaker == "minister"


@pytest.mark.parametrize(
    "text",
    [
        "At least 106 protesters have been killed, according to credible reports received by Amnesty.",
        "According to eyewitness accounts corroborated by film, snipers have shot into crowds of people.",
    ],
)
def test_a_report_is_not_by_those_of_whom_it_tells(text: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert found.speaker in {"reports", "accounts"}


@pytest.mark.parametrize("text", ["It appears that rebels killed nine people in Beni.", "It is not for me to say but it appears rebels killed nine people."])
def test_nobody_says_what_it_appears_and_it_is_alleged(text: str) -> None:
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert (found.speakers, found.factuality) == ([], "alleged")


def test_a_body_behind_its_statement_is_the_speaker() -> None:
    text = "In a statement on X the RSF said that their men had attacked three positions of the army and of allied volunteers in the area, and that they had fought outside the village."
    assert {e.speaker for e in events(text) if e.type == "assault"} == {"RSF"}


def test_who_dismisses_rumours_did_not_spread_them() -> None:
    text = "The minister dismissed rumours that the army had killed civilians."
    assert [s.speaker for s in statements(text) if s.cue == "rumours"] == [None]
    (found,) = [e for e in events(text) if e.type == "assault"]
    assert (found.speaker, found.polarity) == ("minister", "denied")


def test_who_repeats_a_claim_of_its_own_has_made_it() -> None:
    assert [s.speakers != [] for s in statements("The minister made the claim that rebels had killed ten soldiers.") if s.cue == "claim"] == [True]


def test_a_participle_behind_a_comma_is_said_of_the_subject() -> None:
    text = "Maduro — the anointed successor of Hugo Chavez, who died in 2013 — strongly defends the new assembly, saying it will fortify the state."
    assert [s.speaker for s in statements(text) if s.cue == "saying"] == ["Maduro"]


def test_what_is_told_late_in_a_long_speech_has_its_own_sentence_as_passage() -> None:
    speech = "The camp has long been calm. Its people are farmers. They sold wheat. They kept sheep. Rebels killed nine people in Beni on Monday."
    (found,) = [e for e in events(f"The governor said:\n\n{speech}") if e.type == "assault"]
    assert (found.speaker, found.passage) == ("governor", "Rebels killed nine people in Beni on Monday.")


@pytest.mark.parametrize("text", ["The general will maintain the blockade.", "The king ruled the country.", "The rebels repeated the attack."])
def test_verbs_that_also_say_say_nothing_with_a_thing_alone(text: str) -> None:
    assert statements(text) == []


def test_of_a_long_speech_an_event_has_its_own_sentence_as_content() -> None:
    speech = "\n\n".join(["The camp has long been calm, and its people, who are farmers, sold wheat to the town."] * 12)
    (found,) = [e for e in events(f"The governor said:\n\n{speech}\n\nRebels killed nine people in Beni on Monday.") if e.type == "assault"]
    assert (found.speaker, found.content) == ("governor", "Rebels killed nine people in Beni on Monday.")
