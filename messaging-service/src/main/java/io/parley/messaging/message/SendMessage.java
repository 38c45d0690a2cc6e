package io.parley.messaging.message;

import io.parley.messaging.message.AcceptedMessage.BulkPosition;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.queue.LaneHash;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.Caller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Accepts messages. Returns after the commit, so an accepted message is durable; fails with a problem otherwise. */
@ApplicationScoped
class SendMessage {

    private static final Logger LOG = Logger.getLogger(SendMessage.class);
    private static final int MAX_SOURCE = 64;

    /**
     * A request as received.
     *
     * @param source header {@code x-tyntec-message-source}; null if not given
     * @param name header {@code Idempotency-Key}; null if not given
     */
    record Request(
            Caller caller,
            byte[] body,
            @Nullable String source,
            @Nullable String name) {}

    /**
     * The response to the caller.
     *
     * @param json a MessageResponse or BulkMessageResponse
     * @param replayed whether this is the stored response of a repeated request
     */
    record Result(String json, boolean replayed) {

        Response response() {
            return accepted().build();
        }

        /** @param link value of the header {@code Link} */
        Response response(String link) {
            return accepted().header("Link", link).build();
        }

        private Response.ResponseBuilder accepted() {
            var response = Response.status(Response.Status.ACCEPTED).entity(json);
            return replayed ? response.header("idempotent-replayed", true) : response;
        }
    }

    private final ReadMessage readMessage;
    private final ReadBulk readBulk;
    private final SenderAccess senders;
    private final ValidateMedia validateMedia;
    private final StoredResponses storedResponses;
    private final AcceptMessages messages;
    private final InFlightKeys inFlight = new InFlightKeys();
    private final AcceptConfig settings;
    private final AcceptMetrics metrics;
    private final InstantSource time;
    private final OutageLog outage = new OutageLog(LOG, "messages are refused with 503");

    SendMessage(
            ReadMessage readMessage,
            ReadBulk readBulk,
            SenderAccess senders,
            ValidateMedia validateMedia,
            StoredResponses storedResponses,
            AcceptMessages messages,
            AcceptConfig settings,
            AcceptMetrics metrics,
            InstantSource time) {
        this.readMessage = readMessage;
        this.readBulk = readBulk;
        this.senders = senders;
        this.validateMedia = validateMedia;
        this.storedResponses = storedResponses;
        this.messages = messages;
        this.settings = settings;
        this.metrics = metrics;
        this.time = time;
    }

    Uni<Result> send(Request request) {
        var key = IdempotencyKey.of(request.caller().keyId(), request.name(), request.body());
        var parsed = readMessage.read(request.body());
        var sender = sender(request, parsed);
        var message = accepted(request, parsed, sender, null);
        var reference = message.reference();
        var response = new MessageResponse(reference.id(), reference.acceptedAt()).json();
        return accept(acceptBatch(List.of(message), key, response), List.of(parsed));
    }

    Uni<Result> sendBulk(Request request) {
        var key = IdempotencyKey.of(request.caller().keyId(), request.name(), request.body());
        var parsedMessages = readBulk.read(request.body());
        var sender = sender(request, parsedMessages.getFirst());
        var bulkId = Ids.next();
        var messages = IntStream.range(0, parsedMessages.size())
                .mapToObj(i -> accepted(
                        request,
                        parsedMessages.get(i),
                        sender,
                        new BulkPosition(bulkId, i, i == parsedMessages.size() - 1)))
                .toList();
        var ids = messages.stream().map(message -> message.reference().id()).toList();
        return accept(acceptBatch(messages, key, new BulkMessageResponse(bulkId, ids).json()), parsedMessages);
    }

    private Uni<Result> accept(AcceptBatch acceptBatch, List<ParsedMessage> parsedMessages) {
        return inFlight.once(acceptBatch.idempotencyKey(), () -> validated(acceptBatch, parsedMessages)
                        .chain(() -> messages.commit(acceptBatch)))
                .map(acceptance -> result(acceptance, acceptBatch))
                .onFailure(SendMessage::isUnavailable)
                .transform(this::unavailable)
                .invoke(result -> parsedMessages.forEach(parsed -> metrics.accepted(parsed, result)))
                .onFailure()
                .invoke(failure -> parsedMessages.forEach(metrics::refused));
    }

    /** A repeated request gets the stored response, even if its file was used or its template disabled since. */
    private Uni<Void> validated(AcceptBatch acceptBatch, List<ParsedMessage> parsedMessages) {
        return validateMedia
                .check(
                        acceptBatch,
                        parsedMessages,
                        ValidateContents.violations(acceptBatch.lead().sender(), parsedMessages))
                .onFailure(ProblemException.class)
                .recoverWithUni(problem -> storedResponses
                        .isStored(acceptBatch.idempotencyKey())
                        .chain(known -> known
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(problem)));
    }

    private Sender sender(Request request, ParsedMessage parsed) {
        return senders.owned(
                request.caller(), parsed.channel().name(), parsed.header().from(), Scope.MESSAGES_WRITE, "from");
    }

    private AcceptBatch acceptBatch(List<AcceptedMessage> messages, @Nullable IdempotencyKey key, String response) {
        return new AcceptBatch(
                messages, key, response, System.nanoTime() + settings.timeout().toNanos());
    }

    private AcceptedMessage accepted(
            Request request, ParsedMessage parsed, Sender sender, @Nullable BulkPosition place) {
        var reference = new MessageReference(
                Ids.next(),
                sender.accountId(),
                sender.id(),
                parsed.channel().name().value(),
                sender.identity(),
                parsed.header().recipient(),
                parsed.header().context(),
                parsed.header().urlOverride(),
                now(),
                Traces.current());
        var lane = LaneHash.of(sender.id(), reference.recipient());
        return new AcceptedMessage(reference, sender, parsed, lane, truncated(request.source()), place);
    }

    private static Result result(Acceptance acceptance, AcceptBatch acceptBatch) {
        return switch (acceptance) {
            case Acceptance.Stored ignored -> new Result(acceptBatch.response(), false);
            case Acceptance.Repeated(var stored) -> new Result(stored, true);
            case Acceptance.KeyConflict conflict ->
                throw Problems.unprocessable(
                        "This Idempotency-Key was used with another body within the last 24 hours.");
            case Acceptance.DeadlineExceeded exceeded -> throw new Unavailable();
            case Acceptance.MediaUnavailable unavailable ->
                throw Problems.violation(
                        "content", "names a file that was deleted or used by another message just now");
        };
    }

    private ProblemException unavailable(Throwable failure) {
        outage.failed(failure);
        return Problems.unavailable(settings.retryAfter());
    }

    /** The database is unavailable, slow or full, or the queue is full. No other failure may become a 503. */
    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof Unavailable
                || Failures.isOutage(failure)
                || Failures.kindOf(failure) == FailureKind.STATEMENT_REJECTED;
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String truncated(@Nullable String source) {
        return source == null || source.length() <= MAX_SOURCE ? source : source.substring(0, MAX_SOURCE);
    }

    /** Nothing was written because the caller's deadline had passed. */
    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable() {
            super("deadline exceeded", null, false, false);
        }
    }
}
