package io.parley.cli;

import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The program {@code parley}. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = Parley.Version.class,
        header = "Sends, receives, simulates and observes messages on WhatsApp, Viber and SMS.",
        description = "Uses the platform that ./dev up runs on this machine, or with --url any other. Keys of other"
                + " platforms are in the environment: PARLEY_API_KEY, and PARLEY_OPERATOR_KEY for keys and doctor.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley send --to +4915550001111 Hello --wait delivered",
            "  parley listen --forward-to http://localhost:3000/webhooks",
            "  parley trigger inbound.text",
            "  PARLEY_API_KEY=… parley tail --url https://api.example.com --json",
        })
public final class Parley {
    /** Columns of the help, so that examples fit on a line. */
    private static final int WIDTH = 120;

    /** Commands about files, whose words the programs of the services read. */
    private static final List<String> OF_FILES = List.of("template", "flow");

    private Parley() {}

    public static void main(String[] words) {
        System.exit(run(ProcessEnvironment.ofProcess(), Arrays.asList(words)));
    }

    /**
     * Runs a command as in a process of its own.
     *
     * @param variables environment variables
     * @param home the checkout, for the default state folder
     * @return the exit code
     */
    public static int run(
            List<String> words, Map<String, String> variables, Path home, PrintStream out, PrintStream err) {
        return run(
                new ProcessEnvironment(
                        variables, home, InputStream.nullInputStream(), out, err, false, Waiting.ofSystem()),
                words);
    }

    static int run(ProcessEnvironment environment, List<String> words) {
        return program(environment).execute(words.toArray(String[]::new));
    }

    /** Returns the program with all its commands. */
    static CommandLine program(ProcessEnvironment environment) {
        var program = new CommandLine(new Parley());
        commands(environment).forEach(program::addSubcommand);
        var keys = new CommandLine(new KeysCommand());
        keys.addSubcommand(new KeysCommand.ListKeys(environment));
        keys.addSubcommand(new KeysCommand.CreateKey(environment));
        keys.addSubcommand(new KeysCommand.RevokeKey(environment));
        program.addSubcommand(keys);
        var errors = new ErrorPrinter(environment);
        forEach(program, command -> {
            if (command.getCommandSpec().findOption("--help") == null) {
                command.getCommandSpec().addOption(help());
            }
            command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
            command.getCommandSpec().usageMessage().exitCodeList(exitCodes(command.getCommandName()));
        });
        for (var name : OF_FILES) {
            program.getSubcommands()
                    .get(name)
                    .setUnmatchedOptionsArePositionalParams(true)
                    .setStopAtPositional(true);
        }
        return program.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILED.value())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setOut(writer(environment.out()))
                .setErr(writer(environment.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(environment.isTerminal() ? Ansi.ON : Ansi.OFF));
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    private static List<Object> commands(ProcessEnvironment environment) {
        return List.of(
                new SendCommand(environment),
                new ListenCommand(environment),
                new TriggerCommand(environment),
                new TailCommand(environment),
                new DemoCommand(environment),
                new DoctorCommand(environment),
                new ServiceCommand.OfTemplates(environment),
                new ServiceCommand.OfFlows(environment),
                new CompletionCommand(environment));
    }

    private static void forEach(CommandLine command, Consumer<CommandLine> action) {
        action.accept(command);
        command.getSubcommands().values().forEach(subcommand -> forEach(subcommand, action));
    }

    private static Map<String, String> exitCodes(String command) {
        var codes = new LinkedHashMap<String, String>();
        for (var code : ExitCode.values()) {
            if (code != ExitCode.CHANGES || OF_FILES.contains(command)) {
                codes.put(" " + code.value(), code.meaning());
            }
        }
        return codes;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** The version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Parley.class.getPackage().getImplementationVersion();
            return new String[] {"parley " + (version == null ? "development build" : version)};
        }
    }
}
