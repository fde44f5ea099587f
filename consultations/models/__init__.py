"""The pages of démarches, and what citizens give there."""

from consultations.models.ideas import Idea, Support
from consultations.models.pages import (
    ConsultationIndexPage,
    ConsultationPage,
    ConsultationStep,
)
from consultations.models.surveys import (
    Choice,
    FileAnswer,
    FollowUpContact,
    Question,
    Response,
    ResponseImport,
    SavedDraft,
    TextAnswer,
)

__all__ = [
    "Choice",
    "ConsultationIndexPage",
    "ConsultationPage",
    "ConsultationStep",
    "FileAnswer",
    "FollowUpContact",
    "Idea",
    "Question",
    "Response",
    "ResponseImport",
    "SavedDraft",
    "Support",
    "TextAnswer",
]
