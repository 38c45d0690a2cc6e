package io.parley.messaging.dispatch;

import io.parley.messaging.queue.DispatchJob;

/** A job and its next step. */
record DispatchResult(DispatchJob job, NextStep next) {}
