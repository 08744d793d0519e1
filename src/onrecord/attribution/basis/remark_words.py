"""The words of remarks on sourcing, and of what they are made about."""

import re

_PROOF = (
    r"(?:evidence|proof|sources?|sourcing|details?|specifics|documents?|documentation|basis|substantiation|corroboration"
    r"|data|figures?|names?|examples?|particulars|backing|citations?|attribution|facts)"
)
_SOME = (
    r"(?:(?:any|a|its|his|her|their|the|immediate|specific|further|clear|hard|direct|concrete|credible|independent"
    r"|supporting|other|named|such|more|of)\s+)*"
)
_NOT = r"(?:\ not|n[’']t|\ never)"
_CANNOT = r"(?:\ not|n[’']t|not)"
_GIVE = (
    r"(?:cited?|named?|give|given|identify|identified|specify|specified|provided?|offer|offered|presented?|produced?"
    r"|disclosed?|reveal|revealed|quoted?|supply|supplied|show|shown|attributed?|shared?|mention|mentioned)"
)
_GAVE = (
    r"(?:cit|nam|gav|giv|identifi|specifi|provid|offer|present|produc|disclos|reveal|quot|suppli|show)(?:e|ed|es|en|s)?"
)
_GIVING = (
    r"(?:citing|naming|giving|identifying|specifying|providing|offering|presenting|producing|disclosing|revealing|quoting"
    r"|supplying|showing|attributing|sharing|mentioning)"
)
_CHECK = r"(?:verify|confirm|corroborate|authenticate|substantiate|check|validate)"
_CHECKED = r"(?:verified|confirmed|corroborated|authenticated|substantiated|checked|validated)"
_HOW = r"(?:(?:independently|immediately|yet|fully|publicly|otherwise|separately|been|be)\ )"

REMARK = re.compile(
    rf"""\b(?:
      (?:did|does|do|has|have|had|would){_NOT}\s+(?:immediately\ |yet\ |itself\ )?{_GIVE}\s+{_SOME}{_PROOF}
    | (?:{_GAVE}|{_GIVING})\s+no\s+{_SOME}{_PROOF}
    | without\s+(?:immediately\ )?{_GIVING}\s+{_SOME}{_PROOF}
    | without\s+{_SOME}(?:evidence|proof|substantiation|corroboration|attribution)
      (?:\s+to\ (?:support|back)\b[^,.;]*)?(?!\s+(?:of|that|from)\b)
    | without\s+(?:elaborating|specifying|explaining)(?:\s+(?:how|why|who|further))?
    | (?:did|would){_NOT}\s+(?:say|explain|specify|disclose|reveal)\s+(?:how|where|from\ whom)\s+(?:it|he|she|they)
      \s+(?:had\ )?(?:got|obtained|knew|know|learned|learnt|received|came)[^,.;]*
    | (?:did|would){_NOT}\s+(?:say|explain|specify|disclose|reveal)\s+(?:who|what)\s+(?:its|his|her|their|the)
      \s+(?:sources?|evidence)\s+(?:was|were)
    | (?:could|can){_CANNOT}\s+{_HOW}+{_CHECKED}(?:\s+(?:independently|immediately))?
    | (?:ha[sd]|have){_NOT}\s+{_HOW}*{_CHECKED}
    | (?:(?:could|can){_CANNOT}|(?:was|were|is|are)(?:\ unable|\ not\ able)\ to)
      \s+(?:(?:independently|immediately)\ ){{0,2}}{_CHECK}
    | no\ evidence\s+(?:was|were|has\ been|had\ been)\s+(?:given|provided|offered|presented|produced|cited)
    | (?:remain|remains|remained|is|are|was|were)
      \ (?:un(?:verified|confirmed|substantiated|corroborated)|impossible\ to\ {_CHECK})
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
OUTLET_CHECKS = re.compile(r"independently|immediately|verif|authenticat|corroborat", re.IGNORECASE)
"""What an outlet does with another's claim, and its own subject does not tell whose."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAID_THINGS = _words(
    "claim claims report reports account accounts allegation allegations accusation accusations statement statements "
    "assertion assertions figure figures number numbers information story stories video footage image images "
    "photograph photographs letter document documents recording rumour rumours rumor rumors details version toll "
    "testimony this "
    "that it they which post posts message messages estimate estimates charge charges remarks "
    "comments authenticity accuracy"
)
"""Subjects that name what was said rather than who said it: "the claim could not be verified"."""
