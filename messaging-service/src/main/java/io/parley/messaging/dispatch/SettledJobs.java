package io.parley.messaging.dispatch;

import java.util.Map;
import java.util.UUID;

/**
 * What a batch of outcomes did to the table of jobs.
 *
 * @param ended jobs that are gone, and whether another one waits in their lane
 * @param orphansWait whether a status came before the answer that explains it
 */
record SettledJobs(Map<UUID, Boolean> ended, boolean orphansWait) {}
