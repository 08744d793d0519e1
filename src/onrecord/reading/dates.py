"""Absolute dates in running text: the words that give one, and the time they give.

The stretches that look like dates are found here; what the months and weekdays are called, in the languages of
``LANGUAGES``, is dateparser's. Its parser is not called: a thread may hold a hundred thousand dates, and one stretch
must always give one answer, whatever the machine's clock and locale say.

Choices. "03/04/2023" and "03-04-2023" are read where one number is over 12 or both are the same, and are otherwise
not a date, as half the readers would be told the wrong day. "03.04.2023" is 3 April: dotted dates put the day first
wherever they are in use. "20-24 February 2023" is a range. A date without a year is not absolute. A bare year counts
only after a preposition ("in 2014"), a month without a day only with a capital in English ("may 2000 people").
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

from dateparser.languages.loader import default_loader

from onrecord.model import Moment, Precision, Span
from onrecord.reading.clock import Clock, after, before

# A name that means two months is the earlier language's: "listopad" is November (Polish) before October (Croatian).
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sv", "da", "nb", "fi", "tr", "el", "ro"),
    *("hu", "bg", "sr-Cyrl", "sk", "sl", "hr", "ca", "et", "lv", "lt", "id", "ar", "fa", "he"),
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_YEAR, _LAST_YEAR = 1500, 2199

_WORD = r"[^\W\d_]{3,14}"
_YEAR = r"(?<!\d)\d{4}(?!\d)"
_SHAPES = re.compile(
    r"""
    (?<![\d.,/-])(?P<iso_y>\d{4})(?P<iso_sep>[-/.])(?P<iso_m>\d{1,2})(?P=iso_sep)(?P<iso_d>\d{1,2})(?!\d|[-/.]\d)
  | (?<!\d)(?P<cjk_y>\d{4})\s?年\s?(?P<cjk_m>\d{1,2})\s?月(?:\s?(?P<cjk_d>\d{1,2})\s?日)?
  | (?<![\d.,/-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<num_y>\d{4}|\d{2})(?!\d|[-/.]\d)
  | (?<![\d.,:])(?:(?P<dmy_from>\d{1,2})(?:st|nd|rd|th|\.)?\s?[-–—]\s?)?
    (?P<dmy_d>\d{1,2})(?:st|nd|rd|th|er|[.º°])?(?:\s{0,2}|-)(?:(?:de|of|di)\s|d['’])?
    (?P<dmy_m>WORD)\.?,?(?:\s{1,2}|-)(?:del?\s)?(?P<dmy_y>\d{4}|['’]?\d{2})(?!\d|[:.,]\d|\s?[ap]\.?m\b)
  | (?<![^\W_])(?P<mdy_m>WORD)\.?\s{1,2}(?P<mdy_d>\d{1,2})(?:st|nd|rd|th)?
    (?:\s?[-–—]\s?(?P<mdy_to>\d{1,2}))?,?\s{1,2}(?P<mdy_y>\d{4})(?!\d)
  | (?<![^\W_])(?P<my_m>WORD)\.?,?\s{1,2}(?:of\s|del?\s)?(?P<my_y>\d{4})(?![\d:]|[.,]\d)
  | (?<![^\W_])(?:in|since|during|until|till|from|by|before|after|late|early|mid|year|en|im|seit|depuis|nel|в)[\s-]
    (?P<bare_y>(?:1[5-9]|20|21)\d\d)(?=[.,;:!?)”"’]*(?:\s(?:and|or|to|when|the|a|but|with|he|she|it|they|was|were|is|has|had
    |after|before|by|as|at|on|und|et|y)\b|\s*\Z|\s*[.,;:!?)–—-]\s|\s*$))
    """.replace("WORD", _WORD),
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_LOOK_BACK = 40
_WEEKDAY_BEFORE = re.compile(
    r"(?<![^\W_])([^\W\d_][\w'’-]{0,15})(?:\.,|[.,])?\s{1,2}(?:den |the |le |el |il )?$", re.IGNORECASE
)


def find_moment(text: str, start: int, end: int) -> Moment | None:
    """The first absolute date in ``text[start:end]``, None where there is none.

    Its precision is what the words give, its span is the date words, the weekday, the time of day and the zone
    included. The zone is None ("naive") where the text names none.
    """
    return next(moments(text, start, end), None)


def moments(text: str, start: int, end: int) -> Iterator[Moment]:
    """Every absolute date in the stretch, in order."""
    position = floor = start  # the time of one date is not taken for that of the next
    while match := _SHAPES.search(text, position, end):
        days = _days(match)
        if days is None:
            # "date 2021-03-04": the word before the date is no month. "31 February 2023" is no month either, but wrong.
            position = match.end() if _names_month(match) else match.start() + 1
            continue
        moment = _moment(text, Span(floor, end), _core(match), *days)
        position = floor = max(match.end(), moment.span.end if moment.span else 0)
        yield moment


def _names_month(match: re.Match[str]) -> bool:
    return _key(match["dmy_m"] or match["mdy_m"] or "") in months()


def _core(match: re.Match[str]) -> Span:
    return Span(*match.span("bare_y")) if match["bare_y"] else Span(*match.span())


def _moment(text: str, bounds: Span, core: Span, first: date, last: date, precision: Precision) -> Moment:
    if precision is not Precision.DAY:
        span = Span(_weekday_start(text, bounds, core.start) if precision is Precision.RANGE else core.start, core.end)
        return _whole(first, last, precision, span)
    clock = after(text, core.end, bounds.end)
    if clock:
        return _timed(first, clock, Span(_weekday_start(text, bounds, core.start), clock.span.end))
    start = _weekday_start(text, bounds, core.start)
    clock = before(text, bounds.start, start)
    if clock:
        return _timed(first, clock, Span(clock.span.start, core.end))
    return _whole(first, last, precision, Span(start, core.end))


def _whole(first: date, last: date, precision: Precision, span: Span) -> Moment:
    start = datetime.combine(first, time())
    if precision is Precision.RANGE:
        return Moment(start, datetime.combine(last, time()) + timedelta(days=1), precision, span)
    return Moment.at(start, precision, span)


def _timed(day: date, clock: Clock, span: Span) -> Moment:
    return Moment.at(datetime.combine(day, clock.time, clock.zone_on(day)), clock.precision, span)


def _weekday_start(text: str, bounds: Span, start: int) -> int:
    floor = max(bounds.start, start - _LOOK_BACK)
    match = _WEEKDAY_BEFORE.search(text[floor:start])
    return floor + match.start() if match and _key(match[1]) in weekdays() else start


def _days(match: re.Match[str]) -> tuple[date, date, Precision] | None:
    """The first and the last day that the matched words name, and how precise they are."""
    if match["iso_y"]:
        return _day(match["iso_y"], int(match["iso_m"]), match["iso_d"])
    if match["cjk_y"]:
        return _day(match["cjk_y"], int(match["cjk_m"]), match["cjk_d"])
    if match["sep"]:
        return _numeric(match["a"], match["b"], match["num_y"], match["sep"])
    if match["dmy_m"]:
        return _day(match["dmy_y"], months().get(_key(match["dmy_m"])), match["dmy_d"], match["dmy_from"])
    if match["mdy_m"]:
        last = match["mdy_to"] or match["mdy_d"]
        return _day(match["mdy_y"], months().get(_key(match["mdy_m"])), last, match["mdy_to"] and match["mdy_d"])
    if match["my_m"]:
        return _day(match["my_y"], _month_alone(match["my_m"]), None)
    first = date(int(match["bare_y"]), 1, 1)
    return first, first, Precision.YEAR


def _day(
    year: str, month: int | None, day: str | None, since: str | None = None
) -> tuple[date, date, Precision] | None:
    if month is None:
        return None
    number = int(year.strip("'’"))
    number += 0 if len(year.strip("'’")) == 4 else 2000 if number < 70 else 1900
    try:
        last = date(number, month, int(day or 1))
        first = date(number, month, int(since)) if since else last
    except ValueError:
        return None
    if not _FIRST_YEAR <= number <= _LAST_YEAR or first > last:
        return None
    return first, last, Precision.RANGE if first < last else Precision.DAY if day else Precision.MONTH


def _numeric(a: str, b: str, year: str, separator: str) -> tuple[date, date, Precision] | None:
    if len(year) == 2 and (separator == "-" or len(a) + len(b) < 4):
        return None  # 1.2.20 is a version, 1-2-20 a score
    if separator == "." or int(a) > 12 or a == b:
        return _day(year, int(b), a)
    return _day(year, int(a), b) if int(b) > 12 else None


def _month_alone(name: str) -> int | None:
    month = months().get(_key(name))
    return None if name.islower() and _key(name) in _ALSO_WORDS else month


_ALSO_WORDS = frozenset({"may", "march", "mar", "mart", "set", "out", "sep", "jan", "mai", "dec", "ago", "lip", "mars"})


def _key(word: str) -> str:
    return word.casefold().strip(".,")


@cache
def months() -> dict[str, int]:
    """Names and abbreviations of the months, case-folded, in every language of ``LANGUAGES``: 1 to 12."""
    names: dict[str, int] = {"sept": 9}
    for locale in _locales():
        for number, month in enumerate(_MONTHS, 1):
            for name in locale.get(month, ()):
                names.setdefault(_key(name), number)
    return {name: number for name, number in names.items() if len(name) > 2}


@cache
def weekdays() -> frozenset[str]:
    """Names and abbreviations of the days of the week, case-folded, in every language of ``LANGUAGES``."""
    return frozenset(_key(name) for locale in _locales() for day in _WEEKDAYS for name in locale.get(day, ()))


@cache
def _locales() -> tuple[dict[str, list[str]], ...]:
    return tuple(found.info for code in LANGUAGES for found in default_loader.get_locales(languages=[code]))
