package io.parley.template.command;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandSyntax;
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
    static final String HELP = """
            ./dev template lint FILE …   checks templates in YAML or JSON files, one line per finding; needs no platform
                                         exit status: 0 no errors, 1 errors, 2 wrong arguments
            ./dev template plan DIR      shows how the account differs from the files of a folder
            ./dev template apply DIR     makes the account equal to the files
                --url URL                of a deployment, default http://localhost:8080; PARLEY_API_KEY is its API key
                --account ID             WhatsApp account; may be omitted if the key has only one
                --prune                  delete templates that have no file
                --detailed-exitcode      plan: exit status 2 if there are changes
                --metrics FILE           plan: write the number of differences as Prometheus metrics
                --wait DURATION          apply: wait for the reviews, for example 30m
                                         exit status: 0 no changes or applied, 1 failed, 3 rejected, 4 still pending
            """;

    private static final CommandSyntax LINT =
            new CommandSyntax("./dev template help", Set.of(), Set.of(), Integer.MAX_VALUE);

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
        // The library is on the class path of the service, and complains if another log manager is active.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        var command = new TemplateCommand(System.getenv(), Waiting.ofSystem(), System.out, System.err);
        System.exit(command.run(Arrays.asList(words)).value());
    }

    /** Runs a command as a part of another program, and returns its exit status. */
    public static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new TemplateCommand(environment, Waiting.ofSystem(), out, err)
                .run(words)
                .value();
    }

    ExitStatus run(List<String> words) {
        var command = words.isEmpty() ? "help" : words.getFirst();
        try {
            return run(command, words.subList(Math.min(1, words.size()), words.size()));
        } catch (InvalidArguments e) {
            err.println(e.getMessage());
            return command.equals("lint") ? ExitStatus.CHANGES_OR_USAGE : ExitStatus.FAILED;
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private ExitStatus run(String command, List<String> words) {
        return switch (command) {
            case "lint" -> lint(words);
            case "plan" -> new SynchronizeTemplates(environment, waiting, out).plan(words);
            case "apply" -> new SynchronizeTemplates(environment, waiting, out).apply(words);
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield ExitStatus.OK;
            }
            default -> throw new InvalidArguments("Unknown command " + command + "; see ./dev template help.");
        };
    }

    private ExitStatus lint(List<String> words) {
        var files = LINT.parse(words).operands().stream().map(Path::of).toList();
        if (files.isEmpty()) {
            throw new InvalidArguments("Name the files to check; see ./dev template help.");
        }
        files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(missing -> {
            throw new InvalidArguments(missing + " is not a file.");
        });
        var lint = new LintFiles(out);
        lint.check(files);
        err.println(lint.summary());
        return lint.hasErrors() ? ExitStatus.FAILED : ExitStatus.OK;
    }
}
