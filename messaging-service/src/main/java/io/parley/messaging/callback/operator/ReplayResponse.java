package io.parley.messaging.callback.operator;

import java.util.UUID;

/**
 * What a replay has made due.
 *
 * @param replayed calls that are due again; one that was just under way is not counted, since it is being sent
 * @param after id of the last call, if there may be more: the same request with this goes on behind it
 */
record ReplayResponse(int replayed, UUID after) {}
