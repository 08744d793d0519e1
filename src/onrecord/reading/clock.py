"""The time of day that stands before or after a date, and its zone.

Offsets of zones are dateparser's; of an abbreviation that several countries use, its reading holds (CST: North
America, IST: India). ET, CT, MT and PT follow daylight saving and need the date. A zone that nobody knows is left out
and the time is naive.
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateparser.timezone_parser import pop_tz_offset_from_string

from onrecord.model import Precision, Span

_ZONE = (
    r"(?:\(?(?P<zone>(?:UTC|GMT)?[+−-](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d)|Z\b|UTC|GMT|[ECMP][SD]?T|WES?T|CES?T"
    r"|MES?Z|EES?T"
    r"|MSK|BST|IST|JST|KST|SGT|HKT|AE[SD]T|NZ[SD]T)\b\)?)"
)
_TIME = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?P<point>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?!\d|[:]\d)\s?(?:(?P<half>[ap])(?:\.\s?m\.?|m\b\.?)|(?P<clock>Uhr|hrs?|hours|heures|h)\b)?"
)
_AT = r"(?P<at>at|um|à|a las|alle|kl\.?|om|в|о|@)"
_AFTER = re.compile(
    rf"(?:(?P<iso>T)|\s{{0,2}}[,|·•–—-]?\s{{1,2}}|,|(?=@))(?:{_AT}\s{{1,2}})?{_TIME}(?:\s?{_ZONE})?", re.IGNORECASE
)
_BEFORE = re.compile(rf"(?<![\d.,:/-]){_TIME}(?:\s?{_ZONE})?\s{{0,2}}(?:,|·|\||on|am|le|den)?\s{{0,2}}$", re.IGNORECASE)
_LONGEST = 48
_DAYLIGHT_SAVING = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_GERMAN = {"MEZ": "CET", "MESZ": "CEST"}
_OFFSET = re.compile(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d\d)?")


class Clock(NamedTuple):
    time: time
    precision: Precision
    zone: str | None
    span: Span

    def zone_on(self, day: date) -> tzinfo | None:
        """The fixed offset of the zone on ``day``, None where no zone is named or known."""
        return _named(self.zone.upper(), day) if self.zone else None


def after(text: str, start: int, end: int) -> Clock | None:
    """The time that directly follows a date which ends at ``start``."""
    match = _AFTER.match(text, start, min(end, start + _LONGEST))
    return _clock(match, 0, at=bool(match["at"] or match["iso"])) if match else None


def before(text: str, start: int, end: int) -> Clock | None:
    """The time that directly precedes a date which begins at ``end``."""
    floor = max(start, end - _LONGEST)
    match = _BEFORE.search(text[floor:end])
    return _clock(match, floor, at=False) if match else None


def _clock(match: re.Match[str], offset: int, *, at: bool) -> Clock | None:
    minute, half, point = match["minute"], match["half"], match["point"]
    hour = int(match["hour"])
    if not (minute or half or match["clock"] or match.groupdict().get("iso")):
        return None  # "24 February 2023, 30 people": a number, not an hour
    if point == "." and not (half or match["clock"] or at):
        return None  # 3.50 is a price
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half in ("p", "P") else 0) if half else hour
    if hour > 23:
        return None
    precision = Precision.SECOND if match["second"] else Precision.MINUTE if minute else Precision.HOUR
    span = Span(offset + match.start("hour"), offset + match.end())
    return Clock(
        time(hour, int(minute or 0), int(match["second"] or 0)), precision, match["zone"], _trimmed(match, span)
    )


def _trimmed(match: re.Match[str], span: Span) -> Span:
    words = match.group()[match.start("hour") - match.start() :]
    return Span(span.start, span.start + len(words.rstrip()))


def _named(name: str, day: date) -> tzinfo | None:
    if name in _DAYLIGHT_SAVING:
        return _fixed(_daylight_saving(name, day))
    numeric = _OFFSET.fullmatch(name)
    if numeric:
        sign = 1 if numeric[1] == "+" else -1
        return timezone(sign * timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0)))
    return _fixed(_offset(_GERMAN.get(name, name)))


def _fixed(offset: timedelta | None) -> tzinfo | None:
    return None if offset is None else timezone(offset)


def _daylight_saving(name: str, day: date) -> timedelta | None:
    try:
        zone = ZoneInfo(_DAYLIGHT_SAVING[name])
    except ZoneInfoNotFoundError:  # a system without the zone database
        return None
    return zone.utcoffset(datetime.combine(day, time(12)))


@cache
def _offset(name: str) -> timedelta | None:
    zone = pop_tz_offset_from_string(f"10:00 {name}")[1]
    return zone.utcoffset(None) if isinstance(zone, tzinfo) else None
