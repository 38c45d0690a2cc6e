package io.parley.messaging.channel.whatsapp.content;

import io.parley.runtime.validation.SelfChecked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section of a list, with an optional title. */
interface HasTitle {

    /** Null if it has none; valid only for a single section. */
    @Nullable
    String title();

    /** Requires a title for every section if there is more than one. */
    static void checkTitles(@Nullable List<? extends HasTitle> sections, SelfChecked.Report report) {
        if (sections != null
                && sections.size() > 1
                && sections.stream().anyMatch(section -> section != null && section.title() == null)) {
            report.violation("sections", "must each have a title, because there is more than one");
        }
    }
}
