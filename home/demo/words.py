"""The plain pages: the charter, how to find one's way, the legal notices."""

from __future__ import annotations

from typing import Any

from home.demo.blocks import bullets, heading, text
from home.demo.charter import COMMITMENTS

Told = dict[str, Any]
PHONE = '<a href="tel:+33199001234">01 99 00 12 34</a>'


def mail(name: str) -> str:
    """Return a link to write to somebody of the métropole."""
    address = f"{name}@merlianne.example"
    return f'<a href="mailto:{address}">{address}</a>'


LANDMARKS: list[Told] = [
    {
        "title": "La charte de la participation",
        "slug": "charte",
        "intro": (
            "Huit engagements, écrits avec vous. Le conseil métropolitain les vote le "
            "[14 décembre 2026] ; ils s’appliquent déjà aux démarches ouvertes ici."
        ),
        "body": [
            heading("Pour chaque démarche, la métropole s’engage à"),
            text(
                "<ol>"
                + "".join(
                    f"<li>{words[0].upper()}{words[1:]}.</li>" for words in COMMITMENTS
                )
                + "</ol>"
            ),
            heading("Si un engagement n’est pas tenu"),
            text(
                f"Dites-le à {mail('dialogue.citoyen')} ou au {PHONE}. Le "
                "comité d’évaluation, douze personnes dont six tirées au sort, publie "
                "chaque année la liste des retards et des manques."
            ),
        ],
    },
    {
        "title": "Comment ça marche",
        "slug": "comment-ca-marche",
        "intro": "Du premier avis à la décision : ce que devient votre contribution.",
        "body": [
            heading("Cinq niveaux, du moins au plus engageant"),
            text(
                bullets(
                    "<b>informer</b> : la métropole dit ce qu’elle fait ;",
                    "<b>consulter</b> : elle demande votre avis avant de décider ;",
                    "<b>concerter</b> : elle travaille le projet avec vous, à partir de "
                    "plusieurs solutions ;",
                    "<b>co-construire</b> : le projet s’écrit ensemble, dès la première "
                    "page ;",
                    "<b>co-décider</b> : votre vote décide, comme au budget "
                    "participatif.",
                ),
                "Le niveau est écrit en tête de chaque démarche. Il ne change pas en "
                "route.",
            ),
            heading("Ce que nous faisons de vos réponses"),
            text(
                "Elles sont toutes lues par des personnes. Chaque thème reçoit une "
                "réponse sous trois mois, qu’elle soit favorable ou non, avec sa "
                "raison. Les chiffres sont publiés, et disent ce qu’ils comptent.",
                "Une consultation n’est pas un sondage : les participants se sont "
                "portés volontaires. C’est pourquoi nous disons aussi qui a manqué.",
            ),
            heading("Sans internet"),
            text(
                "Chaque démarche a son papier, dans les 68 mairies, et son numéro de "
                "téléphone. Un agent peut saisir vos réponses avec vous. Elles comptent "
                "autant."
            ),
        ],
    },
]

LEGAL: list[Told] = [
    {
        "title": "Accessibilité : non conforme",
        "slug": "accessibilite",
        "intro": (
            "Merlianne Métropole s’engage à rendre ce site accessible à tout le monde. "
            "Voici où elle en est."
        ),
        "body": [
            heading("État de conformité"),
            text(
                "Ce site n’a pas encore été audité : il est donc déclaré <b>non "
                "conforme</b> au référentiel général d’amélioration de l’accessibilité "
                "(RGAA 4.1). Un audit est prévu au [2e trimestre 2027]."
            ),
            heading("Ce qui a été vérifié"),
            text(
                bullets(
                    "chaque page s’utilise au clavier, sans script et à 400 % ;",
                    "les couleurs ont un contraste suffisant, quelle que soit celle de "
                    "la collectivité ;",
                    "chaque graphique est aussi un tableau.",
                )
            ),
            heading("Signaler un problème"),
            text(
                f"Écrivez à {mail('accessibilite')} ou appelez le {PHONE}, "
                "du lundi au vendredi, de 9 h à 17 h : nous vous donnerons "
                "l’information autrement, sous deux jours ouvrés.",
                "Sans réponse de notre part, vous pouvez saisir la personne déléguée du "
                "Défenseur des droits dans votre département.",
            ),
        ],
    },
    {
        "title": "Données personnelles",
        "slug": "donnees-personnelles",
        "intro": "Ce que le site sait de vous : le moins possible.",
        "body": [
            heading("Si vous lisez"),
            text(
                "Rien. Le site ne pose aucun traceur, ne mesure pas votre visite et "
                "n’appelle aucun autre site. C’est pourquoi il n’y a pas de bandeau."
            ),
            heading("Si vous participez"),
            text(
                bullets(
                    "un questionnaire ne demande ni nom ni compte ; la commune, l’âge "
                    "et le genre sont facultatifs et ne sont publiés qu’en nombres ;",
                    "une adresse laissée « pour les suites » est gardée à part de vos "
                    "réponses, et effacée quand la décision est prise ;",
                    "une idée est publiée avec le nom que vous avez choisi d’écrire, ou "
                    "sans nom.",
                ),
                "Chaque démarche dit combien de temps ses réponses sont gardées.",
            ),
            heading("Vos droits"),
            text(
                "Le responsable est Merlianne Métropole, pour une mission d’intérêt "
                "public. Pour accéder à vos données, les corriger ou vous opposer à "
                f"leur usage : {mail('dpo')}. Vous pouvez aussi saisir la CNIL."
            ),
        ],
    },
    {
        "title": "Mentions légales",
        "slug": "mentions-legales",
        "intro": "Qui publie ce site, et qui l’héberge.",
        "body": [
            heading("Publication"),
            text(
                "Merlianne Métropole, 12, place de l’Hôtel-de-Ville, Merlianne. "
                f"Téléphone : {PHONE}. Directrice de la publication : Hélène "
                "Marchetaud, présidente."
            ),
            heading("Hébergement"),
            text(
                "Régie numérique de Merlianne Métropole, à la même adresse. Le site est "
                "une démonstration : la métropole, ses élus et ses habitants sont "
                "inventés."
            ),
            heading("Contributions"),
            text(
                "Les textes sont lus avant d’être publiés. Sont écartés, avec leur "
                "motif : le hors sujet, l’injure, la discrimination, l’attaque "
                "personnelle, les données d’autrui, la publicité et ce que la loi "
                "interdit. Pour signaler un contenu : "
                f"{mail('dialogue.citoyen')}."
            ),
            heading("Logiciel"),
            text("Ce site utilise Parvis, un logiciel libre sous licence EUPL-1.2."),
        ],
    },
]
