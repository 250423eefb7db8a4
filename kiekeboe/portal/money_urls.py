"""Where a family reads what it pays."""

from django.urls import path

from kiekeboe.portal.views import agreements, invoices, statements

INVOICE = "invoices/<uuid:invoice_id>/"

urlpatterns = [
    path("contract/", agreements.index, name="agreements"),
    path("contract/<uuid:contract_id>/", agreements.show, name="agreement"),
    path("contract/<uuid:contract_id>/file/", agreements.file, name="agreement-file"),
    path("invoices/", invoices.index, name="invoices"),
    path("invoices/years/<int:year>/", statements.show, name="statement"),
    path(
        "invoices/years/<int:year>/<uuid:payer_id>/<uuid:company_id>/",
        statements.file,
        name="statement-file",
    ),
    path(INVOICE, invoices.show, name="invoice"),
    path(INVOICE + "file/", invoices.file, name="invoice-file"),
    path(INVOICE + "question/", invoices.ask, name="invoice-question"),
    path(INVOICE + "question/<int:place>/", invoices.ask, name="invoice-line-question"),
]
