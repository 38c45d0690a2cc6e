package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan states about a template or one of its localizations. */
sealed interface PlannedChange {

    /** Name of the template. */
    String name();

    /** A change that {@code apply} makes. */
    sealed interface Call extends PlannedChange {
        void apply(TemplatesApi api, String account);
    }

    /** A template of a file that does not exist. */
    record Create(TemplateFile file) implements Call {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public void apply(TemplatesApi api, String account) {
            api.create(account, file.template());
        }
    }

    /** A localization of a file that the template does not have. */
    record AddLocalization(String name, JsonNode localization) implements Call {
        String language() {
            return localization.path("language").asText();
        }

        @Override
        public void apply(TemplatesApi api, String account) {
            api.addLocalization(account, name, localization);
        }
    }

    /**
     * A localization that differs from its file.
     *
     * @param change body of the edit: category, components or label
     * @param differences lines for the reader
     */
    record Edit(String name, String language, JsonNode change, List<String> differences) implements Call {
        @Override
        public void apply(TemplatesApi api, String account) {
            api.edit(account, name, language, change);
        }
    }

    /** A template without a file that is deleted, because {@code --prune} was given. */
    record Delete(String name) implements Call {
        @Override
        public void apply(TemplatesApi api, String account) {
            api.delete(account, name);
        }
    }

    /** A template that equals its file. */
    record Unchanged(String name) implements PlannedChange {}

    /**
     * A difference that is reported and not changed: a template or localization without a file, or one that Meta has
     * changed or refused.
     *
     * @param language null if it concerns the whole template
     */
    record Drift(String name, @Nullable String language, String description) implements PlannedChange {}

    /**
     * A difference that the API cannot change. {@code apply} fails.
     *
     * @param language null if it concerns the whole template
     */
    record Impossible(String name, @Nullable String language, String reason) implements PlannedChange {}
}
