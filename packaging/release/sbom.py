"""The software bill of materials in CycloneDX, for vulnerability scanners and for procurement.

Place in the flow: `notice` writes it beside the notice, from the same components. The same components give the same bytes:
no time and no random number is in it.
"""

import uuid
from collections.abc import Iterable
from typing import Final

from cyclonedx.model import AttachedText, ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as CycloneComponent
from cyclonedx.model.component import ComponentType
from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import is_expression, is_supported_id
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from release.components import Component

SBOM: Final = "sbom.cdx.json"
_NAMESPACE: Final = uuid.UUID("5a8b9a3e-3a0f-4b6e-9a1e-6a5c3c6f5a11")
_MODEL_WORDS: Final = ("model", "encoder", "MiniLM")


class InvalidSbomError(Exception):
    """What was written is not CycloneDX; the message says where."""


def document(found: Iterable[Component], version: str) -> str:
    """Return the SBOM as JSON text that passes CycloneDX's own schema. Raises InvalidSbomError where it does not."""
    found = list(found)
    serial = uuid.uuid5(_NAMESPACE, "\n".join(f"{part.name} {part.version}" for part in found) + version)
    bom = Bom(serial_number=serial)
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the same build gives the same bytes
    own = next((part for part in found if part.name == "sotto"), None)
    if own is not None:
        bom.metadata.component = _component(own, ComponentType.APPLICATION)
    for part in found:
        if part is not own:
            kind = ComponentType.MACHINE_LEARNING_MODEL if _is_model(part) else ComponentType.LIBRARY
            bom.components.add(_component(part, kind))
    if bom.metadata.component is not None:
        bom.register_dependency(bom.metadata.component, bom.components)
    text = str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise InvalidSbomError(str(wrong))
    return text


def _component(part: Component, kind: ComponentType) -> CycloneComponent:
    reference = ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.url)) if part.url else None
    return CycloneComponent(
        name=part.name,
        version=part.version or None,
        type=kind,
        bom_ref=f"{part.inside}/{part.name}@{part.version}",
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        licenses=[_licence(part)],
        external_references=[reference] if reference else None,
        # Where its files lie in the installed folder: `packaging/check_artifact.py` finds files that nobody accounts for.
        evidence=ComponentEvidence(occurrences=[Occurrence(location=place) for place in part.files])
        if part.files
        else None,
        properties=[Property(name="sotto:inside", value=part.inside)] if part.inside else None,
    )


def _licence(part: Component) -> License:
    if is_supported_id(part.licence):
        return DisjunctiveLicense(id=part.licence)
    if is_expression(part.licence):
        return LicenseExpression(part.licence)
    text = AttachedText(content=part.texts[0]) if part.texts and part.licence == "see the text" else None
    return DisjunctiveLicense(name=part.licence, text=text)


def _is_model(part: Component) -> bool:
    return any(word in part.name for word in _MODEL_WORDS)
