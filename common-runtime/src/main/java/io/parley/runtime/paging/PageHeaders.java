package io.parley.runtime.paging;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Sends the body of a {@link Paged} and its other members as headers. */
@Provider
@Singleton
public class PageHeaders implements ContainerResponseFilter {
    private final PageLinks links;

    PageHeaders(PageLinks links) {
        this.links = links;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Paged<?> paged) {
            var headers = response.getHeaders();
            headers.putSingle("x-total-pages", paged.pages());
            headers.putSingle("x-total-items", paged.total());
            headers.putSingle("x-page-size", paged.page().size());
            headers.putSingle("x-current-page", paged.page().number());
            headers.putSingle("Link", links.of(paged, request));
            response.setEntity(paged.body());
        }
    }
}
