package io.parley.sandbox.smsc;

import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.fault.Dice.Chance;
import io.parley.sandbox.fault.Faults;
import io.parley.sandbox.fault.SmsFaults;
import io.parley.sandbox.fault.SmsFaults.AnswerIds;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.phone.OperatedPhone;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.smsc.ReceiptPdu.State;
import io.parley.sandbox.web.ProviderIds;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Processes submit_sm: responds and schedules the receipt by the plan. Called on each session's own thread. */
final class Submits implements SubmitsOnly {

    private static final Pattern MAGIC = Pattern.compile(".*9000(\\d\\d\\d)");

    private static final Pattern DESTINATION = Pattern.compile("\\+?\\d{3,20}");

    /** A number, or an alphanumeric sender of up to eleven characters (GSM 03.40). */
    private static final Pattern SENDER = Pattern.compile("\\+?\\d{1,20}|.{1,11}");

    private static final long RECEIPT_FIRST_MS = 300;
    private static final OptionalParameter[] NO_TLVS = {};

    private final SandboxConfig settings;
    private final Faults faults;
    private final Counters counters;
    private final SmsPhones phones;
    private final Texts texts;
    private final Deliveries deliveries;
    private final DueQueue clock;
    private final ProviderIds ids;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();

    Submits(
            SandboxConfig settings,
            Faults faults,
            Counters counters,
            SmsPhones phones,
            Texts texts,
            Deliveries deliveries,
            DueQueue clock,
            ProviderIds ids) {
        this.settings = settings;
        this.faults = faults;
        this.counters = counters;
        this.phones = phones;
        this.texts = texts;
        this.deliveries = deliveries;
        this.clock = clock;
        this.ids = ids;
        faults.onReplaced(() -> accepted.set(0));
    }

    /** Cancels the receipts that are not due yet. */
    void clear() {
        generation.incrementAndGet();
    }

    /** Returns the number of receipts that are not due yet. */
    int due() {
        return due.get();
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession session) throws ProcessRequestException {
        var plan = faults.plan().sms();
        var chance = faults.next("sms");
        var rejection = rejection(pdu, plan, chance);
        if (rejection != 0) {
            counters.add("sms", "refused", 1);
            throw new ProcessRequestException("refused by plan", rejection);
        }
        var submit = Submit.of(pdu, SmsCharset.valueOf(settings.smscCharset().toUpperCase(Locale.ROOT)));
        var id = ids.next();
        var responseId = ReceiptPdu.responseId(id, plan.idForm());
        texts.add(submit, responseId);
        var first = chance.hits(plan.receiptBeforeAnswer(), "receiptBeforeAnswer");
        if (plan.answerIds() != AnswerIds.given) {
            ((Bind) session).responses().omitId(responseId, plan.answerIds());
        }
        planResponse((Bind) session, responseId, first, plan, chance);
        var operated = phones.operated(submit);
        if (operated.isPresent()) {
            sendTo(operated.get(), submit, id, plan, chance);
        } else {
            planReceipt(submit, id, (Bind) session, first, plan, chance);
        }
        return result(responseId);
    }

    private static SubmitSmResult result(String id) throws ProcessRequestException {
        try {
            return new SubmitSmResult(new MessageId(id), NO_TLVS);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR);
        }
    }

    private static int rejection(SubmitSm pdu, SmsFaults plan, Chance chance) {
        var to = pdu.getDestAddress();
        if (to == null || !DESTINATION.matcher(to).matches()) {
            return SMPPConstant.STAT_ESME_RINVDSTADR;
        }
        if (pdu.getSourceAddr() == null || !SENDER.matcher(pdu.getSourceAddr()).matches()) {
            return SMPPConstant.STAT_ESME_RINVSRCADR;
        }
        if (chance.hits(plan.throttleRate(), "throttle")) {
            return SMPPConstant.STAT_ESME_RTHROTTLED;
        }
        var listed = plan.rejectCodes().get(to);
        if (listed != null) {
            return listed;
        }
        var magic = MAGIC.matcher(to);
        return plan.magicRecipients() && magic.matches() ? Integer.parseInt(magic.group(1)) : 0;
    }

    private void planResponse(Bind bind, String id, boolean receiptFirst, SmsFaults plan, Chance chance) {
        if (accepted.incrementAndGet() == plan.dropAfter()) {
            bind.responses().drop(id);
            Thread.ofVirtual().start(bind::close);
            return;
        }
        var slow = chance.within(plan.slowAnswerMs(), "slowAnswer");
        if (chance.hits(plan.noAnswerRate(), "noAnswer")) {
            bind.responses().drop(id);
        } else if (receiptFirst) {
            bind.responses().hold(id);
            clock.after(slow + RECEIPT_FIRST_MS, () -> bind.responses().release(id));
        } else if (slow > 0) {
            bind.responses().hold(id);
            clock.after(slow, () -> bind.responses().release(id));
        }
    }

    /** Lets a person decide when the segment is delivered. */
    private void sendTo(OperatedPhone phone, Submit submit, long id, SmsFaults plan, Chance chance) {
        var transit = SmsPhones.inTransit(submit, state -> {
            var error = state == State.DELIVERED ? 0 : 1;
            phones.status(ReceiptPdu.responseId(id, plan.idForm()), state, error);
            if (submit.wantsReceipt(state != State.DELIVERED)
                    && ReceiptPdu.isFor(submit, plan.receipt().per())) {
                var receipt = new ReceiptPdu(submit, id, state, error).deliver(plan, status -> {});
                reportAfter(0, receipt, generation.get(), () -> {});
            }
        });
        clock.after(chance.within(plan.receiptDelayMs(), "receipt"), () -> phone.send(transit));
    }

    private void planReceipt(Submit submit, long id, Bind bind, boolean first, SmsFaults plan, Chance chance) {
        var failed = plan.failCodes().containsKey(submit.to()) || chance.hits(plan.failedRate(), "failed");
        var error = failed ? plan.failCodes().getOrDefault(submit.to(), 1) : 0;
        var state = failed ? State.UNDELIVERABLE : State.DELIVERED;
        var responseId = ReceiptPdu.responseId(id, plan.idForm());
        var delay = first ? 0 : chance.within(plan.receiptDelayMs(), "receipt");
        var onDue = (Runnable) () -> phones.status(responseId, state, error);
        if (!submit.wantsReceipt(failed)
                || !ReceiptPdu.isFor(submit, plan.receipt().per())
                || chance.hits(plan.dropReceipts(), "dropReceipt")) {
            clock.after(delay, onDue);
            return;
        }
        var deliver = new ReceiptPdu(submit, id, state, error).deliver(plan, status -> {
            if (first) {
                bind.responses().release(responseId);
            }
        });
        var scheduledIn = generation.get();
        reportAfter(delay, deliver, scheduledIn, onDue);
        if (chance.hits(plan.duplicateReceipts(), "duplicateReceipt")) {
            reportAfter(delay + 1, deliver, scheduledIn, () -> {});
        }
    }

    private void reportAfter(long delay, Deliver receipt, int scheduledIn, Runnable onDue) {
        due.incrementAndGet();
        clock.after(delay, () -> report(receipt, scheduledIn, onDue));
    }

    private void report(Deliver receipt, int scheduledIn, Runnable onDue) {
        due.decrementAndGet();
        onDue.run();
        if (scheduledIn != generation.get()) {
            return;
        }
        if (faults.plan().sms().receipts()) {
            deliveries.add(receipt);
        } else {
            reportAfter(faults.plan().sms().retryMs(), receipt, scheduledIn, () -> {});
        }
    }
}
