"""Dates of the calendar: days, months, years, decades, quarters and seasons, as patterns and what they mean."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from onrecord.model.dated import Period
from onrecord.times.calendar import (
    OutOfCalendar,
    Unit,
    beginning,
    between,
    day_of,
    month_of,
    months_of,
    on,
    shift,
    unit_at,
    year_of,
)
from onrecord.times.expression import Meaning, Within, fixed, recurring
from onrecord.times.words import (
    CLEAR_MONTH,
    FULL_WEEKDAY,
    GAP,
    HOLIDAYS,
    MONTH,
    ORDINALS,
    SEASONS,
    SHORT_WEEKDAY,
    month_number,
    weekday_number,
)

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """``build`` gives None where the words are no time ("31 February 2020"), which keeps other rules from a part of
    them. The expression is the group "t" of ``pattern``, or all of it."""

    kind: str
    pattern: re.Pattern[str]
    build: Callable[[Match], Meaning | None]


LEFT = r"(?<![\w/:$€£+])(?<!\d[.,])(?:(?<!-)|(?<=[Mm]id-)|(?<=[Ee]arly-)|(?<=[Ll]ate-))"
RIGHT = r"(?![\w%]|[.,/:–-]\d)"
YEAR = r"(?:1\d{3}|20\d\d|21\d\d)"
_TH = r"(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{FULL_WEEKDAY}|{SHORT_WEEKDAY}\.?),?{GAP}(?:the{GAP})?)?"
_TO = rf"(?:{GAP}(?:to|and|until|till|through){GAP}|{GAP}?[-–—]{GAP}?)"
_LEAD = (
    r"(?i:in|since|until|till|by|before|after|from|of|during|between|to|through|and|early|late|mid|as|year|than|about"
    r"|around|circa|for|prior to|last|next|this)"
)
_CENTURIES = {
    word: number
    for number, word in enumerate(
        ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first"), 15
    )
}
_PIVOT = 69
"""Two-digit years from here on are of the 1900s (POSIX)."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(LEFT + text)


def _date(m: Match) -> Meaning | None:
    month, first = month_number(m["month"]), int(m["day"])
    last = int(m["day2"] or first)
    if not 1 <= first <= last <= 31 or not _exists(month, last):
        return None
    if m["year"]:
        found = _days(int(m["year"]), month, first, last)
        return fixed(found, unit=Unit.DAY) if found else None
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    return recurring(_day_within(month, first, last, weekday), Unit.YEAR, Unit.DAY)


def _exists(month: int, day: int) -> bool:
    return _days(2000, month, day, day) is not None


def _days(year: int, month: int, first: int, last: int) -> Period | None:
    try:
        start, end = day_of(year, month, first), day_of(year, month, last)
    except OutOfCalendar:
        return None
    return start if first == last else between(start.start, end.end)


def _day_within(month: int, first: int, last: int, weekday: int | None) -> Within:
    """The weekday, where one is given, says which year is meant."""

    def within(year: Period) -> Iterable[Period]:
        found = _days(_year(year), month, first, last)
        if found and found.start and weekday in (None, found.start.weekday()):
            yield found

    return within


def _year(period: Period) -> int:
    return beginning(period).year


def _iso(m: Match) -> Meaning | None:
    try:
        day = on(int(m["year"]), int(m["month"]), int(m["day"]))
        if m["hour"] is None:
            return fixed(unit_at(day, Unit.DAY), unit=Unit.DAY)
        at = datetime.fromisoformat(
            f"{day.date().isoformat()}T{m['hour']}:{m['minute']}:{m['second'] or '00'}{m['zone'] or ''}"
        )
    except (OutOfCalendar, ValueError):
        return None
    return fixed(unit_at(at, Unit.SECOND if m["second"] else Unit.MINUTE))


def _slashed(m: Match) -> Meaning | None:
    """Day and month in either order, where both are possible."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    if len(m["year"]) == 2:
        year += 1900 if year >= _PIVOT else 2000
    found = [d for month, day in ((a, b), (b, a)) if (d := _days(year, month, day, day))]
    return fixed(*dict.fromkeys(found), unit=Unit.DAY) if found else None


def _hyphened(m: Match) -> Meaning | None:
    """ "2018-19" is two years, "2018-04" a month, "2011-12" may be either."""
    year, part = int(m["year"]), int(m["part"])
    found = [month_of(year, part)] if 1 <= part <= 12 else []
    if part == (year + 1) % 100:
        found.append(months_of(year, 1, 24))
    return fixed(*found) if found else None


def _month(m: Match) -> Meaning:
    month = month_number(m["month"])
    if m["year"]:
        return fixed(month_of(int(m["year"]), month), unit=Unit.MONTH)
    return recurring(lambda year: [month_of(_year(year), month)], Unit.YEAR, Unit.MONTH)


def _bare_month(m: Match) -> Meaning:
    month = month_number(m["t"])
    return recurring(lambda year: [month_of(_year(year), month)], Unit.YEAR, Unit.MONTH)


def _bare_year(m: Match) -> Meaning:
    return fixed(year_of(int(m["t"][-4:])), unit=Unit.YEAR)


def _years(m: Match) -> Meaning | None:
    first, last = int(m["a"]), int(m["b"] if len(m["b"]) == 4 else m["a"][:2] + m["b"])
    if last <= first:
        return None
    return fixed(between(on(first, 1, 1), shift(on(last, 1, 1), Unit.YEAR, 1)))


def _decade(m: Match) -> Meaning:
    year = int(m["year"]) if m["year"] else 1900 + int(m["short"])
    return fixed(unit_at(on(year, 1, 1), Unit.DECADE), unit=Unit.DECADE)


def _century(m: Match) -> Meaning | None:
    word = m["which"].lower()
    number = _CENTURIES[word] if word in _CENTURIES else int(word[:-2])
    return fixed(months_of(number * 100 - 99, 1, 1200), unit=Unit.CENTURY) if 1 <= number <= 22 else None


def _part_of_year(first: int, count: int, year: str | None) -> Meaning:
    if year:
        return fixed(months_of(int(year), first, count))
    return recurring(lambda y: [months_of(_year(y), first, count)], Unit.YEAR)


def _quarter(m: Match) -> Meaning | None:
    number = int(m["digit"]) if m["digit"] else ORDINALS[m["which"].lower()]
    return _part_of_year(number * 3 - 2, 3, m["year"])


def _half(m: Match) -> Meaning | None:
    second = m["digit"] == "2" if m["digit"] else m["which"].lower() != "first"
    return _part_of_year(7 if second else 1, 6, m["year"])


def _season(m: Match) -> Meaning | None:
    first = SEASONS[m["season"].lower()]
    if m["year"] is None:
        return season_within(first).vague()
    year = int(m["year"])
    if first != 12:
        return fixed(months_of(year, first, 3)).vague()
    if m["next"]:
        later = (year + 1) % 100 == int(m["next"][-2:])
        return fixed(months_of(year, first, 3)).vague() if later else None
    return fixed(months_of(year - 1, first, 3), months_of(year, first, 3)).vague()


def season_within(first: int) -> Meaning:
    """A winter lies in two years: it is a part of both."""

    def within(year: Period) -> Iterable[Period]:
        if first == 12:
            yield months_of(_year(year) - 1, first, 3)
        yield months_of(_year(year), first, 3)

    return recurring(within, Unit.YEAR)


def _holiday(m: Match) -> Meaning:
    month, day = HOLIDAYS[" ".join(m["t"].lower().replace("'", "’").split())]
    return recurring(_day_within(month, day, day, None), Unit.YEAR, Unit.DAY)


def _no_time(m: Match) -> None:
    """Words that only look like a time."""


_YEAR_OF = rf"(?:,?{GAP}(?:(?i:of|in){GAP})?(?P<year>{YEAR}))?"
_ORDINAL = rf"(?i:(?P<which>{'|'.join(ORDINALS)})(?:{GAP}|-)"
_A_YEAR = rf"(?:{YEAR}|(?i:the|this|last|next){GAP}(?i:year))"
"""A half or a quarter of a match is no time."""
_FEASTS = "|".join(sorted(HOLIDAYS, key=len, reverse=True)).replace("’", "['’]").replace(" ", GAP)

RULES = (
    Rule(
        "date",
        _pattern(
            rf"{_WEEKDAY}(?i:the{GAP})?(?P<day>\d{{1,2}}){_TH}(?:{_TO}(?P<day2>\d{{1,2}}){_TH})?"
            rf"{GAP}(?:of{GAP})?(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR})(?!\d))?"
        ),
        _date,
    ),
    Rule(
        "date",
        _pattern(
            rf"{_WEEKDAY}(?P<month>{MONTH}){GAP}(?:the{GAP})?(?P<day>\d{{1,2}}){_TH}(?!\d)"
            rf"(?:{_TO}(?P<day2>\d{{1,2}}){_TH}(?!\d))?{RIGHT}(?:,?{GAP}(?P<year>{YEAR})(?!\d))?"
        ),
        _date,
    ),
    Rule(
        "numeric",
        _pattern(
            r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d/])"
            r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
        ),
        _iso,
    ),
    Rule("numeric", _pattern(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])"), _slashed),
    Rule(
        "numeric", _pattern(r"(?P<a>\d{1,2})(?P<mark>[.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d/-])"), _slashed
    ),
    Rule("numeric", _pattern(rf"(?P<year>{YEAR})-(?P<part>\d\d){RIGHT}"), _hyphened),
    Rule("month", _pattern(rf"(?P<month>{MONTH}),?{GAP}(?:of{GAP})?(?P<year>{YEAR}){RIGHT}"), _month),
    Rule("month", _pattern(rf"(?P<t>{CLEAR_MONTH})"), _bare_month),
    Rule("month", _pattern(rf"{_LEAD}(?:{GAP}|-)(?P<t>{MONTH})(?!{GAP}?\d)"), _bare_month),
    Rule("year", _pattern(rf"{_LEAD}(?:{GAP}|-)(?P<t>(?:(?i:the{GAP}year){GAP})?{YEAR}){RIGHT}"), _bare_year),
    Rule(
        "year",
        _pattern(rf"(?i:the|a|an|its|his|her|their|our){GAP}(?P<t>{YEAR}){RIGHT}(?={GAP}[a-z])"),
        _bare_year,
    ),
    Rule("year", _pattern(rf"(?P<a>{YEAR})[-–—](?P<b>{YEAR}|\d\d){RIGHT}"), _years),
    Rule("year", _pattern(rf"(?i:from|between){GAP}(?P<a>(?:19|20)\d\d){_TO}(?P<b>(?:19|20)\d\d){RIGHT}"), _years),
    Rule("year", _pattern(r"(?:(?P<year>(?:1\d|20)\d0)|(?<!\w)[’'‘](?P<short>[1-9]0))s(?!\w)"), _decade),
    Rule(
        "year",
        _pattern(rf"(?P<which>(?i:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_CENTURIES)}))(?:{GAP}|-)(?i:century)(?!\w)"),
        _century,
    ),
    Rule(
        "season",
        _pattern(
            rf"(?!(?i:last){GAP}(?i:quarter)(?!{GAP}of)){_ORDINAL}quarter)(?![\w-])(?!{GAP}of{GAP}(?!{_A_YEAR}))(?P<digit>)?{_YEAR_OF}"
        ),
        _quarter,
    ),
    Rule("season", _pattern(rf"Q(?P<digit>[1-4])(?P<which>)?{_YEAR_OF}(?!\w)"), _quarter),
    Rule("season", _pattern(rf"{_ORDINAL}half)(?={GAP}of{GAP}{_A_YEAR}|{GAP}{YEAR})(?P<digit>)?{_YEAR_OF}"), _half),
    Rule("season", _pattern(rf"H(?P<digit>[12])(?P<which>)?{GAP}(?P<year>{YEAR})(?!\w)"), _half),
    Rule(
        "season",
        _pattern(
            rf"(?i:the{GAP})?(?P<season>(?i:{'|'.join(SEASONS)})){GAP}(?:of{GAP})?(?P<year>{YEAR})"
            rf"(?:[-–/](?P<next>\d{{4}}|\d\d))?{RIGHT}"
        ),
        _season,
    ),
    Rule(
        "season",
        _pattern(
            rf"(?i:in|during|since|until|till|by|before|over|early|late|mid)(?:{GAP}|-)(?:the{GAP})?"
            rf"(?P<t>(?P<season>(?i:{'|'.join(SEASONS)}))(?P<year>(?!))?(?P<next>(?!))?)(?!\w)(?!{GAP}of{GAP}(?!(?i:last|this|next)))"
        ),
        _season,
    ),
    Rule("day", _pattern(rf"(?P<t>(?i:{_FEASTS}))(?!\w)"), _holiday),
    Rule("none", _pattern(rf"(?i:fiscal|financial|tax|academic|school)(?:{GAP}year)?{GAP}{YEAR}"), _no_time),
)
