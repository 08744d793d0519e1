"""Sources that are not to be named: how the text says so, and the reason that it gives."""

import re

from spacy.tokens import Token

from onrecord.model import Span

_NAMED = r"(?:named|identified|quoted|attributed)"
PHRASE = re.compile(
    rf"""\b(?:
      (?:up)?on\ (?:the\ |a\ )?condition\ of\ anonymity
    | on\ (?:deep\ )?background\b(?!\ of)
    | (?:spoke|speaking|talked|talking|commented|said)\ anonymously
    | (?:requested|requesting|demanded|granted|given|asked\ for|asking\ for)\ anonymity
    | (?:
          not\ (?:to\ |be\ |being\ )*
        | without\ being[ ]
        | (?:declined|refused|declining|refusing)\ to\ be[ ]
      ){_NAMED}(?:\ by\ name|\ publicly)?
    | (?:not\ (?:been\ )?|un)authori[sz]ed\ to\ (?:speak|talk|discuss|comment|disclose|brief)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|as|since|citing|due to|owing to|for fear|out of fear|fearing|in order to|so as to|given"
    r"|to (?:discuss|describe|speak|talk|protect|avoid|preserve|share|disclose|reveal))\b",
    re.IGNORECASE,
)
_NOT_ALLOWED = re.compile(
    r"\b(?:who|which|and|,)?\s*(?:was|were|is|are|(?:had|has|have) not been|not being)?\s*"
    r"(?:not\s+)?(?:un)?authori[sz]ed to\b",
    re.IGNORECASE,
)
_END = re.compile(r"[;—–“”\"]|\s-\s|[.!?](?:\s|$)|,\s(?:said|told|added)\b|,\s(?=[“\"])")


def phrase_in(sentence: str) -> re.Match[str] | None:
    """The words by which ``sentence`` leaves a source unnamed, or the bar on speaking that shows why."""
    return PHRASE.search(sentence)


def reason_in(text: str, start: int, end: int) -> Span | None:
    """Why the source of the sentence [start, end) of ``text`` is not named, None where the text does not say.

    It is what follows "because" or "citing" after the words that leave it unnamed, or "was not authorised to speak".
    """
    sentence = text[start:end]
    found = phrase_in(sentence)
    if found is None:
        return None
    if "uthori" in found.group():
        return _clause(text, start + _opening(sentence, found), end)
    because = _BECAUSE.search(sentence, found.end())
    if because is None or _END.search(sentence, found.end(), because.start()):
        return None
    return _clause(text, start + because.start(), end)


def _opening(sentence: str, found: re.Match[str]) -> int:
    """Where "who was not authorised to speak" begins."""
    opened = [m for m in _NOT_ALLOWED.finditer(sentence) if m.start() <= found.start() < m.end()]
    at = opened[0].start() if opened else found.start()
    because = [m.start() for m in _BECAUSE.finditer(sentence, 0, found.start())]
    # "because she was not authorised to speak": a short way back is part of the reason
    near = [b for b in because if found.start() - b < 40 and not _END.search(sentence, b, found.start())]
    at = near[-1] if near else at
    return at + len(sentence[at:]) - len(sentence[at:].lstrip(" ,"))


def _clause(text: str, at: int, end: int) -> Span:
    stop = _END.search(text, at, end)
    return Span(at, at + len(text[at : stop.start() if stop else end].rstrip(" ,.;")))


def sentence_of(token: Token) -> Span:
    sent = token.sent
    return Span(sent.start_char, sent.end_char)
