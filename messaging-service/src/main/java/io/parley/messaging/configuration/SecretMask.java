package io.parley.messaging.configuration;

/** What answers show in place of a secret: that there is one, and not which. */
final class SecretMask {

    /** Long enough to be a valid value of every member it stands for. */
    static final String VALUE = "********";

    /** Any text but the mask: sending back what an answer showed must not make the mask the secret. */
    static final String NOT_THE_MASK = "(?s)(?!\\*{8}\\z).*";

    static final String REFUSAL = "is what answers show in place of the secret; send the secret itself";

    private SecretMask() {}
}
