"""What tools/third_party.py cannot read from installed packages, each fact with its ground.

Packages name their licence in many ways, or not at all, and none says which libraries lie
inside its wheel. A fact here stands until the version it was read from changes a great deal;
the test that compares THIRD-PARTY.md with the lock files shows when that may be.
"""

# How packages word it, and what it is called in the SPDX list of licences.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
}

# Read from the licence file in the package, where its metadata are vague or silent.
LICENCES = {
    "defusedxml": "PSF-2.0",
    "nodeenv": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "GPL-2.0-or-later AND Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-bidi": "LGPL-3.0-or-later",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    # Installed on other systems only, so that not every machine can read their metadata.
    "colorama": "BSD-3-Clause",
    "macholib": "MIT",
    "pefile": "MIT",
    "pywin32-ctypes": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}

# Licences that the program and what it carries may have. GPL alone is not among them: it would
# bind a school that passes the program on to terms that its own licence (MIT) does not name.
ACCEPTED = {
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Zlib",
}
# Tools stay with those who change the program; nothing of theirs is passed on.
ACCEPTED_FOR_TOOLS = ACCEPTED | {
    "GPL-2.0-or-later",
    "GPL-2.0-or-later WITH Bootloader-exception",
}

# What lies inside a wheel besides the package itself.
BRINGS = {
    "cffi": "libffi (MIT)",
    "pillow": "libjpeg-turbo (IJG AND BSD-3-Clause), libtiff (libtiff), OpenJPEG (BSD-2-Clause), "
    "zlib (Zlib), Zstandard (BSD-3-Clause), liblzma (0BSD), libxcb and libXau (MIT)",
    "pi-heif": "libheif and libde265 (LGPL-3.0-or-later)",
    "psycopg-binary": "libpq (PostgreSQL), OpenSSL (Apache-2.0), MIT Kerberos (MIT), "
    "OpenLDAP (OLDAP-2.8), Cyrus SASL (BSD-3-Clause-Attribution), libxcrypt and keyutils "
    "(LGPL-2.1-or-later)",
    "publicsuffixlist": "the public suffix list (MPL-2.0)",
    "pynacl": "libsodium (ISC)",
    "pypdfium2": "PDFium (BSD-3-Clause AND Apache-2.0) with FreeType (FTL), Little CMS (MIT), "
    "libjpeg-turbo (IJG AND BSD-3-Clause), libpng (libpng-2.0), libtiff (libtiff), OpenJPEG "
    "(BSD-2-Clause), ICU (Unicode-3.0), Abseil (Apache-2.0), AGG 2.3 (AGG's own, permissive)",
    "pyside6-essentials": "Qt 6.11 (LGPL-3.0-only) with ICU (Unicode-3.0)",
    "qtawesome": "Phosphor and other icon fonts, see below",
    "reportlab": "sample fonts, which the frozen program leaves out",
    "sqlcipher3": "SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL (Apache-2.0)",
    "uharfbuzz": "HarfBuzz (MIT-Modern-Variant)",
    "zxcvbn": "lists of common words and names (MIT)",
}

# Fonts and icons that people see: name, licence, copyright, where it comes from.
FONTS = [
    (
        "Atkinson Hyperlegible",
        "OFL-1.1",
        "2020 Braille Institute of America, Inc.",
        "fontpkg-atkinson-hyperlegible",
    ),
    ("Noto Sans", "OFL-1.1", "2022 The Noto Project Authors", "fontpkg-noto-sans"),
    ("Noto Sans Arabic", "OFL-1.1", "2022 The Noto Project Authors", "fontpkg-noto-sans-arabic"),
    (
        "Noto Sans for twenty more scripts, Noto Emoji",
        "OFL-1.1",
        "2022 The Noto Project Authors",
        "manimgx-fonts",
    ),
    ("Phosphor Icons 1.3", "MIT", "2020 Phosphor Icons", "qtawesome"),
]

# Fonts that were cut down and are kept with the program: tools/script_fonts.py.
KEPT_FONTS = [
    (
        "Noto for scripts that few write (resources/fonts)",
        "OFL-1.1",
        "2012-2020 Google Inc.",
        "Debian’s fonts-noto-core",
    ),
    (
        "Droid Sans Fallback, for Chinese, Japanese and Korean (resources/fonts)",
        "Apache-2.0",
        "2006-2011 Google Corp.",
        "Debian’s fonts-droid-fallback",
    ),
]

# Libraries of the system that the frozen program for Linux carries along, so that it also
# starts on a laptop that lacks them. A pattern stands for the whole name before ".so".
SYSTEM_LIBRARIES = [
    (r"libX11|libX11-xcb|libXau|libXdmcp|libXext", "X11 client libraries", "MIT"),
    (r"libxcb(-[a-z-]+)?", "XCB", "MIT"),
    (r"libxkbcommon(-x11)?", "xkbcommon", "MIT"),
    (r"libwayland-[a-z]+", "Wayland", "MIT"),
    (r"libbrotli[a-z]+", "Brotli", "MIT"),
    (r"libbsd|libmd", "libbsd", "BSD-3-Clause"),
    (r"libbz2", "bzip2", "bzip2-1.0.6"),
    (r"libcap", "libcap", "BSD-3-Clause"),
    (r"libcrypto|libssl", "OpenSSL", "Apache-2.0"),
    (r"libdbus-1", "D-Bus", "AFL-2.1"),
    (r"libexpat", "Expat", "MIT"),
    (r"libffi", "libffi", "MIT"),
    (r"libfontconfig", "Fontconfig", "MIT"),
    (r"libfreetype", "FreeType", "FTL"),
    (r"libgcc_s|libstdc\+\+", "GCC's runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    (r"libgcrypt|libgpg-error", "Libgcrypt", "LGPL-2.1-or-later"),
    (r"libglib-2\.0|libgthread-2\.0", "GLib", "LGPL-2.1-or-later"),
    (r"libgssapi_krb5|libk5crypto|libkrb5|libkrb5support|libcom_err", "MIT Kerberos", "MIT"),
    (r"libkeyutils", "keyutils", "LGPL-2.1-or-later"),
    (r"liblz4", "LZ4", "BSD-2-Clause"),
    (r"liblzma", "XZ Utils", "0BSD"),
    (r"libncursesw|libtinfow?", "ncurses", "X11-distribute-modifications-variant"),
    (r"libpcre2-[0-9a-z]+", "PCRE2", "BSD-3-Clause"),
    (r"libpng16", "libpng", "libpng-2.0"),
    (r"libpython3\.\d+", "Python", "PSF-2.0"),
    (r"libsqlite3", "SQLite", "public domain"),
    (r"libsystemd", "systemd", "LGPL-2.1-or-later"),
    (r"libuuid", "util-linux", "BSD-3-Clause"),
    (r"libz", "zlib", "Zlib"),
    (r"libzstd", "Zstandard", "BSD-3-Clause"),
]
