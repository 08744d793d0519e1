"""Pages that answer with something other than their article: a consent wall, a script shell, a refusal, a paywall."""

import re

MIN_ARTICLE_CHARACTERS = 100
MAX_SHELL_PARAGRAPH = 800
MAX_SEEN = 20_000


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{phrase}\b" for phrase in phrases), re.IGNORECASE)


_COOKIES = _any(
    r"(?:use|uses|using|accept|allow|manage|reject|store|set|decline)\b.{0,60}\bcookies?",
    r"cookies? (?:settings|preferences|policy|notice|consent)",
    r"your (?:privacy|consent|choices)",
    r"privacy (?:policy|settings|preferences)",
    r"legitimate interests?",
    r"(?:access|store) .{0,30}information on (?:a|your) device",
    r"accept all",
    r"personali[sz]ed (?:ads|advertising|content)",
    r"consent\b.{0,60}\b(?:partners|vendors|data|processing)",
)
_SCRIPTS = _any(
    r"(?:enable|enabling|requires?|turn on|activate|without|disabled)\b.{0,40}\bjava ?script",
    r"java ?script (?:is|must be|has been|to be|appears to be)\b.{0,30}\b(?:enabled|disabled|required|switched|turned)",
)
_REFUSALS = _any(
    r"access (?:to this (?:page|site) )?(?:has been |is |was )?(?:denied|forbidden|blocked|restricted)",
    r"(?:403|401) forbidden",
    r"(?:verify|verifying|confirm|checking)\b.{0,40}\b(?:not a (?:robot|bot)|human|your browser)",
    r"you have been blocked",
    r"complete the captcha",
    r"unusual traffic",
    r"don't have permission to access",
    r"(?:404|page) not found",
)
_PAYWALLS = _any(
    r"(?:subscribe|subscription|sign in|log in|register|sign up)\b.{0,60}\b(?:continue|read|reading|unlock|full)",
    r"(?:only|exclusive(?:ly)?|reserved|available) (?:to|for) (?:our )?(?:paying )?subscribers",
    r"already a subscriber",
    r"to (?:continue reading|read (?:the|this) (?:full|rest|whole))",
    r"this (?:article|content) is for (?:subscribers|members)",
    r"(?:free|monthly) articles? (?:left|remaining|limit)",
)
_SHELLS = (
    (_PAYWALLS, "a paywall, with too little before it to be an article"),
    (_SCRIPTS, "a page that shows its text only to browsers that run scripts"),
    (_REFUSALS, "a page that refuses access instead of showing an article"),
    (_COOKIES, "a cookie or consent notice, without an article"),
)


def why_no_article(paragraphs: list[str], seen: str) -> str | None:
    """Why ``paragraphs`` are not an article, None if they are.

    Paragraphs in the words of a shell do not count as article; what is left must have some length. Where nothing at
    all was extracted, ``seen`` (all that the page shows, and what it shows without scripts) tells what the page is.
    """
    left = sum(len(paragraph) for paragraph in paragraphs if _shell(paragraph) is None)
    if left >= MIN_ARTICLE_CHARACTERS:
        return None
    reason = next((reason for text in (*paragraphs, seen[:MAX_SEEN]) if (reason := _shell(text, MAX_SEEN))), None)
    if reason:
        return reason
    if left:
        return f"no article in the page ({left} characters of text; {MIN_ARTICLE_CHARACTERS} are the least)"
    return "no article in the page"


def _shell(text: str, limit: int = MAX_SHELL_PARAGRAPH) -> str | None:
    if len(text) > limit:
        return None  # nobody asks for consent at such length; an article may well be about cookies
    return next((reason for pattern, reason in _SHELLS if pattern.search(text)), None)
