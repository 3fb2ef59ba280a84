"""Titles: one readable line that never tells more than is known."""

from dataclasses import replace

import pytest

from database_cases import report, resolved
from visavis.database.titles import agreement_title, meeting_title
from visavis.model import Actor, ActorKind, Agreement, Attendance, Meeting

WHOLE = resolved([report(1)])
PEOPLE: tuple[tuple[ActorKind, str, str | None], ...] = (
    ("country", "China", "CHN"),
    ("person", "Wei Shan", "CHN"),
    ("organisation", "Ministry of Trade", "PER"),
    ("person", "Ana Ruiz", "PER"),
    ("person", "Luis Paz", "PER"),
    ("person", "Jo [red]\nDoe" + "x" * 100, None),
)
ACTORS = {
    number: Actor(number, kind, name, country, None, None, None, ())
    for number, (kind, name, country) in enumerate(PEOPLE)
}


def meeting(*who: int, **changes: object) -> str:
    """The title of a meeting of these people."""
    participants = tuple(Attendance(number, ACTORS[number].country, None) for number in who)
    plain: Meeting = replace(WHOLE.meetings[0], participants=participants)
    return meeting_title(replace(plain, **changes), ACTORS)  # type: ignore[arg-type]


def agreement(*who: int, **changes: object) -> str:
    """The title of an agreement of these parties."""
    plain: Agreement = replace(WHOLE.agreements[0], parties=who, subjects=(), claimed_count=None)
    return agreement_title(replace(plain, **changes), ACTORS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "title"),
    [
        ((3, 1), "Ana Ruiz met Wei Shan"),
        ((3, 4, 1), "Ana Ruiz met Wei Shan and 1 other"),
        ((0, 2, 1, 3, 4), "Wei Shan met Ana Ruiz and 2 others"),
        ((3, 4), "Ana Ruiz met Luis Paz"),
        ((2, 0), "Ministry of Trade met China"),
        ((0,), "China met Peru"),
        ((3,), "Ana Ruiz met China"),
        ((), "China - Peru: meeting"),
    ],
)
def test_who_stands_for_a_meeting(who: tuple[int, ...], title: str) -> None:
    """Persons before organisations before countries, one of each side, the rest counted."""
    assert meeting(*who) == title


@pytest.mark.parametrize(
    ("status", "channel", "title"),
    [
        ("held", "phone", "Ana Ruiz spoke by phone with Wei Shan"),
        ("held", "video", "Ana Ruiz spoke by video with Wei Shan"),
        ("planned", "in-person", "Ana Ruiz to meet Wei Shan"),
        ("planned", "phone", "Ana Ruiz to speak by phone with Wei Shan"),
        ("cancelled", "in-person", "Ana Ruiz and Wei Shan: meeting cancelled"),
        ("denied", "phone", "Ana Ruiz and Wei Shan: phone call denied"),
    ],
)
def test_a_title_tells_no_more_than_the_status(status: str, channel: str, title: str) -> None:
    """What was planned, cancelled or denied does not read as done."""
    assert meeting(3, 1, status=status, channel=channel) == title


def test_odd_meetings() -> None:
    """Nobody named, others besides, and names that are no names."""
    assert meeting(countries=()) == "Unnamed sides: meeting"
    assert meeting(3, countries=("PER",)) == "Ana Ruiz: meeting"
    assert meeting(3, 1, 4, status="denied") == "Ana Ruiz, Wei Shan and 1 other: meeting denied"
    assert meeting(countries=("ZZZ", "CHN", "CUB", "PER", "USA")) == "ZZZ - China and 3 others: meeting"
    line = meeting(5, 3)
    assert line.startswith("Jo [red] Doexxx")
    assert line.endswith("x… met Ana Ruiz")
    assert len(line) < 100


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"claimed_count": 19}, "China - Peru: 19 agreements"),
        ({"claimed_count": 1}, "China - Peru: agreement"),
        ({}, "China - Peru: agreement"),
        ({"subjects": ("trade", "fishing")}, "China - Peru: agreement on trade and fishing"),
        ({"subjects": ("a", "b", "c"), "claimed_count": 3}, "China - Peru: 3 agreements"),
        (
            {"instrument": "memorandum of understanding", "claimed_count": 2},
            "China - Peru: 2 memorandums of understanding",
        ),
        ({"instrument": "treaty", "claimed_count": 2}, "China - Peru: 2 treaties"),
        ({"instrument": "MoUs", "claimed_count": 2}, "China - Peru: 2 MoUs"),
        ({"status": "announced"}, "China - Peru: agreement, announced"),
        ({"status": "under-negotiation"}, "China - Peru: agreement, under negotiation"),
        ({"status": "cancelled", "claimed_count": 2}, "China - Peru: 2 agreements, cancelled"),
    ],
)
def test_agreements(changes: dict[str, object], title: str) -> None:
    """Countries, number, kind, subject, and the status unless it was signed."""
    assert agreement(3, 1, **changes) == title


def test_parties_of_one_country() -> None:
    """Without two countries the parties themselves are named."""
    assert agreement(2, 3) == "Ministry of Trade - Ana Ruiz: agreement"
    assert agreement(5).startswith("Jo [red] Doe")
    assert agreement() == "Unnamed parties: agreement"
