package io.parley.template.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.problem.Problems;
import io.parley.template.content.ComponentRequests;
import io.parley.template.content.MetaComponents;
import io.parley.template.content.SampleUrls;
import io.parley.template.content.TemplatePatchRequest;
import io.parley.template.graph.GraphTemplates;
import io.parley.template.graph.SampleFiles;
import io.parley.template.graph.SampleUnusable;
import io.parley.template.store.StoredLocalizations.Found;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Changes one localization. Meta decides at once whether it accepts an edit, so the request waits for its response; a
 * localization that Meta does not have is submitted again.
 */
@ApplicationScoped
class EditLocalization {
    private static final String REVIEWED =
            "The localization is being submitted or reviewed, and WhatsApp does not accept"
                    + " changes until it has decided; repeat the request then.";

    private final EditableLocalization localizations;
    private final GraphTemplates graph;
    private final SampleFiles samples;
    private final RequestLint lint;

    EditLocalization(EditableLocalization localizations, GraphTemplates graph, SampleFiles samples, RequestLint lint) {
        this.localizations = localizations;
        this.graph = graph;
        this.samples = samples;
        this.lint = lint;
    }

    /** @param language as in the path */
    Uni<Void> edit(WhatsAppAccount account, String name, String language, TemplatePatchRequest request) {
        return localizations
                .find(account, name, language)
                .invoke(found -> check(found, request))
                .chain(found -> edit(account, found, request));
    }

    private void check(Found found, TemplatePatchRequest request) {
        if (found.template().isDeleted()) {
            throw NameConflicts.of(found.template());
        }
        if (request.components() != null) {
            ComponentRequests.check(request.components(), found.localization().category);
        }
        if (request.category() != null) {
            ComponentRequests.checkStored(found.localization().category, request.category());
        }
        lint.check(found.localization(), request);
    }

    private Uni<Void> edit(WhatsAppAccount account, Found found, TemplatePatchRequest request) {
        if (request.userContext() != null) {
            return localizations.label(found, request.userContext());
        }
        return switch (found.localization().status) {
            case SUBMIT_FAILED -> localizations.resubmit(found, request);
            case APPROVED, REJECTED -> {
                var metaId = found.localization().metaId;
                if (metaId == null) {
                    throw Problems.conflict(REVIEWED); // a webhook without an id was faster than the response
                }
                yield editAtMeta(account, found, metaId, request);
            }
            case REQUESTED, SUBMITTED, PENDING -> throw Problems.conflict(REVIEWED);
            case DELETION_PENDING, DELETED ->
                throw Problems.conflict("The localization is deleted or archived at WhatsApp; it cannot be changed.");
        };
    }

    private Uni<Void> editAtMeta(WhatsAppAccount account, Found found, String metaId, TemplatePatchRequest request) {
        return changes(account, request)
                .chain(changes -> graph.edit(account, metaId, changes))
                .onFailure(GraphFailure.class)
                .transform(failure -> GraphProblems.of((GraphFailure) failure))
                .onFailure(SampleUnusable.class)
                .transform(failure -> Problems.violation("components", String.valueOf(failure.getMessage())))
                .chain(() -> localizations.edited(found, request));
    }

    private Uni<ObjectNode> changes(WhatsAppAccount account, TemplatePatchRequest request) {
        var changes = JsonNodeFactory.instance.objectNode();
        if (request.category() != null) {
            return Uni.createFrom()
                    .item(changes.put("category", request.category().name()));
        }
        var components = request.newComponents();
        return samples.handles(account, SampleUrls.of(components))
                .map(handles -> changes.set("components", MetaComponents.of(components, handles)));
    }
}
