package io.parley.template.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Components outside of an application. */
public final class TestComponents {
    private TestComponents() {}

    public static ComponentJson json(ObjectMapper mapper) {
        return new ComponentJson(mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL));
    }
}
