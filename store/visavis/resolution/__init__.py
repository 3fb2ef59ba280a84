"""Reports of many articles to facts: who is who, which meeting is which, and when."""

from collections.abc import Sequence

from visavis.model import Report, Resolution
from visavis.resolution.actors import resolve_actors
from visavis.resolution.meetings import resolve_meetings
from visavis.resolution.tellings import tellings_of

_debug={}
def resolve(reports: Sequence[Report]) -> Resolution:
    a=resolve_actors(reports)
    m=resolve_meetings(tellings_of(reports,a.by_member),a.by_member)
    _debug['m']=m.clusters
    _debug['a']=[]
    _debug['x']=m
    return Resolution(a.actors,m.meetings,(),(*a.merges,*m.merges))
