package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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

/** One bind that is kept alive: bound, watched, bound anew after a pause when it is lost. */
final class SmppBind {
    private static final RegisteredDelivery RECEIPT_WANTED =
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE);

    /** Exponent at which the pause between binds has long reached its longest. */
    private static final int LONG_SINCE = 16;

    private final OutageLog binds;
    private final String name;
    private final SmsConfig.Smsc settings;
    private final MessageReceiverListener listener;
    private final Set<Integer> temporary;
    private final String validity;
    private volatile Binding binding;
    private volatile boolean stopped;
    private volatile Thread keeper;

    SmppBind(String name, SmsConfig.Smsc settings, MessageReceiverListener listener) {
        this.name = name;
        this.binds = new OutageLog(Logger.getLogger(SmppBind.class), "cannot bind smsc=" + name);
        this.settings = settings;
        this.listener = listener;
        this.temporary = settings.temporaryStatuses().orElse(List.of()).stream()
                .map(Integer::decode)
                .collect(Collectors.toUnmodifiableSet());
        this.validity = settings.validity().map(RelativeTime::of).orElse(null);
    }

    void start() {
        keeper = Thread.ofVirtual().name("smpp-" + name).start(this::keepBound);
    }

    /** Waits for what is under way, as long as a submit may take, then unbinds. */
    void stop() {
        stopped = true;
        if (keeper == null) {
            return;
        }
        keeper.interrupt();
        try {
            var last = binding;
            if (last != null) {
                last.window().tryAcquire(settings.session().window(), submitTimeout(), TimeUnit.MILLISECONDS);
                last.unbind();
            }
            keeper.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isBound() {
        var current = binding;
        return !stopped && current != null && current.isWhole();
    }

    /** How many submits could start at once. */
    int freeWindow() {
        var current = binding;
        return current == null ? 0 : current.window().availablePermits();
    }

    int used() {
        return binding == null ? 0 : settings.session().window() - freeWindow();
    }

    /** Submits one part; waits for a place in the window and for the answer. */
    Submission submit(Address from, Address to, UserData part) {
        var current = binding;
        try {
            if (current == null || !current.window().tryAcquire(submitTimeout(), TimeUnit.MILLISECONDS)) {
                return TransportFailure.unreachable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TransportFailure.unreachable();
        }
        try {
            return submit(current.transmitter(), from, to, part);
        } finally {
            current.window().release();
        }
    }

    private long submitTimeout() {
        return settings.session().submitTimeout().toMillis();
    }

    private Submission submit(SMPPSession session, Address from, Address to, UserData part) {
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
                    RECEIPT_WANTED,
                    (byte) 0,
                    new RawDataCoding(part.dataCoding()),
                    (byte) 0,
                    part.octets(),
                    part.parameters());
            // One id per part, also where it is empty: parts are counted by their ids.
            return new Submission.Accepted(SmsChannel.provider(name), List.of(messageId(result)));
        } catch (NegativeResponseException e) {
            return refused(session, e.getCommandStatus());
        } catch (PDUStringException e) {
            return new Submission.Rejected(CommandStatus.error(e.getErrorCode()));
        } catch (GenericNackResponseException e) {
            return refused(session, e);
        } catch (ResponseTimeoutException | InvalidResponseException e) {
            return TransportFailure.noAnswer();
        } catch (PDUException | IOException e) {
            // jsmpp fails this way only before the last octet is written: a PDU cut short is no submit.
            return TransportFailure.unreachable();
        }
    }

    /** Empty where the SMSC gave none that can be read: it has the text all the same. */
    private static String messageId(SubmitSmResult result) {
        return RawPdu.messageId(RawPdu.unwrap(result.getOptionalParameters()))
                .map(ReceiptIds::normal)
                .orElse("");
    }

    /** A {@code generic_nack} says that the SMSC did not take the PDU, unless its status says nothing. */
    private Submission refused(SMPPSession session, GenericNackResponseException nack) {
        return nack.getCommandStatus() == SMPPConstant.STAT_ESME_ROK
                ? TransportFailure.noAnswer()
                : refused(session, nack.getCommandStatus());
    }

    private Submission refused(SMPPSession session, int status) {
        if (CommandStatus.isWrongState(status)) {
            session.close();
        }
        return CommandStatus.outcome(status, temporary);
    }

    private void keepBound() {
        var failures = 0;
        while (!stopped) {
            try {
                var opened = Binding.open(settings, listener);
                binds.worked();
                Log.infof("bound smsc=%s", name);
                failures = 0;
                binding = opened;
                opened.awaitLoss();
                binding = null;
                opened.unbind();
                Log.warnf("session lost smsc=%s", name);
            } catch (IOException e) {
                failures = report(e) ? LONG_SINCE : failures + 1;
            } catch (InterruptedException e) {
                continue;
            }
            rest(failures);
        }
    }

    /** Says why a bind failed, and whether only an operator can mend it. */
    private boolean report(IOException failure) {
        if (failure.getCause() instanceof NegativeResponseException refusal
                && CommandStatus.isWrongCredentials(refusal.getCommandStatus())) {
            Log.errorf("bind refused smsc=%s statusCode=%d", name, refusal.getCommandStatus());
            return true;
        }
        binds.failed(failure);
        return false;
    }

    private void rest(int failures) {
        var first = settings.session().rebindFirst().toMillis();
        var max = settings.session().maxRebindPause().toMillis();
        var pause = Math.min(max, first << Math.min(failures, LONG_SINCE));
        try {
            TimeUnit.MILLISECONDS.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
        } catch (InterruptedException e) {
            // Stopping: the loop sees it.
        }
    }
}
