package io.parley.flow.lifecycle;

import java.util.Arrays;

/** The contract's categories of flows, with Meta's names. */
public enum FlowCategory {
    SIGN_UP,
    SIGN_IN,
    APPOINTMENT_BOOKING,
    LEAD_GENERATION,
    CONTACT_US,
    CUSTOMER_SUPPORT,
    SURVEY,
    OTHER;

    /** A category that Meta has added since is {@link #OTHER}: clients of the contract could not read it. */
    public static FlowCategory ofMeta(String category) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(category))
                .findFirst()
                .orElse(OTHER);
    }
}
