package io.parley.runtime.settings;

/** Validates {@link Within} for whole numbers. */
public final class WithinNumbers extends WithinValidator<Long, Number> {

    @Override
    Long limit(String text) {
        return Long.valueOf(text);
    }

    @Override
    Long comparable(Number value) {
        return value.longValue();
    }
}
