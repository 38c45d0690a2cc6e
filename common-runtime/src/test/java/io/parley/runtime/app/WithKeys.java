package io.parley.runtime.app;

import io.parley.runtime.directory.Directory;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** A test of the service without other systems; the directory contains {@link TestKeys}. */
public abstract class WithKeys {

    @Inject
    protected Directory directory;

    @BeforeEach
    void fill() {
        TestKeys.fill(directory);
    }
}
