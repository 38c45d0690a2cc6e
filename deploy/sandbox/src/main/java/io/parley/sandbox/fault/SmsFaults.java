package io.parley.sandbox.fault;

import java.util.Map;

/**
 * How the SMSC behaves. Rates run from 0 (never) to 1 (always); an absent member means its default, which is an SMSC
 * without faults.
 *
 * @param throttleRate rate of submits answered ESME_RTHROTTLED
 * @param dropAfter drops the session that takes this submit, counted from the moment the plan was put; 0 never
 * @param refuseBinds whether binds are refused with ESME_RBINDFAIL
 * @param slowAnswerMs time before a submit is answered
 * @param noAnswerRate rate of submits accepted and never answered
 * @param magicRecipients whether recipients that name a command status get it (README); default true
 * @param rejectCodes command status by recipient
 * @param failCodes err value by recipient: accepted, then reported UNDELIV
 * @param failedRate rate of accepted submits reported UNDELIV
 * @param receipts false keeps receipts back until it is true again; default true
 * @param receiptDelayMs time between a submit and its receipt; default {@link StatusPace}
 * @param receiptForm text, tlv (no text), both, or payload (the text in message_payload); default text
 * @param idForm decimal, hex, or mixed (hex in the answer and the TLV, decimal in the receipt's text); default decimal
 * @param receiptBeforeAnswer rate of submits whose receipt arrives before the answer
 * @param duplicateReceipts rate of receipts sent twice
 * @param dropReceipts rate of receipts that never come
 * @param retryMs wait before a deliver_sm refused or not answered is repeated; default 1000
 * @param responseTimeoutMs how long a deliver_sm waits for its answer; default 10000
 * @param answerIds whether the answer to an accepted submit names the message: given, empty (an empty message_id), or none
 *     (no body at all); default given
 * @param receipt what is peculiar in receipts
 * @param window most deliver_sm open at once in a session; default 100
 */
public record SmsFaults(
        double throttleRate,
        int dropAfter,
        boolean refuseBinds,
        Range slowAnswerMs,
        double noAnswerRate,
        Boolean magicRecipients,
        Map<String, Integer> rejectCodes,
        Map<String, Integer> failCodes,
        double failedRate,
        Boolean receipts,
        Range receiptDelayMs,
        ReceiptForm receiptForm,
        IdForm idForm,
        double receiptBeforeAnswer,
        double duplicateReceipts,
        double dropReceipts,
        Long retryMs,
        Long responseTimeoutMs,
        AnswerIds answerIds,
        ReceiptTraits receipt,
        Integer window) {

    /** Where a receipt carries what it says. */
    public enum ReceiptForm {
        text,
        tlv,
        both,
        payload
    }

    /** How the answer to an accepted submit names the message. */
    public enum AnswerIds {
        given,
        empty,
        none
    }

    /** How message ids are written. */
    public enum IdForm {
        decimal,
        hex,
        mixed
    }

    public SmsFaults {
        slowAnswerMs = slowAnswerMs == null ? Range.ZERO : slowAnswerMs;
        magicRecipients = magicRecipients == null || magicRecipients;
        rejectCodes = rejectCodes == null ? Map.of() : Map.copyOf(rejectCodes);
        failCodes = failCodes == null ? Map.of() : Map.copyOf(failCodes);
        receipts = receipts == null || receipts;
        receiptDelayMs = receiptDelayMs == null ? Range.ZERO : receiptDelayMs;
        receiptForm = receiptForm == null ? ReceiptForm.text : receiptForm;
        idForm = idForm == null ? IdForm.decimal : idForm;
        retryMs = retryMs == null ? 1000L : retryMs;
        responseTimeoutMs = responseTimeoutMs == null ? 10_000L : responseTimeoutMs;
        answerIds = answerIds == null ? AnswerIds.given : answerIds;
        receipt = receipt == null ? ReceiptTraits.usual() : receipt;
        window = window == null ? 100 : Math.max(1, window);
    }
}
