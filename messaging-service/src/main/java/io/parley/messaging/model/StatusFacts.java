package io.parley.messaging.model;

/** An event of a message that others must learn of: customers by a callback, operators by log and metrics. */
public record StatusFacts(MessageReference message, MessageEvent event) {}
