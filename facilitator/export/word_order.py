"""In which order the Open XML schema wants the children of an element, for the elements that this program writes."""

from collections.abc import Mapping

from facilitator.export.word_styles import MC, W14, W

_R_LOOK = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_P_LOOK = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_INLINE = "r hyperlink fldSimple sdt bookmarkStart bookmarkEnd proofErr smartTag customXml dir bdo"
_SEQUENCES = {
    "rPr": _R_LOOK,
    "pPr": _P_LOOK,
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference=footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
    "equation=comboBox=date=docPartObj=docPartList=dropDownList=picture=richText=text=citation=group=bibliography"
    "=14:checkbox",
    "tbl": "bookmarkStart=bookmarkEnd tblPr tblGrid tr",
    "tblGrid": "gridCol",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p=tbl",
    "p": f"pPr {'='.join(_INLINE.split())}",
    "r": "rPr t=br=tab=fldChar=instrText=drawing=sym=noBreakHyphen=softHyphen=cr=pict=ptab=pgNum=separator"
    "=continuationSeparator=footnoteRef=endnoteRef=lastRenderedPageBreak=ruby=mc:AlternateContent",
    "hyperlink": "=".join(_INLINE.split()),
    "fldSimple": "fldData r=hyperlink=fldSimple",
    "body": "p=tbl=sdt=bookmarkStart=bookmarkEnd sectPr",
    "document": "background body",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText mirrorMargins alignBordersAndEdges embedTrueTypeFonts "
    "linkStyles stylePaneFormatFilter documentType mailMerge revisionView trackRevisions documentProtection "
    "autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation hyphenationZone "
    "evenAndOddHeaders bookFoldRevPrinting drawingGridHorizontalSpacing characterSpacingControl footnotePr endnotePr "
    "compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left=start bottom right=end insideH insideV",
    "tblCellMar": "top left=start bottom right=end",
    "ftr": "p=tbl=sdt",
    "hdr": "p=tbl=sdt",
}
_ELSEWHERE = {"14": W14, "mc": MC}


def _tag(name: str) -> str:
    place, _, own = name.rpartition(":")
    return f"{{{_ELSEWHERE[place] if place else W}}}{own}"


def _places(sequence: str) -> Mapping[str, int]:
    """The rank of each child; those joined by = may be mixed."""
    return {_tag(name): rank for rank, names in enumerate(sequence.split()) for name in names.split("=")}


ORDERS: Mapping[str, Mapping[str, int]] = {_tag(name): _places(order) for name, order in _SEQUENCES.items()}
"""By the full name of an element, the rank of each child it may have."""
