package io.parley.template.command;

import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.CommandRunner;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Templates as code: checks template files, and applies them to a WhatsApp account through the Conversations API. */
public final class TemplateCommand {
    static final String HELP_COMMAND = "./dev template help";

    static final String HELP = """
            ./dev template lint FILE …   checks templates in YAML or JSON files, one line per finding; needs no platform
            ./dev template plan DIR      shows how the account differs from the files of a folder
            ./dev template apply DIR     makes the account equal to the files
                --url URL                of a deployment, default http://localhost:8080; PARLEY_API_KEY is its API key
                --account ID             WhatsApp account; may be omitted if the key has only one
                --prune                  delete templates that have no file
                --detailed-exitcode      plan: exit code 6 if there are changes
                --metrics FILE           plan: write the number of differences as Prometheus metrics
                --wait DURATION          apply: wait for the reviews, for example 30m
            --json                       prints one JSON document; an error is one on the error output
            exit codes: 0 success, 1 a file has errors, or a change or template was refused, 2 wrong arguments,
                        3 the platform cannot be reached, 4 missing or refused key, 5 still under review
            """;

    private static final CommandSyntax LINT =
            new CommandSyntax(HELP_COMMAND, Set.of(CommandOutput.JSON), Set.of(), Integer.MAX_VALUE);

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final PrintStream out;
    private final PrintStream err;

    TemplateCommand(Map<String, String> environment, Waiting waiting, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.waiting = waiting;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        CommandRunner.selectLogManager();
        var command = new TemplateCommand(System.getenv(), Waiting.ofSystem(), System.out, System.err);
        System.exit(command.run(Arrays.asList(words)).value());
    }

    /** Runs a command as a part of another program, and returns its exit code. */
    public static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new TemplateCommand(environment, Waiting.ofSystem(), out, err)
                .run(words)
                .value();
    }

    ExitCode run(List<String> words) {
        return CommandRunner.run(words, out, err, output -> run(words, output));
    }

    private ExitCode run(List<String> words, CommandOutput output) {
        var rest = words.subList(Math.min(1, words.size()), words.size());
        var command = words.isEmpty() ? "help" : words.getFirst();
        return switch (command) {
            case "lint" -> lint(rest, output);
            case "plan" -> new SynchronizeTemplates(environment, waiting, output).plan(rest);
            case "apply" -> new SynchronizeTemplates(environment, waiting, output).apply(rest);
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield ExitCode.OK;
            }
            default -> throw new InvalidArguments("Unknown command " + command + "; see " + HELP_COMMAND + ".");
        };
    }

    private static ExitCode lint(List<String> words, CommandOutput output) {
        var files = LINT.parse(words).operands().stream().map(Path::of).toList();
        if (files.isEmpty()) {
            throw new InvalidArguments("Name the files to check; see " + HELP_COMMAND + ".");
        }
        files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(missing -> {
            throw new InvalidArguments(missing + " is not a file.");
        });
        var lint = new LintFiles(output, output.document());
        lint.check(files);
        output.note(lint.summary());
        return lint.hasErrors() ? ExitCode.FAILED : ExitCode.OK;
    }
}
