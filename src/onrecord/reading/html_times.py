"""Times that a page's markup gives: as precise as they are written, and no more."""

import logging
import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from htmldate import find_date
from lxml import html

from onrecord.model import Moment, Precision
from onrecord.reading.dates import find_moment

logging.getLogger("htmldate").addHandler(logging.NullHandler())

MAX_TIME_CHARACTERS = 200

_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d)(?P<second>:\d\d)?(?:\.\d{1,9})?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_META_TIMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)


def iso_moment(value: str) -> Moment | None:
    """ "2023-02-24", "2023-02-24T23:53Z", "2023-02-24 23:53:07+01:00"; None for anything else."""
    match = _ISO.fullmatch(value.strip()[:64])
    if not match:
        return None
    zone = (match["zone"] or "").replace("Z", "+00:00")
    clock = (match["clock"] or "00:00") + (match["second"] or "")
    try:
        return Moment.at(datetime.fromisoformat(f"{match['date']}T{clock}{zone}"), _precision(match))
    except (ValueError, OverflowError):
        return None


def _precision(match: re.Match[str]) -> Precision:
    if not match["clock"] or _is_filler(match):
        return Precision.DAY
    return Precision.SECOND if match["second"] else Precision.MINUTE


def _is_filler(match: re.Match[str]) -> bool:
    # a program that knows the day alone writes midnight; a story that came out in that very second is far rarer
    return (match["clock"] or "") == "00:00" and (match["second"] or ":00") == ":00"


def written_moment(text: str) -> Moment | None:
    """The time that short words such as "24 February 2023, 11.53 pm" give; None where they give none or are long."""
    text = " ".join(text[: MAX_TIME_CHARACTERS + 1].split())
    if not text or len(text) > MAX_TIME_CHARACTERS:
        return None
    moment = iso_moment(text) or find_moment(text, 0, len(text))
    return replace(moment, span=None) if moment else None


def moment_of(element: html.HtmlElement) -> Moment | None:
    """What an element says the time is: by attribute first, as that is exact, then in words."""
    for attribute in ("datetime", "content", "data-datetime", "title"):
        moment = iso_moment(element.get(attribute, ""))
        if moment:
            return moment
    return written_moment(element.text_content()) or written_moment(element.get("title", ""))


def published(tree: html.HtmlElement, url: str | None, stated: Iterable[str]) -> Moment | None:
    """When the page came out: its metadata with a clock, then what htmldate finds in markup, then its first date line.

    ``stated`` are the datePublished values of the page's JSON-LD.
    """
    exact = [moment for value in (*_meta_values(tree), *stated) if (moment := iso_moment(value))]
    clocked = next((moment for moment in exact if moment.precision is not Precision.DAY), None)
    return clocked or next(iter(exact), None) or _by_htmldate(tree, url) or _date_line(tree)


def _meta_values(tree: html.HtmlElement) -> list[str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(name.lower(), meta.get("content", ""))
    return [found[name] for name in _META_TIMES if name in found]


def _by_htmldate(tree: html.HtmlElement, url: str | None) -> Moment | None:
    # extensive_search would take any year in the text, such as a copyright line's, for a day
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            day = find_date(tree, extensive_search=False, original_date=True, url=url)
        except Exception:  # noqa: BLE001  # a date is never worth losing a page for
            return None
    return _as_htmldate_means(date.fromisoformat(day)) if day else None


def _as_htmldate_means(day: date) -> Moment:
    # it writes the first of the month (of the year) also where a page gives the month (the year) alone
    precision = Precision.DAY if day.day > 1 else Precision.MONTH if day.month > 1 else Precision.YEAR
    return Moment.at(datetime.combine(day, time()), precision)


def _date_line(tree: html.HtmlElement) -> Moment | None:
    xpath = "(//time | //*[contains(@class, 'date') or contains(@class, 'published') or contains(@class, 'timestamp')])"
    found = tree.xpath(f"{xpath}[position() <= 10]")
    elements = found if isinstance(found, list) else []
    moments = (moment_of(element) for element in elements if isinstance(element, html.HtmlElement))
    return next((moment for moment in moments if moment), None)
