"""Property tests here may be slow on a busy machine; only their answer matters."""

from hypothesis import settings

settings.register_profile("parvis", deadline=None)
settings.load_profile("parvis")
