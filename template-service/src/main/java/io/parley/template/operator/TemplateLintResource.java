package io.parley.template.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.parley.template.lint.LintResult;
import io.parley.template.lint.TemplateLint;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Operator API: reports what would be refused in a template. Stores nothing and calls no provider. */
@Path("/operator/v1/whatsapp-accounts/{id}/templates/lint")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TemplateLintResource {
    private final Directory directory;
    private final TemplateLint lint = TemplateLint.standard();

    TemplateLintResource(Directory directory) {
        this.directory = directory;
    }

    @POST
    public LintResult lint(@PathParam("id") UUID id, JsonNode template) {
        if (directory.whatsAppAccount(id).filter(WhatsAppAccount::active).isEmpty()) {
            throw Problems.notFound();
        }
        return lint.check(template);
    }
}
