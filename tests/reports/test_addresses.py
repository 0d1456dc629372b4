"""Addresses as people type and paste them: read, defanged, never a link, never a failure."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trent_desktop.journeys import ReadAs
from trent_desktop.reports.filter.addresses import (
    AddressKind,
    addresses_in,
    holds_address,
    lines_without_queries,
    normalise,
    read_lines,
    refusal,
)


def shown_lines(text: str) -> tuple[str, ...]:
    return tuple(line.words for line in read_lines(text))


#: What mail programs, Qt and PDF viewers turn into links, and more.
LINK = re.compile(
    r"(?:https?|ftps?|wss?|file|blob)://"
    r"|\b(?:javascript|mailto|data|tel|file):"
    r"|\bwww\."
    r"|[a-z0-9-]+\.[a-z]{2,}"
    r"|\d{1,3}(?:\.\d{1,3}){3}",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("typed", "host", "path", "defanged"),
    [
        (
            "https://www.Images.Example-Pictures.net/volcano?x=1#top",
            "images.example-pictures.net",
            "/volcano",
            "images[.]example-pictures[.]net/volcano?x=1#top",
        ),
        ("example.com", "example.com", "", "example[.]com"),
        ("example.com.", "example.com", "", "example[.]com"),
        ("WWW.EXAMPLE.COM/", "example.com", "", "example[.]com"),
        (
            "http://user:secret@example.com/a.html",
            "example.com",
            "/a.html",
            "example[.]com/a[.]html",
        ),
        ("http://evil.example@example.com", "example.com", "", "example[.]com"),
        ("https://example.com:443/a", "example.com", "/a", "example[.]com/a"),
        ("http://example.com:8080", "example.com", "", "example[.]com:8080"),
        ("example.com/?q=names", "example.com", "", "example[.]com/?q=names"),
        ("<https://example.com/a_(b)>,", "example.com", "/a_(b)", "example[.]com/a_(b)"),
        ("http:\\\\example.com\\a", "example.com", "/a", "example[.]com/a"),
        ("hxxps://bad[.]example[.]org/x", "bad.example.org", "/x", "bad[.]example[.]org/x"),
        ("example(dot)com", "example.com", "", "example[.]com"),
        ("ex%61mple.com", "example.com", "", "example[.]com"),
        ("view-source:https://example.com/a", "example.com", "/a", "example[.]com/a"),
        ("exam\u200bple\u202e.com", "example.com", "", "example[.]com"),
        ("example。com", "example.com", "", "example[.]com"),
        ("ｅｘａｍｐｌｅ.com", "example.com", "", "example[.]com"),
        ("1.2.3.4/a", "1.2.3.4", "/a", "1[.]2[.]3[.]4/a"),
        ("http://3221225991/a", "192.0.2.7", "/a", "192[.]0[.]2[.]7/a"),
        ("http://0xC0000207/", "192.0.2.7", "", "192[.]0[.]2[.]7"),
        ("http://[2001:DB8::1]:81/a", "[2001:db8::1]", "/a", "[2001:db8::1]:81/a"),
        ("http://[::ffff:1.2.3.4]/", "1.2.3.4", "", "1[.]2[.]3[.]4"),
        ("http://intranet/x", "intranet", "/x", "hxxp://intranet/x"),
        ("www.co.uk", "www.co.uk", "", "www[.]co[.]uk"),
        ("sub_domain.example.com", "sub_domain.example.com", "", "sub_domain[.]example[.]com"),
        ("abcdefgh.onion", "abcdefgh.onion", "", "abcdefgh[.]onion"),
        (
            "https://web.archive.org/web/2020/https://example.com/a",
            "web.archive.org",
            "/web/2020/https://example.com/a",
            "web[.]archive[.]org/web/2020/https[:]//example[.]com/a",
        ),
    ],
)
def test_an_address_is_stripped_and_defanged(
    typed: str, host: str, path: str, defanged: str
) -> None:
    address = normalise(typed)
    assert address.kind is AddressKind.WEB
    assert (address.host, address.path, address.defanged) == (host, path, defanged)


@pytest.mark.parametrize(
    "typed",
    [
        "YouTube",
        "a game called Block World",
        "the advert on tablet 12",
        "volcano.jpg",
        "3.5",
        "12",
        "screen.Then it was gone",
        "someone@example.com",
        "roblox://game/123",
        "http://",
        "...",
        "😱",
        "محمد",
        "javascript:alert(1)",
        "C:\\Users\\pupil",
    ],
)
def test_what_is_no_address_is_an_app_or_a_place(typed: str) -> None:
    found = addresses_in(typed)
    assert [address.kind for address in found] == [AddressKind.APP_OR_PLACE]
    assert found[0].host == ""
    assert not LINK.search(found[0].shown)


def test_nothing_is_no_address() -> None:
    assert addresses_in(" \n\u200b ") == ()
    assert normalise("").kind is AddressKind.APP_OR_PLACE


def test_several_addresses_in_one_paste() -> None:
    text = "https://a.example.com/x, b.example.org\r\nsee www.c.net and c.net\na.de;b.de\nRoblox"
    assert shown_lines(text) == (
        "a[.]example[.]com/x",
        "b[.]example[.]org",
        "c[.]net",
        "a[.]de",
        "b[.]de",
        "Roblox",
    )


def test_words_around_an_address_are_kept_as_a_place() -> None:
    assert shown_lines("YouTube, advert before https://youtu.be/abc") == (
        "YouTube, advert before",
        "youtu[.]be/abc",
    )


def test_what_was_typed_is_kept() -> None:
    assert normalise("https://Example.com/a?b=c").as_typed == "https://Example.com/a?b=c"


def test_an_international_name_is_shown_beside_its_punycode() -> None:
    for typed in ("https://münchen.de/a", "xn--mnchen-3ya.de/a"):
        address = normalise(typed)
        assert address.host == "xn--mnchen-3ya.de"
        assert address.shown == "xn--mnchen-3ya[.]de/a (in its own letters: münchen[.]de)"
        assert address.notes == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("gооgle.com", "mixes Cyrillic and Latin"),  # Cyrillic о
        ("аррӏе.com", "look like Latin"),  # all Cyrillic
        ("xn--80ak6aa92e.com", "look like Latin"),
        ("αpple.com", "mixes Greek and Latin"),
    ],
)
def test_look_alikes_get_a_note(typed: str, words: str) -> None:
    address = normalise(typed)
    assert address.host.startswith("xn--")
    assert words in address.shown


def test_an_honest_name_in_another_alphabet_gets_none() -> None:
    assert normalise("правда.рф").notes == ()
    assert normalise("правда.рф").host == "xn--80aafi6cg.xn--p1ai"


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("https://images.example.co.uk/a", "example.co.uk"),
        ("https://someone.github.io/a", "someone.github.io"),
        ("1.2.3.4", "1.2.3.4"),
        ("http://intranet/", "intranet"),
        ("Roblox", ""),
    ],
)
def test_the_domain_is_what_somebody_registered(typed: str, domain: str) -> None:
    assert normalise(typed).domain == domain


def test_a_picture_dressed_up_as_an_address_is_refused() -> None:
    assert "picture or file" in refusal("data:image/png;base64,iVBORw0KGgo=")
    assert refusal("https://example.com/data/image") == ""


@pytest.mark.parametrize(
    "text", ["see example.com", "1.2.3.4", "hxxp://x", "a (dot) b example[.]com"]
)
def test_text_that_holds_an_address(text: str) -> None:
    assert holds_address(text)


@pytest.mark.parametrize("text", ["locked in the safe at 10.42", "Mr Khan, room 3.5", "No. 7"])
def test_text_that_holds_none(text: str) -> None:
    assert not holds_address(text)


ODD_BITS = (
    "http://|https:|www.|//|@|:|8080|[::1]|[|]|[.]|[:]|.|/|example.com|co.uk|xn--|münchen.de|гугл.com|"
    "xn--mnchen-3ya.de|%|%2e|?|#|\\|,|;|(|)|1.2.3.4|0x7f|javascript:|data:|😀|\u202e|\u200d|\u0301|"
    "a|-|_|and|hxxp|view-source:|ß|İ| |\n|(dot)"
)
PIECES = st.sampled_from(ODD_BITS.split("|"))
PASTES = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join), st.from_regex(LINK)
)


@given(PASTES)
@example("http://www.\u0130.com")
@example("HTTP:JAVASCRIPT:1")
@example("WWW.")
@example("//[::1]:99999/")
@example("xn--a.xn--b.com/..")
def test_nothing_that_is_shown_can_become_a_link(text: str) -> None:
    for address in addresses_in(text):
        assert not LINK.search(address.defanged)
        assert not LINK.search(address.shown)
    assert not LINK.search(normalise(text).defanged)


@given(PASTES)
@example(",,")
@example("0 .0")
@example("WWW.A|")
@example("HTTP:0/:#")
@example(",HTTP:0,0")
@example("HTTP:00000000000000000")
def test_reading_what_was_shown_gives_the_same_again(text: str) -> None:
    first = normalise(text)
    again = normalise(first.defanged)
    assert again.defanged == first.defanged
    assert (again.host, again.path, again.port) == (first.host, first.path, first.port)
    assert again.query == first.query


def test_a_hundred_thousand_characters_stay_fast() -> None:
    normalise("example.com")
    for text in ("x" * 100_000, "a.com " * 16_000, "http://" * 14_000, "[.]" * 33_000):
        start = time.perf_counter()
        addresses_in(text)
        assert time.perf_counter() - start < 1.5


#: The things of the big platforms as their addresses are copied from a browser or an app, with
#: what must be read out of each: what it is, its id, and the narrowest line for the filter.
V = "dQw4w9WgXcQ"
THINGS = {
    f"https://www.youtube.com/watch?app=desktop&v={V}&t=42s": ("YouTube video", V),
    f"https://m.youtube.com/watch?v={V}": ("YouTube video", V),
    f"youtube.com/watch?v={V}&list=PL123#x": ("YouTube video", V),
    f"https://youtu.be/{V}?si=abc.def": ("YouTube video", V),
    f"https://www.youtube-nocookie.com/embed/{V}?rel=0": ("YouTube video", V),
    f"https://youtube.com/live/{V}?feature=share": ("YouTube video", V),
    f"https://www.youtube.com/shorts/{V}": ("YouTube short", V),
    "https://www.youtube.com/@Some.Channel/videos": ("YouTube channel", "@Some.Channel"),
    "https://www.youtube.com/playlist?list=PLabc_1": ("YouTube playlist", "PLabc_1"),
    "https://www.tiktok.com/@who.ever/video/7312345678901234567?lang=en": (
        "TikTok video",
        "7312345678901234567",
    ),
    "https://vm.tiktok.com/ZGeAbCdE1/": ("TikTok video", "ZGeAbCdE1"),
    "https://www.roblox.com/games/920587237/Adopt-Me?privateServerLinkCode=1": (
        "Roblox game",
        "920587237",
    ),
    "https://www.roblox.com/games/start?placeId=920587237": ("Roblox game", "920587237"),
    "https://www.instagram.com/reel/C1a-2_b/?igsh=x": ("Instagram reel", "C1a-2_b"),
    "https://www.instagram.com/some.one/p/C1a-2_b/": ("Instagram post", "C1a-2_b"),
    "https://player.vimeo.com/video/76979871?h=8272103f6e": ("Vimeo video", "76979871"),
    "https://vimeo.com/channels/staffpicks/76979871": ("Vimeo video", "76979871"),
    "https://clips.twitch.tv/Some-Clip_1": ("Twitch clip", "Some-Clip_1"),
    "https://www.twitch.tv/videos/123456789": ("Twitch video", "123456789"),
    "https://www.snapchat.com/spotlight/W7_EDlXWTBiX": ("Snapchat video", "W7_EDlXWTBiX"),
    "https://twitter.com/some_one/status/1234567890123?s=20": ("X post", "1234567890123"),
    "https://www.facebook.com/watch/?v=10153231379946729": ("Facebook video", "10153231379946729"),
    "https://fb.watch/aB3-x/": ("Facebook video", "aB3-x"),
    "https://open.spotify.com/intl-de/track/11dFghVXANMlKmJXsNCbNl?si=1": (
        "Spotify track",
        "11dFghVXANMlKmJXsNCbNl",
    ),
    "https://scratch.mit.edu/projects/10128407/editor": ("Scratch project", "10128407"),
    "https://sites.google.com/view/unblocked-games/home": ("Google site", "unblocked-games"),
}


@pytest.mark.parametrize("typed", THINGS)
def test_the_things_of_the_big_platforms_are_told_apart(typed: str) -> None:
    """Between the words of a sentence too; and nothing of the id is lost where people read it."""
    what, number = THINGS[typed]
    for text in (typed, f"They saw <{typed}>, then it was shut", f"{typed}."):
        address = next(one for one in addresses_in(text) if one.is_web)
        assert address.thing is not None
        assert (address.thing.what, address.thing.id) == (what, number)
        assert number.replace(".", "[.]") in address.shown
        assert number in address.thing.line
        assert not LINK.search(address.shown)
    assert shown_lines(normalise(typed).defanged) == shown_lines(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.google.co.uk/imgres?q=volcano&imgurl=https%3A%2F%2Fpics.example.net%2Fa.jpg&w=1",
        "https://www.bing.com/images/search?view=detailV2&mediaurl=https%3a%2f%2fpics.example.net%2fa.jpg",
        "https://external-content.duckduckgo.com/iu/?u=https%3A%2F%2Fpics.example.net%2Fa.jpg&f=1",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fpics.example.net%2Fa.jpg",
    ],
)
def test_of_a_search_for_pictures_the_pictures_own_address_is_read(typed: str) -> None:
    assert "pics[.]example[.]net/a[.]jpg)" in normalise(typed).shown


@given(PASTES, PASTES)
def test_a_query_loses_no_letter_and_is_no_markup(before: str, after: str) -> None:
    for address in addresses_in(f"https://example.com/a?x={before}y7Qz{after}"):
        assert not LINK.search(address.shown)
        assert not set("<>\"'`").intersection(address.query)
        if address.host == "example.com" and address.query:
            assert address.query.startswith("?x=")


@pytest.mark.parametrize(
    "query",
    ["v=aB9_-", "id=12&page=3", "q=Zo%C3%AB+b", "a=1;b=2", "x={1}", "e=a@b.example", "#a/b"],
)
def test_what_follows_the_question_mark_is_all_there(query: str) -> None:
    shown = normalise(f"https://example.com/p?{query}").shown
    plain = shown.replace("[.]", ".").replace("%7B", "{").replace("%7D", "}")
    assert plain == f"example.com/p?{query}"


def test_who_only_reads_of_a_decision_is_shown_no_query() -> None:
    typed = "https://example.com/?q=Amelia+Shah https://example.com/a?b=1 YouTube"
    assert lines_without_queries(typed) == ("example[.]com", "example[.]com/a", "YouTube")


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("https://example.com/a", ReadAs.ADDRESS),
        ("<https://example.com/a>", ReadAs.ADDRESS),
        ("https://www.google.de/maps", ReadAs.ADDRESS),
        ("правда.рф", ReadAs.ADDRESS),
        ("https://forms.office.com/r/abc", ReadAs.ADDRESS),
        ("Roblox, on tablet 12", ReadAs.NAME),
        ("gооgle.com", ReadAs.DOUBTFUL),  # two Cyrillic letters
        ("y0utube.com/watch", ReadAs.DOUBTFUL),
        ("youtübe.com", ReadAs.DOUBTFUL),
        ("https://youtube.com.videos.example.net/a", ReadAs.DOUBTFUL),
        ("https://www-roblox-com.example.net/a", ReadAs.DOUBTFUL),
        ("rnicrosoft.com", ReadAs.DOUBTFUL),
        ("https://youtube.com@example.net/a", ReadAs.DOUBTFUL),
        ("http://3221225991/a", ReadAs.DOUBTFUL),
        ("http://192.0.2.010/a", ReadAs.DOUBTFUL),
        ("http://192.0.2.7/a", ReadAs.DOUBTFUL),
        ("http://[2001:db8::1]/", ReadAs.DOUBTFUL),
        ("<img src=x>", ReadAs.DOUBTFUL),
        ("<script>alert(1)</script>", ReadAs.DOUBTFUL),
    ],
)
def test_only_an_address_that_hides_nothing_is_called_safe(typed: str, read_as: ReadAs) -> None:
    assert {line.read_as for line in read_lines(typed)} == {read_as}
