"""Digests of tables: the same for the same rows in any order, and brought up to date from the rows that changed."""

from collections.abc import Mapping
from hashlib import blake2b

import duckdb

# What the content hash is made of: the articles and the facts. Sentences, mentions, reports and judgements are how the
# facts were found.
HASHED = (
    "articles",
    "actors",
    "actor_names",
    "actor_roles",
    "meetings",
    "participants",
    "agreements",
    "parties",
    "visits",
    "visitors",
    "visit_meetings",
    "statements",
    "statement_actors",
    "evidence",
)
_UNTOLD = {"articles": "EXCLUDE (source)"}  # where it was read differs from machine to machine and is not what it says
_WHOLE = 1 << 128


def table_digest(connection: duckdb.DuckDBPyConnection, name: str, only: str = "true") -> int:
    """The sum, modulo 2 ** 128, of the md5 of each row of a table that the condition `only` is true of."""
    # DuckDB's own hash() is ten times faster, but may be another one in its next version.
    query = f"""
        SELECT sum((said >> 64)::UBIGINT), sum((said & 18446744073709551615)::UBIGINT) FROM (
            SELECT md5_number(to_json(told)) AS said
            FROM (SELECT * {_UNTOLD.get(name, "")} FROM {name} WHERE {only}) AS told)"""
    upper, lower = connection.execute(query).fetchall()[0]
    return ((int(upper or 0) << 64) + int(lower or 0)) % _WHOLE


def moved(digest: str, *, gone: int, come: int) -> str:
    """`digest` after rows went and others came."""
    return shown((int(digest, 16) - gone + come) % _WHOLE)


def shown(digest: int) -> str:
    """As it is stored: 32 hexadecimal digits."""
    return f"{digest:032x}"


def content_hash(digests: Mapping[str, str]) -> str:
    """One hash, 32 hexadecimal digits, of the digests of all hashed tables."""
    whole = blake2b(digest_size=16)
    for name in HASHED:
        whole.update(digests[name].encode())
    return whole.hexdigest()
