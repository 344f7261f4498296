"""How much of what the reference implementation makes of Markdown this engine makes too: `python -m tests.parity`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.parity import corpus, formulas, golden, looks, looks_corpus, oracle, overflow, pptx
from tests.parity.floors import raise_floors, read_floors, verdict
from tests.parity.result import Result, kinds
from tests.parity.shared import SHARED


def main() -> int:
    """Compare, print, and say by the exit status whether a number fell below its floor."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"There is nothing to compare with: {SHARED} is missing (MARPD_SHARED says where it is).")
        return 0
    if options.golden is not None:
        return _one_case(options.golden)
    numbers, results = _golden() if options.deck is None else ({}, [])
    if options.deck is None:
        numbers |= formulas.numbers()
        numbers |= overflow.numbers()
    if options.oracle:
        corpus_numbers, corpus_results = _corpus(options.deck)
        numbers, results = {**numbers, **corpus_numbers}, [*results, *corpus_results]
        if corpus_numbers and options.deck is None:
            numbers |= _looks()
            numbers |= _looks_of_decks()
            numbers |= pptx.numbers() if options.pptx else {}
    _print_differences(results, shown=options.show, kinds_shown=options.kinds)
    return 0 if options.deck else _judge(numbers, is_raised=options.raised)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.parity", description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the differences of N slides")
    parser.add_argument(
        "--kinds", type=int, default=0, metavar="N", help="print the N most frequent kinds of difference"
    )
    parser.add_argument("--golden", type=int, metavar="N", help="run one recorded case, and print both sides")
    parser.add_argument("--deck", metavar="WORD", help="only the corpus decks with this in their name")
    parser.add_argument(
        "--no-oracle", dest="oracle", action="store_false", help="only the recorded cases, without Node"
    )
    parser.add_argument(
        "--no-pptx", dest="pptx", action="store_false", help="without PowerPoint, which takes most of the time"
    )
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors to what was measured")
    return parser.parse_args()


def _golden() -> tuple[dict[str, int], list[Result]]:
    cases, aside = golden.read_cases()
    ran = [result for case in cases if (result := golden.run_case(case))]
    if unlike := len(cases) - len(ran):
        aside["inlineSVG (with a background)"] = unlike
    meant = {golden.name_of(index): reason for index, reason in golden.deliberate().items()}
    results = [result for result in ran if result.name not in meant]
    same = sum(result.is_same for result in results)
    print(f"golden: {same}/{len(results)} cases the same, {len(ran) - len(results)} that differ on purpose")
    for result in ran:
        if result.name in meant and result.is_same:
            print(f"        {result.name} is the same, though it should not be: {meant[result.name]}")
    print(f"        {aside.total()} set aside: {', '.join(f'{name} {count}' for name, count in aside.most_common())}")
    return {"golden": same}, results


def _corpus(word: str | None) -> tuple[dict[str, int], list[Result]]:
    decks = [deck for deck in corpus.read_decks() if word is None or word in deck.name]
    try:
        oracle.install()
        results = [corpus.run_deck(deck) for deck in decks]
    except oracle.OracleMissing as missing:
        print(f"corpus: skipped, {missing}")
        return {}, []
    slides, same = sum(result.slides for result in results), sum(result.same for result in results)
    notes, whole = sum(result.same_notes for result in results), sum(result.is_same for result in results)
    print(f"corpus: {same}/{slides} slides the same, {notes}/{slides} with the same notes")
    print(f"        {whole}/{len(results)} decks the same as a whole")
    for result in results:
        if not result.is_same:
            print(f"        {result.same}/{result.slides} {result.name}")
    return {"corpus_slides": same, "corpus_notes": notes, "corpus_decks": whole}, results


def _looks() -> dict[str, int]:
    """The likeness of each theme's gallery in ten-thousandths: the mean, and the worst page."""
    try:
        galleries = looks.compare_galleries()
    except oracle.OracleMissing as missing:
        print(f"looks: skipped, {missing}")
        return {}
    numbers = {}
    for theme in looks.THEMES:
        mine = [look for look in galleries if look.name.startswith(f"{theme}-")]
        mean, (worst, page) = sum(look.mean for look in mine) / len(mine), min(look.worst for look in mine)
        print(
            f"looks: {theme} {mean:.4f} in the mean over {len(mine)} galleries, {worst:.4f} on the worst page ({page})"
        )
        numbers |= {f"looks_{theme}_mean": int(mean * 10_000), f"looks_{theme}_worst": int(worst * 10_000)}
    return numbers


def _looks_of_decks() -> dict[str, int]:
    """The likeness of some real decks in ten-thousandths, formulas aside."""
    try:
        pages = looks_corpus.compare_sample()
    except oracle.OracleMissing as missing:
        print(f"looks of decks: skipped, {missing}")
        return {}
    mean, worst = sum(page.likeness for page in pages) / len(pages), min(pages, key=lambda page: page.likeness)
    print(f"looks of decks: {mean:.4f} in the mean over {len(pages)} pages, {worst.likeness:.4f} on the worst")
    print(f"        ({worst.deck}, page {worst.number})")
    return {"looks_decks_mean": int(mean * 10_000), "looks_decks_worst": int(worst.likeness * 10_000)}


def _one_case(index: int) -> int:
    case = next((case for case in golden.read_cases()[0] if case.index == index), None)
    result = golden.run_case(case) if case else None
    if case is None or result is None:
        print(f"golden {index} is set aside, or there is no such case.")
        return 1
    print(f"{case.markdown}\n\noptions: {case.options}\n\n{case.html}\nnotes: {case.comments}\n")
    _print_differences([result], shown=result.slides + len(result.differences), kinds_shown=0)
    print("the same" if result.is_same else "not the same")
    return 0 if result.is_same else 1


def _print_differences(results: Sequence[Result], *, shown: int, kinds_shown: int) -> None:
    differences = [(result.name, difference) for result in results for difference in result.differences]
    for name, difference in differences[:shown]:
        print(f"\n{name}, {difference}")
    for count, kind, example in kinds(results)[:kinds_shown]:
        print(f"\n{count:5} {kind}\n      for example {example}")


def _judge(numbers: dict[str, int], *, is_raised: bool) -> int:
    if is_raised:
        raise_floors(numbers)
    is_fine, lines = verdict(numbers, read_floors())
    print("\n".join(lines or ["Every number is at its floor."]))
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
