package io.parley.flow.operator;

import io.parley.flow.reconcile.FlowComparisonSchedule;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * Operator API: compares the flows of a WhatsApp account with Meta's list as soon as an instance is free, unless
 * comparisons fail and so are paused.
 */
@Path("/operator/v1/whatsapp-accounts/{id}/flows/reconcile")
public class FlowComparisonResource {
    private final Directory directory;
    private final FlowComparisonSchedule schedule;

    FlowComparisonResource(Directory directory, FlowComparisonSchedule schedule) {
        this.directory = directory;
        this.schedule = schedule;
    }

    @POST
    @ResponseStatus(202)
    public Uni<Void> reconcile(@PathParam("id") UUID id) {
        if (directory.whatsAppAccount(id).filter(WhatsAppAccount::active).isEmpty()) {
            throw Problems.notFound();
        }
        return schedule.makeDue(id);
    }
}
