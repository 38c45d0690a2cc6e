package io.parley.messaging.media;

import io.parley.runtime.sql.SqlRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that messages can contain.
 *
 * @param fileName null if unknown
 * @param size in bytes
 * @param usedBy the message that claimed it, if it can be used once only; null if none
 */
record UsableFile(
        UUID id,
        String contentType,
        @Nullable String fileName,
        long size,
        @Nullable UUID usedBy) {
    static final String COLUMNS = "id, content_type, file_name, size, used_by";

    static UsableFile of(SqlRow row) {
        return new UsableFile(
                row.uuid("id"),
                row.text("content_type"),
                row.textOrNull("file_name"),
                row.bigint("size"),
                row.uuidOrNull("used_by"));
    }
}
