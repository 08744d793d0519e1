"""Words that attribute, and how reliably: counted on PolNeAR, or listed here with the reason.

``cue_words.json`` is written by training/attribution/cue_words.py: for each verb and noun how often it has a
complement of a kind and how often a person marked it as a cue then. The counts cannot say what ought to be marked, so
the decisions stand here: a wish or an attempt ("wants to", "tried to") attributes nothing, a word given does.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.attribution.nested.complements import (
    DIRECTIVE,
    FINITE,
    GERUND,
    INFINITIVE,
    NOMINAL,
    PASSIVE,
    QUESTION,
    RAISED,
)

LEAST_RATE = 0.6
"""Share of its uses, smoothed, that people mark as a cue, from which on a word counts as one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LISTED = {
    # These carry somebody's account, and are too rare in the split or parsed too badly there for their counts to say.
    FINITE: _words(
        "hear feel expect swear attest testify recount relate deny fear presume reckon reply answer cable whisper cry "
        "shout brag confess concede report hope suspect fear find show promise pledge vow threaten profess record"
    ),
    # To give one's word is to say something; to want, plan or try is not. "decline" and "refuse" are in REFUSING.
    INFINITIVE: _words("promise threaten agree vow pledge swear offer claim propose undertake volunteer profess"),
    DIRECTIVE: _words("urge ask tell warn order advise instruct beg implore exhort command request caution"),
    GERUND: _words("deny admit report recall describe suggest propose recommend acknowledge confess mention remember"),
    # "is seen to", "is meant to", "is asked to" attribute nothing.
    RAISED: _words(
        "say believe think report allege expect understand claim consider know rumor rumour assume presume suspect "
        "estimate fear suppose deem"
    )
    - _words("suppose"),
    PASSIVE: _words("say tell report believe think allege understand claim announce assume rumor rumour reveal warn"),
    NOMINAL: _words(
        "allegation accusation report statement rumor rumour prediction announcement denial promise pledge threat "
        "confession testimony charge account view opinion fear hope warning assurance admission assertion"
    ),
    QUESTION: _words("say tell explain reveal disclose note describe specify state report"),
}

BARRED = {
    # A reported question asserts nothing; "means that" and "sees that" have no speaker; the rest are parser's slips.
    FINITE: _words(
        "ask question wonder know mean see let be have make help convince persuade continue prove determine consider"
    ),
    NOMINAL: _words("fact idea case time sign confidence sense debate agreement concern doubt evidence"),
}

MORE_FORMS = {
    "swear": "swore sworn swearing swears swear",
    "tell": "tell tells told telling",
    "undertake": "undertook undertaken undertakes undertaking undertake",
    "rumour": "rumour rumours rumoured",
    "rumor": "rumor rumors rumored",
    "know": "know knows knew known knowing",
    "think": "think thinks thought thinking",
    "say": "say says said saying",
    "feel": "feel feels felt feeling",
    "hear": "hear hears heard hearing",
    "understand": "understand understands understood understanding",
    "write": "write writes wrote written writing",
    "find": "find finds found finding",
    "show": "show shows showed shown showing",
    "beg": "beg begs begged begging",
    "cry": "cry cries cried crying",
}
"""Forms that neither the split nor the rules of spelling give for a listed word."""

RESPONDING = _words(
    "deny denies denied denying dismiss dismisses dismissed dismissing reject rejects rejected rejecting refute "
    "refutes refuted refuting dispute disputes disputed disputing confirm confirms confirmed confirming repeat repeats "
    "repeated repeating"
)
"""Verbs that answer a claim that is their object: "denied reports that the plant would close"."""
LABELLING = _words(
    "call calls called calling describe describes described describing dismiss dismisses dismissed dismissing brand "
    "brands branded branding denounce denounces denounced denouncing condemn condemns condemned condemning label "
    "labels labelled labeled labelling hail hails hailed hailing deride derides derided deriding"
)
"""Verbs whose object or complement in quotation marks is somebody's word for it."""
REFUSING = _words("decline declines declined declining refuse refuses refused refusing")
ONGOING = _words(
    "keep keeps kept keeping continue continues continued continuing used go goes went gone going begin begins began "
    "start starts started"
)
"""Verbs that pass their subject on to a cue: "kept insisting", "used to say", "went on to claim"."""
MAKING = _words(
    "make makes made making issue issues issued issuing give gives gave given giving express expresses expressed "
    "expressing voice voices voiced voicing spread spreads spreading publish published publishes publishing"
)
"""Verbs whose subject is the source of the noun that is their object: "made the claim that"."""
VIEWS = _words("view opinion words judgment judgement telling account estimate")
MODALS = _words("would could might may should must can ca shall ’d 'd")
HEDGES = _words("think believe guess suppose hope know mean feel imagine doubt expect fear swear wonder")
"""In the first or second person these only colour what their speaker says anyway ("I think", "you know")."""
ATTITUDES = _words("hope fear belief view opinion assumption speculation")
"""Nouns that attribute only where the text says whose they are."""

EVIDENCE = _words("show suggest indicate imply demonstrate signal reveal feel prove")
"""What "it" or "this" shows is the writer's inference; what a survey shows is the survey's."""
SPEAKING = _words(
    "say tell ask reply answer shout yell cry whisper add write quip joke tweet declare insist note claim recall "
    "explain respond warn remark announce argue exclaim state chant mutter observe comment reiterate"
)
"""Verbs that a quotation beside them belongs to."""

ACCORDING, VIEW, AS, ASIDE, QUOTED, LABEL, RESPONSE = (
    "according",
    "view",
    "as",
    "aside",
    "quoted",
    "label",
    "response",
)
CONSTRUCTIONS = {ACCORDING: 0.73, VIEW: 0.6, AS: 0.47, ASIDE: 0.69, QUOTED: 0.59, LABEL: 0.69, RESPONSE: 0.8}
"""Share of these, found outside the contents of PolNeAR's train split, that people marked with about the same content
and source (416, 10, 89, 289, 338, 187 and 8 of them; the last by guess)."""
SPANS_FIT = 0.78
"""Where people mark a verb or noun with its complement, how often content and source come out about the same too."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``lemmas``: (part of speech, form) -> lemma; ``counts``: (part of speech, lemma, kind) -> marked, seen."""

    lemmas: dict[tuple[str, str], str]
    counts: dict[tuple[str, str, str], tuple[int, int]]

    def lemma(self, pos: str, form: str) -> str | None:
        return self.lemmas.get((pos, form.lower()))

    def rate(self, pos: str, form: str, kind: str) -> float | None:
        """The chance that a reader marks ``form`` and its complement of ``kind`` so; None where it is no cue then."""
        lemma = self.lemma(pos, form)
        if lemma is None or lemma in BARRED.get(kind, ()):
            return None
        listed = lemma in LISTED[kind]
        marked, seen = self.counts.get((pos, lemma, kind), (0, 0))
        rate = (marked + 1) / (seen + 2)
        if kind in (FINITE, NOMINAL) and rate >= LEAST_RATE:
            return rate * SPANS_FIT
        return max(rate, LEAST_RATE) * SPANS_FIT if listed else None


@cache
def lexicon() -> Lexicon:
    table = json.loads(files(__package__).joinpath("cue_words.json").read_text(encoding="utf-8"))
    lemmas: dict[tuple[str, str], str] = {}
    counts: dict[tuple[str, str, str], tuple[int, int]] = {}
    for pos, rows in table.items():
        for lemma, row in rows.items():
            lemmas |= {(pos, form): lemma for form in row.pop("forms")}
            counts |= {(pos, lemma, kind): (marked, seen) for kind, (marked, seen) in row.items()}
    for kind, words in [*LISTED.items(), (FINITE, SPEAKING)]:
        pos = "nouns" if kind == NOMINAL else "verbs"
        for lemma in sorted(words):
            for form in _forms(lemma, pos):
                lemmas.setdefault((pos, form), lemma)
    return Lexicon(lemmas, counts)


def _forms(lemma: str, pos: str) -> frozenset[str]:
    if lemma in MORE_FORMS:
        return _words(MORE_FORMS[lemma])
    stem = lemma.removesuffix("e")
    forms = {lemma, lemma + "s", lemma + "es"}
    return frozenset(forms if pos == "nouns" else forms | {stem + "ed", stem + "ing", lemma[:-1] + "ied"})
