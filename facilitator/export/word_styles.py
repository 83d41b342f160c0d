"""How a Word document looks: its styles, lists, settings and foot, as XML."""

import re
from dataclasses import dataclass

from facilitator.domain.languages import runs_from_right

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

ACCENT, TEXT, QUIET, RULE, SHADE, OWN = "0C5A66", "15202B", "455361", "76838F", "E6EBEF", "EEF1F4"
PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height in twentieths of a point."""
MARGIN, MARGIN_TIGHT = 1247, 1021  # 22 and 18 mm
USUAL, INDENT = 11.0, 454
TIGHT = 0.42
"""Room between paragraphs of a document that must not run long, as a share of the usual one."""
_TIGHT_EDGES = {"Letter": (624, 624, 312)}
"""Above, below, and below the foot: Letter is 18 mm lower than A4, and two pages must hold as much on it."""
_TIGHT_SIDES = {"Letter": 794}
LARGE = 16.0
"""From so many points on type is for eyes that need room, and nothing is set tight."""
FOOTER_ID = "rIdFoot"
_EAST_ASIA = {"ja": "Yu Gothic", "zh": "Microsoft YaHei", "ko": "Malgun Gothic"}
_ROOM = re.compile(r' w:(before|after)="(\d+)"')
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Look:
    """What may differ from document to document: language, size of running text in points, paper, and a template.

    `template` is the whole of a Word file whose styles, head and foot are used; empty for the program's own.
    `margin` is that of both sides, in twentieths of a point. `tight` leaves less room between paragraphs, `wide` lays
    the paper on its side.
    """

    language: str = "en"
    points: float = 11.0
    paper: str = "A4"
    template: bytes = b""
    margin: int = MARGIN
    tight: bool = False
    wide: bool = False

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the paper, in twentieths of a point."""
        width, height = PAPERS.get(self.paper, PAPERS["A4"])
        return (height, width) if self.wide else (width, height)

    @property
    def text_width(self) -> int:
        """Room between the margins, in twentieths of a point."""
        return self.page[0] - 2 * self.margin

    @property
    def tag(self) -> str:
        """The language as a BCP 47 tag; English where it is none."""
        return self.language if _TAG.fullmatch(self.language) else "en"

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return runs_from_right(self.tag)

    @property
    def indent(self) -> int:
        """Room for the number of a list before its text, in twentieths of a point: more where type is larger."""
        return round(INDENT * max(self.points, USUAL) / USUAL)

    def half(self, factor: float = 1.0) -> int:
        """A type size in half points, `factor` times running text."""
        return round(self.points * factor * 2)


def side_margin(paper: str, *, tight: bool) -> int:
    """Room at either side of a page, in twentieths of a point."""
    return _TIGHT_SIDES.get(paper, MARGIN_TIGHT) if tight else MARGIN


def styles_xml(look: Look) -> str:
    """All styles; each is named as Word names its own, so that navigation and templates know them."""
    styles = (
        f'<w:styles xmlns:w="{W}">{_defaults(look)}'
        + _paragraph_style("Normal", "Normal", "", "", default=True, based="")
        + _paragraph_style("Title", "Title", '<w:keepNext/><w:spacing w:before="60" w:after="160"/>',
                           _bold(look, 1.5 if look.tight else 1.75, ACCENT))
        + _paragraph_style("CoverTitle", "Cover Title", '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" '
                           f'w:space="6" w:color="{ACCENT}"/></w:pBdr><w:spacing w:before="3600" w:after="240"/>',
                           _bold(look, 2.6, ACCENT))
        + _paragraph_style("Subtitle", "Subtitle", '<w:keepNext/><w:spacing w:after="120"/>',
                           f'<w:color w:val="{QUIET}"/>{_size(look, 1.1)}')
        + _paragraph_style("TOCHeading", "TOC Heading", '<w:keepNext/><w:spacing w:before="280" w:after="60"/>',
                           _bold(look, 1.35, ACCENT))
        + "".join(_contents_line(look, level) for level in (1, 2, 3))
        + _paragraph_style("TableofFigures", "table of figures", _leader(look) + '<w:spacing w:after="20"/>', "")
        + _heading(look, 1, 1.2 if look.tight else 1.35, 220, 60, ACCENT)
        + _heading(look, 2, 1.0 if look.tight else 1.1, 140, 40, TEXT)
        + _heading(look, 3, 1.0, 120, 30, QUIET)
        + _paragraph_style("ListNumber", "List Number", '<w:keepLines/><w:spacing w:after="60"/>', "")
        + _paragraph_style("ListBullet", "List Bullet", '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
                           '<w:spacing w:after="60"/>', "")
        + _paragraph_style("Quote", "Quote", f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" '
                           f'w:color="{RULE}"/></w:pBdr><w:spacing w:after="80"/>'
                           f'<w:ind w:left="{look.indent + 226}" w:right="340"/>',
                           f'<w:i/><w:iCs/><w:color w:val="{QUIET}"/>')
        + _paragraph_style("Script", "Script", f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" '
                           f'w:color="{ACCENT}"/></w:pBdr><w:spacing w:after="100"/><w:ind w:left="340"/>',
                           _size(look, 1.1))
        + _paragraph_style("Feedback", "Feedback", '<w:keepLines/><w:spacing w:after="60"/>'
                           f'<w:ind w:left="{look.indent + 226}"/>',
                           _size(look, 0.9))
        + _paragraph_style("Aid", "Aid", '<w:keepNext/><w:spacing w:after="100"/>',
                           f'<w:color w:val="{QUIET}"/>{_size(look, 0.9)}')
        + _paragraph_style("PreparedFor", "Prepared For", '<w:keepNext/><w:spacing w:after="60"/>', "<w:b/><w:bCs/>")
        + _paragraph_style("Answer", "Answer", "<w:keepLines/><w:tabs>" + _answer_tabs(look) + '</w:tabs>'
                           f'<w:spacing w:after="100"/><w:ind w:left="{look.indent}"/>', "")
        + _paragraph_style("Caption", "caption", '<w:keepNext/><w:spacing w:before="160" w:after="80"/>',
                           f'<w:b/><w:bCs/><w:color w:val="{QUIET}"/>{_size(look, 0.9)}')
        + _paragraph_style("FigureCaption", "Figure Caption", '<w:spacing w:after="160"/><w:jc w:val="center"/>',
                           f'<w:b/><w:bCs/><w:color w:val="{QUIET}"/>{_size(look, 0.9)}')
        + _paragraph_style("WriteBox", "Write Box", "<w:keepLines/><w:pBdr>" + "".join(
                           f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/>'
                           for side in ("top", "left", "bottom", "right")) + '</w:pBdr><w:spacing w:before="120"/>'
                           '<w:ind w:left="120" w:right="120"/>', "")
        + _paragraph_style("TableText", "Table Text", '<w:spacing w:before="50" w:after="50"/>', _size(look, 0.9))
        + _paragraph_style("TableLarge", "Table Large", '<w:spacing w:before="50" w:after="50"/>', _size(look, 1.18))
        + _paragraph_style("Picture", "Picture", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>'
                           '<w:jc w:val="center"/>', "")
        + _paragraph_style("Footer", "footer", f'<w:tabs><w:tab w:val="right" w:pos="{look.text_width}"/></w:tabs>'
                           '<w:spacing w:after="0"/>', f'<w:color w:val="{QUIET}"/>{_size(look, 0.8)}')
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
          '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        + _table_styles()
        + "</w:styles>"
    )  # fmt: skip
    return _ROOM.sub(_closer, styles) if look.tight else styles


def _closer(room: re.Match[str]) -> str:
    return f' w:{room[1]}="{round(int(room[2]) * TIGHT)}"'


def numbering_xml(series: int, indent: int) -> str:
    """Bullets as list 1 and as many numbered lists as there are `series`, from list 2 on, each from 1."""
    return f'<w:numbering xmlns:w="{W}">{abstract_lists_xml(indent)}{lists_xml(series)}</w:numbering>'


def abstract_lists_xml(indent: int, first: int = 0) -> str:
    """How bullets and numbers look, as `first` and the one after."""
    bullet = _level("bullet", "•", indent, f'<w:rPr><w:color w:val="{ACCENT}"/></w:rPr>')
    decimal = _level("decimal", "%1.", indent, f'<w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/></w:rPr>')
    return "".join(
        f'<w:abstractNum w:abstractNumId="{first + at}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        for at, level in enumerate((bullet, decimal))
    )


def lists_xml(series: int, first_look: int = 0, before: int = 0) -> str:
    """The lists themselves; `before` are those that a template has already."""
    numbers = "".join(
        f'<w:num w:numId="{before + number}"><w:abstractNumId w:val="{first_look + 1}"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(2, series + 2)
    )
    return f'<w:num w:numId="{before + 1}"><w:abstractNumId w:val="{first_look}"/></w:num>{numbers}'


def settings_xml(look: Look, odd_and_even: bool = False) -> str:
    """Today's Word, and the wish that it keeps no names and dates of whoever writes in the file."""
    even = "<w:evenAndOddHeaders/>" if odd_and_even else ""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:removePersonalInformation/><w:removeDateAndTime/>'
        f'<w:defaultTabStop w:val="709"/>{even}<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{look.tag}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def section_xml(look: Look, references: str = "", *, footer: bool = True, margins: str = "") -> str:
    """Paper with a foot; `references` to heads and feet and `margins` are those of a template."""
    width, height = look.page
    side = ' w:orient="landscape"' if look.wide else ""
    foot = f'<w:footerReference w:type="default" r:id="{FOOTER_ID}"/>' if footer else ""
    top, bottom, foot_at = _TIGHT_EDGES.get(look.paper, (850, 850, 454)) if look.tight else (1247, 1134, 567)
    usual = (
        f'<w:pgMar w:top="{top}" w:right="{look.margin}" w:bottom="{bottom}" '
        f'w:left="{look.margin}" w:header="624" w:footer="{foot_at}" w:gutter="0"/>'
    )
    return (
        f'<w:sectPr>{references}{foot}<w:pgSz w:w="{width}" w:h="{height}"{side}/>{margins or usual}'
        f"{'<w:bidi/>' if look.is_rtl else ''}</w:sectPr>"
    )


def _defaults(look: Look) -> str:
    """Lines are set solid: LibreOffice forgets to keep a heading with its text where they are spaced by a factor."""
    base = look.tag.split("-")[0].lower()
    east = _EAST_ASIA.get(base, "Yu Gothic")
    extra = f' w:eastAsia="{look.tag}"' if base in _EAST_ASIA else ""
    extra += f' w:bidi="{look.tag}"' if look.is_rtl else ""
    size = look.half()
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="{east}" '
        f'w:cs="Arial"/><w:color w:val="{TEXT}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{look.tag}"{extra}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _paragraph_style(
    style: str, name: str, paragraph: str, run: str, *, default: bool = False, based: str = "Normal", level: str = ""
) -> str:
    attributes = ' w:default="1"' if default else ""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = '<w:next w:val="Normal"/>' if level or style == "Title" else ""
    return (
        f'<w:style w:type="paragraph"{attributes} w:styleId="{style}"><w:name w:val="{name}"/>{parent}{following}'
        f"<w:qFormat/><w:pPr>{paragraph}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(look: Look, level: int, factor: float, before: int, after: int, colour: str) -> str:
    paragraph = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _paragraph_style(
        f"Heading{level}", f"heading {level}", paragraph, _bold(look, factor, colour), level=outline
    )


def _contents_line(look: Look, level: int) -> str:
    """An entry of the table of contents, with its page at the right."""
    paragraph = f'{_leader(look)}<w:spacing w:after="20"/><w:ind w:left="{(level - 1) * 240}"/>'
    return _paragraph_style(f"TOC{level}", f"toc {level}", paragraph, "<w:b/><w:bCs/>" if level == 1 else "")


def _leader(look: Look) -> str:
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{look.text_width}"/></w:tabs>'


def _bold(look: Look, factor: float, colour: str) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(look, factor)}'


def _size(look: Look, factor: float) -> str:
    return f'<w:sz w:val="{look.half(factor)}"/><w:szCs w:val="{look.half(factor)}"/>'


def _answer_tabs(look: Look) -> str:
    """Three boxes with their words, then a line to write on up to the margin."""
    step = round(look.points * 112)
    stops = "".join(f'<w:tab w:val="left" w:pos="{look.indent + step * n}"/>' for n in (1, 2, 3))
    return f'{stops}<w:tab w:val="right" w:leader="underscore" w:pos="{look.text_width}"/>'


def _table_styles() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    padding = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 30), ("left", 100), ("bottom", 30), ("right", 100))
    )
    head = "".join(
        f'<w:tblStylePr w:type="{part}"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>'
        for part in ("firstRow", "firstCol")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="FacilitatorTable"><w:name w:val="Facilitator Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        f"<w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


def _level(kind: str, text: str, indent: int, run: str) -> str:
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>{run}</w:lvl>'
    )
