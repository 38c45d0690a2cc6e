package io.parley.sandbox.fault;

import java.util.Map;

/**
 * Faults of the SMSC. Rates are from 0 (never) to 1 (always); an absent member has its default, which is an SMSC
 * without faults.
 *
 * @param throttleRate rate of submits rejected with ESME_RTHROTTLED
 * @param dropAfter drops the session at the n-th submit since the plan was set; 0 for never
 * @param refuseBinds whether binds are rejected
 * @param bindStatus command status of rejected binds; default 13, ESME_RBINDFAIL
 * @param enquireLinks false leaves every enquire_link without a response; default true
 * @param slowAnswerMs delay of submit_sm_resp
 * @param noAnswerRate rate of accepted submits without a response
 * @param magicRecipients whether recipients that contain a command status get this status (README); default true
 * @param rejectCodes command status by recipient
 * @param failCodes err value by recipient: accepted, then reported UNDELIV
 * @param failedRate rate of accepted submits reported UNDELIV
 * @param receipts false holds receipts until it is true again; default true
 * @param receiptDelayMs time between a submit and its receipt; default {@link StatusPace}
 * @param receiptForm text, tlv (no text), both, or payload (the text in message_payload); default text
 * @param idForm decimal, hex, or mixed (hex in response and TLV, decimal in the receipt's text); default decimal
 * @param receiptBeforeAnswer rate of submits whose receipt is sent before the response
 * @param duplicateReceipts rate of receipts sent twice
 * @param dropReceipts rate of receipts that are never sent
 * @param retryMs delay before a rejected or unanswered deliver_sm is repeated; default 1000
 * @param responseTimeoutMs response timeout of a deliver_sm; default 10000
 * @param answerIds message_id in the response to an accepted submit: given, empty (an empty message_id), or none (no
 *     body); default given
 * @param receipt deviations of the receipts
 * @param window maximum number of deliver_sm in flight in a session; default 100
 */
public record SmsFaults(
        double throttleRate,
        int dropAfter,
        boolean refuseBinds,
        Integer bindStatus,
        Boolean enquireLinks,
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

    private static final int BIND_FAILED = 0x0D;

    /** Location of a receipt's result. */
    public enum ReceiptForm {
        text,
        tlv,
        both,
        payload
    }

    /** The message_id in the response to an accepted submit. */
    public enum AnswerIds {
        given,
        empty,
        none
    }

    /** Format of message ids. */
    public enum IdForm {
        decimal,
        hex,
        mixed
    }

    public SmsFaults {
        bindStatus = bindStatus == null ? BIND_FAILED : bindStatus;
        enquireLinks = enquireLinks == null || enquireLinks;
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
        receipt = receipt == null ? ReceiptTraits.standard() : receipt;
        window = window == null ? 100 : Math.max(1, window);
    }
}
