package io.parley.runtime.app;

import io.parley.model.Scope;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.RequiresScope;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Accepts parcels, and has operations that fail in every way. */
@Path("/conversations/v3/parcels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ParcelResource {
    /** Number of requests to {@link #held}. */
    public static final AtomicInteger HELD = new AtomicInteger();

    /** Releases the requests to {@link #held}. */
    public static final AtomicReference<CompletableFuture<Void>> RELEASE = new AtomicReference<>();

    /** Number of calls of {@link #raw}. */
    public static final AtomicInteger RAW = new AtomicInteger();

    private final CurrentCaller caller;

    ParcelResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    public Uni<Parcel> take(Parcel parcel) {
        return Uni.createFrom().item(parcel);
    }

    /** Reads its body itself, and counts its calls. */
    @POST
    @Path("/raw")
    public Map<String, Integer> raw(byte[] body) {
        return Map.of("call", RAW.incrementAndGet());
    }

    @GET
    public Uni<Paged<List<Integer>>> list(@Context UriInfo uri) {
        var all = IntStream.range(0, 250).boxed().toList();
        return Uni.createFrom().item(Paged.cut(all, Page.of(uri), part -> part));
    }

    @GET
    @Path("/{id}")
    public Map<String, UUID> one(UUID id) {
        return Map.of("id", id);
    }

    @DELETE
    @Path("/{id}")
    public void drop(UUID id) {}

    @GET
    @Path("/me")
    public Map<String, UUID> me() {
        return Map.of("account", caller.get().accountId());
    }

    /** Responds later than connections may be idle in the test of slow senders. */
    @GET
    @Path("/slow")
    public Uni<Map<String, String>> slow() {
        return Uni.createFrom()
                .item(Map.of("parcel", "late"))
                .onItem()
                .delayIt()
                .by(Duration.ofSeconds(5));
    }

    /** Responds when the test completes {@link #RELEASE}. */
    @GET
    @Path("/held")
    public Uni<Map<String, String>> held() {
        HELD.incrementAndGet();
        return Uni.createFrom().completionStage(() -> RELEASE.get()).map(released -> Map.of("parcel", "held"));
    }

    @GET
    @Path("/scoped")
    @RequiresScope(Scope.MEDIA_READ)
    public Map<String, String> scoped() {
        return Map.of("scope", "media:read");
    }

    @GET
    @Path("/query")
    public Map<String, Integer> query(@QueryParam("least") @Min(3) int least) {
        return Map.of("least", least);
    }

    @GET
    @Path("/fail/{how}")
    public Uni<Parcel> fail(String how) {
        return Uni.createFrom().failure(() -> failure(how));
    }

    private static Throwable failure(String how) {
        return switch (how) {
            case "conflict" -> Problems.conflict("It is there already.");
            case "later" -> Problems.unavailable(Duration.ofMillis(1_200));
            case "often" -> Problems.tooManyRequests(Duration.ofSeconds(3));
            case "teapot" -> new WebApplicationException("secret insides", 418);
            case "outage" -> new IllegalStateException("wrapped", new ConnectException("db.internal refused"));
            default -> new IllegalStateException("secret insides of io.parley.Something");
        };
    }
}
