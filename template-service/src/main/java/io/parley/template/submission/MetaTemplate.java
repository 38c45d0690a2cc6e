package io.parley.template.submission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.template.content.MetaComponents;
import io.parley.template.content.TemplateComponent;
import io.parley.template.store.StoredLocalizations.Found;
import java.util.List;
import java.util.Map;

/** The body of a submission in Meta's format. */
final class MetaTemplate {
    private MetaTemplate() {}

    /** @param handles of the sample files, by their URLs */
    static ObjectNode of(Found found, List<TemplateComponent> components, Map<String, String> handles) {
        var localization = found.localization();
        var meta = JsonNodeFactory.instance
                .objectNode()
                .put("name", found.template().name)
                .put("language", localization.metaLanguage)
                .put("category", localization.category.name());
        if (found.template().allowsCategoryChange) {
            meta.put("allow_category_change", true);
        }
        if (localization.ttlSeconds != null) {
            meta.put("message_send_ttl_seconds", localization.ttlSeconds);
        }
        meta.set("components", MetaComponents.of(components, handles));
        return meta;
    }
}
