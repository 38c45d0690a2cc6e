package io.parley.model.fact;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message has to provide to fill a template, which decides whether Meta accepts its components.
 *
 * @param parameterFormat {@code POSITIONAL} ({@code {{1}}}) or {@code NAMED} ({@code {{order_id}}})
 * @param parts of the message itself
 * @param cards of its carousel, in order; empty if it has none
 * @param offerEnds whether the message contains the end of its limited-time offer
 */
public record TemplateShape(String parameterFormat, Parts parts, List<Parts> cards, boolean offerEnds) {

    public TemplateShape {
        parts = parts == null ? new Parts(null, List.of(), List.of()) : parts;
        cards = orEmpty(cards);
    }

    /**
     * The parts of a message or of one card.
     *
     * @param header null if there is none
     * @param body its placeholders, see {@link Header#parameters()}; the text that Meta writes for a one-time password
     *      has one, the password
     * @param buttons in order; empty if there are none
     */
    public record Parts(@Nullable Header header, List<String> body, List<Button> buttons) {
        public Parts {
            body = orEmpty(body);
            buttons = orEmpty(buttons);
        }
    }

    /**
     * The header.
     *
     * @param format Meta's value: {@code TEXT}, {@code IMAGE}, {@code VIDEO}, {@code DOCUMENT}, {@code LOCATION},
     *      {@code PRODUCT}; all but {@code TEXT} are provided by the message
     * @param parameters placeholders of a {@code TEXT}: each once, by number or name, in the order of their values in
     *      the message
     */
    public record Header(String format, List<String> parameters) {
        public Header {
            Objects.requireNonNull(format, "format");
            parameters = orEmpty(parameters);
        }
    }

    /**
     * A button.
     *
     * @param index position among all buttons, counted from 0
     * @param type Meta's value: {@code QUICK_REPLY}, {@code URL}, {@code PHONE_NUMBER}, {@code COPY_CODE}, {@code
     *      FLOW}, {@code OTP}, {@code CATALOG}, {@code MPM}, {@code VOICE_CALL}, …
     * @param needsValue whether Meta refuses a message without a value for it: a URL with a placeholder, a code, a
     *      one-time password, products
     * @param flowId Meta's id of the Flow that it opens; null for another type, and if it is not known
     */
    public record Button(
            int index,
            String type,
            boolean needsValue,
            @Nullable String flowId) {
        public Button {
            Objects.requireNonNull(type, "type");
        }
    }

    /** The ids of the Flows that its buttons open. */
    public Stream<String> flowIds() {
        return Stream.concat(Stream.of(parts), cards.stream())
                .flatMap(part -> part.buttons().stream())
                .map(Button::flowId)
                .filter(Objects::nonNull);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
