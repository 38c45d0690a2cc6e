package io.parley.messaging.message;

/** Fired after a commit that ended jobs in front of others, so that dispatch looks again at once. */
public record LanesFreed() {}
