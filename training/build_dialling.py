#!/usr/bin/env python3
"""Makes data/gazetteer/dialling.tsv: which country or first-level division a telephone number is of.

    python training/build_dialling.py --numbers PHONENUMBERS [--gold DIR]

From the unpacked PyPI package `phonenumbers` (Apache-2.0, after Google's libphonenumber): the codes of countries, and the area codes
of the countries that share the code 1 where its list gives them a state, province or country by name. Divisions are written with
GeoNames' codes, found by name in admin1Codes.txt (in DIR/gazetteer).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def plain(name: str) -> str:
    """A name's letters alone: "Washington D.C." as "Washington, D.C."."""
    return "".join(c for c in name if c.isalpha()).casefold()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--numbers", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "gazetteer" / "dialling.tsv")
    o = parser.parse_args()
    sys.path.insert(0, str(o.numbers))
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
    from phonenumbers.geodata import GEOCODE_DATA

    named: dict[str, str] = {}
    for line in (o.gold / "gazetteer" / "admin1Codes.txt").read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, _ = line.split("\t")
        if code.startswith(("US.", "CA.")):
            named[plain(name)] = named[plain(ascii_name)] = named[code[3:]] = code.replace(".", "/")
    rows = [(str(code), regions[0]) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() if regions[0].isalpha() and code != 1]
    for number, texts in GEOCODE_DATA.items():
        if len(number) == 4 and number[0] == "1" and "en" in texts:
            name = texts["en"].rpartition(", ")[2].removesuffix(" State")  # "New York, NY", "Washington State"
            area = named.get(plain(name)) or (named.get(name) if len(name) == 2 else None)
            if area is not None:
                rows.append((number, area))
    head = "# how a telephone number begins, after the +	country (ISO 3166-1 alpha-2), after / its first-level division (GeoNames)\n"
    o.out.write_text(head + "".join(f"{number}\t{area}\n" for number, area in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
