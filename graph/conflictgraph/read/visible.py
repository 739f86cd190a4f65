"""All visible text of a page or fragment, in one pass that nothing on the page can slow down or break."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr html li main nav ol p pre section table td th tr ul".split()
)
_HIDDEN = frozenset("head nav footer select button iframe object noscript svg template".split())
_RAW = frozenset(("script", "style", "title", "textarea"))
_TAG = re.compile(r"/?[a-zA-Z][a-zA-Z0-9-]{0,30}")


def visible_text(html: str) -> str:
    """The text outside scripts, menus and footers, with a blank line between blocks.

    No tree is built, so nesting costs nothing; every search that finds nothing ends the scan, so the time is linear.

    >>> visible_text("<nav>Home</nav><p>One &amp; <b>two</b><p>Three")
    'One & two\\n\\nThree'
    """
    blocks: list[list[str]] = [[]]
    hidden: list[str] = []
    position, lower = 0, html.lower()
    while position < len(html):
        start = html.find("<", position)
        end = len(html) if start < 0 else start
        if end > position and not hidden:
            blocks[-1].append(html[position:end])
        if start < 0:
            break
        if html.startswith("<!--", start):
            close = html.find("-->", start + 4)
            position = close + 3
            if close < 0:
                break
            continue
        match = _TAG.match(html, start + 1)
        if match is None and not html.startswith(("<!", "<?"), start):
            if not hidden:
                blocks[-1].append("<")
            position = start + 1
            continue
        close = html.find(">", start + 1)
        if close < 0:
            break
        position = close + 1
        if match is None:
            continue
        name = match.group().lower()
        if name in _RAW:
            close = lower.find("</" + name, position)
            if close < 0:
                break
            position = close
        elif name in _HIDDEN and not html.endswith("/>", start, position):
            hidden = [*hidden[-20:], name]
        elif name[0] == "/" and name[1:] in hidden:
            del hidden[len(hidden) - 1 - hidden[::-1].index(name[1:]) :]
        elif name == "body":
            hidden = []
        if name.lstrip("/") in _BLOCKS:
            blocks.append([])
    texts = (" ".join(unescape("".join(block)).split()) for block in blocks)
    return "\n\n".join(text for text in texts if text)
