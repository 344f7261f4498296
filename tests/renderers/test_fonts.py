"""What text was painted in is told, and what is not as the style asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from renderers import (
    BrowserOptions,
    Code,
    Diagnostic,
    Pages,
    Rendering,
    RenderOptions,
    Severity,
    Source,
    build_renderer,
)
from renderers.browser.pool import BrowserPool
from tests.renderers.browser.decks import deck

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from renderers.model.laid_out_deck import LaidOutDeck

    Render = Callable[..., Awaitable[Rendering]]

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

ALL = Pages()
LANGUAGES = {
    "ar": ("العربية لغة جميلة", "Arab"),
    "he": ("עברית שפה עתיקה", "Hebr"),
    "th": ("ภาษาไทยน้ำใจที่ดี", "Thai"),
    "hi": ("हिन्दी में प्रस्तुति", "Deva"),
    "bn": ("বাংলা উপস্থাপনা", "Beng"),
    "ta": ("தமிழ் விளக்கக்காட்சி", "Taml"),
    "ko": ("한국어 발표 자료", "Hang"),
    "zh-CN": ("简体中文演示文稿", "Hani"),
    "zh-TW": ("繁體中文簡報", "Hani"),
    "ja": ("日本語のスライド資料", "Hani"),
    "el": ("Ελληνική παρουσίαση", "Grek"),
    "ru": ("Русская презентация ёъ", "Cyrl"),
    "vi": ("Tiếng Việt đẹp lắm ưởng", "Latn"),
    "ka": ("ქართული ენა", "Geor"),
    "hy": ("Հայերեն լեզու", "Armn"),
    "am": ("አማርኛ ቋንቋ", "Ethi"),
    "km": ("ភាសាខ្មែរ ស្រួល", "Khmr"),
    "my": ("မြန်မာဘာသာစကား", "Mymr"),
}


@pytest.fixture(scope="module")
async def render() -> AsyncIterator[Render]:
    """A deck as PDF, or whatever is asked for."""
    renderer = build_renderer(BrowserOptions())

    async def rendered(text: str, *formats: str, themes: tuple[str, ...] = (), pages: Pages = ALL) -> Rendering:
        options = RenderOptions(formats=formats or ("pdf",), pages=pages)
        return await renderer.render(Source(text, themes=themes), options)

    yield rendered
    await renderer.stop()


def of(rendering: Rendering, code: Code) -> list[Diagnostic]:
    """The diagnostics with a code."""
    return [one for one in rendering.report.diagnostics if one.code is code]


@pytest.mark.parametrize("theme", ["default", "gaia", "uncover"])
async def test_the_scripts_of_the_world_are_drawn(render: Render, theme: str) -> None:
    """In headings, lists, tables and code, with the fonts of the image, none of them as a box."""
    slides = [f"# {text}\n\n- **{text}** _{text}_\n\n| {text} |\n|---|\n| `{text}` |" for text, _ in LANGUAGES.values()]
    rendering = await render(f"---\ntheme: {theme}\n---\n\n" + "\n\n---\n\n".join(slides))

    assert of(rendering, Code.GLYPH_MISSING) == []
    scripts = {script for use in rendering.report.fonts for script, _ in use.scripts}
    assert {script for _, script in LANGUAGES.values()} <= scripts


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_language_is_drawn_in_a_font_that_has_it(render: Render, language: str) -> None:
    """Most of its letters in one family."""
    text, script = LANGUAGES[language]
    rendering = await render(f"---\nlang: {language}\n---\n\n{text}")

    assert of(rendering, Code.GLYPH_MISSING) == []
    counts = {use.painted: dict(use.scripts)[script] for use in rendering.report.fonts if script in dict(use.scripts)}
    assert max(counts.values()) > 0.6 * sum(counts.values()), counts


VARIANTS = {
    "ja": "JP",
    "zh": "SC",
    "zh-CN": "SC",
    "zh-Hans": "SC",
    "zh-TW": "TC",
    "zh-Hant": "TC",
    "zh-HK": "HK",
    "zh-Hant-HK": "HK",
    "ko": "KR",
}


def variants(rendering: Rendering) -> set[str]:
    """Which variants of the East Asian font were painted."""
    return {use.painted.rpartition(" ")[2] for use in rendering.report.fonts if "CJK" in use.painted}


@pytest.mark.parametrize("language", VARIANTS)
async def test_a_language_has_its_own_han_characters(render: Render, language: str) -> None:
    """The same character, in the variant of the deck's language."""
    assert variants(await render(f"---\nlang: {language}\n---\n\n直海骨")) == {VARIANTS[language]}


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("直海骨のはなし", "JP"),
        ("这是直海骨", "SC"),
        ("這是直海骨說", "TC"),
        ("직해골 直海骨 이야기", "KR"),
        ("直海骨 and English words", "SC"),
    ],
)
async def test_a_deck_that_does_not_say_its_language_is_read(render: Render, text: str, variant: str) -> None:
    """Kana are Japanese, Hangul Korean, and Chinese tells by its characters."""
    assert variants(await render(text)) == {variant}


async def test_an_element_has_its_own_language(render: Render) -> None:
    """Whatever the deck's is."""
    words = " ".join(f'<span lang="{language}">直</span>' for language in ("ja", "zh-CN", "zh-TW", "ko"))

    assert variants(await render(f"---\nlang: en\n---\n\n{words}")) == {"JP", "SC", "TC", "KR"}


async def test_han_characters_are_drawn_otherwise(render: Render) -> None:
    """To be seen in the pictures; in each language the same whatever was asked for before."""
    languages = ("ja", "zh-CN", "zh-TW", "zh-HK", "ko")
    first, second = [
        [(await render(f"---\nlang: {language}\n---\n\n# 直骨返", "png")).artifacts[0].files[0] for language in order]
        for order in (languages, languages[::-1])
    ]

    assert first == second[::-1]
    assert len(set(first)) >= 4


async def test_right_to_left_is_the_styles_choice(pool: BrowserPool) -> None:
    """By `dir` or by `direction`: text begins at the right edge."""
    slides = ["<p dir='rtl'>مرحبا</p>", "<p style='direction:rtl'>שלום</p>", "<p>Hello</p>"]
    async with pool.open(deck(*slides)) as laid_out:
        pages = pypdfium2.PdfDocument(await laid_out.print())

    first = [page.get_textpage().get_charbox(0)[2] / page.get_width() for page in pages]
    assert first[0] > 0.9
    assert first[1] > 0.9
    assert first[2] < 0.2


async def test_characters_that_no_font_has_are_named(render: Render) -> None:
    """With number, slide and line, in the order of the deck."""
    rendering = await render("# Fine\n\n---\n\n# Also fine\n\nCuneiform 𒀀 here\n\n- ꦲ and 𒀀\n- fine")

    first, second = of(rendering, Code.GLYPH_MISSING)
    assert (first.slide, first.line, first.severity) == (2, 7, Severity.ERROR)
    assert "'𒀀' (U+12000)" in first.message
    assert (second.slide, second.line) == (2, 9)
    assert dict(second.figures) == {"characters": "U+A9B2 U+12000"}


async def test_what_a_style_writes_is_looked_at_too(render: Render) -> None:
    """Icons of a font that is not there, as themes have them, also in a nested rule."""
    style = 'section { h1::before { content: "\\E001" } }\np::after { content: "ok" counter(x) "\\F8FF" }'
    rendering = await render(f"---\nstyle: |\n  {style}\n---\n\n# Icon\n\nText".replace("\np::", "\n  p::"))

    told = [(one.slide, one.line, dict(one.figures)["characters"]) for one in of(rendering, Code.GLYPH_MISSING)]
    assert told == [(1, 7, "U+E001"), (1, 9, "U+F8FF")]


@pytest.mark.parametrize(
    "text",
    [
        "Zero\u200bwidth, soft\u00adhyphen, no\u2011break, joiner\u200d, marks \u200f\u202b\u202c\u2066\u2069\ufeff",
        "Combining e\u0301 ṩ \u1e14, half-width ﾊﾛｰ, ❤\ufe0f and ❤\ufe0e, flag 🇯🇵, family 👩‍👩‍👧, keycap 1\ufe0f\u20e3",
        "Math ∀x∈ℝ 𝑥 ∑ √ ≠ → ⇒ ⟨a⟩, boxes ┌─┐ █, arrows ⤴, dingbats ✓ ✗ ★",
        "Thai sara am น้ำ, Hangul jamo \u1112\u1161\u11ab, Mongolian vowel separator \u180e, line\u2028separator",
    ],
)
async def test_characters_that_are_no_boxes_are_not_told(render: Render, text: str) -> None:
    """Invisible ones, combined ones, signs and emoji."""
    assert of(await render(text), Code.GLYPH_MISSING) == []


async def test_a_family_that_is_not_there_is_told_once(render: Render) -> None:
    """With the font that was taken, the slides, and the line of the first text."""
    style = "---\nstyle: |\n  h2, h3 { font-family: 'Corporate Sans', sans-serif }\n---\n\n"
    rendering = await render(f"{style}# A\n\n## B\n\n---\n\n## C\n\n### D\n\n---\n\nE")

    [told] = of(rendering, Code.FONT_FALLBACK)
    assert (told.slide, told.line, told.severity) == (1, 8, Severity.WARNING)
    assert "'Corporate Sans' is not there; 'Liberation Sans'" in told.message
    assert "on slides 1, 2." in told.message
    [use] = [use for use in rendering.report.fonts if use.asked == "Corporate Sans"]
    assert (use.painted, use.characters, use.slides, use.scripts) == ("Liberation Sans", 3, (1, 2), (("Latn", 3),))


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        ("'Corporate Sans', serif", Severity.WARNING),
        ("'Corporate Sans', Arial, sans-serif", Severity.INFO),
        ("Arial, sans-serif", None),
        ("Helvetica, sans-serif", None),
        ("'Times New Roman'", None),
        ("'liberation mono'", None),
        ("monospace", None),
        ("-apple-system, 'Segoe UI', sans-serif", None),
        ("system-ui", None),
    ],
)
async def test_only_what_somebody_wants_is_told(render: Render, family: str, severity: Severity | None) -> None:
    """Loudly if the style has no other font in mind, quietly if it has; not for kinds of fonts and equals."""
    rendering = await render(f"---\nstyle: |\n  section {{ font-family: {family} }}\n---\n\n# Title\n\nText")

    assert [one.severity for one in of(rendering, Code.FONT_FALLBACK)] == ([severity] if severity else [])


@pytest.mark.parametrize(("theme", "told"), [("default", 0), ("uncover", 0), ("gaia", 2)])
async def test_what_a_built_in_theme_asks_for_is_told_quietly(render: Render, theme: str, told: int) -> None:
    """Its stacks are meant for any system; only gaia wants fonts that it does not bring."""
    rendering = await render(f"---\ntheme: {theme}\n---\n\n# Title\n\nText with `code`\n\n- *list*")

    assert [one.severity for one in of(rendering, Code.FONT_FALLBACK)] == [Severity.INFO] * told


async def test_a_theme_that_was_sent_is_the_authors(render: Render) -> None:
    """What it asks for in vain is a warning."""
    theme = "/* @theme mine */\n@import 'default';\nsection { font-family: 'House Grotesk', sans-serif }"
    rendering = await render("---\ntheme: mine\n---\n\n# Title", themes=(theme,))

    [told] = of(rendering, Code.FONT_FALLBACK)
    assert told.severity is Severity.WARNING
    assert "'House Grotesk'" in told.message


async def test_letters_that_a_font_lacks_are_told(render: Render) -> None:
    """Those of a script that it has otherwise, not whole scripts that are somebody else's."""
    style = "---\nstyle: |\n  section { font-family: Arial }\n---\n\n"
    rendering = await render(f"{style}A long line of Latin letters, and tiếng 日本語 → ✓")

    [told] = of(rendering, Code.FONT_FALLBACK)
    assert "'Arial' does not have 'ế' (U+1EBF); 'DejaVu Sans' was painted" in told.message


async def test_the_first_deck_and_the_next_are_told_the_same(render: Render) -> None:
    """Whether or not somebody asked for the same fonts before."""
    text = "---\nstyle: |\n  h1 { font-family: Fraktur Nr 7, serif }\n---\n\n# Title ア\n\nword 한 `code` ☃"
    reports = [(await render(text, "pdf", "png")).report for _ in range(3)]

    assert reports[0].fonts == reports[1].fonts == reports[2].fonts
    assert reports[0].diagnostics == reports[1].diagnostics == reports[2].diagnostics


async def test_asking_for_fonts_changes_no_bytes(render: Render) -> None:
    """The PDF is that of a deck whose fonts were known already."""
    text = "---\nstyle: |\n  h1 { font-family: Fraktur Nr 8, serif }\n---\n\n# Title\n\nword"
    first, second = [(await render(text)).artifacts[0].files for _ in range(2)]

    assert first == second


async def test_slides_that_are_left_out_count(render: Render) -> None:
    """The numbers are those of the deck, and only what was laid out is told."""
    text = "𒀀\n\n---\n\n# B\n\n---\n\n𒀀 C\n\n---\n\n𒀀"
    rendering = await render(text, pages=Pages(((3, 3),)))

    assert [(one.slide, one.line) for one in of(rendering, Code.GLYPH_MISSING)] == [(3, 9)]
    assert {use.slides for use in rendering.report.fonts} == {(3,)}


async def test_html_alone_tells_of_no_fonts(render: Render) -> None:
    """Its reader's browser chooses them."""
    assert (await render("# Title", "html")).report.fonts == ()


async def test_names_that_hide_the_page_change_nothing(render: Render) -> None:
    """Pictures called as the page's own properties are, and style that would draw what is asked for elsewhere."""
    text = (
        '<img name="fonts"><img name="styleSheets"><img name="documentElement"><img name="querySelectorAll">\n\n'
        "<style>* { font-family: Nowhere !important } b { display: none !important }</style>\n\nwords 𒀀"
    )
    rendering = await render(text)

    assert len(of(rendering, Code.GLYPH_MISSING)) == 1
    assert {(use.asked, use.painted) for use in rendering.report.fonts} == {("Nowhere", "Liberation Serif")}


async def test_thousands_of_fonts_and_of_strange_characters_end_soon(render: Render) -> None:
    """What is too much is left out, and the deck is rendered."""
    style = "\n".join(f"  li:nth-child({number}) {{ font-family: 'F{number}', serif }}" for number in range(2_000))
    boxes = "".join(map(chr, range(0xF0000, 0xF3000)))
    items = "\n".join(f"- {number}" for number in range(2_000))
    rendering = await render(f"---\nstyle: |\n{style}\n---\n\n{items}\n\n---\n\n{boxes}")

    assert len(of(rendering, Code.FONT_FALLBACK)) <= 50
    assert len(of(rendering, Code.GLYPH_MISSING)) == 1
    assert len(rendering.report.fonts) <= 200


SAMPLES = (
    *(text for text, _ in LANGUAGES.values()),
    "Plain words, and more",
    "Pfeil → und ✓",
    "漢字かなカナ 한글 zugleich",
    "ß ł ő ǆ ǵ",
    "∑ √ ℝ",
    "① ② Ⓐ",
    "😀 🚗",
)
STYLES = (
    "font-family:sans-serif",
    "font-family:serif;font-weight:bold",
    "font-family:monospace;font-style:italic",
    "font-family:Nowhere,Arial",
    "font-family:Noto Serif CJK JP,serif",
)


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[BrowserPool]:
    """A browser for pages of our own."""
    pool = BrowserPool(BrowserOptions(slots=1))
    await pool.start()
    yield pool
    await pool.stop()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["en", "ja", "zh-CN", "ko"])
async def test_what_is_told_is_what_chromium_tells_of_each_element(
    pool: BrowserPool, style: str, language: str
) -> None:
    """Asked one by one, which is exact and too slow for every deck."""
    slides = [f'<p lang="{language}" style="{style}">{"".join(text.split())}</p>' for text in SAMPLES]
    async with pool.open(deck(*slides)) as laid_out:
        told = await laid_out.fonts()
        exact = await _one_by_one(laid_out)

    for number, fonts in enumerate(exact, start=1):
        families = {text.painted for text in told.texts if text.slide == number}
        assert fonts <= families, SAMPLES[number - 1]
        # Of three and more, Chromium may take for a letter what it has just taken for the one before.
        assert len(families) == len(fonts) or len(families) > 2, SAMPLES[number - 1]


async def _one_by_one(laid_out: LaidOutDeck) -> list[set[str]]:
    """The families of each paragraph."""
    ask = laid_out._ask
    for domain in ("DOM", "CSS"):
        await ask(f"{domain}.enable", {})
    root = (await ask("DOM.getDocument", {"depth": 0}))["root"]["nodeId"]
    nodes = (await ask("DOM.querySelectorAll", {"nodeId": root, "selector": "p"}))["nodeIds"]
    answers = [await ask("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes]
    return [{font["familyName"] for font in answer["fonts"]} for answer in answers]
