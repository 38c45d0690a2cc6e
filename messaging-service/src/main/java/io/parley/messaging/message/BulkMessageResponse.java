package io.parley.messaging.message;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The contract's BulkMessageResponse: all of the bulk is on disk; the ids are in the order of the contents. */
record BulkMessageResponse(UUID bulkId, List<UUID> messageIds) {

    /** As it goes out, and as it is kept for a repetition of the request. */
    String json() {
        return messageIds.stream()
                .map(id -> '"' + id.toString() + '"')
                .collect(Collectors.joining(",", "{\"bulkId\":\"" + bulkId + "\",\"messageIds\":[", "]}"));
    }
}
