"""What is said: the characters and head words of a cue's content, off the tree."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.cuewords import entry_at, judged
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Span


def content_of(tree: Tree, i: int, passive: bool, prepositions: Sequence[str] = (), kind: str = "say") -> tuple[list[Span], list[int]]:
    """Characters and head words of what is said: clause, infinitive, event noun, or what the cue interrupts.

    `prepositions` are those that lead to the cue's content ("called for"), of an accusation only to clauses: what somebody is
    blamed for ("for the attack") happened, whoever says so. A document is what is said
    ("denied the report", "opposed the resolution") but of who makes one ("wrote a letter"); `kind` is the cue's."""
    nouns = kind != "accuse"
    documents = kind in {"deny", "confirm"} or (kind != "quote" and tree.lemmas[i] not in words("issuing-verb") | words("uttering-verb"))
    spans: list[Span] = []
    heads: list[int] = []
    for k in (*tree.kids(i, "ccomp"), *(tree.kids(i, "csubj") if tree.kids(i, "expl") else ())):  # "it appears that …"
        heads.append(k)
        inside = [m for m in tree.subtree(k) if (m > i or k < i) and not (tree.words[m].head == k and tree.rel(m) == "mark" and tree.lemmas[m] == "that")]
        that = next((m for m in tree.kids(k, "mark") if tree.lemmas[m] == "that"), None)
        if that is not None and i < that < k:
            inside = [m for m in inside if m > that]  # "said, on condition of anonymity, that …"
        inside = [*fronted(tree, i, k), *inside]
        aside = _aside(tree, k, kind) if inside and k > i else None
        spans.extend(_around(tree, inside if aside is None else [m for m in inside if m < aside], i))
    if not heads:
        for k in tree.kids(i, "xcomp"):
            clear = tree.kid(k, "ccomp") if tree.words[k].upos == "ADJ" and (tree.kids(i, "expl") or not tree.kids(i, "obj")) else None
            if clear is not None:  # "made it clear that …"
                heads.append(clear)
                spans.append(extent(tree, [m for m in tree.subtree(clear) if not (tree.words[m].head == clear and tree.rel(m) == "mark" and tree.lemmas[m] == "that")]))
            elif tree.words[k].upos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
                heads.append(k)
                first = [m for m in tree.kids(i, "obj", "iobj") if i < m < k]  # "urged X to …", "called X a liar"
                spans.append(extent(tree, [*(tree.subtree(first[0]) if first else ()), *tree.subtree(k)]))
    if not heads:
        for k in tree.kids(i, "advcl"):  # "have not said when …", where the tree takes the question for a clause of time
            question = next((tree.lemmas[m] for m in tree.kids(k, "advmod") if m == tree.subtree(k)[0]), "")
            if k > i and (question in {"how", "why"} or (question in {"when", "where"} and tree.negated(i))):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    if not heads and kind in {"say", "report", "claim", "believe", "confirm"} and (clause := _as_told(tree, i)) is not None:
        heads.append(clause)
        mine = set(tree.subtree(i))
        rest = [k for k in tree.subtree(clause) if k not in mine]
        while rest and tree.words[rest[-1]].upos == "PUNCT" and tree.words[rest[-1]].text not in {"”", '"'}:
            rest.pop()
        while rest and tree.words[rest[0]].text == ",":
            rest.pop(0)
        spans.extend(extents(tree, rest))
    own = (tree.kids(i, "obj") or any(tree.case(k) in prepositions for k in tree.kids(i, "obl"))) and tree.words[i].lemma not in {"say", "tell", "add"}
    cut = any(tree.words[k].text == ";" for k in range(min(i, tree.words[i].head), max(i, tree.words[i].head)))
    inserted = parenthetical(tree, i)
    if not heads and (tree.rel(i) in {"parataxis", "discourse"} or inserted) and tree.words[i].head >= 0 and not own and not cut:
        top = tree.words[i].head
        inserted = inserted or _between_commas(tree, i, top)
        while inserted and tree.words[top].upos not in {"VERB", "AUX"} and tree.words[top].head >= 0:
            top = tree.words[top].head
        mine = set(tree.subtree(i))
        rest = [k for k in tree.subtree(top) if k not in mine]
        if rest:
            heads.append(top)
            spans.extend(extents(tree, rest))
    if not heads:
        for k in tree.kids(i, "parataxis"):
            if (k > i and tree.words[i].lemma in {"say", "add", "tell", "write", "note", "state"}) or k < i:
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    told = judged(tree, i)
    if not heads and not told:
        led = [k for k in tree.kids(i, "obj") if tree.case(k) in prepositions]  # "called for the rules to be reviewed", read as an object
        for k in (*led, *tree.kids(i, *(("obl", "advcl") if nouns or not (passive or tree.kids(i, "obj")) else ("advcl",)))):  # "called for a truce": the cue's own prepositions
            if tree.case(k) in prepositions or any(tree.lemmas[m] in prepositions for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.extend(extents(tree, [m for m in _named(tree, k) if tree.words[m].head != k or tree.rel(m) not in {"case", "mark", "cc"} or (tree.rel(m) == "mark" and tree.words[m].upos == "PART")]))
                whom = next((m for m in tree.kids(i, "obj", "iobj") if i < m < k), None) if kind in {"accuse", "threaten"} and tree.rel(k) == "advcl" else None
                if whom is not None:  # "accused X of killing …", "warned X against entering …"
                    spans[-1:] = [extent(tree, [*tree.subtree(whom), *tree.subtree(k)])]
                asked = [m for m in tree.kids(i, "xcomp", "advcl") if m > k and tree.infinitive(m)] if kind == "ask" and tree.rel(k) == "obl" else []
                if asked:  # "called on X to …"
                    heads[-1:] = asked[:1]
                    spans[-1:] = [extent(tree, [m for m in (*tree.subtree(k), *tree.subtree(asked[0])) if tree.words[m].head != k or tree.rel(m) != "case"])]
                    break
    if not heads and kind != "believe":
        for k in tree.kids(i, "obl", "obj"):  # "said in a statement that …"
            if tree.words[k].lemma.lower() in words("document-noun"):
                for m in tree.kids(k, "acl", "ccomp"):
                    if tree.words[m].deprel != "acl:relcl" and any(tree.lemmas[x] == "that" for x in tree.kids(m, "mark")):
                        heads.append(m)
                        spans.append(extent(tree, tree.subtree(m)))
    if not heads:
        for k in tree.kids(i, "obj", *(("nsubj:pass",) if passive else ())):
            if tree.words[k].upos in {"NOUN", "PROPN", "NUM", "PRON"} and (documents or tree.words[k].lemma.lower() not in words("document-noun")):
                heads.append(k)
                spans.append(extent(tree, _with_phrases(tree, i, _named(tree, k))))
        for k in tree.kids(i, "obl", "dep", "parataxis"):
            if heads and k > heads[0] and (k in told or tree.case(k) in {"of", "about", "as"} or (kind == "accuse" and tree.case(k) in prepositions)):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
        for k in tree.kids(i, "advcl", "acl"):  # "accused X of killing …"
            if heads and (k in told or any(tree.lemmas[m] in {"of", "for"} for m in tree.kids(k, "mark"))):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    if not heads:
        for k in tree.kids(i, "advcl", "acl"):  # "was accused of killing …"
            if any(tree.lemmas[m] in {"of", "for"} for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    claim = tree.words[i].head if tree.words[i].deprel == "acl:relcl" else -1
    if all(tree.words[k].upos == "PRON" for k in heads) and claim >= 0 and kind in {"deny", "confirm"} and tree.lemmas[claim] in words("claim-noun") | words("blame-noun"):
        heads, spans = [claim], [tree.chars(*tree.phrase(claim))]  # "…, a claim that the rebels denied"
    if not heads and passive:
        for k in tree.kids(i, "advcl"):
            if any(tree.words[m].lemma in {"as", "of"} for m in tree.kids(k, "mark")):
                heads.append(k)
                spans.append(extent(tree, tree.subtree(k)))
    return [span for span in spans if span.end > span.start], heads


def _as_told(tree: Tree, i: int) -> int | None:
    """"Rebels shelled the town, as the army had reported": the head of the clause that it is told of; not of one that is denied, where nobody
    knows whether that, too, was told."""
    clause = tree.words[i].head
    if tree.rel(i) != "advcl" or clause < 0 or not any(tree.lemmas[m] == "as" for m in tree.kids(i, "mark")) or tree.kid(i, "nsubj") is None:
        return None
    if any(not (tree.lemmas[i] == "put" and tree.words[k].text.lower() == "it") for k in tree.kids(i, "obj", "ccomp", "xcomp")):
        return None  # "as the army had told them": something else; "as she put it" is said
    mine = tree.subtree(i)
    apart = any(tree.words[k].text in {",", "-", "--", "–", "—"} for k in (mine[0], mine[0] - 1) if k >= 0) or (mine[0] == 0 and mine[-1] + 1 < len(tree.words) and "," in {tree.words[mine[-1]].text, tree.words[mine[-1] + 1].text})
    return clause if apart and not tree.negated(clause) and tree.words[clause].upos in {"VERB", "ADJ", "NOUN", "AUX"} else None


def before_inverted(tree: Tree, i: int) -> tuple[list[Span], list[int]]:
    """"Because the border is open, said the colonel": of a verb of saying before its speaker at the end of a sentence, what stands before the
    comma, however the tree hangs it."""
    who = tree.kid(i, "nsubj")
    if i < 2 or tree.words[i - 1].text != "," or who is None or tree.subtree(who)[0] != i + 1 or any(w.text in _MARKS for w in tree.words[: i - 1]):
        return [], []
    said = [k for k in tree.kids(i, "advcl") if tree.subtree(k)[0] == 0 and k < i]
    return ([Span(tree.words[0].start, tree.words[i - 2].end)], said) if said else ([], [])


def fronted(tree: Tree, i: int, k: int) -> list[int]:
    """"To win the town, the mayor said, one has to …": what stands before a verb of saying that a clause interrupts is said with it."""
    who = tree.kid(i, "nsubj")
    last = max([i, *(m for m in tree.kids(i, "compound:prt") if m == i + 1)])
    if who is None or not who < i < k or last + 1 >= len(tree.words) or tree.words[last + 1].text != ",":
        return []
    first = tree.subtree(who)[0]
    if first < 2 or tree.words[first - 1].text != ",":
        return []
    if any(w.text in _MARKS for w in tree.words[last + 2 : last + 3]):
        return []  # "asked about it, he replied, “…”"
    before = [m for top in (*tree.kids(i, "advcl", "obl"), *tree.kids(k, "advcl", "obl", "nsubj")) if top < first for m in tree.subtree(top) if m < first - 1]
    return sorted(before) if before and sorted(before)[-1] == first - 2 else []


_MARKS = frozenset({"“", '"', "``", "«", "„"})


def _named(tree: Tree, k: int) -> list[int]:
    """A noun that is named, not a clause that is said: what follows its comma (", which makes him …", ", the latest of …") is the writer's."""
    cut = [tree.subtree(m)[0] for m in tree.kids(k, "acl", "appos") if m > k and tree.words[m].deprel in {"acl:relcl", "appos"} and _comma(tree, m) and m not in tree.name_at]
    inside = tree.subtree(k)
    for m in (m for m in inside if tree.rel(m) == "nmod"):  # "responsibility for the attack | in a statement"
        if m > k and tree.case(m) == "in" and tree.lemmas[m] in words("document-noun") and tree.subtree(m)[-1] == inside[-1]:
            cut.append(tree.subtree(m)[0])
    return [m for m in inside if m < min(cut)] if cut and k < min(cut) else inside


def _with_phrases(tree: Tree, i: int, inside: list[int]) -> list[int]:
    """What is named with the phrases right behind it that the parser hung on the verb: "welcomed the release of prisoners | across the border",
    "rejected a request by the group | to send aid"; not when, where and by what means it was said."""
    out = list(inside)
    while out and out[-1] + 1 < len(tree.words):
        follows = next((m for m in tree.kids(i, "obl", "advcl", "acl") if m > out[-1] and tree.subtree(m)[0] == out[-1] + 1), None)
        if follows is None or not (_told_of(tree, i, follows) if tree.rel(follows) == "obl" else _asked_for(tree, inside, follows)):
            break
        out += tree.subtree(follows)
    return out


def _told_of(tree: Tree, i: int, k: int) -> bool:
    """Does a phrase beside a verb of saying belong to what is named?"""
    inside = [k, *tree.kids(k)]
    saying = words("document-noun") | words("outlet-noun") | words("speaking-occasion") | words("time-noun")
    case = tree.case(k)
    return case in words("naming-preposition") and not (case == "by" and tree.passive(i)) and not (case == "to" and tree.words[k].upos == "PROPN") and not any(tree.lemmas[m] in saying or m in tree.times for m in inside)


def _asked_for(tree: Tree, inside: Sequence[int], k: int) -> bool:
    """An infinitive behind a noun that asks or intends ("a request from the town | to send aid")."""
    return tree.infinitive(k) and not tree.kids(k, "nsubj") and any((e := entry_at(tree, m)) is not None and e.pos == "NOUN" and e.kind in {"ask", "promise"} for m in inside)


def _aside(tree: Tree, k: int, kind: str) -> int | None:
    """Where the writer's word for what is asked or denied begins: "demanded that he make a pledge, which …", "denied that …, despite …"."""
    if kind == "ask":
        tops = [m for m in tree.subtree(k) if tree.words[m].deprel == "acl:relcl" and m > k]
    else:
        tops = [m for m in tree.kids(k, "obl") if tree.case(m) in {"despite", "in spite of"} and m > k] if kind == "deny" else []
    return next((tree.subtree(m)[0] for m in tops if _comma(tree, m) and tree.subtree(m)[-1] >= tree.subtree(k)[-1] - 1), None)


def _comma(tree: Tree, m: int) -> bool:
    first = tree.subtree(m)[0]
    return tree.words[first].text == "," or (first > 0 and tree.words[first - 1].text == ",")


def _between_commas(tree: Tree, i: int, top: int) -> bool:
    """"The groups, its spokesman said, act on their own": a verb of saying and its speaker between the subject and the verb of what is said."""
    mine = tree.subtree(i)
    if tree.words[top].upos not in {"NOUN", "PROPN", "PRON"} or tree.rel(top) != "nsubj" or i < top or tree.kid(i, "nsubj") is None:
        return False
    ends = [tree.words[mine[0]].text, tree.words[mine[0] - 1].text], [tree.words[k].text for k in (mine[-1], mine[-1] + 1) if k < len(tree.words)]
    return all("," in marks for marks in ends)


def parenthetical(tree: Tree, i: int) -> bool:
    """"The Kurds, Ankara says, attacked first": a subject and its verb between commas, which a parser may take for a relative clause."""
    subject = tree.kid(i, "nsubj")
    if tree.words[i].deprel != "acl:relcl" or subject is None or tree.words[subject].lemma in {"who", "which", "that"}:
        return False
    mine = tree.subtree(i)
    first, last = mine[0], mine[-1]
    before = tree.words[first].text == "," or (first > 0 and tree.words[first - 1].text == ",")
    after = tree.words[last].text == "," or (last + 1 < len(tree.words) and tree.words[last + 1].text == ",")
    return before and after and len([k for k in mine if tree.words[k].upos != "PUNCT"]) <= 8 and not tree.kids(i, "obj", "ccomp", "xcomp")


def _around(tree: Tree, indices: Sequence[int], cue: int) -> list[Span]:
    """The characters of a content, in one piece unless the cue stands inside it; punctuation at its edges dropped."""
    kept = list(indices)
    while kept and tree.words[kept[-1]].upos == "PUNCT" and tree.words[kept[-1]].text not in {"”", '"'}:
        kept.pop()
    while kept and tree.words[kept[0]].upos == "PUNCT" and tree.words[kept[0]].text not in {"“", '"'}:
        kept.pop(0)
    if not kept:
        return []
    return extents(tree, kept) if kept[0] < cue < kept[-1] else [extent(tree, kept)]


def extent(tree: Tree, indices: Sequence[int]) -> Span:
    return Span(tree.words[indices[0]].start, tree.words[indices[-1]].end)


def extents(tree: Tree, indices: Sequence[int]) -> list[Span]:
    """Maximal runs of neighbouring words as spans, lone punctuation dropped."""
    runs: list[list[int]] = []
    for k in indices:
        if runs and k == runs[-1][-1] + 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    return [extent(tree, run) for run in runs if any(tree.words[k].upos != "PUNCT" for k in run)]
