#!/usr/bin/env python3
"""Writes data/export/letter-widths.tsv: how wide the letters of a sans-serif typeface are, in thousandths of its size.

    python training/build_letter_widths.py REGULAR.ttf BOLD.ttf > data/export/letter-widths.tsv

The fonts are Arimo's (the npm package @expo-google-fonts/arimo 0.4.3; OFL-1.1), whose advance widths are those of Arial,
Helvetica and Liberation Sans, so that a picture measures alike in all of them. Needs the package `fonttools`. Only the
widths are kept, no outlines; characters whose two widths are those of the one before in the table are told as a range.
"""

from __future__ import annotations

import sys
from typing import Any

# Latin, Greek, Cyrillic and Hebrew letters, punctuation, currencies, arrows and signs.
RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2DF), (0x370, 0x52F), (0x5D0, 0x5EA), (0x1E00, 0x1EFF), (0x2010, 0x205E),
          (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2195), (0x2200, 0x22FF), (0x25A0, 0x25FF))  # fmt: skip


def widths(font: str) -> dict[int, int]:
    """Code point → advance width in thousandths of the size."""
    from fontTools.ttLib import TTFont

    read: Any = TTFont(font)
    scale = 1000 / read["head"].unitsPerEm
    table = read["hmtx"]
    return {code: round(table[name][0] * scale) for code, name in read.getBestCmap().items()}


def main() -> None:
    regular, bold = (widths(font) for font in sys.argv[1:3])
    codes = [code for first, last in RANGES for code in range(first, last + 1) if code in regular and code in bold]
    print("# Code points (hexadecimal; first or first-last) with their widths, regular and bold, in thousandths of the size.")
    runs: list[tuple[int, int, int, int]] = []
    for code in codes:
        if runs and runs[-1][1:] == (code - 1, regular[code], bold[code]):
            runs[-1] = (runs[-1][0], code, regular[code], bold[code])
        else:
            runs.append((code, code, regular[code], bold[code]))
    for first, last, plain, strong in runs:
        span = f"{first:X}" if first == last else f"{first:X}-{last:X}"
        print(f"{span}\t{plain}\t{strong}")


if __name__ == "__main__":
    main()
