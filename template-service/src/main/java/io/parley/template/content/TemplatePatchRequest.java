package io.parley.template.content;

import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A change of one localization: exactly one member. */
public record TemplatePatchRequest(
        @Nullable TemplateCategory category,
        @Size(min = 1, max = 100) @Nullable List<@Valid TemplateComponent> components,
        @Text(min = 0, max = 1_000, blank = true) @Nullable String userContext)
        implements SelfChecked {

    @Override
    public void check(Report report) {
        if (Stream.of(category, components, userContext)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            report.violation("category", "must be given alone: exactly one of category, components and userContext");
        }
    }

    /** The components of a valid request that changes neither the category nor the label. */
    public List<TemplateComponent> newComponents() {
        return Objects.requireNonNull(components, "the request changes the components");
    }
}
