package io.parley.messaging.channel.sms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Languages with their own tables in 3GPP TS 23.038, in the order of their identifiers (§6.2.1.2.4). */
enum NationalLanguage {
    TURKISH,
    SPANISH,
    PORTUGUESE,
    BENGALI,
    GUJARATI,
    HINDI,
    KANNADA,
    MALAYALAM,
    ORIYA,
    PUNJABI,
    TAMIL,
    TELUGU,
    URDU;

    /** The national language identifier, from 1. */
    int id() {
        return Arrays.asList(values()).indexOf(this) + 1;
    }

    /** Empty for 0, the default alphabet, and for unassigned identifiers. */
    static Optional<NationalLanguage> of(int id) {
        return id >= 1 && id <= values().length ? Optional.of(values()[id - 1]) : Optional.empty();
    }

    /** Spanish uses the default basic table and has a single shift table only. */
    boolean hasLockingShift() {
        return this != SPANISH;
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
