"""Does what escalation asked for: run it every minute, too."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.utils import timezone

from sla.models import Effect


class Command(BaseCommand):
    """A message that was sent is marked afterwards: after a crash between the two it is sent again, never lost."""

    help = "Sends the messages of escalation that are not sent yet."

    def handle(self, *_: Any, **options: Any) -> None:
        """Sends, then marks, one by one."""
        sent = 0
        for effect in Effect.objects.filter(done_at=None).select_related("firing__ticket").order_by("id"):
            ticket = effect.firing.ticket
            asks = "asks for your decision" if effect.kind == "request_hierarchic" else "needs a look"
            send_mail(f"Ticket {ticket.ticket} {asks}", ticket.title, None, [settings.SLA_ROLES[effect.role]])
            effect.done_at = timezone.now()
            effect.save(update_fields=["done_at"])
            sent += 1
        self.stdout.write(f"{sent} messages sent")
