package io.parley.sandbox.fault;

import java.util.List;

/**
 * Faults of Meta's account side: business accounts, numbers, profiles, uploads, commerce settings and subscriptions.
 * Rates are from 0 (never) to 1 (always). {@code tokenExpired} and {@code missingPermissions} apply to every call of the
 * Graph API, send calls and media included, because they belong to the token.
 *
 * @param latencyMs time before a response
 * @param http5xx rate of HTTP 503 responses; nothing is changed
 * @param reset rate of calls whose connection is reset instead of a response; nothing is changed
 * @param code4 rate of Graph error 4: calls of the app are throttled
 * @param code80007 rate of Graph error 80007: calls for the business account are throttled
 * @param tokenExpired whether the token has expired: error 190, subcode 463
 * @param missingPermissions permissions that the token lacks, as {@code whatsapp_business_management}
 * @param permissionCode error code of a missing permission, 10 or 200; default 200
 * @param clockSkewSeconds by how much the header Date of the responses is ahead of the clock of this machine; negative: behind
 * @param nestedProfile whether a profile is nested under {@code business_profile}, as in older responses
 */
public record AccountFaults(
        Range latencyMs,
        double http5xx,
        double reset,
        double code4,
        double code80007,
        boolean tokenExpired,
        List<String> missingPermissions,
        Integer permissionCode,
        long clockSkewSeconds,
        boolean nestedProfile) {

    /** Permissions that a token may have. */
    public static final List<String> PERMISSIONS =
            List.of("whatsapp_business_management", "whatsapp_business_messaging", "business_management");

    private static final List<Integer> PERMISSION_CODES = List.of(10, 200);

    public AccountFaults {
        latencyMs = latencyMs == null ? Range.ZERO : latencyMs;
        missingPermissions = missingPermissions == null ? List.of() : List.copyOf(missingPermissions);
        permissionCode = permissionCode == null ? 200 : permissionCode;
        if (!PERMISSIONS.containsAll(missingPermissions)) {
            throw new IllegalArgumentException("missingPermissions must be of " + PERMISSIONS);
        }
        if (!PERMISSION_CODES.contains(permissionCode)) {
            throw new IllegalArgumentException("permissionCode must be one of " + PERMISSION_CODES);
        }
    }
}
