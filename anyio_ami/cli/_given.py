"""The connection options of a command, as they were given."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ._profiles import Config, Login, Profile


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """The connection options as they were given."""

    user: str | None = None
    secret_file: Path | None = None
    tls: bool = False
    ca_file: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    server_name: str | None = None
    insecure: bool = False
    login: Login = "auto"
    allow_plaintext: bool = False
    events: str | None = None
    connect_timeout: float = 10.0
    wait: bool = False
    config: Path | None = None
    backend: str = "asyncio"
    debug: bool = False
    environment_url: str | None = None
    profile_secret_file: Path | None = None

    def with_profile(self, profile: Profile | None, config: Config) -> Given:
        """What is not given, from the profile."""
        if profile is None:
            return self
        folder = config.path.parent
        return msgspec.structs.replace(
            self,
            ca_file=self.ca_file or profile.path("ca_file", folder),
            cert=self.cert or profile.path("cert_file", folder),
            key=self.key or profile.path("key_file", folder),
            server_name=self.server_name or profile.server_name,
            login=profile.login if self.login == "auto" and profile.login else self.login,
            allow_plaintext=self.allow_plaintext or profile.allow_plaintext,
            profile_secret_file=profile.path("secret_file", folder),
        )
