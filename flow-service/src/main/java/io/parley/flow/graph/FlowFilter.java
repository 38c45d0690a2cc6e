package io.parley.flow.graph;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Query of Meta's list of flows. Members that are null are not sent. */
public final class FlowFilter {
    static final String FIELDS =
            "id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,updated_at";

    /** Flows on one page of Meta's list. */
    private static final int PAGE = 100;

    @QueryParam("fields")
    public String fields = FIELDS;

    @QueryParam("limit")
    public int limit = PAGE;

    /** Cursor of the page before. */
    @QueryParam("after")
    public @Nullable String after;

    static FlowFilter after(@Nullable String cursor) {
        var filter = new FlowFilter();
        filter.after = cursor;
        return filter;
    }
}
