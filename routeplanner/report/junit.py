"""A trial of scenarios as JUnit XML, which continuous integration shows as tests: a suite a file, a case an expectation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from routeplanner.report.trial import sentences

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from routeplanner.analysis.trial import Trial, Tried, Verdict
    from routeplanner.errors import Problem

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, escaped or not."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_junit(trial: Trial) -> str:
    """Render a trial as an XML document; durations are left out, as an answer depends on its inputs alone."""
    from xml.etree.ElementTree import Element, indent, tostring  # noqa: PLC0415 - only when it is asked for

    root = Element("testsuites", {"name": _text(f"routeplanner scenario test on {trial.network.title}")})
    suites = [_suite(tried) for tried in trial.tried]
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    indent(root)
    return DECLARATION + tostring(root, encoding="unicode") + "\n"


def _suite(tried: Tried) -> Element:
    from xml.etree.ElementTree import Element  # noqa: PLC0415 - as above

    cases = [_case(verdict) for verdict in tried.verdicts]
    if tried.problems:
        case = Element("testcase", {"classname": _text(tried.scenario), "name": "file"})
        _add(case, "error", "the file has problems", tried.problems)
        cases.append(case)
    suite = Element("testsuite", {"name": _text(tried.scenario), "tests": str(len(cases))})
    for name, tag in (("failures", "failure"), ("errors", "error")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    if tried.file:
        suite.set("file", _text(tried.file))
    suite.extend(cases)
    return suite


def _case(verdict: Verdict) -> Element:
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - as above

    case = Element("testcase", {"classname": _text(verdict.scenario), "name": _text(verdict.expectation)})
    if verdict.status == "failed":
        texts = sentences(verdict)
        failure = SubElement(case, "failure", {"type": "expectation", "message": _text("; ".join(texts))})
        failure.text = _text("\n".join([*texts, f"expected because: {verdict.because}"]))
    elif verdict.status == "error":
        _add(case, "error", "the expectation cannot be tried", verdict.problems)
    return case


def _add(case: Element, tag: str, message: str, problems: tuple[Problem, ...]) -> None:
    from xml.etree.ElementTree import SubElement  # noqa: PLC0415 - as above

    element = SubElement(case, tag, {"type": problems[0].code if problems else tag, "message": message})
    element.text = _text("\n".join(problem.as_text() for problem in problems))


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
