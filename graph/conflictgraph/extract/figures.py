"""How many a noun phrase counts: its numeral and what stands beside it in the sentence."""

from __future__ import annotations

import re

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import Quantifier, predicates, quantifiers
from conflictgraph.extract.mentions import gazetteer
from conflictgraph.extract.nouns import agents
from conflictgraph.extract.numerals import DIGITS, add, holds_number, parse, quantifier, standing
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
_MARKS = {'"', "“", "”", "'", "‘", "’", "``", "''"}


def window(tree: Tree, i: int) -> list[str]:
    """The words before a head noun that may count it, leftwards as far as its numerals and their modifiers reach."""
    first = i
    stop = {"VERB", "AUX", "PRON", "SCONJ", "INTJ"}
    while first > 0 and i - first < 12:
        word = tree.words[first - 1]
        text = word.text.lower()
        if first - 1 in tree.times or word.deprel == "compound:prt":  # "hand over four captives"
            break
        known = text in quantifiers() or DIGITS.fullmatch(text) is not None
        if word.upos in stop and not known and not (word.upos == "VERB" and word.head == i and tree.rel(first - 1) == "amod"):
            break  # but "six suspected militants"
        if word.upos == "PUNCT" and word.text not in {"-", "–", "~"} and not (word.text in _MARKS and tree.governs(i, first - 1)):
            break
        if word.upos == "PROPN" and not tree.governs(i, first - 1):
            break
        if (word.upos == "NUM" and word.deprel == "flat" and tree.words[word.head].upos == "PROPN") or (word.upos == "ADP" and word.deprel == "case" and word.head > i):
            break  # "M-19 members", "an article about one man's death"
        if text in {"when", "where", "while", "how"}:
            break  # "rose to 40 when a boy died"
        if word.upos == "CCONJ" and not (known or DIGITS.fullmatch(tree.words[first - 2].text if first > 1 else "") or tree.words[first - 2].upos == "NUM"):
            break
        if word.upos in {"NOUN"} and not known and not tree.governs(i, first - 1):
            break
        if text == "of" and word.head == i and tree.kids(i, "det") and tree.lemmas[first - 2] not in words("total-noun"):
            break  # "half of the 40 people": the share is no count of them all
        if text == "of" and word.head == i and tree.kids(i, "nummod") and first > 1 and tree.words[first - 2].upos == "NUM":
            break  # "two of four nuns"
        if word.upos == "ADP" and not known and not (text == "in" and tree.lemmas[first] == "excess") and not (text == "out" and tree.lemmas[first] == "of") and text not in {"at", "of", "to", "than", "as", "between", "up", "over", "under", "about", "around"}:
            break
        first -= 1
    for n in range(min(4, first), 0, -1):  # "in excess of", "a maximum of"
        ahead = quantifier(" ".join(w.text.lower() for w in tree.words[first - n : first]))
        apart = tree.words[first - 1].deprel == "compound:prt" or (tree.words[first - 1].deprel == "case" and tree.words[first - 1].head > i)
        if ahead is not None and ahead.kind == "modifier" and ahead.place == "before" and not apart:
            first -= n
            break
    end = i + 1 if tree.words[i].upos == "NUM" or tree.words[i].text.lower() in quantifiers() else i
    while end > i and end + 1 < len(tree.words) and tree.lemmas[end] == "of" and tree.words[end + 1].text.lower() in quantifiers():
        end += 2  # "hundreds of thousands"
    if tree.words[i].upos == "NUM":  # "between 30 and 35", "three or four"
        end = max([end, *(c + 1 for c in tree.kids(i, "conj") if tree.words[c].upos == "NUM" and c <= i + 2)])
    if end == i + 1 and [w.text.lower() for w in tree.words[end : end + 2]] in ([",", "possibly"], [",", "perhaps"], [",", "maybe"]) and end + 2 < len(tree.words) and tree.words[end + 2].upos == "NUM":
        end += 3  # "20, possibly 30"
    if end == i + 1 and end + 1 < len(tree.words) and tree.words[end].text in {"to", "-", "–"} and tree.words[end + 1].upos == "NUM" and tree.words[end + 1].head == i:
        end += 2  # "put at 50 to 70"
    found = [tree.words[k].text for k in range(first, end) if not of_age(tree, k) and not _of_times(tree, k) and not _in_a_name(tree, k, i) and tree.words[k].deprel != "cc:preconj"]
    after = "".join(w.text.lower() for w in tree.words[end : end + 2])
    return [*found, after] if end == i + 1 and after.startswith("-") and after in quantifiers() else found  # "30-plus"


def _of_times(tree: Tree, k: int) -> bool:
    """"a four-time minister", "a two-hour battle": it counts how often or how long."""
    noun = k + 2
    return noun < len(tree.words) and tree.words[k].upos == "NUM" and tree.words[k + 1].text == "-" and tree.words[k].head == noun and tree.lemmas[noun] in words("unit-of-time") | {"time", "term", "star"}


def _in_a_name(tree: Tree, k: int, i: int) -> bool:
    """"five Brigade 12 soldiers": a number right behind a name is part of it where another counts them."""
    if tree.words[k].upos != "NUM" or k == 0:
        return False
    if tree.lemmas[k - 1] in words("ordering-word"):
        return True  # "the No. 2 man"
    if tree.words[k - 1].upos != "PROPN" or not tree.words[k - 1].text[:1].isupper():
        return False
    return any(m < k - 1 and tree.words[m].upos == "NUM" for m in (*tree.kids(i, "nummod"), *tree.kids(k - 1, "nummod")))


def of_age(tree: Tree, k: int) -> bool:
    """Is a word part of "17-year-old", "aged 12"? An age counts nobody."""
    for year in range(max(0, k - 3), min(k + 4, len(tree.words))):
        if tree.lemmas[year] in {"year", "month"} and "old" in tree.lemmas[year + 1 : year + 3] and year - 2 <= k <= year + 2:
            return tree.lemmas[year + 1] == "-" or k >= year - 1
    return k > 0 and tree.lemmas[k - 1] == "aged"


def of_rate(tree: Tree, k: int) -> bool:
    """Is it a share of a hundred ("60 percent", "5 % of those killed")? It counts nobody."""
    behind = tree.words[k + 1].text.lower() if k + 1 < len(tree.words) else ""
    return tree.lemmas[k] in words("rate-noun") or (tree.words[k].upos == "NUM" and (behind in words("rate-noun") or tree.lemmas[k + 1 : k + 3] == ["per", "cent"]))


def of_year(tree: Tree, k: int) -> bool:
    """Is it the year of a deed told as a noun in the singular ("the 1989 massacre")? It counts nobody."""
    noun = tree.words[k].head
    return _YEAR.fullmatch(tree.words[k].text) is not None and tree.words[noun].upos == "NOUN" and tree.words[noun].text.lower() == tree.lemmas[noun]


def of_phrase(doc: Doc, node: Node, sorts: Sorts) -> Figure | None:
    """How many the noun phrase at `node` counts: its numeral, one for a singular, two or more for a bare plural."""
    figure = told(doc, node, sorts)
    if figure is not None:
        return figure
    word = doc.word(node)
    if word.text.lower() in words("adjective-person"):
        return Figure(2, None, None)  # "the wounded"
    if word.upos not in {"NOUN", "PROPN", "ADJ"} or sorts.sort(node) != "person" or word.lemma.lower() in words("collective-noun"):
        return None
    return Figure(2, None, None)


def told(doc: Doc, node: Node, sorts: Sorts) -> Figure | None:
    """How many the words of the noun phrase say: its numeral, one for a singular; None for a bare plural, which tells no figure."""
    tree = doc.trees[node.s]
    word = tree.words[node.i]
    if of_rate(tree, node.i) or any(of_rate(tree, k) for k in tree.kids(node.i, "nummod")):
        return None
    if any(of_year(tree, k) for k in tree.kids(node.i, "nummod")):
        return None  # "the 1989 Harbour Street massacre"
    if word.lemma.lower() in words("share-word") and any(tree.case(k) == "of" for k in tree.kids(node.i, "nmod")):
        return None  # "most of the passengers"
    counting = word.text.lower() in words("adjective-person") or (word.upos == "NOUN" and sorts.sort(node) != "person" and (word.lemma.lower(), "NOUN") in predicates())
    if counting and (crowd := of_crowd(tree, node.i)) is not None:
        return crowd  # "thousands of arrests", "an unknown number of wounded"
    head = word.head
    if tree.rel(node.i) == "nmod" and tree.case(node.i) == "of" and tree.words[head].upos == "NUM" and any(tree.lemmas[k] == "all" for k in tree.kids(head, "det")):
        return parse(window(tree, head))  # "all six of the men killed"
    own = quantifier(word.text.lower())
    if own is not None and own.kind == "noun":
        return standing(own)  # "an elderly couple"
    if tree.lemmas[max(0, node.i - 2) : node.i] == ["all", "but"] and word.upos == "NUM":  # "all but two of the ten"
        whole = next((f for k in tree.kids(node.i, "nmod") if tree.case(k) == "of" and (f := told(doc, Node(node.s, k), sorts)) is not None), None)
        spared = parse([word.text])
        return Figure(*(whole.low - spared.low,) * 3) if whole is not None and spared is not None and whole.low == whole.high and whole.low > spared.low else None
    if word.lemma.lower() in words("collective-noun") | words("unit-noun"):
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of" and (tree.words[k].upos == "NUM" or tree.kids(k, "nummod")):
                return parse([t for t in window(tree, k) if t.lower() != "of"])  # "a crew of three", "a platoon of 30 soldiers"
        if word.lemma.lower() in words("unit-noun") and "-" not in window(tree, node.i):  # but "a seven-member team"
            return None  # "one company was wiped out": of how many men is not told
    if word.lemma.lower() in {"each", "all"}:
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of":
                return told(doc, Node(node.s, k), sorts)  # "each of the three attackers"
    if word.lemma.lower() in words("total-noun"):  # "a total of 60 rebels"
        for k in tree.kids(node.i, "nmod"):
            if tree.case(k) == "of" and (tree.words[k].upos == "NUM" or tree.kids(k, "nummod")):
                first = min([node.i, *tree.kids(node.i, "det")])
                return parse([w.text for w in tree.words[first : k + 1]])
    if word.text.lower() == "old" and of_age(tree, node.i):
        return Figure(1, 1, 1)  # "the 30-year-old was kidnapped"
    if word.lemma.lower() == "another" and word.upos in {"PRON", "DET"}:
        return Figure(1, 1, 1)
    if word.text.lower() == "other" and [tree.lemmas[k] for k in tree.kids(node.i, "det")] == ["the"] and not tree.kids(node.i, "nummod"):
        return Figure(1, 1, 1)  # "one was killed and the other captured"
    before = node.i - 2 if node.i > 1 and tree.words[node.i - 1].deprel == "nmod:poss" else node.i - 1  # "both my sons"
    both = (tree.words[k].text.lower() for k in (before, node.i + 1) if 0 <= k < len(tree.words))
    if "both" in both and word.upos == "NOUN" and word.text.lower() != word.lemma.lower() and not any(
        tree.words[k].text.lower() != tree.lemmas[k] for k in tree.kids(node.i, "conj")
    ):
        return Figure(2, 2, 2)  # "both bombers", not "both soldiers and civilians"
    if word.lemma.lower() in words("ordinal") and any(tree.lemmas[k] in {"a", "an", "the"} for k in tree.kids(node.i, "det")):
        return Figure(1, 1, 1)  # "and a third was wounded"
    if word.text.lower() == "many" and node.i and tree.lemmas[node.i - 1] == "as":
        return None  # "wounding as many": a comparison, no figure of its own
    some = _crowd(tree, node.i)
    if some is not None:
        return standing(some)  # "a number of civilians"
    if (two := _of_two_sorts(tree, node.i)) is not None:
        return two
    counted = bool(tree.kids(node.i, "nummod")) or word.upos == "NUM" or word.text.lower() in quantifiers()
    tokens = window(tree, node.i)
    figure = parse(tokens) if counted or holds_number(tokens) else None
    if figure is None and (apart := tree.kids(node.i, "nummod")) and apart[0] < node.i:
        figure = parse(window(tree, apart[0]))  # "219 suspected Free Army (FA) rebels"
    if figure is not None:
        return figure
    several = doc.caseless and word.text.lower() != word.lemma.lower() and word.lemma.lower() in agents()  # "THE DEATH OF THE PRIESTS"
    if node.i in tree.name_at and tree.name_at[node.i].type == "PER" and not several:
        return Figure(1, 1, 1)
    if _one_of_a_people(doc, node, sorts):
        return Figure(1, 1, 1)
    if word.upos == "PRON":
        return Figure(1, 1, 1) if word.text.lower() in {"he", "she", "him", "her", "himself", "herself"} else None
    if word.text.lower() in words("adjective-person") or word.upos not in {"NOUN", "PROPN", "ADJ"} or word.lemma.lower() in words("collective-noun"):
        return None
    if sorts.sort(node) != "person" and not (sorts.sort(node) == "org" and word.upos == "NOUN" and word.lemma.lower() in agents()):
        return None  # "a Ukrainian soldier" is read as one of a state's forces, and is one
    plural = word.text.lower() != word.lemma.lower() or word.lemma.lower() in {"people", "more", "rest"} or _many(tree, node.i)
    if plural:  # "the attackers, seven in all, were killed"
        all_told = next((k for k in tree.kids(node.i, "appos") if tree.words[k].upos == "NUM" and any(quantifier(tree.text(k + 1, k + n).lower()) is not None for n in (2, 3))), None)
        return parse([tree.words[all_told].text]) if all_told is not None else None
    return Figure(1, 1, 1)


def _of_two_sorts(tree: Tree, i: int) -> Figure | None:
    """"two Iraqi and one U.S. soldier": two numbers, each with a word of its own, before one noun."""
    first = next((k for k in tree.kids(i, "nummod") if k < i), None)
    if first is None or tree.words[i].upos != "NOUN":
        return None
    second = next((k for k in range(first + 2, i) if tree.words[k].upos == "NUM" and tree.words[k].head in {first, i, *range(first + 1, k)} and tree.lemmas[k - 1] == "and"), None)
    if second is None or second - first < 3 or any(w.upos not in {"ADJ", "PROPN", "NOUN"} for w in tree.words[first + 1 : second - 1]) or second + 1 == i:
        return None
    one, other = parse(window(tree, first)), parse([tree.words[second].text])
    return add(one, other) if one is not None and other is not None else None


def _one_of_a_people(doc: Doc, node: Node, sorts: Sorts) -> bool:
    """"A Kurd was killed", "the American was abducted", in a headline "Palestinian killed in clash": one of a people, by what the clause
    says of him."""
    tree, i = doc.trees[node.s], node.i
    entity, text = sorts.found.at.get(node), tree.words[i].text
    if entity is None or entity.type != "NORP" or entity.kind == "armed-group" or any(w.upos != "DET" for w in tree.words[entity.first : i]) or entity.last != i + 1 or text.endswith(("s", "ese", "i'a")):
        return False
    if any(tree.lemmas[k] in {"a", "an", "another"} for k in tree.kids(i, "det")):
        return True
    if gazetteer().demonym(text) is None or tree.rel(i) not in {"nsubj"}:
        return False
    if i == 0 or "DET" not in {tree.words[k].upos for k in tree.kids(i, "det")}:
        return i == 0 and not any(w.upos == "AUX" for w in tree.words) and tree.words[1].upos == "VERB"  # a headline leaves out the article
    helpers = [tree.words[k].text.lower() for k in tree.kids(tree.words[i].head, "aux", "aux:pass", "cop")]
    return bool(set(helpers) & {"was", "is", "has"}) and not set(helpers) & {"were", "are", "have"}


def _many(tree: Tree, i: int) -> bool:
    """"some Syrians": a name in the plural, whatever its lemma, is of several."""
    text = tree.words[i].text.lower()
    several = any(tree.lemmas[k] in {"some", "many", "few", "several", "these", "those", "all"} for k in tree.kids(i, "det", "amod"))
    return tree.words[i].upos == "PROPN" and text.endswith("s") and not text.endswith("ss") and (several or gazetteer().demonym(text[:-1]) is not None)


def of_crowd(tree: Tree, i: int) -> Figure | None:
    """How many a word behind a vague quantity and "of" is ("thousands of arrests", "an unknown number of wounded")."""
    head = tree.words[i].head
    if head < 0 or tree.rel(i) != "nmod" or tree.case(i) != "of" or tree.kids(i, "nummod"):
        return None
    found = _crowd(tree, head) or quantifier(tree.words[head].text.lower())
    return standing(found) if found is not None and found.kind == "vague" else None


def _crowd(tree: Tree, i: int) -> Quantifier | None:
    """The quantifier that a noun is with its article and "of" ("a number of", "a couple of")."""
    behind = next((w.text.lower() for w in tree.words[i + 1 :] if w.text not in _MARKS), "")  # "“a number” of people"
    if tree.words[i].upos != "NOUN" or behind != "of" or not any(tree.case(k) == "of" for k in tree.kids(i, "nmod")):
        return None
    told = " ".join([*(w.text.lower() for w in tree.words[min([i, *tree.kids(i, "det", "amod")]) : i + 1] if w.text not in _MARKS), "of"])
    found = quantifier(" ".join([told, *(w.text.lower() for w in tree.words[i + 2 : i + 3])])) or quantifier(told)  # "a couple of hundred"
    return found if found is not None and found.kind in {"vague", "noun"} else None
