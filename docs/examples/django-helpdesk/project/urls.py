"""The help desk at the root, its service levels beside it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sla/", include("sla.urls")),
    path("", include("helpdesk.urls", namespace="helpdesk")),
]
