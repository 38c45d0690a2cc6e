package io.parley.sandbox.smsc;

import io.parley.sandbox.fault.ReceiptTraits;
import io.parley.sandbox.fault.ReceiptTraits.Per;
import io.parley.sandbox.fault.SmsFaults;
import io.parley.sandbox.fault.SmsFaults.IdForm;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jsmpp.bean.OptionalParameter;

/**
 * Delivery receipt of a short message.
 *
 * @param id the message's number; the plan sets its format
 * @param error 0 if it was delivered
 */
record ReceiptPdu(Submit submit, long id, State state, int error) {

    /** Final states with their numbers and names in receipts. */
    enum State {
        DELIVERED(2, "DELIVRD"),
        EXPIRED(3, "EXPIRED"),
        UNDELIVERABLE(5, "UNDELIV");

        private final int number;
        private final String stat;

        State(int number, String stat) {
            this.number = number;
            this.stat = stat;
        }
    }

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final byte GSM_NETWORK = 3;
    private static final int SHOWN_TEXT = 20;
    private static final byte[] NOTHING = {};

    /** Returns the id in the response to the submit. */
    static String responseId(long id, IdForm form) {
        return switch (form) {
            case decimal -> Long.toString(id);
            case hex -> Long.toHexString(id);
            case mixed -> String.format("%018x", id);
        };
    }

    private static String textId(long id, IdForm form) {
        return form == IdForm.hex ? Long.toHexString(id) : Long.toString(id);
    }

    private static String tlvId(long id, IdForm form) {
        return form == IdForm.mixed ? Long.toHexString(id).toUpperCase(Locale.ROOT) : responseId(id, form);
    }

    /** Returns how many segments the receipt covers: one, or all of the text. */
    private int count(ReceiptTraits traits) {
        return traits.per() == Per.part ? 1 : submit.total();
    }

    /** Returns whether this segment gets a receipt. */
    static boolean isFor(Submit submit, Per per) {
        return switch (per) {
            case part -> true;
            case first -> submit.number() == 1 || !submit.isPart();
            case last -> submit.number() == submit.total() || !submit.isPart();
        };
    }

    Deliver deliver(SmsFaults plan, IntConsumer onAnswered) {
        var traits = plan.receipt();
        var text = text(plan)
                .getBytes(
                        traits.charset() == ReceiptTraits.Charset.ucs2
                                ? StandardCharsets.UTF_16BE
                                : StandardCharsets.ISO_8859_1);
        var octets =
                switch (plan.receiptForm()) {
                    case text, both -> text;
                    case tlv, payload -> NOTHING;
                };
        return new Deliver(
                "receipts",
                traits.command(),
                submit.to(),
                submit.from(),
                traits.esmClass().byteValue(),
                traits.dataCoding().byteValue(),
                octets,
                tlvs(plan, text),
                onAnswered);
    }

    private List<OptionalParameter> tlvs(SmsFaults plan, byte[] text) {
        var tlvs = new ArrayList<OptionalParameter>();
        switch (plan.receiptForm()) {
            case text -> {}
            case payload -> tlvs.add(new OptionalParameter.Message_payload(text));
            case tlv, both -> addOutcome(tlvs, plan);
        }
        if (plan.receipt().echoReference() && submit.userReference() != null) {
            tlvs.add(new OptionalParameter.User_message_reference(submit.userReference()));
        }
        return tlvs;
    }

    private void addOutcome(List<OptionalParameter> tlvs, SmsFaults plan) {
        var number = Objects.requireNonNullElse(plan.receipt().messageState(), state.number);
        tlvs.add(new OptionalParameter.Receipted_message_id(tlvId(id, plan.idForm())));
        tlvs.add(new OptionalParameter.Message_state(number.byteValue()));
        tlvs.add(new OptionalParameter.Network_error_code(networkError(plan.receipt())));
    }

    private byte[] networkError(ReceiptTraits traits) {
        return traits.asciiNetworkError()
                ? errorDigits().getBytes(StandardCharsets.US_ASCII)
                : new byte[] {GSM_NETWORK, (byte) (error >> 8), (byte) error};
    }

    private String errorDigits() {
        return String.format("%03d", error);
    }

    private String text(SmsFaults plan) {
        var now = DATE.format(LocalDateTime.now(ZoneOffset.UTC));
        var count = count(plan.receipt());
        var stat = Objects.requireNonNullElse(plan.receipt().stat(), state.stat);
        return String.format(
                        "id:%s sub:%03d dlvrd:%03d",
                        textId(id, plan.idForm()), count, state == State.DELIVERED ? count : 0)
                + " submit date:" + now + " done date:" + now + " stat:" + stat + " err:" + errorDigits() + " text:"
                + firstCharacters();
    }

    private String firstCharacters() {
        var ascii = submit.text().replaceAll("[^\\x20-\\x7E]", "?");
        return ascii.substring(0, Math.min(SHOWN_TEXT, ascii.length()));
    }
}
