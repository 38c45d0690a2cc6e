package io.parley.template.graph;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Query of Meta's list of templates. Members that are null are not sent. */
public final class TemplateFilter {
    private static final String FIELDS = "id,name,language,status,category,components,rejected_reason,quality_score,"
            + "parameter_format,message_send_ttl_seconds";

    /** Templates on one page of Meta's list. */
    private static final int PAGE = 100;

    @QueryParam("fields")
    public String fields = FIELDS;

    @QueryParam("limit")
    public int limit = PAGE;

    /** Cursor of the page before. */
    @QueryParam("after")
    public @Nullable String after;

    /** Meta's filter also matches names that contain it. */
    @QueryParam("name")
    public @Nullable String name;

    static TemplateFilter after(@Nullable String cursor) {
        var filter = new TemplateFilter();
        filter.after = cursor;
        return filter;
    }

    static TemplateFilter named(String name, @Nullable String cursor) {
        var filter = after(cursor);
        filter.name = name;
        return filter;
    }
}
