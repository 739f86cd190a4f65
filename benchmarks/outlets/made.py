"""Clusters made of the sentences in `templates/`: who, where, when, how many and what was hit are drawn from the seed.

Each half of the corpus has its own sentences. The forms of clusters are: one incident; two in one town on one day, on
different targets; two in one town on consecutive days; two incidents of a month and the month's figure.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from outlets.markup import HALVES, Row, rows

HERE = Path(__file__).resolve().parent
FORMS = ("one", "twin", "one", "month", "days", "twin", "one", "month", "one", "days", "twin", "month")
_TARGETS = {
    "bombing": (("a market", "a crowded market", "the main bazaar"), ("a bus station", "the bus terminal"), ("a police station", "the police headquarters"),
                ("a hotel", "the Continental hotel"), ("a restaurant", "a popular restaurant")),
    "shooting": (("a checkpoint", "an army checkpoint"), ("a church", "the parish church"), ("a minibus", "a passenger bus"), ("a farm", "a dairy farm")),
    "airstrike": (("a hospital", "the district hospital"), ("a school", "a primary school"), ("an apartment building", "an apartment block"),
                  ("a bridge", "the bridge")),
}  # fmt: skip
_MODES = {"bombing": "explosives", "shooting": "firearms", "airstrike": "aerial"}
_OFFICIALS = ("police", "the provincial governor", "a doctor at the hospital", "residents", "the army", "a local official")
_OUTLETS = {
    "wire": ("World Press Agency", "Continental Wire", "Union News"), "local": ("{town} Today", "Voice of {town}", "{town} Gazette"),
    "ministry": ("Interior Ministry of {name}", "Government of {name}"), "ngo": ("Rights Monitor", "Doctors Abroad", "Civilians First"),
    "later": ("Policy Review", "Continental Wire", "The Weekly"),
}  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Incident:
    """What truly happened."""

    name: str
    kind: str
    day: date
    targets: tuple[str, ...]
    killed: int
    wounded: int
    place: Mapping[str, str]


def templates(half: str) -> dict[tuple[str, str], list[str]]:
    """(kind, voice) → sentences."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    at = ("", "")
    for line in (HERE / "templates" / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind, voice = line[3:].split()
            at = (kind, voice)
        elif line.strip() and not line.startswith("#"):
            found[at].append(line)
    return found


def _word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _when(rng: random.Random, day: date, published: date) -> str:
    gap = (published - day).days
    forms = [f"on {day.day} {day:%B}", f"on {day:%B} {day.day}", f"on {day.day} {day:%B} {day.year}"]
    if gap < 6:
        forms += [f"on {day:%A}"] * 4
    if gap == 1:
        forms.append("yesterday")
    return rng.choice(forms)


def _later(rng: random.Random, day: date, published: date) -> tuple[str, str]:
    """A vague way to say when, and its EDTF."""
    if published.isocalendar()[1] == day.isocalendar()[1] + 1 and rng.random() < 0.6:
        monday = day - timedelta(days=day.weekday())
        return "last week", f"{monday}/{monday + timedelta(days=6)}"
    return f"on {day.day} {day:%B}", day.isoformat()


def sentence(rng: random.Random, template: str, incident: Incident, published: date, total: int = 0) -> str:
    """A template with its words, as markup."""
    told, _, free = template.partition(" || ")
    place, target = incident.place, rng.choice(incident.targets)
    killed = max(2, incident.killed + rng.choice((0, 0, 0, 0, -1, 1, 3)))
    later, vague = _later(rng, incident.day, published)
    day = _when(rng, incident.day, published)
    month = f"{incident.day:%B}" if published.year == incident.day.year else f"{incident.day:%B} {incident.day.year}"
    digits = rng.random() < 0.4
    said = str(killed) if digits else _word(killed)
    values = {
        "Killed": _start(_word(killed)),
        "killed": said, "wounded": str(incident.wounded), "at target": f"at {target}", "target": target, "town": place["town"],
        "town_start": place["town"], "town_free": place["town"], "province": place["province"], "agent": place["agent"], "Agent": _start(place["agent"]),
        "official": rng.choice(_OFFICIALS), "day": day, "Day": _start(day), "later": later, "month": month, "total": str(total), "Total": str(total),
    }  # fmt: skip
    names = set(re.findall(r"\{([^}]*)\}", told))
    facts = []
    if {"killed", "Killed"} & names:
        facts.append(f"killed={killed}")
    if {"total", "Total"} & names:
        facts += [f"killed={total}", "sum", f"on={incident.day:%Y-%m}", f"in={place['province']}"]
    if "wounded" in names:
        facts.append(f"wounded={incident.wounded}")
    if {"target", "at target"} & names:
        facts.append(f"at={target}")
    if {"town", "town_start"} & names:
        facts.append(f"in={place['town']}")
    if {"agent", "Agent"} & names:
        facts.append(f"by={values['Agent'] if 'Agent' in names else values['agent']}")
    if {"day", "Day"} & names:
        facts.append(f"on={incident.day}")
    if "later" in names:
        facts.append(f"on={vague}")
    if {"killed", "Killed"} & names or "wounded" in names:
        facts.append(f"mode={_MODES[incident.kind]}")
    said, rest = (re.sub(r"\{([^}]*)\}", lambda m: values[m.group(1)], words) for words in (told, free))
    return f"[{incident.name} {'; '.join(facts)} | {said}] {rest}"


def _article(
    rng: random.Random, table: Mapping[tuple[str, str], list[str]], voice: str, incidents: list[Incident], gap: int, total: int = 0
) -> str:
    """One outlet's article about incidents, `gap` days after the last of them."""
    published = max(i.day for i in incidents) + timedelta(days=gap)
    place = incidents[0].place
    outlet = rng.choice(_OUTLETS[voice]).format(**place)
    out = []
    for incident in incidents:
        kind = "month" if total else incident.kind
        out.append(sentence(rng, rng.choice(table[kind, voice]), incident, published, total))
        total = 0  # the incidents that come after the sum
    dateline = f"{place['town'].upper()}, {place['name']} ({outlet}) - " if voice == "wire" else ""
    return f"--- {outlet} | {published} | News from {place['name']}\n{dateline}{' '.join(out)}\n"


def cluster(half: str, number: int, place: Mapping[str, str], table: Mapping[tuple[str, str], list[str]]) -> str:
    """A cluster as markup."""
    rng = random.Random(f"outlets/{half}/{number}")
    form = FORMS[number % len(FORMS)]
    first = date(2014, 1, 10) + timedelta(days=rng.randrange(3000))
    if form == "month":
        first = first.replace(day=rng.randrange(3, 9))

    def incident(name: str, day: date, kind: str, without: tuple[str, ...] = ()) -> Incident:
        targets = rng.choice([t for t in _TARGETS[kind] if t != without])
        return Incident(name, kind, day, targets, rng.randrange(3, 40), rng.randrange(5, 60), place)

    kinds = [rng.choice(sorted(_TARGETS)) for _ in range(2)]
    a = incident("a", first, kinds[0])
    lines = [f"# Made.\nhalf {half}\ncountry {place['country']}"]
    bodies: list[str] = []

    def tell(voices: str, incidents: list[Incident], gaps: tuple[int, ...]) -> None:
        for voice, gap in zip(voices.split(), gaps, strict=True):
            bodies.append(_article(rng, table, voice, incidents, gap))

    if form == "one":
        lines.append("incident a")
        tell("wire local ministry ngo later", [a], (0, 1, 1, 4, rng.randrange(5, 9)))
    elif form == "twin":
        b = incident("b", first, kinds[1], a.targets)
        lines += ["incident a", "incident b"]
        tell("wire", [a, b], (0,))
        tell("local ministry", [a], (1, 1))
        tell("wire local ngo", [b], (0, 1, 3))
    elif form == "days":
        b = incident("b", first + timedelta(days=1), kinds[0])
        lines += ["incident a", "incident b"]
        tell("wire local", [a], (0, 1))
        tell("wire local", [b], (0, 1))
        tell("ngo", [a, b], (3,))
    else:
        b = incident("b", first + timedelta(days=rng.randrange(8, 16)), kinds[1], a.targets)
        whole = Incident("month", a.kind, a.day, a.targets, 0, 0, place)
        lines += ["incident month", "incident a part-of month", "incident b part-of month"]
        tell("wire local", [a], (0, 1))
        tell("wire ministry", [b], (0, 1))
        total = a.killed + b.killed + rng.randrange(20, 80)
        after = 28 - a.day.day + rng.randrange(5, 12)
        for voice in ("wire", "ngo"):
            bodies.append(_article(rng, table, voice, [whole], after, total))
    return "\n".join([*lines, "", *bodies])


def made() -> Iterator[Row]:
    """The rows of all made clusters."""
    head, *lines = (HERE / "places.tsv").read_text(encoding="utf-8").splitlines()
    places = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines if line]
    for half in HALVES:
        table = templates(half)
        for number, place in enumerate(p for p in places if p["half"] == half):
            yield from rows(cluster(half, number, place, table), f"{half[0]}m{number:02}-{place['town'].lower().replace(' ', '')}")
