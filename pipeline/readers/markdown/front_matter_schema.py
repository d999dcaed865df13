"""The JSON Schema of front matter, for editors: version 2020-12, in keywords that draft 07 has too."""

from collections.abc import Sequence

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.readers.markdown.front_matter_keys import FrontMatter

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
_UNTOLD: tuple[object, ...] = ("", [], {}, None)
"""Defaults that mean that nothing is said."""


class _Plain(GenerateJsonSchema):
    """Without titles, which would only repeat the keys."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the signature is the library's
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # What is not given is left out; an empty value is refused.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if "default" in made and made["default"] in _UNTOLD:
            del made["default"]
        return made


def json_schema(editions: Sequence[str], dialect: str = GenerateJsonSchema.schema_dialect) -> dict[str, object]:
    """Return the schema of front matter in a project that has these editions."""
    made = FrontMatter.model_json_schema(by_alias=True, schema_generator=_Plain)
    for inner in made["$defs"].values():
        del inner["title"]
    made["properties"]["editions"]["items"] = {"enum": list(editions)}
    made["$defs"]["IdentifierKeys"]["properties"]["isbn"]["propertyNames"] = {"enum": list(editions)}
    return {"$schema": dialect, **made, "title": "Front matter of an article"}
