package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.phone.ChatMessage;
import io.parley.sandbox.phone.ChatMessage.Details;
import io.parley.sandbox.phone.MessageInTransit;
import io.parley.sandbox.phone.OperatedPhone;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneEvent;
import io.parley.sandbox.phone.PhoneId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Viber of persons: reports messages of both directions, and lets operated phones decide about the statuses.
 *
 * @param app that of bots, or that of the partner
 */
record ViberPhones(SandboxContext context, PhoneApp app) {
    /** Viber's default for how long a message is kept for a phone. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(14);

    void accepted(String id, String to, String service, byte[] body) {
        context.phones().add(ChatMessage.toPerson(id, PhoneId.of(app, to), service, body, Details.NONE));
    }

    Optional<OperatedPhone> operated(String person) {
        return context.phones().operated(PhoneId.of(app, person));
    }

    /**
     * Returns a message for an operated phone. Viber reports no status when it has sent a message.
     *
     * @param lifetime null for Viber's default
     * @param report reports delivered, seen, failed or expired to the platform
     */
    MessageInTransit inTransit(String service, Duration lifetime, Consumer<String> report) {
        return new MessageInTransit(
                service, false, lifetime == null ? MAX_LIFETIME : lifetime, event -> context.dueQueue()
                        .after(0, () -> status(event).ifPresent(report)));
    }

    private Optional<String> status(PhoneEvent event) {
        return switch (event) {
            case DELIVERED -> Optional.of("delivered");
            case READ ->
                Optional.of("seen")
                        .filter(seen -> context.faults().plan().viber().read());
            case BLOCKED, WINDOW_CLOSED -> Optional.of("failed");
            case EXPIRED -> Optional.of("expired");
            case SENT -> Optional.empty();
        };
    }

    void status(String id, String status) {
        context.phones().setStatus(id, status.equals("seen") ? "read" : status, null);
    }

    void received(String id, String person, String service, JsonNode message) {
        context.phones().add(ChatMessage.fromPerson(id, PhoneId.of(app, person), service, message.toString()));
    }

    /** Viber has passed a message of a person to the platform. */
    void passed(String id) {
        context.phones().setStatus(id, "delivered", null);
    }
}
