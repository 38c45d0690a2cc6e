package io.parley.template.command;

import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandArguments;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.DurationArgument;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.FailureReport;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code plan} and {@code apply}: compares the files of a folder with an account, and makes the account equal to them. */
final class SynchronizeTemplates {
    private static final CommandSyntax PLAN = new CommandSyntax(
            TemplateCommand.HELP_COMMAND,
            Set.of("--prune", "--detailed-exitcode", CommandOutput.JSON),
            Set.of("--url", "--account", "--metrics"),
            1);
    private static final CommandSyntax APPLY = new CommandSyntax(
            TemplateCommand.HELP_COMMAND,
            Set.of("--prune", CommandOutput.JSON),
            Set.of("--url", "--account", "--wait"),
            1);

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final CommandOutput output;

    /** @param environment {@code PARLEY_API_KEY} is the key of the deployment */
    SynchronizeTemplates(Map<String, String> environment, Waiting waiting, CommandOutput output) {
        this.environment = environment;
        this.waiting = waiting;
        this.output = output;
    }

    ExitCode plan(List<String> words) {
        var arguments = PLAN.parse(words);
        var files = files(arguments);
        try (var deployment = api(arguments)) {
            var api = new TemplatesApi(deployment);
            var account = deployment.account(arguments);
            var plan = plan(files, api, account, arguments);
            arguments
                    .value("--metrics")
                    .ifPresent(file -> PlanMetrics.write(plan, account, Instant.now(), Path.of(file)));
            if (plan.isImpossible()) {
                return ExitCode.FAILED;
            }
            return arguments.has("--detailed-exitcode") && !plan.calls().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
        }
    }

    ExitCode apply(List<String> words) {
        var arguments = APPLY.parse(words);
        Optional<Duration> wait = arguments.value("--wait", DurationArgument::parse);
        var files = files(arguments);
        try (var deployment = api(arguments)) {
            var api = new TemplatesApi(deployment);
            var account = deployment.account(arguments);
            var plan = plan(files, api, account, arguments);
            var applied = plan.isImpossible() ? ExitCode.FAILED : apply(plan, api, account);
            return applied == ExitCode.OK && wait.isPresent()
                    ? new AwaitReviews(api, account, waiting, output).run(files, wait.get())
                    : applied;
        }
    }

    /** Reads and checks the files of the folder; a file with an error ends the command before any call. */
    private List<TemplateFile> files(CommandArguments arguments) {
        var folder = arguments.operands().stream()
                .findFirst()
                .orElseThrow(() -> new InvalidArguments(
                        "Name the folder of the templates; see " + TemplateCommand.HELP_COMMAND + "."));
        var lint = new LintFiles(output, output.document().putObject("lint"));
        lint.check(TemplateFile.in(Path.of(folder)));
        if (lint.hasErrors()) {
            throw new CommandFailure("Nothing was compared or changed: " + lint.summary());
        }
        return lint.valid();
    }

    private ConversationsApi api(CommandArguments arguments) {
        return ConversationsApi.of(arguments, environment, waiting, "templates:read and templates:write");
    }

    private TemplatePlan plan(List<TemplateFile> files, TemplatesApi api, String account, CommandArguments arguments) {
        var plan = PlanTemplates.plan(files, api.templates(account), arguments.has("--prune"));
        output.document().put("account", account);
        new PlanPrinter(output).print(plan);
        return plan;
    }

    /** Makes all changes; a failed one does not prevent the others. Returns the exit code of the first that failed. */
    private ExitCode apply(TemplatePlan plan, TemplatesApi api, String account) {
        var results = output.document().putArray("results");
        var exitCode = ExitCode.OK;
        for (var change : plan.calls()) {
            var result = PlanPrinter.json(change);
            results.add(result);
            try {
                change.apply(api, account);
                output.line("done   " + PlanPrinter.line(change));
                result.put("result", "done");
            } catch (ApiFailure failure) {
                exitCode = exitCode == ExitCode.OK ? failure.exitCode() : exitCode;
                output.line("failed " + PlanPrinter.line(change) + ": " + failure.getMessage());
                result.put("result", "failed").setAll(FailureReport.describe(failure));
            }
        }
        return exitCode;
    }
}
