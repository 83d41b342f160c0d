"""How a Word document looks: its styles, lists, settings and foot, as XML."""

import re
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

ACCENT, TEXT, QUIET, RULE, SHADE, OWN = "0C5A66", "15202B", "455361", "76838F", "E6EBEF", "EEF1F4"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1247  # A4 and 22 mm, in twentieths of a point
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FOOTER_ID = "rIdFoot"
_EAST_ASIA = {"ja": "Yu Gothic", "zh": "Microsoft YaHei", "ko": "Malgun Gothic"}
_RTL = {"ar", "he", "fa", "ur", "yi", "ps", "ckb", "dv", "sd", "ug"}
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Look:
    """What may differ from document to document: the language and the size of running text in points."""

    language: str = "en"
    points: float = 11.5

    @property
    def tag(self) -> str:
        """The language as a BCP 47 tag; English where it is none."""
        return self.language if _TAG.fullmatch(self.language) else "en"

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.tag.split("-")[0].lower() in _RTL

    def half(self, factor: float = 1.0) -> int:
        """A type size in half points, `factor` times running text."""
        return round(self.points * factor * 2)


def styles_xml(look: Look) -> str:
    """All styles; each is named as Word names its own, so that navigation and templates know them."""
    return (
        f'<w:styles xmlns:w="{W}">{_defaults(look)}'
        + _paragraph_style("Normal", "Normal", "", "", default=True, based="")
        + _paragraph_style("Title", "Title", '<w:keepNext/><w:spacing w:before="60" w:after="160"/>',
                           _bold(look, 1.75, ACCENT))
        + _heading(look, 1, 1.35, 280, 60, ACCENT)
        + _heading(look, 2, 1.1, 180, 40, TEXT)
        + _heading(look, 3, 1.0, 120, 30, QUIET)
        + _paragraph_style("ListNumber", "List Number", '<w:keepLines/><w:spacing w:after="80"/>', "")
        + _paragraph_style("ListBullet", "List Bullet", '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
                           '<w:spacing w:after="80"/>', "")
        + _paragraph_style("Quote", "Quote", f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" '
                           f'w:color="{RULE}"/></w:pBdr><w:spacing w:after="100"/><w:ind w:left="680" w:right="340"/>',
                           f'<w:i/><w:iCs/><w:color w:val="{QUIET}"/>')
        + _paragraph_style("Feedback", "Feedback", '<w:keepLines/><w:spacing w:after="60"/><w:ind w:left="680"/>',
                           _size(look, 0.9))
        + _paragraph_style("Aid", "Aid", '<w:keepNext/><w:spacing w:after="100"/>',
                           f'<w:color w:val="{QUIET}"/>{_size(look, 0.9)}')
        + _paragraph_style("PreparedFor", "Prepared For", '<w:keepNext/><w:spacing w:after="60"/>', "<w:b/><w:bCs/>")
        + _paragraph_style("Answer", "Answer", "<w:keepLines/><w:tabs>" + _answer_tabs(look) + '</w:tabs>'
                           '<w:spacing w:after="140"/><w:ind w:left="454"/>', "")
        + _paragraph_style("Caption", "caption", '<w:keepNext/><w:spacing w:before="160" w:after="80"/>',
                           f'<w:b/><w:bCs/><w:color w:val="{QUIET}"/>{_size(look, 0.9)}')
        + _paragraph_style("TableText", "Table Text", '<w:spacing w:before="50" w:after="50"/>', "")
        + _paragraph_style("Footer", "footer", f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
                           '<w:spacing w:after="0"/>', f'<w:color w:val="{QUIET}"/>{_size(look, 0.8)}')
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
          '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        + _table_styles()
        + "</w:styles>"
    )  # fmt: skip


def numbering_xml(series: int) -> str:
    """Bullets as list 1 and as many numbered lists as there are `series`, from list 2 on, each from 1."""
    bullet = _level("bullet", "•", 454, f'<w:rPr><w:color w:val="{ACCENT}"/></w:rPr>')
    decimal = _level("decimal", "%1.", 454, f'<w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/></w:rPr>')
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for number in range(2, series + 2)
    )
    return (
        f'<w:numbering xmlns:w="{W}">'
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{bullet}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{decimal}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}</w:numbering>'
    )


def settings_xml(look: Look) -> str:
    """Today's Word, and the wish that it keeps no names and dates of whoever writes in the file."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:removePersonalInformation/><w:removeDateAndTime/>'
        '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{look.tag}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def section_xml() -> str:
    """A4, upright, with a foot."""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ID}"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="1247" w:right="{MARGIN}" w:bottom="1134" '
        f'w:left="{MARGIN}" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'
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


def _bold(look: Look, factor: float, colour: str) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(look, factor)}'


def _size(look: Look, factor: float) -> str:
    return f'<w:sz w:val="{look.half(factor)}"/><w:szCs w:val="{look.half(factor)}"/>'


def _answer_tabs(look: Look) -> str:
    """Three boxes with their words, then a line to write on up to the margin."""
    step = round(look.points * 112)
    stops = "".join(f'<w:tab w:val="left" w:pos="{454 + step * n}"/>' for n in (1, 2, 3))
    return f'{stops}<w:tab w:val="right" w:leader="underscore" w:pos="{TEXT_WIDTH}"/>'


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
