package io.parley.flow.preview;

import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Links to previews. A flow has one at a time: it is the same until it ends after {@link #LIFETIME}, as the contract states, or is
 * replaced. Who has the link sees the flow without a key, so its token has 256 random bits.
 */
@ApplicationScoped
public class FlowPreviews {
    static final Duration LIFETIME = Duration.ofDays(30);

    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final StoredPreviews previews;
    private final StoredFlows flows;
    private final FlowFiles files;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    FlowPreviews(StoredPreviews previews, StoredFlows flows, FlowFiles files, InstantSource time) {
        this.previews = previews;
        this.flows = flows;
        this.files = files;
        this.time = time;
    }

    /**
     * A link.
     *
     * @param path on the public URL of the API
     */
    public record Link(String path, Instant expiresAt) {
        private static Link of(FlowPreviewRow row) {
            return new Link(PreviewPage.PATH + row.token, row.expiresAt);
        }
    }

    /** Returns the link of a flow; empty if there is none, or if it has ended. */
    public Uni<Optional<Link>> current(String flowId) {
        return previews.read(flowId).map(row -> Optional.ofNullable(row)
                .filter(found -> found.isActive(time.instant()))
                .map(Link::of));
    }

    /** Returns the link of a flow that exists; creates one if there is none, or if it has ended. */
    public Uni<Link> link(String flowId) {
        return current(flowId)
                .chain(link -> link.isPresent()
                        ? Uni.createFrom().item(link.get())
                        : previews.upsert(flowId, () -> added(flowId), this::renewIfEnded)
                                .map(Link::of));
    }

    /** Ends the link of a flow at once, and returns a new one. */
    public Uni<Link> replaceLink(String flowId) {
        return previews.upsert(flowId, () -> added(flowId), this::renew).map(Link::of);
    }

    private static FlowPreviewRow added(String flowId) {
        var row = new FlowPreviewRow();
        row.flowId = flowId;
        return row;
    }

    private void renewIfEnded(FlowPreviewRow row) {
        if (!row.isActive(time.instant())) {
            renew(row);
        }
    }

    private void renew(FlowPreviewRow row) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        row.token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        row.expiresAt = time.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFETIME);
    }

    /** The flow that a token shows; empty if the link has ended or never existed, and if the flow is deleted. */
    Uni<Optional<FlowRow>> flow(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return previews.withToken(token)
                .chain(row -> row == null || !row.isActive(time.instant())
                        ? Uni.createFrom().nullItem()
                        : flows.read(row.flowId))
                .map(flow -> Optional.ofNullable(flow).filter(found -> !found.isDeleted()));
    }

    /** What the page of a token shows; empty as for {@link #flow(String)}. */
    Uni<Optional<PreviewContent>> content(String token) {
        return flow(token)
                .chain(flow -> flow.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : files.read(flow.get().flowId).map(file -> Optional.of(content(flow.get(), file))));
    }

    private static PreviewContent content(FlowRow flow, Optional<byte[]> file) {
        var json = file.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(null);
        return new PreviewContent(flow.name, json, null);
    }
}
