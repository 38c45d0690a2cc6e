package io.parley.sandbox.phone;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A message on its way to a phone that is operated by hand.
 *
 * @param needsWindow whether the person must have written within 24 hours
 * @param validity after which it is no longer delivered
 * @param report reports an event to the platform as the provider does; runs on any thread
 */
public record MessageInTransit(String business, boolean needsWindow, Duration validity, Consumer<PhoneEvent> report) {}
