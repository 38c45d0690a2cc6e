package io.parley.template.command;

import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandArguments;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.DurationArgument;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.io.PrintStream;
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
            "./dev template help",
            Set.of("--prune", "--detailed-exitcode"),
            Set.of("--url", "--account", "--metrics"),
            1);
    private static final CommandSyntax APPLY =
            new CommandSyntax("./dev template help", Set.of("--prune"), Set.of("--url", "--account", "--wait"), 1);

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final PrintStream out;

    /** @param environment {@code PARLEY_API_KEY} is the key of the deployment */
    SynchronizeTemplates(Map<String, String> environment, Waiting waiting, PrintStream out) {
        this.environment = environment;
        this.waiting = waiting;
        this.out = out;
    }

    ExitStatus plan(List<String> words) {
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
                return ExitStatus.FAILED;
            }
            return arguments.has("--detailed-exitcode") && !plan.calls().isEmpty()
                    ? ExitStatus.CHANGES_OR_USAGE
                    : ExitStatus.OK;
        }
    }

    ExitStatus apply(List<String> words) {
        var arguments = APPLY.parse(words);
        Optional<Duration> wait = arguments.value("--wait", DurationArgument::parse);
        var files = files(arguments);
        try (var deployment = api(arguments)) {
            var api = new TemplatesApi(deployment);
            var account = deployment.account(arguments);
            var plan = plan(files, api, account, arguments);
            if (plan.isImpossible() || !applied(plan, api, account)) {
                return ExitStatus.FAILED;
            }
            return wait.map(time -> new AwaitReviews(api, account, waiting, out).run(files, time))
                    .orElse(ExitStatus.OK);
        }
    }

    /** Reads and checks the files of the folder; a file with an error ends the command before any call. */
    private List<TemplateFile> files(CommandArguments arguments) {
        var folder = arguments.operands().stream()
                .findFirst()
                .orElseThrow(() -> new InvalidArguments("Name the folder of the templates; see ./dev template help."));
        var lint = new LintFiles(out);
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
        new PlanPrinter(out).print(plan);
        return plan;
    }

    /** Makes all changes; a failed one does not prevent the others. */
    private boolean applied(TemplatePlan plan, TemplatesApi api, String account) {
        var failed = 0;
        for (var change : plan.calls()) {
            try {
                change.apply(api, account);
                out.println("done   " + PlanPrinter.line(change));
            } catch (ApiFailure failure) {
                failed++;
                out.println("failed " + PlanPrinter.line(change) + ": " + failure.getMessage());
            }
        }
        return failed == 0;
    }
}
