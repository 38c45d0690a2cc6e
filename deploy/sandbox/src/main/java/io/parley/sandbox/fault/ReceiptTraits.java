package io.parley.sandbox.fault;

/**
 * What is peculiar in an SMSC's receipts; an absent member means what SMPP 3.4 describes.
 *
 * @param stat final word of every receipt's text, as FAILED or NOROUTE; default DELIVRD, or UNDELIV if it failed
 * @param messageState message_state of every receipt's TLV, as 9 (SKIPPED of SMPP 5); default 2, or 5 if it failed
 * @param esmClass esm_class; default 4, delivery receipt; some SMSCs send 0
 * @param dataCoding data_coding of the text; default 0
 * @param charset how the text is written: ascii or ucs2; default ucs2 under data_coding 8, else ascii. SMSCs that mark ASCII
 *     as UCS-2 have 8 and ascii
 * @param command PDU that carries it: deliver_sm or data_sm, which has its text in message_payload; default deliver_sm
 * @param per what gets a receipt: each part of a text, or only its first or last part, for the whole text (sub:00n
 *     dlvrd:00n); default part
 * @param asciiNetworkError whether network_error_code is three ASCII digits; default false
 * @param echoReference whether user_message_reference of the submit comes back; default true
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

    /** How the text of a receipt is written. */
    public enum Charset {
        ascii,
        ucs2
    }

    /** PDUs that can carry a receipt. */
    public enum Command {
        deliver_sm,
        data_sm
    }

    /** For what there is one receipt. */
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

    static ReceiptTraits usual() {
        return new ReceiptTraits(null, null, null, null, null, null, null, false, null);
    }
}
