package io.parley.template.submission;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.template.graph.GraphTemplates;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.StoredLocalizations.Found;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Deletes a localization at Meta whose template is deleted here. It is looked up first, because a response may have been
 * lost: that to its submission, so that its id is not known, or that to an earlier deletion.
 */
@ApplicationScoped
class DeleteAtMeta {
    private static final String PENDING_DELETION = "PENDING_DELETION";

    private final GraphTemplates graph;
    private final RecordSubmission record;

    DeleteAtMeta(GraphTemplates graph, RecordSubmission record) {
        this.graph = graph;
        this.record = record;
    }

    Uni<AttemptResult> process(WhatsAppAccount account, Found found) {
        var name = found.template().name;
        return graph.find(account, name, found.localization().metaLanguage)
                .map(existing -> existing.flatMap(template -> toDelete(template, found.localization())))
                .call(id -> delete(account, name, id))
                .chain(id -> record.deleted(found, id.orElse(null)))
                .replaceWith(AttemptResult.DONE)
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure -> retried(found, (GraphFailure) failure));
    }

    /** A template with another id is a new one, which was created after the one that was deleted. */
    private static Optional<String> toDelete(JsonNode template, LocalizationRow row) {
        return scalar(template.path("id"))
                .filter(id -> !PENDING_DELETION.equals(template.path("status").asText()))
                .filter(id -> row.metaId == null || row.metaId.equals(id));
    }

    private Uni<Void> delete(WhatsAppAccount account, String name, Optional<String> id) {
        return id.map(known -> graph.delete(account, name, known).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Also if Meta refuses: the template is still there, and an operator can find out why. */
    private static AttemptResult retried(Found found, GraphFailure failure) {
        Log.warnf(
                "template not deleted at Meta yet accountId=%s templateId=%s language=%s cause=%s",
                found.template().accountId, found.template().name, found.localization().metaLanguage, failure.reason());
        return AttemptResult.RETRY;
    }
}
