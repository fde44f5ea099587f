"""The lists of answers that editors never type. Pure: no Django here.

Ids are in stored answers: they never change.
"""

from __future__ import annotations

from consultations.survey.definition import Choice

AGREEMENT = (
    Choice("yes", "Oui"),
    Choice("rather_yes", "Plutôt oui"),
    Choice("rather_no", "Plutôt non"),
    Choice("no", "Non"),
    Choice("no_opinion", "Sans avis"),
)
AGE_BANDS = (
    Choice("under_15", "Moins de 15 ans"),
    Choice("15_24", "De 15 à 24 ans"),
    Choice("25_39", "De 25 à 39 ans"),
    Choice("40_59", "De 40 à 59 ans"),
    Choice("60_74", "De 60 à 74 ans"),
    Choice("75_plus", "75 ans et plus"),
)
GENDERS = (
    Choice("woman", "Une femme"),
    Choice("man", "Un homme"),
    Choice("other", "Autre"),
    Choice("unsaid", "Je ne souhaite pas répondre"),
)
FIXED_CHOICES = {"agree": AGREEMENT, "age": AGE_BANDS, "gender": GENDERS}
