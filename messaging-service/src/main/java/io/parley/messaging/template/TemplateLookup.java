package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact.Localization;
import java.util.List;

/** Result of looking up a template in one language. */
public sealed interface TemplateLookup {

    /** It is not known whether the template exists. */
    record Unknown() implements TemplateLookup {}

    /**
     * The template does not exist in the language.
     *
     * @param languages in which the template exists, sorted; empty if in none
     */
    record NotFound(List<String> languages) implements TemplateLookup {
        public NotFound {
            languages = List.copyOf(languages);
        }
    }

    /** The template exists. */
    record Found(Localization template) implements TemplateLookup {}
}
