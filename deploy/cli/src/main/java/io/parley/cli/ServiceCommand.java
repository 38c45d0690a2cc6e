package io.parley.cli;

import io.parley.flow.command.FlowCommand;
import io.parley.runtime.command.ConversationsApi;
import io.parley.template.command.TemplateCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The commands of template-service and flow-service, which read their options themselves. */
abstract class ServiceCommand implements Callable<Integer> {
    /** Commands that call a platform; the others need none. */
    private static final Set<String> OF_PLATFORM = Set.of("plan", "apply");

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Command and arguments; help lists them.")
    private List<String> words = List.of();

    final ProcessEnvironment environment;

    ServiceCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var variables = new HashMap<>(environment.variables());
        var all = new ArrayList<>(words);
        if (!words.isEmpty() && OF_PLATFORM.contains(words.getFirst()) && !words.contains("--url")) {
            addLocalPlatform(all, variables);
        }
        return run(all, variables);
    }

    private void addLocalPlatform(List<String> all, Map<String, String> variables) {
        var connection = new PlatformOptions(environment);
        variables.put(ConversationsApi.KEY, connection.apiKey());
        all.addAll(List.of("--url", connection.origin().toString()));
    }

    abstract int run(List<String> arguments, Map<String, String> variables);

    @Command(
            name = "template",
            header = "Checks WhatsApp templates in files, and applies them to an account.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  parley template help",
                "  parley template lint templates/*.yaml",
                "  parley template plan templates --json",
                "  parley template apply templates --wait 30m"
            })
    static final class OfTemplates extends ServiceCommand {
        OfTemplates(ProcessEnvironment environment) {
            super(environment);
        }

        @Override
        int run(List<String> arguments, Map<String, String> variables) {
            return TemplateCommand.run(arguments, variables, environment.out(), environment.err());
        }
    }

    @Command(
            name = "flow",
            header = "Checks and previews Flow JSON files, and applies flows to an account.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  parley flow help",
                "  parley flow validate --json booking.json",
                "  parley flow preview booking.json"
            })
    static final class OfFlows extends ServiceCommand {
        OfFlows(ProcessEnvironment environment) {
            super(environment);
        }

        @Override
        int run(List<String> arguments, Map<String, String> variables) {
            return FlowCommand.run(arguments, variables, environment.out(), environment.err());
        }
    }
}
