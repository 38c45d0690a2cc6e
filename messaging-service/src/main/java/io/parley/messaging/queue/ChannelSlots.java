package io.parley.messaging.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The free slots of one channel in this instance. A message with a reserved slot is committed as claimed and passed in
 * memory, so that its job need not be claimed from the table. While the table has more due jobs than there are free
 * slots, none are passed in memory, so that older jobs do not starve.
 */
public final class ChannelSlots {

    private final int slots;
    private final ConcurrentLinkedQueue<DispatchJob> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reserved = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean backlog;
    private volatile boolean due = true;
    private volatile Runnable loop = () -> {};

    ChannelSlots(int slots) {
        this.slots = slots;
    }

    /** Number of slots. */
    public int size() {
        return slots;
    }

    /** Connects the loop that sends the messages of this channel; before that, no slot is free. */
    public void open(Runnable wakeLoop) {
        loop = wakeLoop;
        open = true;
    }

    /** Refuses further reservations: the instance stops. */
    public void close() {
        open = false;
    }

    boolean reserve() {
        if (!open || backlog) {
            return false;
        }
        if (reserved.incrementAndGet() > slots) {
            reserved.decrementAndGet();
            return false;
        }
        return true;
    }

    void release() {
        reserved.decrementAndGet();
    }

    void submit(DispatchJob job) {
        submitted.add(job);
        loop.run();
    }

    /** To be called when the table may have due jobs. */
    public void wake() {
        due = true;
        loop.run();
    }

    /** Another instance has more due jobs than free slots; the loop is woken by its own signal. */
    public void othersNeedHelp() {
        due = true;
    }

    /** Removes submitted jobs in order and frees their slots. */
    public List<DispatchJob> poll(int max) {
        var jobs = new ArrayList<DispatchJob>();
        DispatchJob job;
        while (jobs.size() < max && (job = submitted.poll()) != null) {
            reserved.decrementAndGet();
            jobs.add(job);
        }
        return jobs;
    }

    /** Puts polled jobs back that could not be started. */
    public void putBack(List<DispatchJob> jobs) {
        reserved.addAndGet(jobs.size());
        submitted.addAll(jobs);
    }

    /** Whether the table is known or assumed to have due jobs. */
    public boolean isTableDue() {
        return due || backlog;
    }

    /** To be called before due jobs are claimed from the table. */
    public void onTableClaim() {
        due = false;
    }

    /** The table may still have the due jobs for which it was claimed. */
    public void onTableClaimFailed() {
        due = true;
    }

    /** @param more whether the table may have more due jobs than were claimed */
    public void onTableClaimed(boolean more) {
        backlog = more;
    }
}
