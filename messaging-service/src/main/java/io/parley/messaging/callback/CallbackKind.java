package io.parley.messaging.callback;

/** What a call tells of; decides the URL it goes to and its retry schedule. */
public enum CallbackKind {
    STATUS,
    INBOUND,
    BUSINESS
}
