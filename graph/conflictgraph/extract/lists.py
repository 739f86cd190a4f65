"""Relations that the parser gets wrong in the same way again and again, mended before any rule reads the tree.

Lists and headlines are what it knows least: the second of three that are listed comes out as an apposition, the second of two
subjects as a subject of its own, a number after a verb as a part of its name. Each mend asks for the words around it, and
leaves every other tree as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from conflictgraph.extract import several
from conflictgraph.extract.classes import words
from conflictgraph.extract.lexicon import cues, predicates, quantifiers
from conflictgraph.extract.mending import active, below, equipped, single, straightened, titled
from conflictgraph.extract.nouns import agents
from conflictgraph.model import Word

_SUBJECTS = {"nsubj", "nsubj:pass"}
_INSIDE = {"compound", "flat", "nummod", "amod"}  # parts of a phrase before its head


def mended(sentence: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a sentence with their relations mended; forms, offsets and order stay as they are."""
    out = list(sentence)
    for mend in (_particle, _excess, _as_were, _between_verbs, several.parted, several.headlined, several.sides, several.shifted, several.begun, several.contrasted, several.tried, several.stopped, _part_of, _nearest_verb, _object_after, _vague_after, _act, _verbs, _rows, several.mismatched, _drivers, _left, _pairs, _number_after, _number_before, _number_of, _speakers, _called, _as_clause, _titles):
        mend(out)
    return tuple(out)


def _particle(out: list[Word]) -> None:
    """"handed over more than 30 trucks": a particle right behind its verb is no part of the number after it."""
    for k in range(1, len(out)):
        if out[k].deprel == "fixed" and out[k].head > k and out[k].text.lower() in {"over", "up", "out", "off", "down"} and out[k - 1].upos == "VERB":
            attach(out, k, k - 1, "compound:prt")


def _act(out: list[Word]) -> None:
    out[:] = straightened(single(active(titled(equipped(tuple(out))))))


def _nearest_verb(out: list[Word]) -> None:
    """"killed 6 and wounded at least 14", "killing four, wounding nine and abducting two girls": what stands right after the later verb
    is the object of that one."""
    for k, word in enumerate(out):
        if word.deprel != "obj" or word.upos not in {"NUM", "NOUN", "PROPN"}:
            continue
        before = _first(out, k) - 1
        while before > word.head and out[before].text.lower() in words("before-number"):
            before -= 1
        if before > word.head and out[before].upos == "VERB" and out[before].deprel == "conj" and not below(out, before, "obj"):
            if word.upos == "NUM" or len(below(out, word.head, "obj")) > 1:
                attach(out, k, before, "obj")


def _object_after(out: list[Word]) -> None:
    """"Shells killed at least 6 and wounded …": of two passive subjects of a verb without an auxiliary, the one after it is the object."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or below(out, i, "aux:pass", "obj"):
            continue
        found = below(out, i, *_SUBJECTS)
        if len(found) == 2 and found[0] < i < found[1]:
            out[found[0]] = replace(out[found[0]], deprel="nsubj")
            out[found[1]] = replace(out[found[1]], deprel="obj")


def _vague_after(out: list[Word]) -> None:
    """"killing nine and injuring scores more": a vague quantity right after a verb of harm is whom it harmed."""
    for i, verb in enumerate(out[:-1]):
        found = quantifiers().get(out[i + 1].text.lower())
        if verb.upos != "VERB" or out[i + 1].upos not in {"NOUN", "VERB"} or found is None or found.kind != "vague" or out[i + 1].head == i or below(out, i, "obj"):
            continue
        if any(e.effect for e in predicates().get((verb.lemma.lower(), "VERB"), ())) and not below(out, i, "aux:pass"):
            attach(out, i + 1, i, "obj")
            out[i + 1] = replace(out[i + 1], upos="NOUN")


def _verbs(out: list[Word]) -> None:
    """"… killed at least 6 and wounded 14": a verb with an object of its own goes on the verb, not on that one's object."""
    for k, word in enumerate(out):
        head = word.head
        if word.upos == "VERB" and word.deprel == "conj" and head >= 0 and out[head].upos in {"NOUN", "NUM"} and out[head].deprel == "obj":
            after = next((m for m in range(k + 1, len(out)) if out[m].head == head and out[m].deprel == "conj" and _first(out, m) == k + 1 and _counted(out, m)), None)
            if not below(out, k, "obj") and after is not None:  # "killed the imam and wounded 14 others", as if both were killed
                attach(out, after, k, "obj")
            if below(out, k, "obj") and not below(out, k, *_SUBJECTS, "mark"):
                attach(out, k, out[head].head, "conj")


def _rows(out: list[Word]) -> None:
    """"A midwife, her husband and their two sons", "two guards, a cook and a driver": phrases of people or things in a row, with commas
    between them and a conjunction before the last, are one list, wherever the parser hung them. One that only says who the first are
    ("12 people, seven women and five men", "the three victims, …", "X, a driver, and …") stays with those."""
    for c, word in enumerate(out):
        if word.upos != "CCONJ" or word.lemma.lower() not in {"and", "or"}:
            continue
        last = next((k for k in range(c + 1, len(out)) if _first(out, k) in {c, c + 1} and _item(out, k)), None)
        end = c - 1 - (c > 0 and out[c - 1].text == ",")
        before = _ending(out, end)
        if last is None or not before:
            continue
        row = [last, next((k for k in before if out[last].head == k), before[-1] if _item(out, before[-1]) else before[0])]
        while (at := _first(out, row[-1]) - 1) > 0 and out[at].text == "," and _item(out, row[-1]):
            more = [k for k in _ending(out, at - 1) if (out[k].upos in {"NOUN", "NUM"} or _item(out, k)) and _together(out, k, row[-1])]
            if not more:
                break
            row.append(more[-1])
        top = row[-1]
        if len(row) == 2:
            if out[last].deprel == "conj" and out[last].head not in before and _item(out, top) and any(w.upos == "VERB" for w in out[out[last].head : top]):
                attach(out, last, top, "conj")  # "killed a teacher and wounded two pupils and a cook"
            continue
        if out[top].lemma.lower() in words("whole") | words("rest") or _definite_number(out, top) or not (_item(out, top) or below(out, top, "det")):
            continue
        for k in row[:-1]:
            if out[k].head != top:
                attach(out, k, top, "conj")
            elif out[k].deprel != "conj":
                out[k] = replace(out[k], deprel="conj")


def _drivers(out: list[Word]) -> None:
    """"the driver of a truck and his helper": somebody listed with a vehicle or a building belongs to whoever is of it."""
    for k, word in enumerate(out):
        thing = word.head
        if word.deprel != "conj" or not 0 <= thing < k or out[thing].lemma.lower() not in words("vehicle-noun") | words("building-noun"):
            continue
        whose = out[thing].head
        people = all(out[m].lemma.lower() in agents() or out[m].lemma.lower() in words("person-noun") for m in (k, whose))
        if out[thing].deprel == "nmod" and whose >= 0 and people and word.upos == "NOUN":
            attach(out, k, whose, "conj")


def _part_of(out: list[Word]) -> None:
    """"a father and five of his children": what stands after a number and "of" is its own, whatever noun before it got it."""
    for k in range(len(out) - 2):
        if out[k].upos != "NUM" or out[k + 1].text.lower() != "of" or out[k].deprel in _INSIDE:
            continue
        whole = out[k + 1].head
        if whole > k + 1 and out[whole].head != k and out[whole].head == out[k].head and out[whole].deprel in {"nmod", "conj"}:
            attach(out, whole, k, "nmod")


def _excess(out: list[Word]) -> None:
    """"In excess of 60 rebels were captured": a modifier of the number, not where it was."""
    for k in range(len(out) - 1):
        if out[k].text.lower() in {"upward", "upwards"} and out[k + 1].text.lower() == "of" and out[k + 1].head > k + 1:
            out[k + 1] = replace(out[k + 1], head=k, deprel="fixed")  # "claimed upwards of 40 lives"
    for k in range(1, len(out) - 1):
        if out[k].text.lower() != "excess" or out[k - 1].text.lower() != "in" or out[k + 1].text.lower() != "of" or out[k].deprel != "obl":
            continue
        counted, verb = out[k + 1].head, out[k].head
        if counted > k and out[counted].head == k and verb > counted and not below(out, verb, *_SUBJECTS):
            out[counted] = replace(out[counted], head=verb, deprel="nsubj:pass" if below(out, verb, "aux:pass") else "nsubj")
            out[k], out[k + 1] = replace(out[k], head=counted, deprel="advmod"), replace(out[k + 1], head=k, deprel="fixed")


def _as_were(out: list[Word]) -> None:
    """"The chief was killed, as were four of his men": a second subject of the same verb."""
    for k, word in enumerate(out):
        if word.deprel not in _SUBJECTS | {"advcl", "obl"} or not 0 <= word.head < k or word.upos not in {"NOUN", "PROPN", "NUM"}:
            continue
        like = [m for m in below(out, k, "case", "mark", "advmod") if out[m].text.lower() == "as" and out[m + 1].upos == "AUX"]
        first = [m for m in below(out, word.head, *_SUBJECTS) if m < word.head]
        if like and first:
            attach(out, k, first[0], "conj")


def _between_verbs(out: list[Word]) -> None:
    """"killing three and wounding four enemy troops": a number before the later verb counts nobody behind it."""
    for k, number in enumerate(out):
        if number.upos != "NUM" or number.deprel != "nummod" or number.head < k or k == 0 or out[k - 1].upos != "VERB":
            continue
        verb = next((v for v in range(k + 1, number.head) if out[v].upos == "VERB" and out[v].head == k and out[v].deprel == "conj"), None)
        noun = number.head
        if verb is None or out[noun].head != k - 1:
            continue
        out[k], out[verb] = replace(number, head=k - 1, deprel="obj"), replace(out[verb], head=k - 1, deprel="conj")
        out[noun] = replace(out[noun], head=verb, deprel="obj")
        for m in range(verb + 1, noun):
            if out[m].upos == "NUM" and out[m].head == k:
                out[m] = replace(out[m], head=noun, deprel="nummod")


def _left(out: list[Word]) -> None:
    """"left a captain and nine soldiers dead", "left four dead": the word after the last of a list, or after a number, says what all of them
    are."""
    for k, word in enumerate(out):
        if word.upos != "ADJ" or word.deprel != "amod" or word.head < 0 or k == 0 or word.text.lower() not in words("effect-participle"):
            continue
        if out[k - 1].lemma.lower() == "shoot" and word.head > k + 1 and out[k + 1].upos in {"NUM", "DET"} and out[word.head].head == k - 1:
            out[k] = replace(word, head=k - 1, deprel="xcomp")  # "shot dead two farmers"
            continue
        top = word.head if word.head < k else k - 1 if word.head == k + 1 and out[k + 1].upos == "ADV" else -1  # "left four dead nearby"
        if top < 0:
            continue
        while out[top].deprel == "conj" and out[top].head >= 0:
            top = out[top].head
        if (top != word.head or out[top].upos == "NUM") and out[top].deprel == "obj" and out[top].head < top and out[out[top].head].lemma.lower() in {"leave", "find"}:
            attach(out, k, out[top].head, "xcomp")


def _item(out: Sequence[Word], k: int) -> bool:
    """Can it be one of a list of those counted: with a numeral, "a" or a possessor, or a number alone?"""
    somebody = out[k].upos == "PROPN" and any(w.head == k and w.lemma.lower() in {"a", "an"} for w in out)  # "a Spaniard"
    if (out[k].upos not in {"NOUN", "NUM"} and not somebody) or out[k].deprel in _INSIDE:
        return False
    return (_counted(out, k) or bool(below(out, k, "nmod:poss"))) and not below(out, k, "case")


def _ending(out: Sequence[Word], end: int) -> list[int]:
    """The nouns whose phrase ends at a word, the innermost first: "two of his nephews" ends as "nephews" and as "two"."""
    found: list[int] = []
    k = end
    while 0 <= k <= end and len(found) < 5:
        if out[k].upos in {"NOUN", "PROPN", "NUM"} and out[k].deprel not in _INSIDE:
            found.append(k)
        elif not found and out[k].deprel not in _INSIDE:
            return []
        if out[k].deprel not in {"nmod", *_INSIDE}:
            break
        k = out[k].head
    return found


def _together(out: Sequence[Word], a: int, b: int) -> bool:
    """Did the parser see the second of two phrases beside the first: under it, with it under another one, or as a subject like it?"""
    beside = out[b].head == out[a].head and (out[b].deprel == out[a].deprel or {out[a].deprel, out[b].deprel} <= _SUBJECTS | {"conj", "appos"})
    return (out[b].head == a and out[b].deprel in {"appos", "conj", "dep", "parataxis"}) or beside or (out[a].head == b and out[a].deprel in {"appos", "dep"})


def _pairs(out: list[Word]) -> None:
    """In a headline "three soldiers, two militants", and elsewhere "…, two guards, died": two counted phrases without a conjunction."""
    headline = not out[-1].text.endswith((".", "!", "?", "”", '"')) if out else False
    verbs = {w.head for w in out if w.deprel in _SUBJECTS}
    for i in range(len(out)):
        found = [k for k in below(out, i, *_SUBJECTS) if k < i and out[k].upos in {"NOUN", "PROPN", "NUM"}] if i in verbs else []
        for a, b in pairwise(found):
            between = [w for w in out[a + 1 : _first(out, b)] if w.text == ","]
            if between and _counted(out, b) and not any(w.upos in {"VERB", "AUX"} for w in out[a:b]):
                attach(out, b, a, "conj")
        if not headline or out[i].upos != "NOUN" or out[i].lemma.lower() in words("whole") | words("rest") or _definite_number(out, i):
            continue
        for k in below(out, i, "appos"):
            bare = (out[k].lemma.lower() in words("person-noun") or out[k].lemma.lower() in agents()) and not below(out, k, "det")
            last = [c for c in below(out, i, "conj") + below(out, k, "conj") if c > k]
            alone = not last and (bool(below(out, i, "nummod")) or not below(out, i, "det"))
            if out[k].upos == "NOUN" and (_counted(out, k) or bare) and out[_first(out, k) - 1].text == "," and alone:
                attach(out, k, i, "conj")


def _number_after(out: list[Word]) -> None:
    """"… , abduct 2 in Kogi", "kills two, wounds seven": a bare number right after a verb is its object."""
    for i, verb in enumerate(out[:-1]):
        number = out[i + 1]
        listed = verb.upos == "NOUN" and i > 1 and out[i - 1].text == "," and verb.deprel in {"conj", "appos"} and out[verb.head].upos == "NUM" and out[out[verb.head].head].upos == "VERB"
        if listed and number.upos == "NUM" and number.head == i and any(e.effect for e in predicates().get((verb.lemma.lower(), "VERB"), ())):
            verb = out[i] = replace(verb, upos="VERB", head=out[verb.head].head, deprel="conj")  # "kills 12, wounds 30-plus"
        if verb.upos == "NOUN" and verb.deprel in {"parataxis", "conj"} and out[verb.head].upos == "VERB" and number.upos == "NUM" and number.head == i and number.deprel == "flat":
            verb = out[i] = replace(verb, upos="VERB")
        if verb.upos == "VERB" and number.upos == "NUM" and number.head == i and number.deprel in {"flat", "dep", "nummod", "appos"} and not below(out, i, "obj"):
            out[i + 1] = replace(number, deprel="obj")


def _number_before(out: list[Word]) -> None:
    """"15 dead, 40 wounded": a number right before such a word that no noun follows counts those who are it."""
    for k in range(1, len(out)):
        word, number = out[k], out[k - 1]
        if word.upos != "ADJ" or word.text.lower() not in words("effect-participle") or number.upos != "NUM" or (k + 1 < len(out) and out[k + 1].upos in {"NOUN", "PROPN"}):
            continue
        if number.deprel in {"appos", "conj", "dep", "obl", "obl:unmarked", "nmod", "nmod:unmarked"} and not below(out, k, "nummod"):
            other = out[word.head].text.lower() in words("effect-participle") and word.head > k  # "three dead and six wounded", one under the other
            if word.head == k - 1 or other or (number.head == word.head and word.deprel in {"amod", "conj"}):
                above = number.head
                attach(out, k, out[above].head if out[above].deprel == "nummod" and number.deprel == "conj" else above, number.deprel)
            attach(out, k - 1, k, "nummod")


def _number_of(out: list[Word]) -> None:
    """"UN: 3,400 killed in July", "put its losses at 21 killed": a number right before a participle that has no verb of its own."""
    for k in range(1, len(out)):
        word, number = out[k], out[k - 1]
        if word.upos != "VERB" or word.text.lower() not in words("effect-participle") or word.deprel not in {"acl", "advcl"} or number.upos != "NUM":
            continue
        if number.deprel in {"appos", "obl", "dep", "parataxis", "nmod"} and not below(out, k, "aux", "aux:pass", "obj", *_SUBJECTS) and word.head != k - 1:
            attach(out, k - 1, k, "nsubj:pass")


def _speakers(out: list[Word]) -> None:
    """"… killed two policemen, residents and witnesses said.": those right before a verb of saying that has no subject speak."""
    for i, verb in enumerate(out):
        if verb.upos != "VERB" or i < 4 or below(out, i, *_SUBJECTS) or not any(e.kind in {"say", "report"} for e in cues().get((verb.lemma.lower(), "VERB"), ())):
            continue
        last = i - 1
        joined = [k for k in range(max(0, last - 4), last) if out[k].deprel == "cc" and out[k].head == last]
        if out[last].deprel != "conj" or not joined or not below(out, i, "ccomp", "parataxis"):
            continue
        before = joined[0] - 1
        if out[before].deprel in {"conj", "appos"} and out[before].upos in {"NOUN", "PROPN"} and out[_first(out, before) - 1].text == ",":
            attach(out, before, i, "nsubj")
            attach(out, last, before, "conj")


def _called(out: list[Word]) -> None:
    """"called the vote a farce": a second bare noun after the object is what that one is called."""
    for i, verb in enumerate(out):
        things = below(out, i, "obj") if verb.upos == "VERB" and verb.lemma.lower() in words("naming-verb") else []
        for k in range(things[0] + 1, len(out)) if things else ():
            if out[k].head == i and out[k].upos == "NOUN" and out[k].deprel in {"obj", "iobj", "obl:unmarked", "nmod:unmarked"} and _counted(out, k) and not below(out, k, "case"):
                attach(out, k, i, "xcomp")


def _as_clause(out: list[Word]) -> None:
    """"Six die as gunmen storm wedding": in a headline, a plural of people before the base form of a verb after "as" is its subject."""
    for k in range(2, len(out) - 1):
        verb, people, top = out[k], out[k - 1], out[k].head
        if verb.upos != "NOUN" or verb.deprel != "compound" or (verb.lemma.lower(), "VERB") not in predicates() or verb.text.lower() != verb.lemma.lower():
            continue
        mark = next((m for m in range(k - 1) if out[m].text.lower() == "as" and out[m].head == top), None)
        if mark is None or people.deprel != "compound" or people.text.lower() == people.lemma.lower() or people.lemma.lower() not in agents():
            continue
        above = out[top].head
        if above < 0 or above > mark:
            continue
        out[k] = replace(verb, upos="VERB", head=above, deprel="advcl")
        out[k - 1] = replace(people, head=k, deprel="nsubj")
        out[mark] = replace(out[mark], head=k, deprel="mark")
        out[top] = replace(out[top], head=k, deprel="obj")


def _titles(out: list[Word]) -> None:
    """"into recipient Ben Smith": a preposition before a title is the name's; "X and King Abdullah": a title listed beside its name."""
    for k, word in enumerate(out):
        head = word.head
        if word.deprel == "case" and head > k and out[head].deprel == "nmod:desc" and out[head].head > head and not below(out, out[head].head, "case"):
            attach(out, k, out[head].head, "case")
        last = k + 1 < len(out) and out[k + 1].deprel == word.deprel == "conj" and out[k + 1].head == head
        if last and word.upos == out[k + 1].upos == "PROPN":
            for m in below(out, k, "cc", "amod", "compound", "det"):
                attach(out, m, k + 1, out[m].deprel)
            attach(out, k, k + 1, "nmod:desc")


def attach(out: list[Word], k: int, head: int, deprel: str) -> None:
    """Hang a word elsewhere, unless it governs that word: a sentence stays a tree."""
    up, steps = head, 0
    while up >= 0 and up != k and steps <= len(out):
        up, steps = out[up].head, steps + 1
    if up < 0:
        out[k] = replace(out[k], head=head, deprel=deprel)


def _counted(out: Sequence[Word], k: int) -> bool:
    """Is a noun counted by a numeral or by "a", or a numeral itself?"""
    return out[k].upos == "NUM" or any(w.head == k and (w.deprel == "nummod" or (w.deprel == "det" and w.lemma.lower() in {"a", "an"})) for w in out)


def _definite_number(out: Sequence[Word], k: int) -> bool:
    """"the three victims": known already, so that a list after it only says who they are."""
    return bool(below(out, k, "nummod")) and any(out[d].lemma.lower() in {"the", "these", "those"} for d in below(out, k, "det"))


def _first(out: Sequence[Word], k: int) -> int:
    """The first word of what stands before a noun and belongs to it."""
    first = k
    while first > 0:
        step = 2 if first > 1 and out[first - 1].text == "-" else 1  # "a 10-year-old girl"
        if out[first - step].upos == "PUNCT" or out[first - step].head not in range(first, k + 1):
            break
        first -= step
    return first
