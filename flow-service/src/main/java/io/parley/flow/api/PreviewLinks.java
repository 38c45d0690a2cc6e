package io.parley.flow.api;

import io.parley.flow.preview.FlowPreviews;
import io.parley.flow.preview.FlowPreviews.Link;
import io.parley.runtime.http.ExternalUrls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Links to previews as responses contain them: URLs of the API's public origin. */
@ApplicationScoped
class PreviewLinks {
    private static final DateTimeFormatter META = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");

    private final FlowPreviews previews;
    private final ExternalUrls urls;

    PreviewLinks(FlowPreviews previews, ExternalUrls urls) {
        this.previews = previews;
        this.urls = urls;
    }

    /** Adds the link that a flow has. None is created, since it makes the flow public. */
    Uni<WhatsAppFlowResponse> addTo(WhatsAppFlowResponse flow, UriInfo uri, HttpHeaders headers) {
        return previews.current(flow.id()).map(link -> link.map(found -> flow.with(response(found, uri, headers)))
                .orElse(flow));
    }

    /**
     * Returns the link of a flow that exists.
     *
     * @param replace whether the present one ends
     */
    Uni<FlowPreviewResponse> link(String flowId, boolean replace, UriInfo uri, HttpHeaders headers) {
        return (replace ? previews.replaceLink(flowId) : previews.link(flowId))
                .map(link -> response(link, uri, headers));
    }

    private FlowPreviewResponse response(Link link, UriInfo uri, HttpHeaders headers) {
        var url = urls.of(uri, headers.getRequestHeaders())
                .replacePath(link.path())
                .replaceQuery(null)
                .build();
        return new FlowPreviewResponse(
                url.toString(), META.format(link.expiresAt().atOffset(ZoneOffset.UTC)));
    }
}
