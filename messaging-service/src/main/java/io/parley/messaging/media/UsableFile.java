package io.parley.messaging.media;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * A file that messages can contain.
 *
 * @param fileName null if unknown
 * @param size in bytes
 * @param usedBy the message that claimed it, if it can be used once only; null if none
 */
record UsableFile(UUID id, String contentType, String fileName, long size, UUID usedBy) {
    static final String COLUMNS = "id, content_type, file_name, size, used_by";

    static UsableFile of(Row row) {
        return new UsableFile(
                row.getUUID("id"),
                row.getString("content_type"),
                row.getString("file_name"),
                row.getLong("size"),
                row.getUUID("used_by"));
    }
}
