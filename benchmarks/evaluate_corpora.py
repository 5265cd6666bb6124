"""Measures the rules on published collections of attacks and harmless texts, against the bars of the issue.

The collections are never part of the product: they are looked for in ../shared/corpora; where they are
not, this says so and leaves with status 0. Any rule that fires counts. `--misses NAME` prints what was
missed, or falsely hit with the rules that did it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

import yaml

from siaga.detection.engine.cache import default_folder
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import readable, rows_of_requests

CORPORA = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"
PLAIN_URIS = {"", "/", "/get", "/post", "/anything", "/get/", "/post/"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to judge: what a person would want to see, and the log line made of it."""

    shown: str
    line: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A collection and its bar in percent: at least (attacks) or at most (harmless)."""

    name: str
    cases: list[Case]
    least: float | None = None
    most: float | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description="Measure the rules on published collections.")
    parser.add_argument("--rules", type=Path, action="append", help="rule folders (default: Siaga's own)")
    parser.add_argument("--misses", metavar="NAME", help="print the cases of one collection that went wrong")
    chosen = parser.parse_args(arguments)
    if not CORPORA.is_dir():
        print("no collections beside the checkout (../shared/corpora): nothing measured")
        return 0
    own = own_rules()
    rule_set = RuleSet.load(chosen.rules or ([own] if own else []), default_folder())
    bars = [bar for bar in all_bars() if chosen.misses is None or chosen.misses in bar.name]
    print(f"{len(rule_set.rules)} rules\n{'collection':34} {'cases':>6} {'hit':>6} {'share':>8}   bar")
    missed = [judge(bar, rule_set, show=chosen.misses is not None) for bar in bars]
    return 1 if any(missed) else 0


def judge(bar: Bar, rule_set: RuleSet, *, show: bool) -> bool:
    """Print one row of the table; tell whether the bar is missed."""
    by_row = rules_by_case(bar.cases, rule_set)
    share = 100 * len(by_row) / max(len(bar.cases), 1)
    missed = (bar.least is not None and share < bar.least) or (bar.most is not None and share > bar.most)
    wanted = (
        f">= {bar.least:g} %"
        if bar.least is not None
        else f"<= {bar.most:g} %"
        if bar.most is not None
        else ""
    )
    verdict = "MISSED" if missed else ""
    print(f"{bar.name:34} {len(bar.cases):6} {len(by_row):6} {share:7.2f} %   {wanted:10} {verdict}")
    if show:
        for number, case in enumerate(bar.cases):
            if bar.most is not None and number in by_row:
                print(f"  {', '.join(by_row[number])}: {case.shown}")
            elif bar.most is None and number not in by_row:
                print(f"  {case.shown}")
    return missed


def rules_by_case(cases: Sequence[Case], rule_set: RuleSet) -> dict[int, list[str]]:
    """Return the files of the rules that fire, by the number of the case."""
    engine = Engine(rule_set)
    whole = [number for number, case in enumerate(cases) if readable(case.line)]
    broken = [number for number, case in enumerate(cases) if not readable(case.line)]
    by_case: dict[int, list[str]] = {}
    for numbers, hits in (
        (whole, engine.scan(rows_of_requests([cases[number].line for number in whole]))),
        (
            broken,
            engine.scan_lines([cases[number].line.encode("utf-8", "surrogateescape") for number in broken]),
        ),
    ):
        for row, rule in zip(hits.row.tolist(), hits.rule.tolist(), strict=True):
            by_case.setdefault(numbers[row], []).append(rule_set.rules[rule].file)
    return by_case


def all_bars() -> Iterable[Bar]:
    """Read every collection."""
    classes = http_params()
    yield Bar("httpparams sqli", classes["sqli"], least=98)
    yield Bar("httpparams xss", classes["xss"], least=98)
    yield Bar("httpparams cmdi", classes["cmdi"], least=70)
    yield Bar("httpparams path-traversal", classes["path-traversal"], least=80)
    yield Bar("httpparams norm", classes["norm"], most=0.1)
    attacks, texts = gotestwaf()
    yield Bar("gotestwaf malicious", attacks, least=80)
    yield Bar("gotestwaf false-positive texts", texts, most=4)
    data = CORPORA / "libinjection" / "data"
    yield Bar("libinjection false_positives", lines_of([data / "false_positives.txt"]), most=3)
    yield Bar("libinjection sqli", lines_of(sorted(data.glob("sqli-*.txt"))))
    yield Bar("libinjection xss", lines_of(sorted(data.glob("xss-*.txt"))))
    log = (CORPORA / "elastic-examples" / "apache_logs").read_bytes().split(b"\n")
    texts_of_log = [line.decode("utf-8", "surrogateescape") for line in log if line]
    yield Bar("elastic apache_logs", [Case(line, line) for line in texts_of_log], most=0.1)
    yield Bar("crs regression, payload in URI", crs(), least=75)


def as_query(payload: bytes) -> Case:
    """Make the request that carries a payload in a query parameter, encoded as a browser would."""
    return Case(payload.decode("utf-8", "replace")[:300], f"GET /cari?q={quote_from_bytes(payload)} HTTP/1.1")


def http_params() -> dict[str, list[Case]]:
    """Read HttpParamsDataset by its attack types."""
    classes: dict[str, list[Case]] = {}
    with (CORPORA / "httpparams" / "payload_full.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            classes.setdefault(row["attack_type"], []).append(as_query(row["payload"].encode()))
    return classes


def gotestwaf() -> tuple[list[Case], list[Case]]:
    """Read gotestwaf's test cases: attacks, and texts that must not be hit."""
    attacks: list[Case] = []
    texts: list[Case] = []
    for path in sorted((CORPORA / "gotestwaf" / "testcases").rglob("*.yml")):
        try:
            document = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 (a safe loader)
        except yaml.YAMLError:
            print(f"not read: {path.name} is not valid YAML", file=sys.stderr)
            continue
        payloads = [payload for payload in document.get("payload") or [] if isinstance(payload, str)]
        group = texts if path.parent.name == "false-pos" else attacks
        group += [as_query(payload.encode("utf-8", "surrogatepass")) for payload in payloads]
    return attacks, texts


def lines_of(paths: Sequence[Path]) -> list[Case]:
    """Read payloads one a line; a line that starts with # is a comment."""
    return [
        as_query(line)
        for path in paths
        for line in path.read_bytes().splitlines()
        if line.strip() and not line.startswith(b"#")
    ]


def crs() -> list[Case]:
    """Read the Core Rule Set's tests that expect a rule to log and whose payload stands in the URI."""
    cases: list[Case] = []
    for path in sorted((CORPORA / "crs-regression" / "tests").rglob("*.yaml")):
        document: dict[str, Any] = yaml.load(path.read_bytes(), Loader=_LOADER) or {}  # noqa: S506 (a safe loader)
        for test in document.get("tests", []):
            for stage in test["stages"]:
                line = crs_line(stage["input"], stage["output"])
                if line is not None:
                    cases.append(Case(f"{document.get('rule_id')}-{test.get('test_id')} {line}", line))
    return cases


def crs_line(sent: dict[str, Any], expected: dict[str, Any]) -> str | None:
    """Return the log line of one stage; None when an access log would not show the attack."""
    uri = str(sent.get("uri", ""))
    positive = bool((expected.get("log") or {}).get("expect_ids"))
    if not positive or sent.get("data") or sent.get("encoded_request") or uri in PLAIN_URIS:
        return None
    headers = {str(name).lower(): str(value) for name, value in (sent.get("headers") or {}).items()}
    agent, referrer = (escaped(headers.get(name, "-")) for name in ("user-agent", "referer"))
    request = escaped(f"{sent.get('method', 'GET')} {uri} {sent.get('version', 'HTTP/1.1')}")
    return f'198.51.100.9 - - [02/Mar/2026:08:15:30 +0700] "{request}" 200 5120 "{referrer}" "{agent}"'


def escaped(text: str) -> str:
    """Write text as Apache httpd logs it: quotes, backslashes and bytes that can't be printed are escaped."""
    return "".join(
        f"\\{chr(byte)}" if byte in b'"\\' else chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"
        for byte in text.encode("utf-8", "surrogatepass")
    )


if __name__ == "__main__":
    sys.exit(main())
