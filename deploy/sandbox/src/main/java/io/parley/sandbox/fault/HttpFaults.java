package io.parley.sandbox.fault;

import java.util.Map;

/**
 * Faults of one HTTP API (whatsapp, viber). Rates are from 0 (never) to 1 (always); an absent member has its default,
 * which is a provider without faults.
 *
 * @param latencyMs time before a response
 * @param http429 rate of HTTP 429 responses; nothing is accepted
 * @param code130429 rate of Graph error 130429 (throughput); whatsapp only
 * @param code131056 rate of Graph error 131056 (pair rate); whatsapp only
 * @param status12 rate of status 12 (too many requests); viber only
 * @param http5xx rate of HTTP 503 responses; nothing is accepted
 * @param timeoutAfterAccept rate of accepted messages without a response: a connection reset follows after hangMs
 * @param resetAfterAccept rate of accepted messages whose connection is reset instead of a response
 * @param error500AfterAccept rate of accepted messages with an HTTP 500 response
 * @param hangMs delay before the reset of timeoutAfterAccept
 * @param magicRecipients whether recipients that contain an error code get this error (README); default true
 * @param rejectCodes error code by recipient: rejected in the response
 * @param failCodes error code by recipient: accepted, then reported as failed
 * @param failedRate rate of accepted messages that are reported as failed
 * @param webhooks false holds every status and inbound webhook until it is true again; default true
 * @param read whether read/seen follows delivered; default true
 * @param skipDelivered rate of messages that go from sent to read directly
 * @param webhookDelayMs delay by status (sent, delivered, read or seen, failed), each relative to the previous status;
 *     default {@link StatusPace}
 * @param duplicateWebhooks rate of statuses sent twice
 * @param outOfOrder rate of messages whose statuses are sent in reverse order
 * @param earlyWebhooks rate of messages whose first status is sent before the response to the send call
 * @param dropWebhooks rate of statuses that are never sent
 * @param batchChanges maximum number of changes in one webhook POST, up to 1000; whatsapp only; default 50
 * @param coalesceMs how long a due webhook waits for others to batch with; default 4
 * @param retryMs back-off after the first failed webhook, doubled each time; default 500
 * @param maxRetryMs maximum back-off; default 60000
 * @param signature location of Viber's signature: header, sig (query parameter) or both; default header
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

    /** Returns the delay of this status after the previous one. */
    public Range delayOf(String status) {
        return webhookDelayMs.getOrDefault(status, Range.ZERO);
    }
}
