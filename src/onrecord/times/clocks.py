"""Times of day: "5:30 p.m.", "17:45 GMT", "noon", "10 a.m. Moscow time"."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timezone
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from onrecord.model import Precision, Span
from onrecord.model.dated import Period
from onrecord.reading.clock import Clock
from onrecord.times.calendar import Unit, beginning, floor, shift, unit_at
from onrecord.times.dates import Match, Rule
from onrecord.times.expression import Meaning, Now, Reference, Within
from onrecord.times.words import GAP

_ABBREVIATIONS = "UTC|GMT|[ECMP][SD]?T|WES?T|CES?T|MSK|EES?T|BST|IST|JST|KST|SGT|HKT|AE[SD]T|NZ[SD]T"
_ZONE = (
    rf"(?:{GAP}?\(?(?P<zone>{_ABBREVIATIONS})\)?(?!\w)"
    rf"|{GAP}(?P<place>(?i:local)|[A-Z]\w{{1,20}}(?:{GAP}[A-Z]\w{{1,20}}){{0,2}}){GAP}(?i:time)(?!\w))"
)
_REGIONS = {
    "eastern": "ET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "universal": "UTC",
    "greenwich mean": "GMT",
}
_BEFORE = r"(?i:at|around|about|by|until|till|from|since|to|between|and|before|after|approximately)"
_LEFT = r"(?<![\w:$€£.,/-])"
_POINTS = {"noon": 12, "midday": 12, "midnight": 0}


def _clock(m: Match) -> Meaning | None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    if m["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    unit = Unit.MINUTE if m["minute"] else Unit.HOUR
    return _of_day(_within(time(hour, minute), unit, m["zone"], m["place"]))


def _point(m: Match) -> Meaning:
    """Midnight on Friday may be where it begins or where it ends."""
    hour = _POINTS[m["point"].lower()]
    once = _within(time(hour), Unit.HOUR, m["zone"], m["place"])
    if hour:
        return _of_day(once)

    def within(day: Period) -> Iterable[Period]:
        yield from once(day)
        yield from once(unit_at(floor(beginning(day), Unit.DAY), Unit.DAY, 1))

    return _of_day(within)


def _of_day(within: Within) -> Meaning:
    """Alone, it is of the day that the text speaks of or was written on."""

    def resolve(now: Now) -> Iterable[Period]:
        return within(unit_at(now.known, Unit.DAY))

    return Meaning(Reference.NEAREST, resolve, within, Unit.DAY)


def _within(at: time, unit: Unit, zone: str | None, place: str | None) -> Within:
    def within(day: Period) -> Iterable[Period]:
        start = shift(floor(beginning(day), Unit.DAY), Unit.MINUTE, at.hour * 60 + at.minute)
        yield unit_at(_zoned(start, at, zone, place), unit)

    return within


def _zoned(start: datetime, at: time, zone: str | None, place: str | None) -> datetime:
    """Naive where the zone is not named or not known."""
    name = zone or (_REGIONS.get(" ".join(place.lower().split())) if place else None)
    if name:
        return start.replace(tzinfo=Clock(at, Precision.MINUTE, name, Span(0, 0)).zone_on(start.date()))
    key = _cities().get(place.replace(" ", "_")) if place else None
    offset = ZoneInfo(key).utcoffset(start) if key else None
    return start.replace(tzinfo=timezone(offset) if offset is not None else None)


@cache
def _cities() -> dict[str, str]:
    """The cities that give a zone of the time zone database its name; a text's "Moscow time" names one."""
    return {
        key.rpartition("/")[2]: key
        for key in sorted(available_timezones())
        if "/" in key and not key.startswith("Etc/")
    }


_TIME = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?"
_HALF = r"[^\S\n]?(?P<half>[apAP])(?:\.[^\S\n]?[mM]\.?|[mM])(?!\w)"
_FULL = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<half>(?!))?(?![\d:])"
_NO_ZONE = "(?P<zone>(?!))?(?P<place>(?!))?"

RULES = (
    Rule("clock", re.compile(rf"{_LEFT}{_TIME}{_HALF}{_ZONE}?"), _clock),
    Rule("clock", re.compile(rf"{_LEFT}{_FULL}(?:{GAP}(?i:hours|hrs|h))?{_ZONE}"), _clock),
    Rule(
        "clock", re.compile(rf"(?<!\w){_BEFORE}{GAP}(?P<t>{_FULL}{_NO_ZONE})(?:{GAP}(?i:hours|hrs|h)(?!\w))?"), _clock
    ),
    Rule("clock", re.compile(rf"{_LEFT}(?P<point>(?i:noon|midday|midnight))(?!\w){_ZONE}?"), _point),
)
