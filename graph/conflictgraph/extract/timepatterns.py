"""Patterns of time expressions, each with the reader's method that makes an interval of a match (`times.Reader`); of two as long, the first wins."""

from __future__ import annotations

import re

from conflictgraph.calendarwords import MONTHS, MONTHS_IN_FULL, WEEKDAYS
from conflictgraph.extract.partsoftime import feast_names

_MONTH = (
    rf"(?P<month>{'|'.join(MONTHS_IN_FULL)}"
    rf"|(?:{'|'.join(m for m in MONTHS if m not in MONTHS_IN_FULL)})(?![a-z]))\b(?:(?<=\b[A-Za-z]{{3}})\.|(?<=\bSept)\.)?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
_PART = r"(?P<part>early|mid|late|the beginning of|the middle of|the end of|the start of)"
SMALL_NUMBERS = {
    "a couple of": 2, "couple of": 2, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
"""Words for numbers of days, weeks and so on; of two that begin alike the longer first, as patterns try them."""
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(SMALL_NUMBERS)})"
_DAYPART = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
_I = re.IGNORECASE
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
A_MONTH = re.compile(_MONTH, _I)
OF_MONTHS = {"month_day", "day_range", "month_range", "month_year", "month_only", "week_of", "half_of_month"}  # all their patterns hold one
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?:(?:early|late|mid)[ -])?{_SEASON}\s+(?:of\s+)?{_YEAR}", _I), "season"),
    (re.compile(rf"\bthe\s+(?P<nth>first|second|third|fourth|last)\s+(?P<share>quarter|half)\s+of\s+(?:(?P<which>the previous|the|this|last)\s+year\b|{_YEAR})", _I), "part"),
    (re.compile(rf"\bthe\s+(?P<nth>first|second|third|fourth|last|1st|2nd|2d|3rd|3d|4th)\s+week\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?", _I), "week_of"),
    (re.compile(rf"\bthe\s+(?P<nth>first|second)\s+half\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?", _I), "half_of_month"),
    (re.compile(rf"\bthe\s+(?P<nth>first|last|final)\s+{_N}\s+(?P<unit>day|month)s\s+of\s+(?:{_MONTH}(?:,?\s+{_YEAR})?|(?P<of>the|this|last)\s+year\b|{_YEAR.replace('<year>', '<alone>')})", _I), "first_of"),
    (re.compile(r"\bthe\s+(?P<unit>night|week|weekend|month|year)\s+before\s+last\b", _I), "before_last"),
    (re.compile(rf"\b{_N}\s+(?P<unit>week|month|year)s?\s+ago\s+(?P<to>today|this\s+(?:week|month))\b", _I), "back_from"),
    (re.compile(r"\bthe\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\s+of\s+(?P<of>last|this)\s+month\b", _I), "day_of_month"),
    (re.compile(rf"\b(?P<feast>{feast_names()})(?!\s+(?-i:Agreement|Accord|Peace|Rising|Movement))(?:,?\s+(?:in\s+)?{_YEAR})?", _I), "feast"),
    (re.compile(rf"\b(?P<which>last|this)\s+{_SEASON}\b(?!\s+offensive)", _I), "season"),
    (re.compile(r"\b(?:the\s+)(?P<edge>start|beginning|end)\s+of\s+(?P<which>the|this|last)\s+(?P<unit>week|month|year)\b", _I), "bound"),
    (re.compile(r"\b(?:(?:at|over|on|during)\s+)(?P<t>the\s+weekend)\b", _I), "weekend"),
    (re.compile(r"\b(?:the|this)\s+(?P<t>weekend)(?=['’]s\s|\s+(?:attacks?|bombings?|killings?|violence|clash(?:es)?|fighting|raids?|massacres?|shootings?|unrest|bloodshed|riots?)\b)", _I), "weekend"),
    (re.compile(rf"\b{_YEAR}-(?P<m>[01]\d)-(?P<day>[0-3]\d)\b"), "iso"),
    (re.compile(rf"(?<![\d./-])(?P<one>[0-3]?\d)(?P<sep>[./-])(?P<two>[0-3]?\d)(?P=sep){_YEAR}(?!/|\.\d)"), "numeric"),
    (re.compile(rf"\b{_MONTH}\s*{_DAY}\s*,?\s+{_YEAR}", _I), "month_day"),
    (re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", _I), "month_day"),
    (re.compile(rf"\b{_YEAR}[,:]?\s+{_MONTH}\s*{_DAY}(?!\s*(?:%|percent|people|:\d))", _I), "month_day"),
    (re.compile(rf"\b(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:,\s?[0-3]?\d(?:st|nd|rd|th)?)*\s*(?:-|–|/|to|and|or|until|through)\s*(?:the\s+)?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _I), "day_range"),
    (re.compile(rf"\b{_MONTH}\s+(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:,\s?[0-3]?\d(?:st|nd|rd|th)?(?!\d))*\s*(?:-|–|to|and)\s*(?:the\s+)?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?", _I), "day_range"),
    (re.compile(rf"(?<!\d )\b{_MONTH}\s*{_DAY}(?!\s*(?:,?\s*\d{{4}}|%|percent|people|:\d))", _I), "month_day"),
    (re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}", _I), "month_day"),
    (re.compile(rf"\b{_MONTH.replace('<month>', '<month1>')}(?:\s+(?:and|or|to|until|through)\s+|\s?[-–/]\s?){_MONTH}(?:,?\s+{_YEAR})?(?!\s*\d)", _I), "month_range"),
    (re.compile(rf"\b(?:{_PART}[ -])?{_MONTH},?\s+(?:of\s+)?{_YEAR}", _I), "month_year"),
    (re.compile(rf"(?:\b(?:in|since|until|till|by|during|from|through|throughout|of|before|after|and|to)\s+|^)(?P<t>(?:{_PART}[ -])?(?:(?P<which>last|next|this)\s+)?{_MONTH})(?=[\s,.;:)'’”\"]|$)", _I), "month_only"),
    (re.compile(rf"\b(?P<t>(?P<which>last|next|this)\s+{_MONTH})(?=[\s,.;:)]|$)", _I), "month_only"),
    (re.compile(rf"\b(?P<t>{_PART}[ -]{_MONTH})(?=[\s,.;:)]|$)", _I), "month_only"),
    (re.compile(rf"\b(?P<t>{_MONTH}(?:['’]s)?)(?=\s+(?:attacks?|bombings?|strikes?|offensive|raid|coup|election|agreement|talks|ceasefire|truce|clashes)\b)", _I), "month_only"),
    (re.compile(r"\b(?P<y1>(?:19|20)\d\d)\s*(?:-|–|to)\s*(?P<y2>(?:19|20)?\d\d)\b"), "year_range"),
    (re.compile(rf"\bthe\s+{_YEAR[:-2]}s\b", _I), "decade"),
    (re.compile(rf"\b(?P<t>{_PART}[ -]{_YEAR})", _I), "year_only"),
    (re.compile(rf"\b(?:in|since|until|till|by|during|from|through|throughout|of|before|after|and|to|between|as early as|back in|,)\s+(?P<t>{_YEAR})(?!\s*(?:people|fighters|troops|soldiers|men|civilians|%))", _I), "year_only"),
    (re.compile(rf"\(\s*(?P<t>{_YEAR})\s*\)"), "year_only"),
    (re.compile(rf"\b(?P<t>{_YEAR})(?=\s+(?:(?-i:[A-Z][\w’'-]*\s+){{0,3}})(?:[a-z]+\s+)?(?:attacks?|bombings?|blasts?|strikes?|wars?|invasion|offensive|uprising|coup|agreement|accords?|deal|elections?|massacres?|genocide|takeover|ceasefire|murders?|killings?|assassinations?|kidnappings?|abductions?|shootings?|hijackings?|executions?|siege|raid|ambush|revolution|rebellion|revolt|riots?)\b)", _I), "year_only"),
    (re.compile(rf"\bthe\s+{_WEEKDAY}\s+before\s+(?P<which>last)\b", _I), "weekday_before_last"),
    (re.compile(rf"\b(?P<t>(?:(?P<which>last|next|previous|(?:this\s+)?past|this coming|coming|this)\s+)?{_WEEKDAY}){_DAYPART}", _I), "weekday"),
    (re.compile(r"\b(?P<word>today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night|overnight|the day before yesterday)\b", _I), "near_day"),
    (re.compile(r"\b(?:(?P<part>early|mid|late)\s+)?(?:this\s+)?(?P<which>last|this|next|previous|current|past(?=\s+weekend))\s+(?P<unit>week|month|year|weekend)\b", _I), "near_unit"),
    (re.compile(r"\bearlier\s+(?:this|in the)\s+(?P<unit>week|month|year)\b", _I), "earlier"),
    (re.compile(rf"\b(?P<over>(?:more\s+than|over)\s+)?{_N}\s+(?P<unit>day|week|fortnight|month|year|decade)s?\s+(?:ago|back(?!\s+(?:in|to|at|home)\b))\b", _I), "ago"),
    (re.compile(rf"\b(?:in|over|during|within|for)?\s*(?:the\s+)?(?P<t>(?P<which>past|last)\s+{_N}\s+(?P<unit>hour|day|week|month|year|decade)s?\b)", _I), "recent"),
    (re.compile(r"\b(?:in|over|during|within)\s+(?:the\s+)?(?P<t>(?P<which>recent|past)\s+(?P<unit>day|week|month|year|decade)s?\b)", _I), "recent"),
)  # fmt: skip
