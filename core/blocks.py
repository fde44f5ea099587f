"""Content blocks that any page may use."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

CONTENT = _("Contenu")
TEXT_FEATURES = ["h3", "h4", "bold", "ul", "ol", "link", "document-link"]
ANSWER_FEATURES = ["bold", "ul", "ol", "link", "document-link"]

# Where a video may be, and how to say so. It opens there: this site asks nothing
# from another one before the reader has chosen to go.
VIDEO_SITES = {
    "www.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "www.dailymotion.com": "Dailymotion",
    "tube.numerique.gouv.fr": "Tube",
    "video.ploud.fr": "PeerTube",
    "peertube.fr": "PeerTube",
}


class AddressBlock(blocks.CharBlock):
    """A web address, checked at publication: half typed, it must still be saved."""

    def clean(self, value: str) -> str:
        """Refuse what is not an address of the web."""
        address = super().clean(value)
        if address and not self.is_deferred_validation:
            URLValidator(schemes=["http", "https"])(address)
        return address


class HeadingBlock(blocks.CharBlock):
    """A title inside the page."""

    class Meta:
        label = _("Intertitre")
        icon = "title"
        group = CONTENT
        template = "blocks/heading.html"
        description = _("Sépare deux parties de la page. Court, et dit l’essentiel.")
        preview_value = "Pourquoi ce questionnaire ?"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs."""

    class Meta:
        label = _("Texte")
        icon = "pilcrow"
        group = CONTENT
        template = "blocks/text.html"
        description = _("Des paragraphes, avec liens, listes et petits titres.")
        preview_value = (
            "<p>Chaque jour, <b>620 000 déplacements</b> font moins de trois "
            "kilomètres.</p>"
        )


class ImageBlock(blocks.StructBlock):
    """A picture."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Texte de remplacement"),
        required=False,
        max_length=250,
        help_text=_(
            "Ce qu’une personne qui ne voit pas l’image doit savoir. Vide : la "
            "description de la médiathèque."
        ),
    )
    caption = blocks.CharBlock(label=_("Légende"), required=False, max_length=250)
    credit = blocks.CharBlock(
        label=_("Crédit"), required=False, max_length=120, help_text=_("Qui l’a faite.")
    )

    class Meta:
        label = _("Image (photo)")
        icon = "image"
        group = CONTENT
        label_format = "{caption}"
        template = "blocks/image.html"
        preview_template = "blocks/previews/image.html"
        preview_value = {"caption": "Le marché des Forges, un mercredi de septembre."}
        description = _("Une photo, avec sa légende et son crédit.")


class FigureBlock(blocks.StructBlock):
    """A chart or a drawing that carries information."""

    title = blocks.CharBlock(
        label=_("Ce que montre la figure"),
        max_length=200,
        help_text=_("La conclusion, en une phrase."),
    )
    image = ImageChooserBlock(label=_("Image"))
    description = blocks.TextBlock(
        label=_("La même chose avec des mots"),
        help_text=_("Les chiffres, pour qui ne voit pas l’image. Affiché sous elle."),
        rows=3,
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        label = _("Chiffre ou schéma légendé")
        icon = "parvis-chart"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"
        preview_value = {
            "title": "Six trajets sur dix font moins de trois kilomètres.",
            "description": "Moins de 3 km : 61 %. De 3 à 10 km : 27 %. Plus : 12 %.",
            "source": "Enquête de 2025",
        }
        description = _("Un graphique, une carte, un plan : avec sa lecture en mots.")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Citation"), rows=3)
    author = blocks.CharBlock(label=_("Qui parle"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("À quel titre"), required=False, max_length=160)

    class Meta:
        label = _("Citation")
        icon = "openquote"
        group = CONTENT
        label_format = "{text}"
        template = "blocks/quote.html"
        preview_value = {
            "text": "Je ferais mes courses à vélo si je savais où l’attacher.",
            "author": "Une habitante de Valdorme",
            "role": "",
        }
        description = _("Les mots de quelqu’un, entre guillemets, et qui les a dits.")


class DocumentItemBlock(blocks.StructBlock):
    """One document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Titre affiché"),
        required=False,
        max_length=200,
        help_text=_("Vide : le titre du document."),
    )

    class Meta:
        label = _("Document")
        icon = "doc-full"
        label_format = "{title}"


class DocumentsBlock(blocks.StructBlock):
    """Documents to read before taking part."""

    title = blocks.CharBlock(
        label=_("Titre"), required=False, max_length=120, default="Documents"
    )
    items = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"))

    class Meta:
        label = _("Documents à télécharger")
        icon = "doc-full"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/documents.html"
        preview_template = "blocks/previews/documents.html"
        preview_value = {"title": "Comprendre avant de répondre", "items": []}
        description = _("Des fichiers, avec leur format et leur poids.")


class VideoBlock(blocks.StructBlock):
    """A video, which opens on the site that hosts it."""

    title = blocks.CharBlock(label=_("Titre de la vidéo"), max_length=200)
    url = AddressBlock(
        label=_("Adresse de la vidéo"),
        max_length=500,
        help_text=_(
            "YouTube, Vimeo, Dailymotion ou PeerTube. La vidéo s’ouvre sur ce site : "
            "rien ne lui est demandé avant que la personne n’ait choisi d’y aller."
        ),
    )
    poster = ImageChooserBlock(label=_("Image d’attente"), required=False)
    duration = blocks.CharBlock(
        label=_("Durée"), required=False, max_length=30, help_text=_("3 min 20")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcription"),
        features=["bold", "ul", "ol"],
        required=False,
        help_text=_("Ce qui se dit et se voit, pour lire au lieu de regarder."),
    )

    class Meta:
        label = _("Vidéo")
        icon = "media"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/video.html"
        preview_value = {
            "title": "Le plan vélo en trois minutes",
            "url": "https://peertube.fr/w/exemple",
            "duration": "3 min",
            "poster": None,
            "transcript": "",
        }
        description = _("Un lien vers une vidéo, avec son image et sa transcription.")

    def clean(self, value: Any) -> Any:
        """Refuse, at publication, a site that is not in the list."""
        cleaned = super().clean(value)
        host = urlsplit(cleaned["url"] or "").hostname
        if not self.is_deferred_validation and host not in VIDEO_SITES:
            raise blocks.StructBlockValidationError(
                {
                    "url": ValidationError(
                        _(
                            "Cette adresse n’est pas celle d’un site de vidéos connu. "
                            "Copiez l’adresse de la page de la vidéo."
                        )
                    )
                }
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the name of the site that the link opens."""
        context = super().get_context(value, parent_context)
        host = urlsplit(value["url"] or "").hostname or ""
        context["site_name"] = VIDEO_SITES.get(host, host)
        return context


class QuestionAnswerBlock(blocks.StructBlock):
    """A question people ask, and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Réponse"), features=ANSWER_FEATURES)

    class Meta:
        label = _("Question et réponse")
        icon = "help"
        label_format = "{question}"


class FaqBlock(blocks.StructBlock):
    """Questions that people ask."""

    title = blocks.CharBlock(
        label=_("Titre"),
        required=False,
        max_length=120,
        default="Questions fréquentes",
    )
    items = blocks.ListBlock(
        QuestionAnswerBlock(), label=_("Questions"), collapsed=True
    )

    class Meta:
        label = _("Questions fréquentes (FAQ)")
        icon = "help"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/faq.html"
        preview_value = {
            "title": "Questions fréquentes",
            "items": [
                {
                    "question": "Faut-il un compte ?",
                    "answer": "<p>Non, ni compte, ni nom.</p>",
                },
                {
                    "question": "Qui lira ma réponse ?",
                    "answer": "<p>La Mission Dialogue citoyen.</p>",
                },
            ],
        }
        description = _("Des réponses repliées, que l’on ouvre une par une.")


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    text = blocks.TextBlock(label=_("Texte"), required=False, rows=2)
    button = blocks.CharBlock(
        label=_("Texte du bouton"),
        max_length=60,
        help_text=_("Un verbe : S’inscrire à la balade."),
    )
    page = blocks.PageChooserBlock(label=_("Page du site"), required=False)
    url = AddressBlock(label=_("Ou une adresse"), required=False, max_length=500)

    class Meta:
        label = _("Appel à l’action (bouton)")
        icon = "link"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Venez à la balade à vélo",
            "text": "Samedi 5 décembre, 9 h 30, gare de Valdorme.",
            "button": "S’inscrire",
            "page": None,
            "url": "https://participons.merlianne.example/",
        }
        description = _("Un titre, une phrase, un bouton qui mène ailleurs.")

    def clean(self, value: Any) -> Any:
        """Refuse, at publication, a button that leads nowhere."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned["page"] or cleaned["url"]:
            return cleaned
        raise blocks.StructBlockValidationError(
            {"page": ValidationError(_("Choisissez une page ou écrivez une adresse."))}
        )


class KeyFigureBlock(blocks.StructBlock):
    """A number, and what it counts."""

    number = blocks.CharBlock(
        label=_("Nombre"), max_length=20, help_text=_("Avec son unité : 61 %, 1 284.")
    )
    label = blocks.CharBlock(label=_("Ce qu’il mesure"), max_length=80)
    counts = blocks.CharBlock(
        label=_("Ce qu’il compte exactement"),
        max_length=240,
        help_text=_("Qui, quand, comment. Un nombre seul ne dit rien."),
    )

    class Meta:
        label = _("Chiffre")
        icon = "decimal"
        label_format = "{number} {label}"


class KeyFiguresBlock(blocks.StructBlock):
    """A few numbers."""

    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    items = blocks.ListBlock(
        KeyFigureBlock(), label=_("Chiffres"), min_num=1, max_num=4
    )

    class Meta:
        label = _("Chiffres clés")
        icon = "decimal"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/key_figures.html"
        preview_value = {
            "title": "",
            "items": [
                {
                    "number": "1 284",
                    "label": "réponses",
                    "counts": "Questionnaires complets reçus du 3 mars au 6 avril 2025.",
                },
                {
                    "number": "68",
                    "label": "communes",
                    "counts": "Communes d’où vient au moins une réponse.",
                },
            ],
        }
        description = _("Un à quatre nombres, et ce que chacun compte.")


class MilestoneBlock(blocks.StructBlock):
    """One date of a story."""

    when = blocks.CharBlock(
        label=_("Quand"),
        max_length=60,
        help_text=_("Comme on le sait : 14 décembre 2026, ou 2e trimestre 2027."),
    )
    title = blocks.CharBlock(label=_("Quoi"), max_length=160)
    text = blocks.TextBlock(label=_("Précision"), required=False, rows=2)
    done = blocks.BooleanBlock(label=_("Passé"), required=False)

    class Meta:
        label = _("Date")
        icon = "date"
        label_format = "{when} : {title}"


class TimelineBlock(blocks.StructBlock):
    """Dates in order."""

    title = blocks.CharBlock(label=_("Titre"), required=False, max_length=120)
    items = blocks.ListBlock(MilestoneBlock(), label=_("Dates"), collapsed=True)

    class Meta:
        label = _("Frise de dates (calendrier)")
        icon = "history"
        group = CONTENT
        label_format = "{title}"
        template = "blocks/timeline.html"
        preview_value = {
            "title": "Et ensuite ?",
            "items": [
                {
                    "when": "Mars 2027",
                    "title": "Réunion publique",
                    "text": "La liste des aménagements est présentée.",
                    "done": False,
                },
                {
                    "when": "Juin 2027",
                    "title": "Vote en conseil",
                    "text": "",
                    "done": False,
                },
            ],
        }
        description = _("Des dates dans l’ordre. Une date vague reste vague.")


class ContentStream(blocks.StreamBlock):
    """Text, images and the like."""

    heading = HeadingBlock(max_length=160)
    text = TextBlock(features=TEXT_FEATURES)
    image = ImageBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    documents = DocumentsBlock()
    video = VideoBlock()
    faq = FaqBlock()
    call_to_action = CallToActionBlock()
    key_figures = KeyFiguresBlock()
    timeline = TimelineBlock()
