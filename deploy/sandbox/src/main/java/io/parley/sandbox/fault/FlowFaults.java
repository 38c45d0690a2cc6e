package io.parley.sandbox.fault;

/**
 * Settings and faults of Flows. Rates are from 0 (never) to 1 (always); an absent member has its default. Faults of all calls
 * of the account side are in {@link AccountFaults}; {@code whatsapp.webhooks} holds the webhooks.
 *
 * @param healthCheck whether publishing a Flow with an endpoint sends a ping to it, which must succeed; default true
 * @param flowsSubscribed whether the app is subscribed to the webhook field flows, without which a Flow with an endpoint
 *     cannot be published; default true
 * @param integrityBlocked whether Meta refuses creations and publications for integrity, error 139000
 * @param processingFailure rate of uploads and updates that fail with error 139001 and change nothing
 * @param endpointTimeoutMs how long a person's phone waits for the endpoint; default 10000
 * @param clockAheadSeconds by how much the clock of Flows is ahead of that of this machine: previews expire and the hourly
 *     limit of throttled Flows ends by it; default 0
 * @param timeoutAfterWrite rate of successful writes without a response: a connection reset follows after hangMs
 * @param resetAfterWrite rate of those whose connection is reset instead of a response
 * @param error500AfterWrite rate of those with an HTTP 500 response
 * @param hangMs delay before the reset of timeoutAfterWrite; default 30000
 * @param dropWebhooks rate of webhooks that are never sent
 * @param duplicateWebhooks rate of webhooks sent twice
 * @param outOfOrder rate of webhooks that the next one overtakes
 * @param webhookDelayMs delay of each webhook; default 0
 */
public record FlowFaults(
        Boolean healthCheck,
        Boolean flowsSubscribed,
        boolean integrityBlocked,
        double processingFailure,
        Long endpointTimeoutMs,
        long clockAheadSeconds,
        double timeoutAfterWrite,
        double resetAfterWrite,
        double error500AfterWrite,
        Long hangMs,
        double dropWebhooks,
        double duplicateWebhooks,
        double outOfOrder,
        Range webhookDelayMs)
        implements ManagementFaults {

    private static final long MAX_ENDPOINT_TIMEOUT_MS = 60_000;

    public FlowFaults {
        healthCheck = healthCheck == null || healthCheck;
        flowsSubscribed = flowsSubscribed == null || flowsSubscribed;
        endpointTimeoutMs = endpointTimeoutMs == null ? 10_000L : endpointTimeoutMs;
        hangMs = hangMs == null ? 30_000L : hangMs;
        webhookDelayMs = webhookDelayMs == null ? Range.ZERO : webhookDelayMs;
        if (endpointTimeoutMs < 1 || endpointTimeoutMs > MAX_ENDPOINT_TIMEOUT_MS) {
            throw new IllegalArgumentException("endpointTimeoutMs must be between 1 and " + MAX_ENDPOINT_TIMEOUT_MS);
        }
    }
}
