"""One article to its extraction: read the document, find the facts, settle who is from where, and write it all down."""

from dataclasses import dataclass

from visavis.extraction.actors import cast
from visavis.extraction.agreement_reports import agreement_reports, party_bodies, party_countries
from visavis.extraction.agreements import find_agreements
from visavis.extraction.anaphora import Resolver
from visavis.extraction.contact_reports import statement_reports, visit_reports
from visavis.extraction.document import Document, read_document
from visavis.extraction.drafts import Draft
from visavis.extraction.meeting_reports import meeting_reports
from visavis.extraction.meetings import find_meetings
from visavis.extraction.milestones import find_milestones
from visavis.extraction.nationality import Nationality, home_countries, main_countries, stated_nationalities
from visavis.extraction.nearby import complete
from visavis.extraction.organisations import find_organisations
from visavis.extraction.packages import Deal
from visavis.extraction.sides import settle
from visavis.extraction.statements import Saying, find_statements
from visavis.extraction.visits import Visit, dated_by_meetings, find_visits
from visavis.model import Article, Extraction
from visavis.sketch import packed

BACKEND = "rules"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in an article, before it is written down as records."""

    document: Document
    nations: list[Nationality]  # of each of the document's people
    resolver: Resolver
    meetings: list[Draft]
    deals: list[Deal]
    visits: list[Visit]
    sayings: list[Saying]


def extract(article: Article) -> Extraction:
    """Everything the article reports; the same article gives the same extraction on every machine."""
    return _written(find(article))


def find(article: Article) -> Findings:
    """Read an article and settle what it tells."""
    document = read_document(article)
    nations = stated_nationalities(document)
    homes = home_countries(document, nations, main_countries(document))
    resolver = Resolver(document, nations, home=homes[0] if homes else None)
    drafts = settle(document, nations, find_meetings(document, resolver))
    deals = find_agreements(document, resolver, drafts)
    complete(document, drafts, nations)
    visits = dated_by_meetings(find_visits(document, resolver), drafts)
    return Findings(document, nations, resolver, drafts, deals, visits, find_statements(document, resolver))


def _written(found: Findings) -> Extraction:
    document, drafts, deals = found.document, found.meetings, found.deals
    sides = {who.code for draft in drafts for who in draft.who if who.code and not who.body}
    organisations, bodies = find_organisations(document, drafts)
    bodies |= {who.code for draft in drafts for who in draft.who if who.code and who.body} | party_bodies(deals)
    actors = cast(document, found.nations, sides | party_countries(deals), bodies, organisations)
    agreements = agreement_reports(deals, document, actors)
    return Extraction(
        document.article.article_id,
        BACKEND,
        VERSION,
        sentences=tuple(line.sentence for line in document.lines),
        actors=tuple(actors.actors),
        meetings=meeting_reports(drafts, document, actors, found.nations, found.resolver.home),
        agreements=agreements,
        milestones=find_milestones(document, found.resolver),
        visits=visit_reports(found.visits, drafts, document, actors),
        statements=statement_reports(found.sayings, drafts, agreements, document, actors),
        sketch=packed(document.article.text),
    )
