"""The shipped model reads plain sentences, and reads each of them alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conflictgraph.language import Analyzer, load
from conflictgraph.model import Sentence

KILLED = "American forces killed Shaikh Abdullah al-Ani in the town of Qaim on Tuesday."


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return load()


def words(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(w.text for w in sentence.words[first:last])


def frame(sentence: Sentence, form: str) -> dict[str, str]:
    predicate = next(p for p in sentence.predicates if sentence.words[p.word].text == form)
    return {r.label: words(sentence, r.first, r.last) for r in predicate.roles}


def test_a_sentence_has_its_tree_names_and_roles(analyzer: Analyzer) -> None:
    (s,) = analyzer.analyze(KILLED)
    by_form = {w.text: w for w in s.words}
    assert by_form["killed"].deprel == "root" and by_form["killed"].lemma == "kill" and by_form["killed"].head == -1
    assert by_form["forces"].deprel == "nsubj" and by_form["forces"].lemma == "force"
    assert (by_form["American"].upos, by_form["killed"].upos, by_form["Tuesday"].upos) == ("ADJ", "VERB", "PROPN")
    assert "Qaim" in {words(s, n.first, n.last) for n in s.names if n.type == "LOC"}
    roles = frame(s, "killed")
    assert roles["ARG0"] == "American forces"
    assert roles["ARG1"].endswith("Abdullah al - Ani")
    assert roles["ARGM-TMP"] == "on Tuesday"


def test_a_passive_keeps_who_and_whom_apart(analyzer: Analyzer) -> None:
    (s,) = analyzer.analyze("Two soldiers were wounded by rebels on Monday.")
    roles = frame(s, "wounded")
    assert roles["ARG1"] == "Two soldiers"
    assert roles["ARG0"] == "by rebels"


def test_capitals_are_read_like_other_text(analyzer: Analyzer) -> None:
    (s,) = analyzer.analyze("GUNMEN KILLED FIVE PEASANTS IN THE VILLAGE.")
    assert frame(s, "KILLED")["ARG1"] == "FIVE PEASANTS"


def test_offsets_are_characters_of_the_whole_text(analyzer: Analyzer) -> None:
    text = "  Rebels fled.\n\n\tThe army didn't follow. \n"
    found = analyzer.analyze(text)
    assert [text[s.start : s.end] for s in found] == ["Rebels fled.", "The army didn't follow."]
    assert [s.paragraph for s in found] == [0, 1]
    assert all(text[w.start : w.end] == w.text for s in found for w in s.words)


def test_what_is_skipped_is_not_read(analyzer: Analyzer) -> None:
    text = "Home > News. Rebels fled. Check also this. The army followed."
    skip = [(text.index("Check"), text.index("The army")), (0, text.index("Rebels"))]
    assert [text[s.start : s.end] for s in analyzer.analyze(text, skip)] == ["Rebels fled.", "The army followed."]


def test_a_sentence_reads_the_same_whatever_stands_beside_it(analyzer: Analyzer) -> None:
    alone = analyzer.analyze(KILLED)
    beside = analyzer.analyze(KILLED + "\n" + "A much longer line about $5m, 3,000 tents & WEAPONS!!! " * 12)
    assert beside[0] == alone[0]


def test_given_words_are_kept_as_they_are(analyzer: Analyzer) -> None:
    s = analyzer.analyze_words(["The", "U.S.-led", "raid", "failed", "."])
    assert [w.text for w in s.words] == ["The", "U.S.-led", "raid", "failed", "."]
    assert s.words[3].deprel == "root"


def test_a_given_predicate_gets_its_roles(analyzer: Analyzer) -> None:
    forms = ["Rebels", "attacked", "the", "town", "."]
    roles = {r.label: " ".join(forms[r.first : r.last]) for r in analyzer.frame(forms, 1).roles}
    assert roles["ARG0"] == "Rebels" and roles["ARG1"] == "the town"


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\u200b", "\ud800 \x00", "?" * 3000, "a" * 5000, "é" * 40 + " 中文 🚀", "word " * 700]
)
def test_hostile_text_is_read_without_an_error(analyzer: Analyzer, text: str) -> None:
    for s in analyzer.analyze(text):
        assert sum(w.head == -1 for w in s.words) == 1
        assert all(text[w.start : w.end] == w.text for w in s.words)


def test_importing_the_room_loads_neither_model_nor_numpy() -> None:
    heavy = ["numpy", "threadpoolctl", "spacy"]
    code = f"import conflictgraph.language, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
