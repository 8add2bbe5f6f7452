"""Mailboxes: app_minivm, and app_voicemail where Debian has it (22)."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import anyio.to_thread

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage


def write_sound(path: str) -> None:
    """A tenth of a second of silence."""
    with wave.open(path, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))


async def minivm(stage: Stage) -> None:
    """The small voicemail tells of a message, and lights the lamp."""
    await stage.call("Local/answer@traffic/n", "MinivmMWI", "anna@localdomain,1,2,3")
    await stage.wait(events.MessageWaiting)
    spool = f"/var/spool/asterisk.{stage.server.name}"
    await anyio.to_thread.run_sync(write_sound, f"{stage.server.root}{spool}/note.wav")
    await stage.call(
        "Local/answer@traffic/n",
        "MinivmNotify",
        "anna@localdomain",
        variables={"MVM_FILENAME": f"{spool}/note", "MVM_FORMAT": "wav", "MVM_DURATION": "3"},
    )
    await stage.wait(events.MiniVoiceMail)


async def voicemail(stage: Stage) -> None:
    """A message is left, listed, moved, removed; a password is changed."""
    if stage.major < 18:
        return
    call = await stage.call("Local/tone@traffic/n", "VoiceMail", "1001@default,s")
    # The server itself ends the recording.
    await stage.send(actions.AbsoluteTimeout(channel=call.channel, timeout=3))
    await stage.send(actions.MailboxStatus(mailbox="1001@default"))
    await stage.wait(events.MessageWaiting, lambda e: e.mailbox == "1001@default")
    await stage.send(actions.MailboxCount(mailbox="1001@default"))
    await stage.send(actions.VoicemailUsersList())
    await stage.send(actions.VoicemailUserStatus(context="default", mailbox="1001"))
    await stage.send(actions.VoicemailRefresh())
    await stage.send(actions.VoicemailBoxSummary(context="default", mailbox="1001"))


async def password(stage: Stage) -> None:
    """A caller sets a new password by key."""
    if stage.major < 18:
        return
    await stage.call("Local/changepassword@traffic/n", "SendDTMF", "w0ww5ww4321#ww4321#wwww")
    await stage.wait(events.VoicemailPasswordChange)


SCENARIOS = (minivm, voicemail, password)
