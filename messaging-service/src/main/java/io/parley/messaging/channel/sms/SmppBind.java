package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.telemetry.RefusedCredentials;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SubmitSmResult;
import org.jspecify.annotations.Nullable;

/** One bind to an SMSC. Rebinds with exponential back-off when the session is lost. */
final class SmppBind {
    private static final RegisteredDelivery RECEIPT_REQUESTED =
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE);

    /** Number of failures after which the back-off has reached its maximum in any case. */
    private static final int MAX_FAILURES = 16;

    private final OutageLog outage;
    private final String name;
    private final SmsConfig.Smsc settings;
    private final Supplier<String> password;
    private final MessageReceiverListener listener;
    private final Set<Integer> temporary;
    private final @Nullable String validity;
    private final BackOff rebindPauses;
    private final RecentEvents losses = new RecentEvents();
    private final RecentEvents throttled = new RecentEvents();
    private final AtomicInteger peakWindow = new AtomicInteger();
    private volatile @Nullable Binding binding;
    private volatile @Nullable IOException lastFailure;
    private volatile boolean stopped;
    private volatile @Nullable Thread bindThread;

    /** @param password read at each bind */
    SmppBind(String name, SmsConfig.Smsc settings, Supplier<String> password, MessageReceiverListener listener) {
        this.name = name;
        this.outage = new OutageLog(Logger.getLogger(SmppBind.class), "cannot bind smsc=" + name);
        this.settings = settings;
        this.password = password;
        this.listener = listener;
        this.temporary = settings.temporaryStatuses().orElse(List.of()).stream()
                .map(Integer::decode)
                .collect(Collectors.toUnmodifiableSet());
        this.rebindPauses =
                new BackOff(settings.session().rebindFirst(), settings.session().maxRebindPause());
        this.validity = settings.validity().map(RelativeTime::of).orElse(null);
    }

    void start() {
        bindThread = Thread.ofVirtual().name("smpp-" + name).start(this::keepBound);
    }

    /** Waits for submits in flight, at most the submit timeout, then unbinds. */
    void stop() {
        stopped = true;
        var thread = bindThread;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            var current = binding;
            if (current != null) {
                current.window().tryAcquire(settings.session().window(), submitTimeout(), TimeUnit.MILLISECONDS);
                current.unbind();
            }
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isBound() {
        var current = binding;
        return !stopped && current != null && current.isBound();
    }

    /** Why the last bind failed; empty if it succeeded or was not tried yet. */
    Optional<BindFailure> lastFailure() {
        return Optional.ofNullable(lastFailure).map(BindFailure::of);
    }

    /** Sessions lost in the last minutes. */
    int losses() {
        return losses.count();
    }

    /** Submits that the SMSC throttled in the last minutes. */
    int throttled() {
        return throttled.count();
    }

    /** Maximum number of submits that were in flight at a time, since the start. */
    int peakWindow() {
        return peakWindow.get();
    }

    /** Sends {@code enquire_link} and waits for the response. Empty if it is not bound. */
    Optional<LinkProbe> probe(Duration timeout) {
        var current = binding;
        if (current == null || !isBound()) {
            return Optional.empty();
        }
        var version = current.transmitter().interfaceVersion();
        try {
            return Optional.of(new LinkProbe(current.enquire(timeout), null, version));
        } catch (IOException e) {
            return Optional.of(new LinkProbe(null, e.getMessage(), version));
        }
    }

    /** Number of free slots in the window. */
    int freeWindow() {
        var current = binding;
        return current == null ? 0 : current.window().availablePermits();
    }

    /** Number of submits in flight. */
    int used() {
        return binding == null ? 0 : settings.session().window() - freeWindow();
    }

    /**
     * Submits one segment. Waits for a free slot in the window and for the response.
     *
     * @param responses records the response
     */
    Submission submit(Address from, Address to, UserData part, SegmentResponses responses) {
        var current = binding;
        try {
            if (current == null || !current.window().tryAcquire(submitTimeout(), TimeUnit.MILLISECONDS)) {
                return TransportFailure.unreachable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TransportFailure.unreachable();
        }
        peakWindow.accumulateAndGet(used(), Math::max);
        try {
            return submit(current.transmitter(), from, to, part, responses);
        } finally {
            current.window().release();
        }
    }

    private long submitTimeout() {
        return settings.session().submitTimeout().toMillis();
    }

    private Submission submit(
            SmppClientSession session, Address from, Address to, UserData part, SegmentResponses responses) {
        try {
            var result = session.submitShortMessage(
                    settings.serviceType().orElse(""),
                    from.ton(),
                    from.npi(),
                    from.text(),
                    to.ton(),
                    to.npi(),
                    to.text(),
                    new ESMClass(part.esmClass()),
                    (byte) 0,
                    (byte) 0,
                    null,
                    validity,
                    RECEIPT_REQUESTED,
                    (byte) 0,
                    new RawDataCoding(part.dataCoding()),
                    (byte) 0,
                    part.octets(),
                    part.parameters());
            var id = messageId(result);
            responses.add(name, SMPPConstant.STAT_ESME_ROK, id, session.lastSequence());
            // One id per segment, even if empty: segments are counted by their ids.
            return new Submission.Accepted(SmsChannel.provider(name), List.of(id));
        } catch (NegativeResponseException e) {
            responses.add(name, e.getCommandStatus(), null, session.lastSequence());
            return refused(session, e.getCommandStatus());
        } catch (PDUStringException e) {
            return new Submission.Rejected(CommandStatus.error(e.getErrorCode()));
        } catch (GenericNackResponseException e) {
            responses.add(name, e.getCommandStatus(), null, session.lastSequence());
            return refused(session, e);
        } catch (ResponseTimeoutException | InvalidResponseException e) {
            return TransportFailure.noAnswer();
        } catch (PDUException | IOException e) {
            // jsmpp fails this way only before the last octet is written: a truncated PDU is not a submit.
            return TransportFailure.unreachable();
        }
    }

    /** Empty if the SMSC returned no readable id: it has accepted the text nevertheless. */
    private static String messageId(SubmitSmResult result) {
        return RawPdu.messageId(RawPdu.unwrap(result.getOptionalParameters()))
                .map(ReceiptIds::normal)
                .orElse("");
    }

    /** A {@code generic_nack} means that the SMSC did not accept the PDU, unless its status is 0. */
    private Submission refused(SMPPSession session, GenericNackResponseException nack) {
        return nack.getCommandStatus() == SMPPConstant.STAT_ESME_ROK
                ? TransportFailure.noAnswer()
                : refused(session, nack.getCommandStatus());
    }

    private Submission refused(SMPPSession session, int status) {
        if (CommandStatus.isWrongState(status)) {
            session.close();
        }
        var outcome = CommandStatus.outcome(status, temporary);
        if (outcome instanceof Submission.Deferred deferred && deferred.throttled()) {
            throttled.add();
        }
        return outcome;
    }

    private void keepBound() {
        var failures = 0;
        while (!stopped) {
            try {
                var opened = Binding.open(settings, password.get(), listener);
                outage.succeeded();
                Log.infof("bound smsc=%s", name);
                failures = 0;
                lastFailure = null;
                binding = opened;
                opened.awaitLoss();
                binding = null;
                opened.unbind();
                if (!stopped) {
                    losses.add();
                }
                Log.warnf("session lost smsc=%s", name);
            } catch (IOException e) {
                lastFailure = e;
                failures = report(e) ? MAX_FAILURES : failures + 1;
            } catch (InterruptedException e) {
                continue;
            }
            pause(failures);
        }
    }

    /** Logs why a bind failed. Returns whether only an operator can correct it. */
    private boolean report(IOException failure) {
        var reason = BindFailure.of(failure);
        if (reason.areCredentialsWrong()) {
            Log.errorf("bind refused smsc=%s statusCode=%d", name, reason.commandStatus());
            RefusedCredentials.refused(SmsChannel.provider(name));
            return true;
        }
        outage.failed(failure);
        return false;
    }

    private void pause(int failures) {
        try {
            TimeUnit.NANOSECONDS.sleep(rebindPauses.pause(failures).toNanos());
        } catch (InterruptedException e) {
            // Stopping: the loop condition ends it.
        }
    }
}
