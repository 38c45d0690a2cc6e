package io.parley.flow.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.command.PlannedFlowChange.Call;
import io.parley.flow.command.PlannedFlowChange.NotPossible;
import io.parley.runtime.command.CommandArguments;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.DifferenceMetrics;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.FailureReport;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code plan} and {@code apply}: compares the files of a folder with an account, and makes the account equal to them. */
final class SynchronizeFlows {
    private static final CommandSyntax PLAN = new CommandSyntax(
            FlowCommand.HELP_COMMAND,
            Set.of("--prune", "--detailed-exitcode", CommandOutput.JSON),
            Set.of("--url", "--account", "--metrics"),
            1);
    private static final CommandSyntax APPLY = new CommandSyntax(
            FlowCommand.HELP_COMMAND, Set.of("--prune", CommandOutput.JSON), Set.of("--url", "--account"), 1);
    private static final DifferenceMetrics METRICS = new DifferenceMetrics("flow");

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final CommandOutput output;

    /** @param environment {@code PARLEY_API_KEY} is the key of the deployment */
    SynchronizeFlows(Map<String, String> environment, Waiting waiting, CommandOutput output) {
        this.environment = environment;
        this.waiting = waiting;
        this.output = output;
    }

    ExitCode plan(List<String> words) {
        var arguments = PLAN.parse(words);
        var files = files(arguments);
        try (var deployment = deployment(arguments)) {
            var account = deployment.account(arguments);
            var plan = plan(files, new FlowOperations(deployment, account), arguments);
            arguments
                    .value("--metrics")
                    .ifPresent(
                            file -> METRICS.write(FlowPlanPrinter.counts(plan), account, Instant.now(), Path.of(file)));
            if (isImpossible(plan)) {
                return ExitCode.FAILED;
            }
            return arguments.has("--detailed-exitcode") && plan.stream().anyMatch(Call.class::isInstance)
                    ? ExitCode.CHANGES
                    : ExitCode.OK;
        }
    }

    ExitCode apply(List<String> words) {
        var arguments = APPLY.parse(words);
        var files = files(arguments);
        try (var deployment = deployment(arguments)) {
            var api = new FlowOperations(deployment, deployment.account(arguments));
            var plan = plan(files, api, arguments);
            return isImpossible(plan) ? ExitCode.FAILED : apply(plan, api);
        }
    }

    /** Reads and checks the files of the folder; a file with an error ends the command before any call. */
    private List<FlowDescription> files(CommandArguments arguments) {
        var folder = arguments.operands().stream()
                .findFirst()
                .orElseThrow(() ->
                        new InvalidArguments("Name the folder of the flows; see " + FlowCommand.HELP_COMMAND + "."));
        var flows = FlowDescription.in(Path.of(folder));
        var checked = output.document().putArray("files");
        var drafts = new ValidateFiles(output, checked, false);
        var published = new ValidateFiles(output, checked, true);
        flows.forEach(flow -> (flow.isPublished() ? published : drafts).check(flow.json()));
        if (drafts.hasErrors() || published.hasErrors()) {
            throw new CommandFailure("Nothing was compared or changed: correct the errors first.");
        }
        return flows;
    }

    private ConversationsApi deployment(CommandArguments arguments) {
        return ConversationsApi.of(arguments, environment, waiting, "flows:read and flows:write");
    }

    private List<PlannedFlowChange> plan(List<FlowDescription> files, FlowOperations api, CommandArguments arguments) {
        var plan = PlanFlows.plan(files, api, arguments.has("--prune"));
        output.document().put("account", api.account());
        new FlowPlanPrinter(output).print(plan);
        return plan;
    }

    private static boolean isImpossible(List<PlannedFlowChange> plan) {
        return plan.stream().anyMatch(NotPossible.class::isInstance);
    }

    /** Makes all changes; a failed one does not prevent the others. Returns the exit code of the first that failed. */
    private ExitCode apply(List<PlannedFlowChange> plan, FlowOperations api) {
        var results = output.document().putArray("results");
        var exitCode = ExitCode.OK;
        for (var change : plan) {
            if (change instanceof Call call) {
                var made = make(call, api, results.addObject().setAll(FlowPlanPrinter.json(call)));
                exitCode = exitCode == ExitCode.OK ? made : exitCode;
            }
        }
        return exitCode;
    }

    private ExitCode make(Call call, FlowOperations api, ObjectNode result) {
        try {
            call.apply(api);
            output.line("done   " + FlowPlanPrinter.line(call));
            result.put("result", "done");
            return ExitCode.OK;
        } catch (CommandFailure failure) {
            output.line("failed " + FlowPlanPrinter.line(call) + ": " + failure.getMessage());
            result.put("result", "failed").setAll(FailureReport.describe(failure));
            return failure.exitCode();
        }
    }
}
