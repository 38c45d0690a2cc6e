package io.parley.messaging.message;

import io.parley.messaging.message.AcceptedMessage.Place;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.Caller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.problem.Outages;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Takes messages over: they are on disk when the caller hears of it (architecture D6), or the caller hears why not. */
@ApplicationScoped
class SendMessage {

    private static final Logger LOG = Logger.getLogger(SendMessage.class);
    private static final int MAX_SOURCE = 64;

    /**
     * A request as it came in.
     *
     * @param source header {@code x-tyntec-message-source}; null if not given
     * @param name header {@code Idempotency-Key}; null if not given
     */
    record Request(Caller caller, byte[] body, String source, String name) {}

    /**
     * What the caller hears.
     *
     * @param json a MessageResponse or BulkMessageResponse
     * @param replayed whether the request had been done before
     */
    record Answer(String json, boolean replayed) {

        Response response() {
            var response = Response.status(Response.Status.ACCEPTED).entity(json);
            return (replayed ? response.header("idempotent-replayed", true) : response).build();
        }
    }

    private final ReadMessage readMessage;
    private final ReadBulk readBulk;
    private final SenderAccess senders;
    private final ValidateMedia validateMedia;
    private final AcceptMessages messages;
    private final InFlightKeys running = new InFlightKeys();
    private final AcceptConfig settings;
    private final AcceptMetrics metrics;
    private final InstantSource time;
    private final OutageLog outage = new OutageLog(LOG, "messages are refused with 503");

    SendMessage(
            ReadMessage readMessage,
            ReadBulk readBulk,
            SenderAccess senders,
            ValidateMedia judgeMedia,
            AcceptMessages messages,
            AcceptConfig settings,
            AcceptMetrics metrics,
            InstantSource time) {
        this.readMessage = readMessage;
        this.readBulk = readBulk;
        this.senders = senders;
        this.validateMedia = judgeMedia;
        this.messages = messages;
        this.settings = settings;
        this.metrics = metrics;
        this.time = time;
    }

    Uni<Answer> send(Request request) {
        var repeatable = IdempotencyKey.of(request.caller().keyId(), request.name(), request.body());
        var draft = readMessage.read(request.body());
        var sender = sender(request, draft);
        var message = accepted(request, draft, sender, null);
        var facts = message.facts();
        var answer = new MessageResponse(facts.id(), facts.acceptedAt()).json();
        return accept(consignment(List.of(message), repeatable, answer), List.of(draft));
    }

    Uni<Answer> sendBulk(Request request) {
        var repeatable = IdempotencyKey.of(request.caller().keyId(), request.name(), request.body());
        var drafts = readBulk.read(request.body());
        var sender = sender(request, drafts.getFirst());
        var bulkId = Ids.next();
        var messages = IntStream.range(0, drafts.size())
                .mapToObj(i -> accepted(request, drafts.get(i), sender, new Place(bulkId, i, i == drafts.size() - 1)))
                .toList();
        var ids = messages.stream().map(message -> message.facts().id()).toList();
        return accept(consignment(messages, repeatable, new BulkMessageResponse(bulkId, ids).json()), drafts);
    }

    private Uni<Answer> accept(AcceptBatch consignment, List<ParsedMessage> drafts) {
        return running.once(consignment.repeatable(), () -> validated(consignment, drafts)
                        .chain(() -> messages.commit(consignment)))
                .map(acceptance -> answer(acceptance, consignment))
                .onFailure(SendMessage::isUnavailable)
                .transform(this::unavailable)
                .invoke(answer -> drafts.forEach(draft -> metrics.answered(draft, answer)))
                .onFailure()
                .invoke(failure -> drafts.forEach(metrics::refused));
    }

    /** A repetition is told what it was told before, though its file may be used up or its template stopped by now. */
    private Uni<Void> validated(AcceptBatch consignment, List<ParsedMessage> drafts) {
        return validateMedia
                .check(
                        consignment,
                        drafts,
                        ValidateContents.faults(consignment.lead().sender(), drafts))
                .onFailure(ProblemException.class)
                .recoverWithUni(problem -> messages.isRepetition(consignment.repeatable())
                        .chain(known -> known
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(problem)));
    }

    private Sender sender(Request request, ParsedMessage draft) {
        return senders.owned(
                request.caller(), draft.channel().name(), draft.request().from(), Scope.MESSAGES_WRITE, "from");
    }

    private AcceptBatch consignment(List<AcceptedMessage> messages, IdempotencyKey repeatable, String answer) {
        return new AcceptBatch(
                messages,
                repeatable,
                answer,
                System.nanoTime() + settings.timeout().toNanos());
    }

    private AcceptedMessage accepted(Request request, ParsedMessage draft, Sender sender, Place place) {
        var facts = new MessageFacts(
                Ids.next(),
                sender.accountId(),
                sender.id(),
                draft.channel().name().value(),
                sender.identity(),
                draft.request().recipient(),
                draft.request().context(),
                draft.request().urlOverride(),
                now(),
                Traces.current());
        return new AcceptedMessage(
                facts,
                sender,
                LaneHash.of(sender.id(), draft.request().recipient()),
                draft.content(),
                draft.contentJson(),
                draft.options(),
                draft.optionsJson(),
                recorded(request.source()),
                place);
    }

    private static Answer answer(Acceptance acceptance, AcceptBatch consignment) {
        return switch (acceptance) {
            case Acceptance.Stored stored -> new Answer(consignment.answer(), false);
            case Acceptance.Repeated(var before) -> new Answer(before, true);
            case Acceptance.KeyConflict misused ->
                throw Problems.unprocessable(
                        "This Idempotency-Key was used with another body within the last 24 hours.");
            case Acceptance.DeadlineExceeded late -> throw new Unavailable();
            case Acceptance.MediaUnavailable gone ->
                throw Problems.violation(
                        "content", "names a file that was deleted or used by another message just now");
        };
    }

    private ProblemException unavailable(Throwable failure) {
        outage.failed(failure);
        return Problems.unavailable(settings.retryAfter());
    }

    /** The database is away, slow or full, or too many wait for it. Nothing else may hide behind a 503. */
    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof Unavailable
                || Outages.isOutage(failure)
                || (failure instanceof VertxException && !(failure instanceof PgException))
                || (failure instanceof PgException pg && !pg.getSqlState().startsWith("22"));
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String recorded(String source) {
        return source == null || source.length() <= MAX_SOURCE ? source : source.substring(0, MAX_SOURCE);
    }

    /** Nothing was written because its caller's patience had ended. */
    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable() {
            super("too late", null, false, false);
        }
    }
}
