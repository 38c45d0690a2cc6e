package io.parley.sandbox.fault;

import java.util.Map;

/**
 * How one of the HTTP faces (whatsapp, viber) behaves. Rates run from 0 (never) to 1 (always); an absent member means
 * its default, which is a provider without faults.
 *
 * @param latencyMs time before an answer
 * @param http429 rate of HTTP 429 answers; nothing is accepted
 * @param code130429 rate of Graph error 130429 (throughput); whatsapp only
 * @param code131056 rate of Graph error 131056 (pair rate); whatsapp only
 * @param status12 rate of status 12 (too many requests); viber only
 * @param http5xx rate of HTTP 503 answers; nothing is accepted
 * @param timeoutAfterAccept rate of messages accepted, then silence for hangMs and a reset connection
 * @param resetAfterAccept rate of messages accepted, then a reset connection
 * @param error500AfterAccept rate of messages accepted, then answered HTTP 500
 * @param hangMs how long the silence of timeoutAfterAccept lasts
 * @param magicRecipients whether recipients that name an error get it (README); default true
 * @param rejectCodes error code by recipient: refused in the answer
 * @param failCodes error code by recipient: accepted, then reported as failed
 * @param failedRate rate of accepted messages that are reported as failed
 * @param webhooks false keeps every status and inbound webhook back until it is true again; default true
 * @param read whether read/seen follows delivered; default true
 * @param skipDelivered rate of messages that go from sent to read at once
 * @param webhookDelayMs delay by status (sent, delivered, read or seen, failed), each counted from the one before; default
 *     {@link StatusPace}
 * @param duplicateWebhooks rate of statuses sent twice
 * @param outOfOrder rate of messages whose statuses arrive last to first
 * @param earlyWebhooks rate of messages whose first status is delivered before the send call is answered
 * @param dropWebhooks rate of statuses that never come
 * @param batchChanges most changes in one webhook POST, up to 1000; whatsapp only; default 50
 * @param coalesceMs how long a due webhook waits for company; default 4
 * @param retryMs wait after the first refused webhook, doubled each time; default 500
 * @param maxRetryMs no such wait is longer; default 60000
 * @param signature where viber's signature goes: header, sig (query parameter) or both; default header
 */
public record HttpFaults(
        Range latencyMs,
        double http429,
        double code130429,
        double code131056,
        double status12,
        double http5xx,
        double timeoutAfterAccept,
        double resetAfterAccept,
        double error500AfterAccept,
        Long hangMs,
        Boolean magicRecipients,
        Map<String, Integer> rejectCodes,
        Map<String, Integer> failCodes,
        double failedRate,
        Boolean webhooks,
        Boolean read,
        double skipDelivered,
        Map<String, Range> webhookDelayMs,
        double duplicateWebhooks,
        double outOfOrder,
        double earlyWebhooks,
        double dropWebhooks,
        Integer batchChanges,
        Long coalesceMs,
        Long retryMs,
        Long maxRetryMs,
        String signature) {

    public HttpFaults {
        latencyMs = latencyMs == null ? Range.ZERO : latencyMs;
        hangMs = hangMs == null ? 30_000L : hangMs;
        magicRecipients = magicRecipients == null || magicRecipients;
        rejectCodes = rejectCodes == null ? Map.of() : Map.copyOf(rejectCodes);
        failCodes = failCodes == null ? Map.of() : Map.copyOf(failCodes);
        webhooks = webhooks == null || webhooks;
        read = read == null || read;
        webhookDelayMs = webhookDelayMs == null ? Map.of() : Map.copyOf(webhookDelayMs);
        batchChanges = batchChanges == null ? 50 : Math.clamp(batchChanges, 1, 1000);
        coalesceMs = coalesceMs == null ? 4L : coalesceMs;
        retryMs = retryMs == null ? 500L : retryMs;
        maxRetryMs = maxRetryMs == null ? 60_000L : maxRetryMs;
        signature = signature == null ? "header" : signature;
    }

    /** How long after the status before this one comes. */
    public Range delayOf(String status) {
        return webhookDelayMs.getOrDefault(status, Range.ZERO);
    }
}
