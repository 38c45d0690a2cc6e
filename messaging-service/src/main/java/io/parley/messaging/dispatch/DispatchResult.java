package io.parley.messaging.dispatch;

/** A job and its next step. */
record DispatchResult(DispatchJob job, NextStep next) {}
