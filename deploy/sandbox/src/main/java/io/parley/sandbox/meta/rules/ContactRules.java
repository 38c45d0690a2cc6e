package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.list;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules of contact cards. */
final class ContactRules {
    private static final int CARDS = 5;
    private static final int ENTRIES = 100;

    private static final Rule TEXT = Values.text();

    private static final Rule NAME = object(
                    required("formatted_name", Values.text(1, Integer.MAX_VALUE)),
                    optional("first_name", TEXT),
                    optional("last_name", TEXT),
                    optional("middle_name", TEXT),
                    optional("prefix", TEXT),
                    optional("suffix", TEXT))
            .and(ContactRules::hasTwoNames);

    private static final Rule ADDRESS = object(
            optional("street", TEXT),
            optional("city", TEXT),
            optional("state", TEXT),
            optional("zip", TEXT),
            optional("country", TEXT),
            optional("country_code", TEXT),
            optional("type", Values.oneOf("home", "work")));

    private static final Rule CARD = object(
            required("name", NAME),
            optional("birthday", Values.matches("\\d{4}-\\d{2}-\\d{2}", "a date YYYY-MM-DD")),
            optional("addresses", list(0, ENTRIES, ADDRESS)),
            optional("emails", list(0, ENTRIES, object(optional("email", TEXT), optional("type", TEXT)))),
            optional("org", object(optional("company", TEXT), optional("department", TEXT), optional("title", TEXT))),
            optional(
                    "phones",
                    list(0, ENTRIES, object(optional("phone", TEXT), optional("type", TEXT), optional("wa_id", TEXT)))),
            optional("urls", list(0, ENTRIES, object(optional("url", TEXT), optional("type", TEXT)))));

    static final Rule CONTACTS = list(1, CARDS, CARD);

    private ContactRules() {}

    private static Optional<RuleViolation> hasTwoNames(String param, JsonNode name) {
        return Stream.of("first_name", "last_name", "middle_name", "prefix", "suffix")
                        .anyMatch(part -> !name.path(part).asText().isEmpty())
                ? Optional.empty()
                : Optional.of(new RuleViolation(
                        RuleViolation.MISSING,
                        "One of first_name, last_name, middle_name, prefix and suffix is required in " + param + "."));
    }
}
