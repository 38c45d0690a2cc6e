package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rules of header, body and footer, of a template and of a card of a carousel.
 *
 * @param uploads returns the media type of the file of an upload handle
 */
record SubmittedComponents(GraphTemplateRequest request, Function<String, Optional<String>> uploads) {
    static final int MAX_BODY = 1024;

    private static final int MAX_LINE = 60;
    private static final List<String> FORMATS = List.of("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "PRODUCT");
    private static final Map<String, List<String>> MEDIA_TYPES = Map.of(
            "IMAGE", List.of("image/jpeg", "image/jpg", "image/png"),
            "VIDEO", List.of("video/mp4"),
            "DOCUMENT", List.of("application/pdf"));

    private static final Pattern LINE_BREAK_OR_EMOJI = Pattern.compile("[\\n\\r]|\\p{IsEmoji_Presentation}");
    private static final Pattern FORMATTING = Pattern.compile("[*~`]|(?<!\\w)_[^_]+_(?!\\w)");
    private static final Pattern EMOJI = Pattern.compile("\\p{IsEmoji_Presentation}");

    /** Maximum numbers of emojis in a body, as WhatsApp Manager states them. The sub-code is not known. */
    private static final Map<String, Integer> MAX_EMOJIS = Map.of("MARKETING", 10, "UTILITY", 6);

    /** Meta's limit for the values of parameters; whether a template's own text has it is not documented. */
    private static final Pattern EMPTY_STRETCH = Pattern.compile("\\n{5,}| {5,}");

    /** Checks a header; a missing node is a template without one. */
    void header(JsonNode header) {
        if (header.isMissingNode()) {
            return;
        }
        if (!header.path("format").isTextual()) {
            throw TemplateError.missing("HEADER", "format");
        }
        var format = GraphTemplateRequest.oneOf(
                "components['HEADER']['format']", header.path("format").asText(), FORMATS);
        if (format.equals("TEXT")) {
            SubmissionRules.checkMembers(header, "components['HEADER']", List.of("type", "format", "text", "example"));
            textHeader(header);
        } else {
            SubmissionRules.checkMembers(header, "components['HEADER']", List.of("type", "format", "example"));
            mediaHeader(format, header);
        }
    }

    private void textHeader(JsonNode header) {
        var text = new TextParameters(text(header, "HEADER", MAX_LINE), request.named());
        var plain = text.withoutParameters();
        if (LINE_BREAK_OR_EMOJI.matcher(plain).find()
                || FORMATTING.matcher(plain).find()) {
            throw TemplateError.HEADER_FORMAT.rejection(
                    "The message header can't have any new lines, formatting characters, emojis or asterisks.");
        }
        if (text.isMalformed() || text.hasGaps() || text.count() > 1) {
            throw TemplateError.HEADER_FORMAT.rejection("The message header can have one variable, {{1}} or a name.");
        }
        if (text.count() > 0 && !hasSamples(header, text, "header_text")) {
            throw TemplateError.missing("HEADER", "example");
        }
    }

    private void mediaHeader(String format, JsonNode header) {
        var types = MEDIA_TYPES.get(format);
        if (types == null) {
            return;
        }
        var handle = header.at("/example/header_handle/0").asText("");
        if (handle.isEmpty()) {
            throw TemplateError.missing("HEADER", "example");
        }
        var type = uploads.apply(handle)
                .orElseThrow(() -> TemplateError.UNDOCUMENTED.rejection(
                        "The handle in example.header_handle is not valid or has expired."));
        if (!types.contains(type)) {
            throw TemplateError.UNDOCUMENTED.rejection(
                    "The sample of a header of format " + format + " cannot be of type " + type + ".");
        }
    }

    void body(JsonNode body, int max) {
        SubmissionRules.checkMembers(body, "components['BODY']", List.of("type", "text", "example"));
        var text = new TextParameters(text(body, "BODY", max), request.named());
        if (text.isMalformed() || text.hasGaps()) {
            throw TemplateError.BODY_FORMAT.rejection(
                    request.named()
                            ? "Variable parameters must be lowercase letters, digits and underscores with two sets of"
                                    + " curly brackets (e.g., {{order_id}})."
                            : "Variable parameters must be whole numbers in sequence with two sets of curly brackets"
                                    + " (e.g., {{1}}, {{2}}).");
        }
        if (text.hasDuplicates()) {
            throw TemplateError.BODY_FORMAT.rejection("This template contains duplicate variable parameters.");
        }
        bodyText(text.text());
        bodyParameters(body, text);
    }

    private void bodyText(String text) {
        if (EMPTY_STRETCH.matcher(text).find()) {
            throw TemplateError.BODY_FORMAT.rejection(
                    "The message body can't have more than four consecutive new lines or spaces.");
        }
        var max = MAX_EMOJIS.get(request.category());
        if (EMOJI.matcher(text).results().count() > max) {
            throw TemplateError.UNDOCUMENTED.rejection("The message body can't have more than " + max + " emojis.");
        }
    }

    private static void bodyParameters(JsonNode body, TextParameters text) {
        if (text.isAtEdge()) {
            throw TemplateError.PARAMETER_AT_EDGE.rejection("Variables can't be at the start or end of the template.");
        }
        if (text.areTooMany()) {
            throw TemplateError.TOO_MANY_PARAMETERS.rejection(
                    "This template has too many variables for its length. Reduce the number of variables or increase"
                            + " the message length.");
        }
        if (text.count() > 0 && !hasSamples(body, text, "body_text")) {
            throw TemplateError.missing("BODY", "example");
        }
    }

    /** Returns whether every parameter has a sample: numbered ones in a list (nested for bodies), others by name. */
    private static boolean hasSamples(JsonNode component, TextParameters text, String member) {
        var example = component.path("example");
        if (text.named()) {
            var given = new HashSet<String>();
            for (var sample : example.path(member + "_named_params")) {
                if (!sample.path("example").asText("").isBlank()) {
                    given.add(sample.path("param_name").asText());
                }
            }
            return given.equals(text.names());
        }
        var list = example.path(member);
        var samples = member.equals("body_text") ? list.path(0) : list;
        return samples.size() == text.count()
                && samples.valueStream()
                        .allMatch(
                                sample -> sample.isTextual() && !sample.asText().isBlank());
    }

    void footer(JsonNode footer) {
        if (footer.isMissingNode()) {
            return;
        }
        SubmissionRules.checkMembers(footer, "components['FOOTER']", List.of("type", "text"));
        var text = text(footer, "FOOTER", MAX_LINE);
        if (text.contains("{{")) {
            throw TemplateError.FOOTER_FORMAT.rejection("The message footer can't have any variables");
        }
        if (LINE_BREAK_OR_EMOJI.matcher(text).find()) {
            throw TemplateError.FOOTER_FORMAT.rejection("The message footer can't have any newlines or emojis");
        }
    }

    /** Checks buttons; a missing node is a template without any. */
    void buttons(JsonNode component) {
        if (!component.isMissingNode()) {
            SubmissionRules.checkMembers(component, "components['BUTTONS']", List.of("type", "buttons"));
            new SubmittedButtons(request, component.path("buttons")).check();
        }
    }

    /** Checks the request for the permission to call, which has no members and no buttons beside it. */
    void callPermission(JsonNode component) {
        if (component.isMissingNode()) {
            return;
        }
        SubmissionRules.checkMembers(component, "components['CALL_PERMISSION_REQUEST']", List.of("type"));
        if (!SubmissionRules.component(request.components(), "BUTTONS").isMissingNode()) {
            throw TemplateError.UNDOCUMENTED.rejection(
                    "A template that requests a call permission can't have buttons.");
        }
    }

    /** Returns the text of a component, which must have 1 to {@code max} characters. */
    static String text(JsonNode component, String type, int max) {
        var text = component.path("text");
        if (!text.isTextual() || text.asText().isBlank()) {
            throw TemplateError.missing(type, "text");
        }
        if (SubmissionRules.length(text.asText()) > max) {
            throw TemplateError.tooLong(type + " text", max);
        }
        return text.asText();
    }
}
