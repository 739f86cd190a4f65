"""What tests ask of a picture: where its texts stand, what it holds, what it says on hovering."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Any

import networkx as nx
from tests.export.nets import material

from conflictgraph.export.pictures.ego import Ego
from conflictgraph.export.pictures.letters import ASCENT, DESCENT
from conflictgraph.export.pictures.map import Map
from conflictgraph.export.pictures.sheet import Box
from conflictgraph.export.pictures.timeline import Timeline

SVG = "{http://www.w3.org/2000/svg}"


def nothing(flavor: str | None = None) -> Any:
    """What a picture is told beside its events."""
    return material(nx.MultiDiGraph(), flavor)


def written(picture: Ego | Timeline | Map) -> ET.Element:
    out = io.BytesIO()
    picture.write(out)
    return ET.fromstring(out.getvalue())


def boxes(root: ET.Element) -> list[tuple[Box, str]]:
    """All texts of a picture with the room that each takes, by its own measures."""
    found: list[tuple[Box, str]] = []

    def walk(element: ET.Element, dy: float) -> None:
        moved = re.fullmatch(r"translate\(0 ([0-9.]+)\)", element.get("transform", ""))
        dy += float(moved.group(1)) if moved else 0
        if element.tag == f"{SVG}text":
            x, y, size, long = (float(element.attrib[name]) for name in ("x", "y", "font-size", "textLength"))
            left = x - {"start": 0, "middle": long / 2, "end": long}[element.get("text-anchor", "start")]
            found.append((Box(left, y + dy - size * ASCENT, left + long, y + dy + size * DESCENT), element.text or ""))
        for child in element:
            walk(child, dy)

    walk(root, 0)
    return found


def well_set(root: ET.Element) -> None:
    """No two texts meet, and none leaves the sheet (to a hundredth, to which coordinates are rounded)."""
    whole = Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    every = boxes(root)
    for box, words in every:
        assert box.within(whole), words
    for (one, words), (other, others) in combinations(every, 2):
        assert not one.meets(other, -0.05), (words, others)


def harmless(root: ET.Element) -> None:
    """Only shapes and texts: nothing that runs or is fetched, no direction mark but an isolate that is closed."""
    allowed = {"svg", "title", "desc", "g", "rect", "circle", "line", "path", "polygon", "text"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"]
        assert not [value for value in element.attrib.values() if "url(" in value]
        for text in (element.text or "", *element.attrib.values()):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]", text)
            assert text.count("\u2068") == text.count("\u2069")


def titles(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}title")]
