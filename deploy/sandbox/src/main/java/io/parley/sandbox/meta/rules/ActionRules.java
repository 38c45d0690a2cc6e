package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.list;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;
import static io.parley.sandbox.meta.rules.MemberRules.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;

/** Rules of an interactive message's action. See {@link ProductRules} and {@link FlowRules} for products and Flows. */
final class ActionRules {
    private static final int LABEL = 20;
    private static final int SECTION_TITLE = 24;
    private static final int MAX_SECTIONS = 10;
    private static final int MAX_ROWS = 10;
    private static final int CALL_TTL_MINUTES = 43_200;

    private static final Rule REPLY = object(required("id", Values.text(256)), required("title", Values.text(LABEL)));

    /** Reply buttons: one to three, with different ids and titles. */
    static final Rule BUTTONS = object(required(
            "buttons",
            list(1, 3, object(required("type", Values.oneOf("reply")), required("reply", REPLY)))
                    .and(unique("/reply/id"))
                    .and(unique("/reply/title"))));

    private static final Rule ROW = object(
            required("id", Values.text(200)),
            required("title", Values.text(24)),
            optional("description", Values.text(0, 72)));

    private static final Rule SECTION =
            object(optional("title", Values.text(0, SECTION_TITLE)), required("rows", list(1, MAX_ROWS, ROW)));

    /** List: at most ten rows in all sections; sections require titles if there are several. */
    static final Rule LIST = object(
            required("button", Values.text(LABEL)),
            required(
                    "sections",
                    list(1, MAX_SECTIONS, SECTION)
                            .and(titled())
                            .and(inTotal("rows", MAX_ROWS))
                            .and(ActionRules::uniqueRows)));

    static final Rule LOCATION = named("send_location");
    static final Rule CALL_PERMISSION = named("call_permission_request");
    static final Rule CONTACT = named("request_contact_info");

    static final Rule LINK = object(
            name("cta_url"),
            required(
                    "parameters", object(required("display_text", Values.text(LABEL)), required("url", Values.url()))));

    static final Rule ADDRESS = object(
            name("address_message"),
            required(
                    "parameters",
                    object(
                            required("country", Values.oneOf("in", "sg")),
                            optional("values", Values.anyObject()),
                            optional(
                                    "saved_addresses",
                                    list(
                                            0,
                                            100,
                                            object(
                                                    required("id", Values.text()),
                                                    required("value", Values.anyObject())))),
                            optional("validation_errors", Values.anyObject()))));

    static final Rule CALL = object(
            name("voice_call"),
            optional(
                    "parameters",
                    object(
                            optional("display_text", Values.text(LABEL)),
                            optional("ttl_minutes", Values.integer(1, CALL_TTL_MINUTES)),
                            optional("payload", Values.text(512)))));

    private ActionRules() {}

    private static Rule named(String name) {
        return object(name(name));
    }

    static MemberRules.Member name(String name) {
        return required("name", Values.oneOf(name));
    }

    /** Requires titles if there is more than one section. */
    static Rule titled() {
        return (param, sections) -> {
            for (var i = 0; sections.size() > 1 && i < sections.size(); i++) {
                if (sections.path(i).path("title").asText("").isEmpty()
                        || Rule.isAbsent(sections.path(i).path("title"))) {
                    return Optional.of(RuleViolation.missing(Rule.member(param + "[" + i + "]", "title")));
                }
            }
            return Optional.empty();
        };
    }

    /** Limits the total number of items in all sections. */
    static Rule inTotal(String items, int max) {
        return (param, sections) -> {
            var total = 0;
            for (var section : sections) {
                total += section.path(items).size();
            }
            return total <= max
                    ? Optional.empty()
                    : Optional.of(RuleViolation.invalid(param, "total " + items + " exceed max allowed count: " + max));
        };
    }

    private static Optional<RuleViolation> uniqueRows(String param, JsonNode sections) {
        var ids = new HashSet<String>();
        for (var section : sections) {
            for (var row : section.path("rows")) {
                if (!ids.add(row.path("id").asText())) {
                    return Optional.of(RuleViolation.invalid(param, "has the same row id twice"));
                }
            }
        }
        return Optional.empty();
    }
}
