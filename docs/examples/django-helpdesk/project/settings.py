"""Settings of a small help desk on SQLite. Not for production: the key is public and debugging is on."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "an example has no secrets"
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

INSTALLED_APPS = [
    "sla",  # before `helpdesk`, because it gives one of its templates
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "rest_framework",
    "helpdesk",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "project.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "desk.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGIN_URL = "helpdesk:login"
SITE_ID = 1
STATIC_URL = "static/"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

HELPDESK_TEAMS_MODE_ENABLED = False

# The desk's own status: the customer's answer is awaited.
WAITING_STATUS = 6
HELPDESK_TICKET_STATUS_CHOICES = (
    (1, "Open"),
    (2, "Reopened"),
    (3, "Resolved"),
    (4, "Closed"),
    (5, "Duplicate"),
    (WAITING_STATUS, "Waiting for customer"),
)
HELPDESK_TICKET_OPEN_STATUSES = (1, 2, WAITING_STATUS)
HELPDESK_TICKET_STATUS_CHOICES_FLOW = {
    1: (1, 3, 4, 5, WAITING_STATUS),
    2: (2, 3, 4, 5, WAITING_STATUS),
    3: (2, 3, 4),
    4: (2, 4),
    5: (2, 5),
    WAITING_STATUS: (2, 3, 4, WAITING_STATUS),
}
HELPDESK_TICKET_STATUS_CSS_CLASSES = {
    1: "danger", 2: "warning", 3: "success", 4: "success", 5: "secondary", WAITING_STATUS: "info",
}
# The library says when a ticket is due; nobody enters it.
HELPDESK_PUBLIC_TICKET_DUE_DATE = None

# What helpdesk calls the things that `sla/policy.json` speaks of.
SLA_POLICY = BASE_DIR / "sla" / "policy.json"
SLA_PRIORITIES = {1: "P1", 2: "P2", 3: "P3", 4: "P4", 5: "P4"}
SLA_STOPPED_STATUSES = (3, 4, 5)
SLA_WAITS = {WAITING_STATUS: "customer"}
# Where the messages of escalation go, by role.
SLA_ROLES = {
    "front_desk": "front-desk@example.org",
    "technical_supervisor": "technical-supervisor@example.org",
    "service_supervisor": "service-supervisor@example.org",
}
