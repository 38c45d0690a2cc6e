package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.list;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

/** Rules of catalog products, in interactive messages and template buttons. */
final class ProductRules {
    private static final int SECTIONS = 10;
    private static final int PRODUCTS = 30;

    private static final Rule ID = Values.text(1, Integer.MAX_VALUE);

    static final Rule PRODUCT = object(required("catalog_id", ID), required("product_retailer_id", ID));

    /** At most ten sections and thirty products. */
    static final Rule GROUPED = list(
                    1,
                    SECTIONS,
                    object(
                            optional("title", Values.text(0, 24)),
                            required("product_items", list(1, PRODUCTS, object(required("product_retailer_id", ID))))))
            .and(ActionRules.titled())
            .and(ActionRules.inTotal("product_items", PRODUCTS));

    static final Rule LIST = object(required("catalog_id", ID), required("sections", GROUPED));

    static final Rule CATALOG = object(
            ActionRules.name("catalog_message"),
            optional("parameters", object(optional("thumbnail_product_retailer_id", ID))));

    private ProductRules() {}
}
