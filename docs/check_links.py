"""Do the links of our Markdown files lead to files and headings that exist?

    python docs/check_links.py

Local links only: nothing is asked of the network.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()<>\s]+)>?(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6} +(.+?)#*\s*$", re.MULTILINE)
ANCHOR = re.compile(r"<a (?:id|name)=\"([^\"]+)\"")


def files() -> list[Path]:
    """Every Markdown file of the project."""
    tops = ("docs", "data", "benchmarks", "training", "frontend", "ontology", "tests")
    found = [*ROOT.glob("*.md"), *(p for top in tops for p in (ROOT / top).rglob("*.md"))]
    return sorted(p for p in found if "node_modules" not in p.parts)


def anchors(text: str) -> set[str]:
    """The anchors that a page has, as code hosts make them from headings."""
    seen: Counter[str] = Counter()
    out = set(ANCHOR.findall(text))
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        out.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return out


def broken(path: Path) -> Iterator[str]:
    """What is wrong with the links of one file."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for link in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists():
            yield f"{path.relative_to(ROOT)}: {link} leads nowhere."
        elif anchor and target.suffix == ".md" and anchor not in anchors(target.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}: {link} names a heading that is not there."


def main() -> int:
    checked = files()
    wrong = [sentence for path in checked for sentence in broken(path)]
    print("\n".join(wrong) if wrong else f"{len(checked)} files, no broken link.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
