package io.parley.messaging.dispatch;

import java.util.Map;
import java.util.UUID;

/**
 * Effect of a batch of results on the table of jobs.
 *
 * @param ended deleted jobs, and whether another one waits in their lane
 * @param orphansWait whether a status arrived before the response with its id
 */
record SettledJobs(Map<UUID, Boolean> ended, boolean orphansWait) {}
