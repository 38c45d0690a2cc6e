package io.parley.template.api;

import io.parley.template.content.ComponentJson;
import io.parley.template.content.LocalizationRequest;
import io.parley.template.content.MetaComponents;
import io.parley.template.content.TemplateComponent;
import io.parley.template.content.TemplateShapes;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateChange;
import io.parley.template.store.TemplateRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of localizations that customers create. */
@Singleton
class NewLocalization {
    private final ComponentJson json;

    NewLocalization(ComponentJson json) {
        this.json = json;
    }

    /** @param warnings of the lint; null for none */
    LocalizationRow row(
            TemplateChange change, TemplateRow template, LocalizationRequest request, @Nullable String warnings) {
        var row = LocalizationRow.of(template, request.language(), LocalizationStatus.REQUESTED, change.now());
        setComponents(row, request.components());
        row.ttlSeconds = request.timeToLive(template.category);
        row.userContext = request.userContext();
        change.created(template, row, ChangeCause.CUSTOMER, warnings);
        return row;
    }

    void setComponents(LocalizationRow row, List<TemplateComponent> components) {
        row.components = json.write(components);
        row.shape = json.text(TemplateShapes.of(MetaComponents.of(components, Map.of()), null));
    }
}
