"""Print the licence of every runtime dependency, and of its dependencies; fail on one that is not allowed.

``python tools/licences.py`` looks at what is installed beside it, extras included. Needs no network.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

PROJECT: Final = "anyio-ami"
ALLOWED: Final = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "PSF-2.0", "Python-2.0",
    "Unlicense", "Zlib",
}  # fmt: skip
"""SPDX names. None of them asks anything of an application but to keep the notices."""
# How metadata that is older than SPDX names in it says the same.
_OLD: Final = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mit no attribution license (mit-0)": "MIT-0",
    "mit or apache 2.0": "MIT OR Apache-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}


def licence_of(metadata: dict[str, list[str]]) -> str:
    """The licence that metadata tells, as an SPDX expression where it can be; empty if it tells none.

    ``metadata``: the values of each header, by its name.
    """
    (expression,) = metadata.get("License-Expression", [""])[:1] or [""]
    if expression:
        return expression
    kinds = [
        text.rpartition(" :: ")[2] for text in metadata.get("Classifier", []) if text.startswith("License ::")
    ]
    if not kinds:
        # Some put the whole text there.
        kinds = [text for text in metadata.get("License", []) if "\n" not in text.strip()]
    # Several classifiers: whether one may choose is not said, so all must be allowed.
    return " AND ".join(_OLD.get(kind.strip().lower(), kind.strip()) for kind in kinds)


def is_allowed(expression: str, allowed: set[str] = ALLOWED) -> bool:
    """Whether an SPDX expression can be kept with allowed licences alone."""
    words = re.findall(r"[()]|[^\s()]+", expression)
    position = 0

    def peek() -> str:
        return words[position].upper() if position < len(words) else ""

    def take() -> str:
        nonlocal position
        position += 1
        return words[position - 1] if position <= len(words) else ""

    def either() -> bool:
        found = both()
        while peek() == "OR":
            take()
            found = both() or found
        return found

    def both() -> bool:
        found = one()
        while peek() == "AND":
            take()
            found = one() and found
        return found

    def one() -> bool:
        word = take()
        if word == "(":
            found = either()
            return take() == ")" and found
        if peek() == "WITH":
            # An exception only ever allows more.
            take()
            take()
        return word in allowed

    return either() and position == len(words)


def requirements(name: str, extras: frozenset[str], found: dict[str, Distribution]) -> Iterator[str]:
    """Fill ``found`` with all that a distribution needs; gives the names of what is not installed."""
    for text in distribution(name).requires or ():
        need = Requirement(text)
        environments = [{"extra": extra} for extra in extras or {""}]
        if need.marker is not None and not any(map(need.marker.evaluate, environments)):
            continue
        other = canonicalize_name(need.name)
        if other in found:
            continue
        try:
            found[other] = distribution(other)
        except PackageNotFoundError:
            yield other
        else:
            yield from requirements(other, frozenset(need.extras), found)


def installed(project: str = PROJECT) -> tuple[dict[str, Distribution], list[str]]:
    """(what the project and all its extras need, by name; what of it is not installed here)."""
    found: dict[str, Distribution] = {}
    extras = frozenset(distribution(project).metadata.get_all("Provides-Extra") or ())
    missing = list(requirements(project, extras, found))
    return dict(sorted(found.items())), missing


def main() -> None:
    """Print a table; exit status 1 if a licence is not allowed or a dependency not installed."""
    found, missing = installed()
    bad = [f"licences: {name} is not installed, so that its licence is not known" for name in missing]
    for name, one in found.items():
        headers = one.metadata
        licence = licence_of({header: headers.get_all(header) or [] for header in set(headers)})
        print(f"{name:20} {one.version:14} {licence or '?'}")
        if not is_allowed(licence):
            bad.append(
                f"licences: {name}: {licence or 'none told'} is not among {', '.join(sorted(ALLOWED))}"
            )
    if bad:
        raise SystemExit("\n".join(bad))


if __name__ == "__main__":
    main()
