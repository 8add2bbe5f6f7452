"""chan_pjsip: endpoints, contacts, registrations, subscriptions and their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.abc

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage


async def registered(stage: Stage) -> None:
    """The server registers with itself, is qualified, and goes."""
    await stage.send(actions.PJSIPRegister(registration="carol-home"))
    await stage.wait(events.Registry, lambda e: e.channel_type == "PJSIP")
    await stage.until(
        actions.PJSIPShowRegistrationInboundContactStatuses,
        lambda found: any(item.aor == "carol" for item in found),
    )
    await stage.send(actions.PJSIPQualify(endpoint="carol"))
    await stage.wait(events.ContactStatus, lambda e: e.aor == "carol")
    await stage.wait(events.PeerStatus, lambda e: e.peer == "PJSIP/carol")
    await stage.send(actions.PJSIPShowContacts())
    await stage.send(actions.PJSIPShowEndpoints())
    for endpoint in ("carol", "trunk", "loop"):
        await stage.send(actions.PJSIPShowEndpoint(endpoint=endpoint))
    await stage.send(actions.PJSIPShowAors())
    await stage.send(actions.PJSIPShowAuths())
    await stage.send(actions.PJSIPShowRegistrationsInbound())
    await stage.send(actions.PJSIPShowRegistrationsOutbound())
    await stage.send(actions.PJSIPShowResourceLists())
    await stage.send(actions.PJSIPShowSubscriptionsOutbound())
    await stage.send(actions.PJSIPNotify(endpoint="carol", variables={"Event": "hello"}))
    await stage.send(actions.PJSIPRegister(registration="wrong-home"))
    await stage.wait(events.ChallengeResponseFailed, lambda e: e.service == "PJSIP")
    await stage.send(actions.PJSIPUnregister(registration="carol-home"))
    await stage.wait(events.ContactStatus, lambda e: e.headers["ContactStatus"] == "Removed")


async def maintained(stage: Stage) -> None:
    """Endpoints out of service, and back (20, 22, 23)."""
    if stage.major < 20:
        return
    await stage.send(actions.PJSIPSetMaintenance(endpoint="trunk", state=True))
    await stage.send(actions.PJSIPShowMaintenance())
    await stage.send(actions.PJSIPSetMaintenance(endpoint="trunk", state=False))
    await stage.send(actions.PJSIPShowMaintenance(endpoint="trunk"))


async def subscribed(stage: Stage) -> None:
    """A phone that watches an extension."""
    port = stage.server.port + 3
    async with await anyio.create_connected_udp_socket("127.0.0.1", port) as phone:
        local = phone.extra(anyio.abc.SocketAttribute.local_port)
        here = f"127.0.0.1:{local}"
        request = (
            f"SUBSCRIBE sip:800@127.0.0.1:{port} SIP/2.0",
            f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{local};rport",
            "Max-Forwards: 70",
            f"From: <sip:loop@127.0.0.1>;tag=t{local}",
            f"To: <sip:800@127.0.0.1:{port}>",
            f"Call-ID: watch-{local}",
            "CSeq: 1 SUBSCRIBE",
            f"Contact: <sip:loop@{here}>",
            "Event: presence",
            "Accept: application/pidf+xml",
            "Expires: 60",
            "Content-Length: 0",
        )
        await phone.send(("\r\n".join(request) + "\r\n\r\n").encode())
        text = ""
        with anyio.fail_after(10):
            while not text.startswith("NOTIFY "):
                text = (await phone.receive()).decode()
        kept = ("via:", "from:", "to:", "call-id:", "cseq:")
        lines = [line for line in text.split("\r\n") if line.lower().startswith(kept)]
        await phone.send("\r\n".join(["SIP/2.0 200 OK", *lines, "Content-Length: 0", "", ""]).encode())
        await stage.until(actions.PJSIPShowSubscriptionsInbound, lambda found: len(found) > 0)


SCENARIOS = (registered, maintained, subscribed)
