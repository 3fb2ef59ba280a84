-- The public contract of a visavis store: plain enough for DuckLake (no keys, enums, sequences or generated columns).
-- Every table and column is described with COMMENT ON in comments.sql, so that a bare `duckdb` shell can explain the store.

CREATE TABLE store_info (
    schema_version INTEGER,
    content_hash   VARCHAR,
    articles       BIGINT,
    generation     BIGINT
);

CREATE TABLE store_tables (
    name   VARCHAR,
    rows   BIGINT,
    digest VARCHAR
);

CREATE TABLE articles (
    article_id      BIGINT,
    title           VARCHAR,
    publisher       VARCHAR,
    url             VARCHAR,
    published       VARCHAR,
    published_basis VARCHAR,
    published_derivation VARCHAR,
    language        VARCHAR,
    origin_id       BIGINT,
    source          VARCHAR,
    external_id     VARCHAR,
    text            VARCHAR,
    given_published VARCHAR,
    given_basis     VARCHAR
);

CREATE TABLE sentences (
    article_id  BIGINT,
    sentence_no INTEGER,
    zone        VARCHAR,
    char_start  INTEGER,
    char_end    INTEGER,
    text        VARCHAR,
    text_fold   VARCHAR
);

CREATE TABLE mentions (
    article_id  BIGINT,
    sentence_no INTEGER,
    actor_id    BIGINT,
    char_start  INTEGER,
    char_end    INTEGER,
    text        VARCHAR,
    role        VARCHAR
);

CREATE TABLE actors (
    actor_id       BIGINT,
    kind           VARCHAR,
    name           VARCHAR,
    name_fold      VARCHAR,
    country        VARCHAR,
    country_reason VARCHAR,
    role           VARCHAR,
    organisation   VARCHAR,
    articles       INTEGER,
    mentions       INTEGER,
    meetings       INTEGER,
    agreements     INTEGER
);

CREATE TABLE actor_names (
    actor_id  BIGINT,
    name      VARCHAR,
    name_fold VARCHAR,
    mentions  INTEGER,
    articles  INTEGER
);

CREATE TABLE actor_roles (
    actor_id     BIGINT,
    role         VARCHAR,
    organisation VARCHAR,
    first_seen   VARCHAR,
    last_seen    VARCHAR,
    articles     INTEGER
);

CREATE TABLE meetings (
    meeting_id      BIGINT,
    title           VARCHAR,
    status          VARCHAR,
    channel         VARCHAR,
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    venue           VARCHAR,
    city            VARCHAR,
    country         VARCHAR,
    place_reason    VARCHAR,
    countries       VARCHAR[],
    articles        INTEGER,
    origins         INTEGER,
    conflicts       VARCHAR[],
    score           DOUBLE
);

CREATE TABLE participants (
    meeting_id BIGINT,
    actor_id   BIGINT,
    side       VARCHAR,
    role       VARCHAR
);

CREATE TABLE agreements (
    agreement_id    BIGINT,
    title           VARCHAR,
    status          VARCHAR,
    instrument      VARCHAR,
    claimed_count   INTEGER,
    claimed_by      VARCHAR,
    subjects        VARCHAR[],
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    countries       VARCHAR[],
    meeting_id      BIGINT,
    articles        INTEGER,
    origins         INTEGER,
    score           DOUBLE
);

CREATE TABLE parties (
    agreement_id BIGINT,
    actor_id     BIGINT
);

CREATE TABLE visits (
    visit_id        BIGINT,
    title           VARCHAR,
    status          VARCHAR,
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    city            VARCHAR,
    country         VARCHAR,
    countries       VARCHAR[],
    articles        INTEGER,
    origins         INTEGER
);

CREATE TABLE visitors (
    visit_id BIGINT,
    actor_id BIGINT,
    side     VARCHAR,
    role     VARCHAR
);

CREATE TABLE visit_meetings (
    visit_id   BIGINT,
    meeting_id BIGINT
);

CREATE TABLE statements (
    statement_id    BIGINT,
    kind            VARCHAR,
    title           VARCHAR,
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    countries       VARCHAR[],
    meeting_id      BIGINT,
    agreement_id    BIGINT,
    answers_id      BIGINT,
    articles        INTEGER,
    origins         INTEGER
);

CREATE TABLE statement_actors (
    statement_id BIGINT,
    actor_id     BIGINT,
    part         VARCHAR
);

CREATE TABLE evidence (
    fact_id     BIGINT,
    fact_kind   VARCHAR,
    field       VARCHAR,
    subject_id  BIGINT,
    article_id  BIGINT,
    sentence_no INTEGER,
    char_start  INTEGER,
    char_end    INTEGER,
    quote       VARCHAR,
    stance      VARCHAR,
    speaker     VARCHAR
);

CREATE TABLE merges (
    kind            VARCHAR,
    fact_id         BIGINT,
    left_id         BIGINT,
    right_id        BIGINT,
    left_label      VARCHAR,
    right_label     VARCHAR,
    verdict         VARCHAR,
    score           DOUBLE,
    reasons_for     VARCHAR[],
    reasons_against VARCHAR[],
    decided_by      VARCHAR,
    left_article_id  BIGINT,
    left_char_start  INTEGER,
    left_char_end    INTEGER,
    right_article_id BIGINT,
    right_char_start INTEGER,
    right_char_end   INTEGER
);

-- What extraction said of each article, kept so that facts can be resolved again without reading the text again.
CREATE TABLE extractions (
    article_id      BIGINT,
    backend         VARCHAR,
    backend_version VARCHAR,
    report          VARCHAR
);

-- English names for the codes in all other tables.
CREATE TABLE country_names (
    country VARCHAR,
    name    VARCHAR
);

-- Written by stats.sql at every publish: counted once, so that a screen opens at once however many facts there are.
CREATE TABLE relationship_months (
    country_a  VARCHAR,
    country_b  VARCHAR,
    month      VARCHAR,
    meetings   BIGINT,
    agreements BIGINT,
    articles   BIGINT
);

-- Written by listed.sql at every publish: the lists of a screen in their usual order.
CREATE TABLE listed_actors (
    place          BIGINT,
    actor_id       BIGINT,
    kind           VARCHAR,
    name           VARCHAR,
    name_fold      VARCHAR,
    country        VARCHAR,
    country_reason VARCHAR,
    role           VARCHAR,
    organisation   VARCHAR,
    meetings       INTEGER,
    agreements     INTEGER,
    articles       INTEGER,
    mentions       INTEGER,
    text_fold      VARCHAR
);

CREATE TABLE listed_events (
    place           BIGINT,
    fact_id         BIGINT,
    kind            VARCHAR,
    title           VARCHAR,
    status          VARCHAR,
    channel         VARCHAR,
    date            VARCHAR,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    venue           VARCHAR,
    city            VARCHAR,
    country         VARCHAR,
    country_name    VARCHAR,
    countries       VARCHAR[],
    instrument      VARCHAR,
    claimed_count   INTEGER,
    claimed_by      VARCHAR,
    subjects        VARCHAR[],
    conflicts       VARCHAR[],
    articles        INTEGER,
    origins         INTEGER,
    disputed        BOOLEAN,
    text_fold       VARCHAR
);

CREATE TABLE listed_sources (
    place           BIGINT,
    article_id      BIGINT,
    title           VARCHAR,
    publisher       VARCHAR,
    published       VARCHAR,
    published_basis VARCHAR,
    language        VARCHAR,
    source          VARCHAR,
    events          BIGINT,
    copy_of         VARCHAR,
    text_fold       VARCHAR
);
