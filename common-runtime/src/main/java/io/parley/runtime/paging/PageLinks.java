package io.parley.runtime.paging;

import io.parley.runtime.http.ExternalUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;

/** Web links (RFC 8288) to the other pages of a list, under the public URL of the API. */
@ApplicationScoped
class PageLinks {
    private final ExternalUrls urls;

    PageLinks(ExternalUrls urls) {
        this.urls = urls;
    }

    String of(Paged<?> paged, ContainerRequestContext request) {
        var page = paged.page();
        var uri = address(request);
        var last = Math.max(1, paged.pages());
        var links = new ArrayList<String>();
        links.add(link(uri, 1, page.size(), "first"));
        if (page.number() > 1) {
            links.add(link(uri, Math.min(page.number() - 1L, last), page.size(), "previous"));
        }
        links.add(link(uri, page.number(), page.size(), "current"));
        if (page.number() < last) {
            links.add(link(uri, page.number() + 1L, page.size(), "next"));
        }
        links.add(link(uri, last, page.size(), "last"));
        return String.join(", ", links);
    }

    /** Pages before can be reached from the first one only. */
    String of(CursorPaged<?> paged, ContainerRequestContext request) {
        var links = new ArrayList<String>();
        links.add(link(
                address(request).replaceQueryParam(CursorPaged.CURSOR, (Object[]) null), 1, paged.size(), "first"));
        links.add(link(address(request), paged.number(), paged.size(), "current"));
        paged.next()
                .ifPresent(cursor -> links.add(link(
                        address(request).replaceQueryParam(CursorPaged.CURSOR, cursor),
                        paged.number() + 1L,
                        paged.size(),
                        "next")));
        return String.join(", ", links);
    }

    private UriBuilder address(ContainerRequestContext request) {
        return urls.of(request.getUriInfo(), request.getHeaders());
    }

    private static String link(UriBuilder address, long number, int size, String relation) {
        address.replaceQueryParam("page", number).replaceQueryParam("size", size);
        return "<" + address.build() + ">; rel=\"" + relation + "\"";
    }
}
