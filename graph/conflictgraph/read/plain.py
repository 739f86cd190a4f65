"""Text and what is known about it → Article: cleaning, title, dateline, clutter, date, language."""

from __future__ import annotations

import re

from conflictgraph.errors import SkipArticle, StopRun
from conflictgraph.model import Article, Skip
from conflictgraph.read import clutter, dateline, dates, tongue
from conflictgraph.read.decode import clean
from conflictgraph.read.facts import MAX_BYTES, Facts, is_too_large
from conflictgraph.read.lines import Line, lines_of
from conflictgraph.read.links import canonical
from conflictgraph.read.phrases import folded, phrases

_KEYED = re.compile(r"([A-Za-z][A-Za-z _-]{1,20}):\s*(.{0,400})")
# Names alone before a date that ends the line: "Gezira Voice, Wad Madani, 7 June 2024", "GAO, Mali (Wire) - 3 May 2016".
_SIGNED = re.compile(r"(?:[A-ZÀ-ÖØ-Þ(\[][\w.'’)\]-]*[,;]?(?:\s+(?:of|the|and|de|al|el))*\s*){1,9}[-–—,|]")
_CLOCK = re.compile(r",?\s+(?:at\s+)?\d{1,2}[:.]\d\d\b(?!\s*,?\s*[a-z])")  # "10 April 2022, 19:05 | Print version"
_PUBLISHED = re.compile(r"\s*[-–—|,]?\s*\(?\b(?:Published|Posted|Updated|First published)\b.{0,30}$", re.IGNORECASE)
_HEADING = re.compile(r"^(?:#{1,6}\s+|\*\*|__)|(?:\s+#+|\*\*|__)$")


def stated_date(value: str | None) -> str | None:
    """A date that a user gave, as YYYY-MM-DD. Raises StopRun with one sentence if it is none."""
    if value is None:
        return None
    date = dates.iso(value)
    if date is None:
        raise StopRun(f"“{value}” is not a full date; write it as YYYY-MM-DD.")
    return date


def assemble(name: str, text: str, stated: Facts, found: Facts) -> Article:
    """The article in `text`. `stated` comes from the user and wins over `found`, which comes from the format.

    Raises SkipArticle(name, …) if there is nothing to read or the text is not English, StopRun if the stated date is
    no date.
    """
    if len(text) > MAX_BYTES:
        raise is_too_large(name)
    text = clean(text)
    if not any(c.isalnum() for c in text):
        raise SkipArticle(name, "has no text.")
    lines = lines_of(text)
    header, facts = _header(lines)
    given_title = _one_line(stated.title or found.title or facts.title)
    title, title_lines = _title(lines, header, given_title)
    taken = frozenset(header) | frozenset(title_lines)
    opening, opening_line = _dateline(lines, taken)
    skips = [Skip(lines[i].start, lines[i].end, "metadata") for i in header]
    skips += [Skip(lines[i].start, lines[i].end, "title") for i in title_lines]
    if opening:
        skips.append(Skip(opening.start, opening.end, "dateline"))
    alone = {opening_line} if opening and opening.end >= lines[opening_line].end else set()
    marked = clutter.find(lines, taken | alone)
    skips += [s for s in marked if not opening or s.start >= opening.end or s.end <= opening.start]
    url = canonical(stated.url) or canonical(found.url) or canonical(facts.url)
    published, how = _published(stated, found, facts, opening, lines, url)
    skipped = _merged(text, skips)
    if any(s.why == "markup" for s in skips) and not any(c.isalnum() for c in _read(text, skipped)):
        raise SkipArticle(name, "holds markup and no text.")
    language = _language(name, text, skipped, stated.language or found.language or facts.language)
    return Article(
        text=text,
        title=title,
        published=published,
        date_inferred=how,
        publisher=_one_line(stated.publisher or found.publisher or facts.publisher),
        url=url,
        language=language,
        dateline=opening.text if opening else None,
        external_id=found.external_id,
        skipped=skipped,
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(clean(value[:1000]).split()) or None if value else None


def _header(lines: list[Line]) -> tuple[list[int], Facts]:
    """A block of `Key: value` lines at the top (front matter of Markdown, exports of archives) and what it says.

    It takes two lines with known keys, or the rules of front matter, to make a block: one line may be a sentence.
    """
    fenced = bool(lines) and lines[0].text == "---"
    values: dict[str, str] = {}
    used: list[int] = [0] if fenced else []
    for i in range(1 if fenced else 0, min(len(lines), 40)):
        if fenced and lines[i].text == "---":
            used.append(i)
            break
        match = _KEYED.fullmatch(lines[i].text)
        field = phrases().why("meta-key", folded(match[1]).replace("_", " ")) if match else None
        if match and (field or fenced):
            if field:
                values.setdefault(field, match[2].strip().strip("\"'"))
            used.append(i)
        elif fenced and lines[i].words <= 12 and not lines[i].ended:
            used.append(i)  # a list item under a key
        else:
            break
    closed = fenced and len(used) > 1 and lines[used[-1]].text == "---"
    if not (closed or (not fenced and len(used) >= 2)):
        return [], Facts()
    publisher, url = values.get("publisher"), values.get("url")
    if publisher and publisher.startswith(("http://", "https://")):
        publisher, url = None, url or publisher
    return used, Facts(values.get("title"), values.get("published"), "text", publisher, url, values.get("language"))


def _title(lines: list[Line], header: list[int], given: str | None) -> tuple[str | None, list[int]]:
    """The title and the lines that hold it: the given one, else the first heading-like line before the body.

    The headline stands in `Article.title`; its lines are marked so that its telegraphic grammar is not read twice.
    """
    start = header[-1] + 1 if header else 0
    first = next((i for i in range(start, len(lines)) if lines[i].prose), len(lines))
    title = given
    if title is None and first < len(lines):
        candidates = [i for i in range(start, first) if _heading(lines[i])]
        best = next((i for i in candidates if lines[i].words >= 3), candidates[0] if candidates else None)
        if best is not None:
            shown = _PUBLISHED.sub("", lines[best].text) if dates.find(lines[best].text) else lines[best].text
            title = _HEADING.sub("", shown).strip() or None
    if not title:
        return None, []
    key = folded(title).strip(" .:")
    limit = first + 3
    held = [
        i
        for i in range(start, min(limit, len(lines)))
        if key
        and (_bare(lines[i]) == key or (i < first and key in _bare(lines[i]) and _PUBLISHED.search(lines[i].text)))
    ]
    # A text that is nothing but its title is read.
    return title, held if len(held) + len(header) < len(lines) else []


def _bare(line: Line) -> str:
    return _HEADING.sub("", line.key).strip(" .:#*_")


def _heading(line: Line) -> bool:
    if line.words > 30 or len(line.text) > 250 or line.text.endswith((".", ";", ",", ":")) or line.text[0] in "[(":
        return False
    return (
        not clutter.line_reason(line, in_head=True)
        and not dateline.find(line.text)
        and any(c.isalpha() for c in line.text)
    )


def _dateline(lines: list[Line], taken: frozenset[int]) -> tuple[dateline.Dateline | None, int]:
    """The dateline of one of the first paragraphs, or on a line by itself before it."""
    seen = 0
    for i, line in enumerate(lines):
        if i in taken:
            continue
        found = dateline.find(line.text, line.start)
        alone = found is not None and found.end >= line.end
        if found and (line.prose or line.words >= 8 or alone):
            return found, i
        seen += line.prose
        if seen >= 2 or i > 30:
            break
    return None, -1


def _published(
    stated: Facts, found: Facts, header: Facts, opening: dateline.Dateline | None, lines: list[Line], url: str | None
) -> tuple[str | None, str | None]:
    """The date of publication and how it was found, the surest source first; (None, None) if nothing says it."""
    if stated.published:
        return stated_date(stated.published), None
    if date := dates.iso(found.published):
        return date, found.how
    if opening and opening.published:
        return opening.published, "dateline"
    if date := dates.iso(header.published) or _written(lines):
        return date, "text"
    if url and (date := dates.in_path(url.split("//", 1)[-1].partition("/")[2])):
        return date, "url"
    if found.stem and (date := dates.in_path(found.stem)):
        return date, "filename"
    return None, None


def _written(lines: list[Line]) -> str | None:
    """A date that the page shows: a line said to be of publication anywhere, else one before the body.

    Dates inside sentences are dates of events and are not looked at.
    """
    first = next((i for i, line in enumerate(lines) if line.prose), len(lines))
    shown = [(i, date) for i, line in enumerate(lines) if (date := clutter.date_line(line))]
    stated = [date for _, (date, said) in shown if said] + [date for i, (date, _) in shown if i < first]
    if stated:
        return stated[0]
    for line in lines[:first]:
        if line.words <= 40 and (match := _PUBLISHED.search(line.text)) and (hit := dates.find(match.group())):
            return hit[0]
        if clutter.line_reason(line, in_head=True) == "byline" and (hit := dates.find(line.text)):
            return hit[0]
        if line.words <= 12 and (hit := dates.find(line.text)) and hit[2] >= len(line.text.rstrip(" .)")) and _SIGNED.fullmatch(line.text[: hit[1]].strip()):
            return hit[0]
        if (hit := dates.find(line.text)) and hit[1] == 0 and _CLOCK.match(line.text, hit[2]):
            return hit[0]
    return None


def _merged(text: str, skips: list[Skip]) -> tuple[Skip, ...]:
    """Skips in order, without overlaps; neighbours of one reason with only blanks between them are one."""
    merged: list[Skip] = []
    for skip in sorted(skips, key=lambda s: (s.start, -s.end, s.why)):
        if merged and skip.start < merged[-1].end:
            if skip.end <= merged[-1].end:
                continue
            skip = Skip(merged[-1].end, skip.end, skip.why)
        if merged and merged[-1].why == skip.why and not text[merged[-1].end : skip.start].strip():
            merged[-1] = Skip(merged[-1].start, skip.end, skip.why)
        elif skip.start < skip.end:
            merged.append(skip)
    return tuple(merged)


def _read(text: str, skipped: tuple[Skip, ...]) -> str:
    """What is to be read of a text."""
    ends = (0, *(skip.end for skip in skipped))
    starts = (*(skip.start for skip in skipped), len(text))
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _language(name: str, text: str, skipped: tuple[Skip, ...], declared: str | None) -> str:
    """The language, declared or found in what is read. Raises SkipArticle unless it is English."""
    code = tongue.declared(declared)
    if code is None:
        body = _read(text, skipped)
        code = tongue.language(body if body.strip() else text)
    if code != "en":
        raise SkipArticle(name, f"is in {tongue.name(code)}, and only English is read.")
    return code
