package io.parley.cli;

import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.DurationArgument;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options of commands that call a platform: by default the one that {@code ./dev up} runs, whose addresses and keys are
 * in its state folder; with {@code --url} any other, whose keys are in the environment.
 */
final class PlatformOptions {
    /** An origin: the program adds the paths of the APIs. */
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]+/?");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Scheme, host and port of a platform, such as https://api.example.com."
                    + " Default: the platform that ./dev up runs.")
    private String url;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "State folder of the local platform. Default: .parley of the checkout, or PARLEY_STATE.")
    private Path state;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "API key. Prefer the variable PARLEY_API_KEY: other users of the machine can see arguments.")
    private String apiKey;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    private final ProcessEnvironment environment;
    private LocalPlatform local;

    PlatformOptions(ProcessEnvironment environment) {
        this.environment = environment;
    }

    boolean isRemote() {
        return url != null;
    }

    Waiting waiting() {
        return environment.waiting();
    }

    URI origin() {
        if (url == null) {
            return local().origin();
        }
        if (!ORIGIN.matcher(url).matches()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--url must be the scheme, host and port of the platform, such as https://api.example.com.");
        }
        return URI.create(url);
    }

    /** Connects to the Conversations API with the API key. */
    ConversationsApi api() {
        return ConversationsApi.at(origin(), apiKey(), waiting());
    }

    /** Connects to the operator API; paths begin with {@code /operator/v1}. */
    ConversationsApi operatorApi() {
        return ConversationsApi.at(origin(), operatorKey(), waiting());
    }

    /**
     * Connects to the control API of the sandbox, which needs no key.
     *
     * @param given URL of the option {@code --sandbox}; null for the local one
     */
    ConversationsApi sandbox(URI given) {
        if (given == null && isRemote()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Name the sandbox of the platform with --sandbox URL, since --url is given.");
        }
        return ConversationsApi.at(given == null ? local().sandbox() : given, "sandbox", waiting());
    }

    String apiKey() {
        if (apiKey != null) {
            environment
                    .err()
                    .println("Warning: other users of this machine can see --api-key; use " + ConversationsApi.KEY
                            + ".");
            return apiKey;
        }
        return key(ConversationsApi.KEY, "an API key of the platform");
    }

    private String operatorKey() {
        return key(ProcessEnvironment.OPERATOR_KEY, "the operator key of the platform");
    }

    private String key(String variable, String what) {
        var given = environment.variable(variable);
        if (given != null) {
            return given;
        }
        if (isRemote()) {
            throw new CommandFailure(ExitCode.UNAUTHORIZED, "Set " + variable + " to " + what + ".");
        }
        return variable.equals(ProcessEnvironment.OPERATOR_KEY) ? local().operatorKey() : local().apiKey();
    }

    /** Folder for what a command has to remember until it ends; of the local platform, or of the user. */
    Path folder() {
        return isRemote() ? Path.of(System.getProperty("user.home"), ".parley") : stateFolder();
    }

    private LocalPlatform local() {
        if (local == null) {
            local = LocalPlatform.of(stateFolder())
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNREACHABLE,
                            "No platform runs from " + stateFolder()
                                    + ". Start it with ./dev up, or name another one with --url."));
        }
        return local;
    }

    private Path stateFolder() {
        if (state != null) {
            return state.toAbsolutePath().normalize();
        }
        var given = environment.variable("PARLEY_STATE");
        return given == null ? environment.home().resolve(".parley") : Path.of(given);
    }

    /** The notation of durations in options: {@code 30s}. */
    static final class DurationConverter implements picocli.CommandLine.ITypeConverter<java.time.Duration> {
        @Override
        public java.time.Duration convert(String text) {
            try {
                return DurationArgument.parse(text);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
