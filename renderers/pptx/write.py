"""A presentation as the bytes of a `.pptx` file. The only module that names python-pptx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from renderers.pptx.parts import Address, Media, Relation, XmlPart
from renderers.pptx.presentation import Presentation
from renderers.pptx.template import PACKAGE_RELATIONS, parts

_PACKAGE = "/"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}
_STAMP = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16  # for who unpacks the file on Unix


def write(presentation: Presentation) -> bytes:
    """The file; the same bytes for the same presentation.

    A link with an unsafe scheme, a slide or layout that does not exist, or an incomplete table raises `ValueError`.
    """
    texts = tuple(parts(presentation))
    return _packed(_files(texts, _media(texts)))


def _media(texts: Iterable[XmlPart]) -> dict[Media, str]:
    """A part's name for every picture, however often it is used."""
    targets = (relation.target for text in texts for relation in text.relations)
    found = dict.fromkeys(target for target in targets if isinstance(target, Media))
    return {media: f"/ppt/media/image{number}.{_EXTENSIONS[media.media_type]}" for number, media in enumerate(found, 1)}


def _files(texts: tuple[XmlPart, ...], media: Mapping[Media, str]) -> Iterator[tuple[str, bytes]]:
    """All entries of the file by name, in order."""
    from pptx.opc.packuri import CONTENT_TYPES_URI, PackURI

    names = {text.name for text in texts}
    yield CONTENT_TYPES_URI, _content_types(texts, media)
    yield PackURI(_PACKAGE).rels_uri, _relationships(_PACKAGE, PACKAGE_RELATIONS, names, media)
    for text in texts:
        yield text.name, text.xml.encode()
        if text.relations:
            yield PackURI(text.name).rels_uri, _relationships(text.name, text.relations, names, media)
    yield from ((name, image.content) for image, name in media.items())


def _content_types(texts: Iterable[XmlPart], media: Mapping[Media, str]) -> bytes:
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.opc.oxml import CT_Types, serialize_part_xml
    from pptx.opc.packuri import PackURI

    types = CT_Types.new()
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    defaults |= {PackURI(name).ext: image.media_type for image, name in media.items()}
    for extension, kind in sorted(defaults.items()):
        types.add_default(extension, kind)
    for text in texts:
        types.add_override(PackURI(text.name), text.content_type)
    return serialize_part_xml(types)


def _relationships(source: str, relations: Iterable[Relation], names: set[str], media: Mapping[Media, str]) -> bytes:
    """What the ids in a part's text stand for."""
    from pptx.opc.oxml import CT_Relationships
    from pptx.opc.packuri import PackURI

    folder, found = PackURI(source).baseURI, CT_Relationships.new()
    for number, relation in enumerate(relations, 1):
        target = relation.target
        if isinstance(target, Address):
            found.add_rel(f"rId{number}", relation.kind, target.url, is_external=True)
            continue
        name = media[target] if isinstance(target, Media) else target
        if isinstance(target, str) and target not in names:
            raise ValueError(f"{source} refers to {target}, which is not there")
        found.add_rel(f"rId{number}", relation.kind, PackURI(name).relative_ref(folder))
    return found.xml_file_bytes


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file with fixed stamps. Pictures of pixels are compressed already."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files:
            info = ZipInfo(name.removeprefix("/"), _STAMP)
            info.external_attr = _READABLE
            info.compress_type = ZIP_STORED if name.endswith((".png", ".jpg", ".gif")) else ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
