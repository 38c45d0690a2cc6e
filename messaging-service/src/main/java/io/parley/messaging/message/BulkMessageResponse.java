package io.parley.messaging.message;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The contract's BulkMessageResponse: the bulk is durable; the ids are in the order of the contents. */
record BulkMessageResponse(UUID bulkId, List<UUID> messageIds) {

    /** The response body, also stored for repeated requests. */
    String json() {
        return messageIds.stream()
                .map(id -> '"' + id.toString() + '"')
                .collect(Collectors.joining(",", "{\"bulkId\":\"" + bulkId + "\",\"messageIds\":[", "]}"));
    }
}
