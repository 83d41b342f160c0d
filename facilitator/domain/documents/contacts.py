"""Addresses and numbers under which somebody can be reached or found: written, and as they are said aloud."""

import re
import unicodedata

_ANY_DIGIT = re.compile(r"\d")
_GAP = " \u00a0\u2000-\u200b\u202f\u2060\ufeff"
"""Spaces of any width, and none."""
_LOCAL = r"[\w.+%-]{1,64}"
"""No longer: a text without spaces would be gone through once for each of its letters."""
_MAIL = re.compile(rf"{_LOCAL}[{_GAP}]?(?:@|[(\[]at[)\]])[{_GAP}]?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Z]{{2}}\d{{2}}(?:[{_GAP}-]?[A-Z0-9]){{11,30}}(?![A-Za-z0-9])", re.IGNORECASE)
_DIGITS = re.compile(rf"(?<![\w.,])\+?[(]?\d(?:[{_GAP}().\-/\u2010-\u2015]{{0,2}}\d){{6,24}}(?!\w|[.,]\d)")
_DAY = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4} ?[-/] ?\d{4}|\d{1,3}(?:[ .]\d{3})+"
)
_GROUPED = re.compile(r"\d{3}[ .-]\d{3}[ .-]\d{4}|\d{3}-\d{4}|\d{3}-\d{2}-\d{4}|(?:\d{4}[ -]){3}\d{1,7}")
_DOMAIN = r"(?:com|org|net|info|edu|gov|de|uk|at|ch|eu|fr|nl|ie|us|es|it|pl)"
_SAID_MAIL = re.compile(
    _LOCAL + r" (?:at|ät) [\w-]+(?:(?: (?:dot|punkt) [\w-]+)+|(?:\.[\w-]+)*\." + _DOMAIN + r"\b)"
    r"|" + _LOCAL + r" ?[\[(](?:at|ät)[\])] ?[\w-]+(?: ?[\[(](?:dot|punkt)[\])] ?[\w-]+)+",
    re.IGNORECASE,
)
_SAID_AT = (" at ", " ät ", "at)", "at]", "ät)", "ät]")
_FIGURES = (
    "(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|"
    "null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)"
)
_SAID_NUMBER = re.compile(rf"\b(?=[defnostvz])(?:{_FIGURES}[ ,-]{{1,2}}){{5,}}{_FIGURES}\b")
"""Six or more figures said one by one."""
_NAMED_NUMBER = re.compile(
    r"\b(?:account|acct|sort code|card|passport|policy|telephone|phone|mobile|"
    r"konto(?:nummer)?|kto|bankleitzahl|blz|telefon|handy)"
    r"(?: (?:no|nr|number|nummer)\b)?[ .:#]{0,3}(?:is |ist )?\d(?:[ -]?\d){4,}",
    re.IGNORECASE,
)
"""A number that is said to be one, however short."""
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|durchwahl|dw)\b[ .:]{0,2}\d{2,6}\b", re.IGNORECASE)
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
FEWEST = 7
"""Digits of a telephone number."""
_FORMS = ((_NAMED_NUMBER, 5), (_EXTENSION, 2), (_INSURANCE, 6))
"""Numbers of other kinds, with the fewest digits of each."""


def contacts_in(text: str) -> list[str]:
    """E-mail addresses, telephone and account numbers, also as they are said aloud, as they stand in the text."""
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    low = text.lower()
    found = [text[slice(*each.span())] for each in _SAID_NUMBER.finditer(low if len(low) == len(text) else text)]
    if "@" in text or "at)" in low or "at]" in low:
        found += [each[0] for each in _MAIL.finditer(text)]
    if any(sign in low for sign in _SAID_AT):
        found += [each[0] for each in _SAID_MAIL.finditer(text)]
    if _ANY_DIGIT.search(text):
        found += _numbers_in(text)
    return _longest(found)


def _numbers_in(text: str) -> list[str]:
    """Nothing is looked for that needs more digits than there are: most texts have a year or a count at most."""
    digits = len(_ANY_DIGIT.findall(text))
    accounts = [account for each in _IBAN.finditer(text) if (account := _account_in(each[0]))] if digits > 1 else []
    rest = text
    for account in accounts:
        rest = rest.replace(account, " ")
    found = accounts
    if digits >= FEWEST:
        found += [each[0].strip() for each in _DIGITS.finditer(rest) if _is_number_of_somebody(each[0])]
    forms = (form for form, fewest in _FORMS if digits >= fewest)
    return found + [each[0].strip() for form in forms for each in form.finditer(text)]


def _longest(found: list[str]) -> list[str]:
    """Without what is a part of something longer that was found."""
    return [each for each in dict.fromkeys(found) if not any(each != other and each in other for other in found)]


def _account_in(text: str) -> str:
    """Capitals and many digits; in small letters the check digits must be right, and words may follow."""
    if not any(sign.islower() for sign in text):
        return text if sum(sign.isdigit() for sign in text) >= 8 else ""
    ends = [found.start() for found in re.finditer(rf"[{_GAP}-]", text)]
    cuts = (text[:end] for end in [*ends, len(text)])
    return next((cut for cut in cuts if _has_check_digits(cut)), "")


def _has_check_digits(text: str) -> bool:
    letters = "".join(sign for sign in text if sign.isalnum()).upper()
    turned = letters[4:] + letters[:4]
    return len(letters) > 14 and letters.isascii() and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_number_of_somebody(text: str) -> bool:
    """Neither a day, years, nor an amount, but what one rings or pays to."""
    bare = text.strip()
    if _DAY.fullmatch(bare):
        return False
    digits = sum(sign.isdigit() for sign in bare)
    return bare.startswith(("+", "0", "(")) or digits >= 9 or bool(_GROUPED.fullmatch(bare))
