"""The catalogue of things people buy: finding one by its name, and what is known of all.

Search ignores case, accents and plural, takes the beginning of a word for the word and forgives
one wrong letter in a longer word. It knows the English names only.
"""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from footprint_model import tables
from footprint_model.lookup import categories_by_id, check_category
from footprint_model.prices import price
from footprint_model.schema import Item

SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with")
)
MOST_WORDS = 8  # of a question; more say nothing new
LONGEST = 200  # characters of a question that are read
FORGIVING = 5  # letters from which one may be wrong
SHORTEST_START = 3  # letters that a word without its plural must keep to be a beginning

NAME, NAME_START, OTHER_NAME, WORDS, WORD_STARTS = range(5)


@dataclass(frozen=True)
class _Entry:
    """An item's names, cut into words for comparison; its own name comes first."""

    item: Item
    phrases: tuple[tuple[str, ...], ...]
    phrase_roots: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    roots: frozenset[str]


@dataclass(frozen=True)
class Count:
    """How many items of a category (empty: of all), and what is known of them."""

    category: str
    items: int
    with_price: int
    with_material: int
    with_lifetime: int


def search(text: str, limit: int = 20, category: str | None = None) -> tuple[Item, ...]:
    """Items that fit every word of the text, best first.

    The order is: the very name, a name that begins so, another name, names that hold the words,
    words that begin so; then the item's own name before its other names, short names before
    long ones, and the order of the file. Wrong letters are forgiven where nothing fits.

    Parameters
    ----------
    text : what a person types, "jeans"
    limit : most items to give
    category : only items of this category

    Returns
    -------
    Nothing for a text without letters or digits.

    Raises
    ------
    UnknownCategory
    """
    if category is not None:
        check_category("category", category)
    words = _words(text[:LONGEST])
    asked = tuple(word for word in words if word not in SMALL_WORDS) or words
    asked = asked[:MOST_WORDS]
    if not asked:
        return ()
    entries = [entry for entry in _entries() if category is None or entry.item.category == category]
    found = [(rank, entry) for entry in entries if (rank := _rank(asked, entry)) is not None]
    if not found:
        found = [((0, 0), entry) for entry in entries if _misspelt(asked, entry)]
    found.sort(key=lambda row: (row[0], len(row[1].phrases[0])))  # stable: then by the file
    return tuple(entry.item for _, entry in found[: max(limit, 0)])


def fits(text: str, names: Sequence[str]) -> bool:
    """Whether every word of the text is, or begins, a word of the names."""
    words = _words(text[:LONGEST])
    asked = tuple(word for word in words if word not in SMALL_WORDS) or words
    known = frozenset(word for name in names for word in _words(name))
    roots = frozenset(map(_root, known))
    return bool(asked) and all(
        _root(word) in roots or _begins_one(word, _root(word), known) for word in asked[:MOST_WORDS]
    )


def counts() -> tuple[Count, ...]:
    """What is known of all items, then of those of each category that has some."""
    rows = [_count("", tables.items())]
    for category in tables.categories():
        of_it = [item for item in tables.items() if item.category == category.id]
        if of_it:
            rows.append(_count(category.id, of_it))
    return tuple(rows)


def described(item: Item, country: str | None = None) -> dict[str, Any]:
    """One item as plain values, with its price in a country or, without one, where it was seen.

    Raises
    ------
    UnknownCountry
    """
    seen = country or item.price_country or None
    return {
        "id": item.id,
        "name": item.name,
        "unit": item.unit,
        "size": item.size,
        "price_usd": price(item.id, seen) if seen else None,
        "country": seen,
        "price_year": item.price_year,
        "category": item.category,
        "commodity": item.commodity,
        "material": item.material,
        "material_amount": item.material_amount,
        "material_unit": item.material_unit,
        "lifetime_years": item.lifetime_years,
        "source": item.source,
        "basis": item.basis,
    }


def told(items: Sequence[Item], country: str | None = None) -> str:
    """Items as lines to read."""
    lines = []
    for item in items:
        row = described(item, country)
        unit = f"{item.unit} ({item.size})" if item.size else item.unit
        cost = "no price"
        if row["price_usd"] is not None:
            cost = f"{row['price_usd']:.2f} US$ in {row['country']}"
        known = [f"{item.name}, {unit}", cost, categories_by_id()[item.category][1].name]
        if item.material:
            known.append(f"{item.material_amount:g} {item.material_unit} of {item.material}")
        if item.lifetime_years is not None:
            known.append(f"kept {item.lifetime_years:g} years")
        lines.append(f"{item.id:24} " + "; ".join([*known, item.source]))
    return "\n".join(lines) + "\n"


def told_counts() -> str:
    """The counts as a table to read."""
    lines = [f"{'category':24} items  price  material  lifetime   (share with a source)"]
    for row in counts():
        lines.append(
            f"{row.category or 'all':24} {row.items:5}  {row.with_price / row.items:5.0%}  "
            f"{row.with_material / row.items:8.0%}  {row.with_lifetime / row.items:8.0%}"
        )
    return "\n".join(lines) + "\n"


def _count(category: str, items: Sequence[Item]) -> Count:
    return Count(
        category,
        len(items),
        sum(item.price_usd is not None and item.source != "own_judgement" for item in items),
        sum(bool(item.material) for item in items),
        sum(item.lifetime_years is not None for item in items),
    )


@cache
def _entries() -> tuple[_Entry, ...]:
    entries = []
    for item in tables.items():
        names = (item.name, item.id.replace("_", " "), *item.words.split("|"))
        phrases = tuple(words for words in map(_words, names) if words)
        joined = [name.replace("-", "") for name in names if "-" in name]
        every = frozenset(word for words in (*phrases, *map(_words, joined)) for word in words)
        phrase_roots = tuple(tuple(map(_root, words)) for words in phrases)
        roots = frozenset(map(_root, every))
        entries.append(_Entry(item, phrases, phrase_roots, every, roots))
    return tuple(entries)


def _rank(asked: tuple[str, ...], entry: _Entry) -> tuple[int, int] | None:
    """How well an item fits: kind of fit, and 0 when its own name does; None when not."""
    roots = tuple(map(_root, asked))
    own, own_roots = entry.phrases[0], entry.phrase_roots[0]
    if roots == own_roots:
        return NAME, 0
    if _starts(asked, roots, own, own_roots):
        return NAME_START, 0
    if roots in entry.phrase_roots:
        return OTHER_NAME, 0
    kind, named = WORDS, 0
    for word, root in zip(asked, roots, strict=True):
        if word not in entry.words and root not in entry.roots:
            if not _begins_one(word, root, entry.words):
                return None
            kind = WORD_STARTS
        if root not in own_roots and not _begins_one(word, root, own):
            named = 1
    return kind, named


def _begins_one(word: str, root: str, words: Collection[str]) -> bool:
    """Whether one of the words begins with this one, be it one or many of the thing."""
    start = root if len(root) >= SHORTEST_START else word
    return any(other.startswith((word, start)) for other in words)


def _misspelt(asked: tuple[str, ...], entry: _Entry) -> bool:
    """Whether every word fits when one letter of a longer word may be wrong."""
    return all(
        _root(word) in entry.roots
        or _begins_one(word, _root(word), entry.words)
        or (
            len(word) >= FORGIVING
            and any(_one_wrong(word, other) for other in entry.words | entry.roots)
        )
        for word in asked
    )


def _starts(
    asked: tuple[str, ...],
    roots: tuple[str, ...],
    phrase: tuple[str, ...],
    phrase_roots: tuple[str, ...],
) -> bool:
    """Whether a name begins with the text; its last word may be cut short."""
    last = len(asked) - 1
    return (
        len(asked) <= len(phrase)
        and roots[:last] == phrase_roots[:last]
        and (roots[last] == phrase_roots[last] or phrase[last].startswith(asked[last]))
    )


def _words(text: str) -> tuple[str, ...]:
    """Words in small letters without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        letter if letter.isalnum() else " "
        for letter in plain
        if not unicodedata.combining(letter) and letter not in "'’‘"
    )
    return tuple("".join(kept).split())


def _root(word: str) -> str:
    """What singular and plural of a word have in common: knives and knife, batteries, dishes."""
    if len(word) < 3 or word.isdigit():
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, short in (("ie", "y"), ("oe", "o"), ("ve", "f"), ("fe", "f")):
        if word.endswith(ending) and len(word) > SHORTEST_START + 1:  # pie, shoe: as they are
            return word[: -len(ending)] + short
    if word.endswith(("sse", "she", "che", "xe")):
        return word[:-1]
    return word


def _one_wrong(one: str, other: str) -> bool:
    """Whether one letter more, less or different, or two swapped, makes one word the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return one == other
    first = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if len(one) != len(other):
        return one[first:] == other[first + 1 :]
    swapped = one[first : first + 2] == other[first : first + 2][::-1]
    return one[first + 1 :] == other[first + 1 :] or (
        swapped and one[first + 2 :] == other[first + 2 :]
    )
