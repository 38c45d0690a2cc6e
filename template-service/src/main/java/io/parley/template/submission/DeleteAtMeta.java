package io.parley.template.submission;

import static io.parley.runtime.json.ProviderJson.scalar;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.template.graph.GraphTemplates;
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

    DeleteAtMeta(GraphTemplates graph) {
        this.graph = graph;
    }

    Uni<AttemptResult> process(WhatsAppAccount account, Found found) {
        var name = found.template().name;
        return graph.find(account, name, found.localization().metaLanguage)
                .map(existing -> existing.filter(template ->
                                !PENDING_DELETION.equals(template.path("status").asText()))
                        .flatMap(template -> scalar(template.path("id"))))
                .chain(id -> delete(account, name, id))
                .replaceWith(AttemptResult.DONE)
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure -> retried(found, (GraphFailure) failure));
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
