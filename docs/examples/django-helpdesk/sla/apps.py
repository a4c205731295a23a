"""The app: it listens to helpdesk once everything is loaded."""

from django.apps import AppConfig


class SlaConfig(AppConfig):
    """Service levels for the tickets of django-helpdesk."""

    name = "sla"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connects the signals."""
        from sla import signals  # noqa: F401
