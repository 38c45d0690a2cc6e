package io.parley.sandbox.web;

import java.util.concurrent.atomic.AtomicLong;

/** Increasing ids of up to 19 digits, unique across restarts because the platform stores older ones. */
public final class ProviderIds {

    private final AtomicLong next = new AtomicLong(System.currentTimeMillis() * 1_000_000L);

    public long next() {
        return next.incrementAndGet();
    }
}
