"""The act of a statement: from its cue, and from its content where the cue only says that something was said."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.acts.reading import Reading, readings
from onrecord.attribution.acts.words import act_words, plain
from onrecord.attribution.nested.complements import has_to, is_question
from onrecord.model import Act, Answer, Form, Span, Statement

LABEL_WORDS = 14
"""Of a label ("called the plan a disgrace") so many words are looked at for praise or blame."""

_WITHHELD = frozenset({Act.PROMISES, Act.CONFIRMS, Act.DENIES, Act.PRAISES})
_MARKS = "“”\"‘’'«»„ \n"
_NO_COMMENT = frozenset({"no comment", "no comments"})


def act_of(statement: Statement, tokens: Doc) -> Answer[Act]:
    """What the speaker does by saying it, and the words that show it: those of the cue, or those of the content that
    make "I deny it" a denial. A cue that no rule knows says."""
    cue = _within(tokens, statement.cue)
    content = _within(tokens, statement.content)
    reading = _chosen(cue)
    if reading is None:
        return _by_content(statement, content) or Answer(Act.SAYS, statement.cue)
    act = _settled(reading, cue, content)
    told = _by_content(statement, content)
    if told is not None and (act is Act.SAYS and reading.is_kind("speaking")):
        return told
    if told is not None and act is Act.DEMANDS and told.value is Act.ASKS:  # "Why now?" she demanded
        return told
    return Answer(act, _spans(reading.words))


def _within(tokens: Doc, spans: Iterable[Span]) -> list[Token]:
    found = (tokens.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    return [t for words in found if words is not None for t in words]


def _spans(words: Sequence[Token]) -> tuple[Span, ...]:
    out: list[Span] = []
    for i, token in enumerate(words):
        start, end = token.idx, token.idx + len(token)
        if i and token.i == words[i - 1].i + 1:
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return tuple(out)


def _chosen(cue: Sequence[Token]) -> Reading | None:
    """The first word that does more than say; nouns behind a verb of saying are what it speaks of, not what it does.

    A refusal that is itself negated leaves the act to what follows: "could not resist mentioning".
    """
    found = list(readings(cue))
    sure = [reading for reading in found if not reading.guessed]
    said: Reading | None = None
    for reading in sure or found:
        if reading.act is Act.DECLINES and reading.negated:
            continue
        is_verb = not reading.head.tag_.startswith(("NN", "JJ"))
        neutral = reading.act is Act.SAYS and not _labels(reading)
        if said is not None and (not is_verb or not _governs(said.head, reading.head)):
            continue
        if not neutral:
            return reading
        light = reading.is_kind("light") or reading.is_kind("going_on")
        if said is None and not light:
            said = reading
    return said


def _labels(reading: Reading) -> bool:
    return reading.is_kind("labelling")


def _governs(above: Token, below: Token) -> bool:
    return below.head == above and below.dep_ == "xcomp"


def _settled(reading: Reading, cue: Sequence[Token], content: Sequence[Token]) -> Act:
    """The act of ``reading`` once its object and its negation are looked at."""
    act = _with_object(reading, [*cue, *content], content)
    return _negative(act, reading) if reading.negated else act


def _with_object(reading: Reading, words: Sequence[Token], content: Sequence[Token]) -> Act:
    head = reading.head
    if reading.is_kind("turning_down") and not _is_claim(reading, words):
        return Act.DECLINES
    if reading.is_kind("labelling") and len(reading.words) == 1:
        return _label(reading, words, content)
    form = plain(head.text)
    if head.tag_.startswith("VB") and len(reading.words) == 1:
        if reading.is_kind("bidding") and reading.act in (Act.SAYS, Act.ASKS) and _bids(head):
            return Act.DEMANDS
        if form.startswith("suggest") and any(c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp") for c in head.children):
            return Act.DEMANDS
        if form.startswith("offer") and not any(has_to(c) for c in head.children):
            return _offered(head)
    return reading.act


def _bids(verb: Token) -> bool:
    """ "told them to leave", not "asked how to leave"."""
    return any(c.dep_ in ("xcomp", "ccomp") and has_to(c) and not is_question(c) for c in verb.children)


def _offered(verb: Token) -> Act:
    """ "offered praise" praises, "offered an account" says."""
    things = (plain(c.text) for c in verb.children if c.dep_ == "dobj")
    return next((act_words().nouns[t] for t in things if t in act_words().nouns), Act.SAYS)


def _is_claim(reading: Reading, words: Sequence[Token]) -> bool:
    """Whether what is rejected can be true or false."""
    after = [t for t in words if t.i > reading.head.i][:LABEL_WORDS]
    clause = any(c.dep_ == "ccomp" for c in reading.head.children)
    return clause or any(plain(t.text) in act_words().kinds["claims"] for t in after)


def _label(reading: Reading, words: Sequence[Token], content: Sequence[Token]) -> Act:
    """ "called it a disgrace" condemns, "called it a triumph" praises, "called the charge a smear" denies."""
    if reading.is_kind("as_something") and not any(plain(t.text) == "as" for t in words):
        return Act.SAYS
    said = [plain(t.text) for t in (content or words)]
    start = said.index("as") if "as" in said[LABEL_WORDS:] else 0  # a long object stands before its label
    lower = said[start : start + LABEL_WORDS]
    praise, blame = (sum(w in listed for w in lower) for listed in (act_words().positive, act_words().negative))
    if "not" in lower or "n't" in lower:
        praise, blame = blame, praise
    if blame > praise:
        return Act.DENIES if any(w in act_words().kinds["claims"] for w in lower[:6]) else Act.CONDEMNS
    return Act.PRAISES if praise > blame else Act.SAYS


def _negative(act: Act, reading: Reading) -> Act:
    """What is done by not doing ``act``."""
    if act is Act.CONFIRMS and reading.is_kind("disagreeing"):
        return Act.DENIES
    if act is Act.PRAISES and reading.is_kind("opposing"):
        return Act.CONDEMNS
    if act in _WITHHELD:
        return Act.DECLINES
    if act is Act.SAYS and reading.is_kind("withholding") and not _never(reading.head):
        return Act.DECLINES
    return act if act is Act.BELIEVES else Act.SAYS


def _never(verb: Token) -> bool:
    return any(plain(c.text) == "never" for c in verb.children)


def _by_content(statement: Statement, content: Sequence[Token]) -> Answer[Act] | None:
    """A quotation that is a question, a refusal, or does what it says ("we condemn the attack")."""
    if statement.form is not Form.DIRECT or not content:
        return None
    text = content[0].doc[content[0].i : content[-1].i + 1].text.strip(_MARKS)
    if text.rstrip(".!,").lower() in _NO_COMMENT:
        return Answer(Act.DECLINES, statement.content)
    performed = _performed(content)
    if performed is not None:
        return performed
    return Answer(Act.ASKS, statement.content[-1:]) if text.endswith("?") else None


def _performed(content: Sequence[Token]) -> Answer[Act] | None:
    """The first sentence's "I deny", "we strongly condemn", "I can confirm"."""
    first = next((t for t in content if not t.is_punct), content[0])
    for verb in (t for t in first.sent if first.i <= t.i <= content[-1].i and t.tag_ in ("VBP", "VB")):
        speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if speaker is None or plain(speaker.text) not in ("i", "we") or speaker.i > first.i + 1:
            continue
        act = act_words().verbs.get(plain(verb.text))  # None for "call", which does nothing without its "for"
        if act is None or plain(verb.text) not in act_words().kinds["performing"] or _unreal(verb):
            continue
        reading = Reading(act, (verb,), _negated_clause(verb))
        return Answer(_settled(reading, [verb], content), _spans([speaker, verb]))
    return None


def _unreal(verb: Token) -> bool:
    """ "I would deny", "we may support" do nothing yet."""
    return any(plain(c.text) in ("would", "could", "might", "may", "should", "did") for c in verb.children)


def _negated_clause(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)
