"""Word documents for tests, made by hand: paragraphs with styles, runs and Word's own numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

#: Headings "1.", clauses "1.1.", points as bullets; a second list counts for itself.
NUMBERING = f"""<w:numbering {_NS}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {_NS}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/><w:basedOn w:val="Heading1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def paragraph(text: str, style: str = "", *, list_id: int = 0, level: int = 0) -> str:
    """A paragraph; words between ``**`` are strong, a newline is a line break."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_id:
        about += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    runs = ""
    for at, piece in enumerate(text.split("**")):
        strong = "<w:rPr><w:b/></w:rPr>" if at % 2 else ""
        for number, line in enumerate(piece.split("\n")):
            broken = "<w:br/>" if number else ""
            words = f'<w:t xml:space="preserve">{escape(line)}</w:t>'.replace(
                "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
            )
            runs += f"<w:r>{strong}{broken}{words}</w:r>"
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain cells."""
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def document(*parts: str, more: Mapping[str, str] | None = None) -> bytes:
    """The file. `more` are further parts by their names inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:document {_NS}><w:body>{''.join(parts)}</w:body></w:document>"
        archive.writestr("word/document.xml", body)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def beside(name: str, text: str) -> str:
    """A part with one paragraph beside the text, such as a foot note."""
    return f"<w:{name} {_NS}>{paragraph(text)}</w:{name}>"
