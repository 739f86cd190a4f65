"""Who is who inside one article: every party's lexicon actor and its chain of coreference.

Names come first (same key, same person by surname, acronym in brackets), then noun phrases ("the group", "the two sides",
"Taliban fighters"), then pronouns. What finds no antecedent starts a chain of its own; nothing is guessed across chains.
"""

from __future__ import annotations

from conflictgraph.extract.binding import barred, bound, plural, renamed_below, several_act
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Node
from conflictgraph.extract.lexicon import cues
from conflictgraph.extract.mentions import Ent, lexicon
from conflictgraph.extract.namechains import chained
from conflictgraph.extract.sorts import Sorts

_REACH = 4  # sentences that an anaphor looks back


class Links:
    """Chains and actors of one document. `speaker_at` says who speaks at a word, for first persons."""

    def __init__(self, doc: Doc, sorts: Sorts) -> None:
        self.doc = doc
        self.sorts = sorts
        self._chain_of_ent, self._key_of_chain, self._next = chained(doc, sorts.found.entities)
        self._chains: dict[Node, int] = {}
        self._nominals: dict[int, list[tuple[Node, str]]] = {}  # by sentence: described parties and their lemma
        self.speaker_at: dict[Node, Node] = {}
        self._bound: dict[Node, Node] = {}
        self._barred: set[int] = set()
        self._open: set[Node] = set()  # asked for and not yet found
        self._said: dict[int, Node] = {}  # by chain: the first mention asked for that is no pronoun

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    # -- parties
    def key(self, node: Node) -> str | None:
        """The lexicon's actor for a party, by its own name or its chain's."""
        own = self._own_key(node)
        if own is not None:
            return own
        chain = self._chains.get(node)
        known = self._key_of_chain.get(chain) if chain is not None else None
        return known if known is not None else self._owned_key(node)

    def _owned_key(self, node: Node) -> str | None:
        """"Russia said its forces …", "the group and its fighters": the organ of the state, or the group, that the pronoun stands for."""
        tree = self.doc.trees[node.s]
        whose = next((Node(node.s, k) for k in tree.kids(node.i, "nmod:poss") if tree.words[k].upos == "PRON"), None)
        if whose is None or self.doc.word(node).lemma.lower() not in words("member-noun") | words("organization-noun"):
            return None
        self.chain(whose)
        owner = self.key(whose)
        actor = lexicon().get(owner) if owner is not None else None
        if actor is None or owner is None:
            return None
        organ = lexicon().compose(owner, self.doc.word(node).text)
        return organ.key if organ is not None else owner if actor.kind == "armed-group" and self.doc.word(node).lemma.lower() in words("member-noun") else None

    def _own_key(self, node: Node) -> str | None:
        entity = self._entity(node)
        if entity is not None:
            return None if self.sorts.nationals(node) else entity.key or self.sorts.metonym(node)
        member = self._member_of(node)
        return member.key if member is not None else None

    def _entity(self, node: Node) -> Ent | None:
        return self.sorts.found.at.get(node)

    def _member_of(self, node: Node) -> Ent | None:
        """"Taliban fighters", "NATO troops": the group, where the noun only says "its people"."""
        word = self.doc.word(node)
        if word.lemma.lower() not in words("member-noun"):
            return None
        tree = self.doc.trees[node.s]
        plural = word.text.lower() != word.lemma.lower() or word.lemma.lower() in words("collective-noun")
        for k in reversed(tree.kids(node.i, "compound", "amod", "nmod")):
            entity = self.sorts.found.at.get(Node(node.s, k))
            if entity is None or entity.type == "PER" or entity.key is None or k > node.i:
                continue
            if (entity.type == "LOC" and tree.words[k].deprel == "nmod:poss") or (entity.kind == "state" and word.lemma.lower() not in {"authority", "government", "regime", "leadership", "administration", "occupation"}):
                continue
            if plural and entity.kind in {"armed-group", "state-force", "international", "state"}:
                return entity
        return None

    def chain(self, node: Node) -> int:
        """The chain of a party, made where it has none yet. Ask in order of the text."""
        known = self._chains.get(node)
        if known is None:
            self._open.add(node)
            known = self._chains[node] = self._find(node)
            self._open.discard(node)
            if self.doc.word(node).upos != "PRON":
                self._said.setdefault(known, node)
            if self._own_key(node) is not None:
                self._key_of_chain.setdefault(known, self._own_key(node) or "")
        return known

    def _find(self, node: Node) -> int:
        entity = self._entity(node)
        if entity is not None:
            return self._new() if self.sorts.nationals(node) else self._chain_of_ent[entity]
        member = self._member_of(node)
        if member is not None:
            return self._chain_of_ent[member]
        tree = self.doc.trees[node.s]
        row = tree.kids(node.i, "nummod") or any(tree.kids(k, "conj") for k in tree.kids(node.i, "appos"))
        several = row and self.doc.word(node).text.lower() != self.doc.word(node).lemma.lower()
        for k in () if several else tree.kids(node.i, "appos", "flat"):  # "the Foreign Secretary, Boris Johnson", but not "three men: X, Y and Z"
            named = self.sorts.found.at.get(Node(node.s, k))
            if named is not None and named.type == "PER" and self.sorts.sort(node) == "person":
                return self._chain_of_ent[named]
        top = tree.words[node.i].head
        if tree.rel(node.i) == "appos" and top >= 0 and not tree.kids(top, "conj") and not tree.kids(node.i, "conj", "nummod"):  # "X, the man implicated in …"
            held = self.sorts.found.at.get(Node(node.s, top))
            if held is not None and (held.type, self.sorts.sort(node)) in {("PER", "person"), ("ORG", "org")}:
                return self._chain_of_ent[held]  # "the SDF, an alliance that …"
        text, lemma = self.doc.word(node).text.lower(), self.doc.word(node).lemma.lower()
        if text in words("pronoun-first") and node in self.speaker_at and self.speaker_at[node] != node and self.speaker_at[node] not in self._open:
            return self.chain(self.speaker_at[node])
        found: int | None = None
        pronoun = text in words("pronoun-person") | words("pronoun-thing") | words("pronoun-plural")
        self._barred = set()
        if pronoun:
            antecedent = bound(self.doc, self.sorts, node)
            if antecedent is not None and antecedent not in self._open:
                self._bound[node] = antecedent
                return self.chain(antecedent)
            self._barred = {self.chain(n) for n in barred(self.doc, node) if n not in self._open}
        if text in words("pronoun-person"):
            found = self._person(node)
        elif text in words("pronoun-thing"):
            found = self._organization(node)
        elif text in words("pronoun-plural"):
            found = self._plural(node)
        elif self._definite(node):
            found = self._described(node, lemma)
        if found is None and pronoun:
            found = self._subject_before(node, text)
        if found is None or (pronoun and found in self._barred):
            found = self._new()
        if not pronoun:
            self._nominals.setdefault(node.s, []).append((node, lemma))
        return found

    def _subject_before(self, node: Node, text: str) -> int | None:
        """What the sentence before is about, for a pronoun that is a subject itself and finds nobody else: a person, or people."""
        tree = self.doc.trees[node.s]
        if tree.rel(node.i) != "nsubj" or text in words("pronoun-thing") or node.s == 0:
            return None
        before = self.doc.trees[node.s - 1]
        if tree.sentence.paragraph - before.sentence.paragraph > 1:
            return None
        root = next((k for k in range(len(before.words)) if before.words[k].head < 0), 0)
        k = before.kid(root, "nsubj", "nsubj:pass")
        if k is None or before.words[k].upos not in {"NOUN", "PROPN"} or before.kids(k, "conj"):
            return None
        other = Node(node.s - 1, k)
        many = text in words("pronoun-plural")
        if self.sorts.sort(other) not in ({"person", "org"} if many else {"person"}) or self._many(other) != many or self.sorts.genders.differ(node, other):
            return None
        return self.chain(other)

    def spelled(self, node: Node) -> Node:
        """What a pronoun stands for in its own sentence, as far as the tree decides it; any other word is itself."""
        self.chain(node)
        while node in self._bound:
            node = self._bound[node]
        return node

    def told(self, node: Node) -> Node:
        """The first mention of a pronoun's chain that is none, where the chain has one; any other word is itself."""
        return self._said.get(self.chain(node), node) if self.doc.word(node).upos == "PRON" else node

    # -- anaphors
    def _definite(self, node: Node) -> bool:
        tree = self.doc.trees[node.s]
        return any(tree.words[k].lemma.lower() in {"the", "this", "that", "these", "those", "both"} for k in tree.kids(node.i, "det"))

    def before(self, node: Node, types: set[str], kinds: set[str] | None = None) -> list[Ent]:
        """Named entities before a word, best antecedent first: near sentences first, subjects before others, late ones first."""
        tree = self.doc.trees[node.s]
        named = renamed_below(tree, node.i) if tree.words[node.i].upos == "PRON" else frozenset()
        found: list[tuple[int, int, int, int, Ent]] = []
        for entity in self.sorts.found.entities:
            if entity.s > node.s or node.s - entity.s > _REACH or (entity.s == node.s and entity.first >= node.i):
                continue
            if entity.type not in types or (kinds is not None and (entity.kind or "organization") not in kinds):
                continue
            if self._chain_of_ent[entity] in self._barred or self.sorts.genders.differ(node, Node(entity.s, entity.first)):
                continue
            there = self.doc.trees[entity.s]
            head = there.top(entity.first, entity.last)
            top = there.first_conjunct(head)
            rel = there.rel(top)
            if there.words[entity.last - 1].text.lower() in named:
                continue
            if entity.s == node.s and there.words[head].head == tree.words[node.i].head and rel not in {"nmod"}:
                continue
            subject = 0 if rel == "nsubj" else 1 if rel in {"obl", "obj", "appos", "root", "conj"} else 2
            found.append((node.s - entity.s, subject, -entity.s, -entity.first, entity))
        found.sort(key=lambda f: f[:4])
        return [f[4] for f in found]

    def _person(self, node: Node) -> int | None:
        people = self.before(node, {"PER"})
        near = [e for e in people if node.s - e.s <= 2]
        nominal = self._nominal_person(node)
        if self._ends_speech(node):
            earlier = [e for e in near if e.s < node.s]
            near = earlier if earlier or (nominal is not None and nominal.s < node.s) else near
        if near and (nominal is None or near[0].s >= nominal.s):
            return self._chain_of_ent[near[0]]
        return self.chain(nominal) if nominal is not None else None

    def _subject(self, entity: Ent) -> bool:
        tree = self.doc.trees[entity.s]
        return any(tree.rel(k) == "nsubj" for k in range(entity.first, entity.last))

    def _ends_speech(self, node: Node) -> bool:
        """"…, it warned.": who is named in front of it is spoken of, and does not speak."""
        tree = self.doc.trees[node.s]
        verb = tree.words[node.i].head
        told = tree.rel(node.i) == "nsubj" and (tree.rel(verb) == "parataxis" or any(k < node.i for k in tree.kids(verb, "ccomp")))
        return told and (tree.lemmas[verb], "VERB") in cues()

    def _nominal_person(self, node: Node) -> Node | None:
        for s in range(node.s, max(-1, node.s - 3), -1):
            for other, lemma in reversed(self._nominals.get(s, [])):
                if other < node and lemma in words("person-anaphor") | words("speaker-noun") and self.doc.word(other).text.lower() == lemma:
                    if not self.sorts.genders.differ(node, other):
                        return other
        return None

    def _organization(self, node: Node) -> int | None:
        orgs = [e for e in self.before(node, {"ORG", "NORP", "LOC"}) if e.type != "LOC" or e.kind == "state"]
        orgs = [e for e in orgs if not (e.type == "NORP" and e.kind == "state")]
        near = [e for e in orgs if node.s - e.s <= 2]
        near.sort(key=lambda e: e.type == "LOC" and not self._subject(e))  # "the Observatory, a Britain-based group … It said": not Britain
        closing = self._ends_speech(node)
        if closing:
            near = [e for e in near if e.s < node.s] or near
        for other, lemma in reversed([] if closing else self._nominals.get(node.s, [])):  # "the army said it …"
            if other < node and lemma in words("organization-noun") and self.doc.trees[node.s].rel(other.i) == "nsubj":
                if not near or near[0].s < node.s:
                    return self.chain(other)
        about = None if closing else self._body_before(node)
        if about is not None and not (near and near[0].s >= about.s and self._subject(near[0])):
            return self.chain(about)
        return self._chain_of_ent[near[0]] if near else None

    def _body_before(self, node: Node) -> Node | None:
        """The body of people, called by its noun, that the sentence before is about or that spoke in it ("…, a doctors' union said. It …"), or the
        thing that it is about ("The convoy left Gao. It was ambushed")."""
        if node.s == 0 or self.doc.trees[node.s].rel(node.i) != "nsubj":
            return None
        before = self.doc.trees[node.s - 1]
        root = next((k for k in range(len(before.words)) if before.words[k].head < 0), 0)
        k = before.kid(root, "nsubj", "nsubj:pass")
        struck = words("vehicle-noun") | words("building-noun") | words("collective-noun") if self.doc.word(node).deprel == "nsubj:pass" else frozenset[str]()
        body = k is not None and before.words[k].upos == "NOUN" and before.lemmas[k] in words("organization-noun") | struck and before.words[k].text.lower() == before.lemmas[k]
        return Node(node.s - 1, k) if body and k is not None and not before.kids(k, "conj") else None

    def _plural(self, node: Node) -> int | None:
        for rels in ({"nsubj"}, {"obl", "obj"}):  # what a sentence is about before what else it names
            for s in (node.s, node.s - 1):
                for other, _ in reversed(self._nominals.get(s, [])):
                    if other < node and self.doc.trees[s].rel(other.i) in rels and self._many(other) and self.chain(other) not in self._barred:
                        return self.chain(other)
        orgs = [e for e in self.before(node, {"ORG", "NORP"}) if node.s - e.s <= 1 and e.kind in {"armed-group", "state-force"} and not (e.s < node.s and several_act(self.doc.trees[e.s], e.first, e.last))]
        return self._chain_of_ent[orgs[0]] if orgs else None

    def _many(self, node: Node) -> bool:
        """Several people, or a body of people."""
        word = self.doc.word(node)
        if self.sorts.sort(node) == "thing":
            return False
        return plural(self.doc, node) or word.lemma.lower() in words("collective-noun")

    def _described(self, node: Node, lemma: str) -> int | None:
        """A definite description: the same noun before, else the nearest name that it can describe."""
        for s in range(node.s, max(-1, node.s - 7), -1):
            for other, known in reversed(self._nominals.get(s, [])):
                if other < node and known == lemma and not self._modified(node):
                    return self.chain(other)
        if self._modified(node):
            return None
        if lemma == "side" and self.doc.word(node).text.lower() != lemma:
            return None  # "both sides" are two
        if lemma in words("group-anaphor"):
            plural = self.doc.word(node).text.lower() != lemma
            called = [] if plural else [e for e in self.before(node, {"ORG"}) if lemma in self.doc.trees[e.s].lemmas[e.first : e.last]]
            if called:  # "the Saudi-led coalition … the Houthis … the coalition"
                return self._chain_of_ent[called[0]]
            groups = (() if lemma in words("union-noun") else self.before(node, {"ORG", "NORP"}, {"armed-group"})) or (
                [] if plural else [e for e in self.before(node, {"ORG"}) if e.kind in ({"international"} if lemma in words("union-noun") else {None, "organization", "international"})]
            )
            return self._chain_of_ent[groups[0]] if groups else None
        if lemma in words("country-anaphor") and self.doc.word(node).text.lower() == lemma:
            states = self.before(node, {"LOC", "NORP"}, {"state"})
            return self._chain_of_ent[states[0]] if states else None
        if lemma in words("organ-anaphor"):
            organs = [e for e in self.before(node, {"ORG"}) if lemma in self.doc.trees[e.s].text(e.first, e.last).lower()]
            return self._chain_of_ent[organs[0]] if organs else None
        if lemma in words("person-anaphor") and self.doc.word(node).text.lower() == lemma:
            people = [e for e in self.before(node, {"PER"}) if node.s - e.s <= 2 and self._fits(e, lemma)]
            return self._chain_of_ent[people[0]] if people else None
        if self.sorts.sort(node) == "person" and self.doc.word(node).text.lower() == lemma:  # "the archbishop", called so before
            people = [e for e in self.before(node, {"PER"}) if self._fits(e, lemma)]
            return self._chain_of_ent[people[0]] if len({self._chain_of_ent[e] for e in people}) == 1 else None
        return None

    def _modified(self, node: Node) -> bool:
        tree = self.doc.trees[node.s]
        said = [k for k in tree.kids(node.i, "amod", "compound", "nmod", "nummod", "acl") if tree.words[k].text.lower() not in words("victim-adjective")]
        return bool(said)

    def _fits(self, entity: Ent, lemma: str) -> bool:
        """Was this person called that ("commander") anywhere? A bare "man" or "suspect" fits any person just named."""
        if lemma in {"man", "woman", "suspect", "attacker", "bomber", "gunman", "boy", "girl", "teenager", "victim"}:
            return True
        chain = self._chain_of_ent[entity]
        for other in self.sorts.found.entities:
            if self._chain_of_ent[other] != chain:
                continue
            tree = self.doc.trees[other.s]
            around = range(max(0, other.first - 4), min(len(tree.words), other.last + 8))
            if any(tree.words[k].lemma.lower() == lemma for k in around):
                return True
        return False

    def called(self, node: Node, lemma: str) -> bool:
        """Is a named person called that ("general") where the article names him?"""
        entity = self._entity(node)
        return entity is not None and self._fits(entity, lemma)

    def first_named(self, node: Node) -> bool:
        """Is it the first time that the article names somebody?"""
        entity = self._entity(node)
        return entity is not None and not any(other.s < entity.s and self._chain_of_ent[other] == self._chain_of_ent[entity] for other in self.sorts.found.entities)

    def entity_chain(self, entity: Ent) -> int:
        return self._chain_of_ent[entity]
