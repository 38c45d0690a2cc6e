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

/** Interactive messages: which parts each type takes, and how long they may be. */
final class InteractiveContentRules {
    private static final int HEADER = 60;
    private static final int BODY = 1024;
    private static final int LIST_BODY = 4096;

    private static final Member WORDS = required("body", words(BODY));
    private static final Member LONG_WORDS = required("body", words(LIST_BODY));
    private static final Member FOOTER = optional("footer", words(60));

    private final Map<String, Rule> types = new HashMap<>();

    InteractiveContentRules(MediaRules media) {
        var anyHeader = optional("header", header(media));
        var textHeader = optional("header", textHeader());
        type("button", anyHeader, WORDS, FOOTER, required("action", ActionRules.BUTTONS));
        type("list", textHeader, LONG_WORDS, FOOTER, required("action", ActionRules.LIST));
        type("product", optional("body", words(BODY)), FOOTER, required("action", ProductRules.PRODUCT));
        type("product_list", required("header", textHeader()), WORDS, FOOTER, required("action", ProductRules.LIST));
        type("catalog_message", WORDS, FOOTER, required("action", ProductRules.CATALOG));
        type("flow", anyHeader, WORDS, FOOTER, required("action", FlowRules.FLOW));
        type("location_request_message", WORDS, required("action", ActionRules.LOCATION));
        type("cta_url", anyHeader, WORDS, FOOTER, required("action", ActionRules.LINK));
        type("address_message", anyHeader, WORDS, FOOTER, required("action", ActionRules.ADDRESS));
        type("voice_call", anyHeader, WORDS, FOOTER, required("action", ActionRules.CALL));
        type("call_permission_request", WORDS, required("action", ActionRules.CALL_PERMISSION));
        contactRequests();
        payments(anyHeader);
    }

    /** Meta's documents say contact_request, a client library in use says request_contact_info. */
    private void contactRequests() {
        for (var name : new String[] {"contact_request", "request_contact_info"}) {
            type(name, WORDS, FOOTER, required("action", ActionRules.CONTACT));
        }
    }

    /** Types whose action the sandbox does not look into: nothing of ours sends them. */
    private void payments(Member header) {
        for (var name : new String[] {"order_details", "order_status", "carousel"}) {
            type(name, header, WORDS, FOOTER, required("action", Values.anyObject()));
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
        var place = Rule.member(param, "type");
        if (Rule.isAbsent(interactive.path("type"))) {
            return Optional.of(RuleViolation.missing(place));
        }
        var rule = types.get(interactive.path("type").asText());
        if (rule == null) {
            Set<String> known = new TreeSet<>(types.keySet());
            return Optional.of(RuleViolation.badParameter(
                    "Param " + place + " must be one of {" + String.join(", ", known) + "}"));
        }
        return rule.check(param, interactive);
    }

    private static Rule words(int max) {
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
