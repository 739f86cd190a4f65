"""How many suffered what: the figures of an event's parties together, the shares of them that are told, tolls that rose to a number."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.figures import of_age, of_phrase, of_rate, told, window
from conflictgraph.extract.numerals import add, parse, quantifier
from conflictgraph.extract.roles import companion, hurt
from conflictgraph.extract.shares import parts, shares
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tolls import reached
from conflictgraph.extract.tree import Tree
from conflictgraph.model import Figure

_ALONG = {"along with", "together with", "as well as", "with", "plus", "in addition to", "besides", "alongside"}


def count_parties(doc: Doc, sorts: Sorts, s: int, heads: Sequence[int], trigger: int, living: bool = False) -> tuple[Figure | None, dict[str, Figure]]:
    """All who suffered one effect: coordinated phrases and "along with …" added up; and the categories told of them.

    A bare plural beside a figure makes the sum open ("the commander and his guards"); alone it tells none. `living`: what befell
    them befalls only those who live, so that "a sapper" is somebody, whatever the word lists know.
    """
    tree = doc.trees[s]
    total: Figure | None = None
    who: dict[str, Figure] = {}
    said = False

    def count(k: int, among: Sequence[int] = ()) -> None:
        nonlocal total, said
        node = Node(s, k)
        if k in tree.times:
            return  # "the hijacking of 23 November"
        if tree.words[trigger].head == k and tree.rel(trigger) == "acl" and tree.case(k) == "of" and tree.lemmas[tree.words[k].head] in {"none", "neither"}:
            return  # "none of those arrested were involved": some were arrested
        if (k != heads[0] and _of_them(tree, k)) or _tail(tree, k):
            return  # "30 of them rebels": a share of those counted; "a hundred and four": one number
        if of_rate(tree, k) or any(of_rate(tree, m) for m in tree.kids(k, "nummod")):
            return  # "40 percent were hurt"
        if any(tree.lemmas[m : m + 2] == ["among", "they"] for m in range(max(0, tree.phrase(k)[0] - 2), k - 1)):
            return  # "wounded eleven, among them a captain"
        if k != heads[0] and any(tree.lemmas[c] == "or" for c in tree.kids(k, "cc")) and told(doc, Node(s, tree.words[k].head), sorts) is not None:
            return  # "hundreds or thousands"
        if _things(sorts, tree, s, k):
            return  # "thousands of acres"
        figure = of_phrase(doc, node, sorts)
        if tree.lemmas[k] in words("animal-noun") or ((_thing(sorts, Node(s, k)) or sorts.sort(Node(s, k)) == "event") and any(sorts.sort(Node(s, h)) == "person" for h in heads)):
            return  # "lost three tanks and eight fighters", "53 clashes, 37 rebels and 12 soldiers killed"
        if figure is None and living and tree.lemmas[k] not in words("collective-noun") and (_one(tree, k) or (tree.kids(k, "nmod:poss") and tree.words[k].text.lower() == tree.lemmas[k])) and sorts.sort(node) == "thing" and _could_live(sorts, node):
            figure, said = Figure(1, 1, 1), True
        if figure is None and living and tree.words[k].upos == "PROPN" and Node(s, k) not in sorts.found.at and Node(s, k) not in doc.place_at and _by_name(tree, k) and sorts.sort(node) == "thing" and not doc.caseless:
            figure, said = Figure(1, 1, 1), True  # a name that nobody knows
        if figure is None and among and _one(tree, k) and tree.lemmas[k] not in words("collective-noun") and any(sorts.sort(Node(s, h)) == "person" for h in among):
            figure = Figure(1, 1, 1)  # "two guards, a cook and a driver"
            said = True
        if figure is None:
            tree.note(trigger, "figure", "counts nobody: no numeral, no single person", k)
            return
        certain = told(doc, node, sorts) is not None
        if not certain and _under_one_numeral(tree, k, heads):
            tree.note(trigger, "figure", "under the numeral before it", k)
            return  # "188 soldiers and militiamen"
        if tree.trace is not None:
            tree.note(trigger, "figure", f"{words_of(figure)}, by {_told_by(tree, k)}" if certain else "a plural without a numeral: two or more", k, certain)
        said = said or certain
        if total is not None and _at_most(tree, heads[0], k, total, figure):
            total = Figure(total.low, None, figure.high)  # "at least 20 and as many as 30 people"
            return
        total = figure if total is None else add(total, figure)
        category = sorts.category(node) or _of_the_police(tree, k)
        if category and certain and not _of_two_kinds(sorts, s, tree, k, category):
            who[category] = add(who[category], figure) if category in who else figure

    if _for_every(tree) or any(_by_the_day(tree, h) for h in (trigger, *heads, *(m for h in heads for m in tree.kids(h, "nmod") if tree.case(m) == "of"))):
        return None, {}
    heads = _people(tree, heads)
    heads = [*_without_parts(tree, heads), *_of_the_total(tree, heads)]
    figures = [told(doc, Node(s, k), sorts) for k in heads]
    listed = [f.best for f in figures[1:] if f is not None and f.best is not None]
    generic = bool(heads) and (tree.words[heads[0]].upos == "NUM" or tree.lemmas[heads[0]] in words("rest") | words("whole"))
    bare = len(heads) > 2 and all(tree.words[k].upos == "NUM" for k in heads[1:])  # "25 people, 18 in the first and seven in the second"
    if len(heads) > 2 and (generic or bare) and figures[0] is not None and figures[0].best == sum(listed) and len(listed) == len(heads) - 1:
        for k in heads:  # "12 people, seven women and five men": the total and what it is made of
            count(k)
        total = figures[0]
    else:
        for k in heads[:1] if _told_apart(doc, sorts, s, tree, heads, figures) else heads:
            count(k, heads)
    counted = [m for h in heads if tree.lemmas[h] in words("total-noun") for m in tree.kids(h, "nmod")]  # "a total of 17 civilians, including …"
    for holder in (trigger, *heads, *counted):
        for k in tree.kids(holder, "obl", "nmod"):
            case = _case(tree, k)
            beside = case != "with" or ((_beyond(tree, k) or _of_his(tree, k) or (holder == trigger and companion(tree, trigger, k))) and not tree.kids(k, "acl") and not hurt(tree, k))
            if case == "with" and not beside and tree.kids(k, "nummod"):
                tree.note(trigger, "figure", "“with” adds to a figure only where others are said to be meant", k)
            if case in _ALONG and k not in heads and beside:
                person = sorts.sort(Node(s, k)) == "person" or tree.words[k].upos == "NUM" or tree.words[k].lemma in words("rest")
                if person or (case != "with" and _one(tree, k)):
                    for c in tree.conjuncts(k):
                        count(c, heads)
            elif case in {"including", "among"}:
                for c in tree.conjuncts(k):
                    category, figure = sorts.category(Node(s, c)), told(doc, Node(s, c), sorts)
                    if category and figure is not None:
                        tree.note(trigger, "figure", f"a share of those counted: {category}", c, True)
                        who[category] = figure
    lower = [m for o in tree.kids(trigger, "obl") for m in tree.subtree(o) if tree.case(m) == "including" and tree.words[m].head != trigger]
    for k in (*_included(tree, (trigger, *heads)), *(c for m in lower for c in tree.conjuncts(m) if total is not None)):
        category, figure = sorts.category(Node(s, k)), told(doc, Node(s, k), sorts)
        if category and figure is not None:
            who[category] = add(who[category], figure) if category in who else figure
    shares(tree, who, sorts, total, [trigger, *heads])
    if total is not None and said:
        parts(tree, total, who, sorts)
    return total if said else None, who


def _people(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Without ages ("two sisters, 14 and 17") and without what those counted first are made of ("12 men, seven of them soldiers and
    two policemen"); where the share alone is given ("wounding three, one of them badly"), the whole before it."""
    if heads and _of_them(tree, heads[0]) and (whole := [k for k in tree.kids(tree.words[heads[0]].head, "obj") if k < heads[0]]):
        heads = [whole[0], *heads]
    if len(heads) < 2:
        return list(heads)
    whole_count = parse(window(tree, heads[0]))
    if whole_count is None or whole_count.best is None:
        return list(heads)
    bare = [k for k in heads[1:] if tree.words[k].upos == "NUM" and tree.words[k].text.isdigit() and not tree.kids(k, "nummod", "nmod")]
    ages = bare if tree.words[heads[0]].upos == "NOUN" and len(bare) == whole_count.best and all(int(tree.words[k].text) <= 110 for k in bare) else []
    share = next((m for m in range(heads[0] + 1, heads[-1]) if _of_them(tree, m) and tree.governs(heads[0], m)), None)
    made_of = [] if share is None else [k for k in heads[1:] if k >= share and not _added(tree, k)]
    if sum(f.best or 0 for k in made_of if (f := parse(window(tree, k))) is not None) > whole_count.best:
        made_of = made_of[:1]
    return [k for k in heads if k not in ages and k not in made_of]


def _added(tree: Tree, k: int) -> bool:
    """"…, two of them boys, and a driver": behind a comma and "and" the row goes on with others."""
    first = tree.phrase(k)[0]
    return first > 0 and any(tree.words[c].upos == "CCONJ" and tree.words[c - 1].text == "," for c in (first - 1, first))


def _at_most(tree: Tree, first: int, k: int, total: Figure, figure: Figure) -> bool:
    """Is a second number only how many those of the first may be? Where each has people of its own, they are others."""
    alone = tree.words[first].upos == "NUM" or tree.words[k].upos == "NUM"
    return k != first and alone and figure.best is None and figure.low in {0, total.low} and figure.high is not None and total.low < figure.high


def _without_parts(tree: Tree, heads: Sequence[int]) -> list[int]:
    """"killed 16: nine in Marib and seven in Saada": what stands after a colon or dash is what the number before it is made of."""
    if len(heads) < 2 or (tree.words[heads[0]].upos != "NUM" and not tree.kids(heads[0], "nummod")):
        return list(heads)
    parts = [k for k in range(heads[0] + 1, len(tree.words)) if tree.words[k].upos == "NUM" and tree.rel(k) not in {"nummod", "compound"} and k not in tree.times]
    told_parts, whole = [parse([tree.words[k].text]) for k in parts], parse(window(tree, heads[0]))
    if len(parts) > 1 and whole is not None and whole.best == sum(f.best or 0 for f in told_parts if f is not None):
        return [k for k in heads if k not in parts]  # "25 people, 18 in the first and seven in the second"
    first = heads[0]
    if tree.words[first].upos == "NOUN" and first + 1 < len(tree.words) and tree.words[first + 1].text == ",":
        apart = [k for k in heads if k > first and tree.words[k].upos == "NUM" and not tree.kids(k, "nummod") and {w.text.lower() for w in tree.words[k + 1 : k + 3]} & {"in", "at", "near", "each"}]
        if apart:
            return [k for k in heads if k not in apart]  # "six guards, four in Amara and one each in Basra and Kut"
    stop = next((k for k in range(heads[0] + 1, max(heads)) if tree.words[k].text in {":", "–", "—"}), len(tree.words))
    return [k for k in heads if k < stop or k < heads[0]]


def _told_apart(doc: Doc, sorts: Sorts, s: int, tree: Tree, heads: Sequence[int], figures: Sequence[Figure | None]) -> bool:
    """"twelve people, nine men and three women": are the later heads, with those in apposition to the first, what the first is made of?"""
    beside = [told(doc, Node(s, k), sorts) for k in tree.kids(heads[0], "appos") if not _of_them(tree, k)] if len(heads) > 1 else []
    parts = [f.best for f in (*beside, *figures[1:]) if f is not None and f.best is not None]
    return bool(beside) and figures[0] is not None and figures[0].best == sum(parts) and len(parts) == len(beside) + len(heads) - 1


def _of_the_total(tree: Tree, heads: Sequence[int]) -> list[int]:
    """"a total of 30 soldiers and 12 rebels": the second one hangs on the first, under the total."""
    under = [m for h in heads for m in tree.kids(h, "nmod") if tree.case(m) == "of" and (tree.lemmas[h] in words("total-noun") or _counts_the_rest(tree, h, m))]
    return [c for m in under for c in tree.conjuncts(m)[1:] if (tree.kids(c, "nummod") or (_one(tree, c) and tree.lemmas[m] not in words("total-noun"))) and c not in heads]


def _counts_the_rest(tree: Tree, h: int, m: int) -> bool:
    """"dozens of soldiers and a general", "two of the men and a bystander": whoever is counted anew is none of those behind "of"."""
    counting = tree.words[h].upos == "NUM" or ((found := quantifier(tree.words[h].text.lower())) is not None and found.kind == "vague")
    return counting and not tree.kids(m, "nummod")


def _for_every(tree: Tree) -> bool:
    """"For every soldier killed, five rebels die": a ratio, no count."""
    return any(tree.lemmas[k] == "for" and tree.lemmas[k + 1] in {"every", "each"} for k in range(len(tree.words) - 1))


def _by_the_day(tree: Tree, holder: int) -> bool:
    """"Four people are kidnapped every day", "kills 30 a month", "ten per week": a rate, no count."""
    for k in tree.kids(holder, "obl", "nmod", "advmod"):
        each = tree.case(k) == "per" or any(tree.lemmas[m] in {"every", "each"} for m in tree.kids(k, "det"))
        if tree.lemmas[k] in words("unit-of-time") and (each or (tree.lemmas[k - 1] in {"a", "an"} and _counted_before(tree, k - 2) and _goes_no_further(tree, k))):
            return True
    return False


def _counted_before(tree: Tree, k: int) -> bool:
    """"30 a month", "30 people a month": does a number, with or without what it counts, stand right before?"""
    return k >= 0 and (tree.words[k].upos == "NUM" or any(m < k for m in tree.kids(k, "nummod")))


def _goes_no_further(tree: Tree, k: int) -> bool:
    """Not "two people a week ago" or "a day after the raid": when it was, not how often."""
    after = tree.lemmas[k + 1] if k + 1 < len(tree.words) else ""
    return after not in words("not-by-the") and k not in tree.times


def unread(doc: Doc) -> None:
    """Tell of every numeral that came into no figure what it is instead; only where reasons are asked for."""
    if doc.trace is None:
        return
    taken = [(n.s, n.word, n.event) for n in doc.trace.notes if n.topic == "figure" and n.taken]
    for s, tree in enumerate(doc.trees):
        here = [(word, event) for at, word, event in taken if at == s]
        tolls = {event for word, event in here if word == event}  # "the toll rose to seven", "claimed 17 lives"
        for k, word in enumerate(tree.words):
            age = of_age(tree, k)
            counted = any(tree.governs(h, k) for h, _ in here) or any(reached(tree, e) is not None for e in tolls)
            if word.upos != "NUM" or (counted and not age):
                continue
            head = word.head if tree.rel(k) == "nummod" and word.head >= 0 else k
            if k in tree.times:
                why = "part of a time expression"
            elif age:
                why = "an age, which counts nobody"
            elif head != k:
                why = f"counts “{tree.words[head].text}”, whom or which no word of harm governs"
            else:
                why = "stands alone, and no word of harm governs it"
            tree.note(k, "figure", why)


def words_of(figure: Figure) -> str:
    """A figure as people write it: "at least 12", "5 to 7", "10"."""
    if figure.best is not None and figure.low == figure.best == figure.high:
        return str(figure.best)
    if figure.high is None:
        return f"at least {figure.low}"
    return f"{figure.low} to {figure.high}"


def _told_by(tree: Tree, k: int) -> str:
    tokens = window(tree, k)
    return f"“{' '.join(tokens)}”" if parse(tokens) is not None else "a single person or a name"


def _under_one_numeral(tree: Tree, k: int, heads: Sequence[int]) -> bool:
    """Is a bare plural coordinated with a counted noun before it, and nobody's own ("and his guards")?"""
    def counted(h: int) -> bool:
        vague = (quantifier(tree.words[m].text.lower()) for m in tree.kids(h, "amod") if m < h)
        return bool(tree.kids(h, "nummod")) or any(q is not None and q.kind == "vague" for q in vague)  # "several mayors and officials"

    before = [h for h in heads if h < k and counted(h)]
    return bool(before) and tree.rel(k) == "conj" and not tree.kids(k, "det", "nmod:poss", "nummod")


def _of_two_kinds(sorts: Sorts, s: int, tree: Tree, k: int, category: str) -> bool:
    """"nine policemen and civilians": how many of each is not told."""
    c = k + 2
    joined = c < len(tree.words) and tree.words[k + 1].upos == "CCONJ" and tree.words[c].head == k and tree.rel(c) == "conj"
    return joined and tree.words[c].upos == "NOUN" and tree.words[c].text.lower() != tree.lemmas[c] and sorts.category(Node(s, c)) != category


def _one(tree: Tree, k: int) -> bool:
    another = tree.words[k].text.lower() == tree.lemmas[k]
    return any(tree.lemmas[d] in {"a", "an"} or (another and tree.lemmas[d] == "another") for d in tree.kids(k, "det")) and tree.words[k].upos == "NOUN"


def _by_name(tree: Tree, k: int) -> bool:
    """A name as the subject of a passive verb, or one with "a": "a Kurd"."""
    return tree.words[k].deprel == "nsubj:pass" or any(tree.lemmas[d] in {"a", "an"} for d in tree.kids(k, "det"))


def _case(tree: Tree, k: int) -> str:
    """The preposition of a phrase, with the adverb that makes it one of company ("together with")."""
    case = tree.case(k)
    at = min((c for c in tree.kids(k, "case")), default=0)
    return f"{tree.lemmas[at - 1]} {case}" if case == "with" and at and tree.lemmas[at - 1] in {"together", "along"} else case


def _of_them(tree: Tree, k: int) -> bool:
    """"30 of them", "two of whom"."""
    return tree.words[k].upos == "NUM" and any(tree.case(m) == "of" and tree.lemmas[m] in {"they", "whom", "who"} for m in tree.kids(k, "nmod"))


def _tail(tree: Tree, k: int) -> bool:
    """The second half of a number in words that the tree coordinates ("a hundred and four")."""
    head = tree.words[k].head
    return tree.words[k].upos == "NUM" and tree.rel(k) == "conj" and tree.words[head].upos == "NUM" and k - head == 2 and parse(window(tree, k)) == parse(window(tree, head))


def _thing(sorts: Sorts, node: Node) -> bool:
    """A weapon, a vehicle or a building, by the word lists."""
    lemma = sorts.doc.word(node).lemma.lower()
    return sorts.sort(node) in {"weapon", "thing"} and (sorts.sort(node) == "weapon" or lemma in words("vehicle-noun") | words("concrete-noun") or sorts.building(node))


def _things(sorts: Sorts, tree: Tree, s: int, k: int) -> bool:
    """Is it a number of things that do not live ("tens of thousands of acres of pines")?"""
    found = quantifier(tree.words[k].text.lower())
    if tree.words[k].upos != "NUM" and (found is None or found.kind != "vague"):
        return False
    at = k
    while (below := next((m for m in tree.kids(at, "nmod") if tree.case(m) == "of"), None)) is not None and (at == k or tree.words[at].upos == "NUM" or quantifier(tree.words[at].text.lower()) is not None):
        at = below
    return at != k and tree.words[at].upos == "NOUN" and sorts.sort(Node(s, at)) == "thing" and tree.lemmas[at] not in words("death-word") | words("adjective-person") and tree.words[at].text.lower() not in words("adjective-person")


def _could_live(sorts: Sorts, node: Node) -> bool:
    lemma = sorts.doc.word(node).lemma.lower()
    return not (lemma in words("concrete-noun") | words("animal-noun") | words("vehicle-noun") or sorts.abstract(node) or sorts.building(node))


def _of_his(tree: Tree, k: int) -> bool:
    """"a commander with four of his men was killed"."""
    return tree.words[k].upos == "NUM" and any(tree.case(m) == "of" and tree.kids(m, "nmod:poss") for m in tree.kids(k, "nmod"))


def _beyond(tree: Tree, k: int) -> bool:
    """"with thirty others", "with 30 other villagers": people beyond those named."""
    return tree.lemmas[k] in words("rest") or any(tree.lemmas[m] in words("beyond") for m in tree.kids(k, "amod", "det"))


def _of_the_police(tree: Tree, k: int) -> str:
    """"attacked a police post, killing two officers": officers in a sentence that speaks of police and of no army."""
    if tree.lemmas[k] != "officer" or tree.kids(k, "compound", "amod"):
        return ""
    around = set(tree.lemmas)
    return "police" if "police" in around and not around & words("army-noun") else ""


def _included(tree: Tree, holders: Sequence[int]) -> list[int]:
    """"Those killed include two journalists", "two journalists were among the nine killed": who they are, word by word; nobody beyond
    those counted."""
    out: list[int] = []
    for k in dict.fromkeys(holders):
        head = tree.words[k].head
        if head >= 0 and tree.rel(k) == "nsubj" and tree.lemmas[head] in words("include-verb"):
            out.extend(c for m in tree.kids(head, "obj") for c in tree.conjuncts(m))
        if tree.case(k) in {"among", "amongst"} and (own := tree.kid(k, "nsubj")) is not None:
            out.extend(tree.conjuncts(own))
    return out


def carried(doc: Doc, sorts: Sorts, s: int, i: int, figure: Figure) -> Figure:
    """"At least 39 were killed and 87 wounded": what stands before the first number of a list without further verbs holds for the next."""
    tree = doc.trees[s]
    first = tree.words[i].head if tree.rel(i) == "parataxis" and not tree.kids(i, "aux") else tree.first_conjunct(i)
    if first == i or figure.low != figure.high:
        return figure
    counted = tree.kid(first, "nsubj:pass", "nsubj")
    if counted is None and tree.words[first].upos == "ADJ":  # "at least 64 dead and 180 injured"
        counted = first
    before = told(doc, Node(s, counted), sorts) if counted is not None else None
    open_ = before is not None and before.high is None and before.best == before.low
    return Figure(figure.low, figure.best, None) if open_ else figure
