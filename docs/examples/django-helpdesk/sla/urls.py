"""The board, and why a ticket is due when it is."""

from django.urls import path

from sla import views

app_name = "sla"
urlpatterns = [
    path("", views.board, name="board"),
    path("<int:ticket_id>/", views.explanation, name="explanation"),
]
