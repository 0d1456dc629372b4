"""What an address on a big site is of: one video, game, picture, account; and the site's whole name.

    thing_at("youtube.com", "/watch", "?v=dQw4w9WgXcQ&t=4").line
    'youtube.com/watch?v=dQw4w9WgXcQ'

On such a site the address of one thing is the narrowest that can be blocked, and the whole of it
is never what is proposed (rule 160). Nothing is asked of the site: only the address is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from trent_desktop.reports.filter import hosts


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a big site.

    `what` names it ("YouTube video"), `id` tells it from all others there, `line` is the narrowest
    line for the filter (empty where there is none). `inner` is the address that was shown inside
    this one: of the picture in a search for pictures, or where a link of the site leads to.
    """

    what: str
    id: str
    line: str
    inner: str = ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the address of such a thing looks. `path` may have groups named "id" and "more".

    `asked` are names of the query, the first of which that is there is the id; with `inner` it
    is an address. `line` may use {id}, {host} and {path}.
    """

    what: str
    path: str
    asked: tuple[str, ...] = ()
    line: str = "{host}{path}"
    inner: bool = False
    looks: str = r"[^\s/?#&]{1,120}"


_VIDEO: Final = r"[\w-]{11}"
_WATCH: Final = "youtube.com/watch?v={id}"
_YOUTUBE: Final = (
    _Shape("YouTube video", r"/(?:watch/?|details)", ("v", "video_id"), _WATCH, looks=_VIDEO),
    _Shape("YouTube video", rf"/(?:watch|embed|v|e|live)/(?P<id>{_VIDEO})(?:/.*)?", line=_WATCH),
    _Shape("YouTube short", rf"/shorts/(?P<id>{_VIDEO})/?", line="youtube.com/shorts/{id}"),
    _Shape("YouTube link", r"/(?:attribution_link|redirect)", ("u", "q"), "", inner=True),
    _Shape("YouTube post", r"/post/(?P<id>[\w-]+)/?"),
    _Shape("YouTube clip", r"/clip/(?P<id>[\w-]+)/?"),
    _Shape(
        "YouTube playlist",
        r"/(?:playlist|watch|embed/videoseries)/?",
        ("list",),
        "youtube.com/playlist?list={id}",
    ),
    _Shape("YouTube channel", r"/(?:channel/|c/|user/)?(?P<id>(?<=/)[^/]{2,100})(?:/.*)?"),
)
_GOOGLE: Final = (
    _Shape("picture in a Google search", r"/imgres", ("imgurl", "imgrefurl"), "", inner=True),
    _Shape("Google link", r"/url", ("url", "q"), "", inner=True),
    _Shape("Google link", r"/amp/s?/?(?P<id>.+)", line="", inner=True),
)
_INSTAGRAM: Final = (
    _Shape("Instagram post", r"/(?:[^/]+/)?p/(?P<id>[\w-]+)/?.*", line="instagram.com/p/{id}"),
    _Shape(
        "Instagram reel",
        r"/(?:[^/]+/)?reels?/(?P<id>[\w-]{5,})/?.*",
        line="instagram.com/reel/{id}",
    ),
    _Shape("Instagram video", r"/(?:[^/]+/)?tv/(?P<id>[\w-]+)/?.*"),
    _Shape("Instagram story", r"/stories/[^/]+/(?P<id>\d+)/?"),
    _Shape("Instagram link", r"/", ("u",), "", inner=True),
    _Shape("Instagram account", r"/(?P<id>[\w.]{2,30})/?"),
)
_X: Final = (
    _Shape("X post", r"/(?:[^/]+|i/web)/status(?:es)?/(?P<id>\d+)(?:/.*)?"),
    _Shape("X broadcast", r"/i/(?:broadcasts|spaces)/(?P<id>\w+)/?"),
    _Shape("X account", r"/(?P<id>\w{1,15})/?"),
)
_FACEBOOK: Final = (
    _Shape("Facebook link", r"/l\.php", ("u",), "", inner=True),
    _Shape("Facebook video", r"/(?:watch/?(?:live/?)?|video\.php)", ("v",)),
    _Shape("Facebook reel", r"/reel/(?P<id>\d+)/?"),
    _Shape("Facebook video", r"/[^/]+/videos/(?:[^/]+/)?(?P<id>\d+)/?"),
    _Shape("Facebook photo", r"/photo(?:\.php)?/?", ("fbid",)),
    _Shape("Facebook photo", r"/[^/]+/photos/(?:[^/]+/)?(?P<id>\d+)/?"),
    _Shape("Facebook post", r"/(?:story|permalink)\.php", ("story_fbid",)),
    _Shape("Facebook post", r"/(?:groups/)?[^/]+/(?:posts|permalink)/(?P<id>[\w-]+)/?"),
    _Shape("Facebook post", r"/share/(?:[vpr]/)?(?P<id>\w+)/?"),
    _Shape("Facebook group", r"/groups/(?P<id>[^/]+)/?"),
    _Shape("Facebook account", r"/profile\.php", ("id",)),
    _Shape("Facebook page", r"/(?P<id>[\w.-]{2,80})/?"),
)

#: By the site that was registered, or a host of its own under it, which goes first.
_SHAPES: Final[Mapping[str, tuple[_Shape, ...]]] = {
    "youtube.com": _YOUTUBE,
    "youtube-nocookie.com": _YOUTUBE,
    "youtubekids.com": _YOUTUBE,
    "youtu.be": (_Shape("YouTube video", rf"/(?P<id>{_VIDEO})(?:/.*)?", line=_WATCH),),
    "vm.tiktok.com": (_Shape("TikTok video", r"/(?P<id>\w+)/?"),),
    "vt.tiktok.com": (_Shape("TikTok video", r"/(?P<id>\w+)/?"),),
    "tiktok.com": (
        _Shape("TikTok video", r"/@[^/]*/video/(?P<id>\d+)/?"),
        _Shape("TikTok pictures", r"/@[^/]*/photo/(?P<id>\d+)/?"),
        _Shape("TikTok video", r"/(?:v|embed(?:/v\d)?|player/v\d)/(?P<id>\d+)(?:\.html)?/?"),
        _Shape("TikTok video", r"/t/(?P<id>\w+)/?"),
        _Shape("TikTok live video", r"/@(?P<id>[^/]+)/live/?"),
        _Shape("TikTok account", r"/@(?P<id>[^/]+)/?"),
    ),
    "google.com": _GOOGLE,
    "docs.google.com": (
        _Shape("Google document", r"/\w+/(?:u/\d+/)?d/(?:e/)?(?P<id>[\w-]{15,})(?:/.*)?"),
    ),
    "drive.google.com": (
        _Shape("Google Drive file", r"/(?:file/d|drive/folders)/(?P<id>[\w-]{15,})(?:/.*)?"),
        _Shape("Google Drive file", r"/(?:open|uc)", ("id",)),
    ),
    "sites.google.com": (_Shape("Google site", r"/(?:view|site)/(?P<id>[^/]+)(?:/.*)?"),),
    "play.google.com": (_Shape("app in Google Play", r"/store/apps/details", ("id",)),),
    "bing.com": (
        _Shape(
            "picture in a Bing search", r"/images/search", ("mediaurl", "imgurl"), "", inner=True
        ),
        _Shape("picture in a Bing search", r"/th", ("riu",), "", inner=True),
        _Shape("picture in a Bing search", r"/th", ("id",), "bing.com/th?id={id}"),
        _Shape("picture in a Bing search", r"/th/id/(?P<id>[^/]+)"),
    ),
    "duckduckgo.com": (
        _Shape("picture in a DuckDuckGo search", r"/iu/?", ("u",), "", inner=True),
        _Shape("DuckDuckGo link", r"/l/?", ("uddg",), "", inner=True),
    ),
    "search.yahoo.com": (
        _Shape("picture in a Yahoo search", r"/images/view.*", ("imgurl",), "", inner=True),
    ),
    "roblox.com": (
        _Shape("Roblox game", r"/(?:\w\w(?:-\w\w)?/)?games/(?P<id>\d+)(?:/.*)?", line="{game}"),
        _Shape("Roblox game", r"/games/start", ("placeId", "placeid"), "{game}"),
        _Shape("Roblox account", r"/(?:\w\w(?:-\w\w)?/)?users/(?P<id>\d+)(?:/.*)?"),
        _Shape("Roblox group", r"/(?:\w\w(?:-\w\w)?/)?(?:groups|communities)/(?P<id>\d+)(?:/.*)?"),
        _Shape(
            "Roblox item", r"/(?:\w\w(?:-\w\w)?/)?(?:catalog|bundles|library)/(?P<id>\d+)(?:/.*)?"
        ),
        _Shape("Roblox invitation", r"/share", ("code",)),
    ),
    "instagram.com": _INSTAGRAM,
    "threads.com": (_Shape("Threads post", r"/@[^/]+/post/(?P<id>[\w-]+)/?"),),
    "threads.net": (_Shape("Threads post", r"/@[^/]+/post/(?P<id>[\w-]+)/?"),),
    "vimeo.com": (
        _Shape("Vimeo video", r"/(?:[a-z]+/){0,3}(?P<id>\d{5,})(?:/.*)?"),
        _Shape("Vimeo video", r"/(?:channels|groups|showcase)/.+/(?P<id>\d{5,})/?"),
    ),
    "clips.twitch.tv": (
        _Shape("Twitch clip", r"/embed", ("clip",)),
        _Shape("Twitch clip", r"/(?P<id>[\w-]+)/?"),
    ),
    "player.twitch.tv": (_Shape("Twitch video", r"/?", ("video", "channel"), "{host}/?{query}"),),
    "twitch.tv": (
        _Shape("Twitch video", r"/(?:videos|[^/]+/v(?:ideo)?)/(?P<id>\d+)/?"),
        _Shape("Twitch clip", r"/[^/]+/clip/(?P<id>[\w-]+)/?"),
        _Shape("Twitch channel", r"/(?P<id>\w{3,25})/?"),
    ),
    "kick.com": (_Shape("Kick channel", r"/(?P<id>[\w-]{3,40})(?:/.*)?"),),
    "snapchat.com": (
        _Shape("Snapchat video", r"/(?:@[^/]+/)?spotlight/(?P<id>[\w-]+)/?"),
        _Shape("Snapchat account", r"/add/(?P<id>[^/]+)/?"),
        _Shape("Snapchat account", r"/@(?P<id>[^/]+)/?"),
        _Shape("Snapchat link", r"/(?:t|p|s|o)/(?P<id>[\w-]+)(?:/.*)?"),
    ),
    "x.com": _X,
    "twitter.com": _X,
    "facebook.com": _FACEBOOK,
    "fb.watch": (_Shape("Facebook video", r"/(?:v/)?(?P<id>[\w-]+)/?"),),
    "spotify.com": (
        _Shape(
            "Spotify track",
            r"/(?:intl-\w+/)?(?:embed/)?track/(?P<id>\w{15,})/?",
            line="{host}{path}",
        ),
        _Shape("Spotify podcast", r"/(?:intl-\w+/)?(?:embed/)?(?:episode|show)/(?P<id>\w{15,})/?"),
        _Shape(
            "Spotify music",
            r"/(?:intl-\w+/)?(?:embed/)?(?:album|playlist|artist|user)/(?P<id>\w+)/?.*",
        ),
    ),
    "discord.gg": (_Shape("Discord invitation", r"/(?P<id>[\w-]+)/?"),),
    "discord.com": (
        _Shape("Discord invitation", r"/invite/(?P<id>[\w-]+)/?"),
        _Shape("Discord channel", r"/channels/(?P<id>[\d/@me]+)"),
    ),
    "reddit.com": (
        _Shape("Reddit post", r"/(?:r|user)/[^/]+/(?:comments|s)/(?P<id>\w+)(?:/.*)?"),
        _Shape("Reddit group", r"/r/(?P<id>\w+)/?"),
    ),
    "redd.it": (_Shape("Reddit post", r"/(?P<id>[\w.]+)/?"),),
    "pinterest.com": (_Shape("Pinterest picture", r"/pin/(?:[^/]*--)?(?P<id>\d+)(?:/.*)?"),),
    "pin.it": (_Shape("Pinterest picture", r"/(?P<id>\w+)/?"),),
    "tumblr.com": (_Shape("Tumblr post", r"/(?:[^/]+/|post/)(?P<id>\d{6,})(?:/.*)?"),),
    "dailymotion.com": (_Shape("Dailymotion video", r"/(?:embed/)?video/(?P<id>\w+)/?"),),
    "dai.ly": (_Shape("Dailymotion video", r"/(?P<id>\w+)/?"),),
    "scratch.mit.edu": (
        _Shape("Scratch project", r"/projects/(?P<id>\d+)(?:/.*)?"),
        _Shape("Scratch studio", r"/studios/(?P<id>\d+)(?:/.*)?"),
        _Shape("Scratch account", r"/users/(?P<id>[\w-]+)(?:/.*)?"),
    ),
    "whatsapp.com": (
        _Shape("WhatsApp group", r"/(?:invite/)?(?P<id>\w{20,})/?"),
        _Shape("WhatsApp channel", r"/channel/(?P<id>\w+)/?"),
    ),
    "t.me": (_Shape("Telegram group or channel", r"/(?:s/|joinchat/)?(?P<id>[\w+-]+)(?:/.*)?"),),
    "apps.apple.com": (_Shape("app in the App Store", r"/.*id(?P<id>\d{6,})/?"),),
    "soundcloud.com": (_Shape("SoundCloud track", r"/(?P<id>[\w-]+/[\w-]+)/?"),),
    "wikipedia.org": (_Shape("Wikipedia page", r"/wiki/(?P<id>.+)"),),
}

#: Sites that hold far more than the one thing somebody met, and that lessons need.
_BIG: Final = frozenset(
    {name for name in _SHAPES if name.count(".") == 1}
    | {"bbc.co.uk", "bbc.com", "yahoo.com", "amazon.co.uk", "amazon.com", "apple.com", "live.com"}
    | {"microsoft.com", "office.com", "sharepoint.com", "github.com", "archive.org", "mit.edu"}
    | {"canva.com", "kahoot.com", "kahoot.it", "wordwall.net", "poki.com", "crazygames.com"}
    | {"googleusercontent.com", "gstatic.com", "minecraft.net", "fandom.com"}
    | {
        "kiddle.co",
        "ecosia.org",
        "wikimedia.org",
        "imgur.com",
        "giphy.com",
        "tenor.com",
        "lgfl.net",
    }
)
#: Big sites under an ending of each country.
_EVERYWHERE: Final = re.compile(
    r"(google|pinterest|amazon|yahoo|bing)\.(?:com|(?:com?\.)?[a-z]{2})"
)
#: Pages that are the same for everything on the site: to block one is to block the site.
_DOORS: Final = re.compile(
    r"/?|/(?:watch|search|results|imgres|url|images(?:/search)?|feed(?:/.*)?|shorts|explore(?:/.*)?"
    r"|home|discover|foryou|live|games|reels?|th|iu|l|hashtag|index\.\w+|login|webhp|i|m|tagged)/?",
    re.IGNORECASE,
)


def site_of(host: str) -> str:
    """The name under which a big site is known here; the registered domain of any other."""
    domain = hosts.registered_domain(host)
    found = _EVERYWHERE.fullmatch(domain)
    return f"{found[1]}.com" if found else domain


def is_big(host: str) -> bool:
    """Whether to block all of it would block what lessons need, or what nobody complained of."""
    return bool(host) and (hosts.registered_domain(host) in _BIG or site_of(host) in _BIG)


def big_names() -> frozenset[str]:
    """The registered domains that are well known, and so imitated."""
    return _BIG


def is_door(path: str) -> bool:
    """Whether a page of a big site stands for all of it, whatever its query asks for."""
    return _DOORS.fullmatch(path) is not None


def thing_at(host: str, path: str, query: str) -> Thing | None:
    """The one thing at an address, or None where the site or the page is not known. Never raises.

    `host` is ASCII without "www", `path` begins with "/" or is empty, `query` with "?" or "#".
    """
    site = site_of(host)
    shapes = next((_SHAPES[name] for name in _names(host, site) if name in _SHAPES), ())
    asked = _asked(query)
    for shape in shapes:
        found = re.fullmatch(shape.path, path or "/")
        if found is None or (is_door(path) and "id" in found.groupdict()):
            continue
        name = next((one for one in shape.asked if asked.get(one)), "")
        if shape.asked and not name:
            continue
        id_ = asked[name] if name else found.groupdict().get("id") or ""
        if shape.inner:
            return Thing(shape.what, "", "", _whole(id_, host))
        if not re.fullmatch(shape.looks, id_) and name:
            continue
        line = shape.line or "{host}{path}"
        if line == "{host}{path}" and name:
            line = "{host}{path}?{query}"
        values = {"id": id_, "host": host, "path": path.rstrip("/"), "query": f"{name}={id_}"}
        return Thing(shape.what, id_, line.format(game=f"roblox.com/games/{id_}", **values))
    return None


def _names(host: str, site: str) -> tuple[str, ...]:
    """The names under which the shapes of a host are looked for, the narrowest first."""
    labels = host.split(".")
    under = [".".join(labels[at:]) for at in range(len(labels))]
    return (*under, site)


def _asked(query: str) -> dict[str, str]:
    """What a query asks for by name; the first of each name."""
    found: dict[str, str] = {}
    text = query.removeprefix("?").partition("#")[0]
    try:
        pairs = parse_qsl(text, errors="replace", max_num_fields=200)
    except ValueError:
        return {}
    for name, value in pairs:
        found.setdefault(name.removeprefix("amp;"), value)
    return found


def _whole(address: str, host: str) -> str:
    """An address inside another one; of one that is only a path, the site's own."""
    return f"https://{host}{address}" if address.startswith("/") else address
