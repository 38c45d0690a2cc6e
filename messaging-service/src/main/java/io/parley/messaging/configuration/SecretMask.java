package io.parley.messaging.configuration;

/** Placeholder for secrets in responses: shows that a secret is set, but not its value. */
final class SecretMask {

    /** Long enough to be valid for every masked member. */
    static final String VALUE = "********";

    /** Any text except the mask, so that sending a response back does not store the mask as the secret. */
    static final String NOT_THE_MASK = "(?s)(?!\\*{8}\\z).*";

    static final String REFUSAL = "is the placeholder for the secret in responses; send the secret itself";

    private SecretMask() {}
}
