"""Actors of one text, on parses written by hand; every name of a person, firm or paper is invented."""

from typing import NamedTuple

import pytest
from spacy.tokens import Doc

from onrecord.actors import speakers
from onrecord.model import ActorKind, Form, Statement
from tests.actors.documents import parsed, place, read, said

RESIGNED = "Orla/NNP/compound/1 Venn/NNP/nsubj/2 resigned/VBD/ROOT/2 ././punct/2"
SHE_SAID = "She/PRP/nsubj/1 said/VBD/ROOT/1 the/DT/det/3 council/NN/nsubj/4 failed/VBD/ccomp/1 ././punct/1"
HE_SAID = SHE_SAID.replace("She", "He")
MS_VENN = "Ms./NNP/compound/1 Venn/NNP/nsubj/2 left/VBD/ROOT/2 ././punct/2"
MR_VENN = MS_VENN.replace("Ms.", "Mr.")
PEOPLE = [("Orla Venn", "PERSON"), ("Venn", "PERSON")]


class Kind(NamedTuple):
    id: str
    sentence: str
    names: list[tuple[str, str]]
    name: str
    kind: ActorKind


KINDS = [
    Kind(
        "a magazine that the name finder takes for a man",
        "German/JJ/amod/1 magazine/NN/nsubj/4 Der/NNP/compound/3 Quorl/NNP/appos/1 reported/VBD/ROOT/4 it/PRP/dobj/4",
        [("Der Quorl", "PERSON")],
        "Der Quorl",
        ActorKind.OUTLET,
    ),
    Kind(
        "a firm that the name finder takes for a town",
        "drone/NN/compound/1 maker/NN/nmod/2 Tarvo/NNP/nsubj/3 closed/VBD/ROOT/3",
        [("Tarvo", "GPE")],
        "Tarvo",
        ActorKind.ORGANISATION,
    ),
    Kind(
        "a person told by a title",
        "Ms./NNP/compound/1 Brale/NNP/nsubj/2 spoke/VBD/ROOT/2",
        [("Brale", "GPE")],
        "Brale",
        ActorKind.PERSON,
    ),
    Kind(
        "a person told by “who”",
        "Tarvo/NNP/nsubj/5 ,/,/punct/0 who/WP/nsubj/3 resigned/VBD/relcl/0 ,/,/punct/0 spoke/VBD/ROOT/5",
        [("Tarvo", "ORG")],
        "Tarvo",
        ActorKind.PERSON,
    ),
    Kind(
        "an outlet by the last word of its name",
        "Harrow/NNP/compound/1 Gazette/NNP/nsubj/2 asked/VBD/ROOT/2",
        [("Harrow Gazette", "ORG")],
        "Harrow Gazette",
        ActorKind.OUTLET,
    ),
    Kind(
        "a country by the gazetteer",
        "Norway/NNP/nsubj/1 agreed/VBD/ROOT/1",
        [("Norway", "ORG")],
        "Norway",
        ActorKind.COUNTRY,
    ),
    Kind(
        "a group of people",
        "several/JJ/amod/1 officials/NNS/nsubj/2 agreed/VBD/ROOT/2",
        [],
        "several officials",
        ActorKind.GROUP,
    ),
]


@pytest.mark.parametrize("case", KINDS, ids=lambda c: c.id)
def test_the_kind_is_what_the_text_itself_shows(case: Kind):
    doc = parsed([case.sentence], case.names)
    actor = read(doc).of(place(doc, case.name))
    assert actor is not None
    assert (actor.name, actor.kind.value) == (case.name, case.kind)


def test_a_kind_names_the_words_that_showed_it():
    doc = parsed([KINDS[0].sentence], KINDS[0].names)
    actor = read(doc).of(place(doc, "Der Quorl"))
    assert actor is not None
    assert "magazine" in [s.of(doc.text) for s in actor.kind.spans]


def test_a_pronoun_speaks_for_the_person_named_before():
    doc = parsed([RESIGNED, SHE_SAID], PEOPLE)
    statement = said(doc, place(doc, "She"), "said", "the council failed")
    (found,) = speakers([statement], read(doc, [statement]))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == ("Orla Venn", ActorKind.PERSON)
    assert found.speaker.mention is not None
    assert found.speaker.mention.of(doc.text) == "Orla Venn"


def test_a_reference_tells_what_was_compared_and_why():
    doc = parsed([RESIGNED, SHE_SAID], PEOPLE)
    actors = read(doc)
    mention = actors.mention(place(doc, "She"))
    assert mention is not None
    reference = actors.reference(mention)
    assert reference is not None
    assert reference.compared == ("She", "Orla Venn")
    assert reference.why
    assert 0 < reference.score <= 1


def test_a_pronoun_with_nobody_before_it_speaks_for_nobody():
    doc = parsed([HE_SAID])
    statement = said(doc, place(doc, "He"), "said", "the council failed")
    assert speakers([statement], read(doc, [statement]))[0].speaker is None


def test_he_is_not_ms_venn():
    doc = parsed([MS_VENN, HE_SAID], PEOPLE)
    statement = said(doc, place(doc, "He"), "said", "the council failed")
    assert speakers([statement], read(doc, [statement]))[0].speaker is None


def test_titles_of_a_man_and_a_woman_keep_two_of_one_name_apart():
    doc = parsed([MS_VENN, MR_VENN], PEOPLE)
    actors = read(doc)
    assert actors.of(place(doc, "Venn")) != actors.of(place(doc, "Venn", 2))


QUOTED = (
    "“/``/punct/8 I/PRP/nsubj/2 saw/VBD/ccomp/8 it/PRP/dobj/2 ,/,/punct/8 ”/''/punct/8"
    " Orla/NNP/compound/7 Venn/NNP/nsubj/8 said/VBD/ROOT/8 ././punct/8"
)


def test_i_in_a_quotation_is_its_speaker_and_not_the_author():
    doc = parsed([QUOTED], PEOPLE)
    statement = said(doc, place(doc, "Orla Venn"), "said", "“ I saw it , ”", Form.DIRECT)
    actors = read(doc, [statement])
    assert actors.of(place(doc, "I")) == actors.of(place(doc, "Orla Venn")) != None  # noqa: E711 - of two, one value


def test_a_short_name_and_a_slip_of_spelling_are_the_full_name():
    doc = parsed(
        [
            "Ivo/NNP/compound/1 Fedorin/NNP/nsubj/2 spoke/VBD/ROOT/2",
            "Fedorin/NNP/nsubj/1 left/VBD/ROOT/1",
            "Federin/NNP/nsubj/1 slept/VBD/ROOT/1",
        ],
        [("Ivo Fedorin", "PERSON"), ("Fedorin", "PERSON"), ("Federin", "PERSON")],
    )
    actor = read(doc).of(place(doc, "Federin"))
    assert actor is not None
    assert actor.name == "Ivo Fedorin"
    assert set(actor.aliases) == {"Fedorin", "Federin"}


def test_the_company_is_the_firm_of_the_sentence_before():
    doc = parsed(
        [
            "drone/NN/compound/1 maker/NN/nmod/2 Tarvo/NNP/nsubj/3 closed/VBD/ROOT/3 ././punct/3",
            "The/DT/det/1 company/NN/nsubj/2 declined/VBD/ROOT/2 to/TO/aux/4 comment/VB/xcomp/2 ././punct/2",
        ],
        [("Tarvo", "ORG")],
    )
    actor = read(doc).of(place(doc, "The company"))
    assert actor is not None
    assert actor.name == "Tarvo"


def beijing(sentence: str) -> Doc:
    return parsed(["China/NNP/nsubj/1 agreed/VBD/ROOT/1 ././punct/1", sentence], [("China", "GPE"), ("Beijing", "GPE")])


def test_a_capital_that_acts_is_its_country():
    doc = beijing("Beijing/NNP/nsubj/1 rejected/VBD/ROOT/1 the/DT/det/3 plan/NN/dobj/1 ././punct/1")
    actors = read(doc)
    assert actors.of(place(doc, "Beijing")) == actors.of(place(doc, "China")) is not None


def test_a_misspelt_capital_that_acts_keeps_its_spelling_and_is_its_country():
    doc = parsed(
        ["China/NNP/nsubj/1 agreed/VBD/ROOT/1", "Bejing/NNP/nsubj/1 rejected/VBD/ROOT/1 it/PRP/dobj/1"],
        [("China", "GPE"), ("Bejing", "GPE")],
    )
    actor = read(doc).of(place(doc, "Bejing"))
    assert actor is not None
    assert actor.name == "China"
    assert actor.aliases == ("Bejing",)


def test_a_capital_that_somebody_is_in_is_the_city():
    doc = beijing("Venn/NNP/nsubj/1 spoke/VBD/ROOT/1 in/IN/prep/1 Beijing/NNP/pobj/2 ././punct/1")
    actors = read(doc)
    assert actors.of(place(doc, "China")) is not None
    assert actors.of(place(doc, "Beijing")) is None


OFFICES = [
    (
        "Alliance/NNP/compound/1 Secretary-General/NNP/compound/3 Orla/NNP/compound/3 Venn/NNP/nsubj/4"
        " spoke/VBD/ROOT/4",
        "Secretary-General",
        "Alliance",
    ),
    (
        "Orla/NNP/compound/1 Venn/NNP/nsubj/9 ,/,/punct/1 a/DT/det/4 spokeswoman/NN/appos/1 for/IN/prep/4 the/DT/det/7"
        " ministry/NN/pobj/5 ,/,/punct/1 spoke/VBD/ROOT/9",
        "spokeswoman",
        "ministry",
    ),
    (
        "Orla/NNP/compound/1 Venn/NNP/nsubj/8 ,/,/punct/1 who/WP/nsubj/4 leads/VBZ/relcl/1 the/DT/det/6"
        " council/NN/dobj/4 ,/,/punct/1 spoke/VBD/ROOT/8",
        "leads",
        "council",
    ),
]


@pytest.mark.parametrize(("sentence", "role", "affiliation"), OFFICES)
def test_role_and_affiliation_are_given_as_the_text_has_them(sentence: str, role: str, affiliation: str):
    doc = parsed([sentence], [("Orla Venn", "PERSON"), ("Alliance", "ORG")])
    actor = read(doc).of(place(doc, "Orla Venn"))
    assert actor is not None
    assert actor.role is not None
    assert actor.affiliation is not None
    assert [s.of(doc.text) for s in actor.role.spans] == [role]
    assert [s.of(doc.text) for s in actor.affiliation.spans] == [affiliation]


def test_an_unnamed_speaker_is_called_by_the_words_of_the_text():
    doc = parsed(
        ["a/DT/det/1 spokesman/NN/nsubj/5 for/IN/prep/1 the/DT/det/4 ministry/NN/pobj/2 said/VBD/ROOT/5 so/RB/advmod/5"]
    )
    statement = said(doc, place(doc, "a spokesman for the ministry"), "said", "so")
    (found,) = speakers([statement], read(doc, [statement]))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == ("a spokesman for the ministry", ActorKind.PERSON)


def test_who_is_the_noun_that_its_clause_hangs_on():
    doc = parsed([KINDS[3].sentence], KINDS[3].names)
    actors = read(doc)
    assert actors.of(place(doc, "who")) == actors.of(place(doc, "Tarvo")) is not None


def test_an_it_that_stands_for_nothing_is_no_mention():
    doc = parsed(
        [
            "Tarvo/NNP/nsubj/1 closed/VBD/ROOT/1",
            "It/PRP/nsubj/1 is/VBZ/ROOT/1 clear/JJ/acomp/1 that/IN/mark/5 prices/NNS/nsubj/5 fell/VBD/ccomp/1",
        ],
        [("Tarvo", "ORG")],
    )
    assert read(doc).of(place(doc, "It")) is None


def test_a_text_without_mentions_has_no_actors():
    actors = read(parsed(["Stop/VB/ROOT/0"]))
    assert actors.actors == ()
    assert actors.references == ()


def test_they_are_the_two_who_were_named_together():
    doc = parsed(
        [
            "Orla/NNP/compound/1 Venn/NNP/nsubj/5 and/CC/cc/1 Ivo/NNP/compound/4 Fedorin/NNP/conj/1 met/VBD/ROOT/5"
            " ././punct/5",
            "They/PRP/nsubj/1 said/VBD/ROOT/1 the/DT/det/3 council/NN/nsubj/4 failed/VBD/ccomp/1 ././punct/1",
        ],
        [("Orla Venn", "PERSON"), ("Ivo Fedorin", "PERSON")],
    )
    statement = said(doc, place(doc, "They"), "said", "the council failed")
    actors = read(doc, [statement])
    (found,) = speakers([statement], actors)
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == ("Orla Venn and Ivo Fedorin", ActorKind.GROUP)
    assert len(actors.actors) >= 3


def test_two_whom_nothing_names_together_again_are_no_actor_of_their_own():
    doc = parsed(
        ["Venn/NNP/nsubj/3 and/CC/cc/0 Fedorin/NNP/conj/0 met/VBD/ROOT/3 ././punct/3"],
        [("Venn", "PERSON"), ("Fedorin", "PERSON")],
    )
    assert {a.name for a in read(doc).actors} == {"Venn", "Fedorin"}


def test_a_verb_before_its_speaker_is_no_part_of_the_name():
    doc = parsed(["Said/NNP/ROOT/0 Venn/NNP/nsubj/0 :/:/punct/0 no/UH/intj/0"], [("Said Venn", "PERSON")])
    assert [a.name for a in read(doc).actors] == ["Venn"]


def test_a_headline_is_no_name():
    doc = parsed(
        ["Harrow/NNP/compound/1 Gazette/NNP/nsubj/2 Attacks/VBZ/ROOT/2 Venn/NNP/dobj/2"],
        [("Harrow Gazette Attacks Venn", "ORG")],
    )
    assert {a.name for a in read(doc).actors} == {"Harrow Gazette", "Venn"}


def test_a_given_name_that_the_name_finder_left_out_is_part_of_the_name():
    doc = parsed(
        ["Nell/NNP/compound/2 Carra/NNP/compound/2 Venn/NNP/nsubj/3 spoke/VBD/ROOT/3"], [("Carra Venn", "PERSON")]
    )
    assert [a.name for a in read(doc).actors] == ["Nell Carra Venn"]


def test_a_clause_on_a_description_goes_with_it_to_what_it_stands_for():
    doc = parsed(
        [
            "drone/NN/compound/1 maker/NN/nmod/2 Tarvo/NNP/nsubj/3 closed/VBD/ROOT/3 ././punct/3",
            "The/DT/det/1 company/NN/nsubj/6 ,/,/punct/1 which/WDT/nsubj/4 lost/VBD/relcl/1 ,/,/punct/1"
            " declined/VBD/ROOT/6 ././punct/6",
        ],
        [("Tarvo", "ORG")],
    )
    actors = read(doc)
    assert actors.of(place(doc, "The company")) == actors.of(place(doc, "which")) == actors.of(place(doc, "Tarvo"))


def test_what_somebody_is_said_to_be_is_not_what_the_text_calls_them():
    doc = parsed(
        [
            "My/PRP$/poss/1 aunt/NN/nsubj/2 left/VBD/ROOT/2 ././punct/2",
            "She/PRP/nsubj/1 was/VBD/ROOT/1 a/DT/det/4 registered/JJ/amod/4 nurse/NN/attr/1 ././punct/1",
        ]
    )
    actor = read(doc).of(place(doc, "My aunt"))
    assert actor is not None
    assert actor.name == "My aunt"


TITLED = "Sen./NNP/compound/1 Venn/NNP/nsubj/2 met/VBD/ROOT/2 Mr./NNP/compound/4 Fedorin/NNP/dobj/2 ././punct/2"


def test_an_office_that_a_title_shortens_is_whose_title_it_is():
    doc = parsed(
        [TITLED, "The/DT/det/1 senator/NN/nsubj/2 left/VBD/ROOT/2 ././punct/2"],
        [("Venn", "PERSON"), ("Fedorin", "PERSON")],
    )
    actor = read(doc).of(place(doc, "The senator"))
    assert actor is not None
    assert actor.name == "Venn"


def test_a_campaign_called_by_a_name_is_no_other_body():
    doc = parsed(
        [
            "Harrow/NNP/compound/1 Gazette/NNP/nsubj/2 asked/VBD/ROOT/2 ././punct/2",
            "The/DT/det/2 Venn/NNP/compound/2 campaign/NN/nsubj/3 declined/VBD/ROOT/3 ././punct/3",
        ],
        [("Harrow Gazette", "ORG"), ("Venn", "PERSON")],
    )
    actors = read(doc)
    assert actors.of(place(doc, "The Venn campaign")) != actors.of(place(doc, "Harrow Gazette"))


def test_a_cue_without_a_source_goes_on_from_the_verb_before_it():
    doc = parsed(
        [
            "Venn/NNP/nsubj/1 said/VBD/ROOT/1 prices/NNS/nsubj/3 fell/VBD/ccomp/1 but/CC/cc/1 noted/VBD/conj/1"
            " wages/NNS/nsubj/7 rose/VBD/ccomp/5 ././punct/1"
        ],
        [("Venn", "PERSON")],
    )
    first = said(doc, place(doc, "Venn"), "said", "prices fell")
    second = Statement(first.document_id, (), (place(doc, "noted"),), (place(doc, "wages rose"),), Form.INDIRECT, 1.0)
    found = speakers([first, second], read(doc, [first, second]))
    assert [s.speaker and s.speaker.name for s in found] == ["Venn", "Venn"]
