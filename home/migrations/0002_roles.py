"""Four roles in French, from Wagtail's two groups; the workflow « Relecture ».

Permissions are written by hand: Django creates them only after the last migration.
"""

from django.db import migrations

RENAMED = (("Moderators", "Administrateur"), ("Editors", "Rédaction"))
CREATED = ("Modération", "Lecture")
WORKFLOWS = (("Moderators approval", "Relecture"),)

PAGES = {
    "Administrateur": ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    "Rédaction": ("add", "change"),
    # Locking a page is how moderation stops a debate that goes wrong; it also says
    # which pages moderation works on. It gives no right to edit.
    "Modération": ("lock",),
    "Lecture": (),
}
MEDIA = {
    "Administrateur": ("add", "change", "choose"),
    "Rédaction": ("add", "change", "choose"),
}
CRUD = ("add", "change", "delete", "view")
# Group → (app, model) → permissions.
RIGHTS = {
    "Administrateur": {
        ("auth", "user"): CRUD,
        ("auth", "group"): CRUD,
        ("consultations", "followupcontact"): ("view", "export"),
        ("consultations", "idea"): ("add", "change", "view"),
        ("consultations", "response"): (
            "view",
            "enter",
            "export",
            "annul",
            "see_confidential",
        ),
        ("consultations", "textanswer"): ("change", "view"),
        ("core", "siteidentity"): ("change",),
        ("core", "territory"): CRUD,
        ("core", "topic"): CRUD,
        ("participation", "resultsnapshot"): ("view",),
        ("wagtailcore", "site"): CRUD,
        ("wagtailcore", "workflow"): CRUD,
        ("wagtailcore", "task"): CRUD,
        ("wagtailcore", "groupapprovaltask"): CRUD,
        ("wagtailredirects", "redirect"): CRUD,
    },
    "Rédaction": {
        ("consultations", "idea"): ("add", "view"),
        ("consultations", "response"): ("view", "enter", "export"),
        ("core", "topic"): ("add", "change", "view"),
        ("participation", "resultsnapshot"): ("view",),
    },
    "Modération": {
        ("consultations", "idea"): ("change", "view"),
        ("consultations", "textanswer"): ("change", "view"),
        ("participation", "resultsnapshot"): ("view",),
    },
    "Lecture": {
        ("participation", "resultsnapshot"): ("view",),
    },
}
# Permissions that are not « add, change, delete, view » of a model.
NAMED = {
    ("consultations", "enter_response"): "Peut saisir et importer des réponses",
    ("consultations", "export_response"): "Peut exporter les réponses",
    ("consultations", "annul_response"): "Peut annuler une réponse",
    ("consultations", "see_confidential"): "Peut voir les questions confidentielles",
    (
        "consultations",
        "export_followupcontact",
    ): "Peut exporter les adresses pour les suites",
}


def permission(apps, app, model, codename):
    """Return a permission, created as Django would after the migrations."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    action = codename.split("_")[0]
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": NAMED.get((app, codename), f"Can {action} {model}")},
    )
    return found


def rename(model, pairs):
    """Give new names; a name that somebody already took is left alone."""
    for old, new in pairs:
        if not model.objects.filter(name=new).exists():
            model.objects.filter(name=old).update(name=new)


def grant(apps, group):
    """Give a group its rights: the admin, pages, media, our models."""
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    on_media = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    root = Page.objects.filter(depth=1).first()
    shelf = Collection.objects.filter(depth=1).first()
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    for action in PAGES[group.name]:
        right = permission(apps, "wagtailcore", "page", f"{action}_page")
        on_pages.get_or_create(group=group, page=root, permission=right)
    for action in MEDIA.get(group.name, ()):
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            right = permission(apps, app, model, f"{action}_{model}")
            on_media.get_or_create(group=group, collection=shelf, permission=right)
    for (app, model), actions in RIGHTS[group.name].items():
        for action in actions:
            codename = action if "_" in action else f"{action}_{model}"
            group.permissions.add(permission(apps, app, model, codename))


def create_roles(apps, schema_editor):
    """Rename Wagtail's groups and workflow, create ours, give rights."""
    Group = apps.get_model("auth", "Group")
    rename(Group, RENAMED)
    rename(apps.get_model("wagtailcore", "Workflow"), WORKFLOWS)
    rename(apps.get_model("wagtailcore", "Task"), WORKFLOWS)
    for name in (*dict(RENAMED).values(), *CREATED):
        group, _ = Group.objects.get_or_create(name=name)
        grant(apps, group)


def remove_roles(apps, schema_editor):
    """Give Wagtail's names back; take back what Wagtail had not given."""
    Group = apps.get_model("auth", "Group")
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    Group.objects.filter(name__in=CREATED).delete()
    for name, rights in RIGHTS.items():
        for group in Group.objects.filter(name=name):
            for app, model in rights:
                group.permissions.remove(
                    *group.permissions.filter(
                        content_type__app_label=app, content_type__model=model
                    )
                )
    on_pages.filter(
        group__name="Administrateur",
        permission__codename__in=["bulk_delete_page", "lock_page"],
    ).delete()
    back = [(new, old) for old, new in RENAMED]
    rename(Group, back)
    workflows = [(new, old) for old, new in WORKFLOWS]
    rename(apps.get_model("wagtailcore", "Workflow"), workflows)
    rename(apps.get_model("wagtailcore", "Task"), workflows)


class Migration(migrations.Migration):
    """See the top of the file."""

    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
