"""Ask what vulnerabilities of the runtime dependencies are known, in the newest versions and in the lowest.

``python -m tools.audit VENV`` runs the pip-audit of that environment. It fails on findings alone: what could
not be checked, for want of an answer or of an entry, is said loudly, and within a bounded time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from . import licences, lowest

ROOT: Final = Path(__file__).resolve().parent.parent
SERVICES: Final = ("pypi", "osv")
"""Who is asked, in this order, until one knows."""
PATIENCE: Final = 90
"""Seconds for one of them."""
RULE: Final = "!" * 100


def read_answer(text: str) -> tuple[list[str], dict[str, str]]:
    """(findings, why by name of what was not checked), from what pip-audit writes as JSON."""
    findings: list[str] = []
    unchecked: dict[str, str] = {}
    answer: dict[str, Any] = json.loads(text)
    for one in answer["dependencies"]:
        if "skip_reason" in one:
            unchecked[one["name"]] = one["skip_reason"]
        for flaw in one.get("vulns", ()):
            fixed = ", ".join(flaw["fix_versions"]) or "nowhere yet"
            findings.append(f"{one['name']} {one['version']}: {flaw['id']}, mended in {fixed}")
    return findings, unchecked


def ask(audit: list[str], pins: list[str]) -> tuple[list[str], dict[str, str]]:
    """(findings, what nobody could check and why) of ``name==version`` pins. Always ends."""
    findings: list[str] = []
    left = {pin.partition("==")[0]: pin for pin in pins}
    reasons: dict[str, str] = {}
    for service in SERVICES:
        if not left:
            break
        with tempfile.TemporaryDirectory() as folder:
            wanted = Path(folder, "pins.txt")
            wanted.write_text("\n".join(left.values()) + "\n", "utf-8")
            command = [
                *audit, "--requirement", str(wanted), "--no-deps", "--disable-pip", "--timeout", "10",
                "--vulnerability-service", service, "--progress-spinner", "off", "--format", "json",
            ]  # fmt: skip
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
                # Its exit status is 1 for findings and for troubles of its own: the text tells them apart.
                found, unchecked = read_answer(done.stdout)
            except subprocess.TimeoutExpired:
                found, unchecked = [], dict.fromkeys(left, f"{service}: no answer within {PATIENCE} s")
            except (OSError, ValueError, KeyError, TypeError) as exc:
                found, unchecked = [], dict.fromkeys(left, f"{service}: no answer ({type(exc).__name__})")
        findings += found
        left = {name: pin for name, pin in left.items() if name in unchecked}
        for name in left:
            reasons[name] = "; ".join(filter(None, (reasons.get(name), unchecked[name])))
    return findings, {left[name]: reasons[name] for name in left}


def main() -> None:
    """Ask for both sets of versions."""
    audit = [str(Path(sys.argv[1], "bin", "python")), "-m", "pip_audit"]
    newest = [f"{name}=={one.version}" for name, one in licences.installed()[0].items()]
    bounds = lowest.constraints((ROOT / "pyproject.toml").read_text("utf-8"))
    failed = False
    for title, pins in (("installed", newest), ("lowest allowed", bounds)):
        findings, unchecked = ask(audit, pins)
        print(f"== {title}: {len(pins) - len(unchecked)} of {len(pins)} checked, {len(findings)} known flaws")
        for finding in findings:
            print(f"audit: {finding}", file=sys.stderr)
        failed = failed or bool(findings)
        if unchecked:
            print(RULE, "NOT CHECKED, so nothing is known of them:", sep="\n")
            print(*(f"  {pin}: {reason}" for pin, reason in unchecked.items()), RULE, sep="\n")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
