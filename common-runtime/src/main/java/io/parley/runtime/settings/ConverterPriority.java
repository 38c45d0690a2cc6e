package io.parley.runtime.settings;

/** Priorities of our converters of settings. */
final class ConverterPriority {

    /** Quarkus' own converters have 200. */
    static final int ABOVE_QUARKUS = 300;

    private ConverterPriority() {}
}
