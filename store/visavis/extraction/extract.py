"""One article to its extraction: read the document, find the facts, settle who is from where, and write it all down."""

from visavis.extraction.actors import cast
from visavis.extraction.agreement_reports import agreement_reports, party_countries
from visavis.extraction.agreements import find_agreements
from visavis.extraction.anaphora import Resolver
from visavis.extraction.document import read_document
from visavis.extraction.meeting_reports import meeting_reports
from visavis.extraction.meetings import find_meetings
from visavis.extraction.milestones import find_milestones
from visavis.extraction.nationality import home_countries, main_countries, stated_nationalities
from visavis.extraction.sides import settle
from visavis.model import Article, Extraction

BACKEND = "rules"
VERSION = "1"


def extract(article: Article) -> Extraction:
    """Everything the article reports; the same article gives the same extraction on every machine."""
    document = read_document(article)
    nations = stated_nationalities(document)
    homes = home_countries(document, nations, main_countries(document))
    resolver = Resolver(document, nations, home=homes[0] if homes else None)
    drafts = settle(document, nations, find_meetings(document, resolver))
    deals = find_agreements(document, resolver, drafts)
    sides = {who.code for draft in drafts for who in draft.who if who.code and not who.body}
    told = {number for deal in deals for number in (deal.number, *deal.told_again)}
    actors = cast(document, nations, sides | party_countries(deals), told)
    return Extraction(
        article.article_id,
        BACKEND,
        VERSION,
        sentences=tuple(line.sentence for line in document.lines),
        actors=tuple(actors.actors),
        meetings=meeting_reports(drafts, document, actors),
        agreements=agreement_reports(deals, document, actors),
        milestones=find_milestones(document, resolver),
    )
