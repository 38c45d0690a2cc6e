package io.parley.flow.preview;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored links. */
@ApplicationScoped
class StoredPreviews implements Upserts<FlowPreviewRow, String> {

    /** The link of a flow; null if there is none. */
    Uni<FlowPreviewRow> read(String flowId) {
        return Sessions.read(() -> findById(flowId));
    }

    /** The link with this token; null if there is none. */
    Uni<FlowPreviewRow> withToken(String token) {
        return Sessions.read(() -> find("token", token).firstResult());
    }
}
