"""Agent nouns: the curated table, and the person nouns of the Phoenix agent dictionary that it lacks."""

from __future__ import annotations

import re
from pathlib import Path

from handwritten import rows
from phoenix import entries


def agents(gold: Path, lexicon: Path, out: Path) -> int:
    """agents.tsv: the curated nouns, then the person nouns of the Phoenix agent dictionary that they lack."""
    category = {"GOV": ("political", "state"), "MIL": ("combatant", "state"), "REB": ("combatant", "nonstate"),
                "UAF": ("combatant", "nonstate"), "CRM": ("criminal", "nonstate"), "OPP": ("political", "nonstate"),
                "BUS": ("civilian", "none"), "CVL": ("civilian", "none"), "JUD": ("judicial", "state"),
                "COP": ("security", "state"), "MED": ("media", "none"), "LEG": ("political", "state"),
                "HLH": ("medical", "none"), "EDU": ("civilian", "none"), "SPY": ("security", "state"),
                "AGR": ("civilian", "none"), "REL": ("religious", "none"), "MUS": ("religious", "none"),
                "CHR": ("religious", "none"), "JEW": ("religious", "none"), "HIN": ("religious", "none"),
                "BUD": ("religious", "none"), "LAB": ("civilian", "none"), "REF": ("civilian", "none"),
                "HRI": ("aid", "nonstate"), "RAD": ("combatant", "nonstate"), "PTY": ("political", "none")}
    personal = re.compile(
        r"(?:[a-z]{3}(?:er|or|ist|ian|man|men|ant|eer|ier|nik|ite|ive|ary|ero|iff|uty|mp)|chief|guard|cop|monk|nun|king|"
        r"lord|leader|head|aide|clerk|judge|nurse|medic|spy|thug|thief|rebel|militia|official|general|colonel|marshal|"
        r"sheriff|patriot|scout|cadet|peasant|client|tribe|prince|bandit|convict|culprit|student|agent|resident)$"
    )
    things = re.compile(
        r"(?:newspaper|paper|center|computer|carrier|launcher|helicopter|tanker|cruiser|destroyer|freighter|transporter|"
        r"charter|quarter|chamber|order|power|water|border|letter|matter|weather|corner|tower|theater|shelter|sector|motor|"
        r"tractor|reactor|detector|ulster|register|labor|harbor|office bearer|newsletter|server|ladder|silver|archive|"
        r"library|infirmary|seminary|dictionary|judiciary|military|missionary order|executive order|trencher|plant|"
        r"restaurant|hunger|locomotive|motive|offensive|initiative|anti|site|satellite|interceptor|war|air|chapter|tavern|"
        r"mortar|radar|bomber|fighter jet|jet fighter|tomcat fighter)$"
    )
    found: dict[str, tuple[str, str, str, str]] = {}
    for noun, plural, kind, side in rows(lexicon / "agents-curated.tsv", 4):
        found[noun] = (noun, plural, kind, side)
    held = set(found) | {r[1] for r in found.values()}
    for entry in entries(gold / "actor_dictionaries" / "Phoenix.agents.txt"):
        code = next((c.lstrip("~") for c, *_ in entry.codes), "")
        if code[:3] not in category:
            continue
        for raw in entry.names:
            raw = raw.split("{")[0].replace("!PERSON!", "MAN").replace("!MINIST!", "MINISTER")
            noun = " ".join(raw.replace("_", " ").split()).lower()
            ok = re.fullmatch(r"[a-z][a-z' -]{2,30}", noun) and noun.count(" ") <= 2
            if not ok or noun in held or not personal.search(noun) or things.search(noun):
                continue
            if not noun.endswith("man") and noun.endswith("men"):
                continue
            if noun.endswith("man"):
                plural = noun[:-3] + "men"
            elif noun.endswith("y") and noun[-2] not in "aeiou":
                plural = noun[:-1] + "ies"
            else:
                plural = noun + ("es" if re.search(r"(?:s|x|ch|sh)$", noun) else "s")
            found[noun] = (noun, plural, *category[code[:3]])
            held |= {noun, plural}
    kept = sorted(r for r in found.values() if r[2] != "-")
    head = "# noun\tplural\tcategory\tside\n"
    (out / "agents.tsv").write_text(head + "".join("\t".join(r) + "\n" for r in kept), encoding="utf-8")
    return len(kept)
