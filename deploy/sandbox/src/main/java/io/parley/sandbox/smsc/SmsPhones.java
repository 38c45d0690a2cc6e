package io.parley.sandbox.smsc;

import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.ChatMessage.Details;
import io.parley.sandbox.phone.MessageInTransit;
import io.parley.sandbox.phone.OperatedPhone;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneEvent;
import io.parley.sandbox.phone.PhoneId;
import io.parley.sandbox.phone.SandboxPhones;
import io.parley.sandbox.smsc.ReceiptPdu.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The short messages of persons: reports those of both directions, and lets operated phones decide about the receipts. */
record SmsPhones(SandboxPhones phones) {

    /**
     * Adds a text whose segments are complete.
     *
     * @param ids of its segments, in order
     */
    void accepted(Submit submit, String text, List<String> ids) {
        var encoding = submit.charset().name().toLowerCase(Locale.ROOT);
        var details = new Details(ids.subList(1, ids.size()), null, encoding, ids.size());
        phones.add(ChatMessage.toPerson(
                ids.getFirst(), id(submit.to()), submit.from(), text.getBytes(StandardCharsets.UTF_8), details));
    }

    private static PhoneId id(String person) {
        return PhoneId.of(PhoneApp.SMS, person);
    }

    Optional<OperatedPhone> operated(Submit submit) {
        return phones.operated(id(submit.to()));
    }

    /** Returns a segment for an operated phone. A short message is not reported as sent or read. */
    static MessageInTransit inTransit(Submit submit, Consumer<State> report) {
        return new MessageInTransit(
                submit.from(), false, submit.validity(), event -> state(event).ifPresent(report));
    }

    private static Optional<State> state(PhoneEvent event) {
        return switch (event) {
            case DELIVERED -> Optional.of(State.DELIVERED);
            case BLOCKED, WINDOW_CLOSED -> Optional.of(State.UNDELIVERABLE);
            case EXPIRED -> Optional.of(State.EXPIRED);
            case SENT, READ -> Optional.empty();
        };
    }

    /** @param error the err value of the receipt */
    void status(String segmentId, State state, int error) {
        switch (state) {
            case DELIVERED -> phones.setStatus(segmentId, "delivered", null);
            case EXPIRED -> phones.setStatus(segmentId, "expired", null);
            case UNDELIVERABLE -> phones.setStatus(segmentId, "failed", Integer.toString(error));
        }
    }

    void received(String id, String person, String business, String text) {
        phones.add(ChatMessage.fromPerson(id, id(person), business, text));
    }

    /** The platform has acknowledged a message of a person. */
    void passed(String id) {
        phones.setStatus(id, "delivered", null);
    }
}
