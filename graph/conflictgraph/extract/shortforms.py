"""The short forms in which figures are told, where the parser takes one word for another: headline rows, numbers in words, "as well as"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.extract.classes import words
from conflictgraph.extract.countedlists import are_people
from conflictgraph.extract.lexicon import predicates, quantifiers
from conflictgraph.extract.lists import attach
from conflictgraph.extract.mending import within
from conflictgraph.model import Word

_BETWEEN = {"NUM", "NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "DET"}


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words with their relations mended; forms, offsets and order stay."""
    out = list(sentence)
    for mend in (_numbers_in_row, _number_in_words, _number_right_before, _bare_before_comma, _one_of_them, _row_of_headline, _as_well_as, _subject_behind, _object_at_least, _next_in_row, _pair_of_its_own, _a_third, _so_many_more, _behind_the_verb, _captured_behind, _of_one_who):
        mend(out)
    return tuple(out)


def _numbers_in_row(out: list[Word]) -> None:
    """In a headline, "One dead, six hurt in attack": each number is of the word behind it, and both words stand in a row."""
    for k in range(1, len(out) - 3):
        first, number = out[k], out[k - 1]
        later = k + 3 if out[k + 1].text in {",", "and"} else -1
        if later < 0 or number.upos != "NUM" or number.head == k or any(out[m].text.lower() not in words("effect-participle") for m in (k, later)) or out[later - 1].upos != "NUM":
            continue
        if any(w.upos in {"VERB", "AUX"} and m not in {k, later} for m, w in enumerate(out[: later + 1])) or out[later].head in range(later + 1, len(out)):
            continue
        top = out[later] if first.head in {later, -1} or number.head in {later, -1} else first
        above = top.head if top.head not in {k, k - 1, later} else -1
        out[k] = replace(first, head=above, deprel=top.deprel if above >= 0 else "root", upos="ADJ" if first.text.lower() == "dead" else "VERB")
        out[later] = replace(out[later], head=k, deprel="conj", upos="ADJ" if out[later].text.lower() == "dead" else "VERB")
        for m in (k - 1, later - 1):
            out[m] = replace(out[m], head=m + 1, deprel="nsubj:pass")
        for m, w in enumerate(out):
            if m > later and w.head == k - 1:
                out[m] = replace(w, head=later, deprel="obl" if w.deprel == "nmod" else w.deprel)


def _number_in_words(out: list[Word]) -> None:
    """"One hundred and twenty people": the number goes on behind "and", and all of it counts the noun at its end."""
    for k in range(2, len(out) - 1):
        if out[k].upos != "NUM" or out[k - 1].text.lower() != "and" or out[k - 2].text.lower() not in {"hundred", "thousand"} or out[k].head == k + 1:
            continue
        noun, scale = k + 1, k - 2
        below = quantifiers().get(out[k].text.lower().partition("-")[0])
        if not _people(out, noun) or out[noun].deprel != "conj" or out[noun].head not in {scale, k} or (below is None and not out[k].text.isdigit()):
            continue
        top = out[scale]
        out[noun] = replace(out[noun], head=top.head, deprel=top.deprel)
        out[scale] = replace(top, head=noun, deprel="nummod")
        out[k] = replace(out[k], head=scale, deprel="conj")
        for m, w in enumerate(out):
            if w.head == scale and m != k and w.deprel not in {"compound", "nummod", "det", "cc", "advmod"}:
                out[m] = replace(w, head=noun)


def _number_right_before(out: list[Word]) -> None:
    """"A German and two Italians": a number that stands right before people is theirs, not one more in the list."""
    for k in range(len(out) - 1):
        number, people = out[k], out[k + 1]
        if number.upos != "NUM" or number.deprel != "conj" or people.deprel != "conj" or people.head != number.head or people.text.lower() == people.lemma.lower().removesuffix("s"):
            continue
        if people.upos in {"NOUN", "PROPN"} and people.text.endswith("s") and not any(w.head == k + 1 and w.deprel in {"nummod", "det"} for w in out):
            out[k] = replace(number, head=k + 1, deprel="nummod")


def _bare_before_comma(out: list[Word]) -> None:
    """"The raid killed nineteen, half of them women": a number between a verb and a comma is whom it befell, and does not count the women."""
    for k in range(1, len(out) - 2):
        number, noun = out[k], out[k].head
        if number.upos != "NUM" or number.deprel != "nummod" or noun <= k + 1 or out[k + 1].text != "," or out[k - 1].upos != "VERB":
            continue
        if [w.text.lower() for w in out[k + 3 : k + 5]] in (["of", "them"], ["of", "whom"]):
            out[k] = replace(number, head=k - 1, deprel="obj")
            for m in range(k + 1, len(out)):
                if out[m].head == k - 1 and out[m].deprel == "obj":
                    out[m] = replace(out[m], head=k, deprel="appos")


def _one_of_them(out: list[Word]) -> None:
    """"Three soldiers, one of them a captain, and two civilians": the captain is that one, nobody more."""
    for k in range(4, len(out)):
        if out[k].deprel == "conj" and out[k - 1].text.lower() in {"a", "an"} and out[k - 2].text.lower() in {"them", "whom"} and out[k - 3].text.lower() == "of" and out[k - 4].upos == "NUM" and out[k].head < k - 4:
            attach(out, k, k - 4, "appos")


def _row_of_headline(out: list[Word]) -> None:
    """In a headline, "Soldier, 3 rebels killed in clash": the participle at the end of a row says it of all, the first one included."""
    for k in range(3, len(out)):
        first = out[k].head
        if out[k].text.lower() not in words("effect-participle") or out[k].deprel not in {"appos", "acl", "parataxis", "amod"} or not 0 <= first < k:
            continue
        if out[first].deprel != "root" or not _people(out, first) or any(w.upos not in _BETWEEN for w in out[:k]) or out[first + 1].text != ",":
            continue
        row = [m for m in range(first + 1, k) if _people(out, m) and out[m].head in {first, k} and out[m].deprel in {"conj", "appos", "nsubj", "nsubj:pass"}]
        if not row or row[-1] != k - 1:
            continue
        out[k] = replace(out[k], head=-1, deprel="root")
        out[first] = replace(out[first], head=k, deprel="nsubj:pass")
        for m in row:
            out[m] = replace(out[m], head=first, deprel="conj")


def _as_well_as(out: list[Word]) -> None:
    """"Four people were killed, as well as both attackers": people behind "as well as" are listed with those who suffered it."""
    for k, word in enumerate(out):
        verb = word.head
        if word.deprel != "conj" or not 0 <= verb < k or out[verb].upos != "VERB" or not _people(out, k):
            continue
        joint = next((m for m in range(verb + 1, k) if out[m].head == k and out[m].deprel == "cc"), -1)
        if joint < 0 or [w.text.lower() for w in out[joint : joint + 3]] != ["as", "well", "as"]:
            continue
        own = next((m for m in range(verb) if out[m].head == verb and out[m].deprel == "nsubj:pass" and _people(out, m)), -1)
        if own >= 0:
            attach(out, k, own, "conj")


def _subject_behind(out: list[Word]) -> None:
    """"shot dead a lawyer, his wife and their son": people behind a verb and its object, parted by a comma, are more of those it befell."""
    for k, word in enumerate(out):
        verb = word.head
        if word.deprel != "nsubj" or not 0 <= verb < k or not _people(out, k) or not any(w.head == verb and w.deprel == "nsubj" for w in out[:verb]):
            continue
        whom = next((m for m in range(verb + 1, k) if out[m].head == verb and out[m].deprel == "obj" and _people(out, m)), -1)
        listed = any(w.head == k and w.deprel == "conj" for w in out)  # not "shot a farmer, officials said"
        if whom >= 0 and listed and out[whom + 1].text == "," and all(w.upos in {"DET", "PRON", "NUM", "ADJ", "PUNCT"} for w in out[whom + 1 : k]):
            attach(out, k, whom, "conj")


def _object_at_least(out: list[Word]) -> None:
    """"The attack injured at least 30, five of them seriously": a number behind "at least" is whom the verb befell, its subject does it."""
    for v, verb in enumerate(out):
        if verb.text.lower() not in words("effect-participle"):
            continue
        passive = [m for m, w in enumerate(out[:v]) if w.head == v and w.deprel == "nsubj:pass"]
        if not passive or any(w.head == v and w.deprel in {"aux:pass", "aux", "obj"} for w in out):
            continue
        if v + 3 < len(out) and [w.text.lower() for w in out[v + 1 : v + 3]] == ["at", "least"] and out[v + 3].upos == "NUM" and out[v + 3].head == v:
            out[passive[-1]] = replace(out[passive[-1]], deprel="nsubj")
            out[v + 3] = replace(out[v + 3], deprel="obj")
            for m in (v + 1, v + 2):
                out[m] = replace(out[m], head=v + 3 if m == v + 1 else v + 1, deprel="advmod" if m == v + 1 else "fixed")


def _next_in_row(out: list[Word]) -> None:
    """"killed five policemen, wounded nine and kidnapped two": behind a comma and before a number it is the next verb."""
    for k in range(3, len(out) - 1):
        word, people = out[k], out[k].head
        if word.upos != "ADJ" or word.deprel != "amod" or not 0 <= people < k or out[k - 1].text != "," or out[k + 1].head != k or out[k + 1].upos != "NUM" or out[k + 1].deprel != "obj":
            continue
        verb = out[people].head
        lemma = next((e for e in (word.lemma.lower(), word.text.lower().removesuffix("ed")) if any(p.effect for p in predicates().get((e, "VERB"), ()))), "")
        if lemma and verb >= 0 and out[verb].upos == "VERB" and out[people].deprel == "obj" and not any(w.head == verb and w.deprel == "aux:pass" for w in out):
            out[k] = replace(word, upos="VERB", lemma=lemma, head=verb, deprel="conj")


def _pair_of_its_own(out: list[Word]) -> None:
    """"left five policemen dead, nine injured": a participle that has a number for its subject says nothing of the people before."""
    for k in range(3, len(out)):
        head = out[k].head
        if out[k].text.lower() in words("effect-participle") and out[k].deprel in {"amod", "acl"} and 0 <= head < k - 1 and out[k - 1].upos == "NUM" and out[k - 1].head == k and out[k - 1].deprel == "nsubj":
            if out[k - 2].text in {",", "and"} and out[head].head >= 0:
                attach(out, k, out[head].head, "parataxis")


def _a_third(out: list[Word]) -> None:
    """"killed two and wounded a third": one more person, no time."""
    for k in range(3, len(out)):
        verb = out[k].head
        if out[k].lemma.lower() in words("ordinal") and out[k].deprel == "obl:unmarked" and verb == k - 2 and out[k - 1].text.lower() == "a" and out[verb].text.lower() in words("effect-participle"):
            out[k] = replace(out[k], deprel="obj")
            before = out[verb].head
            if out[verb].deprel == "conj" and out[before].upos == "NUM" and out[before].deprel == "obj":
                attach(out, verb, out[before].head, "conj")


def _so_many_more(out: list[Word]) -> None:
    """"Two guards were killed and scores more hurt": a vague number with "more" is the subject of the participle right behind it."""
    for k in range(4, len(out)):
        if out[k].text.lower() not in words("effect-participle") or out[k - 1].text.lower() != "more" or out[k - 3].text.lower() not in {"and", ",", "while", "with"}:
            continue
        found = quantifiers().get(out[k - 2].text.lower())
        if out[k - 2].upos != "NUM" and (found is None or found.kind != "vague"):
            continue
        verb = next((m for m in range(k - 4, -1, -1) if any(w.head == m and w.deprel == "aux:pass" for w in out[:m])), -1)
        if verb < 0 or out[verb].text.lower() not in words("effect-participle") or any(w.head == k and w.deprel in {"aux", "aux:pass", "cop", "obj"} for w in out) or any(w.upos in {"VERB", "AUX"} for w in out[verb + 1 : k - 2]):
            continue
        below = [m for m, w in enumerate(out) if w.head == k - 2 and m > k]
        out[k] = replace(out[k], head=verb, deprel="conj")
        out[k - 2] = replace(out[k - 2], head=k, deprel="nsubj:pass", upos="NUM" if out[k - 2].upos == "NUM" else "NOUN", lemma=out[k - 2].lemma)
        out[k - 1] = replace(out[k - 1], head=k - 2, deprel="amod", upos="ADJ")
        for m in below:
            out[m] = replace(out[m], head=k)


def _behind_the_verb(out: list[Word]) -> None:
    """"Five rebels and a guard were killed and 12 others wounded": people behind the verb are none of its subjects; the participle
    behind them is said of them."""
    for k in range(3, len(out)):
        verb = out[k].head
        if out[k].text.lower() not in words("effect-participle") or out[k].deprel not in {"conj", "acl", "amod", "parataxis"}:
            continue
        people = k - 1
        while out[people].deprel == "nmod" and out[people].head < people:
            people = out[people].head  # "and a number of others injured"
        if out[k].deprel in {"acl", "amod"} and verb in range(people, k):
            verb = next((m for m in range(people - 1, -1, -1) if out[m].upos in {"VERB", "ADJ"}), -1)
        subject = out[people].head
        passive = 0 <= verb < people and any(w.head == verb and w.deprel == "aux:pass" for w in out)
        if not passive or out[people].deprel != "conj" or not 0 <= subject < verb or not any(w.head == verb and w.deprel == "nsubj:pass" and within(out, people, m) for m, w in enumerate(out[:verb])):
            continue
        if any(w.upos in {"VERB", "AUX"} for w in out[verb + 1 : k]) or any(w.head == k and w.deprel in {"aux", "aux:pass", "cop", "obj", "nsubj", "nsubj:pass"} for w in out):
            continue
        if within(out, k, people):
            out[k] = replace(out[k], head=verb, deprel="conj")
        elif out[k].deprel != "conj" or out[k].head != verb:
            continue
        attach(out, people, k, "nsubj:pass")


def _captured_behind(out: list[Word]) -> None:
    """"Police questioned a rebel leader captured a day earlier": a bare participle right behind somebody says what befell him."""
    for k in range(2, len(out)):
        word, person = out[k], out[k - 1]
        if word.deprel != "ccomp" or word.text.lower() not in words("effect-participle") or person.deprel != "obj" or person.head != word.head or not _people(out, k - 1):
            continue
        if out[word.head].lemma.lower() in words("leaves-so") or any(w.head == k and w.deprel in {"aux", "aux:pass", "cop", "mark", "obj", "nsubj", "nsubj:pass"} for w in out):
            continue
        out[k] = replace(word, head=k - 1, deprel="acl")


def _of_one_who(out: list[Word]) -> None:
    """"A man accused of making bombs and two other suspects were captured": a verb in the plural is not said of the one man alone."""
    for v in sorted({w.head for w in out if w.deprel in {"nsubj", "nsubj:pass"}} - {-1}):
        alone = [m for m, w in enumerate(out[:v]) if w.head == v and w.deprel in {"nsubj", "nsubj:pass"}]
        if len(alone) != 1:
            continue
        several = any(w.head == v and w.deprel in {"aux", "aux:pass", "cop"} and w.text.lower() in {"were", "are", "have"} for w in out)
        if not several or not _people(out, one := alone[0]) or out[one].text.lower() != out[one].lemma.lower():
            continue
        if not any(w.head == one and w.deprel == "det" and w.text.lower() in {"a", "an", "one", "another"} for w in out) or any(w.head == one and w.deprel == "conj" for w in out):
            continue
        others = [m for m in range(one + 1, v) if out[m].deprel == "conj" and _people(out, m) and within(out, m, one) and out[out[m].head].upos != "VERB"]
        if others and any(w.head == others[0] and w.deprel == "cc" for w in out) and not any(_people(out, h) for h in _up(out, others[0], one)):
            attach(out, others[0], one, "conj")


def _up(out: Sequence[Word], k: int, top: int) -> list[int]:
    found: list[int] = []
    while (k := out[k].head) not in {top, -1} and len(found) < len(out):
        found.append(k)
    return found


def _people(out: Sequence[Word], k: int) -> bool:
    return out[k].upos in {"NOUN", "PROPN"} and are_people(out, k)

