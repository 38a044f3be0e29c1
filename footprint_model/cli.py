"""The command line: ``python -m footprint_model COMMAND``; ``--help`` lists the commands.

JSON on request, with keys that stay the same from version to version.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from footprint_model import catalogue, tables
from footprint_model.consumption import Consumption
from footprint_model.errors import InputError, ModelError
from footprint_model.explain import (
    Trace,
    explain,
    explain_average,
    explain_in_your_name,
    explain_people,
    explain_range,
    sentence,
)
from footprint_model.footprint import Estimate, estimate
from footprint_model.identities import checks
from footprint_model.lookup import categories_by_id, check_category, check_country
from footprint_model.schema import Item
from footprint_model.value import value_of_answering
from footprint_model.world import World, world

FILE_KEYS = (
    "country",
    "household_size",
    "income_band",
    "age_band",
    "currency",
    "spend_per_year",
    "quantities_per_year",
    "modifiers",
)


# Figures beside the total and its parts.
BESIDE: dict[str, tuple[Callable[[Consumption], Trace], str]] = {
    "average": (explain_average, "the average where the person lives"),
    "people": (explain_people, "one in so many people, a town, a long life"),
    "range": (explain_range, "the low and the high end"),
    "in_your_name": (explain_in_your_name, "what government and investors buy per resident"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 good, 1 a check failed, 2 bad input)."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except InputError as error:
        if getattr(options, "json", False):
            problem = {"field": error.field, "problem": error.problem, "accepted": error.accepted}
            print(_json({"error": problem}), end="")
        print(f"error: {error}", file=sys.stderr)
        return 2
    except ModelError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m footprint_model", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check", help="integrity of the tables and identities of the account"
    )
    check.set_defaults(run=_check)

    one = commands.add_parser("estimate", help="the footprint of one person")
    _person_arguments(one)
    one.set_defaults(run=_estimate)

    why = commands.add_parser("explain", help="a figure traced back to its sources, step by step")
    _person_arguments(why)
    why.add_argument("--category", help="a category; otherwise the total")
    why.add_argument("--origin", help="what comes from this country")
    why.add_argument("--sector", help="a kind of work")
    beside = why.add_mutually_exclusive_group()
    for option, (_function, text) in BESIDE.items():
        name = "--" + option.replace("_", "-")
        beside.add_argument(name, dest="beside", action="store_const", const=option, help=text)
    why.set_defaults(run=_explain)

    next_ = commands.add_parser("value", help="which open question would narrow the range most")
    _person_arguments(next_)
    next_.set_defaults(run=_value)

    table = commands.add_parser("batch", help="a table of people to a table of footprints")
    table.add_argument("source", metavar="IN", help="CSV or Parquet, one person a row; - to read")
    table.add_argument("target", metavar="OUT", help="CSV or Parquet; - for standard output")
    table.set_defaults(run=_batch)

    every = commands.add_parser("world", help="every consuming country and the totals")
    every.add_argument("--variant", help="account: balanced (ships) or first")
    every.add_argument(
        "--state-imposed", action="store_true", help="add the layer of state-imposed forced labour"
    )
    every.add_argument("--json", action="store_true")
    every.set_defaults(run=_world)

    make = commands.add_parser("build", help="make the derived tables from the raw files (offline)")
    make.add_argument("--raw", required=True, type=Path, metavar="DIR")
    make.add_argument("--out", type=Path, default=tables.DATA, metavar="DIR")
    make.set_defaults(run=_build)

    things = commands.add_parser("items", help="find a thing people buy and its price")
    things.add_argument("text", nargs="?", help="what to look for; left out: how many are known")
    things.add_argument("--country", help="price there; left out: where the price was seen")
    things.add_argument("--category", help="only things of this category")
    things.add_argument("--json", action="store_true")
    things.set_defaults(run=_items)

    change = commands.add_parser("compare", help="what changed since a git revision")
    change.add_argument("revision", metavar="REV")
    change.add_argument("--picture", type=Path, metavar="FILE.svg", help="also draw it")
    change.add_argument("--json", action="store_true")
    change.set_defaults(run=_compare)

    bench = commands.add_parser("bench", help="timings beside numpy baselines of the same run")
    bench.set_defaults(run=_bench)
    return parser


def _person_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", help="JSON file with the consumption, or - for standard input"
    )
    parser.add_argument("--country", help="ISO 3166-1 alpha-3 code of the country of residence")
    parser.add_argument("--household-size", type=float, help="people in the home")
    parser.add_argument("--income-band", help="fifth of the country's people")
    parser.add_argument("--age-band")
    parser.add_argument("--currency", help="of the amounts after --spend; US dollars if not given")
    parser.add_argument(
        "--spend",
        action="append",
        nargs="+",
        default=[],
        metavar="CATEGORY=AMOUNT",
        help="money per person per year; categories left out are what is typical",
    )
    parser.add_argument("--json", action="store_true")


def _items(options: argparse.Namespace) -> int:
    if options.country is not None:
        check_country("country", options.country)
    found: tuple[Item, ...] = ()
    if options.text is None and options.category is None:
        rows: Any = catalogue.counts()
        text = catalogue.told_counts()
    else:
        if options.text is None:
            check_category("category", options.category)
            found = tuple(row for row in tables.items() if row.category == options.category)
        else:
            found = catalogue.search(options.text, category=options.category)
        rows = [catalogue.described(row, options.country) for row in found]
        text = catalogue.told(found, options.country)
        if not found:
            text = (
                f"nothing found for {options.text!r}; try one plain word, such as shoes or rice\n"
            )
    print(_json(rows) if options.json else text, end="")
    return 0


def _check(options: argparse.Namespace) -> int:
    failed = 0
    for result in checks():
        print(f"{'ok ' if result.holds else 'BAD'} {result.name}: {result.shown}")
        failed += not result.holds
    print(f"{failed} failed" if failed else "all checks hold")
    return 1 if failed else 0


def _estimate(options: argparse.Namespace) -> int:
    result = estimate(_person(options))
    print(_json(result.to_dict()) if options.json else _told(result), end="")
    return 0


def _explain(options: argparse.Namespace) -> int:
    parts = (options.category, options.origin, options.sector)
    if options.beside is None:
        trace = explain(_person(options), *parts)
    elif any(parts):
        raise InputError(options.beside, "given with a part of the total", "one figure at a time")
    else:
        trace = BESIDE[options.beside][0](_person(options))
    if options.json:
        print(_json(trace.to_dict()), end="")
        return 0
    for step in trace.steps:
        print(f"{sentence(step)}")
        sources = f"; {', '.join(step.sources)}" if step.sources else ""
        print(f"    {step.value:.6g} {step.unit} ({step.basis}{sources})")
    print("\nsources")
    for row in tables.sources():
        if row.key in trace.sources:
            print(f"  {row.key:20} {row.publisher}, {row.title} ({row.year})")
    return 0


def _value(options: argparse.Namespace) -> int:
    rows = value_of_answering(_person(options))
    if options.json:
        print(_json([msgspec.to_builtins(row) for row in rows]), end="")
        return 0
    print("open question             narrows the range by (hours a year, share)")
    for row in rows:
        print(f"  {row.name:24} {row.narrows_by * 8760:8.3f}  {row.share:6.1%}")
    return 0


def _person(options: argparse.Namespace) -> Consumption:
    amounts, name = _amounts_and_file(options.spend, options.file)
    given: dict[str, Any] = _read_file(name) if name else {}
    for key in ("country", "household_size", "income_band", "age_band", "currency"):
        if getattr(options, key) is not None:
            given[key] = getattr(options, key)
    if amounts:
        in_file = given.get("spend_per_year", {})
        if not isinstance(in_file, dict):
            raise InputError(
                "spend_per_year", "not an object in the file", "an object of categories and amounts"
            )
        given["spend_per_year"] = in_file | dict(_spend(amount) for amount in amounts)
    if "country" not in given:
        raise InputError("country", "not given", "--country CODE or a file with a country")
    return Consumption(**given)


def _amounts_and_file(spend: list[list[str]], name: str | None) -> tuple[list[str], str | None]:
    """Tell a file's name that follows ``--spend`` from the amounts before it."""
    words = [word for words in spend for word in words]
    if words and name is None and "=" not in words[-1] and words[-1] not in categories_by_id():
        name = words.pop()
    return words, name


def _read_file(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        given = msgspec.json.decode(text)
    except OSError as error:
        raise InputError(
            "file", f"{name}: {error.strerror}", "a readable JSON file, or -"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("file", f"{name}: {error}", "JSON in UTF-8") from error
    if not isinstance(given, dict):
        raise InputError("file", "not a JSON object", "an object with " + ", ".join(FILE_KEYS))
    for key in given:
        if key not in FILE_KEYS:
            raise InputError(str(key), "unknown key", ", ".join(FILE_KEYS))
    return given


def _spend(pair: str) -> tuple[str, float]:
    name, separator, amount = pair.partition("=")
    try:
        if not separator:
            raise ValueError
        return name, float(amount)
    except ValueError:
        raise InputError(
            f"spend_per_year.{name}",
            f"{amount!r} is not a number",
            "CATEGORY=USD, e.g. clothing=900",
        ) from None


def _told(result: Estimate) -> str:
    days, years, own = result.days_per_year, result.person_years, result.in_your_name.person_years
    lines = [
        f"{result.country}, model {result.model_version}, data {result.data_version}",
        f"days of somebody's life per year  {days.central:.3g}  ({days.low:.3g} to {days.high:.3g})",
        f"person-years                      {years.central:.3g}  ({years.low:.3g} to {years.high:.3g})",
    ]
    if result.one_in:
        one = result.one_in
        lines.append(
            f"one in                            {one.central:.0f}  ({one.low:.0f} to {one.high:.0f})"
        )
    lines.append(
        f"bought in your name (apart)       {own.central:.3g}  ({own.low:.3g} to {own.high:.3g})"
    )
    lines.append("\nlargest categories, hours a year")
    for row in result.by_category[:12]:
        hours = row.person_years.times(365 * 24)
        mark = "answered" if row.answered else "average"
        lines.append(
            f"  {row.category:24} {hours.central:7.2f}  ({hours.low:.2f} to {hours.high:.2f})  {mark}"
        )
    lines.append("\nwhere, hours a year")
    lines += [f"  {row.country:24} {row.person_years * 8760:7.2f}" for row in result.by_origin[:12]]
    lines += [f"note: {note}" for note in result.notes]
    return "\n".join(lines) + "\n"


def _batch(options: argparse.Namespace) -> int:
    from footprint_model.batch import command  # reading tables: not loaded by the site

    return command(options.source, options.target)


def _world(options: argparse.Namespace) -> int:
    result = world(options.variant)
    plain, text = result.to_dict(), _world_table(result)
    if options.state_imposed:
        layer = tables.state_imposed()
        plain["state_imposed"] = msgspec.to_builtins(layer)
        text += f"apart, in no row above: {layer.people:,} people in state-imposed forced labour\n"
        text += "".join(f"  {row.iso3}  {row.what} ({row.status})\n" for row in layer.place)
    print(_json(plain) if options.json else text, end="")
    return 0


def _world_table(result: World) -> str:
    lines = [
        "country  population   households  all demand  imported  abroad   (per 100,000 residents)"
    ]
    for row in result.consumers:
        lines.append(
            f"{row.country:7} {row.population:>12,} {row.household_per_100k:>11.1f} "
            f"{row.all_final_demand_per_100k:>11.1f} {row.imported_per_100k:>9.1f} "
            f"{row.share_abroad:>7.1%}  {row.low_confidence}".rstrip()
        )
    lines.append(
        f"total {result.total_person_years:,.0f}, allocated {result.allocated_person_years:,.0f}, "
        f"share whose consumer is abroad {result.cross_border_share:.1%}"
    )
    return "\n".join(lines) + "\n"


def _build(options: argparse.Namespace) -> int:
    from footprint_model.build import build  # offline part: not loaded by the site

    build(options.raw, options.out)
    return 0


def _compare(options: argparse.Namespace) -> int:
    from footprint_model import compare  # asks git: not loaded by the site

    result = compare.compare(options.revision)
    if options.picture:
        options.picture.write_text(compare.picture(result), encoding="utf-8")
    print(_json(result) if options.json else compare.table(result), end="")
    return 0


def _bench(options: argparse.Namespace) -> int:
    from footprint_model.bench import report

    print(report(), end="")
    return 0


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
