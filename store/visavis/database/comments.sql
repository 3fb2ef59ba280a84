-- What every table, column, view and macro means; `SELECT * FROM duckdb_columns()` shows it in any DuckDB shell.
-- Said once, true everywhere: ids are content-derived positive 63-bit integers that survive a rebuild. Dates without
-- _earliest or _latest are EDTF text: '2024-12-11', '2024-12', '2024', 'XXXX-12' (year unknown), '2024-12-09/2024-12-11'.
-- Countries are ISO 3166-1 alpha-3 codes. Offsets count code points of articles.text from 0, the end not included.

COMMENT ON TABLE store_info IS 'One row about this store as published.';
COMMENT ON COLUMN store_info.schema_version IS 'Version of these tables; a program that knows another version refuses the file.';
COMMENT ON COLUMN store_info.content_hash IS 'Hash of all articles and facts, hexadecimal: equal content has an equal hash, whenever and in whatever order it was loaded.';
COMMENT ON COLUMN store_info.articles IS 'Number of articles.';
COMMENT ON COLUMN store_info.generation IS 'How many times this store has been published; grows by one with each load.';

COMMENT ON TABLE store_tables IS 'What each table should hold; visavis check counts and reads again.';
COMMENT ON COLUMN store_tables.name IS 'Name of the table.';
COMMENT ON COLUMN store_tables.rows IS 'Number of its rows.';
COMMENT ON COLUMN store_tables.digest IS 'Sum of the digests of its rows, hexadecimal, the same in any order; null for tables that are no part of the content hash.';

COMMENT ON TABLE articles IS 'Every article as it was read. All facts are derived from these texts.';
COMMENT ON COLUMN articles.article_id IS 'Id of the article.';
COMMENT ON COLUMN articles.title IS 'Headline.';
COMMENT ON COLUMN articles.publisher IS 'Who published it, where the article says so; may be null.';
COMMENT ON COLUMN articles.url IS 'Address it was published at; may be null.';
COMMENT ON COLUMN articles.published IS 'When it was published, EDTF; null where unknown. See published_basis.';
COMMENT ON COLUMN articles.published_basis IS 'How published is known: stated (in the text), metadata (given with the file), user (set by a person), inferred (worked out from other articles), unknown.';
COMMENT ON COLUMN articles.published_derivation IS 'The reasoning behind an inferred published date in words; null for every other basis.';
COMMENT ON COLUMN articles.given_published IS 'The publication date that the article itself came with, EDTF, whatever other articles or people say since; may be null.';
COMMENT ON COLUMN articles.given_basis IS 'published_basis of given_published: stated, metadata or unknown.';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code of the language; und where it could not be told.';
COMMENT ON COLUMN articles.origin_id IS 'article_id of the first telling of this text: its own where it copies nobody. Copies of one report share an origin.';
COMMENT ON COLUMN articles.source IS 'Where it was read: a path, with :LINE for JSON Lines, or - for standard input.';
COMMENT ON COLUMN articles.external_id IS 'The id its own file gave it; may be null.';
COMMENT ON COLUMN articles.text IS 'The whole text, never changed: every offset points into it.';

COMMENT ON TABLE sentences IS 'The articles cut into sentences, headings, captions and list items.';
COMMENT ON COLUMN sentences.article_id IS 'Article the sentence stands in.';
COMMENT ON COLUMN sentences.sentence_no IS 'Number of the sentence in its article, from 0.';
COMMENT ON COLUMN sentences.zone IS 'Part of the article: title, body, caption, faq, related (headlines of other articles), boilerplate. Facts come from title and body.';
COMMENT ON COLUMN sentences.char_start IS 'First code point of the sentence in articles.text, from 0.';
COMMENT ON COLUMN sentences.char_end IS 'Code point after the last one of the sentence in articles.text.';
COMMENT ON COLUMN sentences.text IS 'The sentence as written.';
COMMENT ON COLUMN sentences.text_fold IS 'The sentence for searching: lower case, no accents, other scripts transliterated. Use contains(text_fold, fold(words)).';

COMMENT ON TABLE mentions IS 'Every place in an article that names or describes an actor.';
COMMENT ON COLUMN mentions.article_id IS 'Article of the mention.';
COMMENT ON COLUMN mentions.sentence_no IS 'Sentence of the mention; null where it lies outside every sentence.';
COMMENT ON COLUMN mentions.actor_id IS 'Whom the words stand for; null where nobody was resolved.';
COMMENT ON COLUMN mentions.char_start IS 'First code point of the mention in articles.text, from 0.';
COMMENT ON COLUMN mentions.char_end IS 'Code point after the last one of the mention.';
COMMENT ON COLUMN mentions.text IS 'The words as written.';
COMMENT ON COLUMN mentions.role IS 'Role written beside this mention; may be null.';

COMMENT ON TABLE actors IS 'Every person, organisation and country over all articles, each once.';
COMMENT ON COLUMN actors.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN actors.kind IS 'person, organisation or country.';
COMMENT ON COLUMN actors.name IS 'The fullest name found, without titles; for a country its English short name.';
COMMENT ON COLUMN actors.name_fold IS 'The name for searching: lower case, no accents, other scripts transliterated.';
COMMENT ON COLUMN actors.country IS 'Country the actor belongs to (alpha-3); null where nothing tells it.';
COMMENT ON COLUMN actors.country_reason IS 'What told the country, in words: stated, role, counterpart, dateline ...';
COMMENT ON COLUMN actors.role IS 'The role by which the actor is best known in these articles; see actor_roles for all.';
COMMENT ON COLUMN actors.organisation IS 'Organisation of that role; may be null.';
COMMENT ON COLUMN actors.articles IS 'Number of articles that name the actor.';
COMMENT ON COLUMN actors.mentions IS 'Number of mentions in all articles.';
COMMENT ON COLUMN actors.meetings IS 'Number of meetings with the actor among the participants, whatever their status.';
COMMENT ON COLUMN actors.agreements IS 'Number of agreements with the actor among the parties, whatever their status.';

COMMENT ON TABLE actor_names IS 'Every form of name found for an actor.';
COMMENT ON COLUMN actor_names.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN actor_names.name IS 'One form of the name as written.';
COMMENT ON COLUMN actor_names.name_fold IS 'The form for searching: lower case, no accents, other scripts transliterated.';
COMMENT ON COLUMN actor_names.mentions IS 'Number of mentions in exactly this form; 0 where it was put together from several.';
COMMENT ON COLUMN actor_names.articles IS 'Number of articles that use this form.';

COMMENT ON TABLE actor_roles IS 'Every role found for an actor, with the time in which articles give it.';
COMMENT ON COLUMN actor_roles.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN actor_roles.role IS 'The role as written.';
COMMENT ON COLUMN actor_roles.organisation IS 'Organisation of the role; may be null.';
COMMENT ON COLUMN actor_roles.first_seen IS 'Publication date (EDTF) of the earliest dated article that gives the role; null where none has a date.';
COMMENT ON COLUMN actor_roles.last_seen IS 'Publication date (EDTF) of the latest dated article that gives the role; null where none has a date.';
COMMENT ON COLUMN actor_roles.articles IS 'Number of articles that give the role.';

COMMENT ON TABLE meetings IS 'Every meeting, each once, however many articles tell it; the latest first.';
COMMENT ON COLUMN meetings.meeting_id IS 'Id of the meeting.';
COMMENT ON COLUMN meetings.title IS 'A line made from participants and status, for lists.';
COMMENT ON COLUMN meetings.status IS 'held, planned, cancelled or denied. Only held meetings are told as having taken place.';
COMMENT ON COLUMN meetings.channel IS 'in-person, phone or video.';
COMMENT ON COLUMN meetings.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN meetings.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN meetings.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN meetings.date_basis IS 'How the date is known: stated (written out), relative (counted from the article''s date), inferred (worked out from several articles), merged (from several tellings), unknown.';
COMMENT ON COLUMN meetings.date_derivation IS 'The reasoning behind the date in one line.';
COMMENT ON COLUMN meetings.venue IS 'Building or room; may be null.';
COMMENT ON COLUMN meetings.city IS 'City; may be null.';
COMMENT ON COLUMN meetings.country IS 'Country of the place (alpha-3); may be null.';
COMMENT ON COLUMN meetings.place_reason IS 'What told the place: stated, dateline, host country ...';
COMMENT ON COLUMN meetings.countries IS 'Countries that met (alpha-3).';
COMMENT ON COLUMN meetings.articles IS 'Number of articles that tell the meeting.';
COMMENT ON COLUMN meetings.origins IS 'Number of independent tellings among them: copies of one report count once.';
COMMENT ON COLUMN meetings.conflicts IS 'Details on which the articles differ, in words; empty where they agree.';
COMMENT ON COLUMN meetings.score IS 'How sure the reading is, 0 to 1.';

COMMENT ON TABLE participants IS 'Who took part in which meeting; by actor, then the latest first.';
COMMENT ON COLUMN participants.meeting_id IS 'Id of the meeting.';
COMMENT ON COLUMN participants.actor_id IS 'Id of the participant.';
COMMENT ON COLUMN participants.side IS 'Country (alpha-3) the participant spoke for; may be null.';
COMMENT ON COLUMN participants.role IS 'Role at the time, as written; may be null.';

COMMENT ON TABLE agreements IS 'Every occasion of agreeing, each once, with any number of documents; the latest first.';
COMMENT ON COLUMN agreements.agreement_id IS 'Id of the agreement.';
COMMENT ON COLUMN agreements.title IS 'A line made from countries, number and status, for lists.';
COMMENT ON COLUMN agreements.status IS 'signed, announced, under-negotiation or cancelled.';
COMMENT ON COLUMN agreements.instrument IS 'Kind of document in the words of the articles: agreement, memorandum of understanding, protocol ...; may be null.';
COMMENT ON COLUMN agreements.claimed_count IS 'Number of documents that the articles claim; null where they give none.';
COMMENT ON COLUMN agreements.claimed_by IS 'Who claims it, where no article says it in its own voice; else null.';
COMMENT ON COLUMN agreements.subjects IS 'What it is about, in the words of the articles.';
COMMENT ON COLUMN agreements.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN agreements.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN agreements.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN agreements.date_basis IS 'How the date is known: stated, relative, inferred, merged or unknown, as for meetings.';
COMMENT ON COLUMN agreements.date_derivation IS 'The reasoning behind the date in one line.';
COMMENT ON COLUMN agreements.countries IS 'Countries of the parties (alpha-3), in alphabetical order.';
COMMENT ON COLUMN agreements.meeting_id IS 'Meeting at which it was agreed; null where none is known.';
COMMENT ON COLUMN agreements.articles IS 'Number of articles that tell the agreement.';
COMMENT ON COLUMN agreements.origins IS 'Number of independent tellings among them: copies of one report count once.';
COMMENT ON COLUMN agreements.score IS 'How sure the reading is, 0 to 1.';

COMMENT ON TABLE parties IS 'Who agreed.';
COMMENT ON COLUMN parties.agreement_id IS 'Id of the agreement.';
COMMENT ON COLUMN parties.actor_id IS 'Id of the party.';

COMMENT ON TABLE visits IS 'Who went to which country; a visit groups the meetings that were part of it.';
COMMENT ON COLUMN visits.visit_id IS 'Id of the visit.';
COMMENT ON COLUMN visits.title IS 'A line made from visitors and destination, for lists.';
COMMENT ON COLUMN visits.status IS 'held, planned, cancelled or denied.';
COMMENT ON COLUMN visits.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN visits.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN visits.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN visits.date_basis IS 'How the date is known: stated, relative, inferred, merged or unknown, as for meetings.';
COMMENT ON COLUMN visits.date_derivation IS 'The reasoning behind the date in one line.';
COMMENT ON COLUMN visits.city IS 'City that was visited; may be null.';
COMMENT ON COLUMN visits.country IS 'Country that was visited (alpha-3).';
COMMENT ON COLUMN visits.countries IS 'The visited country and those of the visitors (alpha-3).';
COMMENT ON COLUMN visits.articles IS 'Number of articles that tell it.';
COMMENT ON COLUMN visits.origins IS 'Number of independent tellings among them: copies of one report count once.';

COMMENT ON TABLE visitors IS 'Who went on which visit.';
COMMENT ON COLUMN visitors.visit_id IS 'Id of the visit.';
COMMENT ON COLUMN visitors.actor_id IS 'Id of the visitor; a country where no article names anybody.';
COMMENT ON COLUMN visitors.side IS 'Country (alpha-3) the visitor came from; may be null.';
COMMENT ON COLUMN visitors.role IS 'Role at the time, as written; may be null.';

COMMENT ON TABLE visit_meetings IS 'Which meetings were part of which visit.';
COMMENT ON COLUMN visit_meetings.visit_id IS 'Id of the visit.';
COMMENT ON COLUMN visit_meetings.meeting_id IS 'Id of the meeting.';

COMMENT ON TABLE statements IS 'Letters, congratulations, denials and accusations: that somebody said so, not that it is so.';
COMMENT ON COLUMN statements.statement_id IS 'Id of the statement.';
COMMENT ON COLUMN statements.kind IS 'letter, congratulation, denial or accusation.';
COMMENT ON COLUMN statements.title IS 'A line for lists.';
COMMENT ON COLUMN statements.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN statements.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN statements.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN statements.date_basis IS 'How the date is known: stated, relative, inferred, merged or unknown, as for meetings.';
COMMENT ON COLUMN statements.date_derivation IS 'The reasoning behind the date in one line.';
COMMENT ON COLUMN statements.countries IS 'Countries of speakers and addressees (alpha-3).';
COMMENT ON COLUMN statements.meeting_id IS 'Meeting that a denial speaks of; may be null.';
COMMENT ON COLUMN statements.agreement_id IS 'Agreement that a denial speaks of; may be null.';
COMMENT ON COLUMN statements.answers_id IS 'statement_id of the accusation that a denial answers; may be null.';
COMMENT ON COLUMN statements.articles IS 'Number of articles that tell it.';
COMMENT ON COLUMN statements.origins IS 'Number of independent tellings among them: copies of one report count once.';

COMMENT ON TABLE statement_actors IS 'Who speaks in a statement, and to or of whom.';
COMMENT ON COLUMN statement_actors.statement_id IS 'Id of the statement.';
COMMENT ON COLUMN statement_actors.actor_id IS 'Id of the actor.';
COMMENT ON COLUMN statement_actors.part IS 'speaker or addressee.';

COMMENT ON TABLE evidence IS 'The exact words behind every field of every fact: quote = substring(articles.text, char_start + 1, char_end - char_start).';
COMMENT ON COLUMN evidence.fact_id IS 'meeting_id, agreement_id, visit_id or statement_id, see fact_kind.';
COMMENT ON COLUMN evidence.fact_kind IS 'meeting, agreement, visit or statement.';
COMMENT ON COLUMN evidence.field IS 'What the words support: event, participant, party, date, place, status, channel, count, subject.';
COMMENT ON COLUMN evidence.subject_id IS 'actor_id of the participant or party the words support; null for other fields.';
COMMENT ON COLUMN evidence.article_id IS 'Article that says so.';
COMMENT ON COLUMN evidence.sentence_no IS 'Sentence in which the words begin; null where they lie outside every sentence.';
COMMENT ON COLUMN evidence.char_start IS 'First code point of the words in articles.text, from 0.';
COMMENT ON COLUMN evidence.char_end IS 'Code point after the last one of the words.';
COMMENT ON COLUMN evidence.quote IS 'The words as written.';
COMMENT ON COLUMN evidence.stance IS 'How the article says it: asserted, denied, alleged or planned.';
COMMENT ON COLUMN evidence.speaker IS 'Who says so in the words of the text, where it is not the article itself; else null.';

COMMENT ON TABLE merges IS 'Every judgement about two records being the same, with its reasons, also where they were kept apart.';
COMMENT ON COLUMN merges.kind IS 'What was compared: actor, meeting or agreement.';
COMMENT ON COLUMN merges.fact_id IS 'actor_id, meeting_id or agreement_id that holds both when joined; else null.';
COMMENT ON COLUMN merges.left_id IS 'Content id of the first record as its article gave it.';
COMMENT ON COLUMN merges.right_id IS 'Content id of the second record as its article gave it.';
COMMENT ON COLUMN merges.left_label IS 'The first record in words.';
COMMENT ON COLUMN merges.right_label IS 'The second record in words.';
COMMENT ON COLUMN merges.verdict IS 'joined, refused (something contradicts) or unsure (left apart until a person decides).';
COMMENT ON COLUMN merges.score IS 'Likeness, 0 to 1.';
COMMENT ON COLUMN merges.reasons_for IS 'What spoke for one and the same, in words.';
COMMENT ON COLUMN merges.reasons_against IS 'What spoke against it, in words.';
COMMENT ON COLUMN merges.decided_by IS 'rule, or the person who decided.';
COMMENT ON COLUMN merges.left_article_id IS 'The article that gave the first record; null for a record without words.';
COMMENT ON COLUMN merges.left_char_start IS 'Where its words begin in that article''s text: 0-based code point.';
COMMENT ON COLUMN merges.left_char_end IS 'Where they end, exclusive.';
COMMENT ON COLUMN merges.right_article_id IS 'The article that gave the second record.';
COMMENT ON COLUMN merges.right_char_start IS 'Where its words begin in that article''s text.';
COMMENT ON COLUMN merges.right_char_end IS 'Where they end, exclusive.';

COMMENT ON TABLE extractions IS 'What each article alone reports, before facts are joined over articles.';
COMMENT ON COLUMN extractions.article_id IS 'Id of the article.';
COMMENT ON COLUMN extractions.backend IS 'Which extractor read it.';
COMMENT ON COLUMN extractions.backend_version IS 'Version of the extractor.';
COMMENT ON COLUMN extractions.report IS 'The whole report as JSON: sentences, actors, meetings, agreements, milestones.';

COMMENT ON TABLE country_names IS 'English names of all countries and territories.';
COMMENT ON COLUMN country_names.country IS 'ISO 3166-1 alpha-3 code, XKX for Kosovo.';
COMMENT ON COLUMN country_names.name IS 'English short name.';

COMMENT ON TABLE relationship_months IS 'What the view relationships shows, counted when the store was published.';
COMMENT ON COLUMN relationship_months.country_a IS 'First country of the pair in alphabetical order of alpha-3 codes.';
COMMENT ON COLUMN relationship_months.country_b IS 'Second country of the pair.';
COMMENT ON COLUMN relationship_months.month IS 'YYYY-MM; null where the dates do not tell the month.';
COMMENT ON COLUMN relationship_months.meetings IS 'Number of meetings held.';
COMMENT ON COLUMN relationship_months.agreements IS 'Number of occasions of agreeing (not of documents), signed or announced.';
COMMENT ON COLUMN relationship_months.articles IS 'Number of articles that tell any of them.';

COMMENT ON TABLE listed_actors IS 'The list of actors as a screen shows it: people first, then the busiest. Made of actors, actor_names and actor_roles at every publish.';
COMMENT ON COLUMN listed_actors.place IS 'Where the row stands, counted from 0.';
COMMENT ON COLUMN listed_actors.actor_id IS 'actors.actor_id.';
COMMENT ON COLUMN listed_actors.kind IS 'actors.kind.';
COMMENT ON COLUMN listed_actors.name IS 'actors.name.';
COMMENT ON COLUMN listed_actors.name_fold IS 'actors.name_fold.';
COMMENT ON COLUMN listed_actors.country IS 'actors.country.';
COMMENT ON COLUMN listed_actors.country_reason IS 'actors.country_reason.';
COMMENT ON COLUMN listed_actors.role IS 'actors.role.';
COMMENT ON COLUMN listed_actors.organisation IS 'actors.organisation.';
COMMENT ON COLUMN listed_actors.meetings IS 'actors.meetings.';
COMMENT ON COLUMN listed_actors.agreements IS 'actors.agreements.';
COMMENT ON COLUMN listed_actors.articles IS 'actors.articles.';
COMMENT ON COLUMN listed_actors.mentions IS 'actors.mentions.';
COMMENT ON COLUMN listed_actors.text_fold IS 'The texts that a search looks into, folded: every name, every role, the country.';

COMMENT ON TABLE listed_events IS 'The list of meetings, agreements, visits and statements as a screen shows it: the latest first. Made of their tables and the evidence at every publish.';
COMMENT ON COLUMN listed_events.place IS 'Where the row stands, counted from 0.';
COMMENT ON COLUMN listed_events.fact_id IS 'meeting_id, agreement_id, visit_id or statement_id.';
COMMENT ON COLUMN listed_events.kind IS 'meeting, agreement, visit, letter, congratulation, denial or accusation.';
COMMENT ON COLUMN listed_events.title IS 'title of the event.';
COMMENT ON COLUMN listed_events.status IS 'status of the event.';
COMMENT ON COLUMN listed_events.channel IS 'channel of the event.';
COMMENT ON COLUMN listed_events.date IS 'date of the event.';
COMMENT ON COLUMN listed_events.date_basis IS 'date_basis of the event.';
COMMENT ON COLUMN listed_events.date_derivation IS 'date_derivation of the event.';
COMMENT ON COLUMN listed_events.date_earliest IS 'date_earliest of the event.';
COMMENT ON COLUMN listed_events.date_latest IS 'date_latest of the event.';
COMMENT ON COLUMN listed_events.venue IS 'venue of the event.';
COMMENT ON COLUMN listed_events.city IS 'city of the event.';
COMMENT ON COLUMN listed_events.country IS 'country of the event.';
COMMENT ON COLUMN listed_events.country_name IS 'English name of the country; its code where it has none.';
COMMENT ON COLUMN listed_events.countries IS 'countries of the event.';
COMMENT ON COLUMN listed_events.instrument IS 'agreements.instrument.';
COMMENT ON COLUMN listed_events.claimed_count IS 'agreements.claimed_count.';
COMMENT ON COLUMN listed_events.claimed_by IS 'agreements.claimed_by.';
COMMENT ON COLUMN listed_events.subjects IS 'agreements.subjects.';
COMMENT ON COLUMN listed_events.conflicts IS 'conflicts of the event.';
COMMENT ON COLUMN listed_events.articles IS 'articles of the event.';
COMMENT ON COLUMN listed_events.origins IS 'origins of the event.';
COMMENT ON COLUMN listed_events.disputed IS 'Whether a source denies what others assert.';
COMMENT ON COLUMN listed_events.text_fold IS 'The texts that a search looks into, in lower case and without accents, with the names of the countries.';

COMMENT ON TABLE listed_sources IS 'The list of articles as a screen shows it: the latest first. Made of articles and evidence at every publish.';
COMMENT ON COLUMN listed_sources.place IS 'Where the row stands, counted from 0.';
COMMENT ON COLUMN listed_sources.article_id IS 'articles.article_id.';
COMMENT ON COLUMN listed_sources.title IS 'articles.title.';
COMMENT ON COLUMN listed_sources.publisher IS 'articles.publisher.';
COMMENT ON COLUMN listed_sources.published IS 'articles.published.';
COMMENT ON COLUMN listed_sources.published_basis IS 'articles.published_basis.';
COMMENT ON COLUMN listed_sources.language IS 'articles.language.';
COMMENT ON COLUMN listed_sources.source IS 'articles.source.';
COMMENT ON COLUMN listed_sources.events IS 'Number of events it is evidence for.';
COMMENT ON COLUMN listed_sources.copy_of IS 'Publisher and title of the first telling, where this is a copy.';
COMMENT ON COLUMN listed_sources.text_fold IS 'The texts that a search looks into besides the sentences, in lower case and without accents.';

COMMENT ON VIEW events IS 'Meetings, agreements, visits and statements of every status in one shape.';
COMMENT ON COLUMN events.event_id IS 'meeting_id, agreement_id, visit_id or statement_id, see kind.';
COMMENT ON COLUMN events.kind IS 'meeting, agreement, visit, letter, congratulation, denial or accusation.';
COMMENT ON COLUMN events.title IS 'A line for lists.';
COMMENT ON COLUMN events.status IS 'Of a meeting or visit: held, planned, cancelled, denied. Of an agreement: signed, announced, under-negotiation, cancelled. Of a statement: told.';
COMMENT ON COLUMN events.channel IS 'in-person, phone or video; null for agreements.';
COMMENT ON COLUMN events.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN events.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN events.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN events.date_basis IS 'stated, relative, inferred, merged or unknown.';
COMMENT ON COLUMN events.place IS 'Venue, city and country in words, with commas; null for agreements and where no article tells.';
COMMENT ON COLUMN events.countries IS 'Countries involved (alpha-3).';
COMMENT ON COLUMN events.actors IS 'Number of participants or parties.';
COMMENT ON COLUMN events.articles IS 'Number of articles that tell it.';
COMMENT ON COLUMN events.origins IS 'Number of independent tellings among them.';
COMMENT ON COLUMN events.score IS 'How sure the reading is, 0 to 1.';

COMMENT ON VIEW attendance IS 'Every participant of every meeting with both described; look at status before counting.';
COMMENT ON COLUMN attendance.meeting_id IS 'Id of the meeting.';
COMMENT ON COLUMN attendance.title IS 'The meeting in a line.';
COMMENT ON COLUMN attendance.status IS 'held, planned, cancelled or denied.';
COMMENT ON COLUMN attendance.channel IS 'in-person, phone or video.';
COMMENT ON COLUMN attendance.date IS 'When, EDTF; null where no article tells.';
COMMENT ON COLUMN attendance.date_earliest IS 'First day that date allows; null where the year is unknown, 0001-01-01 where the beginning is open.';
COMMENT ON COLUMN attendance.date_latest IS 'Last day that date allows; null where the year is unknown, 9999-12-31 where the end is open.';
COMMENT ON COLUMN attendance.actor_id IS 'Id of the participant.';
COMMENT ON COLUMN attendance.name IS 'Fullest name of the participant.';
COMMENT ON COLUMN attendance.kind IS 'person, organisation or country.';
COMMENT ON COLUMN attendance.country IS 'Country of the participant (alpha-3); may be null.';
COMMENT ON COLUMN attendance.side IS 'Country (alpha-3) the participant spoke for at this meeting; may be null.';
COMMENT ON COLUMN attendance.role IS 'Role at the time, as written; may be null.';

COMMENT ON VIEW relationships IS 'Pairs of countries by month: meetings held, agreements signed or announced. Planned, denied and cancelled ones do not count.';
COMMENT ON COLUMN relationships.country_a IS 'First country of the pair in alphabetical order of alpha-3 codes.';
COMMENT ON COLUMN relationships.country_b IS 'Second country of the pair.';
COMMENT ON COLUMN relationships.month IS 'YYYY-MM; null where the dates do not tell the month.';
COMMENT ON COLUMN relationships.meetings IS 'Number of meetings held.';
COMMENT ON COLUMN relationships.agreements IS 'Number of occasions of agreeing (not of documents), signed or announced.';
COMMENT ON COLUMN relationships.articles IS 'Number of articles that tell any of them.';

COMMENT ON VIEW sources IS 'Every article with what was found in it.';
COMMENT ON COLUMN sources.article_id IS 'Id of the article.';
COMMENT ON COLUMN sources.title IS 'Headline.';
COMMENT ON COLUMN sources.publisher IS 'Who published it; may be null.';
COMMENT ON COLUMN sources.url IS 'Address it was published at; may be null.';
COMMENT ON COLUMN sources.published IS 'When it was published, EDTF; null where unknown.';
COMMENT ON COLUMN sources.published_basis IS 'stated, metadata, user, inferred or unknown.';
COMMENT ON COLUMN sources.language IS 'ISO 639-1 code; und where it could not be told.';
COMMENT ON COLUMN sources.origin_id IS 'article_id of the first telling of this text.';
COMMENT ON COLUMN sources.source IS 'Where it was read.';
COMMENT ON COLUMN sources.characters IS 'Length of the text in code points.';
COMMENT ON COLUMN sources.sentences IS 'Number of sentences.';
COMMENT ON COLUMN sources.mentions IS 'Number of mentions of actors.';
COMMENT ON COLUMN sources.actors IS 'Number of different actors named.';
COMMENT ON COLUMN sources.meetings IS 'Number of meetings it is evidence for, whatever their status.';
COMMENT ON COLUMN sources.agreements IS 'Number of agreements it is evidence for, whatever their status.';

COMMENT ON VIEW claims IS 'Evidence that an article does not simply assert: denied, alleged or planned, or put into somebody''s mouth.';
COMMENT ON COLUMN claims.fact_id IS 'meeting_id, agreement_id, visit_id or statement_id, see fact_kind.';
COMMENT ON COLUMN claims.fact_kind IS 'meeting, agreement, visit or statement.';
COMMENT ON COLUMN claims.title IS 'The fact in a line.';
COMMENT ON COLUMN claims.field IS 'What the words speak of: event, participant, party, date, place, status, channel, count, subject.';
COMMENT ON COLUMN claims.stance IS 'asserted, denied, alleged or planned.';
COMMENT ON COLUMN claims.speaker IS 'Who says so in the words of the text; null where it is the article itself.';
COMMENT ON COLUMN claims.quote IS 'The words as written.';
COMMENT ON COLUMN claims.article_id IS 'Article that says so.';
COMMENT ON COLUMN claims.publisher IS 'Publisher of the article; may be null.';
COMMENT ON COLUMN claims.published IS 'When the article was published, EDTF; may be null.';
COMMENT ON COLUMN claims.char_start IS 'First code point of the words in articles.text, from 0.';
COMMENT ON COLUMN claims.char_end IS 'Code point after the last one of the words.';

COMMENT ON MACRO fold IS 'fold(text): Latin letters and digits in lower case without accents, words apart by one space; what the *_fold columns hold for Latin text. Other scripts are transliterated in the columns only.';
COMMENT ON MACRO name_score IS 'name_score(query, name): 0 to 1, the mean over the words of the query of the best Jaro-Winkler likeness among the words of the name; from about 0.85 the same name. Example: SELECT name FROM actor_names ORDER BY name_score(''Diaz Canel'', name_fold) DESC LIMIT 5.';
