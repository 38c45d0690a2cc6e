package io.parley.runtime.work;

import java.time.Instant;

/**
 * A lease of one job.
 *
 * @param owner the instance that claimed it ({@code parley.instance})
 * @param fence fencing token, increased by every claim of the same job; a writer whose fence is not the row's current
 *      one has lost the job and may record status updates, but not reschedule it
 * @param until when other instances may claim the job again, by the clock of the database
 */
public record Lease(String owner, long fence, Instant until) {

    /** Whether this lease is the current one of the row. */
    public boolean holds(long currentFence) {
        return fence == currentFence;
    }
}
