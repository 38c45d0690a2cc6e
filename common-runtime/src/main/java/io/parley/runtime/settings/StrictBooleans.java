package io.parley.runtime.settings;

import jakarta.annotation.Priority;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a switch that is neither on nor off. The converter that this one replaces reads every other text as false, so
 * that {@code enabled=ture} would silently turn a channel off.
 */
@Priority(ConverterPriority.ABOVE_QUARKUS)
public final class StrictBooleans implements Converter<Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean convert(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false, not \"" + text + "\"");
        };
    }
}
