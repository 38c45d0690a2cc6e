package io.parley.messaging.dispatch;

/** A job and what follows for it. */
record Outcome(DispatchJob job, Next next) {}
