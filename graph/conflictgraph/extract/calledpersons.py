"""Persons whom the language model took for places: "the mayor of Goma, Célestin Mumbere", behind a town and a comma.

What no gazetteer has, and is called in two words or more, is a person where it stands beside a post ("the mayor of …, X"), where a
post stands beside it ("X, a doctor in …"), or where the article calls somebody by its last word. It is settled before trees are
mended, since a person and a place hang on other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.mending import somebody
from conflictgraph.model import Name, Sentence, Word

_MOST = 4  # words of a person's name


def mended(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences of an article with such names as persons."""
    told = list(sentences)
    alone = {s.words[n.first].text for s in told for n in s.names if n.type == "PER" and n.last - n.first == 1}
    out = []
    for sentence in told:
        names = tuple(replace(n, type=_type(sentence, n, alone)) for n in sentence.names)
        if names != sentence.names:
            sentence = replace(sentence, names=names, words=_apposed(sentence.words, [n for n, old in zip(names, sentence.names, strict=True) if n != old and n.type == "PER"]))
        out.append(sentence)
    return out


def _type(sentence: Sentence, name: Name, alone: set[str]) -> str:
    if name.type == "LOC" and _person(sentence, name, alone):
        return "PER"
    if name.type == "PER" and name.last - name.first < 3 and _noun_beside(sentence.words, name, _top(sentence.words, name), _town):
        return "LOC"  # "they seized Bunagana, a town on the border"
    return name.type


def _town(lemma: str) -> bool:
    return lemma in words("settlement-noun")


def _apposed(sentence: Sequence[Word], names: Sequence[Name]) -> tuple[Word, ...]:
    """The words with the name beside the place before it, and the post behind the name beside the name."""
    out = list(sentence)
    for name in names:
        top = _top(sentence, name)
        if (post := _noun_beside(sentence, name, top, somebody)) is not None:
            out[post] = replace(out[post], head=top)
        if out[top].deprel == "conj":
            out[top] = replace(out[top], deprel="appos")
    return tuple(out)


def _top(sentence: Sequence[Word], name: Name) -> int:
    return next(k for k in range(name.first, name.last) if not name.first <= sentence[k].head < name.last)


def _person(sentence: Sentence, name: Name, alone: set[str]) -> bool:
    called = sentence.words[name.first : name.last]
    if not 1 < len(called) <= _MOST or any(w.upos != "PROPN" or not w.text[:1].isupper() for w in called) or called[-1].text.lower() in _places():
        return False
    top = _top(sentence.words, name)
    if any(w.deprel == "case" and w.head == top for w in sentence.words[: name.first]):
        return False
    if called[-1].text not in alone and not _beside_post(sentence.words, name.first, top) and _noun_beside(sentence.words, name, top, somebody) is None:
        return False
    return not _known(" ".join(w.text for w in called))


def _beside_post(sentence: Sequence[Word], first: int, top: int) -> bool:
    """"The mayor of Goma, X": does the name stand behind a comma beside one that is "the" holder of a post of that place?"""
    if first < 4 or sentence[first - 1].text != "," or sentence[top].deprel != "appos":
        return False
    held = sentence[top].head
    post = sentence[held].head if sentence[held].upos == "PROPN" and sentence[held].deprel == "nmod" else held
    return post >= 0 and somebody(sentence[post].lemma.lower()) and any(w.head == post and w.text.lower() == "the" for w in sentence[:post])


def _noun_beside(sentence: Sequence[Word], name: Name, top: int, kind: Callable[[str], bool]) -> int | None:
    """"X, a doctor in Goma": what somebody is, behind the name and a comma, as an apposition of it or of what stands before it."""
    if name.last >= len(sentence) or sentence[name.last].text != ",":
        return None
    near = range(name.last + 1, min(len(sentence), name.last + 6))
    noun = next((k for k in near if sentence[k].upos == "NOUN" and sentence[k].deprel != "compound"), None)
    beside = noun is not None and sentence[noun].deprel == "appos" and sentence[noun].head in {top, sentence[top].head}
    return noun if beside and noun is not None and kind(sentence[noun].lemma.lower()) else None


def _places() -> frozenset[str]:
    return words("place-noun") | words("building-noun") | words("site-noun") | words("named-after")


def _known(name: str) -> bool:
    from conflictgraph.extract.mentions import gazetteer  # which needs the trees

    return bool(gazetteer().lookup(name) or gazetteer().compose(name))
