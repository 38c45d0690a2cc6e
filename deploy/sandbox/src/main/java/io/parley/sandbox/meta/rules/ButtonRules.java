package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.list;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import io.parley.sandbox.meta.rules.MemberRules.Member;
import java.util.Map;

/** Rules of the parameters of a template's buttons. */
final class ButtonRules {
    private static final int LAST_BUTTON = 9;
    private static final int PAYLOAD = 128;
    private static final int CODE = 15;
    private static final int CALL_TTL_MINUTES = 43_200;
    private static final Rule TEXT = Values.text(1, Integer.MAX_VALUE);

    private static final Rule FLOW_ACTION =
            object(optional("flow_token", TEXT), optional("flow_action_data", Values.anyObject()));

    private static final Rule CATALOG_ACTION = object(optional("thumbnail_product_retailer_id", TEXT));

    private static final Rule PRODUCTS_ACTION =
            object(required("thumbnail_product_retailer_id", TEXT), required("sections", ProductRules.GROUPED));

    private static final Rule CALL = new ByType(
            "type",
            Map.of(
                    "ttl_minutes", parameter("ttl_minutes", Values.integer(1, CALL_TTL_MINUTES)),
                    "payload", parameter("payload", Values.text(PAYLOAD))));

    static final Rule BUTTON = new ByType(
            "sub_type",
            Map.of(
                    "quick_reply", one("payload", Values.text(PAYLOAD)),
                    "url", one("text", TEXT),
                    "copy_code", one("coupon_code", Values.text(CODE)),
                    "flow", optionally("action", FLOW_ACTION),
                    "catalog", optionally("action", CATALOG_ACTION),
                    "mpm", one("action", PRODUCTS_ACTION),
                    "voice_call", button(optional("parameters", list(0, 2, CALL)))));

    private ButtonRules() {}

    private static Rule one(String type, Rule value) {
        return button(required("parameters", list(1, 1, typed(type, value))));
    }

    private static Rule optionally(String type, Rule value) {
        return button(optional("parameters", list(0, 1, typed(type, value))));
    }

    private static Rule typed(String type, Rule value) {
        return new ByType("type", Map.of(type, parameter(type, value)));
    }

    private static Rule parameter(String name, Rule value) {
        return object(required("type", TEXT), required(name, value));
    }

    private static Rule button(Member parameters) {
        return object(
                required("type", TEXT),
                required("sub_type", TEXT),
                required("index", Values.integer(0, LAST_BUTTON)),
                parameters);
    }
}
