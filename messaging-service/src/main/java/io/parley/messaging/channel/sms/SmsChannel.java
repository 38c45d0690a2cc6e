package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.SentMessages;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
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
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** SMS through SMSCs that speak SMPP 3.4. */
@ApplicationScoped
class SmsChannel implements Channel<SmsContent> {
    private static final ChannelKind<SmsContent> KIND = ChannelKind.ofNumbers("sms", SmsContent.class);
    private static final ChannelName NAME = KIND.name();
    private static final int AFTER_THE_DISPATCHER = 5000;

    private final SmscRouter smscs;
    private final InboundDeliveries inbound;
    private final SmsConfig settings;

    SmsChannel(
            SmsConfig settings,
            ChannelEvents events,
            SegmentStore parts,
            SentMessages sent,
            ObjectMapper json,
            InstantSource time,
            MeterRegistry metrics) {
        this.settings = settings;
        this.inbound = new InboundDeliveries(event -> events.take(this, event), parts, sent, json, time);
        this.smscs = new SmscRouter(settings, inbound, metrics);
    }

    /** Binds come up in the background; what is submitted before is deferred. */
    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            smscs.start();
        }
    }

    void stop(@Observes @Priority(AFTER_THE_DISPATCHER) ShutdownEvent event) {
        smscs.stop();
    }

    @Override
    public ChannelKind<SmsContent> kind() {
        return KIND;
    }

    @Override
    public String validateIdentity(String identity) {
        return Address.validate(identity);
    }

    @Override
    public String validateRecipient(String recipient) {
        return E164Validator.isNumber(recipient) ? null : E164Validator.REMEDY;
    }

    /** The wait for the SMSC is a virtual thread's; the outcome comes back on the caller's context. */
    @Override
    public Uni<Submission> submit(OutboundMessage<SmsContent> message) {
        return Uni.createFrom()
                .item(() -> submitSegments(message))
                .runSubscriptionOn(task -> Thread.ofVirtual().name("sms").start(task))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome)
                .emitOn(caller());
    }

    @Override
    public InDoubtPolicy afterSilence(Sender sender) {
        return smscs.afterSilence(sender);
    }

    @Override
    public List<Integer> references(UUID messageId, SmsContent content, String provider) {
        var first = reference(messageId);
        return IntStream.range(0, parts(messageId, content, provider))
                .mapToObj(part -> UserData.reference(first, part))
                .toList();
    }

    @Override
    public String quoted(SmsContent content) {
        return switch (content) {
            case SmsContent.Text(var text) -> text;
        };
    }

    /** Binds that are up. */
    long bound() {
        return smscs.bound();
    }

    /** Takes a text that has waited for its parts too long as it is. */
    Uni<Void> takeOverdue(SegmentStore.Joined text) {
        var smsc = settings.smscs().get(text.smsc());
        return inbound.takeJoined(
                smsc == null ? DefaultAlphabet.GSM7 : smsc.text().charset(), text);
    }

    static String provider(String smsc) {
        return NAME + "/" + smsc;
    }

    static String errorCode(String code) {
        return NAME + "::error::" + code;
    }

    private Submission submitSegments(OutboundMessage<SmsContent> message) {
        return switch (message.content()) {
            case SmsContent.Text(var text) ->
                smscs.submit(
                        message.messageId(),
                        message.sender(),
                        Address.number(message.recipient()),
                        text,
                        reference(message.messageId()));
        };
    }

    /** As many as the text is cut into for that SMSC; one for a text that was sent through an SMSC that is gone. */
    private int parts(UUID messageId, SmsContent content, String provider) {
        return settings.smscs().entrySet().stream()
                .filter(smsc -> provider == null || provider(smsc.getKey()).equals(provider))
                .findFirst()
                .map(smsc -> smsc.getValue().text())
                .map(text ->
                        UserData.of(quoted(content), reference(messageId), text).size())
                .orElse(1);
    }

    /**
     * The same at each attempt, so that a phone can join parts of two attempts and a receipt of any attempt names its
     * message. It needs no row of its own: the message's id is committed before the first call.
     */
    private static int reference(UUID messageId) {
        return messageId.hashCode() & 0xFFFF;
    }

    private static Executor caller() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
    }
}
