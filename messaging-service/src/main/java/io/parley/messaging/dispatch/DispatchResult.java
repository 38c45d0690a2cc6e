package io.parley.messaging.dispatch;

/** A job and what follows for it. */
record DispatchResult(DispatchJob job, NextStep next) {}
