"""Words of the calendar, as pieces of patterns and as numbers."""

import re

from onrecord.times.calendar import Unit

GAP = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,4})"
"""Space between two words: a line may end there, a paragraph may not."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ALWAYS_MONTHS = "january|february|july|september|october|november|december"
_MOSTLY_MONTHS = "March|MARCH|April|APRIL|May|MAY|June|JUNE|August|AUGUST"
"""Also verbs, names or adjectives: with a capital they are months where a preposition or a number says so."""
CLEAR_MONTH = rf"(?:(?i:{_ALWAYS_MONTHS})(?!\w)|(?:Jan|Feb|Sept|Oct|Nov|Dec)\.(?!\w))"
_SHORT = "Jan|JAN|Feb|FEB|Mar|MAR|Apr|APR|Jun|JUN|Jul|JUL|Aug|AUG|Sept?|SEPT?|Oct|OCT|Nov|NOV|Dec|DEC"
MONTH = rf"(?:(?:(?i:{_ALWAYS_MONTHS}|april|august)|{_MOSTLY_MONTHS})(?!\w)|(?:{_SHORT})(?!\w)\.?)"

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat")
    )
    for name in names.split()
} | {"sunday": 6, "sun": 6}
FULL_WEEKDAY = r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\w)"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?!\w)"
WEEKDAY = rf"(?:{FULL_WEEKDAY}|{SHORT_WEEKDAY}\.)"

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month each begins with, in the north."""

PARTS_OF_DAY = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (18, 30)}
"""Hours from midnight; a night ends on the next day."""

UNITS = {
    "second": Unit.SECOND,
    "minute": Unit.MINUTE,
    "hour": Unit.HOUR,
    "day": Unit.DAY,
    "week": Unit.WEEK,
    "fortnight": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "year": Unit.YEAR,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
    "centurie": Unit.CENTURY,
}
LENGTHS = r"(?i:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centuries|century)"
CALENDAR_UNITS = r"(?i:week|month|quarter|year|decade|century)"

VAGUE = {
    Unit.SECOND: (2, 59),
    Unit.MINUTE: (2, 59),
    Unit.HOUR: (2, 23),
    Unit.DAY: (2, 10),
    Unit.WEEK: (2, 8),
    Unit.MONTH: (2, 11),
    Unit.QUARTER: (2, 4),
    Unit.YEAR: (2, 9),
    Unit.DECADE: (2, 5),
    Unit.CENTURY: (2, 5),
}
"""How many a bare plural ("weeks") may stand for: from two to where the next longer unit would be said."""
FEW = {"couple": (2, 3), "few": (2, 6), "several": (3, 9), "dozen": (11, 13), "handful": (2, 6)}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = {word: number for number, word in enumerate((*_ONES.split(), "eighteen", "nineteen", "twenty"), start=1)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COMPOUND = rf"(?:{_TENS})-(?:{'|'.join(_ONES.split()[:9])})"
_NUMBER = rf"(?:\d{{1,4}}|(?i:{_COMPOUND}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}))"
_FEW = r"(?i:(?:a[^\S\n]+)?(?:couple(?:[^\S\n]+of)?|few|dozen|handful[^\S\n]+of)|several)"
COUNT = rf"(?:(?P<few>{_FEW})|(?P<number>{_NUMBER}))"
MORE = r"(?i:more than|over|at least)"
LESS = r"(?i:less than|fewer than|under|not|up to)"
NEARLY = r"(?i:about|around|roughly|approximately|nearly|almost|some|circa|close to)"

HOLIDAYS = {
    "new year’s eve": (12, 31),
    "new year’s day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine’s day": (2, 14),
    "halloween": (10, 31),
    "may day": (5, 1),
}
"""Feasts whose date never moves."""


_MORE = (
    "today tonight tomorrow yesterday overnight weekend weekends half ago now then hence present moment currently "
    "recently lately previously soon noon midday midnight christmas boxing valentine halloween fiscal financial"
)
CORES = frozenset((*MONTHS, *WEEKDAYS, *SEASONS, *PARTS_OF_DAY, *UNITS, "centuries", *_MORE.split()))
"""Every expression has one of these words (or its plural), or a digit."""


def is_core(word: str) -> bool:
    low = word.lower()
    return low in CORES or low.removesuffix("s") in CORES or any(c.isdigit() for c in low)


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def unit_of(word: str) -> Unit:
    return UNITS[word.lower() if word.lower() in UNITS else word.lower().removesuffix("s")]


def number_of(word: str) -> int:
    if word.isascii() and word.isdigit():
        return int(word)
    return sum(NUMBERS[part] for part in word.lower().split("-"))


def few_of(words: str) -> tuple[int, int]:
    return next(FEW[word] for word in re.findall(r"\w+", words.lower()) if word in FEW)
