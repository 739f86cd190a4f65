"""Ids of claims by the million: a tuple of texts that holds their digits as bytes, and makes the texts when it is asked for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

_LENGTH = 18
_SHAPE = re.compile(r"(?:C-[0-9a-f]{16})+")
_SIZE = 8  # bytes of an id
_bytes = cast("Callable[[tuple[Any, ...]], Iterator[bytes]]", tuple.__iter__)  # what is inside, whatever a subclass makes of it


class ClaimIds(tuple[str, ...]):
    """The ids of some claims, sorted, without repeats, as a tuple in all that one can ask of it; made by `packed` and `union`.

    Sixteen digits are eight bytes, where the text takes 80. Inside stand the bytes of each set of claims that it was made of, one id
    after the other; so those that stand for many events share the bytes of these. A copy in a pickle is a plain tuple.
    """

    __slots__ = ()

    def _texts(self) -> tuple[str, ...]:
        found: list[str] = []
        sets = 0
        for each in _bytes(self):
            digits = each.hex()
            found += [f"C-{digits[at : at + 16]}" for at in range(0, len(digits), 16)]
            sets += 1
        return tuple(found) if sets == 1 else tuple(sorted(set(found)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts())

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._texts())

    def __bool__(self) -> bool:
        return True  # none are a plain tuple, and to count those of many sets takes long

    def __len__(self) -> int:
        first, *more = _bytes(self)
        return len(self._texts()) if more else len(first) // _SIZE

    def __getitem__(self, at: Any) -> Any:
        return self._texts()[at]

    def __contains__(self, each: object) -> bool:
        return each in self._texts()

    def __eq__(self, other: object) -> bool:
        return bool(self._texts() == _plain(other))

    def __ne__(self, other: object) -> bool:
        return bool(self._texts() != _plain(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self._texts() < _plain(other))

    def __le__(self, other: Any) -> bool:
        return bool(self._texts() <= _plain(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self._texts() > _plain(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self._texts() >= _plain(other))

    def __hash__(self) -> int:
        return hash(self._texts())

    def __add__(self, other: Any) -> Any:
        return self._texts() + _plain(other)

    def __radd__(self, other: Any) -> Any:
        return _plain(other) + self._texts()

    def __mul__(self, times: Any) -> Any:
        return self._texts() * times

    __rmul__ = __mul__

    def count(self, each: Any) -> int:
        return self._texts().count(each)

    def index(self, each: Any, *within: Any) -> int:
        return self._texts().index(each, *within)

    def __repr__(self) -> str:
        return repr(self._texts())

    def __reduce__(self) -> Any:
        return tuple, (list(self._texts()),)

    def __copy__(self) -> ClaimIds:
        return self

    def __deepcopy__(self, memo: Any) -> ClaimIds:
        return self


def _plain(other: Any) -> Any:
    return other._texts() if isinstance(other, ClaimIds) else other


def packed(ids: Sequence[str]) -> tuple[str, ...]:
    """Ids, sorted and without repeats; a plain tuple where one is no id of a claim.

    >>> packed(["C-00000000000000ff", "C-0123456789abcdef"])
    ('C-00000000000000ff', 'C-0123456789abcdef')
    >>> type(_).__name__, type(packed(["C-1"])).__name__
    ('ClaimIds', 'tuple')
    """
    return read(written(ids))


def written(ids: Sequence[str]) -> bytes | str | None:
    """Ids, sorted and without repeats, for a column of a table; None for none."""
    joined = "".join(ids)
    if any(len(each) != _LENGTH for each in ids) or not _SHAPE.fullmatch(joined):
        return " ".join(ids) or None
    return bytes.fromhex(joined.replace("C-", ""))


def read(column: bytes | str | None) -> tuple[str, ...]:
    """The ids that `written` was given."""
    if column.__class__ is bytes:
        return _holding((column,))
    return tuple(column.split(" ")) if isinstance(column, str) else ()


def union(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The ids that are in one of some sets, sorted."""
    some = [each for each in sets if each]
    if len(some) == 1:
        return some[0]
    if len(some) == 2 and some[0].__class__ is ClaimIds is some[1].__class__:
        inside = (*_bytes(some[0]), *_bytes(some[1]))
        if len(inside) == 2 and inside[0] != inside[1]:  # most are of two events
            return _holding(inside if inside[0] < inside[1] else (inside[1], inside[0]))
    if some and all(each.__class__ is ClaimIds for each in some):
        return _holding(sorted({inside for each in some for inside in _bytes(each)}))
    return tuple(sorted({each for ids in some for each in ids}))


def insides(ids: ClaimIds) -> tuple[bytes, ...]:
    """What is inside, for a file; `of_insides` makes the ids of it again."""
    return tuple(_bytes(ids))


def of_insides(inside: Iterable[bytes]) -> ClaimIds:
    """The ids that `insides` was given."""
    return _holding(inside)


def _holding(inside: Iterable[Any]) -> ClaimIds:
    return tuple.__new__(ClaimIds, inside)
