"""Content-derived ids: the same content has the same id on every machine and after every rebuild."""

from hashlib import blake2b

_BITS = (1 << 63) - 1  # DuckDB's BIGINT, kept positive


def content_id(*parts: object) -> int:
    """A positive 63-bit id of `parts`, in order; None and the empty string differ."""
    digest = blake2b(digest_size=8)
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return int.from_bytes(digest.digest(), "big") & _BITS
