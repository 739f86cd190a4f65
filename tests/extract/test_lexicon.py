"""The word lists: what they hold, how they are read, and that a broken line is told in one sentence."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from conflictgraph.errors import StopRun
from conflictgraph.extract import lexicon
from conflictgraph.extract.wordlists import read_cues, read_modality, read_predicates, read_quantifiers, read_ties
from conflictgraph.kinds import EVENT_TYPES

SLOTS = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "subj", "obj", "iobj", "poss", "nmod-pre", "head", "self"}
PREDICATES = "lemma\tpos\ttype\tmode\tagent\tpatient\teffect\tpatient_kind\tcondition\tweight\n"


def senses() -> list[lexicon.PredicateEntry]:
    return [entry for entries in lexicon.predicates().values() for entry in entries]


def test_there_are_many_predicates_and_every_type_has_its_words() -> None:
    lemmas: dict[str, set[str]] = defaultdict(set)
    for entry in senses():
        lemmas[entry.type].add(entry.lemma)
    assert set(lemmas) == set(EVENT_TYPES)
    assert all(len(found) >= 15 for found in lemmas.values())
    assert len(senses()) >= 900
    assert len(set().union(*lemmas.values())) >= 650


def test_every_mode_belongs_to_its_type_and_every_mode_but_few_has_a_word() -> None:
    found = {(entry.type, entry.mode) for entry in senses() if entry.mode}
    assert {(kind, mode) for kind, mode in found if mode not in EVENT_TYPES[kind]} == set()
    assert {(kind, mode) for kind, modes in EVENT_TYPES.items() for mode in modes} - found == set()


def test_slots_are_of_the_known_forms_and_weights_are_probabilities() -> None:
    for entry in senses():
        for slot in entry.agent + entry.patient:
            name = slot.removeprefix("both:")
            assert name in SLOTS or name.startswith("prep:"), (entry.lemma, slot)
        assert 0.3 <= entry.weight <= 1.0
        assert entry.pos in {"VERB", "NOUN", "ADJ"}


def test_conditions_name_places_and_alternatives() -> None:
    keys = {"obj", "iobj", "subj", "arg", "comp", "ccomp", "xcomp", "prt", "poss", "nmod-pre", "bare", "ARG0"}
    for entry in senses():
        for key, value in entry.conditions:
            place = key.removeprefix("not-")
            assert place in keys or place.startswith("prep:"), (entry.lemma, key)
            assert all(word == word.strip() for word in value.split("|"))


def test_the_files_are_sorted_so_that_a_change_is_a_small_difference() -> None:
    keys = [(entry.lemma, entry.pos) for entry in senses()]
    assert list(dict.fromkeys(keys)) == sorted(set(keys))


@pytest.mark.parametrize(
    ("lemma", "pos", "kind", "mode", "effect"),
    [
        ("kill", "VERB", "assault", None, "killed"),
        ("die", "VERB", "assault", None, "killed"),
        ("dead", "ADJ", "assault", None, "killed"),
        ("wounded", "ADJ", "assault", None, "wounded"),
        ("kidnapping", "NOUN", "assault", "abduct", "abducted"),
        ("drone strike", "NOUN", "assault", "drone", None),
        ("arrest", "VERB", "coerce", "arrest", "captured"),
        ("ceasefire", "NOUN", "retreat", "ceasefire", None),
        ("embargo", "NOUN", "sanction", None, None),
        ("hunger strike", "NOUN", "protest", "hunger", None),
    ],
)
def test_common_words_mean_what_a_reader_of_news_expects(
    lemma: str, pos: str, kind: str, mode: str | None, effect: str | None
) -> None:
    first = lexicon.predicates()[lemma, pos][0]
    assert (first.type, first.mode, first.effect) == (kind, mode, effect)


def test_who_dies_is_the_patient_and_nobody_is_the_agent() -> None:
    (die,) = lexicon.predicates()["die", "VERB"]
    assert die.agent == ()
    assert die.patient[0] == "ARG1"


def test_both_sides_of_a_clash_are_participants() -> None:
    assert lexicon.predicates()["clash", "NOUN"][0].symmetric
    assert not lexicon.predicates()["raid", "NOUN"][0].symmetric


@pytest.mark.parametrize(
    ("lemmas", "index", "pos", "lemma", "at"),
    [
        ("troop open heavy fire on the crowd", 1, "VERB", "open fire", (1, 3)),
        ("the bomb blow up near the gate", 2, "VERB", "blow up", (2, 3)),
        ("a suicide car bomb explode", 3, "NOUN", "suicide car bomb", (1, 2, 3)),
        ("an exchange of fire follow", 1, "NOUN", "exchange of fire", (1, 2, 3)),
        ("the cease - fire hold", 3, "NOUN", "cease-fire", (1, 3)),
    ],
)
def test_the_longest_multiword_at_a_word_is_found(
    lemmas: str, index: int, pos: str, lemma: str, at: tuple[int, ...]
) -> None:
    entries, found = lexicon.multiword_at(lemmas.split(), index, pos)
    assert (entries[0].lemma, found) == (lemma, at)


def test_a_multiword_does_not_reach_over_a_comma() -> None:
    assert lexicon.multiword_at(["they", "open", ",", "fire", "spread"], 1, "VERB") == ((), ())


def test_a_condition_expands_to_the_members_of_its_classes() -> None:
    wanted = lexicon.expand("place|agreement-noun")
    assert {"place", "city", "treaty"} <= wanted
    assert "airstrike" in lexicon.expand("attack-noun")
    assert "airstrike" not in lexicon.expand("statement")


def test_cues_cover_speech_thought_and_hedges() -> None:
    entries = [entry for found in lexicon.cues().values() for entry in found]
    assert len(entries) >= 220
    assert lexicon.cues()["say", "VERB"][0].factuality == "as-is"
    assert lexicon.cues()["deny", "VERB"][0].factuality == "denied"
    assert lexicon.cues()["allegedly", "ADV"][0].speaker == ()
    assert lexicon.cues()["according to", "PREP"][0].speaker == ("prep:to",)
    quote = lexicon.cues()["quote", "VERB"][0]
    assert (quote.via, quote.speaker) == ("ARG0", ("ARG2", "obj"))


def test_modality_tells_plans_threats_and_failed_attempts() -> None:
    table = lexicon.modality()
    assert table["vow", "VERB"][0].effect == "planned"
    assert table["threaten", "VERB"][0].effect == "threatened"
    assert table["foil", "VERB"][0].effect == "foiled"
    assert table["not", "PART"][0].effect == "negation"


def test_ties_know_their_direction_and_status() -> None:
    table = lexicon.ties()
    assert sum(len(found) for found in table.values()) >= 150
    assert (table["leader", "NOUN"][0].tie, table["leader", "NOUN"][0].inverse) == ("leads", False)
    assert (table["proxy", "NOUN"][0].tie, table["proxy", "NOUN"][0].inverse) == ("supports", True)
    assert table["successor", "NOUN"][0].tie == "succeeds"
    assert table["former", "ADJ"][0].status == "former"
    assert table["suspected", "ADJ"][0].status == "alleged"


@pytest.mark.parametrize(
    ("word", "kind", "rule"),
    [
        ("dozens", "vague", ("24", "", "")),
        ("several", "vague", ("3", "", "")),
        ("a couple", "noun", ("2", "2", "2")),
        ("a dozen", "number", ("12", "12", "12")),
        ("at least", "modifier", ("n", "n", "")),
        ("more than", "modifier", ("n+1", "", "")),
        ("up to", "modifier", ("", "", "n")),
        ("fewer than", "modifier", ("", "", "n-1")),
        ("nobody", "none", ("0", "0", "0")),
    ],
)
def test_quantifiers_say_what_is_known_and_no_more(word: str, kind: str, rule: tuple[str, str, str]) -> None:
    found = lexicon.quantifiers()[word]
    assert (found.kind, (found.low, found.best, found.high)) == (kind, rule)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("kill\tVERB\tassault\n", "line 2: 3 columns where 10 are needed"),
        ("kill\tVERB\tattack\t\tARG0\tARG1\tkilled\tperson\t\t1.0\n", "“attack” is no event type"),
        ("kill\tVERB\tassault\t\tARG0\tARG1\tslain\tperson\t\t1.0\n", "“slain” is no effect"),
        ("kill\tVERB\tassault\t\tARG0\tARG1\tkilled\tperson\tobj\t1.0\n", "the condition “obj” must read"),
        ("kill\tVERB\tassault\t\tARG0\tARG1\tkilled\tperson\t\tmuch\n", "the weight “much” must lie above 0"),
        ("Kill\tVERB\tassault\t\tARG0\tARG1\tkilled\tperson\t\t1.0\n", "“Kill” must be a lower-case word"),
        ("kill\tVERB\tassault\t\tARG0\tARG1\tkilled\tperson\t\t1.0\n" * 2, "line 3: “kill” stands here a second time"),
    ],
)
def test_a_malformed_predicate_is_told_with_file_and_line(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "predicates.tsv"
    path.write_text(PREDICATES + lines, encoding="utf-8")
    with pytest.raises(StopRun, match=r"predicates\.tsv, line \d") as error:
        read_predicates(path)
    assert said in str(error.value)


def test_a_missing_or_headless_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"gone\.tsv cannot be read"):
        read_modality(tmp_path / "gone.tsv")
    empty = tmp_path / "empty.tsv"
    empty.write_text("# only a comment\n", encoding="utf-8")
    with pytest.raises(StopRun, match="has no header line"):
        read_cues(empty)


def test_a_rule_that_is_none_and_a_tie_without_name_are_refused(tmp_path: Path) -> None:
    figures = tmp_path / "figures.tsv"
    figures.write_text("word\tkind\tlow\tbest\thigh\tplace\tnote\nmany\tvague\tlots\t\t\talone\t\n", encoding="utf-8")
    with pytest.raises(StopRun, match="“lots” is no rule"):
        read_quantifiers(figures)
    ties = tmp_path / "ties.tsv"
    ties.write_text(
        "lemma\tpos\trole\tname\tside\tother\tstatus\tweight\nboss\tNOUN\ttie\t\tfrom\tposs\tpresent\t1.0\n",
        encoding="utf-8",
    )
    with pytest.raises(StopRun, match="a tie needs a name"):
        read_ties(ties)


def test_comments_stand_above_the_header_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "modality.tsv"
    path.write_text(
        "# a note\nlemma\tpos\teffect\tscope\tnote\nplan\tVERB\tplanned\tcomplement\t\n", encoding="utf-8"
    )
    assert read_modality(path)["plan", "VERB"][0].effect == "planned"
    path.write_text("lemma\tpos\teffect\tscope\tnote\n# late\n", encoding="utf-8")
    with pytest.raises(StopRun, match="line 2"):
        read_modality(path)
