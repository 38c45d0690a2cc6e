package io.parley.sandbox.smsc;

import io.parley.sandbox.fault.SmsFaults;
import io.parley.sandbox.fault.SmsFaults.IdForm;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jsmpp.bean.OptionalParameter;

/**
 * What the SMSC says about the end of a short message.
 *
 * @param id the message's number; how it is written is the plan's business
 * @param error 0 if it was delivered
 */
record Receipt(Submit submit, long id, int error) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final byte RECEIPT = 0x04;
    private static final byte DELIVERED = 2;
    private static final byte UNDELIVERABLE = 5;
    private static final byte GSM_NETWORK = 3;
    private static final int SHOWN_TEXT = 20;
    private static final byte[] NOTHING = {};

    /** The id in the answer to the submit. */
    static String answerId(long id, IdForm form) {
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
        return form == IdForm.mixed ? Long.toHexString(id).toUpperCase(Locale.ROOT) : answerId(id, form);
    }

    Deliver deliver(SmsFaults plan, IntConsumer onAnswered) {
        var text = text(plan.idForm()).getBytes(StandardCharsets.ISO_8859_1);
        var octets =
                switch (plan.receiptForm()) {
                    case text, both -> text;
                    case tlv, payload -> NOTHING;
                };
        return new Deliver(
                "receipts", submit.to(), submit.from(), RECEIPT, (byte) 0, octets, tlvs(plan, text), onAnswered);
    }

    private List<OptionalParameter> tlvs(SmsFaults plan, byte[] text) {
        var tlvs = new ArrayList<OptionalParameter>();
        switch (plan.receiptForm()) {
            case text -> {}
            case payload -> tlvs.add(new OptionalParameter.Message_payload(text));
            case tlv, both -> {
                tlvs.add(new OptionalParameter.Receipted_message_id(tlvId(id, plan.idForm())));
                tlvs.add(new OptionalParameter.Message_state(error == 0 ? DELIVERED : UNDELIVERABLE));
                tlvs.add(new OptionalParameter.Network_error_code(
                        new byte[] {GSM_NETWORK, (byte) (error >> 8), (byte) error}));
            }
        }
        return tlvs;
    }

    private String text(IdForm form) {
        var now = DATE.format(LocalDateTime.now(ZoneOffset.UTC));
        var ascii = submit.text().replaceAll("[^\\x20-\\x7E]", "?");
        return "id:" + textId(id, form) + " sub:001 dlvrd:" + (error == 0 ? "001" : "000") + " submit date:" + now
                + " done date:" + now + " stat:" + (error == 0 ? "DELIVRD" : "UNDELIV") + " err:"
                + String.format("%03d", error) + " text:"
                + ascii.substring(0, Math.min(SHOWN_TEXT, ascii.length()));
    }
}
