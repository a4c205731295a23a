"""What helpdesk tells: a ticket was saved, somebody wrote."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from helpdesk.decorators import is_helpdesk_staff
from helpdesk.models import FollowUp, Ticket

from sla import recorder


@receiver(post_save, sender=Ticket)
def ticket_saved(instance: Ticket, raw: bool, **_: Any) -> None:
    """Every way to change a ticket ends here: forms, bulk actions, the admin, e-mail, the API."""
    if not raw:
        recorder.observe(instance)


@receiver(post_save, sender=FollowUp)
def somebody_wrote(instance: FollowUp, created: bool, raw: bool, **_: Any) -> None:
    """A public comment is a message; the one that opens a ticket is no answer to it."""
    if raw or not created or not instance.public or not instance.comment or opens(instance):
        return
    staff = instance.user is not None and is_helpdesk_staff(instance.user)
    recorder.message(instance, "agent_message" if staff else "customer_message")


def opens(followup: FollowUp) -> bool:
    """Helpdesk repeats the description in a follow-up when a ticket is opened."""
    others = followup.ticket.followup_set.exclude(pk=followup.pk)
    return followup.comment == followup.ticket.description and not others.exists()
