"""What the site is compared to: one INSERT, cached bytes, Wagtail's own forms."""
