"""How many errors ``check`` finds in whole reports, how many findings are none, and how many relations that hold it reads.

Of ``corpora/checks/reports.jsonl``: what is marked ``develop`` was looked at while the rules were made, what is ``held-out`` was not.
Run ``python benchmarks/checking.py``; ``--missed`` prints the errors of the reports of ``develop`` that are not found.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kexie_nlp.checks import Finding, check_report
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted
from kexie_nlp.resources import folder

Span = tuple[int, int]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    path = folder("corpora") / "checks" / "reports.jsonl"
    reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for split in ("develop", "held-out"):
        count: Counter[str] = Counter()
        for report in reports:
            if report["split"] == split:
                missed = measure(report, count)
                if "--missed" in arguments and split == "develop":
                    print(*(f"{report['id']}\t{wrong['stated']}\t{wrong['right']}\t{wrong['why']}" for wrong in missed), sep="\n")
        print(f"{split}: {count['reports']} reports, {count['right reports']} of them without a mistake")
        print(f"  errors found            {share(count['found'], count['wrong'])}")
        print(f"  findings that are right {share(count['right'], count['findings'])}")
        print(f"  false alarms in reports without a mistake {count['alarms']}")
        kinds = sorted(kind.removeprefix("told ") for kind in count if kind.startswith("told "))
        read, told = ([count[f"{what} {kind}"] for kind in kinds] for what in ("read", "told"))
        print(f"  relations read          {share(sum(read), sum(told))}")
        print(*(f"    {kind:<12}{share(some, every)}" for kind, some, every in zip(kinds, read, told, strict=True)), sep="\n")
    return 0


def measure(report: dict[str, Any], count: Counter[str]) -> list[dict[str, Any]]:
    """Count what is found in a report, and return the errors that are not."""
    findings = check_report(analyze(report_of(Extracted(report["text"]), "report.txt")))
    failing = [one for one in findings if not one.holds]
    count["reports"] += 1
    count["right reports"] += not report["wrong"]
    missed = [wrong for wrong in report["wrong"] if not any(tells_of(one, wrong) for one in failing)]
    right = sum(any(tells_of(one, wrong) for wrong in report["wrong"]) for one in failing)
    count.update({"wrong": len(report["wrong"]), "found": len(report["wrong"]) - len(missed), "findings": len(failing), "right": right})
    count["alarms"] += 0 if report["wrong"] else len(failing)
    held = [one.spans for one in findings if one.holds]
    for relation in report["agree"]:
        spans = [(start, end) for start, end in relation["spans"]]
        count[f"told {relation['kind']}"] += 1
        count[f"read {relation['kind']}"] += any(sum(meets(span, told) for span in spans) >= 2 for told in held)
    return missed


def tells_of(finding: Finding, wrong: dict[str, Any]) -> bool:
    """Tell whether a finding is of a wrong figure, or of what it contradicts: its own figure, or two of those it was held against."""
    against = [(start, end) for start, end in wrong["against"]]
    if meets((wrong["start"], wrong["end"]), finding.spans) or meets(finding.spans[0], against):
        return True
    return sum(meets(span, finding.spans) for span in against) >= 2


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span meets one of others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def share(some: int, every: int) -> str:
    """Return so many of so many."""
    return f"{some} of {every} ({some / every:.2f})" if every else "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
