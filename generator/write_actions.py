"""The text of the action and response modules."""

from __future__ import annotations

from .areas import TITLES
from .model import Class, Fact, Model, has_response_class
from .reads import READS
from .text import (
    HEADER,
    WIDTH,
    assignment,
    availability,
    class_line,
    declared,
    docstring,
    enum_import,
    enums_of,
    field_lines,
    imports_of,
    joined,
    note_paragraphs,
    strings,
    version_lines,
    wire_lines,
    with_aliases,
)

# What the client refuses to send: it belongs to the session, or nothing marks the answer as its own.
REFUSED = {
    "Login": "the client logs in by itself",
    "Logoff": "the client logs off by itself",
    "Challenge": "the client logs in by itself",
    "Events": "the client holds the event mask",
    "Filter": "use ``connect_ami(filters=[...])``",
    "WaitEvent": "it would hold back all events",
    "IAXnetstats": "its answer is plain text without an ActionID",
    "SKINNYshowdevice": "its answer has no ActionID",
    "SKINNYshowline": "its answer has no ActionID",
}


# ruff does not look for names in the strings of base classes.
_NOQA = "# ruff: noqa: F401  # imported for the strings of the base classes\n"


def action_module(area: str, model: Model) -> str:
    """One file of action classes."""
    classes = [c for c in model.actions if c.area == area]
    names = {c.name for c in classes}
    aliases = "".join(_item_alias(c) for c in classes)
    lists = any(_is_list_type(c.fact["response"]) for c in classes)
    replies = {result_of(c) for c in classes if not _is_list_type(c.fact["response"])}
    replies |= {"ListResponse"} if lists else set()

    text = f'"""{TITLES[area]}."""\n\n{HEADER}{_NOQA}\n'
    text += "from __future__ import annotations\n\n"
    bodies = "".join(_class(c, names, model.majors) for c in classes)
    collections = [n for n in ("Mapping", "Sequence") if f"{n}[" in bodies]
    if collections:
        text += f"from collections.abc import {', '.join(collections)}\n"
    text += f"from typing import TYPE_CHECKING, ClassVar{', TypeAlias' if aliases else ''}\n\n"
    enums = enum_import(enums_of(classes), names)
    text += f"{enums}\n" if enums else ""
    bases = ["Action", *(["Answer"] if any(_answer(c.fact["response"], c) for c in classes) else [])]
    bases += ["FreeHeaders"] if "FreeHeaders" in bodies else []
    text += f"from ._base import {', '.join(bases)}\n\nif TYPE_CHECKING:\n"
    text += "    from anyio_ami import events\n" if lists else ""
    line = f"    from anyio_ami.responses import {', '.join(sorted(replies))}\n"
    if len(line) > WIDTH + 1:
        names_in_lines = "".join(f"        {r},\n" for r in sorted(replies))
        line = f"    from anyio_ami.responses import (\n{names_in_lines}    )\n"
    text += line + aliases
    return text + bodies


def response_module(area: str, model: Model) -> str:
    """One file of response classes."""
    classes = [c for c in model.responses if c.area == area]
    start = f'"""{TITLES[area]}."""\n\n{HEADER}\nfrom __future__ import annotations\n\n'
    enums = enum_import(enums_of(classes), {c.name for c in classes})
    text = (f"{enums}\n" if enums else "") + "from ._base import Response\n"
    for cls in classes:
        action = cls.wire_name.removesuffix("Response")
        text += "\n\n" + class_line(
            cls.name, "Response", ("frozen=True", "gc=False", f'tag="{cls.wire_name}"')
        )
        facts = f"The reply to {action}. {_verified(cls.fact)}"
        text += docstring([facts, *note_paragraphs(cls.fields)]) + "\n"
        text += field_lines(cls.fields) + "\n" + wire_lines(cls.fields) + version_lines(cls)
    return start + imports_of(text, "Mapping") + text


def _class(cls: Class, names: set[str], majors: list[str]) -> str:
    fields = with_aliases(cls.fields, names)
    fact = cls.fact
    result = result_of(cls)
    text = "\n\n" + class_line(
        cls.name, f'Action["{result}"]', ("frozen=True", "kw_only=True", f'tag="{cls.wire_name}"')
    )
    classes = [c.lower() for c in fact["privilege"]]
    facts = availability(fact, majors) + (
        f"; privilege {joined(classes, 'or')}." if classes else "; no privilege."
    )
    facts += f" {_verified(fact)}"
    text += docstring([facts, *answer_notes(cls), *note_paragraphs(fields)]) + "\n"
    if fields:
        text += field_lines(fields) + "\n"
    text += f'    name = "{cls.wire_name}"\n'
    if fields:
        text += wire_lines(fields)
    text += version_lines(cls)
    answer = _answer(fact["response"], cls)
    if answer:
        text += assignment("__answer__", "Answer", answer)
    if classes:
        text += f"{declared('__classes__')} = {strings(classes)}\n"
    if cls.wire_name in READS:
        text += f"{declared('__reads_only__')} = True\n"
    return text


def _is_list_type(response: Fact) -> bool:
    return (
        response["kind"] == "list" or response.get("shape") == "events_no_complete" or "list_when" in response
    )


def result_of(cls: Class) -> str:
    """The type of the answer to an action."""
    response = cls.fact["response"]
    if response["kind"] == "command":
        return "CommandResponse"
    if _is_list_type(response):
        return f"ListResponse[{_items(cls)}]"
    return f"{cls.wire_name}Response" if has_response_class(cls.fact) else "Response"


def items_of(cls: Class) -> list[str]:
    """The events that are items of the answer."""
    items: list[str] = cls.fact["response"]["item_events"]
    return items


def _items(cls: Class) -> str:
    names = items_of(cls)
    union = " | ".join(f"events.{name}" for name in names)
    return f"{cls.name}Item" if len(union) > 80 else union


def _item_alias(cls: Class) -> str:
    if not _is_list_type(cls.fact["response"]) or not _items(cls).endswith(f"{cls.name}Item"):
        return ""
    if _items(cls).startswith("events."):
        return ""
    names = "\n        | ".join(f"events.{name}" for name in cls.fact["response"]["item_events"])
    return f"\n    {cls.name}Item: TypeAlias = (\n        {names}\n    )\n"


def _answer(response: Fact, cls: Class) -> list[str]:
    """The arguments of ``Answer(...)``, none for the plain one."""
    result = result_of(cls)
    if not _is_list_type(response):
        return [] if result == "Response" else [f'response="{result}"']
    arguments: list[str] = []
    if "list_when" not in response:
        arguments.append("is_list=True")
    arguments.append(f"items={strings(response['item_events'])}")
    if "complete_event" in response:
        arguments.append(f'complete="{response["complete_event"]}"')
    if "count" in response:
        arguments.append(f"item_count={response['count']}")
    if "empty_error" in response:
        arguments.append(f'empty_error="{response["empty_error"]}"')
        if cls.wire_name == "DBGet":
            arguments.append("empty_is_not_found=True")
    if response.get("items_lack_actionid"):
        arguments.append("items_lack_action_id=True")
    if response.get("items_unterminated"):
        arguments.append("items_unterminated=True")
    return arguments


def answer_notes(cls: Class) -> list[str]:
    """What is unusual about the answer to an action."""
    response = cls.fact["response"]
    notes: list[str] = []
    if cls.wire_name in REFUSED:
        notes.append(f"Cannot be sent through the client: {REFUSED[cls.wire_name]}.")
    if cls.wire_name == "PJSIPHangup":
        notes.append("``cause``: a SIP response code (400 to 699) or its name, not a `HangupCause`.")
    if "list_when" in response:
        notes.append(
            "A list if the channel is a ``/regular expression/``, else a plain answer without items."
        )
    if "async_event" in response:
        notes.append(f"How it went comes later, as {response['async_event']}.")
    if response.get("shape") == "named_headers":
        notes.append("The reply's headers are named by the actions: see `extra`.")
    if "empty_error" in response:
        what = "`NotFound` stands" if cls.wire_name == "DBGet" else "An empty list stands"
        notes.append(f"{what} for the server's error ``{response['empty_error']}``.")
    if cls.wire_name in ("VoicemailForward", "VoicemailMove", "VoicemailRemove"):
        notes.append("The reply is a success whatever happened; only its `message` tells.")
    return notes


def _verified(fact: Fact) -> str:
    seen = fact["response"]["verified"]
    return f"Run on real Asterisk {joined(seen)}." if seen else "Not run on a real server."
