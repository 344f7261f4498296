"""What comes back runs nothing and leads nowhere but where links may: looked for in every format."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from tests.hostile.service import Answer

_MOST_BYTES = 3_000_000
_RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "frame",
    "frameset",
    "applet",
    "portal",
    "template",
}
_LINKS = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LOADS = ("src", "href", "xlink:href", "action", "formaction", "poster", "background", "data", "ping", "srcset")
_PDF_ACTIONS = re.compile(
    rb"/(?:JS|JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|RichMedia|EmbeddedFile|OpenAction)\b"
)
_EXTERNAL = "External"


def assert_inert(answer: Answer) -> None:
    """No script, no handler, no address that runs; in a zip, in each file of it."""
    _look(answer.body)


def _look(content: bytes) -> None:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                _look_at_presentation(archive)
            else:
                for name in names:
                    _look(archive.read(name))
    elif content.startswith(b"%PDF"):
        _look_at_pdf(content)
    elif content.lstrip()[:9].lower() == b"<!doctype" and len(content) < _MOST_BYTES:
        _look_at_page(content)


def _look_at_page(content: bytes) -> None:
    """As browsers read it, and not as it was written."""
    import html5lib

    page = html5lib.parse(content, treebuilder="etree", namespaceHTMLElements=False)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        assert tag not in _RUNS, tag
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            assert not plain.startswith("on"), f"<{tag} {plain}>"
            assert plain not in {"srcdoc", "http-equiv"} or "Content-Security-Policy" in value, f"<{tag} {plain}>"
            if plain in {"href", "action", "formaction", "ping"}:
                _assert_leads_nowhere(value)
            if plain in _LOADS:
                assert not re.match(r"[\0-\x20]*(?:javascript|vbscript):", value, re.IGNORECASE), value


def _assert_leads_nowhere(url: str) -> None:
    bare = re.sub(r"[\0-\x20]+", "", url)
    assert _LINKS.match(bare) or not _SCHEME.match(bare), url


def _look_at_pdf(content: bytes) -> None:
    import pikepdf

    assert not (found := _PDF_ACTIONS.search(content)), found
    if len(content) > _MOST_BYTES:
        return
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A", {})
                assert action.get("/S", "/URI") in {"/URI", "/GoTo"}, action
                if "/URI" in action:
                    _assert_leads_nowhere(str(action["/URI"]))


def _look_at_presentation(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        assert not re.search(r"\.\.|^/", name), name
        assert not re.search(r"vba|activex|embeddings|\.bin$|\.js$", name, re.IGNORECASE), name
        part = archive.read(name)
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
            for element in root.iter():
                if isinstance(element.tag, str) and element.get("TargetMode") == _EXTERNAL:
                    assert element.get("Type", "").endswith("/hyperlink"), element.get("Type")
                    assert _LINKS.match(element.get("Target", "")), element.get("Target")
                assert "ppaction://program" not in (element.get("action") or "")
        if name.endswith(".svg"):
            assert not re.search(rb"<script|\son\w+\s*=|javascript:|<foreignObject|<!ENTITY", part, re.IGNORECASE), name
