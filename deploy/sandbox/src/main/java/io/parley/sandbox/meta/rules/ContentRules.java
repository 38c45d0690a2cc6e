package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rule of each message type's content. */
final class ContentRules {
    private static final int TEXT = 4096;

    private static final Rule BODY = Values.parameterText(TEXT)
            .and((param, value) ->
                    value.textValue().isEmpty() ? Optional.of(RuleViolation.missing(param)) : Optional.empty());

    private static final Rule TEXT_MESSAGE = object(required("body", BODY), optional("preview_url", Values.bool()));

    static final Rule LOCATION = object(
            required("latitude", Values.number(-90, 90)),
            required("longitude", Values.number(-180, 180)),
            optional("name", Values.text()),
            optional("address", Values.text()));

    private ContentRules() {}

    static Map<String, Rule> of(KnownIds ids) {
        var media = new MediaRules(ids);
        var rules = new HashMap<>(media.contents());
        rules.put("text", TEXT_MESSAGE);
        rules.put("location", LOCATION);
        rules.put("contacts", ContactRules.CONTACTS);
        rules.put("reaction", reaction(ids));
        rules.put("interactive", new InteractiveContentRules(media).rule());
        rules.put("template", new TemplateRules(media).rule());
        return Map.copyOf(rules);
    }

    private static Rule reaction(KnownIds ids) {
        return object(required("message_id", known(ids)), required("emoji", Values.emojiOrEmpty()));
    }

    /** Requires the wamid of a message that was sent or received. */
    static Rule known(KnownIds ids) {
        return Values.text()
                .and((param, value) -> ids.message(value.textValue())
                        ? Optional.empty()
                        : Optional.of(RuleViolation.invalid(param, "names no message of this number")));
    }
}
