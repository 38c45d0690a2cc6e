package io.parley.sandbox.fault;

/**
 * Deviations of an SMSC's delivery receipts from SMPP 3.4; an absent member means no deviation.
 *
 * @param stat stat field of every receipt's text, as FAILED or NOROUTE; default DELIVRD, or UNDELIV if failed
 * @param messageState message_state TLV of every receipt, as 9 (SKIPPED of SMPP 5); default 2, or 5 if failed
 * @param esmClass esm_class; default 4, delivery receipt; some SMSCs send 0
 * @param dataCoding data_coding of the text; default 0
 * @param charset charset of the text: ascii or ucs2; default ucs2 for data_coding 8, else ascii. For an SMSC that marks
 *     ASCII as UCS-2: 8 and ascii
 * @param command PDU of the receipt: deliver_sm or data_sm, with the text in message_payload; default deliver_sm
 * @param per which segments get a receipt: each part, or only the first or last one, for the whole text (sub:00n
 *     dlvrd:00n); default part
 * @param asciiNetworkError whether network_error_code is three ASCII digits; default false
 * @param echoReference whether the receipt repeats the submit's user_message_reference; default true
 */
public record ReceiptTraits(
        String stat,
        Integer messageState,
        Integer esmClass,
        Integer dataCoding,
        Charset charset,
        Command command,
        Per per,
        boolean asciiNetworkError,
        Boolean echoReference) {

    private static final int RECEIPT = 0x04;
    private static final int UCS2 = 8;

    /** Charset of a receipt's text. */
    public enum Charset {
        ascii,
        ucs2
    }

    /** PDUs that can carry a receipt. */
    public enum Command {
        deliver_sm,
        data_sm
    }

    /** Which segments get a receipt. */
    public enum Per {
        part,
        first,
        last
    }

    public ReceiptTraits {
        esmClass = esmClass == null ? RECEIPT : esmClass;
        dataCoding = dataCoding == null ? 0 : dataCoding;
        charset = charset == null ? dataCoding == UCS2 ? Charset.ucs2 : Charset.ascii : charset;
        command = command == null ? Command.deliver_sm : command;
        per = per == null ? Per.part : per;
        echoReference = echoReference == null || echoReference;
    }

    static ReceiptTraits standard() {
        return new ReceiptTraits(null, null, null, null, null, null, null, false, null);
    }
}
