"""Dyads: source, target and main account on records written by hand."""


import pytest
from tests.benchmarks.parts import account, party, span

from conflictgraph.model import Anchor, Article, PlaceMention, Record, Tie
from scorers.adapt.base import main_account
from scorers.adapt.events import predict_events
from scorers.adapt.sentences import predict_dyad


def test_two_participants_are_reciprocal_and_a_bare_statement_has_its_speaker_as_source() -> None:
    text = "Ankara and Moscow met, aides said."
    met = account("C-1", span(text, "met"), type="consult", participants=(party(text, "Ankara"), party(text, "Moscow")))
    assert predict_dyad({}, [Record(Article(text), accounts=(met,))])["reciprocal"] == [[0, 17]]
    said = account("C-2", span(text, "said"), kind="statement", type=None, speaker=party(text, "aides"))
    prediction = predict_dyad({}, [Record(Article(text), accounts=(said,))])
    assert (prediction["source"], prediction["type"]) == ([[23, 28]], "statement")


def test_where_nobody_is_told_to_act_the_first_sufferer_and_then_the_first_word_decide() -> None:
    text = "A teacher was held in Basra after she praised the rebels and they fled."
    held = account("C-2", span(text, "held"), type="coerce", patients=(party(text, "A teacher"),))
    praised = account("C-1", span(text, "praised"), type="support", agents=(party(text, "she"),), patients=(party(text, "the rebels"),))
    assert main_account(Record(Article(text), accounts=(praised, held))) == held


@pytest.mark.parametrize(
    ("text", "type_", "thing", "whose", "wanted"),
    [
        ("Ankara turned down Doha's offer.", "reject", "Doha's offer", "Doha", "Doha's offer"),
        ("Ankara dismissed accusations by Doha.", "reject", "accusations", "Doha", "Doha"),
        ("Ankara stopped aid to Doha.", "sanction", "aid to Doha", "Doha", "Doha"),
        ("Ankara shelled a depot near Doha.", "assault", "a depot", "Doha", "a depot"),
    ],
)
def test_a_thing_stands_with_the_party_it_names_only_where_the_act_answers_it(text: str, type_: str, thing: str, whose: str, wanted: str) -> None:
    told = account("C-1", span(text, text.split()[1]), type=type_, patients=(party(text, whose),), targets=(party(text, thing),))
    prediction = predict_dyad({}, [Record(Article(text), accounts=(told,))])
    assert [text[a:b] for a, b in prediction["target"]] == [wanted]


@pytest.mark.parametrize(
    ("text", "told", "holder", "post", "body", "wanted"),
    [
        ("Mona Adly, a ministry spokeswoman, praised it.", "Mona Adly", "Mona Adly", "spokeswoman", "ministry", "Mona Adly, a ministry spokeswoman"),
        ("The defence minister, Mona Adly, praised it.", "The defence minister", "Mona Adly", "minister", "defence", "The defence minister, Mona Adly"),
        ("Mona Adly praised it, a minister said.", "Mona Adly", "Mona Adly", "minister", "a", "Mona Adly"),
    ],
)
def test_a_post_and_its_holder_beside_a_comma_are_one_span(text: str, told: str, holder: str, post: str, body: str, wanted: str) -> None:
    praised = account("C-1", span(text, "praised"), type="support", agents=(party(text, told),))
    tie = account("C-2", span(text, post), kind="tie", type=None, relation=Tie("represents", party(text, holder), party(text, body), "present"))
    prediction = predict_dyad({}, [Record(Article(text), accounts=(praised, tie))])
    assert [text[a:b] for a, b in prediction["source"]] == [wanted]


def test_what_is_answered_ends_with_its_noun_where_whose_it_is_stands_before() -> None:
    text = "Ankara rejected Doha's offer of talks."
    for type_, wanted in (("reject", "Doha's offer"), ("accuse", "Doha's offer of talks")):
        told = account("C-1", span(text, "rejected"), type=type_, targets=(party(text, "Doha's offer of talks", "offer"),))
        assert [text[a:b] for a, b in predict_dyad({}, [Record(Article(text), accounts=(told,))])["target"]] == [wanted]


def test_whom_a_deed_befell_is_one_span_with_the_place_right_behind_but_words_have_no_place_for_a_target() -> None:
    text = "They killed five students in Garissa town."
    fields = {"place": Anchor(span(text, "Garissa town").start, span(text, "Garissa town").end, "L-1")}
    killed = account("C-1", span(text, "killed"), patients=(party(text, "five students"),), **fields)
    assert [text[a:b] for a, b in predict_dyad({}, [Record(Article(text), accounts=(killed,))])["target"]] == ["five students in Garissa town"]
    for type_, wanted in (("coerce", ["Garissa town"]), ("agree", [])):
        bare = account("C-1", span(text, "killed"), type=type_, **fields)
        assert [text[a:b] for a, b in predict_dyad({}, [Record(Article(text), accounts=(bare,))])["target"]] == wanted


def test_what_is_denied_comes_after_the_denial() -> None:
    text = "The mayor denied that police arrested Sami."
    content = span(text, "police arrested Sami")
    denied = account("C-1", span(text, "denied"), kind="statement", type=None, rule="speech:deny/deny", content=(content,))
    arrested = account("C-2", span(text, "arrested"), type="coerce", agents=(party(text, "police"),), patients=(party(text, "Sami"),))
    assert main_account(Record(Article(text), accounts=(denied, arrested))) == denied


@pytest.mark.parametrize(
    ("text", "type_", "thing", "whose", "wanted"),
    [
        ("Ankara turned down a request by Doha.", "reject", "a request", "Doha", ["a request by Doha"]),
        ("Ankara sent troops to the peacekeeping force in Chad.", "mobilize", "troops", "the peacekeeping force in Chad", ["Chad"]),
        ("Ankara helped people in Chad, Niger and Mali.", "aid", "Ankara", "people in Chad", ["people in Chad", "Niger", "Mali"]),
    ],
)
def test_whom_dyads_name_follows_their_own_ways(text: str, type_: str, thing: str, whose: str, wanted: list[str]) -> None:
    places = tuple(PlaceMention(f"L-{n}", text.index(n), text.index(n) + len(n), n, 1.0, 2.0, None, "country", True) for n in ("Chad", "Niger", "Mali") if n in text)
    told = account("C-1", span(text, text.split()[1]), type=type_, patients=(party(text, whose),), targets=(party(text, thing),) if type_ == "reject" else ())
    prediction = predict_dyad({}, [Record(Article(text), places=places, accounts=(told,))])
    assert [text[a:b] for a, b in prediction["target"]] == wanted


def test_who_signs_with_another_agrees_with_him() -> None:
    text = "Ankara signed a treaty with Doha."
    fields = {"type": "agree", "agents": (party(text, "Ankara"),), "patients": (party(text, "Doha"),)}
    signed = account("C-1", span(text, "signed"), **fields)
    assert predict_dyad({}, [Record(Article(text), accounts=(signed,))])["reciprocal"] == [[0, 6], [28, 32]]


def test_of_statements_the_one_that_tells_what_it_is_of_is_the_main_account() -> None:
    text = "The envoy said she is wary of the plan."
    said = account("C-1", span(text, "said"), kind="statement", type=None)
    wary = account("C-2", span(text, "wary"), kind="statement", type=None, targets=(party(text, "the plan"),))
    assert main_account(Record(Article(text), accounts=(said, wary))) == wary


def test_a_weapon_whose_phrase_holds_the_agent_is_the_source() -> None:
    text = "Government missiles struck the town."
    struck = account("C-1", span(text, "struck"), agents=(party(text, "Government"),), instruments=(party(text, "Government missiles", "missiles"),))
    prediction = predict_dyad({}, [Record(Article(text), accounts=(struck,))])
    assert [text[a:b] for a, b in prediction["source"]] == ["Government missiles"]


def test_a_place_that_a_measure_lies_on_is_given_once() -> None:
    text = "Police imposed a curfew in parts of Basra."
    basra = span(text, "Basra")
    curfew = account("C-1", span(text, "imposed"), type="coerce", targets=(party(text, "parts of Basra", "parts"),), place=Anchor(basra.start, basra.end, "L-1"))
    (event,) = predict_events({}, [Record(Article(text), accounts=(curfew,))])["events"]
    assert [arg["role"] for arg in event["args"]] == ["place"]


def test_several_in_one_phrase_who_agree_are_both_sides() -> None:
    text = "British and Irish envoys agreed, aides said."
    agreed = account("C-1", span(text, "agreed"), type="agree", agents=(party(text, "British and Irish envoys"),))
    prediction = predict_dyad({}, [Record(Article(text), accounts=(agreed,))])
    assert (prediction["source"], prediction["target"], prediction["reciprocal"]) == ([], [], [[0, 24]])


def test_a_participle_behind_an_object_belongs_to_it_up_to_a_name() -> None:
    text = "Ankara freed prisoners held in Chad on Monday."
    chad = span(text, "Chad")
    freed = account("C-1", span(text, "freed"), type="retreat", patients=(party(text, "prisoners"),))
    record = Record(Article(text), places=(PlaceMention("L-1", chad.start, chad.end, "Chad", 1.0, 2.0, None, "country", True),), accounts=(freed,))
    assert [text[a:b] for a, b in predict_dyad({}, [record])["target"]] == ["prisoners held in Chad"]


def test_a_speaker_who_is_only_a_pronoun_gives_way_to_the_one_around_him() -> None:
    text = "Willie Walsh says they are pessimistic."
    said = account("C-1", span(text, "says"), kind="statement", type=None, speakers=(party(text, "Willie Walsh"), party(text, "they")), speaker=party(text, "they"))
    assert [text[a:b] for a, b in predict_dyad({}, [Record(Article(text), accounts=(said,))])["source"]] == ["Willie Walsh"]
