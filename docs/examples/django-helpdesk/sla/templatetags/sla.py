"""Lengths of time in templates."""

from __future__ import annotations

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def length(microseconds: int) -> timedelta:
    """A length of the library's JSON as Python's own."""
    return timedelta(microseconds=microseconds)
