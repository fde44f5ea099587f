"""The tabs of the editor's screen of a démarche."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

CONTENT = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("intro"),
    FieldPanel("image"),
    FieldPanel("body"),
]

CALENDAR = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        HelpPanel(
            _(
                "La participation s’ouvre et se ferme seule à ces heures. "
                "Publier la page ne suffit pas à l’ouvrir."
            )
        ),
        InlinePanel("steps", heading=_("Étapes"), label=_("Étape")),
    ],
    heading=_("Calendrier"),
)
WHAT_IS_DECIDED = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
        FieldPanel("decider"),
        FieldPanel("decider_detail"),
        FieldPanel("open_to_debate"),
        FieldPanel("out_of_scope"),
        FieldPanel("legal_frame"),
    ],
    heading=_("Ce qui se décide"),
)
WHERE_AND_WHO = MultiFieldPanel(
    [
        FieldPanel("territories"),
        FieldPanel("topics"),
        FieldPanel("audience"),
        FieldPanel("audience_detail"),
    ],
    heading=_("Où, sur quoi, avec qui"),
)
WITHOUT_INTERNET = MultiFieldPanel(
    [FieldPanel("on_paper"), FieldPanel("by_phone"), FieldPanel("in_person")],
    heading=_("Participer sans internet"),
)
WHO_FOLLOWS = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("official"), FieldPanel("department")]),
        FieldPanel("contact_name"),
        FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
        FieldPanel("data_notice"),
    ],
    heading=_("Qui suit la démarche"),
)
FRAME = [CALENDAR, WHAT_IS_DECIDED, WHERE_AND_WHO, WITHOUT_INTERNET, WHO_FOLLOWS]

FOLLOW_UP = [
    MultiFieldPanel(
        [
            FieldPanel("answer_due"),
            FieldPanel("answer_due_note"),
            FieldPanel("results_published_on"),
        ],
        heading=_("Ce qui est promis"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("decided_on"),
            FieldPanel("decision"),
            FieldRowPanel(
                [FieldPanel("decision_reference"), FieldPanel("decision_signed_by")]
            ),
        ],
        heading=_("La décision"),
    ),
    FieldPanel("outcomes"),
    FieldPanel("method_note"),
]

PROMOTION = [
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
        ],
        heading=_("Moteurs de recherche et adresse"),
    ),
    MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menus du site")),
]

# Both panels live in Wagtail's side panels; the tab says where to look.
PUBLICATION = [
    HelpPanel(
        _(
            "<p><b>Relire.</b> « Envoyer en relecture » demande un avis avant de "
            "publier ; chacun peut commenter un champ précis.</p>"
            "<p><b>Programmer.</b> Panneau « État » (icône i, en haut à droite) : la "
            "page paraît et disparaît seule aux dates choisies. Les dates de "
            "participation, elles, sont dans l’onglet « Cadre ».</p>"
            "<p><b>Vérifier.</b> Panneau « Avant de publier » : ce qui manque encore, "
            "avec un lien vers chaque champ.</p>"
        ),
        heading=_("Publier cette page"),
    ),
    PublishingPanel(),
    CommentPanel(),
]


def consultation_tabs() -> TabbedInterface:
    """Return the five tabs, in the order of the work."""
    return TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Contenu")),
            ObjectList(FRAME, heading=_("Cadre")),
            ObjectList(FOLLOW_UP, heading=_("Suites")),
            ObjectList(PROMOTION, heading=_("Promotion")),
            ObjectList(PUBLICATION, heading=_("Publication")),
        ]
    )
