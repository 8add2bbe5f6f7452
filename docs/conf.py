"""Sphinx: ``make docs`` builds the site from these pages, docstrings and the files of the root."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as _version
from pathlib import Path

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE / "_ext"))

project = "anyio-ami"
author = "The anyio-ami authors"
copyright = author
release = version = _version("anyio-ami")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "names", "signatures", "repository"]
exclude_patterns = ["_build"]
default_role = "py:obj"
nitpicky = True

# -- Markdown
myst_heading_anchors = 4
myst_url_schemes = {"http": None, "https": None, "mailto": None, "site": {"url": "{{path}}"}}

# -- pages that are files of the repository, and what stands under which in the sidebar (_ext/repository.py)
_examples = (
    "queue_wallboard",
    "missed_calls",
    "web",
    "crm_popup",
    "hangup_report",
    "async_agi",
    "two_servers",
)
repository_pages = {
    "contributing": "CONTRIBUTING.md",
    "changelog": "CHANGELOG.md",
    "reporting": "SECURITY.md",
    "code-of-conduct": "CODE_OF_CONDUCT.md",
    "benchmarks": "benchmarks/README.md",
    "events": "docs/reference/index.md#Events",
    "actions": "docs/reference/index.md#Actions",
    **{f"examples/{name}": f"examples/{name}/README.md" for name in _examples},
}


def _areas(kind: str) -> str:
    """The pages of the reference for one kind of message, by titles that are short enough for the sidebar."""
    titles = {
        path: path.read_text("utf-8").partition("\n# ")[2] for path in _HERE.glob(f"reference/{kind}-*.md")
    }
    short = {path: title.partition("\n")[0].partition(": ")[2] for path, title in titles.items()}
    return "\n".join(
        f"{short[path][:1].upper()}{short[path][1:]} <reference/{path.stem}>" for path in sorted(short)
    )


repository_contents = {
    "events": [f"reference/groups\n{_areas('events')}"],
    "actions": [_areas("actions")],
    "reference/index": ["names\ncoverage"],
    "recipes/index": ["*"],
    "migration/index": ["*"],
    "decisions/index": ["*"],
    "examples/index": ["\n".join(_examples)],
}
# Where files that are no pages can be looked at: what stands before their paths; else the site shows them.
repository_url = os.environ.get("DOCS_REPOSITORY_URL", "").rstrip("/")

# -- docstrings
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_docstring_signature = False
autodoc_typehints_format = "short"
autodoc_inherit_docstrings = True
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"

# -- HTML
html_theme = "furo"
html_title = f"anyio-ami {release}"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True

# The names of Python and AnyIO become links only where this asks for it: looking them up needs the network.
if os.environ.get("DOCS_INTERSPHINX"):
    extensions.append("sphinx.ext.intersphinx")
    intersphinx_mapping = {
        "python": ("https://docs.python.org/3", None),
        "anyio": ("https://anyio.readthedocs.io/en/stable", None),
    }
