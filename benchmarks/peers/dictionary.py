"""A dictionary coder as PETRARCH's documentation describes it, on trees of our language model.

A sentence's verbs are looked up in a verb dictionary: the longest pattern that fits beside the verb gives the code, else the verb's
own. The source is the coded actor in the subject's phrase, the target that in the object's, else in a prepositional phrase; a
passive turns them round; an event needs both (`require_dyad`, the coder's default). An actor is coded when its phrase holds a name of
an actor dictionary or a noun of an agent dictionary. Dates of office are not looked at: parties are compared as words.

The actor and agent dictionaries are the public ones (Phoenix, MIT) and are read where the corpora lie. The full verb dictionary
(CAMEO.2.0) is in no package registry; `--verbs FILE` of `run.py` takes it. Without it every verb counts as known for parties (which flatters the
coder) and types are measured on `petrarch` alone, whose own small dictionaries lie beside it.
Written anew from the documentation and the dictionaries' format; no code of PETRARCH (MIT) was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from conflictgraph.extract.tree import Tree
from conflictgraph.language import load as language
from peers import Reader, Unavailable
from scorers.common import Row, longest_prefix

NAME = "dictionary"
TITLE = "dictionary coder"

_CODE = re.compile(r"\[([^\]]*)\]")
_FORMS = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"!\w+!")


class Names:
    """Names of several words → whether they are an actor or an agent; longest first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._known: set[tuple[str, ...]] = set()

    def add(self, raw: str) -> None:
        words = tuple(raw.replace("_", " ").upper().split())
        if words and words not in self._known:
            self._known.add(words)
            self._by_first.setdefault(words[0], []).append(words)

    def inside(self, words: Sequence[str]) -> bool:
        """Does any name stand in a run of words?"""
        return any(tuple(words[i : i + len(name)]) == name for i in range(len(words)) for name in self._by_first.get(words[i], ()))


@cache
def names_of(paths: tuple[Path, ...]) -> Names:
    """The names of actor and agent dictionaries: entries, aliases (`+`), plurals, substitution sets (`!PERSON! = MAN, MEN`)."""
    found = Names()
    for path in paths:
        sets: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            body = re.sub(r"<!--.*?-->", "", line).partition("#")[0].strip()
            if body.startswith("!") and "=" in body:
                name, _, members = body.partition("=")
                sets[name.strip()] = [m.strip() for m in members.split(",")]
                continue
            entry = _FORMS.sub("", _CODE.sub("", body)).lstrip("+").strip()
            forms = [f for group in _FORMS.findall(body) for f in group.split()]
            for name in (entry, *forms):
                holes = _SET.findall(name)
                variants = [name.replace(holes[0], member) for member in sets.get(holes[0], ())] if holes else [name]
                for variant in variants:
                    found.add(variant)
                    if path.name.lower().find("agents") >= 0 and not forms and not variant.endswith("_"):
                        found.add(variant + "S")
    return found


@dataclass(slots=True)
class Verb:
    """A verb's own code and its patterns: the words before and after it, and the code."""

    code: str | None
    patterns: list[tuple[tuple[str, ...], tuple[str, ...], str]] = field(default_factory=list)


_HEADER = re.compile(r"-{2,3}\s*(.+?)\s*(?:\[([^\]]*)\])?\s*-{2,3}\s*$")
_ANY = frozenset({"$", "+", "%", "^"})


class Verbs:
    """A verb dictionary of PETRARCH (1 or 2): blocks of verbs with one code, and patterns with codes of their own."""

    def __init__(self, path: Path) -> None:
        self.by_form: dict[str, Verb] = {}
        self.sets: dict[str, set[str]] = {}
        verb: Verb | None = None
        members: set[str] | None = None
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            body = re.sub(r"<!--.*?-->", "", line).partition("#")[0].strip()
            header = _HEADER.match(body)
            if header:
                verb, members = Verb(_code(header[2])), None
                self._forms(header[1].rstrip("_"), verb)
            elif body.startswith("&"):
                members = self.sets.setdefault(body.split()[0].rstrip("_"), set())
            elif body.startswith("+") and members is not None:
                members.add(body[1:].replace("_", " ").strip())
            elif body.startswith("-") and verb is not None:
                self._pattern(body[1:], verb)
            elif body and verb is not None and body[0].isalpha():
                code = _code(found[0]) if (found := _CODE.findall(body)) else verb.code
                own = verb if code == verb.code else Verb(code, verb.patterns)
                self._forms(_FORMS.sub("", _CODE.sub("", body)).strip(), own)
                for form in (f for group in _FORMS.findall(body) for f in group.split()):
                    self.by_form.setdefault(form.rstrip("_").lower(), own)

    def _forms(self, word: str, verb: Verb) -> None:
        if not word or " " in word or "_" in word.rstrip("_"):
            return
        w = word.rstrip("_").lower()
        stem = w.removesuffix("e")
        for form in (w, w + "s", w + "es", stem + "ed", stem + "ing", w + "ed", w.removesuffix("y") + "ies", w.removesuffix("y") + "ied"):
            self.by_form.setdefault(form, verb)

    def _pattern(self, body: str, verb: Verb) -> None:
        codes = _CODE.findall(body)
        words = re.sub(r"[{}()]", " ", _CODE.sub("", body)).replace("_", " ").split()
        if codes and "*" in words and (code := _code(codes[-1])) is not None:
            at = words.index("*")
            before, after = (tuple(w for w in part if w not in _ANY) for part in (words[:at], words[at + 1 :]))
            verb.patterns.append((before, after, code))

    def code(self, tree: Tree, i: int) -> str | None:
        """The code of the word at `i` in its sentence; None where the dictionary has none."""
        verb = self.by_form.get(tree.words[i].text.lower()) or self.by_form.get(tree.lemmas[i])
        if verb is None:
            return None
        left = [w.text.upper() for w in tree.words[max(0, i - 8) : i]]
        right = [w.text.upper() for w in tree.words[i + 1 : i + 12]]
        fits = [(len(b) + len(a), c) for b, a, c in verb.patterns if b + a and self._stand(b, left) and self._stand(a, right)]
        return max(fits, key=lambda f: f[0])[1] if fits else verb.code

    def _stand(self, wanted: Sequence[str], words: Sequence[str]) -> bool:
        """Do the words of a pattern stand in a run, in their order?"""
        at = 0
        for want in wanted:
            options = self.sets.get(want, {want}) if want.startswith("&") else {want}
            firsts = {o.split()[0] for o in options if o}
            hit = next((k for k in range(at, len(words)) if words[k] in firsts or words[k].rstrip("S") in firsts), None)
            if hit is None:
                return False
            at = hit + 1
        return True


def _code(text: str | None) -> str | None:
    """The (first) code of a bracket, None for "---" and the like."""
    first = (text or "").partition(":")[0].strip()
    return first if re.fullmatch(r"\d{2,4}[A-Z]?", first) else None


def coded(tree: Tree, head: int, names: Names) -> bool:
    """Does the noun phrase at `head` hold a known actor or agent?"""
    inside = [k for k in tree.subtree(head, {"acl", "conj", "appos", "parataxis"}) if tree.words[k].upos != "PUNCT"]
    return names.inside([tree.words[k].text.upper() for k in inside])


def events(tree: Tree, names: Names, verbs: Verbs | None) -> Iterator[tuple[list[int], list[int], str | None]]:
    """(sources, targets, code) of each verb whose both sides are coded; without a dictionary any verb will do."""
    for i, word in enumerate(tree.words):
        if word.upos != "VERB":
            continue
        code = None
        if verbs is not None and (code := verbs.code(tree, i)) is None:
            continue
        above = i
        while tree.kid(above, "nsubj", "nsubj:pass") is None and tree.rel(above) in {"conj", "xcomp", "advcl"} and tree.words[above].head >= 0:
            above = tree.words[above].head  # the phrase above lends its subject
        upper = [c for k in tree.kids(above, "nsubj", "nsubj:pass") for c in tree.conjuncts(k)]
        lower = [c for rel in (("obj", "iobj"), ("obl",)) for k in tree.kids(i, *rel) for c in tree.conjuncts(k)]
        lower += [c for k in tree.kids(i, "obj", "obl") for n in tree.kids(k, "nmod") for c in tree.conjuncts(n)]
        if tree.passive(i):
            by = [c for k in tree.kids(i, "obl") if tree.case(k) == "by" for c in tree.conjuncts(k)]
            upper, lower = by, [*upper, *(k for k in lower if k not in by)]
        sources = [k for k in upper if coded(tree, k, names)]
        found = next((k for k in lower if coded(tree, k, names)), None)
        targets = [k for k in tree.conjuncts(tree.first_conjunct(found)) if coded(tree, k, names)] if found is not None else []
        if sources and targets:
            yield sources, targets, code


def load(gold: Path, verbs: Path | None = None) -> dict[str, Reader]:
    """Raises `Unavailable` where the dictionaries are not in the folder of the corpora."""
    public = tuple(sorted((gold / "actor_dictionaries").glob("Phoenix.*.txt")))
    if not public:
        raise Unavailable("the Phoenix dictionaries are not in actor_dictionaries/")
    full = Verbs(verbs) if verbs is not None else None
    out = {name: Reader(lambda row: dyad(row, names_of(public), full), ("source", "target")) for name in ("cameo_dyads", "plover_gsr")}
    own = gold / "petrarch"
    tests = tuple(own / f"PETR.Validate.{kind}.txt" for kind in ("actors", "agents"))
    if (own / "PETR.Validate.verbs.txt").is_file():
        small = Verbs(own / "PETR.Validate.verbs.txt")
        out["petrarch"] = Reader(lambda row: types(row, names_of(tests), small), ("type",))
    return out


def _trees(text: str) -> list[Tree]:
    return [Tree(s) for s in language().analyze(text)]


def dyad(row: Row, names: Names, verbs: Verbs | None) -> Row:
    """The parties of the sentence's first event."""
    for tree in _trees(row["sentence"]):
        for sources, targets, code in events(tree, names, verbs):
            spans = [[[s.start, s.end] for k in heads for s in [tree.chars(*tree.phrase(k))]] for heads in (sources, targets)]
            fitting = sorted(longest_prefix("cameo_plover", code)) if code else []
            return {"source": spans[0], "target": spans[1], "reciprocal": [], "type": next(iter(fitting), None), "types": fitting, "triggers": []}
    return {"source": [], "target": [], "reciprocal": [], "type": None, "types": [], "triggers": []}


def types(row: Row, names: Names, verbs: Verbs) -> Row:
    """The types of all events of a sentence."""
    codes = [code for tree in _trees(row["sentence"]) for _, _, code in events(tree, names, verbs) if code]
    return {"types": sorted({t for code in codes for t in longest_prefix("cameo_plover", code)}), "main": []}
