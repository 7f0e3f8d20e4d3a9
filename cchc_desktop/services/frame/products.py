"""Products of tasks: which kind of paper each of them will be."""

from cchc_desktop.i18n import _
from cchc_desktop.models.task import Product
from cchc_desktop.models.task_rows import ProductRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.product_kinds import kind_of_product
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier

NO_PAPER = "none"


def expected_kind(product: ProductRow) -> PaperKind | None:
    """The kind that the officer has chosen, or the one that the product's own words name; None for no paper."""
    if product.paper_kind == NO_PAPER:
        return None
    return PaperKind(product.paper_kind) if product.paper_kind else kind_of_product(product.text)


def set_paper_kind(dossier: Dossier, *, product_guid: str, paper_kind: PaperKind | None) -> Change:
    """Say which kind of paper a product will be; None for one that is no paper."""
    with dossier.change(_("Set kind of product")) as work:
        work.session.get_one(Product, product_guid).paper_kind = NO_PAPER if paper_kind is None else str(paper_kind)
    return work.change
