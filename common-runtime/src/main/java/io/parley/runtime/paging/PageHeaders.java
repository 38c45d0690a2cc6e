package io.parley.runtime.paging;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Sends the body of a {@link Paged} or {@link CursorPaged} and its other members as headers. */
@Provider
@Singleton
public class PageHeaders implements ContainerResponseFilter {
    private static final String TOTAL_PAGES = "x-total-pages";
    private static final String TOTAL_ITEMS = "x-total-items";
    private static final String PAGE_SIZE = "x-page-size";
    private static final String CURRENT_PAGE = "x-current-page";
    private static final String LINK = "Link";

    private final PageLinks links;

    PageHeaders(PageLinks links) {
        this.links = links;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        switch (response.getEntity()) {
            case Paged<?> paged -> send(paged, request, response);
            case CursorPaged<?> paged -> send(paged, request, response);
            case null, default -> {}
        }
    }

    private void send(Paged<?> paged, ContainerRequestContext request, ContainerResponseContext response) {
        var headers = response.getHeaders();
        headers.putSingle(TOTAL_PAGES, paged.pages());
        headers.putSingle(TOTAL_ITEMS, paged.total());
        headers.putSingle(PAGE_SIZE, paged.page().size());
        headers.putSingle(CURRENT_PAGE, paged.page().number());
        headers.putSingle(LINK, links.of(paged, request));
        response.setEntity(paged.body());
    }

    private void send(CursorPaged<?> paged, ContainerRequestContext request, ContainerResponseContext response) {
        var headers = response.getHeaders();
        if (paged.next().isEmpty()) {
            headers.putSingle(TOTAL_PAGES, paged.pages());
            headers.putSingle(TOTAL_ITEMS, paged.items());
        }
        headers.putSingle(PAGE_SIZE, paged.size());
        headers.putSingle(CURRENT_PAGE, paged.number());
        headers.putSingle(LINK, links.of(paged, request));
        response.setEntity(paged.body());
    }
}
