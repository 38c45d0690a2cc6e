package io.parley.sandbox.web;

import java.util.concurrent.atomic.AtomicLong;

/** Ids of up to 19 digits that grow and do not repeat after a restart, as the platform remembers older ones. */
public final class ProviderIds {

    private final AtomicLong next = new AtomicLong(System.currentTimeMillis() * 1_000_000L);

    public long next() {
        return next.incrementAndGet();
    }
}
