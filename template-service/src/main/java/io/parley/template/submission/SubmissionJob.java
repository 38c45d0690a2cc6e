package io.parley.template.submission;

import java.util.UUID;

/**
 * A claimed job.
 *
 * @param fence grows with every claim
 * @param attempt number of this claim since the job was requested, from 1
 * @param revision of the request
 */
record SubmissionJob(UUID localizationId, long fence, int attempt, long revision) {}
