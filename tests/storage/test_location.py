"""What people type as the place of a school."""

from __future__ import annotations

import pytest

from trent_desktop.problems import NotASchool
from trent_desktop.storage.location import parse_location


def test_a_folder_is_a_folder(tmp_path: object) -> None:
    location = parse_location(f" {tmp_path} ")
    assert str(location.folder) == str(tmp_path)
    assert location.kind == "folder"


@pytest.mark.parametrize(
    ("typed", "mode"),
    [
        ("postgresql://trent@db.example/school", "verify-full"),
        ("postgresql://trent@db.example/school?sslmode=verify-full", "verify-full"),
        ("postgresql://trent@localhost/school", None),
        ("postgresql://trent@127.0.0.1/school", None),
        ("postgresql://trent@[::1]/school", None),
        ("postgresql://trent@/school?host=/run/pg", None),
        ("postgresql://trent@localhost/school?hostaddr=203.0.113.7", "verify-full"),
        ("postgresql://trent@localhost/school?host=db.example", "verify-full"),
    ],
)
def test_a_server_elsewhere_is_reached_with_encryption(typed: str, mode: str | None) -> None:
    from sqlalchemy.engine import make_url

    assert make_url(parse_location(typed).url).query.get("sslmode") == mode


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_less_encryption_is_refused(mode: str) -> None:
    with pytest.raises(NotASchool, match="encryption"):
        parse_location(f"postgresql://trent@db.example/school?sslmode={mode}")


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(NotASchool) as refused:
        parse_location("postgresql://trent:hunter2@db.example/school")
    assert "hunter2" not in str(refused.value)


def test_nonsense_after_the_scheme_is_told() -> None:
    with pytest.raises(NotASchool):
        parse_location("postgresql://trent@db.example:many/school")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("postgresql://trent@db.example/", "the name of the database"),
        ("postgresql://trent@db.example", "the name of the database"),
        ("postgresql://db.example/school", "the name of its user"),
        ("postgresql://trent@/school", "which server"),
        ("postgresql://", "which server"),
        ("postgresql:///", "which server"),
        ("postgresql://trent@db.example:99999/school", "no port 99999"),
        ("postgresql://trent@db.example:0/school", "no port 0"),
        ("postgresql://trent@db.example:/school name", "a space"),
        ("postgresql://trent @db.example/school", "a space"),
        ("postgresql://trent@[fe80::1%eth0]/school", "not an address"),
        ("postgresql://trent@[::1/school", "not an address"),
        ("postgresql://trent@db.example/school/more", "not an address"),
        ("postgresql://trent@db.example/school?sslrootcert=/etc/x", "sslrootcert"),
        ("postgresql://trent@db.example/school?password=hunter2", "password must not"),
        ("postgres//trent@db.example/school", "not an address of a school"),
        ("postgres:/trent@db.example/school", "not an address of a school"),
        ("postgresq://trent@db.example/school", "not an address of a school"),
        ("mysql://trent@db.example/school", "not an address of a school"),
        ("https://school.example/", "not an address of a school"),
        ("/a\0b", "not the path"),
    ],
)
def test_odd_addresses_are_told_and_raise_nothing_else(typed: str, said: str) -> None:
    with pytest.raises(NotASchool, match=said) as refused:
        parse_location(typed)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        "  POSTGRESQL://trent@db.example/school ",
        "postgres://trent@[2001:db8::7]:5433/school",
        "postgresql://trent%40trust@db.example/school%20one",
        "postgresql://trent@db.example/school?sslmode=require",
    ],
)
def test_an_address_that_can_be_used_stays_the_same_when_read_again(typed: str) -> None:
    place = parse_location(typed)
    assert "sslmode=verify-full" in place.url
    assert parse_location(place.shown) == place
    assert "trent" not in place.named
