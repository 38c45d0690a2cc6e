package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operator API: the templates of an account with their states, as template-service has published them. */
@Path("/operator/v1/accounts/{accountId}/template-states")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorTemplatesResource {
    private final TemplateCache templates;
    private final Directory directory;

    OperatorTemplatesResource(TemplateCache templates, Directory directory) {
        this.templates = templates;
        this.directory = directory;
    }

    @GET
    public Paged<List<TemplateState>> list(@PathParam("accountId") UUID accountId, @Context UriInfo uri) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
        return Paged.cut(templates.ofAccount(accountId), Page.of(uri), page -> page.stream()
                .map(TemplateState::of)
                .toList());
    }

    /**
     * A template in one language.
     *
     * @param templateId its name
     * @param status the contract's LocalizationStatus
     * @param providerStatus Meta's own status, which is more specific; null until Meta has sent one
     * @param quality null until Meta has sent one
     * @param rejectedReason Meta's value; null unless it was rejected
     * @param changedAt when it changed last
     */
    record TemplateState(
            UUID whatsAppAccountId,
            String templateId,
            String language,
            String category,
            String status,
            @Nullable String providerStatus,
            @Nullable String quality,
            @Nullable String rejectedReason,
            Instant changedAt) {

        static TemplateState of(Localization template) {
            return new TemplateState(
                    template.whatsAppAccountId(),
                    template.name(),
                    template.language(),
                    template.category(),
                    template.status(),
                    template.metaStatus(),
                    template.quality(),
                    template.rejectedReason(),
                    template.at());
        }
    }
}
