package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.ConnectionState;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.InboundRetries;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.SentMessages;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.secrets.SecretFiles;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.validation.E164Validator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** SMS through SMSCs that speak SMPP 3.4. */
@ApplicationScoped
class SmsChannel implements Channel<SmsContent> {
    private static final ChannelKind<SmsContent> KIND =
            ChannelKind.ofNumbers("sms", SmsContent.class).withInboundRetries(InboundRetries.PERIODIC);
    private static final ChannelName NAME = KIND.name();
    private static final int AFTER_DISPATCHER = 5000;

    private final SmscRouter smscs;
    private final InboundDeliveries inbound;
    private final SmsConfig settings;

    SmsChannel(
            SmsConfig settings,
            SecretFiles secrets,
            ChannelEvents events,
            SegmentStore segments,
            SentMessages sent,
            ObjectMapper json,
            InstantSource time,
            MeterRegistry metrics) {
        this.settings = settings;
        this.inbound = new InboundDeliveries(event -> events.accept(this, event), segments, sent, json, time);
        this.smscs = new SmscRouter(settings, secrets, inbound, metrics);
    }

    /** Binds in the background; submits before that are deferred. */
    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            smscs.start();
        }
    }

    void stop(@Observes @Priority(AFTER_DISPATCHER) ShutdownEvent event) {
        smscs.stop();
    }

    @Override
    public ChannelKind<SmsContent> kind() {
        return KIND;
    }

    @Override
    public Optional<String> validateIdentity(String identity) {
        return Address.validate(identity);
    }

    @Override
    public Optional<String> validateRecipient(String recipient) {
        return E164Validator.isNumber(recipient) ? Optional.empty() : Optional.of(E164Validator.REMEDY);
    }

    /** Waits for the SMSC on a virtual thread; emits the outcome on the caller's context. */
    @Override
    public Uni<Submission> submit(OutboundMessage<SmsContent> message) {
        return Uni.createFrom()
                .item(() -> submitSegments(message))
                .runSubscriptionOn(task -> Thread.ofVirtual().name("sms").start(task))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome)
                .emitOn(callerContext());
    }

    @Override
    public InDoubtPolicy inDoubtPolicy(Sender sender) {
        return smscs.inDoubtPolicy(sender);
    }

    @Override
    public List<Integer> references(UUID messageId, SmsContent content, @Nullable String provider) {
        var first = reference(messageId);
        return IntStream.range(0, segments(messageId, content, provider))
                .mapToObj(index -> UserData.reference(first, index))
                .toList();
    }

    @Override
    public String quoted(SmsContent content) {
        return switch (content) {
            case SmsContent.Text(var text) -> text;
        };
    }

    @Override
    public List<ConnectionState> connections() {
        return smscs.connections();
    }

    @Override
    public Uni<List<SetupFinding>> checkSetup(List<Sender> senders) {
        return Uni.createFrom()
                .item(() -> smscs.checkSetup(senders))
                .runSubscriptionOn(task -> Thread.ofVirtual().name("sms-setup").start(task))
                .emitOn(callerContext());
    }

    /** Number of active binds. */
    long bound() {
        return smscs.bound();
    }

    /** Accepts a text whose wait for segments has expired, with those that arrived. */
    Uni<Void> acceptOverdue(SegmentStore.Joined text) {
        var smsc = settings.smscs().get(text.smsc());
        return inbound.acceptJoined(
                smsc == null ? DefaultAlphabet.GSM7 : smsc.text().charset(), text);
    }

    static String provider(String smsc) {
        return NAME + "/" + smsc;
    }

    static String errorCode(String code) {
        return NAME + "::error::" + code;
    }

    private Submission submitSegments(OutboundMessage<SmsContent> message) {
        var reference = reference(message.messageId());
        return switch (message.content()) {
            case SmsContent.Text(var text) -> {
                message.exchange()
                        .sent(
                                "submit_sm",
                                new SubmitExcerpt(message.sender().identity(), message.recipient(), text, reference));
                yield smscs.submit(
                        message.messageId(),
                        message.sender(),
                        Address.number(message.recipient()),
                        text,
                        reference,
                        new SegmentResponses(message.exchange()));
            }
        };
    }

    /** Number of segments of the text for that SMSC; one if the SMSC is no longer configured. */
    private int segments(UUID messageId, SmsContent content, @Nullable String provider) {
        return settings.smscs().entrySet().stream()
                .filter(smsc -> provider == null || provider(smsc.getKey()).equals(provider))
                .findFirst()
                .map(smsc -> smsc.getValue().text())
                .map(text ->
                        UserData.of(quoted(content), reference(messageId), text).size())
                .orElse(1);
    }

    /**
     * The same for each attempt, so that a phone can join segments of two attempts and a receipt of any attempt
     * identifies its message. It needs no row of its own: the message's id is committed before the first submit (ADR
     * 0015).
     */
    private static int reference(UUID messageId) {
        return messageId.hashCode() & 0xFFFF;
    }

    private static Executor callerContext() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
