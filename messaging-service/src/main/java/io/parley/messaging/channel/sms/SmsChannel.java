package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.AfterSilence;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.ChannelKind;
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
import java.util.concurrent.Executor;

/** SMS through SMSCs that speak SMPP 3.4. */
@ApplicationScoped
class SmsChannel implements Channel<SmsContent> {
    private static final ChannelKind<SmsContent> KIND = ChannelKind.ofNumbers("sms", SmsContent.class);
    private static final ChannelName NAME = KIND.name();
    private static final int AFTER_THE_DISPATCHER = 5000;

    private final Smscs smscs;
    private final Inbound inbound;
    private final SmsSettings settings;

    SmsChannel(
            SmsSettings settings,
            ChannelEvents events,
            Parts parts,
            SentMessages sent,
            ObjectMapper json,
            InstantSource time,
            MeterRegistry metrics) {
        this.settings = settings;
        this.inbound = new Inbound(event -> events.take(this, event), parts, sent, json, time);
        this.smscs = new Smscs(settings, inbound, metrics);
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
    public String faultOfIdentity(String identity) {
        return Address.fault(identity);
    }

    @Override
    public String faultOfRecipient(String recipient) {
        return E164Validator.isNumber(recipient)
                ? null
                : "must be an international phone number: 4 to 15 digits, optionally after one +";
    }

    /** The wait for the SMSC is a virtual thread's; the outcome comes back on the caller's context. */
    @Override
    public Uni<Submission> submit(OutboundMessage<SmsContent> message) {
        return Uni.createFrom()
                .item(() -> handOver(message))
                .runSubscriptionOn(task -> Thread.ofVirtual().name("sms").start(task))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome)
                .emitOn(caller());
    }

    @Override
    public AfterSilence afterSilence(Sender sender) {
        return smscs.afterSilence(sender);
    }

    /** Binds that are up. */
    long bound() {
        return smscs.bound();
    }

    /** Takes a text that has waited for its parts too long as it is. */
    Uni<Void> takeOverdue(Parts.Joined text) {
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

    private Submission handOver(OutboundMessage<SmsContent> message) {
        return switch (message.content()) {
            case SmsContent.Text(var text) ->
                smscs.submit(
                        message.messageId(),
                        message.sender(),
                        Address.number(message.recipient()),
                        text,
                        reference(message));
        };
    }

    /** The same at each attempt, so that a phone can join parts of two attempts. */
    private static int reference(OutboundMessage<SmsContent> message) {
        return message.messageId().hashCode() & 0xFFFF;
    }

    private static Executor caller() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
    }
}
