"""One date out of several reports."""

from collections.abc import Iterable, Sequence

from visavis import edtf
from visavis.model import DateBasis, Dated

_BASES: tuple[DateBasis, ...] = ("person", "stated", "merged", "relative", "inferred", "unknown")  # surest first


def merged_date(dates: Sequence[Dated]) -> tuple[Dated, list[str]]:
    """One date that most of `dates` allow, as precise as they are together, and what contradicts it in words."""
    known = [date for date in dates if date.edtf]
    if not known:
        return Dated(None, "unknown", min((date.derivation for date in dates), default="")), []
    known.sort(key=lambda date: (-_support(date, known), _BASES.index(date.basis), date.edtf or "", date.derivation))
    text, used, conflicts = known[0].edtf or "", [known[0]], []
    for date in known[1:]:
        common = edtf.intersect(text, date.edtf or "")
        if common is None:
            conflicts.append(f"date: {text} and {date.edtf}")
        elif common != text:
            text = common
            used.append(date)
    return _told(text, used), list(dict.fromkeys(conflicts))


def _told(text: str, used: Sequence[Dated]) -> Dated:
    """The date with the one report that says it whole, or with all that it was put together from."""
    whole = next((date for date in used if date.edtf == text), None)
    if whole:
        return Dated(text, whole.basis, whole.derivation, whole.expression)
    return Dated(text, "merged", f"{'; '.join(dict.fromkeys(date.derivation for date in used))}; together {text}")


def _support(date: Dated, dates: Iterable[Dated]) -> int:
    return sum(edtf.compatible(date.edtf or "", other.edtf or "") for other in dates)
