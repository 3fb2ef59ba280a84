"""What can stand next in a statement: tables, columns, functions of the store, and the words of SQL."""

import re
from collections.abc import Iterable, Mapping, Sequence

Schema = Mapping[str, Sequence[str]]  # the columns of each table and view

SCHEMA_QUERY = """
    SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'store' AND NOT internal
    ORDER BY table_name, column_index"""
FUNCTIONS = ("name_score(", "fold(")
KEYWORDS = (
    *("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON", "HAVING"),
    *("DISTINCT", "AS", "AND", "OR", "NOT", "IN", "IS NULL", "LIKE", "ILIKE", "BETWEEN", "CASE", "WHEN", "THEN"),
    *("ELSE", "END", "WITH", "UNION ALL", "DESC", "NULLS LAST", "COUNT(", "UNNEST(", "DESCRIBE", "SUMMARIZE"),
    *("SHOW TABLES", "EXPLAIN", "PIVOT"),
)
_WORD = re.compile(r"(?:(\w+)\.)?(\w*)$")
_NAMED = re.compile(
    r"\b(?:from|join)\s+(\w+)(?:\s+(?:as\s+)?(?!(?:on|using|where|join|left|order|group)\b)(\w+))?", re.IGNORECASE
)
_WANTS_TABLE = re.compile(r"\b(?:from|join|describe|summarize)\s+\w*$", re.IGNORECASE)


def schema_of(rows: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """The answer to SCHEMA_QUERY as a schema."""
    schema: dict[str, list[str]] = {}
    for table, column in rows:
        schema.setdefault(table, []).append(column)
    return schema


def completions(before: str, whole: str, schema: Schema) -> tuple[str, list[str]]:
    """The word that is being typed at the end of `before`, and what it may become, given the `whole` statement."""
    qualifier, word = _WORD.findall(before)[0]
    tables = _tables(whole, schema)
    if qualifier:
        offers = list(schema.get(tables.get(qualifier.lower(), qualifier.lower()), ()))
    elif _WANTS_TABLE.search(before):
        offers = list(schema)
    else:
        offers = _anything(tables, schema) if word else []
    return word, [offer for offer in offers if offer.lower().startswith(word.lower())]


def _tables(whole: str, schema: Schema) -> dict[str, str]:
    """The tables that a statement names, by their names and aliases."""
    named = ((match[1].lower(), (match[2] or "").lower()) for match in _NAMED.finditer(whole))
    return {key: table for table, alias in named if table in schema for key in (table, alias) if key}


def _anything(tables: Mapping[str, str], schema: Schema) -> list[str]:
    """Columns of the tables that are named, else of all; then tables, functions and words, each once."""
    among = set(tables.values()) or set(schema)
    columns = (column for table in schema if table in among for column in schema[table])
    return list(dict.fromkeys([*columns, *schema, *FUNCTIONS, *KEYWORDS]))
