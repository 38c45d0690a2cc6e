package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.rules.MemberRules.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules of interactive messages: the members of each type, and their maximum lengths. */
final class InteractiveContentRules {
    private static final int HEADER = 60;
    private static final int BODY = 1024;
    private static final int LIST_BODY = 4096;

    private static final Member TEXT = required("body", textObject(BODY));
    private static final Member LONG_TEXT = required("body", textObject(LIST_BODY));
    private static final Member FOOTER = optional("footer", textObject(60));

    private final Map<String, Rule> types = new HashMap<>();

    InteractiveContentRules(MediaRules media) {
        var anyHeader = optional("header", header(media));
        var textHeader = optional("header", textHeader());
        type("button", anyHeader, TEXT, FOOTER, required("action", ActionRules.BUTTONS));
        type("list", textHeader, LONG_TEXT, FOOTER, required("action", ActionRules.LIST));
        type("product", optional("body", textObject(BODY)), FOOTER, required("action", ProductRules.PRODUCT));
        type("product_list", required("header", textHeader()), TEXT, FOOTER, required("action", ProductRules.LIST));
        type("catalog_message", TEXT, FOOTER, required("action", ProductRules.CATALOG));
        type("flow", anyHeader, TEXT, FOOTER, required("action", FlowRules.FLOW));
        type("location_request_message", TEXT, required("action", ActionRules.LOCATION));
        type("cta_url", anyHeader, TEXT, FOOTER, required("action", ActionRules.LINK));
        type("address_message", anyHeader, TEXT, FOOTER, required("action", ActionRules.ADDRESS));
        type("voice_call", anyHeader, TEXT, FOOTER, required("action", ActionRules.CALL));
        type("call_permission_request", TEXT, required("action", ActionRules.CALL_PERMISSION));
        contactRequests();
        payments(anyHeader);
    }

    /** Meta's documents use contact_request, a client library in use has request_contact_info. */
    private void contactRequests() {
        for (var name : new String[] {"contact_request", "request_contact_info"}) {
            type(name, TEXT, FOOTER, required("action", ActionRules.CONTACT));
        }
    }

    /** Types whose action is not checked: the platform does not send them. */
    private void payments(Member header) {
        for (var name : new String[] {"order_details", "order_status", "carousel"}) {
            type(name, header, TEXT, FOOTER, required("action", Values.anyObject()));
        }
    }

    private void type(String name, Member... parts) {
        var members = new Member[parts.length + 1];
        members[0] = required("type", Values.text());
        System.arraycopy(parts, 0, members, 1, parts.length);
        types.put(name, object(members));
    }

    Rule rule() {
        return Values.anyObject().and(this::check);
    }

    private Optional<RuleViolation> check(String param, JsonNode interactive) {
        var typePath = Rule.member(param, "type");
        if (Rule.isAbsent(interactive.path("type"))) {
            return Optional.of(RuleViolation.missing(typePath));
        }
        var rule = types.get(interactive.path("type").asText());
        if (rule == null) {
            Set<String> known = new TreeSet<>(types.keySet());
            return Optional.of(RuleViolation.badParameter(
                    "Param " + typePath + " must be one of {" + String.join(", ", known) + "}"));
        }
        return rule.check(param, interactive);
    }

    private static Rule textObject(int max) {
        return object(required("text", Values.text(max)));
    }

    private static Rule textHeader() {
        return object(required("type", Values.oneOf("text")), required("text", Values.text(HEADER)));
    }

    private static Rule header(MediaRules media) {
        return new ByType(
                "type",
                Map.of(
                        "text", textHeader(),
                        "image", headerOf("image", media.plain()),
                        "video", headerOf("video", media.plain()),
                        "document", headerOf("document", media.named())));
    }

    private static Rule headerOf(String type, Rule file) {
        return object(required("type", Values.text()), required(type, file));
    }
}
