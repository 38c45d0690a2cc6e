package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Meta's validation of {@code POST /{phone_number_id}/messages}: the envelope and the content. */
public final class MessageRules {
    private static final int OPAQUE_DATA = 512;
    private static final double RECIPIENT_TYPE_SINCE = 25;
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{4,14}");
    private static final Pattern SEPARATORS = Pattern.compile("[ ()-]");
    private static final Rule USER_ID =
            Values.matches("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}", "a business-scoped user id");

    private static final List<MemberRules.Member> ENVELOPE = List.of(
            optional("recipient_type", Values.oneOf("individual", "group")),
            optional("recipient", USER_ID),
            optional("recipient_identity_key_hash", Values.text()),
            // The id is not checked: Meta accepts a reply to an unknown message and shows it without the quotation.
            // Users report this; Meta does not document it.
            optional("context", object(required("message_id", Values.text(1, Integer.MAX_VALUE)))),
            optional("biz_opaque_callback_data", Values.parameterText(OPAQUE_DATA)));

    private final Map<String, Rule> contents;
    private final KnownIds ids;

    public MessageRules(KnownIds ids) {
        this.ids = ids;
        this.contents = ContentRules.of(ids);
    }

    /** Returns the message's type; Meta's default is text. */
    public static String type(JsonNode message) {
        return message.path("type").asText("text");
    }

    /**
     * @param version Graph API version in the URL
     */
    public Optional<RuleViolation> check(JsonNode message, double version) {
        if (!message.isObject()) {
            return Optional.of(RuleViolation.badParameter("The request body is not a JSON object."));
        }
        return product(message)
                .or(() -> recipientType(message, version))
                .or(() -> recipient(message))
                .or(() -> envelope(message))
                .or(() -> content(message, type(message)));
    }

    /** Validates a call that marks a message as read. */
    public Optional<RuleViolation> checkRead(JsonNode call) {
        return object(
                        required("messaging_product", Values.oneOf("whatsapp")),
                        required("status", Values.oneOf("read")),
                        required("message_id", ContentRules.known(ids)),
                        optional("typing_indicator", object(required("type", Values.oneOf("text")))))
                .check("", call);
    }

    private static Optional<RuleViolation> product(JsonNode message) {
        return message.path("messaging_product").asText().equals("whatsapp")
                ? Optional.empty()
                : requiredParameter("messaging_product");
    }

    private static Optional<RuleViolation> recipientType(JsonNode message, double version) {
        return version >= RECIPIENT_TYPE_SINCE && Rule.isAbsent(message.path("recipient_type"))
                ? requiredParameter("recipient_type")
                : Optional.empty();
    }

    /** Validates the recipient. A phone has precedence over a user id; a group's id is not a number. */
    private static Optional<RuleViolation> recipient(JsonNode message) {
        var to = message.path("to");
        if (Rule.isAbsent(to) || to.asText().isEmpty()) {
            return message.path("recipient").asText().isEmpty() ? requiredParameter("to") : Optional.empty();
        }
        if (!to.isTextual() && !to.isIntegralNumber()) {
            return Optional.of(RuleViolation.badParameter("Param to must be a string."));
        }
        return isGroup(message) || PHONE.matcher(phone(to.asText())).matches()
                ? Optional.empty()
                : Optional.of(RuleViolation.invalid("to", "must be a phone number with its country code"));
    }

    private static boolean isGroup(JsonNode message) {
        return message.path("recipient_type").asText().equals("group");
    }

    private static String phone(String to) {
        return SEPARATORS.matcher(to).replaceAll("");
    }

    /** Returns the digits of a recipient, the format of wa_id. */
    public static String digits(String to) {
        var phone = phone(to);
        return phone.startsWith("+") ? phone.substring(1) : phone;
    }

    private static Optional<RuleViolation> envelope(JsonNode message) {
        var names = new HashSet<>(Set.of("messaging_product", "to", "type", type(message)));
        ENVELOPE.forEach(member -> names.add(member.name()));
        return Stream.concat(
                        ENVELOPE.stream().map(member -> member.check("", message)),
                        Stream.of(MemberRules.noOther(names).check("message", message)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<RuleViolation> content(JsonNode message, String type) {
        var rule = contents.get(type);
        if (rule == null) {
            return Optional.of(
                    new RuleViolation(RuleViolation.UNSUPPORTED_TYPE, "Param type must be one of the message types."));
        }
        var content = message.path(type);
        return Rule.isAbsent(content) ? Optional.of(RuleViolation.missing(type)) : rule.check(type, content);
    }

    /** Creates the error of a missing envelope member, for which Meta returns 100, not 131008. */
    private static Optional<RuleViolation> requiredParameter(String name) {
        return Optional.of(RuleViolation.badParameter("The parameter " + name + " is required."));
    }
}
