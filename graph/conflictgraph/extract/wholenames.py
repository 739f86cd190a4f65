"""Names that the language model cut: in two by what somebody is called between quotation marks (John “J.D.” Smith), or before a
"de" that is no English word ("Hospital Universitario" "de Caracas"), or that hold a comma too many; and weapons at the head of a
sentence that are none ("Rockets hit the city").

Settled before trees are mended, since the parts of one name hang on one word.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from conflictgraph.extract.classes import words
from conflictgraph.extract.mending import somebody, within
from conflictgraph.extract.nouns import weapon_class
from conflictgraph.model import Name, Sentence, Word

_OPENS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "``": "''"}
_MOST = 3  # words of a by-name


def mended(sentence: Sentence) -> Sentence:
    """The sentence with such names whole, their words below the first of them."""
    names = [n if sentence.words[n.last - 1].text not in {",", ";", ":"} else replace(n, last=n.last - 1) for n in sentence.names]
    plain = _weapons(sentence)
    names = [n for n in names if n.first < n.last and not (plain and n.first == 0)]
    for first, last in [*_called(sentence), *_turned(sentence), *_gone_on(sentence)]:
        held = [n for n in names if n.first < last and first < n.last]
        whole = Name(min([first, *(n.first for n in held)]), max([last, *(n.last for n in held)]), held[0].type)
        names = sorted([*(n for n in names if n not in held), whole], key=lambda n: n.first)
    if names == list(sentence.names):
        return sentence
    told = [replace(sentence.words[0], lemma=plain, upos="NOUN"), *sentence.words[1:]] if plain else list(sentence.words)
    for name in names:
        if name not in sentence.names:
            _flat(told, name)
    return replace(sentence, words=tuple(told), names=tuple(names))


def _weapons(sentence: Sentence) -> str:
    """The lemma of weapons in the plural that begin a sentence and are taken for a name of one word; else empty."""
    first = sentence.words[0].text if sentence.words else ""
    lemma = first.lower().removesuffix("s")
    alone = any((n.first, n.last) == (0, 1) and n.type != "PER" for n in sentence.names)
    return lemma if alone and first.istitle() and first.endswith("s") and weapon_class(lemma) else ""


def _called(sentence: Sentence) -> list[tuple[int, int]]:
    """By-names, each with the word before and the one behind it, of which one is a person's name."""
    told = sentence.words
    person = {k for n in sentence.names if n.type == "PER" for k in range(n.first, n.last)}
    other = {k for n in sentence.names if n.type != "PER" for k in range(n.first, n.last)}
    out = []
    for i in range(1, len(told) - 3):
        close = _OPENS.get(told[i].text)
        end = next((j for j in range(i + 2, min(i + 2 + _MOST, len(told) - 1)) if told[j].text == close), None) if close else None
        if end is None or told[i - 1].end == told[i].start or told[end].end == told[end + 1].start or told[i].end != told[i + 1].start:
            continue
        beside = (i - 1, end + 1)
        given = all(told[k].upos == "PROPN" and told[k].text[:1].isupper() and k not in other for k in beside) and not somebody(told[i - 1].text.lower())
        if given and any(k in person for k in beside) and any(w.text[:1].isupper() for w in told[i + 1 : end]):
            out.append((i - 1, end + 2))
    return out


def _turned(sentence: Sentence) -> list[tuple[int, int]]:
    """"Lenhart, Matthew": two names of a person turned round, between quotation marks."""
    told, out = sentence.words, []
    persons = [n for n in sentence.names if n.type == "PER"]
    for one, other in pairwise(persons):
        comma = one.last - 1 if told[one.last - 1].text == "," else one.last
        if other.first != comma + 1 or told[comma].text != "," or not one.first or other.last >= len(told):
            continue
        if _OPENS.get(told[one.first - 1].text) == told[other.last].text and told[one.first - 1].text in _OPENS:
            out.append((one.first, other.last))
    return out


def _gone_on(sentence: Sentence) -> list[tuple[int, int]]:
    """Names before "de", each with the capital word behind that."""
    told = sentence.words
    held = {k for n in sentence.names for k in range(n.first, n.last)}
    out = []
    for name in sentence.names:
        k = name.last
        if k >= len(told) or told[k].text not in words("foreign-of"):
            continue
        k += 2 if k + 1 < len(told) and told[k + 1].text in words("foreign-article") else 1
        if k < len(told) and told[k].text[:1].isupper() and told[k].upos == "PROPN" and told[name.last - 1].text[:1].isupper():
            first = name.first
            while first and told[first - 1].upos == "PROPN" and told[first - 1].text[:1].isupper() and told[first - 1].head in range(first, k + 1) and first - 1 not in held:
                first -= 1  # "Hospital" of "Hospital Universitario"
            out.append((first, k + 1))
    return out


def _flat(told: list[Word], name: Name) -> None:
    """Put the words of a name below the first of them that hangs on another word, and what hung on the others, too."""
    inside = range(name.first, name.last)
    top = next((k for k in inside if told[k].head not in inside and told[k].upos == "PROPN"), None)
    if top is None or within(told, told[top].head, *inside):  # no word hangs on one below it
        return
    for k, word in enumerate(told):
        if k in inside and k != top and (word.upos != "PUNCT" or word.head not in inside):
            told[k] = replace(word, head=top, deprel="punct" if word.upos == "PUNCT" else "flat")
        elif k not in inside and word.head in inside and word.head != top:
            told[k] = replace(word, head=top)
