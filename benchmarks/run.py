"""Measures speed and memory against peers in one run, and prints ratios: ``python benchmarks/run.py [PART…]``.

The bars are those the project sets itself; nothing fails if one is missed. Times of a busy machine say little, ratios more.
"""

import argparse
import sys

import analysis
import archiving
import asking
from measuring import print_table

PARTS = ("analysis", "add", "search")


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument("--characters", type=int, default=300_000, help="how much text is analysed (default 300,000)")
    parser.add_argument("--each", type=int, default=20_000, help="characters of one report (default 20,000, as real reports have)")
    parser.add_argument("--reports", type=int, default=400, help="how many reports are added (default 400)")
    told = parser.parse_args()
    unknown = set(told.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    wanted = told.parts or PARTS
    print(f"Python {sys.version.split()[0]} on {sys.platform}\n")
    if "analysis" in wanted:
        print_table("Analysis", analysis.measure(told.characters, told.each))
    if "add" in wanted:
        print_table("Archive", archiving.measure(told.reports))
    if "search" in wanted:
        print_table("Search", asking.measure(told.reports))


if __name__ == "__main__":
    main()
