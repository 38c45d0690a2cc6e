package io.parley.template;

import io.parley.runtime.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class TemplateArchitectureTest {

    @Test
    void templateServiceFollowsTheRules() {
        ArchitectureRules.of("io.parley.template").check();
    }
}
