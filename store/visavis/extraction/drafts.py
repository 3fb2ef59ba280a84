"""A meeting while it is put together: who, when and where so far, and which sentences tell it."""

from dataclasses import dataclass, field

from visavis.extraction.anaphora import Who
from visavis.extraction.arguments import Trigger
from visavis.extraction.document import Left
from visavis.extraction.status import Outcome
from visavis.model import Channel, Dated, Place, Stance


@dataclass(slots=True)
class Draft:
    """One meeting while it is put together."""

    number: int  # sentence
    trigger: Trigger
    who: list[Who]
    outcome: Outcome
    channel: Channel
    when: Dated | None = None
    place: Place | None = None
    place_span: tuple[int, int] | None = None
    told_again: list[int] = field(default_factory=list)  # sentences that tell it once more
    speaker: str | None = None  # who says so, in the article's words
    stance: Stance = "asserted"
    spoken: bool = False  # told by a word for talking, which leaves open whether by telephone
    firm: bool = True  # the words tell that it took place; without, a plan told elsewhere outweighs them
    again: bool = False  # said to be one more meeting of the same people
    refers: bool = False  # "the meeting", "esta conversación": told before

    @property
    def sides(self) -> set[str]:
        """The countries and bodies on its sides."""
        return {who.code for who in self.who if who.code}

    @property
    def people(self) -> set[int]:
        """The people who took part."""
        return {who.person for who in self.who if who.person is not None}


def left_out(draft: Draft, reason: str) -> Left:
    """The note of a meeting that is not taken, or not as one of its own."""
    return Left(draft.number, draft.trigger.at, draft.trigger.rule, reason, sides_of(draft.who))


def sides_of(who: list[Who]) -> tuple[tuple[int | None, str | None], ...]:
    """The person and the side of each, as a note of what is left out keeps them."""
    return tuple((one.person, one.code) for one in who)


def without_covered(found: list[Who]) -> list[Who]:
    """A country beside one of its people adds nothing."""
    covered = {who.code for who in found if who.person is not None}
    return [who for who in found if who.person is not None or who.code not in covered]
