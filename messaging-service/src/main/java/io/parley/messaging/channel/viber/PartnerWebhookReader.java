package io.parley.messaging.channel.viber;

import static io.parley.runtime.json.ProviderJson.first;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoFile;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses one result of a partner's webhook: a delivery report, a seen report or an inbound message. An inbound message
 * has the person as {@code sender} and our service as {@code to}; a seen report has the service as {@code from}.
 */
final class PartnerWebhookReader {

    /** Fractions of a second are optional; offsets have a colon or not. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private static final Map<String, MessageState> STATES = Map.of(
            "PENDING", MessageState.DISPATCHED,
            "DELIVERED", MessageState.DELIVERED,
            "UNDELIVERABLE", MessageState.CHANNEL_FAILED,
            "EXPIRED", MessageState.CHANNEL_FAILED,
            "REJECTED", MessageState.CHANNEL_FAILED);

    private final ProviderEvent event;
    private final JsonNode result;

    private PartnerWebhookReader(ProviderEvent event) {
        this.event = event;
        this.result = event.payload().path("results").path(0);
    }

    static ChannelEvent read(ProviderEvent event) {
        var reader = new PartnerWebhookReader(event);
        return reader.event().orElseGet(() -> new Unreadable("kind " + event.kind()));
    }

    /** The state of a status group; empty if the group is unknown. */
    static Optional<MessageState> state(String group) {
        return Optional.ofNullable(STATES.get(group));
    }

    /** Reason of a failure: the error of a result if there is one, else its status. */
    static ProviderError failure(JsonNode result) {
        var error = result.path("error");
        var reason = error.path("id").asInt() == 0 ? result.path("status") : error;
        var group = text(result.path("status").path("groupName")).orElse("failed");
        var description = Stream.of(reason.path("name"), reason.path("description"))
                .flatMap(member -> text(member).stream())
                .collect(Collectors.joining(" – "));
        return new ProviderError(
                ViberChannel.errorCode(scalar(reason.path("id")).orElse(group)),
                description.isEmpty() ? "The partner reports " + group + " and gives no reason." : description);
    }

    private Optional<ChannelEvent> event() {
        return switch (event.kind()) {
            case "report" ->
                state(result.path("status").path("groupName").asText()).flatMap(this::report);
            case "seen" -> status(MessageState.SEEN, time("seenAt"), null);
            case "message" -> Optional.of(message());
            default -> Optional.empty();
        };
    }

    private Optional<ChannelEvent> report(MessageState state) {
        return status(state, time("doneAt"), state == MessageState.CHANNEL_FAILED ? failure(result) : null);
    }

    private Optional<ChannelEvent> status(MessageState state, Instant at, @Nullable ProviderError error) {
        return scalar(result.path("messageId"))
                .map(id -> new Status(PartnerConnector.PROVIDER, id, ours(id), state, at, error, null));
    }

    private static @Nullable UUID ours(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Without an id a repeated message is detected by the event id, derived from its bytes. */
    private ChannelEvent message() {
        var person = first(result.path("sender"), result.path("from"));
        if (person == null) {
            return new Unreadable("message without sender");
        }
        var file = file();
        return new Received(
                PartnerConnector.PROVIDER,
                scalar(result.path("messageId")).orElse(event.id()),
                event.sender(),
                person.startsWith("+") ? person.substring(1) : person,
                null,
                time("receivedAt"),
                file.<MoContent>map(this::media).or(this::textContent).orElseGet(MoContent.Unknown::new),
                null,
                null,
                file.orElse(null),
                null);
    }

    /** A missing or unknown type is ignored if there is a text or a URL. */
    private Optional<MoFile> file() {
        var message = result.path("message");
        var isText = message.path("type").asText().equals("TEXT")
                || (text(message.path("text")).isPresent()
                        && !message.path("type").asText().equals("FILE"));
        return isText
                ? Optional.empty()
                : text(message.path("url"))
                        .map(url -> new MoFile(
                                url,
                                MediaKind.DOCUMENT,
                                null,
                                text(message.path("fileName")).orElse(null),
                                null));
    }

    private MoContent media(MoFile file) {
        var caption = text(result.path("message").path("text")).orElse(file.fileName());
        return new MoContent.Media(new MoContent.File(file.kind().word(), null, null, caption));
    }

    private Optional<MoContent> textContent() {
        var message = result.path("message");
        return message.path("type").asText().equals("FILE")
                ? Optional.of(new MoContent.MediaPlaceholder())
                : scalar(message.path("text")).map(MoContent.Text::new);
    }

    private Instant time(String member) {
        try {
            var time = OffsetDateTime.parse(result.path(member).asText(), TIME).toInstant();
            return ProviderJson.storable(time, event.receivedAt());
        } catch (DateTimeException e) {
            return event.receivedAt();
        }
    }
}
