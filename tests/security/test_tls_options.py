"""`TLS`, TLS in URLs, and files that cannot be used: found before any connection, and no secret shows."""

from __future__ import annotations

import copy
import json
import pickle
import ssl
import threading
import traceback
from typing import TYPE_CHECKING, Any

import anyio
import msgspec
import pytest
import trustme
from anyio.lowlevel import checkpoint
from cryptography.hazmat.primitives import serialization

from anyio_ami import TLS, Credentials, Endpoint, connect_ami, connect_fleet
from anyio_ami.errors import ConnectTimeout
from anyio_ami.fleet._options import options_of
from anyio_ami.testing import FakeAsterisk
from anyio_ami.tls import KeyPassword

from ..client.helpers import ADMIN, client

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "Tr0ub4dor&3"


# -- what is said ------------------------------------------------------------------------------------


def test_without_options_everything_is_verified() -> None:
    assert TLS() == TLS(insecure_skip_verify=False, insecure_skip_hostname=False)
    assert TLS().verifies
    assert not TLS(insecure_skip_verify=True).verifies
    assert not TLS(insecure_skip_hostname=True).verifies


def test_only_what_is_called_insecure_turns_anything_off() -> None:
    switches = {name for name in TLS.__struct_fields__ if isinstance(getattr(TLS(), name), bool)}
    assert switches == {"insecure_skip_verify", "insecure_skip_hostname"}


def test_it_cannot_be_changed_and_its_options_have_names() -> None:
    options: Any = TLS(ca_file="ca.pem")
    with pytest.raises(AttributeError):
        options.insecure_skip_verify = True
    with pytest.raises(TypeError):
        TLS(*["ca.pem"])


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"ca_file": 5}, TypeError, "ca_file must be a path"),
        ({"ca_file": b"ca.pem"}, TypeError, "ca_file must be a path"),
        ({"ca_file": ""}, ValueError, "ca_file is no path"),
        ({"cert_file": "a\0b"}, ValueError, "cert_file is no path"),
        ({"key_file": "key.pem"}, ValueError, "key_file goes with cert_file"),
        ({"key_password": "x"}, ValueError, "key_password goes with cert_file"),
        ({"cert_file": "c.pem", "key_password": ""}, ValueError, "key_password is empty"),
        ({"cert_file": "c.pem", "key_password": b"x"}, TypeError, "key_password must be text"),
        ({"cert_file": "c.pem", "key_password": "x" * 1_024}, ValueError, "at most 1023 bytes"),
        ({"server_name": ""}, ValueError, "server_name is no host name"),
        ({"server_name": ".example.com"}, ValueError, "server_name is no host name"),
        ({"server_name": "a b"}, ValueError, "server_name is no host name"),
        ({"server_name": 5}, TypeError, "server_name must be text"),
        ({"insecure_skip_verify": 1}, TypeError, "insecure_skip_verify must be True or False"),
        ({"insecure_skip_hostname": "no"}, TypeError, "insecure_skip_hostname must be True or False"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    given: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        TLS(**given)


def test_the_option_itself_is_checked() -> None:
    wrong: Any = "/etc/ca.pem"
    with pytest.raises(TypeError, match="tls must be True, False, a TLS or an"):
        Endpoint(tls=wrong)


# -- the password shows nowhere ----------------------------------------------------------------------


def test_the_password_of_a_key_is_in_no_repr_pickle_or_json() -> None:
    options = TLS(cert_file="client.pem", key_password=PASSWORD)
    endpoint = Endpoint(host="pbx", tls=options)
    for shown in (repr(options), str(options), f"{options!r}", repr(endpoint), repr(options.key_password)):
        assert PASSWORD not in shown
        assert "***" in shown
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for what in (options, endpoint, options.key_password):
            with pytest.raises(TypeError):
                pickle.dumps(what, protocol)
    for held in (options.key_password, Credentials("a", PASSWORD)):
        with pytest.raises(TypeError):
            held.__getstate__()  # type: ignore[union-attr]  # which every object has from Python 3.11 on
    for encode in (msgspec.json.encode, msgspec.msgpack.encode, msgspec.to_builtins):
        with pytest.raises(TypeError):
            encode(options)
    with pytest.raises(TypeError):
        json.dumps(msgspec.structs.asdict(options))


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"cert_file": "x\0", "key_password": PASSWORD}, ValueError),
        ({"key_password": PASSWORD}, ValueError),
        ({"cert_file": "x", "key_password": PASSWORD + "\ud800"}, ValueError),
        ({"cert_file": "x", "key_password": PASSWORD.encode()}, TypeError),
        ({"cert_file": "x", "key_password": PASSWORD, "server_name": ""}, ValueError),
    ],
)
def test_no_refusal_leaves_the_password_in_the_variables_of_a_traceback(
    options: dict[str, Any], kind: type[Exception]
) -> None:
    with pytest.raises(kind) as caught:
        TLS(**options)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in told.stack if "anyio_ami" in frame.filename and "tests" not in frame.filename]
    assert ours
    assert PASSWORD not in str([frame.locals for frame in ours])


@pytest.mark.parametrize("wrong", ["\ud800" + PASSWORD, PASSWORD * 100])
def test_the_refusal_of_a_password_does_not_quote_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="key_password must be") as caught:
        TLS(cert_file="client.pem", key_password=wrong)
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


def test_copies_keep_the_password_and_options_without_one_are_pickled() -> None:
    options = TLS(cert_file="client.pem", key_password=PASSWORD)
    again = msgspec.structs.replace(options, server_name="pbx")
    for one in (copy.copy(options), copy.deepcopy(options), again):
        assert isinstance(one.key_password, KeyPassword)
        assert one.key_password.reveal() == PASSWORD
    assert copy.deepcopy(options) == options
    assert hash(copy.deepcopy(options)) == hash(options)
    assert TLS(cert_file="client.pem", key_password="other") != options
    plain = TLS(ca_file="/etc/ca.pem", server_name="pbx")
    assert pickle.loads(pickle.dumps(plain)) == plain


# -- URLs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("amis://pbx/?ca_file=/etc/ca.pem", "/etc/ca.pem"),
        ("amis://pbx/?ca_file=/etc/my%20ca%40home.pem&events=call", "/etc/my ca@home.pem"),
        ("amis://pbx?events=call&ca_file=c++.pem", "c++.pem"),
    ],
)
def test_an_authority_in_a_url(url: str, path: str) -> None:
    endpoint = Endpoint.from_url(url)
    assert endpoint.tls == TLS(ca_file=path)
    assert (endpoint.port, endpoint.events) == (5_039, "call" if "events" in url else None)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ami://pbx/?ca_file=/etc/ca.pem", "needs TLS: amis"),
        ("amis://pbx/?ca_file=", "ca_file is no path"),
        ("amis://pbx/?insecure_skip_verify=true", "only 'events' and 'ca_file'"),
        ("amis://pbx/?key_password=x", "only 'events' and 'ca_file'"),
    ],
)
def test_a_url_says_no_more_of_tls(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Endpoint.from_url(url)


def test_an_authority_in_the_url_of_a_node_leaves_the_events_to_the_fleet() -> None:
    chosen = options_of("a", "amis://pbx/?ca_file=/etc/ca.pem", {"events": "call", "tls": True})
    assert chosen["events"] == "call"
    assert "tls" not in chosen
    assert "events" not in options_of("a", "amis://pbx/?events=cdr", {"events": "call"})


# -- files that cannot be used -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of good and bad files."""
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    one, other = authority.issue_cert("one"), authority.issue_cert("other")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    one.private_key_and_cert_chain_pem.write_to_path(str(folder / "one.pem"))
    one.cert_chain_pems[0].write_to_path(str(folder / "cert.pem"))
    one.private_key_pem.write_to_path(str(folder / "key.pem"))
    other.private_key_pem.write_to_path(str(folder / "other.pem"))
    locked = serialization.load_pem_private_key(one.private_key_pem.bytes(), None).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(PASSWORD.encode()),
    )
    (folder / "locked.pem").write_bytes(locked)
    (folder / "text.pem").write_text("no certificate\n")
    (folder / "empty.pem").write_text("")
    damaged = authority.cert_pem.bytes().splitlines(keepends=True)
    (folder / "damaged.pem").write_bytes(b"".join([damaged[0], b"AAAA\n", *damaged[2:]]))
    (folder / "folder").mkdir()
    return folder


BAD: list[tuple[dict[str, str], str]] = [
    ({"ca_file": "none.pem"}, r"ca_file '.*none\.pem' cannot be read: No such file"),
    ({"ca_file": "folder"}, r"ca_file '.*folder' cannot be read: Is a directory"),
    ({"ca_file": "text.pem"}, r"ca_file '.*text\.pem' holds no certificate"),
    ({"ca_file": "empty.pem"}, r"ca_file '.*empty\.pem' holds no certificate"),
    ({"ca_file": "key.pem"}, r"ca_file '.*key\.pem' holds no certificate"),
    ({"ca_file": "damaged.pem"}, r"ca_file '.*damaged\.pem' cannot be read as PEM certificates"),
    ({"cert_file": "none.pem"}, r"cert_file '.*none\.pem' cannot be read: No such file"),
    ({"cert_file": "key.pem"}, r"cert_file '.*key\.pem' holds no certificate"),
    ({"cert_file": "cert.pem"}, r"key_file '.*cert\.pem' holds no private key.*as key_file="),
    ({"cert_file": "cert.pem", "key_file": "none.pem"}, r"key_file '.*none\.pem' cannot be read"),
    ({"cert_file": "cert.pem", "key_file": "ca.pem"}, r"key_file '.*ca\.pem' holds no private key"),
    ({"cert_file": "cert.pem", "key_file": "other.pem"}, r"key in '.*other\.pem' is not the one of the cert"),
    ({"cert_file": "damaged.pem", "key_file": "key.pem"}, r"damaged\.pem' with key_file .* cannot be read"),
    ({"cert_file": "cert.pem", "key_file": "locked.pem"}, r"locked\.pem' is encrypted; give key_password="),
    (
        {"cert_file": "cert.pem", "key_file": "locked.pem", "key_password": "Guess&7"},
        r"locked\.pem' cannot be opened with this key_password",
    ),
]


def placed(files: Path, options: dict[str, str]) -> TLS:
    chosen: dict[str, Any] = {
        name: files / value if name.endswith("_file") else value for name, value in options.items()
    }
    return TLS(**chosen)


async def never() -> Any:
    raise AssertionError("a connection was tried")


@pytest.mark.anyio
@pytest.mark.parametrize(("options", "said"), BAD)
@pytest.mark.parametrize(
    "how", [{}, {"background": True}, {"wait": True}], ids=["first", "background", "wait"]
)
async def test_a_bad_file_is_named_before_any_connection(
    files: Path, options: dict[str, str], said: str, how: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        async with connect_ami("pbx", tls=placed(files, options), transport=never, **ADMIN, **how):
            raise AssertionError("entered")
    assert_shows_nothing(caught.value, files)


def assert_shows_nothing(error: BaseException, files: Path) -> None:
    """Neither the texts nor the local variables of our frames hold a password or a line of a key."""
    secrets = [PASSWORD, "Guess&7"]
    for name in ("key.pem", "other.pem", "locked.pem"):
        secrets += [line for line in (files / name).read_text().splitlines() if not line.startswith("---")]
    seen: BaseException | None = error
    while seen is not None:
        shown = [str(seen), repr(seen)]
        for frame, _ in traceback.walk_tb(seen.__traceback__):
            if "anyio_ami" in frame.f_code.co_filename and "tests" not in frame.f_code.co_filename:
                shown += [repr(value) for value in frame.f_locals.values()]
        for text in shown:
            assert not [secret for secret in secrets if secret in text]
        seen = seen.__cause__ or seen.__context__


@pytest.mark.anyio
async def test_a_bad_file_of_a_node_names_the_node(files: Path) -> None:
    with pytest.raises(ValueError, match=r"node 'a': ca_file '.*none\.pem' cannot be read"):
        async with connect_fleet({"a": "pbx"}, tls=placed(files, {"ca_file": "none.pem"}), **ADMIN):
            raise AssertionError("entered")


@pytest.mark.anyio
@pytest.mark.parametrize("ends", ["timeout", "cancelled"])
async def test_a_disk_that_does_not_answer_stops_neither_the_loop_nor_a_cancellation(
    monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    reading, answer = threading.Event(), threading.Event()
    create = ssl.create_default_context

    def slow() -> ssl.SSLContext:
        reading.set()
        answer.wait()
        return create()

    async def connect() -> None:
        options: dict[str, Any] = {"connect_timeout": 0.05} if ends == "timeout" else {}
        async with connect_ami("pbx", tls=True, transport=never, **ADMIN, **options):
            raise AssertionError("entered")

    monkeypatch.setattr(ssl, "create_default_context", slow)
    try:
        if ends == "timeout":
            with pytest.raises(ConnectTimeout, match=r"files of tls= could not be read within 0\.05 s"):
                await connect()
        else:
            async with anyio.create_task_group() as tg:
                tg.start_soon(connect)
                while not reading.is_set():  # the loop turns meanwhile
                    await checkpoint()
                tg.cancel_scope.cancel()
    finally:
        answer.set()


# -- the context is made once ------------------------------------------------------------------------


@pytest.mark.anyio
async def test_true_trusts_the_systems_authorities_and_reads_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "system.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "system.pem"))  # OpenSSL's own variable
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    made: list[str] = []
    create = ssl.create_default_context

    def counted(*args: Any, **kwargs: Any) -> ssl.SSLContext:
        made.append("context")
        return create(*args, **kwargs)

    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("pbx.example.com").configure_cert(serving)
    monkeypatch.setattr(ssl, "create_default_context", counted)
    async with FakeAsterisk(tls=serving) as pbx:
        async with client(pbx, host="pbx.example.com", tls=True, reconnect=lambda *_: 0.05) as ami:
            async with ami.states() as states:
                pbx.cut()
                assert [(await states.receive()).value for _ in range(2)] == ["reconnecting", "connected"]
    assert made == ["context"]
