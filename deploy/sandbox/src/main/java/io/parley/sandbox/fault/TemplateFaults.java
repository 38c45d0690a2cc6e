package io.parley.sandbox.fault;

/**
 * Review, limits and faults of templates. Rates are from 0 (never) to 1 (always); an absent member has its default. Faults
 * of all calls of the account side are in {@link AccountFaults}; {@code whatsapp.webhooks} holds the webhooks.
 *
 * @param automaticReview whether the sandbox decides about new and edited templates; false leaves it to the control API;
 *     default true
 * @param reviewMs delay of an automatic decision; default 800 to 1500
 * @param magicNames whether names that end in {@code _held} or {@code _rejected_<reason>} decide the review (README);
 *     default true
 * @param deletionMs how long a deleted template is PENDING_DELETION; default 1000 to 2000
 * @param creationsPerHour maximum number of creations per hour and business account, error 80008; default 100
 * @param maxTemplates maximum number of templates of a business account, subcode 2388019; default 250
 * @param clockAheadSeconds by how much the clock of templates is ahead of that of this machine: limits, pauses and name
 *     locks end by it; default 0
 * @param timeoutAfterWrite rate of successful creations, edits and deletions without a response: a connection reset follows
 *     after hangMs
 * @param resetAfterWrite rate of those whose connection is reset instead of a response
 * @param error500AfterWrite rate of those with an HTTP 500 response
 * @param hangMs delay before the reset of timeoutAfterWrite; default 30000
 * @param dropWebhooks rate of webhooks that are never sent
 * @param duplicateWebhooks rate of webhooks sent twice
 * @param outOfOrder rate of webhooks that the next one overtakes
 * @param webhookDelayMs delay of each webhook; default 0
 */
public record TemplateFaults(
        Boolean automaticReview,
        Range reviewMs,
        Boolean magicNames,
        Range deletionMs,
        Integer creationsPerHour,
        Integer maxTemplates,
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

    public TemplateFaults {
        automaticReview = automaticReview == null || automaticReview;
        reviewMs = reviewMs == null ? new Range(800, 1_500) : reviewMs;
        magicNames = magicNames == null || magicNames;
        deletionMs = deletionMs == null ? new Range(1_000, 2_000) : deletionMs;
        creationsPerHour = creationsPerHour == null ? 100 : creationsPerHour;
        maxTemplates = maxTemplates == null ? 250 : maxTemplates;
        hangMs = hangMs == null ? 30_000L : hangMs;
        webhookDelayMs = webhookDelayMs == null ? Range.ZERO : webhookDelayMs;
        if (creationsPerHour < 0 || maxTemplates < 0) {
            throw new IllegalArgumentException("creationsPerHour and maxTemplates must not be negative");
        }
    }
}
