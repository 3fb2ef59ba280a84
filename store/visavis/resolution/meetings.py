"""Meetings over all articles: reports joined where they tell one meeting, every detail kept with who says so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise

from visavis import edtf
from visavis.model import Actor, Attendance, DateBasis, Dated, Meeting, MeetingStatus, Merge, Place, Verdict
from visavis.resolution.clusters import Clusters, Link, pairs_in_blocks
from visavis.resolution.portrait import most_common
from visavis.resolution.same_meeting import JOIN_FROM, SHOW_FROM, MeetingJudgement, judge
from visavis.resolution.tellings import Actors, Telling, in_order, quoted
from visavis.resolution.territories import city_name
