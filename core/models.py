"""What every page needs: territories, topics, images and the site's identity."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.snippets.models import register_snippet


@register_snippet
class Territory(models.Model):
    """A place that people live in or that a démarche is about."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("Collectivité")
        SECTOR = "sector", _("Secteur")
        COMMUNE = "commune", _("Commune")
        DISTRICT = "district", _("Quartier")

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Court et stable : il sert dans les exports et les adresses."),
    )
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("fait partie de"),
    )
    population = models.PositiveIntegerField(
        _("habitants"), null=True, blank=True, help_text=_("Dernier recensement.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("kind"),
        FieldPanel("parent"),
        FieldPanel("population"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")

    def __str__(self) -> str:
        return self.name


@register_snippet
class Topic(models.Model):
    """A theme of public action, chosen once for the whole site."""

    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")

    def __str__(self) -> str:
        return self.name


class ParvisImage(AbstractImage):
    """An image of the media library."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """Return the description: a file name tells a reader nothing."""
        return self.description


class ParvisRendition(AbstractRendition):
    """An image at one of the sizes that the site uses."""

    image = models.ForeignKey(
        ParvisImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_size",
            )
        ]


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Who runs the site, and how it looks."""

    name = models.CharField(
        _("nom du site"), max_length=60, default="Participons", blank=True
    )
    authority = models.CharField(
        _("collectivité"),
        max_length=80,
        blank=True,
        help_text=_("Sous le nom du site."),
    )
    colour = models.CharField(
        _("couleur de la collectivité"),
        max_length=7,
        default="#0a5c63",
        validators=[
            RegexValidator(
                r"^#[0-9a-fA-F]{6}$",
                _("Écrivez la couleur en six chiffres hexadécimaux, comme #0a5c63."),
            )
        ],
        help_text=_(
            "Une seule couleur. Toutes les teintes du site en sont tirées, "
            "avec des contrastes suffisants."
        ),
    )
    logo = models.ForeignKey(
        "core.ParvisImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    tagline = models.TextField(
        _("phrase d’accueil"),
        blank=True,
        help_text=_("Deux phrases, sous le grand titre de l’accueil."),
    )
    address = models.CharField(_("adresse du guichet"), max_length=200, blank=True)
    opening_hours = models.CharField(
        _("horaires"), max_length=120, blank=True, help_text=_("Du lundi au vendredi…")
    )
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    controller = models.CharField(
        _("responsable du traitement des données"), max_length=120, blank=True
    )
    data_protection_email = models.EmailField(
        _("adresse de la personne déléguée à la protection des données"), blank=True
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("authority"),
                FieldPanel("logo"),
                FieldPanel("colour"),
                FieldPanel("tagline"),
            ],
            heading=_("Identité"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("opening_hours"),
                FieldPanel("phone"),
                FieldPanel("email"),
            ],
            heading=_("Participer sans internet"),
        ),
        MultiFieldPanel(
            [FieldPanel("controller"), FieldPanel("data_protection_email")],
            heading=_("Données personnelles"),
        ),
    ]

    class Meta:
        verbose_name = _("identité du site")


class RateLimit(models.Model):
    """How many times a key was used in a window of time: one row, one statement.

    The key is a keyed hash: no address and no name is stored.
    """

    key = models.CharField(max_length=64, primary_key=True)
    window_start = models.BigIntegerField()  # seconds since the epoch
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


class Generation(models.Model):
    """The number of the current generation of kept pages: one row (core.pagecache)."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_generation_row")
        ]

    def __str__(self) -> str:
        return str(self.number)


class PeriodicJob(models.Model):
    """When a job of the background worker may run next: one row, one statement.

    Whoever moves the date runs the job, so that several workers on several hosts
    never run it twice; one that dies half-way is followed by the next turn.
    """

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
