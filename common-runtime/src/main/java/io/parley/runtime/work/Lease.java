package io.parley.runtime.work;

import java.time.Instant;

/**
 * The right to work on one job for a while.
 *
 * @param owner the instance that claimed it ({@code parley.instance})
 * @param fence grows with every claim of the same job; a writer whose fence is no longer the row's has lost the job and
 *     may record evidence, but not reschedule it
 * @param until when others may claim it again, by the clock of the database
 */
public record Lease(String owner, long fence, Instant until) {

    /** Whether this lease is the one the row carries now. */
    public boolean holds(long currentFence) {
        return fence == currentFence;
    }
}
