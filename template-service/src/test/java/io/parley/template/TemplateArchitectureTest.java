package io.parley.template;

import io.parley.runtime.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class TemplateArchitectureTest {

    @Test
    void templateKeepsThem() {
        ArchitectureRules.of("io.parley.template").check();
    }
}
