package io.parley.messaging.callback.operator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Result of a replay.
 *
 * @param replayed number of callbacks made due; one in flight is not counted, as it is being sent
 * @param after id of the last callback if there may be more: repeat the request with it to continue
 */
record ReplayResponse(int replayed, @Nullable UUID after) {}
