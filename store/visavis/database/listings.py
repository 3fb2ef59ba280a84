"""What `visavis show` lists and the overview counts: the store for people, in plain columns."""

LISTINGS = {
    "actors": """
        SELECT name, kind, country, role, organisation, meetings, agreements, articles, mentions FROM actors
        ORDER BY array_position(['person', 'organisation', 'country'], kind),
                 meetings + agreements DESC, mentions DESC, name""",
    "meetings": """
        SELECT date, status, channel, events.place,
               (SELECT string_agg(name, '; ' ORDER BY side, name) FROM participants JOIN actors USING (actor_id)
                WHERE participants.meeting_id = meetings.meeting_id) AS participants,
               countries, articles, origins, conflicts
        FROM meetings JOIN (SELECT event_id AS meeting_id, place FROM events) AS events USING (meeting_id)
        ORDER BY date_earliest DESC NULLS LAST, date_latest DESC NULLS LAST, title""",
    "agreements": """
        SELECT date, status, instrument, claimed_count, claimed_by,
               (SELECT string_agg(name, '; ' ORDER BY name) FROM parties JOIN actors USING (actor_id)
                WHERE parties.agreement_id = agreements.agreement_id) AS parties,
               subjects, articles, origins
        FROM agreements ORDER BY date_earliest DESC NULLS LAST, date_latest DESC NULLS LAST, title""",
    "visits": """
        SELECT date, status,
               (SELECT string_agg(name, '; ' ORDER BY side, name) FROM visitors JOIN actors USING (actor_id)
                WHERE visitors.visit_id = visits.visit_id) AS visitors,
               city, country,
               (SELECT count(*) FROM visit_meetings WHERE visit_meetings.visit_id = visits.visit_id) AS meetings,
               articles, origins
        FROM visits ORDER BY date_earliest DESC NULLS LAST, date_latest DESC NULLS LAST, title""",
    "statements": """
        SELECT date, kind,
               (SELECT string_agg(name, '; ' ORDER BY name) FROM statement_actors JOIN actors USING (actor_id)
                WHERE statement_actors.statement_id = statements.statement_id AND part = 'speaker') AS speakers,
               (SELECT string_agg(name, '; ' ORDER BY name) FROM statement_actors JOIN actors USING (actor_id)
                WHERE statement_actors.statement_id = statements.statement_id AND part = 'addressee') AS addressees,
               (SELECT any_value(quote) FROM evidence
                WHERE fact_id = statement_id AND field = 'event') AS quote,
               articles, origins
        FROM statements ORDER BY date_earliest DESC NULLS LAST, date_latest DESC NULLS LAST, title""",
    "sources": """
        SELECT published, published_basis, publisher, title, language, actors, meetings, agreements, source, url
        FROM sources ORDER BY published DESC NULLS LAST, publisher, title""",
    "review": """
        SELECT kind, score, left_label, right_label, reasons_for, reasons_against, left_id, right_id
        FROM merges WHERE verdict = 'unsure' ORDER BY score DESC, kind, left_label, right_label, left_id, right_id""",
}

# Pairs of countries by what joins them; an article that tells two facts of a pair is one article.
RELATIONSHIPS = """
    WITH facts AS (
        SELECT meeting_id AS fact_id, 'meeting' AS kind, countries FROM meetings WHERE status = 'held'
        UNION ALL
        SELECT agreement_id, 'agreement', countries FROM agreements WHERE status IN ('signed', 'announced')
    ),
    pairs AS (
        SELECT fact_id, kind, one.code AS one, other.code AS other
        FROM facts, unnest(countries) AS one(code), unnest(countries) AS other(code) WHERE one.code < other.code
    ),
    named AS (SELECT country, min(name) AS name FROM actors WHERE kind = 'country' GROUP BY country)
    SELECT one, other, coalesce(any_value(n.name), one), coalesce(any_value(m.name), other),
           count(DISTINCT fact_id) FILTER (WHERE pairs.kind = 'meeting') AS meetings,
           count(DISTINCT fact_id) FILTER (WHERE pairs.kind = 'agreement') AS agreements,
           count(DISTINCT article_id) AS articles
    FROM pairs JOIN evidence USING (fact_id)
    LEFT JOIN named n ON n.country = one LEFT JOIN named m ON m.country = other
    GROUP BY one, other ORDER BY meetings + agreements DESC, articles DESC, one, other"""
