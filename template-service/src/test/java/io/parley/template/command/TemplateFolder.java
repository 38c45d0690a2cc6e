package io.parley.template.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Commands about a folder of template files, with the contract's operations over HTTP. */
final class TemplateFolder implements AfterEachCallback {
    static final String VISIT = """
            name: visit
            category: UTILITY
            localizations:
              - language: en
                components:
                  - { type: BODY, text: Your visit is on Monday. }
              - language: id
                components:
                  - { type: BODY, text: Kunjungan Anda hari Senin. }
            """;

    static final String TEMPLATES =
            "/conversations/v3/channels/whatsapp/accounts/" + ConversationsStub.ACCOUNT + "/templates";

    static final String OTHER = "0195f3a0-0000-7000-8000-000000000009";

    private final Supplier<Path> folder;
    final ConversationsStub api = new ConversationsStub();
    final CommandRun command = new CommandRun(Map.of("PARLEY_API_KEY", ConversationsStub.KEY));

    /** @param folder read when a command runs or a file is written */
    TemplateFolder(Supplier<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        api.close();
    }

    CommandRun.Output plan(String... options) {
        return run("plan", options);
    }

    CommandRun.Output apply(String... options) {
        return run("apply", options);
    }

    private CommandRun.Output run(String name, String... options) {
        var words = new ArrayList<>(
                List.of(name, folder.get().toString(), "--url", api.url().toString()));
        words.addAll(List.of(options));
        return command.run(words.toArray(String[]::new));
    }

    void applied(String name, String text) throws IOException {
        write(name, text);
        assertEquals(ExitCode.OK, apply().status());
        api.clear();
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.get().resolve(name), text);
    }

    void writeContractExamples() throws IOException {
        var yaml = new YAMLMapper();
        try (var file = TemplateFolder.class.getResourceAsStream("/contract/conversations-v3.yaml")) {
            var examples = yaml.readTree(file).at("/components/examples");
            for (var name : List.of("TemplateUtility", "TemplateAuthentication", "TemplateCarousel")) {
                var template = examples.path(name).path("value");
                write(template.path("name").asText() + ".yaml", yaml.writeValueAsString(template));
            }
        }
    }
}
