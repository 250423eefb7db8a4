from kiekeboe.billing.models.contracts import Contract, ContractVersion
from kiekeboe.billing.models.invoices import BilledCare, Invoice, InvoiceLine
from kiekeboe.billing.models.payments import Mark, Payment
from kiekeboe.billing.models.prices import BillingTerms, Price

__all__ = [
    "BilledCare",
    "BillingTerms",
    "Contract",
    "ContractVersion",
    "Invoice",
    "InvoiceLine",
    "Mark",
    "Payment",
    "Price",
]
