package io.parley.messaging.message;

/** Fired after a commit that ended jobs ahead of others, so that dispatch claims again at once. */
public record LanesFreed() {}
