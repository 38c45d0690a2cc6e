package io.parley.sandbox.phone;

import io.parley.sandbox.post.DueQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A phone that a person operates, in the browser or by the API. Other phones receive and read every message after the delays
 * of the fault plan. Thread-safe.
 */
public final class OperatedPhone {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final long AUTOMATIC_READ_MS = 1_000;
    /** Messages that wait for the phone, or that the person has not read; beyond it the oldest are no longer reported. */
    private static final int MAX_WAITING = 2_000;

    private final DueQueue clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<MessageInTransit> unread = new ArrayList<>();
    private final Map<String, Instant> lastWritten = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();
    private boolean manual;
    private boolean online = true;
    private Duration ahead = Duration.ZERO;

    private record Waiting(MessageInTransit message, Instant until) {}

    /**
     * The switches of a phone.
     *
     * @param manual whether the person reads messages by opening their chat; otherwise they are read after a second
     * @param online false keeps messages at the provider until it is true again
     * @param clockAheadSeconds time by which the person's clock is ahead
     * @param blocked businesses that the person has blocked
     */
    public record Switches(boolean manual, boolean online, long clockAheadSeconds, Set<String> blocked) {
        static final Switches AUTOMATIC = new Switches(false, true, 0, Set.of());
    }

    OperatedPhone(DueQueue clock) {
        this.clock = clock;
    }

    synchronized Switches switches() {
        return new Switches(manual, online, ahead.toSeconds(), Set.copyOf(blocked));
    }

    /** Returns how many messages wait for the phone. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Accepts a message of a business: delivers it, or keeps it while the phone is offline. */
    public synchronized void send(MessageInTransit message) {
        if (message.needsWindow() && isWindowClosed(message.business())) {
            message.report().accept(PhoneEvent.WINDOW_CLOSED);
            return;
        }
        message.report().accept(PhoneEvent.SENT);
        if (blocked.contains(message.business())) {
            message.report().accept(PhoneEvent.BLOCKED);
        } else if (online) {
            deliver(message);
        } else {
            addBounded(waiting, new Waiting(message, now().plus(message.validity())));
            clock.after(message.validity().toMillis() + 1, this::expire);
        }
    }

    private void deliver(MessageInTransit message) {
        message.report().accept(PhoneEvent.DELIVERED);
        if (manual) {
            addBounded(unread, message);
        } else {
            clock.after(AUTOMATIC_READ_MS, () -> message.report().accept(PhoneEvent.READ));
        }
    }

    private static <T> void addBounded(List<T> list, T item) {
        if (list.size() >= MAX_WAITING) {
            list.removeFirst();
        }
        list.add(item);
    }

    /** A window is closed only by a jump of the clock; persons who have never written are not checked without one. */
    private boolean isWindowClosed(String business) {
        var last = lastWritten.get(business);
        return !ahead.isZero() && (last == null || Duration.between(last, now()).compareTo(WINDOW) >= 0);
    }

    /** Returns the time on the person's clock. */
    private Instant now() {
        return Instant.now().plus(ahead);
    }

    /** The person has written to a business, which opens the window. */
    synchronized void written(String business) {
        lastWritten.put(business, now());
    }

    /** Notes when the person has last written before the phone was operated. */
    synchronized void writtenAt(String business, Instant at) {
        lastWritten.putIfAbsent(business, at);
    }

    synchronized void set(boolean isManual, boolean isOnline, Duration clockAhead) {
        manual = isManual;
        ahead = clockAhead;
        online = isOnline;
        expire();
        if (online) {
            var arriving = List.copyOf(waiting);
            waiting.clear();
            arriving.forEach(one -> deliver(one.message()));
        }
        if (!manual) {
            read(null);
        }
    }

    synchronized void setBlocked(String business, boolean isBlocked) {
        if (isBlocked) {
            blocked.add(business);
        } else {
            blocked.remove(business);
        }
    }

    public synchronized boolean hasBlocked(String business) {
        return blocked.contains(business);
    }

    /** The person reads the messages of a business, or of all if null. */
    synchronized void read(String business) {
        var read = unread.stream()
                .filter(message -> business == null || message.business().equals(business))
                .toList();
        unread.removeAll(read);
        read.forEach(message -> message.report().accept(PhoneEvent.READ));
    }

    private synchronized void expire() {
        var now = now();
        var expired = waiting.stream().filter(one -> !one.until().isAfter(now)).toList();
        waiting.removeAll(expired);
        expired.forEach(one -> one.message().report().accept(PhoneEvent.EXPIRED));
    }
}
