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
        var uri = urls.of(request.getUriInfo(), request.getHeaders());
        var last = Math.max(1, paged.pages());
        var links = new ArrayList<String>();
        links.add(link(uri, 1, page, "first"));
        if (page.number() > 1) {
            links.add(link(uri, Math.min(page.number() - 1L, last), page, "previous"));
        }
        links.add(link(uri, page.number(), page, "current"));
        if (page.number() < last) {
            links.add(link(uri, page.number() + 1L, page, "next"));
        }
        links.add(link(uri, last, page, "last"));
        return String.join(", ", links);
    }

    private static String link(UriBuilder address, long number, Page page, String relation) {
        address.replaceQueryParam("page", number).replaceQueryParam("size", page.size());
        return "<" + address.build() + ">; rel=\"" + relation + "\"";
    }
}
