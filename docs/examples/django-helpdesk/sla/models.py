"""What the library needs to have kept: documents, clocks, events, firings and effects."""

from django.db import models


class Policy(models.Model):
    """A policy document that was in force; tickets keep the one they began under."""

    revision = models.CharField(max_length=100, unique=True)
    document = models.TextField()

    def __str__(self) -> str:
        return self.revision


class Clock(models.Model):
    """A ticket as its clocks were last told of it, and what follows from them."""

    ticket = models.OneToOneField("helpdesk.Ticket", models.CASCADE, primary_key=True, related_name="sla_clock")
    policy = models.ForeignKey(Policy, models.PROTECT)
    seen = models.JSONField(default=dict)
    level = models.CharField(max_length=2, default="L1")
    level_since = models.DateTimeField()
    stay = models.PositiveIntegerField(default=1)
    wakeup_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"clock of {self.ticket_id}"


class Event(models.Model):
    """One line of the log, in the library's JSON. Nothing here is ever changed."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.CASCADE, related_name="sla_events")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    document = models.TextField()

    class Meta:
        """Two processes cannot both write the next line."""

        ordering = ("sequence",)
        constraints = (models.UniqueConstraint(fields=("ticket", "sequence"), name="sla_event_once"),)

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.sequence}"


class Firing(models.Model):
    """A step of escalation that came due, in the library's JSON; no step comes due twice."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.CASCADE, related_name="sla_firings")
    at = models.DateTimeField()
    document = models.TextField()

    class Meta:
        """The document names the step, so it is its own key."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("ticket", "document"), name="sla_firing_once"),)

    def __str__(self) -> str:
        return f"{self.ticket_id} at {self.at}"


class Effect(models.Model):
    """Something to do outside the database: written with what it follows from, done afterwards."""

    firing = models.ForeignKey(Firing, models.CASCADE, related_name="effects")
    kind = models.CharField(max_length=40)
    role = models.CharField(max_length=100)
    done_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.role}"
