"""Where a family reads its documents."""

from django.urls import path

from kiekeboe.portal.views import documents

DOCUMENT = "documents/<uuid:document_id>/"

urlpatterns = [
    path("documents/", documents.index, name="documents"),
    path(DOCUMENT, documents.show, name="document"),
    path(DOCUMENT + "agreement/", documents.agree, name="document-agreement"),
    path(DOCUMENT + "versions/<int:version>/", documents.file, name="document-file"),
    path(
        DOCUMENT + "versions/<int:version>/first-page/", documents.preview, name="document-preview"
    ),
]
