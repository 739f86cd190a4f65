"""Ids of claims by the million: a tuple of texts that holds numbers, and makes the texts when it is asked for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

_LENGTH = 18
_SHAPE = re.compile(r"(?:C-[0-9a-f]{16})+")
_numbers = cast("Callable[[tuple[Any, ...]], Iterator[int]]", tuple.__iter__)  # what is inside, whatever a subclass makes of it


class ClaimIds(tuple[str, ...]):
    """The ids of some claims, sorted, without repeats, as a tuple in all that one can ask of it; made by `packed` and `union`.

    Sixteen digits are a number of 64 bits, where the text takes 80 bytes. Inside stands one number for each set of claims that it was
    made of: a 1, and then the 64 bits of each id; so those that stand for many events share the numbers of these. A copy in
    a pickle is a plain tuple.
    """

    __slots__ = ()

    def _texts(self) -> tuple[str, ...]:
        found: list[str] = []
        sets = 0
        for number in _numbers(self):
            digits = f"{number:x}"
            found += [f"C-{digits[at : at + 16]}" for at in range(1, len(digits), 16)]
            sets += 1
        return tuple(found) if sets == 1 else tuple(sorted(set(found)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts())

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._texts())

    def __len__(self) -> int:
        first, *more = _numbers(self)
        return len(self._texts()) if more else first.bit_length() // 64

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
    joined = "".join(ids)
    if any(len(each) != _LENGTH for each in ids) or not _SHAPE.fullmatch(joined):
        return tuple(ids)
    return _holding([int(f"1{joined.replace('C-', '')}", 16)])


def union(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The ids that are in one of some sets, sorted."""
    some = [each for each in sets if each]
    if len(some) == 1:
        return some[0]
    if some and all(isinstance(each, ClaimIds) for each in some):
        return _holding(sorted({number for each in some for number in _numbers(each)}))
    return tuple(sorted({each for ids in some for each in ids}))


def numbers(ids: ClaimIds) -> tuple[int, ...]:
    """What is inside, for a file; `of_numbers` makes the ids of it again."""
    return tuple(_numbers(ids))


def of_numbers(inside: Iterable[int]) -> ClaimIds:
    """The ids that `numbers` was given."""
    return _holding(inside)


def _holding(inside: Iterable[int]) -> ClaimIds:
    return tuple.__new__(ClaimIds, inside)
