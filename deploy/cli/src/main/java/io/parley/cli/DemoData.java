package io.parley.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code parley demo} loads: {@code demo/demo.yaml}.
 *
 * @param account name of the second account; the first is that of the API key
 * @param numbers senders of the second account
 */
record DemoData(
        String account, Numbers numbers, List<Template> templates, List<Flow> flows, List<Conversation> conversations) {

    /** @param sms name that recipients see */
    record Numbers(WhatsAppNumber whatsapp, String sms) {}

    /**
     * @param id Meta's phone_number_id
     * @param waba Meta's id of the account
     */
    record WhatsAppNumber(String display, String id, String waba) {}

    /**
     * @param changes of the control API, after the approval
     * @param buttons captions of quick replies
     */
    record Template(String name, String category, String body, List<String> buttons, List<String> changes) {

        Template {
            buttons = buttons == null ? List.of() : buttons;
            changes = changes == null ? List.of() : changes;
        }
    }

    /** @param state DRAFT, PUBLISHED or DEPRECATED */
    record Flow(String name, String category, String state) {}

    /**
     * @param number beginning of the persons' numbers, or the whole number if {@code persons} is 0
     * @param account {@code second} for the second account
     */
    record Conversation(String channel, String number, int persons, String name, String account, List<Turn> turns) {

        boolean isOfSecond() {
            return account != null;
        }

        List<String> phones() {
            return persons == 0
                    ? List.of(number)
                    : IntStream.range(0, persons)
                            .mapToObj(i -> number + "%02d".formatted(i))
                            .toList();
        }
    }

    /**
     * One message.
     *
     * @param out text, or a content of the API
     * @param in text that the person writes
     * @param tap payload of the reply button that the person taps
     * @param title its caption
     */
    record Turn(JsonNode out, @JsonProperty("in") String in, String tap, String title) {}

    static DemoData read() {
        return YamlResource.read("demo/demo.yaml", new TypeReference<DemoData>() {});
    }

    /** Returns the number of messages, in both directions. */
    int messages() {
        return conversations.stream()
                .mapToInt(one -> one.phones().size() * one.turns().size())
                .sum();
    }
}
