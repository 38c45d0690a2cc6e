package io.parley.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.DurationArgument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * Turns that several persons take, each at a time of day.
     *
     * @param number beginning of the persons' numbers
     * @param refused end of their numbers, for which the sandbox refuses every message; null for none
     * @param persons names by the time of day at which the conversation begins, or {@code now}
     * @param account {@code second} for the second account
     * @param phone what is special about the persons' phones; null for nothing
     * @param callbacks null if the messages have no callback URL of their own
     * @param statusAfter time from a message to its last status, for example 4h; null for a few minutes at most
     */
    record Conversation(
            String channel,
            String number,
            String refused,
            Map<String, String> persons,
            String account,
            PhoneState phone,
            Callbacks callbacks,
            String statusAfter,
            List<Turn> turns) {

        /** Begins when the data is loaded, not at a time of day. */
        static final String NOW = "now";

        boolean isOfSecond() {
            return account != null;
        }

        List<Person> people() {
            var people = new ArrayList<Person>();
            persons.forEach((time, name) -> {
                var phoneNumber = number + "%02d".formatted(people.size()) + (refused == null ? "" : refused);
                people.add(new Person(name, phoneNumber, time));
            });
            return people;
        }

        Optional<Duration> lastStatusAfter() {
            return Optional.ofNullable(statusAfter).map(DurationArgument::parse);
        }
    }

    /** @param time HH:mm, or {@code now} */
    record Person(String name, String number, String time) {}

    /** Phones that do not receive and read every message at once. */
    enum PhoneState {
        /** Messages wait at the network. */
        OFFLINE,
        /** Messages arrive and are not read. */
        UNREAD,
        /** The validity of the messages ends before the phone is online again. */
        EXPIRED,
        /** The person has blocked the business. */
        BLOCKED
    }

    /** Receivers that messages name as their callback URL. */
    enum Callbacks {
        /** Refuses the first attempt of some callbacks. */
        RECOVERING,
        /** Refuses all attempts. */
        BROKEN
    }

    /**
     * One action of the team or of the person.
     *
     * @param out text, or a content of the API; the team sends it
     * @param bulk texts that the team sends as one bulk
     * @param in text that the person writes
     * @param tap payload of the reply button that the person taps
     * @param title its caption
     * @param reaction emoji of the person to the last message of the team
     * @param edit new text of the last message of the person
     * @param revoke whether the person takes the last message back
     * @param after time since the turn before, for example 40s; null for some minutes at most
     */
    record Turn(
            JsonNode out,
            List<String> bulk,
            @JsonProperty("in") String in,
            String tap,
            String title,
            String reaction,
            String edit,
            boolean revoke,
            String after) {

        boolean isOfTeam() {
            return out != null || bulk != null;
        }

        /** Returns the number of messages that the platform stores: a revocation deletes one instead. */
        int messages() {
            return bulk == null ? revoke ? 0 : 1 : bulk.size();
        }

        Optional<Duration> pause() {
            return Optional.ofNullable(after).map(DurationArgument::parse);
        }
    }

    static DemoData read() {
        return YamlResource.read("demo/demo.yaml", new TypeReference<DemoData>() {});
    }

    /** Returns the number of messages, in both directions. */
    int messages() {
        return conversations.stream()
                .mapToInt(one -> one.persons().size()
                        * one.turns().stream().mapToInt(Turn::messages).sum())
                .sum();
    }
}
