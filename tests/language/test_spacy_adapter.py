"""Docs in both label schemes give the same kind of record."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from conflictgraph.errors import MissingExtra
from conflictgraph.language.spacy_adapter import SpacyAnalyzer, from_doc
from conflictgraph.model import Sentence


@dataclass
class LightToken:
    """The part of spaCy's Token that the adapter reads."""

    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    head: Any = None


@dataclass
class LightSpan:
    start: int
    end: int
    label_: str = ""


@dataclass
class LightDoc:
    tokens: list[LightToken]
    ents: list[LightSpan] = field(default_factory=list)
    sents: list[LightSpan] = field(default_factory=list)

    def __iter__(self) -> Iterator[LightToken]:
        return iter(self.tokens)


def light(rows: str, ents: list[tuple[int, int, str]] | None = None) -> LightDoc:
    """One word a line: form lemma UPOS tag relation head (counted from 0; its own number at the root)."""
    columns = [line.split() for line in rows.strip().splitlines()]
    tokens = []
    at = 0
    for i, (form, lemma, pos, tag, dep, _) in enumerate(columns):
        tokens.append(LightToken(i, at, form, lemma, pos, tag, dep))
        at += len(form) + 1
    for token, row in zip(tokens, columns, strict=True):
        token.head = tokens[int(row[5])]
    return LightDoc(tokens, [LightSpan(*e) for e in ents or []], [LightSpan(0, len(tokens))])


def heavy(rows: str, ents: list[tuple[int, int, str]] | None = None) -> Any:
    """The same as a Doc of spaCy's own."""
    spacy = pytest.importorskip("spacy")
    columns = [line.split() for line in rows.strip().splitlines()]
    doc = spacy.tokens.Doc(
        spacy.blank("en").vocab,
        words=[c[0] for c in columns],
        lemmas=[c[1] for c in columns],
        pos=[c[2] for c in columns],
        tags=[c[3] for c in columns],
        deps=[c[4] for c in columns],
        heads=[int(c[5]) for c in columns],
    )
    doc.ents = [spacy.tokens.Span(doc, a, b, label) for a, b, label in ents or []]
    return doc


MAKERS = [light, heavy]

CLEAR_PASSIVE = """
The the DET DT det 1
soldiers soldier NOUN NNS nsubjpass 3
were be AUX VBD auxpass 3
killed kill VERB VBN ROOT 3
by by ADP IN agent 3
rebels rebel NOUN NNS pobj 4
near near ADP IN prep 3
Aleppo Aleppo PROPN NNP pobj 6
on on ADP IN prep 3
Tuesday Tuesday PROPN NNP pobj 8
. . PUNCT . punct 3
"""

UD_PASSIVE = """
The the DET DT det 1
soldiers soldier NOUN NNS nsubj:pass 3
were be AUX VBD aux:pass 3
killed kill VERB VBN root 3
by by ADP IN case 5
rebels rebel NOUN NNS obl:agent 3
near near ADP IN case 7
Aleppo Aleppo PROPN NNP obl 3
on on ADP IN case 9
Tuesday Tuesday PROPN NNP obl 3
. . PUNCT . punct 3
"""


def arcs(sentence: Sentence) -> list[tuple[str, str, str]]:
    return [(w.text, w.deprel, sentence.words[w.head].text if w.head >= 0 else "") for w in sentence.words]


def roles(sentence: Sentence, form: str) -> dict[str, str]:
    predicate = next(p for p in sentence.predicates if sentence.words[p.word].text == form)
    return {r.label: " ".join(w.text for w in sentence.words[r.first : r.last]) for r in predicate.roles}


@pytest.mark.parametrize("make", MAKERS)
def test_a_passive_in_either_scheme_is_the_same_record(make: Any) -> None:
    entities = [(7, 8, "GPE"), (9, 10, "DATE")]
    (from_clear,) = from_doc(make(CLEAR_PASSIVE, entities))
    (from_ud,) = from_doc(make(UD_PASSIVE, entities))
    assert from_clear == from_ud
    assert ("rebels", "obl:agent", "killed") in arcs(from_clear)
    assert ("by", "case", "rebels") in arcs(from_clear)
    assert ("Aleppo", "obl", "killed") in arcs(from_clear)
    assert roles(from_clear, "killed") == {
        "ARG1": "The soldiers",
        "ARG0": "by rebels",
        "ARGM-LOC": "near Aleppo",
        "ARGM-TMP": "on Tuesday",
    }
    assert [(n.first, n.last, n.type) for n in from_clear.names] == [(7, 8, "LOC")]


def test_offsets_and_paragraph_are_those_of_the_article() -> None:
    (s,) = from_doc(light(CLEAR_PASSIVE), offset=100, paragraph=4)
    assert (s.start, s.paragraph) == (100, 4)
    assert (s.words[1].start, s.words[1].end) == (104, 112)


def test_a_copula_hands_its_dependents_to_what_it_links() -> None:
    (s,) = from_doc(
        light("""
Khan Khan PROPN NNP nsubj 1
is be AUX VBZ ROOT 1
n't not PART RB neg 1
a a DET DT det 4
commander commander NOUN NN attr 1
of of ADP IN prep 4
rebels rebel NOUN NNS pobj 5
""")
    )
    assert arcs(s) == [
        ("Khan", "nsubj", "commander"),
        ("is", "cop", "commander"),
        ("n't", "advmod", "commander"),
        ("a", "det", "commander"),
        ("commander", "root", ""),
        ("of", "case", "rebels"),
        ("rebels", "nmod", "commander"),
    ]


def test_nested_prepositions_conjuncts_and_names_follow_ud() -> None:
    (s,) = from_doc(
        light(
            """
John John PROPN NNP compound 1
Smith Smith PROPN NNP nsubj 2
drove drive VERB VBD ROOT 2
soldiers soldier NOUN NNS dobj 2
, , PUNCT , punct 3
guards guard NOUN NNS conj 3
and and CCONJ CC cc 5
clerks clerk NOUN NNS conj 5
out out ADP IN prep 2
of of ADP IN prep 8
town town NOUN NN pobj 9
""",
            [(0, 2, "PERSON")],
        )
    )
    found = arcs(s)
    assert ("John", "nsubj", "drove") in found and ("Smith", "flat", "John") in found
    assert ("clerks", "conj", "soldiers") in found and ("and", "cc", "clerks") in found
    assert ("town", "obl", "drove") in found and ("out", "case", "town") in found and ("of", "case", "town") in found
    assert roles(s, "drove") == {"ARG0": "John Smith", "ARG1": "soldiers , guards and clerks"}


def test_there_is_keeps_its_verb_as_head() -> None:
    (s,) = from_doc(
        light("""
There there PRON EX expl 1
were be VERB VBD ROOT 1
attacks attack NOUN NNS attr 1
""")
    )
    assert arcs(s) == [("There", "expl", "were"), ("were", "root", ""), ("attacks", "nsubj", "were")]


def test_a_controlled_and_a_relative_verb_find_their_subject() -> None:
    (s,) = from_doc(
        light("""
Rebels rebel NOUN NNS nsubj 3
who who PRON WP nsubj 2
fled flee VERB VBD relcl 0
tried try VERB VBD ROOT 3
to to PART TO aux 5
seize seize VERB VB xcomp 3
tanks tank NOUN NNS dobj 5
""")
    )
    assert roles(s, "fled") == {"ARG0": "Rebels", "R-ARG0": "who"}
    assert roles(s, "seize")["ARG0"] == "Rebels who fled"
    assert ("to", "mark", "seize") in arcs(s) and ("fled", "acl:relcl", "Rebels") in arcs(s)


def test_blank_tokens_are_dropped_and_nothing_hangs_on_them() -> None:
    doc = light("""
Rebels rebel NOUN NNS nsubj 1
fled flee VERB VBD ROOT 1
_ _ SPACE _SP dep 1
west west ADV RB advmod 2
""")
    doc.tokens[2].text = "\n"
    (s,) = from_doc(doc)
    assert arcs(s) == [("Rebels", "nsubj", "fled"), ("fled", "root", ""), ("west", "advmod", "fled")]


def test_without_spacy_the_message_holds_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'conflictgraph\[spacy\]'"):
        SpacyAnalyzer("en_core_web_sm")


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="spaCy is not installed")
def test_a_missing_pipeline_is_one_sentence() -> None:
    from conflictgraph.errors import StopRun

    with pytest.raises(StopRun, match="no pipeline “en_no_such”"):
        SpacyAnalyzer("en_no_such")
