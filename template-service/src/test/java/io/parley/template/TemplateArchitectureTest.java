package io.parley.template;

import io.parley.runtime.test.ArchitectureRules;
import io.parley.template.submission.SubmissionWorker;
import org.junit.jupiter.api.Test;

class TemplateArchitectureTest {

    @Test
    void templateServiceFollowsTheRules() {
        ArchitectureRules.of("io.parley.template")
                .subscribingOnlyIn(SubmissionWorker.class)
                .check();
    }
}
