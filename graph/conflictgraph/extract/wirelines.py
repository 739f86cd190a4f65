"""Where a story is wired from ("KABUL, March 4 (Reuters) - Mortar fire killed …") is no part of its first sentence's grammar.

A parser takes the town for the subject of the verb of saying, or hangs what is told on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.model import Predicate, Sentence, Word

_TOWN = 6  # words of a town with its state
_MOST = 20  # words up to the dash
_DASHES = frozenset({"-", "--", "–", "—"})


def end(words: Sequence[Word]) -> int:
    """How many words the line takes, its dash with them; 0 where the sentence has none: a town, an agency in brackets, one
    of them in capitals, a dash."""
    if len(words) < 6 or not words[0].text[:1].isupper() or not words[0].text[-1:].isalpha():
        return 0
    for k, word in enumerate(words[:_MOST]):
        if word.text in _DASHES:
            if 0 < k <= _TOWN and len(words[0].text) > 3 and words[0].text.isupper() and all(w.upos in {"PROPN", "PUNCT", "NOUN"} and w.text not in "()" for w in words[:k]) and word.text != "-":
                return k + 1  # "FAIRFIELD, Conn. -- Police say …"
            return k + 1 if k > 2 and words[k - 1].text == ")" and any(w.text == "(" for w in words[1:k]) and (words[0].text.isupper() or words[k - 2].text.isupper()) else 0
        if word.upos in {"VERB", "AUX"} or word.text in {".", ":", ";", "“", '"'}:
            return 0
    return 0


def without(sentence: Sentence) -> tuple[Predicate, ...]:
    """The sentence's predicates without what the model takes from such a line."""
    last = end(sentence.words)
    return sentence.predicates if not last else tuple(replace(p, roles=tuple(r for r in p.roles if r.head >= last)) for p in sentence.predicates)


def mended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with such a line hung as a whole on the head of the sentence, and nothing on it."""
    last = end(words)
    if not last or last >= len(words):
        return words
    out = list(words)
    inside = range(last)
    below = [k for k in range(last, len(words)) if words[k].head in inside]
    outer = [w.head for w in words[:last] if w.head >= last]
    root = next((k for k, w in enumerate(words) if w.head < 0), 0)
    above = root if root >= last else next(iter([*outer, *below]), -1)
    if above < 0:
        return words
    out[above] = replace(out[above], head=-1, deprel="root")
    for k in below:
        if k != above:
            out[k] = replace(out[k], head=above)
    for k in inside:
        if out[k].head >= last or out[k].head < 0:
            out[k] = replace(out[k], head=above, deprel="dep")
    return tuple(out)
