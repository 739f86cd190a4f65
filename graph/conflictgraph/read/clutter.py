"""What surrounds an article on a page saved as text: found by phrase, by shape and by position, kept, and not read.

A rule marks whole lines, a run at a line's start (players, galleries) or a run of links at its end. The body is never
cut: a line that reads as a paragraph is marked only where a phrase or brackets say what it is, or where it follows an
end mark ("Check also") and is little beside what came before. When unsure, a line is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflictgraph.model import Skip
from conflictgraph.read import dates
from conflictgraph.read.lines import URL, Line
from conflictgraph.read.phrases import folded, phrases

_CRUMB = re.compile(r"\s+[/|›»→>·•]\s+|\s*[›»→]\s*")
_MENU = re.compile(r"\s*[|·•]\s*")
_SYMBOLS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"[\d\s.,:;/|#+%()–—-]+")
_CLOCK = re.compile(r"[-/]?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*/\s*\d{1,2}:\d\d(?::\d\d)?)?")
_SIZE = re.compile(r"\d{3,4}p(?:\s*\|\s*[\d.,]+\s?[kmg]b)?|[\d.,]+\s?[kmg]b", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]{12,200}\]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|&copy;|copyright\s(?:©|\(c\)|.{0,40}\d{4}))", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by|Posted by|Author:|By:)\s+[A-ZÀ-Þ][\w.'’À-ÿ-]*"
    r"(?:,?\s(?:and|in|of|for|the|de|al|el|van|von|bin|AND|IN|&|[A-ZÀ-Þ(@][\w.'’À-ÿ/)-]*),?){0,12}"
)
_REPORTING = re.compile(r"[(\[]?\s*(?:Additional r|R)eporting by .{3,400}|\((?:Writing|Editing|Edited) by .{3,300}\)")
_INITIALS = re.compile(r"[a-z]{1,4}(?:[,/]\s?[a-z]{1,4})+\s*(?:\([^()]{2,60}\))?")
_COUNT = re.compile(r"[\d.,]+\s?[kKmM]?\s+(.{3,20})")
_GALLERY = re.compile(r"\d{1,3}\s+of\s+\d{1,3}\s+|\d{1,3}\s*/\s*\d{1,3}\s+")
_TRAILING_URLS = re.compile(r"(?:\s*(?:https?://|www\.)\S+){2,}\s*$", re.IGNORECASE)
_WORDS = re.compile(r"[\w+-]+")
_ENDING = re.compile(r"(?:\.\.\.|…)\s*(?:$|https?://|\[|read more)", re.IGNORECASE)
_LISTED = 20  # lines under a mark such as "Related articles"
_SHORT = 1000  # characters of a line that rules look at
_MARKUP = "<>{}[]|\\=;&#@_^~*"
_WINDOW, _LEAST, _RUN, _SHARE = 400, 40, 3, 1 / 8  # characters, an eighth of them of markup, are no prose; fewer only in a run of lines
_CAPTION, _TEASER, _NOTICE = 60, 30, 32  # words of the longest line of each sort


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Skip]:
    """The clutter among `lines`, in order; `taken` are indices of lines that are spoken for (title, dateline)."""
    why: dict[int, str] = {}
    prose = [i for i, line in enumerate(lines) if line.prose]
    first = prose[0] if prose else len(lines)
    for i, line in enumerate(lines):
        if i not in taken and (reason := line_reason(line, i < first)):
            why[i] = reason
    _after_end_marks(lines, why, taken)
    _islands(lines, why, taken)
    _code(lines, why, taken)
    unmarked = [i for i in range(len(lines)) if i not in why and i not in taken]
    if why and not any(lines[i].words >= 5 for i in unmarked):
        longest = max(why, key=lambda i: (why[i] != "markup", lines[i].words, -i))
        if lines[longest].words >= 8 and why[longest] != "markup":  # clutter around nothing: then it is the text
            del why[longest]
    skips = [Skip(lines[i].start, lines[i].end, reason) for i, reason in why.items()]
    for i, line in enumerate(lines):
        if i not in why:
            skips.extend(_inside(line))
    return sorted(skips, key=lambda s: (s.start, s.end))


def line_reason(line: Line, in_head: bool) -> str | None:
    """Why a whole line is clutter, judged by itself; None if it is to be read."""
    if len(line.text) > _SHORT:
        return None
    known, bare = phrases(), line.key.strip(" :.»›>→…*#-–—|[]()")
    for kind in ("line", "root"):
        if reason := known.why(kind, bare):
            return reason
    return _shape(line, bare) or _crumbs(line, in_head) or (date_line(line) and "date") or _phrase(line)


def _shape(line: Line, bare: str) -> str | None:
    text, known = line.text, phrases()
    if _SYMBOLS.fullmatch(text):
        return "widget"
    if _CLOCK.fullmatch(text) or _SIZE.fullmatch(text):
        return "widget"
    if _NUMBERS.fullmatch(text) and not dates.find(text):
        return "numbers"
    if not URL.sub("", text).strip(" \t|,;-–•*"):
        return "links"
    if (match := _COUNT.fullmatch(bare)) and known.has("count", match[1]):
        return "count"
    if line.words < 60 and _COPYRIGHT.match(text):
        return "copyright"
    if _BRACKETED.fullmatch(text) and line.words >= 4 and text[-2] not in ".":
        return "teaser"
    if _INITIALS.fullmatch(text) or _REPORTING.fullmatch(text):
        return "byline"
    if line.words <= 20 and not line.ended and _BYLINE.fullmatch(_undated(text)):
        return "byline"
    words = _WORDS.findall(line.key)
    shared = [w for w in words if known.has("share-word", w)]
    if len(set(shared)) >= 3 and len(shared) >= 0.3 * len(words) and not line.ended:
        return "share"
    return None


def _undated(text: str) -> str:
    """A by-line without the date that may follow it ("By A. Writer | June 5, 2015 10:30 am")."""
    found = dates.find(text)
    return re.sub(r"[\s|,;·•–—-]+(?:on|\w+day)?[\s,]*$", "", text[: found[1]]) if found else text


def _crumbs(line: Line, in_head: bool) -> str | None:
    """Breadcrumbs ("Home / World / …") and menus ("World | Sport | Weather")."""
    if line.words > 40 or len(line.text) > 300:
        return None
    parts = [p.strip() for p in _CRUMB.split(line.text) if p.strip()]
    if len(parts) >= 2 and (in_head or not line.ended):
        if phrases().has("root", folded(parts[0]).strip(": ")):
            return "breadcrumb"
        short = all(len(p.split()) <= 4 for p in parts[:-1])
        if in_head and short and len(parts) >= 3 and not line.ended:
            return "breadcrumb"
    items = [p for p in _MENU.split(line.text) if p]
    if len(items) >= 3 and all(len(p.split()) <= 3 for p in items) and not line.ended:
        return "menu"
    return None


def date_line(line: Line) -> tuple[str, bool] | None:
    """(ISO date, whether it is said to be that of publication) of a line that holds a date and nothing else to read."""
    if line.words > 25 or len(line.text) > 200:
        return None
    found = dates.find(line.text)
    if not found:
        return None
    date, start, end = found
    rest = folded(line.text[:start] + " | " + line.text[end:])
    known = phrases()
    while again := dates.find(rest):  # "Published 3 May 2015, updated 4 May 2015"
        rest = rest[: again[1]] + " " + rest[again[2] :]
    said = any(known.has("published", w) for w in _WORDS.findall(rest.split("|")[0]))
    words = re.findall(r"[^\W\d]+(?:\.[^\W\d]+)*", rest)
    by = re.search(r"\b(?:by|posted by)\s+\S+(?:\s\S+){0,3}$", rest)
    named = len(_WORDS.findall(by.group())) - 1 if by else 0
    if sum(1 for w in words if not known.has("date-word", w)) > named:
        return None
    return date, said


def _phrase(line: Line) -> str | None:
    """Lines told by a phrase at their start, or anywhere in a line of one or two sentences."""
    known = phrases()
    for phrase, reason in known.starts:
        if not line.key.startswith(phrase) or (
            phrase[-1].isalnum() and line.key[len(phrase) : len(phrase) + 1].isalnum()
        ):
            continue
        marked = phrase.endswith((":", "-", "–", "—")) or phrase in _SURE
        # "Photo by" opens sentences, too: without a colon such a line must not read as a paragraph.
        if line.words <= (_CAPTION if reason == "caption" else _TEASER) and (marked or not line.prose):
            return reason
    if line.words <= _NOTICE:
        for phrase, reason in known.contained if line.prose else known.contained + known.contained_short:
            at = line.key.find(phrase)
            if at >= 0 and not line.key[at - 1 : at].isalnum() and not line.key[at + len(phrase) :][:1].isalnum():
                return reason
    return None


_SURE = frozenset(("image copyright", "image caption", "media caption", "[photo"))


def _teaser(line: Line) -> bool:
    """A headline, a cut-off opening, or a link: what stands under "Read more" and is no paragraph."""
    return not line.prose or bool(_ENDING.search(line.text)) or bool(URL.search(line.text[-200:]))


def _after_end_marks(lines: Sequence[Line], why: dict[int, str], taken: frozenset[int]) -> None:
    """What follows "Check also" or "Related articles".

    After an end mark everything to the end goes if it is little beside what came before it; after a mere list mark only
    if, besides, most of it is no sentence. Otherwise teasers go, up to the next paragraph.
    """
    known = phrases()
    total = sum(line.words for line in lines)
    passed = before = 0  # words so far; those of paragraphs among them
    for i, line in enumerate(lines):
        bare = line.key.strip(" :.»›>→…*#-–—|[]()?")
        strong, weak = known.why("end", bare), known.why("list", bare)
        if i not in taken and line.words <= 8 and (strong or weak):
            why[i] = strong or weak or ""
            rest = [j for j in range(i + 1, len(lines)) if j not in taken]
            after = total - passed - line.words
            sentences = sum(1 for j in rest if lines[j].ended)
            little = after <= 0.35 * before and before >= 40
            if little and (strong or sentences < 0.4 * len(rest)):
                why.update({j: why.get(j, "teaser") for j in rest})
                return
            for count, j in enumerate(rest):
                if count >= _LISTED or not _teaser(lines[j]) or (lines[j].ended and not _ENDING.search(lines[j].text)):
                    break
                # Without end marks nearby, one short line may be the next section's heading.
                if j + 1 < len(lines) and lines[j + 1].prose and not URL.search(lines[j].text) and count != 0:
                    break
                why.setdefault(j, "teaser")
        passed += line.words
        before += line.words if line.prose else 0


def _islands(lines: Sequence[Line], why: dict[int, str], taken: frozenset[int]) -> None:
    """A short line between two lines of a widget ("Share this video") belongs to it."""
    device = ("widget", "share", "numbers", "count")
    for i in range(1, len(lines) - 1):
        if i in why or i in taken or lines[i].words > 12 or lines[i].prose or lines[i].ended:
            continue
        if why.get(i - 1) in device and why.get(i + 1) in device:
            why[i] = "widget"


def _inside(line: Line) -> list[Skip]:
    """Clutter at the edges of a line that is otherwise read, and markup anywhere in it."""
    skips = [Skip(line.start + start, line.start + end, "markup") for start, end in _markup(line.text)]
    tail = line.text[-4000:]
    if (match := _TRAILING_URLS.search(tail)) and URL.search(tail):
        start = line.end - len(tail) + match.start()
        skips.append(Skip(start + len(match.group()) - len(match.group().lstrip()), line.end, "links"))
    position, found = 0, 0
    head = line.text[:300]
    if match := _GALLERY.match(head):
        position = match.end()
    low = head.lower()
    while position < len(low):
        word = _widget_word(low, position)
        if word:
            found, position = found + 1, position + len(word)
        elif not low[position].isalnum() and low[position] not in "\"'“‘([":
            position += 1
        else:
            break
    if found >= 2:
        skips.append(Skip(line.start, line.start + position, "widget"))
    return skips


def _dense(text: str) -> bool:
    return sum(map(text.count, _MARKUP)) > _SHARE * len(text)


def _code(lines: Sequence[Line], why: dict[int, str], taken: frozenset[int]) -> None:
    """Three and more lines one below the other that are code, line by line too short to tell."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in taken and i not in why and len(lines[i].text) < _LEAST and _dense(lines[i].text):
            run.append(i)
            continue
        if len(run) >= _RUN and sum(len(lines[j].text) for j in run) >= _LEAST:
            why.update((j, "markup") for j in run)
        run = []


def _markup(text: str) -> list[tuple[int, int]]:
    """Where a line is code or markup (HTML, JSON, CSS, wiki text), window by window: a model of prose would take minutes over a
    page of it, and find nothing."""
    if len(text) < _LEAST or sum(map(text.count, _MARKUP)) <= _SHARE * _LEAST:
        return []
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(start + _WINDOW, len(text))
        if end < len(text) and (blank := text.rfind(" ", start, end)) > start:
            end = blank + 1
        window = text[start:end]
        if len(window) >= _LEAST and _dense(window):
            if found and found[-1][1] == start:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
        start = end
    return found


def _widget_word(text: str, position: int) -> str | None:
    for word in _widget_words():
        if text.startswith(word, position) and not text[position + len(word) : position + len(word) + 1].isalnum():
            return word
    return None


def _widget_words() -> list[str]:
    return sorted(phrases().by_kind.get("widget-word", {}), key=lambda w: (-len(w), w))
