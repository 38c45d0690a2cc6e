package io.parley.flow.command;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandSyntax;
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
    static final String HELP = """
        ./dev flow validate FILE …   checks Flow JSON, one line per error: FILE:LINE:COLUMN CODE PATH MESSAGE
            --json                   prints one JSON object per file with Meta's validation_errors
            --publish                reports versions that Meta no longer accepts for publishing
                                     exit status: 0 no errors, 1 errors, 2 wrong arguments
        ./dev flow plan DIR          shows how the account differs from the flows of a folder
        ./dev flow apply DIR         makes the account equal to the files
            --url URL                of a deployment, default http://localhost:8080; PARLEY_API_KEY is its API key
            --account ID             WhatsApp account; may be omitted if the key has only one
            --prune                  delete drafts and deprecate published flows that have no file
            --detailed-exitcode      plan: exit status 2 if there are changes
            --metrics FILE           plan: write the number of differences as Prometheus metrics
                                     exit status: 0 no changes or applied, 1 failed
        ./dev flow preview FILE      shows a Flow in the browser as a phone does, and its errors; reloads when the file
                                     changes. Prints a URL of this machine, which is valid until Ctrl-C
            --port N                 port of the URL, default: any free one
        """;

    static final int OK = 0;
    static final int ERRORS = 1;
    static final int USAGE = 2;

    /** {@code plan --detailed-exitcode} found changes. */
    static final int CHANGES = 2;

    private static final CommandSyntax VALIDATE =
            new CommandSyntax("./dev flow help", Set.of("--json", "--publish"), Set.of(), Integer.MAX_VALUE);

    private static final CommandSyntax PREVIEW = new CommandSyntax("./dev flow help", Set.of(), Set.of("--port"), 1);
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
        // The library is on the class path of the service, and complains if another log manager is active.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        var command = new FlowCommand(System.getenv(), Waiting.ofSystem(), System.out, System.err);
        System.exit(command.run(Arrays.asList(words)));
    }

    /** Runs a command as a part of another program, and returns its exit status. */
    public static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
        return new FlowCommand(environment, Waiting.ofSystem(), out, err).run(words);
    }

    /** Returns the exit status. */
    int run(List<String> words) {
        var command = words.isEmpty() ? "help" : words.getFirst();
        try {
            return run(command, words.subList(Math.min(1, words.size()), words.size()));
        } catch (InvalidArguments e) {
            err.println(e.getMessage());
            return command.equals("plan") || command.equals("apply") ? ERRORS : USAGE;
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return ERRORS;
        }
    }

    private int run(String command, List<String> words) {
        return switch (command) {
            case "validate" -> validate(words);
            case "plan" -> new SynchronizeFlows(environment, waiting, out).plan(words);
            case "apply" -> new SynchronizeFlows(environment, waiting, out).apply(words);
            case "preview" -> preview(words);
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield OK;
            }
            default -> throw new InvalidArguments("Unknown command " + command + "; see ./dev flow help.");
        };
    }

    private int validate(List<String> words) {
        var arguments = VALIDATE.parse(words);
        var files = arguments.operands().stream().map(Path::of).toList();
        if (files.isEmpty()) {
            throw new InvalidArguments("Name the files to check; see ./dev flow help.");
        }
        files.forEach(FlowCommand::requireFile);
        var validation = new ValidateFiles(out, arguments.has("--json"), arguments.has("--publish"));
        files.forEach(validation::check);
        err.println(validation.summary());
        return validation.hasErrors() ? ERRORS : OK;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidArguments(file + " is not a file.");
        }
    }

    /** Returns when the program is interrupted. */
    private int preview(List<String> words) {
        var arguments = PREVIEW.parse(words);
        if (arguments.operands().isEmpty()) {
            throw new InvalidArguments("Name the file to show; see ./dev flow help.");
        }
        var file = Path.of(arguments.operands().getFirst());
        requireFile(file);
        try (var server = PreviewServer.start(
                file, arguments.number("--port", 0, MAX_PORT).orElse(0))) {
            out.println(server.url());
            err.println("Shows " + file + " until Ctrl-C.");
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new InvalidArguments("The preview cannot start: " + e.getMessage() + ". Use another --port.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OK;
    }
}
