package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.command.ExitCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParleyTest {

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of(),
                List.of("send"),
                List.of("listen"),
                List.of("trigger"),
                List.of("tail"),
                List.of("demo"),
                List.of("doctor"),
                List.of("template"),
                List.of("flow"),
                List.of("completion"),
                List.of("keys", "list"),
                List.of("keys", "create"),
                List.of("keys", "revoke"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpHasExamplesAndExitCodes(List<String> command) {
        var words = Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new);

        var help = CliRun.of(words).expect(ExitCode.OK).out();

        assertTrue(help.contains("Usage: parley"), help);
        assertTrue(help.contains("Example"), help);
        assertTrue(help.contains("   5   what was waited for did not happen in time"), help);
    }

    @Test
    void wrongWordsAreReportedInOneSentence() {
        var run = CliRun.of("send", "--unknown").expect(ExitCode.USAGE);

        assertEquals("Unknown option: '--unknown'\nSee parley send --help.\n", run.err());
        assertEquals("", run.out());
        CliRun.of("sent").expect(ExitCode.USAGE);
        CliRun.of().expect(ExitCode.USAGE);
        CliRun.of("keys").expect(ExitCode.USAGE);
        CliRun.of("send", "Hello", "--to", "49", "--timeout", "soon").expect(ExitCode.USAGE);
    }

    @Test
    void wrongWordsAreReportedAsJson() {
        var error =
                CliRun.of("tail", "--json", "--since").expect(ExitCode.USAGE).error();

        assertEquals(ExitCode.USAGE.value(), error.path("exitCode").asInt());
        assertTrue(error.path("error").asText().contains("--since"), error.toString());
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        var bash = CliRun.of("completion", "bash").expect(ExitCode.OK).out();
        assertTrue(bash.contains("complete -F _complete_parley"), "registered");
        assertTrue(bash.contains("--forward-to") && bash.contains("--idempotency-key"), "options");
        assertTrue(CliRun.of("completion", "zsh").out().startsWith("autoload -Uz compinit"), "for zsh");
        CliRun.of("completion", "fish").expect(ExitCode.USAGE);
    }

    @Test
    void withoutAPlatformTheRemedyIsNamed() {
        var run = CliRun.of("send", "--to", "49", "Hello").expect(ExitCode.UNREACHABLE);
        assertTrue(run.err().contains("./dev up") && run.err().contains("--url"), run.err());

        var remote = CliRun.of("send", "--to", "49", "Hello", "--url", "https://api.example.com");
        assertTrue(remote.expect(ExitCode.UNAUTHORIZED).err().contains("PARLEY_API_KEY"), remote.err());

        var keys = CliRun.of("keys", "list", "--url", "https://api.example.com");
        assertTrue(keys.expect(ExitCode.UNAUTHORIZED).err().contains("PARLEY_OPERATOR_KEY"), keys.err());

        var path = CliRun.of("send", "--to", "49", "Hello", "--url", "api.example.com");
        assertTrue(path.expect(ExitCode.USAGE).err().contains("--url must be"), path.err());
    }
}
