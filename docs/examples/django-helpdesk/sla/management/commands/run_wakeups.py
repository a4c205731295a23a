"""Lets happen what has fallen due: run it every minute, from cron or a task queue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from helpdesk.models import Ticket

from sla import recorder


class Command(BaseCommand):
    """However late it runs, each step is fired as of its own time, and none twice."""

    help = "Fires every escalation that is due."

    def handle(self, *_: Any, **options: Any) -> None:
        """Looks at the tickets whose time has come, earliest first."""
        now, fired = timezone.now(), 0
        for ticket in Ticket.objects.filter(sla_clock__wakeup_at__lte=now).order_by("sla_clock__wakeup_at"):
            fired += recorder.wake(ticket, now)
        self.stdout.write(f"{fired} steps fired")
