"""The base of every serializer of ours: what another machine sends holds nothing that a reader cannot see (T41)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from justice_portal.plain_text import refuse_hidden


class Serializer(serializers.Serializer):
    """As the framework's, and every text in it, however deep, is refused when it holds a hidden character."""

    #: Fields whose every value is checked against what is known by the action, which answers each item on its own.
    checked_by_action: tuple[str, ...] = ()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            wrong = {name: told for name in self._texts() if (told := _hidden(data.get(name)))}
            if wrong:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _texts(self) -> list[str]:
        """Fields that are not serializers themselves: those look for themselves."""
        return [
            name
            for name, field in self.fields.items()
            if not isinstance(field, serializers.BaseSerializer) and name not in self.checked_by_action
        ]


def _hidden(value: object) -> list[str]:
    try:
        refuse_hidden(value)
    except ValidationError as error:
        return list(error.messages)
    return []


class UUIDField(serializers.UUIDField):
    """A key as text. The framework's takes whole numbers for keys, too, which nobody sends on purpose."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class IntegerField(serializers.IntegerField):
    """A whole number as a number: not as text, and not a yes or no."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


#: What any address of the API may answer instead, and when.
REFUSALS = {
    "400": "What was sent cannot be read. Nothing changed.",
    "401": "Nobody is signed in.",
    "403": "Who is signed in may not do this, or the request did not come from a page of ours.",
    "404": "It is not there, or not for who is signed in.",
    "405": "This address takes another method.",
    "406": "The answer comes as JSON only.",
    "409": "A rule says no. Nothing changed.",
    "415": "Send JSON.",
    "503": "The database does not answer just now. Send it again.",
}


def say_each_refusal(result: dict[str, Any], **_given: Any) -> dict[str, Any]:
    """Complete the description of the API: each operation may be refused, in the same few ways."""
    for path in result["paths"].values():
        for operation in path.values():
            for status, words in REFUSALS.items():
                body = {"application/json": {"schema": {"type": "object"}}}
                operation["responses"].setdefault(status, {"description": words, "content": body})
    return result
