package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component of a screen.
 *
 * @param form the form around it; null if there is none
 * @param branches number of branches around it
 */
record FlowComponent(
        String type,
        Optional<String> name,
        SourceObject object,
        ShapeSchema schema,
        @Nullable SourceObject form,
        int branches) {}
