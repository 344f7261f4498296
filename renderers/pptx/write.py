"""A presentation as the bytes of a `.pptx` file. The only module that names python-pptx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from renderers.pptx.parts import Address, Media, Relation, XmlPart
from renderers.pptx.presentation import Presentation
from renderers.pptx.template import PACKAGE_RELATIONS, parts

if TYPE_CHECKING:
    from pptx.opc.package import Part

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}
_STAMP = (1980, 1, 1, 0, 0, 0)


def write(presentation: Presentation) -> bytes:
    """The file; the same bytes for the same presentation.

    A link with an unsafe scheme, a slide or layout that does not exist, or an incomplete table raises `ValueError`.
    """
    texts = tuple(parts(presentation))
    media = _media(texts)
    named = _parts(texts, media)
    for text in texts:
        _relate(named[text.name], text.relations, named, media)
    return _packed(list(named.values()), media)


def _media(texts: Iterable[XmlPart]) -> dict[Media, str]:
    """A part's name for every picture, however often it is used."""
    found = dict.fromkeys(
        relation.target for text in texts for relation in text.relations if isinstance(relation.target, Media)
    )
    return {media: f"/ppt/media/image{number}.{_EXTENSIONS[media.media_type]}" for number, media in enumerate(found, 1)}


def _parts(texts: Iterable[XmlPart], media: Mapping[Media, str]) -> dict[str, Part]:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.package import Package

    package = Package("")
    contents = [(text.name, text.content_type, text.xml.encode()) for text in texts]
    contents += [(name, image.media_type, image.content) for image, name in media.items()]
    return {name: Part(PackURI(name), kind, package, content) for name, kind, content in contents}


def _relate(part: Part, relations: Iterable[Relation], named: Mapping[str, Part], media: Mapping[Media, str]) -> None:
    """Give a part the relationships that its text counts on; python-pptx numbers them in the same order."""
    for relation in relations:
        target = relation.target
        if isinstance(target, Address):
            part.relate_to(target.url, relation.kind, is_external=True)
            continue
        name = media[target] if isinstance(target, Media) else target
        if name not in named:
            raise ValueError(f"{part.partname} refers to {name}, which is not there")
        part.relate_to(named[name], relation.kind)


def _packed(all_parts: Sequence[Part], media: Mapping[Media, str]) -> bytes:
    """A zip file in fixed order, with fixed stamps; pictures are compressed already."""
    buffer = BytesIO()
    stored = {name for image, name in media.items() if image.media_type != "image/svg+xml"}
    with ZipFile(buffer, "w") as archive:
        for name, content in _files(all_parts):
            info = ZipInfo(name.removeprefix("/"), _STAMP)
            info.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def _files(all_parts: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    from pptx.opc.package import Part
    from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
    from pptx.package import Package

    root = Part(PACKAGE_URI, "", Package(""))
    _relate(root, PACKAGE_RELATIONS, {part.partname: part for part in all_parts}, {})
    yield CONTENT_TYPES_URI, _content_types(all_parts)
    yield PACKAGE_URI.rels_uri, root.rels.xml
    for part in all_parts:
        yield part.partname, part.blob
        if part.rels:
            yield part.partname.rels_uri, part.rels.xml


def _content_types(all_parts: Iterable[Part]) -> bytes:
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.opc.oxml import CT_Types, serialize_part_xml

    types = CT_Types.new()
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    defaults |= {part.partname.ext: part.content_type for part in all_parts if part.partname.ext != "xml"}
    for extension, kind in sorted(defaults.items()):
        types.add_default(extension, kind)
    for part in all_parts:
        if part.partname.ext == "xml":
            types.add_override(part.partname, part.content_type)
    return serialize_part_xml(types)
