#!/usr/bin/env python3
"""Builds data/lexicon/actors.jsonl, actors.sqlite and agents.tsv.

    python training/build_actors.py [--gold DIR] [--out DIR]

Inputs: the Phoenix actor and agent dictionaries (DIR/actor_dictionaries; MIT), actor names of the UCDP GED sample
(DIR/ucdp_ged_sample; CC BY 4.0), GeoNames' countryInfo.txt (DIR/gazetteer; CC BY 4.0), and our own tables:
actors-curated.tsv, agents-curated.tsv, offices.tsv and the gazetteer's demonyms.tsv and aliases.tsv. Curated names come
first: what a source adds to them is codes and, for persons, spellings. Words that `simplemma` knows as English are never
an alias on their own unless curated. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "training")]

from actor_files import write
from agent_nouns import agents
from conflictgraph.extract.actors import fold_actor
from conflictgraph.names import slug
from handwritten import names_in, rows
from phoenix import Entry, common, entries, role_of, split_name, title_case

SINCE = "2000-01-01"  # holders of an office that ended earlier are left out: their names recur in other people
NAME, CAPS, DEMONYM, METONYM, ANYCASE, CAPS_WORD = range(6)
WIDTH = (ANYCASE, NAME, DEMONYM, METONYM, CAPS, CAPS_WORD)  # the widest rule first
_ORG = re.compile(
    r"\b(?:army|armies|front|group|movement|party|brigades?|battalions?|forces?|organi[sz]ation|union|council|committee|"
    r"command|commandos?|cells?|nucle(?:us|i)|faction|alliance|league|society|association|federation|confederation|"
    r"network|institute|cent(?:er|re)|foundation|agency|bank|fund|commission|ministry|department|office|bureau|service|"
    r"corps|guards?|police|militia|liberation|revolutionary|resistance|jihad|islamic|islami|islamiyya?h?|lashkar|laskar|"
    r"jaish|jaysh|harakat|harkat|harakut|hizb|hizbul|hezb|jama'?at|jamaat|jemaah|jamiat|tigers|hawks|mujahideen|"
    r"mujahidin|mujahedin|cartel|gang|unit|squad|coalition|congress|assembly|parliament|senate|court|tribunal|company|"
    r"times|news|press|radio|television|tv|herald|post|journal|watch|international|initiative|programme?|project|"
    r"campaign|forum|trust|relief|aid|rights|college|university|church|mission|partners(?:hip)?|community|conference|"
    r"authority|board|secretariat|convention|treaty|secretary|republic|state|people'?s|popular|national|democratic|"
    r"workers'?|labou?r|socialist|communist|students?|youth|women'?s?|children|doctors|lawyers|journalists|reporters|"
    r"action|solidarity|defen[cs]e|security|intelligence|struggle|revenge|martyrs?|sons|soldiers|fighters|rebels?|"
    r"separatists|guerrillas?|terror|freedom|independence|separatist|armed|military|war|peace)\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:army|navy|air force|forces?|troops|military|police|guards?|corps|gendarmerie|commando|brigade)\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"^(?:president|prime minister|premier|minister|king|queen|prince|princess|general|gen|colonel|col|secretary[- ]general"
    r"|secretary|chancellor|emir|sheikh|shaykh|mullah|ayatollah|dr|mr|mrs|ms|sir|lord|lady|senator|governor|ambassador|"
    r"admiral|marshal|captain|major|un|us|united nations|vice|deputy|former|foreign|defen[cs]e|crown)\b",
    re.IGNORECASE,
)


class Lexicon:
    def __init__(self, gold: Path, data: Path) -> None:
        self.gold, self.lexicon, self.gaz = gold, data / "lexicon", data / "gazetteer"
        self.actors: dict[str, dict[str, Any]] = {}
        self.owner: dict[str, list[str]] = defaultdict(list)  # folded alias → keys, in order of precedence
        self.rules: dict[tuple[str, str], int] = {}
        self.read_countries()
        self.slots = {r[0]: r for r in rows(self.lexicon / "offices.tsv", 4)}
        self.states()
        self.curated()
        self.armed()
        self.international()
        self.countries_file()
        self.ucdp()

    # --- one actor -----------------------------------------------------------------------------------------------

    def add(self, key: str, name: str, kind: str, country: str | None, source: str) -> dict[str, Any]:
        actor = self.actors.setdefault(
            key,
            {"key": key, "name": name, "kind": kind, "aliases": [], "demonyms": [], "metonyms": [], "country": country,
             "codes": [], "office": [], "renamed": [], "source": []},
        )
        if source not in actor["source"]:
            actor["source"].append(source)
        self.alias(key, name)
        return actor

    def alias(self, key: str, name: str, rule: int | None = None, field: str = "aliases", trusted: bool = True) -> None:
        folded = fold_actor(name)
        letters = [c for c in name if c.isalpha()]
        if len(folded) < 2 or not letters:
            return
        caps = " " not in name and all(c.isupper() for c in letters) and len(letters) <= 8
        if len(folded) < 3 and not caps:
            return
        single = " " not in folded
        if rule is None:
            if caps:
                rule = CAPS_WORD if common(folded) else CAPS
            elif trusted and name.islower() and " " not in name and not common(name):
                rule = ANYCASE
            else:
                rule = NAME
        if not trusted and single and (rule == CAPS_WORD or (rule == NAME and (common(folded) or len(folded) < 4))):
            return
        actor = self.actors[key]
        if name != actor["name"] and name not in actor[field]:
            actor[field].append(name)
        if key not in self.owner[folded]:
            self.owner[folded].append(key)
        at = (folded, key)
        held = self.rules.get(at)
        # A name that is written in two ways (ISIS, Isis) answers to both: the wider rule holds.
        self.rules[at] = rule if held is None else min(held, rule, key=WIDTH.index)

    def codes(self, actor: dict[str, Any], entry: Entry) -> None:
        for code, begin, end in entry.codes:
            item = {"code": code, "from": begin, "to": end}
            if item not in actor["codes"]:
                actor["codes"].append(item)

    # --- sources -------------------------------------------------------------------------------------------------

    def read_countries(self) -> None:
        self.iso3: dict[str, str] = {}
        self.capital: dict[str, str] = {}
        self.named: dict[str, str] = {}
        for line in (self.gold / "gazetteer" / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
            f = line.split("\t")
            if line.startswith("#") or len(f) < 17 or f[0] in ("AN", "CS", "AQ", "UM"):
                continue
            name = f[4].strip()
            self.iso3[name], self.capital[name] = f[1], f[5].strip()
            self.named[f[1]] = name
        self.demonyms = {r[0]: names_in(r[1]) for r in rows(self.gaz / "demonyms.tsv", 2)}

    def states(self) -> None:
        for name, iso3 in sorted(self.iso3.items()):
            if name not in self.demonyms:
                continue  # dependencies and small islands act through others; they are places
            actor = self.add(slug(name), name, "state", iso3, "geonames")
            self.alias(actor["key"], f"Government of {name}")
            nations = [w for key in sorted(self.demonyms) if key.startswith("United Kingdom/") for w in self.demonyms[key]] if name == "United Kingdom" else []
            for word in [*self.demonyms[name], *nations]:  # the nations of the one state that is made of countries
                self.alias(actor["key"], word, DEMONYM, "demonyms")
            if self.capital[name] and self.capital[name] not in (name, f"{name} City"):
                self.alias(actor["key"], self.capital[name], METONYM, "metonyms")
        for country, division, names in rows(self.gaz / "aliases.tsv", 3):
            spellings = [name.removeprefix("=") for name in names_in(names)]
            if division.startswith("//") and names.startswith("=") and self.capital.get(country) in spellings:
                for name in spellings:
                    self.alias(slug(country), name, METONYM, "metonyms")  # "Kyiv" beside "Kiev"
            if not division and country in self.demonyms:
                for name in names_in(names):
                    if name not in ("the States", "Emirates", "GB", "occupied territories", "RDC"):
                        self.alias(slug(country), name)
        for entry in entries(self.gold / "actor_dictionaries" / "Phoenix.Countries.actors.txt"):
            plain = [c for c, *_ in entry.codes if re.fullmatch(r"[A-Z]{3}", c) and c in self.named]
            if not plain or len({*plain}) != 1 or self.named[plain[0]] not in self.demonyms:
                continue
            name = self.named[plain[0]]
            if fold_actor(name) not in {fold_actor(n) for raw in entry.names for n in split_name(raw)}:
                continue
            actor = self.actors[slug(name)]
            self.codes(actor, entry)
            actor["source"] = [*dict.fromkeys([*actor["source"], "phoenix"])]
            for raw in entry.names:
                for n in split_name(raw):
                    formal = re.match(r"(?:THE )?(?:[A-Z]+ ){0,3}(?:REPUBLIC|KINGDOM|SULTANATE|COMMONWEALTH) OF ", n)
                    if formal and fold_actor(name) in fold_actor(n) and len(n) < 60:
                        self.alias(actor["key"], title_case(n))

    def curated(self) -> None:
        for name, kind, country, aliases, slot, former in rows(self.lexicon / "actors-curated.tsv", 6):
            iso3 = self.iso3[country] if country else None
            bare = re.sub(r"\s*\([^)]*\)$", "", name) if not re.search(r"\(Maoist\)$", name) else name
            if slot:
                row = self.slots[slot]
                key = slug(country) if slot == "government" else f"{slug(country)}-{slot}"
                people = (self.demonyms.get(country) or [country])[0]
                shown = row[2].format(people=people, country=country)
                actor = self.add(key, shown, row[1], iso3, "curated")
            else:
                actor = self.add(slug(name), name, kind, iso3, "curated")
            for alias in (bare, *names_in(aliases)):
                self.alias(actor["key"], alias)
            for old in names_in(former):
                if old not in actor["renamed"]:
                    actor["renamed"].append(old)
                if fold_actor(old) not in self.owner:
                    self.alias(actor["key"], old)
        self.fixed = frozenset(self.owner)

    def known(self, names: list[str], kinds: tuple[str, ...]) -> str | None:
        """The key of an actor already there that bears one of these names (of two words or an acronym), if only one."""
        for name in names:
            keys = [k for k in self.owner.get(fold_actor(name), ()) if self.actors[k]["kind"] in kinds]
            if len(keys) == 1:
                return keys[0]
        return None

    def take(self, entry: Entry, names: list[str], kind: str, source: str, spellings: bool) -> None:
        country = next((c[:3] for c, *_ in entry.codes if c[:3] in self.named), None)
        kinds = ("person",) if kind == "person" else (
            "armed-group", "organization", "international", "state-force", "group", "state"
        )
        key = self.known(names[:1] if kind == "person" else names, kinds)
        if key is None:
            key = slug(names[0])
            if key in self.actors:
                key = slug(f"{names[0]} {country or source}")
            actor = self.add(key, names[0], kind, country, source)
        else:
            actor = self.actors[key]
            if source not in actor["source"]:
                actor["source"].append(source)
            if not spellings:
                names = []
        self.codes(actor, entry)
        for name in names:
            self.alias(key, name, trusted=False)
        if kind == "person":
            for code, begin, end in entry.codes:
                role = role_of(code)
                if role and (begin or end) and {"title": role, "from": begin, "to": end} not in actor["office"]:
                    actor["office"].append({"title": role, "from": begin, "to": end})

    def names(self, entry: Entry, acronyms: frozenset[str], need_org: bool) -> list[str]:
        found: list[str] = []
        for raw in entry.names:
            parts = split_name(raw)
            for j, part in enumerate(parts):
                shown = part if j else title_case(part, acronyms)
                bad = len(shown) < 3 or len(shown) > 70 or any(c in shown for c in "[]{}=!;") or "http" in shown.lower()
                if bad or (need_org and found and not j and not _ORG.search(shown) and shown not in acronyms):
                    continue
                if shown not in found:
                    found.append(shown)
        return found

    def armed(self) -> None:
        path = self.gold / "actor_dictionaries" / "Phoenix.MilNonState.actors.txt"
        text = path.read_text(encoding="utf-8", errors="replace")
        acronyms = frozenset(re.findall(r"\(([A-Z]{2,7})\)", text))
        for entry in entries(path):
            names = self.names(entry, acronyms, need_org=True)
            codes = [c for c, *_ in entry.codes]
            if not names or not codes or any(fold_actor(n) in self.fixed and " " not in n and common(n) for n in names):
                continue
            words = re.findall(r"[^\W\d]+", names[0])
            everyday = all(common(w) for w in words)
            if names[0][0].isdigit() or (everyday and (len(words) < 3 or not _ORG.search(names[0]))):
                continue  # "Black Star", "Direct Action", "21 June": too often something else
            group = "kkl 21" in entry.comment or _ORG.search(names[0])
            if (group and len(words) > 1) or names[0] in acronyms:
                self.take(entry, names, "armed-group", "phoenix", spellings=False)

    def international(self) -> None:
        path = self.gold / "actor_dictionaries" / "Phoenix.International.actors.txt"
        acronyms = frozenset(re.findall(r"\(([A-Z]{2,7})\)", path.read_text(encoding="utf-8", errors="replace")))
        for entry in entries(path):
            codes = [c for c, *_ in entry.codes]
            if not codes or any(c.startswith("MNC") for c in codes):
                continue  # multinational companies are no parties to conflicts, and their names are everyday words
            dated = any(b or e for _, b, e in entry.codes)
            names = self.names(entry, acronyms, need_org=not dated)
            if not names:
                continue
            org = _ORG.search(names[0])
            if dated and not org:
                self.person(entry, names)
            elif org and not _TITLED.search(names[0]) and names[0].count(" ") > 1 - ("-" in names[0]):
                if all(common(w) for w in re.findall(r"[^\W\d]+", names[0])) and names[0].count(" ") < 3:
                    continue  # "Non Governmental Organization"
                kind = "international" if codes[0].startswith("IGO") else "organization"
                self.take(entry, names, kind, "phoenix", spellings=False)

    def person(self, entry: Entry, names: list[str]) -> None:
        first = names[0]
        words = first.split()
        if not 2 <= len(words) <= 6 or _ORG.search(first) or any(c.isdigit() for c in first):
            return
        serving = [(b, e) for c, b, e in entry.codes if (b or e) and not c.endswith("ELI")]
        if not any(e is None or e >= SINCE for _, e in serving):
            return
        if all(common(w) for w in words):
            return
        full = [
            n for n in names if len(n.split()) >= 2 and not any(c.isdigit() for c in n) and not _TITLED.search(n)
            and not _ORG.search(n) and sum(len(w.strip(".")) > 1 for w in n.split()) >= 2
        ]
        if full:
            self.take(entry, full, "person", "phoenix", spellings=True)

    def countries_file(self) -> None:
        path = self.gold / "actor_dictionaries" / "Phoenix.Countries.actors.txt"
        for entry in entries(path):
            codes = [c for c, *_ in entry.codes if c[:3] in self.named and len(c) > 3]
            if not codes:
                continue
            names = self.names(entry, frozenset(), need_org=False)
            if not names:
                continue
            if "CountryInfo" in entry.comment or any(b or e for _, b, e in entry.codes):
                self.person(entry, names)
            elif _ORG.search(names[0]) and " " in names[0] and not _TITLED.search(names[0]):
                names = [names[0], *(n for n in names[1:] if _ORG.search(n) and " " in n)]
                tail = codes[0][3:6]
                kind = {"MIL": "state-force", "COP": "state-force", "REB": "armed-group", "UAF": "armed-group"}.get(
                    tail, "organization"
                )
                if kind == "organization" and _FORCE.search(names[0]) and tail == "GOV":
                    kind = "state-force"
                self.take(entry, names, kind, "phoenix", spellings=False)

    def ucdp(self) -> None:
        path = self.gold / "ucdp_ged_sample" / "ged_1000.jsonl"
        violence: dict[str, set[float]] = defaultdict(set)
        places: dict[str, set[str]] = defaultdict(set)
        for line in path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            for side in ("side_a", "side_b"):
                for name in re.split(r",\s+", event[side] or ""):
                    violence[name.strip()].add(event["type_of_violence"])
                    places[name.strip()].add(event["country"])
        for name in sorted(violence):
            if not name or name == "Civilians" or name.startswith("Government of") or len(name) < 3:
                continue
            bare = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
            held = [k for k in self.owner.get(fold_actor(bare), ()) if self.actors[k]["kind"] not in ("state", "person")]
            for key in held:
                if "ucdp" not in self.actors[key]["source"]:
                    self.actors[key]["source"].append("ucdp")
            if held:
                continue
            people = violence[name] == {2.0} and not _ORG.search(name) and not name.isupper() and "-" not in name
            loose = re.match(r"Supporters of|.*\bclan\b|.*\bcivilians\b", name)
            where = {re.sub(r"\s*\(.*", "", p) for p in places[name]}
            country = self.iso3.get(next(iter(where))) if len(where) == 1 else None
            actor = self.add(slug(name), name, "group" if people or loose else "armed-group", country, "ucdp")
            if bare != name and not loose and not people:
                self.alias(actor["key"], bare, trusted=False)

    def kept(self) -> dict[str, list[str]]:
        """Keys by folded alias; an alias of many actors that no hand-written table gives answers to none of them."""
        return {folded: keys for folded, keys in self.owner.items() if len(keys) <= 6 or folded in self.fixed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "lexicon")
    options = parser.parse_args()
    lexicon = Lexicon(options.gold, options.data)
    write(options.out, list(lexicon.actors.values()), lexicon.kept(), lexicon.rules, list(lexicon.slots.values()))
    kinds: dict[str, int] = defaultdict(int)
    for actor in lexicon.actors.values():
        kinds[actor["kind"]] += 1
    print(f"{len(lexicon.actors)} actors {dict(sorted(kinds.items()))}, {len(lexicon.rules)} aliases,"
          f" {agents(options.gold, options.data / 'lexicon', options.out)} agent nouns")


if __name__ == "__main__":
    main()
