package io.parley.cli;

import io.parley.runtime.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "Prints the completion of commands and options for a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(parley completion bash)",
            "  parley completion zsh > ~/.parley-completion.zsh && source ~/.parley-completion.zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells with completion. */
    enum Shell {
        bash,
        zsh
    }

    /** zsh runs the completion of bash after this. */
    private static final String ZSH = """
            autoload -Uz compinit bashcompinit
            (( $+functions[compdef] )) || compinit
            bashcompinit
            """;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    private final ProcessEnvironment environment;

    CompletionCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var program = program();
        var script = AutoComplete.bash(program.getCommandName(), program);
        environment.out().print(shell == Shell.zsh ? ZSH + script : script);
        environment.out().flush();
        return ExitCode.OK.value();
    }

    private CommandLine program() {
        return spec.parent().commandLine();
    }
}
