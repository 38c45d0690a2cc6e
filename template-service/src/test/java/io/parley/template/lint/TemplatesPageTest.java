package io.parley.template.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Users copy the example of {@code docs/templates.md}, so it has no finding. */
class TemplatesPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleHasNoFinding() throws IOException {
        var page = Files.readString(Path.of("../docs/templates.md"));
        var examples = EXAMPLE.matcher(page).results().toList();

        assertEquals(1, examples.size());
        var template = new YAMLMapper().readTree(examples.getFirst().group(1));
        assertEquals(List.of(), TemplateLint.standard().check(template).findings());
    }
}
