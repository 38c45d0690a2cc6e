package io.parley.flow.command;

import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.CommandRunner;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Flows as files: checks Flow JSON, and applies flows to a WhatsApp account through the Conversations API. */
public final class FlowCommand {
    static final String HELP_COMMAND = "./dev flow help";

    static final String HELP = """
        ./dev flow validate FILE …   checks Flow JSON, one line per error: FILE:LINE:COLUMN CODE PATH MESSAGE
            --publish                reports versions that Meta no longer accepts for publishing
        ./dev flow plan DIR          shows how the account differs from the flows of a folder
        ./dev flow apply DIR         makes the account equal to the files
            --url URL                of a deployment, default http://localhost:8080; PARLEY_API_KEY is its API key
            --account ID             WhatsApp account; may be omitted if the key has only one
            --prune                  delete drafts and deprecate published flows that have no file
            --detailed-exitcode      plan: exit code 6 if there are changes
            --metrics FILE           plan: write the number of differences as Prometheus metrics
        ./dev flow preview FILE      shows a Flow in the browser as a phone does, and its errors; reloads when the file
                                     changes. Prints a URL of this machine, which is valid until Ctrl-C
            --port N                 port of the URL, default: any free one
        --json                       prints one JSON document; an error is one on the error output
        exit codes: 0 success, 1 a file has errors, or a change was refused, 2 wrong arguments,
                    3 the platform cannot be reached, 4 missing or refused key
        """;

    private static final CommandSyntax VALIDATE =
            new CommandSyntax(HELP_COMMAND, Set.of(CommandOutput.JSON, "--publish"), Set.of(), Integer.MAX_VALUE);

    private static final CommandSyntax PREVIEW =
            new CommandSyntax(HELP_COMMAND, Set.of(CommandOutput.JSON), Set.of("--port"), 1);
    private static final int MAX_PORT = 65_535;

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final PrintStream out;
    private final PrintStream err;

    /** For commands that need neither key nor time. */
    FlowCommand(PrintStream out, PrintStream err) {
        this(Map.of(), Waiting.ofSystem(), out, err);
    }

    FlowCommand(Map<String, String> environment, Waiting waiting, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.waiting = waiting;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        CommandRunner.selectLogManager();
        var command = new FlowCommand(System.getenv(), Waiting.ofSystem(), System.out, System.err);
        System.exit(command.run(Arrays.asList(words)).value());
    }

    /** Runs a command as a part of another program, and returns its exit code. */
    public static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new FlowCommand(environment, Waiting.ofSystem(), out, err)
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
            case "validate" -> validate(rest, output);
            case "plan" -> new SynchronizeFlows(environment, waiting, output).plan(rest);
            case "apply" -> new SynchronizeFlows(environment, waiting, output).apply(rest);
            case "preview" -> preview(rest);
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield ExitCode.OK;
            }
            default -> throw new InvalidArguments("Unknown command " + command + "; see " + HELP_COMMAND + ".");
        };
    }

    private static ExitCode validate(List<String> words, CommandOutput output) {
        var arguments = VALIDATE.parse(words);
        var files = arguments.operands().stream().map(Path::of).toList();
        if (files.isEmpty()) {
            throw new InvalidArguments("Name the files to check; see " + HELP_COMMAND + ".");
        }
        files.forEach(FlowCommand::requireFile);
        var validation = new ValidateFiles(output, output.document().putArray("files"), arguments.has("--publish"));
        files.forEach(validation::check);
        output.note(validation.summary());
        return validation.hasErrors() ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidArguments(file + " is not a file.");
        }
    }

    /** Returns when the program is interrupted. So the document, with {@code url}, is printed before. */
    private ExitCode preview(List<String> words) {
        var arguments = PREVIEW.parse(words);
        if (arguments.operands().isEmpty()) {
            throw new InvalidArguments("Name the file to show; see " + HELP_COMMAND + ".");
        }
        var file = Path.of(arguments.operands().getFirst());
        requireFile(file);
        try (var server = PreviewServer.start(
                file, arguments.number("--port", 0, MAX_PORT).orElse(0))) {
            print(server, file, arguments.has(CommandOutput.JSON));
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new InvalidArguments("The preview cannot start: " + e.getMessage() + ". Use another --port.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private void print(PreviewServer server, Path file, boolean asJson) {
        var output = new CommandOutput(out, err, asJson);
        output.line(server.url().toString());
        output.note("Shows " + file + " until Ctrl-C.");
        output.document().put("file", file.toString()).put("url", server.url().toString());
        output.end();
    }
}
