package io.parley.messaging.inbound;

import io.parley.messaging.inbound.ReplayParkedEvents.ReplayedEvents;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.parking.ParkedEvents;
import io.parley.runtime.parking.StoredParkedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Operator API: lists the provider events that could not be processed, and processes them again. */
@Path("/operator/v1/parked-events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ParkedEventsResource {
    private final ParkedEvents parked;
    private final ReplayParkedEvents replay;

    ParkedEventsResource(ParkedEvents parked, ReplayParkedEvents replay) {
        this.parked = parked;
        this.replay = replay;
    }

    @GET
    public Uni<Paged<List<ParkedEventResponse>>> list(@Context UriInfo uri) {
        var page = Page.of(uri);
        return parked.count().chain(total -> parked.list(page.size(), page.offset())
                .map(found -> found.stream().map(ParkedEventResponse::of).toList())
                .map(responses -> new Paged<>(responses, page, total)));
    }

    @POST
    @Path("/replay")
    @ResponseStatus(202)
    public Uni<ReplayedEvents> replay(@Valid ReplayRequest request) {
        return replay.replay(request.ids());
    }

    /** @param ids ids of parked events; all if null */
    record ReplayRequest(
            @Size(min = 1, max = ReplayParkedEvents.MAX) @Nullable
            List<@Size(min = 1, max = 1_000) String> ids) {}

    /**
     * A parked event.
     *
     * @param source topic or channel
     * @param payload the provider's event as it was received
     * @param replayable whether it can be processed again: it came over the bus
     */
    record ParkedEventResponse(
            String id, String source, String reason, String payload, Instant parkedAt, boolean replayable) {

        private static final int MAX_PAYLOAD = 16_384;

        static ParkedEventResponse of(StoredParkedEvent stored) {
            var event = stored.event();
            var payload = event.payload();
            return new ParkedEventResponse(
                    event.id(),
                    event.source(),
                    event.reason(),
                    payload.substring(0, Math.min(payload.length(), MAX_PAYLOAD)),
                    stored.parkedAt(),
                    event.source().equals(ReplayParkedEvents.TOPIC));
        }
    }
}
