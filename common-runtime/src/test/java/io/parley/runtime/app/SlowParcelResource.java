package io.parley.runtime.app;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;

/** Responds later than the response deadline of its test. */
@Path("/conversations/v3/slow-parcels")
@Produces(MediaType.APPLICATION_JSON)
public class SlowParcelResource {

    @GET
    public Uni<Map<String, String>> get() {
        return Uni.createFrom()
                .item(Map.of("parcel", "late"))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(1_500));
    }
}
