package io.parley.sandbox.phone;

/** What becomes of a message on its way to a phone. */
public enum PhoneEvent {
    /** The provider has sent it; the phone has not received it yet. */
    SENT,
    DELIVERED,
    READ,
    /** The person has blocked the business. */
    BLOCKED,
    /** Its validity has ended before the phone could receive it. */
    EXPIRED,
    /** The person has not written for 24 hours, so only templates may be sent (WhatsApp). */
    WINDOW_CLOSED
}
