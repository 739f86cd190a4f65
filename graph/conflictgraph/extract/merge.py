"""Drafts that tell of one event become one: "a strike killed …", "attacked …, killing nine", "killed in a bombing".

Links are read off the tree; joining is transitive; the joined draft is named after the word that says most.
"""

from __future__ import annotations

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.modality import mood
from conflictgraph.extract.numerals import add
from conflictgraph.extract.roles import antecedent, deed_upon, fill
from conflictgraph.extract.suffered import EFFECTS
from conflictgraph.extract.tree import Tree

_BURSTING = {"explosives", "suicide-attack", "heavy-weapons", "aerial"}


def merge(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """One draft an event, in order of triggers."""
    by_node = {d.trigger: d for d in drafts}
    parent: dict[Node, Node] = {d.trigger: d.trigger for d in drafts}

    def root(node: Node) -> Node:
        while parent[node] != node:
            node = parent[node]
        return node

    for d in drafts:
        for other in _links(doc, d, by_node):
            a, b = root(d.trigger), root(other.trigger)
            if other.trigger.s == d.trigger.s and not compatible(d, other):
                doc.note(d.trigger, "account", f"linked to “{doc.word(other.trigger).text}”, but of another type: two events", other.trigger)
            if a != b and compatible(d, other) and not _arrests(doc, d, other) and _as_sure(doc, d, other) and _of_then(doc, d) == _of_then(doc, other):
                parent[max(a, b)] = min(a, b)
    groups: dict[Node, list[Draft]] = {}
    for d in drafts:
        groups.setdefault(root(d.trigger), []).append(d)
    return [_join(doc, group) for _, group in sorted(groups.items())]


def _arrests(doc: Doc, a: Draft, b: Draft) -> bool:
    """"arrested two men in connection with the attack": who arrests does not attack."""
    return a.type != b.type and any(doc.word(d.trigger).lemma.lower() in words("arrest-word") for d in (a, b))


def _as_sure(doc: Doc, a: Draft, b: Draft) -> bool:
    """"The attack could kill thousands": what may come of a deed is not part of what happened."""
    if a.none or b.none:
        return True  # "did not cause any casualties"
    return {mood(doc.trees[d.trigger.s], d.trigger.i).factuality for d in (a, b)} != {"actual", "hypothetical"}


def _of_then(doc: Doc, d: Draft) -> int | None:
    """The "when" of a clause about another time that an event stands in: "the deadliest since October, when a bomb killed 500"."""
    tree = doc.trees[d.trigger.s]
    for at in (d.trigger.i, *tree.up(d.trigger.i)):
        when = next((k for k in tree.kids(at, "advmod", "mark") if tree.lemmas[k] == "when"), None)
        if when is None or when < 3 or tree.words[when - 1].text != "," or when - 2 not in tree.times:
            continue
        first = when - 2
        while first and first - 1 in tree.times:
            first -= 1
        if first and tree.lemmas[first - 1] == "since":
            return when
    return None


def compatible(a: Draft, b: Draft) -> bool:
    """Can two linked drafts be one event? Same type, or one of them only tells what was suffered."""
    if a.type == b.type:
        return True
    return (a.effect in EFFECTS and b.type == "assault") or (b.effect in EFFECTS and a.type == "assault")


def _links(doc: Doc, d: Draft, by_node: dict[Node, Draft]) -> list[Draft]:
    s, i = d.trigger.s, d.trigger.i
    tree = doc.trees[s]
    word = tree.words[i]
    verbal = word.upos in {"VERB", "AUX", "ADJ"}
    found: list[Draft] = []

    def link(k: int) -> None:
        other = by_node.get(Node(s, k))
        if other is not None and other is not d:
            found.append(other)

    if verbal:
        # an event noun as agent, or as what the verb does ("carried out an attack", "the attack killed")
        for label in ("ARG0", "ARG1", "ARG2", "subj"):
            if label == "ARG1" and tree.kids(i, "obj") and (d.effect in EFFECTS or word.lemma in words("warding-verb")):
                continue  # "repelled the raid": the raid is the others'
            for k in fill(tree, i, (label,), True)[0]:
                if tree.words[k].upos in {"NOUN", "PROPN"}:
                    for c in _series(tree, k):
                        link(c)
        if d.effect in EFFECTS or d.weight < 1:
            for k in tree.kids(i, "obl"):
                if tree.case(k) in words("within") and not (tree.case(k) == "after" and d.effect == "captured"):  # "held after the clash"
                    for c in _series(tree, k):
                        link(c)
        if d.type == "aid":
            for k in [m for o in tree.kids(i, "obj") for m in tree.kids(o, "nmod") if tree.case(m) == "in"]:
                link(k)  # "provided two million dollars in aid"
        for k in tree.kids(i, "obj"):
            if d.effect not in EFFECTS and word.lemma not in words("warding-verb"):
                for c in _series(tree, k):
                    link(c)
        for k in tree.kids(i, "advcl"):
            other = by_node.get(Node(s, k))
            marks = {tree.words[m].lemma for m in tree.kids(k, "mark", "advmod")} | _hung_lower(tree, i, k)
            resulting = other is not None and tree.lemmas[k] == "cause" and tree.words[k].text.lower() == "causing" and d.type == other.type
            if other is not None and (other.effect in EFFECTS or d.effect in EFFECTS or _bursts(d, other) or resulting) and not (marks & {"if", "before", "because", "unless", "while", "whereas", "since"}) and not (
                "after" in marks and other.effect in {"abducted", "captured"} and d.effect not in {"abducted", "captured"}
            ) and not _days_apart(tree, k) and not ("after" in marks and _answered(tree, d, other)):  # "was murdered a year after his brother was kidnapped"
                found.append(other)
        if d.effect in EFFECTS and tree.lemmas[i] in words("death-word"):  # "raised the toll to 23 after two of the wounded died"
            found.extend(o for o in by_node.values() if o.trigger.s == s and "+toll" in o.rule and _upon(tree, i, o.trigger.i))
        if d.type in {"aid", "protest"}:  # "donated masks to assist X", "marched to protest against X"
            for holder in (i, *(tree.kids(i, "obj") if d.type == "aid" else ())):
                for k in tree.kids(holder, "advcl", "acl", "xcomp"):
                    other = by_node.get(Node(s, k))
                    if other is not None and other.type == d.type and (d.type == "aid" or tree.infinitive(k)):
                        found.append(other)
        if word.head >= 0 and tree.rel(i) == "conj" and d.effect in EFFECTS:
            other = by_node.get(Node(s, word.head))
            if other is None and tree.words[word.head].head >= 0:  # "killed 12 people and wounded 30 others", read as a list
                other = by_node.get(Node(s, tree.words[word.head].head))
            if other is not None and not _elsewhere(doc, Node(s, i), other.trigger) and not _by_others(doc, d, other):
                shared = not tree.kids(i, "nsubj") and (other.effect in EFFECTS or other.type == "assault")
                spared = d.none and other.type == "assault"  # "shells hit the base, but nobody was killed"
                if shared or spared or (other.effect in EFFECTS and other.effect != d.effect):
                    found.append(other)
        if word.head >= 0 and tree.rel(i) == "parataxis" and d.effect in EFFECTS and any(w.text == ":" for w in tree.words[word.head : i]) and not _elsewhere(doc, Node(s, i), Node(s, word.head)):
            link(word.head)  # "Ferry bombed off Jolo: 11 dead"
        if word.head >= 0 and i > word.head and tree.rel(i) in {"amod", "acl"} and tree.rel(word.head) == "conj" and d.effect in EFFECTS:
            first = tree.first_conjunct(word.head)  # "15 people were killed and dozens wounded", read as one row
            link(first)
            link(tree.words[first].head)
        if word.head >= 0 and tree.rel(i) in {"acl"} and d.effect in EFFECTS:
            for c in (*_series(tree, word.head), *([deed] if (deed := deed_upon(tree, i, word.head)) is not None else [])):
                link(c)
        first = tree.first_conjunct(i) if tree.rel(i) == "conj" and not tree.kids(i, "nsubj") else i  # "a bomb that killed one and damaged a house"
        if tree.words[first].deprel == "acl:relcl" and (d.effect in EFFECTS or d.mode == "destroy") and (head := tree.words[first].head) >= 0 and tree.words[head].head >= 0:
            above = by_node.get(Node(s, tree.words[head].head))
            if above is not None and Node(s, head) in above.instruments:
                found.append(above)  # "threw three charges that injured a passerby"
        if tree.rel(i) in {"acl", "acl:relcl"} and d.mode == "explosives" and d.effect not in EFFECTS and word.head >= 0:
            link(word.head)  # "a bomb placed by X", and "killed by a mine that X had laid"
            above = by_node.get(Node(s, tree.words[word.head].head)) if tree.words[word.head].head >= 0 else None
            if above is not None and Node(s, word.head) in above.instruments:
                found.append(above)
        if tree.words[i].deprel == "acl:relcl" and word.head >= 0:
            subject = tree.kid(i, "nsubj", "nsubj:pass")
            if subject is not None and antecedent(tree, subject) == word.head:
                link(word.head)
            for k in tree.kids(i, "obl", "advmod"):
                if antecedent(tree, k) != k or tree.words[k].lemma == "where":
                    link(word.head)
    else:
        for k in tree.kids(i, "compound", "appos"):
            link(k)
        if word.lemma in words("body-noun") and word.head >= 0:  # "counted 40 bodies after the raid"
            for k in tree.kids(word.head, "obl"):
                if tree.case(k) in {"after", "in", "from", "during"}:
                    for c in _series(tree, k):
                        link(c)
        for k in tree.kids(i, "nmod"):
            case = tree.case(k)
            if case in {"of"} and (word.lemma in words("series-noun") or (d.mode == "explosives" and tree.lemmas[k] in words("weapon-noun"))):
                link(k)  # "a series of attacks", "the explosion of a bomb"
            elif case in {"in", "from", "during", "by"} and (d.effect in EFFECTS or d.none):
                for c in _series(tree, k):
                    link(c)
        if d.none and tree.rel(i) == "conj" and word.head >= 0:
            row = tree.words[word.head]  # "causing damage but no casualties", the noun hung on the other or on the verb
            link(word.head if row.upos == "VERB" else row.head)
        if d.none and word.head >= 0 and tree.rel(i) == "nsubj" and tree.rel(word.head) == "conj" and tree.kids(word.head, "expl"):
            link(tree.words[word.head].head)  # "…, but there were no casualties"
        subject = tree.kid(i, "nsubj")
        if subject is not None and tree.kids(i, "cop"):
            link(subject)
    return found


def _hung_lower(tree: Tree, i: int, k: int) -> set[str]:
    """The word that opens a clause, where the tree hangs it on one of its phrases ("…, while in Gao a grenade …")."""
    opening = next((m for m in range(i + 1, k) if tree.words[m].text == "," and tree.words[m + 1].upos == "SCONJ"), None)
    return set() if opening is None else {tree.lemmas[opening + 1]}


def _days_apart(tree: Tree, k: int) -> bool:
    """"killed six a day after they opened fire": does a clause with "after" or "before" say how long lay between?"""
    mark = next((m for m in tree.kids(k, "mark", "advmod") if tree.lemmas[m] in {"after", "before", "since"}), None)
    return mark is not None and mark > 0 and tree.lemmas[mark - 1] in words("unit-of-time")


def _answered(tree: Tree, d: Draft, other: Draft) -> bool:
    """"The attackers were gunned down by police after they had killed five": whom the one deed befell did the other."""
    if d.effect not in EFFECTS or not (d.patients and other.agents and (other.patients or other.targets)):
        return False
    own = [n.i for n in other.agents if tree.words[n.i].upos == "PRON"]
    by_others = bool(d.agents) and not {n.i for n in d.agents} & {n.i for n in other.agents}
    return by_others and (bool(own) or other.effect in EFFECTS)


def _upon(tree: Tree, i: int, toll: int) -> bool:
    """Does a clause with "after" tell why a toll has come to a number?"""
    head = tree.words[i].head
    after = tree.rel(i) == "advcl" and any(tree.lemmas[m] in {"after", "as", "when"} for m in tree.kids(i, "mark", "advmod"))
    brings = next((up for up in tree.up(toll) if tree.words[up].head == i and tree.rel(up) in {"advcl", "conj"}), None)
    return (after and head >= 0 and tree.governs(head, toll)) or (brings is not None and tree.words[brings].text.lower().endswith("ing"))


def _bursts(d: Draft, other: Draft) -> bool:
    """"destroyed when a bomb exploded"."""
    return d.mode == "destroy" and not d.agents and other.mode in _BURSTING


def _elsewhere(doc: Doc, a: Node, b: Node) -> bool:
    """Do two coordinated verbs each say where, and not the same?"""

    def told(node: Node) -> set[int]:
        tree = doc.trees[node.s]
        under = [m for k in tree.kids(node.i, "obl", "obj") for m in tree.subtree(k)]
        return {doc.place_at[Node(node.s, m)] for m in under if Node(node.s, m) in doc.place_at}

    mine, yours = told(a), told(b) - told(a)
    return bool(mine and yours)


def _by_others(doc: Doc, d: Draft, other: Draft) -> bool:
    """"Gunmen killed four and soldiers wounded two of them": does each of two verbs name its own doers?"""
    tree = doc.trees[d.trigger.s]
    own = next((k for k in tree.kids(d.trigger.i, "nsubj") if tree.words[k].deprel == "nsubj"), None)
    return own is not None and tree.words[own].upos != "PRON" and Node(d.trigger.s, own) in d.agents and bool(other.agents) and not set(d.agents) & set(other.agents)


def _series(tree: Tree, k: int) -> list[int]:
    """The word itself, or the event behind "a series of", "a wave of"; coordinated ones with them."""
    found = [k]
    if tree.words[k].lemma in words("series-noun"):
        found.extend(c for c in tree.kids(k, "nmod") if tree.case(c) == "of")
    return found


def _says(doc: Doc, d: Draft) -> tuple[bool, int, bool, bool, int, int]:
    """How much a trigger says: violence before what else was suffered ("killed three and captured five"), not only an effect, least of
    all a verb that only carries its noun ("committed 26 killings"), a mode, a verb before a noun, early."""
    word = doc.word(d.trigger)
    carries = word.upos == "VERB" and (word.lemma.lower() in words("light-verb") or ":take part/" in d.rule)
    light = (word.upos == "VERB" and _came_under(doc, d.trigger)) or word.lemma.lower() in words("casualty-noun")
    return (d.type != "assault", 2 if carries else int(d.effect in EFFECTS or light), d.mode is None, word.upos in {"NOUN", "PROPN"} and d.mode is None, d.trigger.s, d.trigger.i)


def _came_under(doc: Doc, t: Node) -> bool:
    """"Came under fire": as much as the noun says."""
    tree = doc.trees[t.s]
    return tree.lemmas[t.i] == "come" and any(tree.case(k) == "under" for k in tree.kids(t.i, "obl"))


def _join(doc: Doc, group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    group = sorted(group, key=lambda d: _says(doc, d))
    out = group[0]
    for d in group[1:]:
        doc.note(out.trigger, "account", f"“{doc.word(d.trigger).text}” ({d.type}) tells of the same event, by their place in the tree", d.trigger, True)
        out.triggers.extend(d.triggers)
        if _or(doc, out, d):
            for effect in (out.effect, d.effect):
                out.figures.pop(effect, None)
                d.figures.pop(effect, None)
            d.who.clear()
            out.who.clear()
        how = out.mode == "destroy" and d.mode in _BURSTING  # "was burned when a bomb exploded": how says more than with what effect
        out.mode = d.mode if how and d.type == out.type else out.mode or (d.mode if d.type == out.type else None)
        out.weight = max(out.weight, d.weight)
        out.effect = out.effect or d.effect
        for slot in ("agents", "patients", "participants", "instruments", "targets"):
            out.add(slot, getattr(d, slot))
        out.found = {**d.found, **out.found}
        for effect, figure in d.figures.items():
            mine = out.figures.get(effect)
            more = _more(doc, d) and "+toll" not in out.rule  # a toll counts all
            if mine is not None:
                doc.note(d.trigger, "figure", "added to the other" if more else "told once more, not added")
            if mine is None:
                out.figures[effect] = figure
            elif more:
                out.figures[effect] = add(mine, figure)
            elif figure.low > mine.low:  # "… , killing at least 13": the total, told once more
                out.figures[effect] = figure
        out.none = out.none or d.none
        out.who = {**d.who, **out.who}
        out.rule += f"|{d.rule}"
    harmed = {Node(n.s, doc.trees[n.s].first_conjunct(n.i)) for n in out.patients}
    out.agents = [n for n in out.agents if Node(n.s, doc.trees[n.s].first_conjunct(n.i)) not in harmed]
    return out


def _or(doc: Doc, a: Draft, b: Draft) -> bool:
    """"Eleven were killed or wounded": how many of them suffered which is not told."""
    for x, y in () if a.none or b.none else ((a, b), (b, a)):  # "nobody was killed or hurt" is both
        for node in x.triggers:
            tree = doc.trees[node.s]
            if tree.rel(node.i) == "conj" and Node(node.s, tree.words[node.i].head) in y.triggers and x.effect in EFFECTS and y.effect in EFFECTS:
                if any(tree.lemmas[k] == "or" for k in tree.kids(node.i, "cc")) and not tree.kids(node.i, "nsubj", "obj"):
                    return True
    return False


def _more(doc: Doc, d: Draft) -> bool:
    """Does a draft count people beyond those already counted ("three others")?"""
    for n in d.patients:
        tree = doc.trees[n.s]
        first, last = tree.phrase(n.i)
        if any(tree.lemmas[k] in words("beyond") for k in range(first, last)):
            return True
    return False
