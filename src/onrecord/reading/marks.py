"""What one line is, judged by its own words: a notice, a heading of other articles, a caption, a line of who and when.

Every rule here must be sure of itself: a line that it takes is not read for statements (captions excepted), so a rule
looks at whole lines or at their first words, and never takes a line that quotes or reports somebody.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.model import Moment, Precision
from onrecord.reading.dates import moments
from onrecord.reading.lines import Line

_LONGEST_NOTICE = 220
_LONGEST_DATE_LINE = 160


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), flags)


# A line with quoted or reported words is news, whatever it opens with ("Click here to win, the message said").
_REPORTS = _any(
    r"[“”«»]", r'"\w', r"\b(?:said|says|told|according to|wrote|tweeted|added|asked|announced|claim(?:s|ed))\b"
)

_NOTICE_WHOLE = _any(
    r"advertisement|advert|story continues below(?: advertisement)?|(?:article |story )?continues (?:below"
    r"|after advertisement)",
    r"(?:share|tweet|print|email|e-mail|pin it|facebook|whatsapp|telegram|linkedin|copy link|save|bookmark)"
    r"(?:(?:[\s|·•,/]+(?:this|article|story|on|via|to|and|twitter|x|share|tweet|print|email|facebook|whatsapp|telegram"
    r"|linkedin|copy|link|save|reddit|messenger|pinterest)){0,12})",
    r"(?:sign|log) ?(?:in|up)(?: now| here| or register| / register)?|register|subscribe(?: now| today| here)?"
    r"|donate(?: now| today| here)?",
    r"all rights reserved|accept(?: all)?(?: cookies)?|reject all|manage (?:cookies|preferences|consent)"
    r"|cookie (?:policy|settings)",
    r"privacy policy|terms (?:of use|of service|and conditions|& conditions)|skip to (?:main )?content|back to top",
    r"for immediate release|load more(?: comments)?|(?:show|view|see) (?:more|all)(?: comments)?|comments are closed",
    r"already a (?:subscriber|member)\?.{0,40}|not a (?:subscriber|member)(?: yet)?\?.{0,40}"
    r"|\d{1,2} min(?:ute)?s? read",
)
_NOTICE_OPENING = _any(
    r"click here (?:to|for|if)\b",
    r"(?:sign|log) ?up (?:for|to (?:our|the|get|receive|this))\b|sign in to (?:your|continue|read)\b",
    r"subscribe (?:to|for|via|on|by)\b|subscribers? (?:can|only)\b|become a (?:member|subscriber|supporter|patron)\b",
    r"(?:please )?(?:consider |support us by |help us by )?(?:donat(?:e|ing)|making a donation"
    r"|make a (?:small )?donation) "
    r"(?:to|today|now|here|and|via|towards|if)\b",
    r"to (?:join|take part|read|continue|comment|access|view|support)\b.{0,80}\b(?:donation|donate|subscribe"
    r"|register|sign (?:in|up)"
    r"|log in|a member|an account)\b",
    r"support (?:us|our (?:work|journalism|reporting|newsroom|site)|independent journalism|quality journalism)\b",
    r"(?:this (?:web ?)?site|we|our (?:web ?)?site|this page)(?: and our partners| also)? uses? cookies\b"
    r"|by (?:continuing to|using this) ",
    r"(?:copyright|copr\.)\s*(?:©|\(c\))?\s*(?:\d{4}|by\b|the\b|all\b)|\(c\)\s*\d{4}|©",
    r"download (?:our|the) (?:free )?(?:mobile )?app\b|get (?:our|the) (?:free )?newsletter\b|our newsletter\b",
    r"(?:like|follow|find|join) us (?:on|at)\b|follow (?:[\w.’'-]+ ){1,10}on (?:twitter|facebook|instagram|x"
    r"|threads|bluesky|mastodon)\b",
    r"this (?:video|content|audio) (?:is (?:restricted|not available|unavailable)|cannot be played)"
    r"|enable javascript\b|please enable\b",
    r"you (?:must|need to|have to) (?:be logged in|log ?in|register|subscribe|sign in|enable)\b|your (?:email"
    r"|e-mail) address\b",
)
# Who threatens to remove what: the house rules of a comment page.
_HOUSE_RULE = re.compile(
    r"^(?=.{0,140}\b(?:profanity|abus(?:e|ive)|spam|offensive|off-topic|hate speech|comments?|posts)\b)"
    r".{0,140}\b(?:will|may|are|is|can|shall) (?:also )?(?:be )?(?:removed|deleted|moderated|banned|reviewed"
    r"|pre-moderated"
    r"|a (?:permanent )?ban|lead to a)\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"^(?:home|start|news)\s*[>»›/]\s*\S.{0,100}$", re.IGNORECASE)  # breadcrumbs

_RELATED_HEADING = _any(
    r"related(?: (?:items?|articles?|stor(?:y|ies)|posts?|content|topics?|news|links?|coverage|reading|reports?"
    r"|videos?))?",
    r"(?:read|see|watch|explore|discover|view)(?: (?:more|also|next|now|on|further))(?: (?:here|stories|news"
    r"|articles|posts))?",
    r"more (?:on|about|in) (?:this|these)(?: (?:story|topic|subject|article))?|more (?:stories|news|articles"
    r"|posts|coverage|headlines)",
    r"more from (?:[\w.’'&-]+ ?){1,6}|also (?:on|in|from) (?:[\w.’'&-]+ ?){1,3}|(?:also|further) (?:of interest"
    r"|reading)",
    r"(?:you )?(?:may|might) (?:also )?(?:like|enjoy|be interested in)|you may have missed|in case you missed it",
    r"recommended(?: (?:for you|articles?|stories|reading|posts?))?|we recommend|editor['’]?s'? (?:picks?|choice)",
    r"most (?:read|popular|viewed|shared|commented)(?: (?:stories|articles|news|now|today))?|trending(?: (?:now"
    r"|stories|topics))?|popular now",
    r"(?:top|latest|other|previous|next|similar|popular|recent) (?:stor(?:y|ies)|articles?|posts?|news)"
    r"|what to read next|read this next|up next",
    r"don['’]?t miss|from (?:our|the) (?:partners|archives?|web)|sponsored (?:content|links)|around the web"
    r"|promoted(?: content)?",
    r"читайте также|по теме|похожие (?:материалы|статьи|новости)|другие новости|читайте ещё|читайте еще"
    r"|читайте по теме",
    r"lesen sie auch|mehr zum thema|das könnte sie (?:auch )?interessieren|lire aussi|à lire aussi"
    r"|sur le même sujet|lisez aussi",
    r"lea también|le puede interesar|noticias relacionadas|leia (?:também|mais)|leggi anche|lees ook|zobacz też"
    r"|czytaj (?:też|także)",
    r"читайте також|схожі новини|läs (?:också|även|mer)|les også|læs også|ilgili haberler",
)
_RELATED_INLINE = re.compile(
    r"^(?:related(?: (?:article|story|stories|news|coverage))?|read more|read also|see also|more|recommended"
    r"|also read|don['’]t miss"
    r"|lire aussi|à lire aussi|lesen sie auch|lea también|leggi anche|lees ook|читайте также)\s?(?::|\||>|»|→)\s*\S",
    re.IGNORECASE,
)
_KICKER = _any(
    r"(?:top stories|breaking(?: news)?|exclusive|news|world(?: news)?|politics|business|opinion|op-ed|comment"
    r"|commentary|analysis"
    r"|news analysis|editorial|features?|sport|sports|culture|technology|tech|science|health|economy|europe|asia"
    r"|africa|middle east"
    r"|americas|us news|uk news|live|updated?|long read|interview|press release|blog|video|watch)"
)
_CREDIT = _any(
    r"^\(?(?:file )?(?:photo(?:graph)?s?|images?|pictures?|pic|credits?|captions?|illustration|graphic|foto|bild"
    r"|фото|fotos?|crédit(?:o|s)?)"
    r"(?: (?:credit|by|courtesy|illustration|photo|caption|source|via|from|of))?\s?(?::|/|\bby\b|\bcourtesy\b"
    r"|credit\b)\s*\S",
    r"^(?:file photo|photo|image|picture)\s?(?:credit|by)\b",
    r"[(/|]\s?(?:(?:ap|epa|afp|upi|reuters|getty|shutterstock|alamy|pa|dpa|tass|xinhua|anadolu|zuma|rex|flickr"
    r"|unsplash|creative commons)"
    r"(?: (?:photo|images?|news agency|agency|wire|media))?(?:\s?[/|,-]\s?[\w .’'-]{1,40})?|[\w .’'-]{2,40}[/"
    r"|]\s?(?:ap|epa|afp|reuters|getty"
    r"|shutterstock|alamy|pa|dpa)(?: (?:photo|images?))?(?: via [\w .]{2,20})?|(?:photo|image|picture"
    r"|file photo)[ :][\w ./:’'-]{2,60})\s?\)?\.?$",
    r"^(?:[\w ./’'-]{0,40}(?:[/|]|\bvia )\s?)?(?:ap photo|getty(?: images)?|afp|reuters|epa|associated press"
    r"|shutterstock|alamy|istock)"
    r"(?:[/|, ]{1,2}[\w .’'-]{1,40})?\.?$",
)

_LABEL = _any(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|uploaded|released|issued|dated?"
    r"|time|revised|edited|submitted)"
    r"|last update|publication date|at|on|on:|the|and|by|in|of|date of publication|min(?:ute)?s? read|read|ago|\d{1,2}",
    r"veröffentlicht|aktualisiert|stand|am|um|uhr|publié|mis à jour|le|à|publicado|actualizado|el|pubblicato"
    r"|aggiornato|il|alle"
    r"|опубликовано|обновлено|дата|в|г|опубліковано|оновлено|opublikowano|gepubliceerd|bijgewerkt|publicerad"
    r"|uppdaterad|julkaistu|yayınlanma",
)
_UPDATED = _any(
    r"\b(?:updated?|modified|revised|edited)\b",
    r"aktualisiert|mis à jour|actualizado|aggiornato|обновлено|оновлено|bijgewerkt|uppdaterad",
)
_DATE_LABEL = _any(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|dated?|revised|last update"
    r"|publication date)\b",
    r"(?:veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato"
    r"|опубликовано|обновлено"
    r"|опубліковано|оновлено|opublikowano|gepubliceerd|bijgewerkt|publicerad|uppdaterad)\b",
)
_LABEL_FIRST = re.compile(r"^[^\W\d_][\w ’'.-]{1,30}:\s")
_ANY_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_AGO = re.compile(
    r"^(?:about |over |posted |updated |published )?(?:an?|one|\d{1,3})\s?(?:s|secs?|m|mins?|h|hrs?|d|w|mo|y"
    r"|yrs?|(?:second|minute|hour|day|week|month|year)s?) ago$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[^\w’']+")


class DateLine(NamedTuple):
    """A line that says when. ``moment`` is None where the words give no absolute date."""

    moment: Moment | None
    updated: bool


def boilerplate(words: str) -> bool:
    """A notice of the page: cookies, subscriptions, donations, sharing, rights, house rules."""
    if len(words) > _LONGEST_NOTICE:
        return False
    bare = words.rstrip(" .!:…>»›→")
    if _NOTICE_WHOLE.fullmatch(bare) or _SEPARATED.match(words):
        return True
    return bool(_NOTICE_OPENING.match(words) or house_rule(words)) and not _REPORTS.search(words)


def house_rule(words: str) -> bool:
    return len(words) <= _LONGEST_NOTICE and bool(_HOUSE_RULE.match(words)) and not _REPORTS.search(words)


def kicker(words: str) -> bool:
    """The name of a section of the paper over a headline."""
    return len(words) <= 30 and bool(_KICKER.fullmatch(words.rstrip(" :|.")))


def related_heading(words: str) -> bool:
    """A heading over teasers of other articles ("Related items")."""
    return len(words) <= 60 and bool(_RELATED_HEADING.fullmatch(words.strip('"“”*-–— ').rstrip(" :.…>»›→!?")))


def related_inline(words: str) -> bool:
    """One line that names another article ("Read more: ...")."""
    return len(words) <= _LONGEST_NOTICE and bool(_RELATED_INLINE.match(words)) and not _REPORTS.search(words)


def caption(words: str) -> bool:
    """A picture's caption or credit."""
    return len(words) <= 400 and "://" not in words and bool(_CREDIT.search(words))


def date_line(text: str, line: Line, *, places: bool = False) -> DateLine | None:
    """What a line says that gives a date and nothing else; ``places`` lets it name a town too ("KYIV, 24 May 2024")."""
    words = line.words
    if len(words) > _LONGEST_DATE_LINE:
        return None
    if _AGO.match(words):
        return DateLine(None, updated=words[:1] in "uU" and words.lower().startswith("updated"))
    if not any(char.isdigit() for char in words):
        return None
    found = list(moments(text, line.start, line.end))
    rest = _without_dates(text, line, found)
    if rest is None or not (_only_labels(rest) or (places and found and _only_place(rest, found[0]))):
        return None
    return DateLine(found[0] if found else None, bool(_UPDATED.search(words)))


def _without_dates(text: str, line: Line, found: list[Moment]) -> str | None:
    parts, at = [], line.start
    for span in (m.span for m in found if m.span):
        parts.append(text[at : span.start])
        at = span.end
    rest = "|".join([*parts, text[at : line.end]])
    bare = _ANY_DATE.sub("|", rest)
    return None if not found and (bare == rest or not re.search(r"\d[./-]\d", rest)) else bare


def _only_labels(rest: str) -> bool:
    head, _, tail = rest.partition("|")
    if _LABEL_FIRST.match(head) and len(head.split()) <= 3:
        rest = tail  # a label in whatever language: a few words and a colon
    return all(_LABEL.fullmatch(word) for word in _words(rest)) or bool(_LABEL.fullmatch(rest.strip(" |,.:-–—·•()")))


def _words(rest: str) -> Iterator[str]:
    return (word for word in _PARTS.split(rest) if word)


def _only_place(rest: str, moment: Moment) -> bool:
    words = list(_words(rest))
    if moment.precision in (Precision.YEAR, Precision.MONTH, Precision.RANGE) or len(words) > 4:
        return False
    return all(word[0].isupper() or _LABEL.fullmatch(word) for word in words)


def labelled(words: str) -> bool:
    """Whether the line opens by saying that a date follows ("Last updated 24 May 2024", "Stand: ...")."""
    return len(words) <= _LONGEST_DATE_LINE and bool(_DATE_LABEL.match(words))
