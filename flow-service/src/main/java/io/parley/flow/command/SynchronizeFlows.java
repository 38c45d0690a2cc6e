package io.parley.flow.command;

import io.parley.flow.command.PlannedFlowChange.Call;
import io.parley.flow.command.PlannedFlowChange.NotPossible;
import io.parley.runtime.command.CommandArguments;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.DifferenceMetrics;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.command.Waiting;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code plan} and {@code apply}: compares the files of a folder with an account, and makes the account equal to them. */
final class SynchronizeFlows {
    private static final String HELP = "./dev flow help";
    private static final CommandSyntax PLAN = new CommandSyntax(
            HELP, Set.of("--prune", "--detailed-exitcode"), Set.of("--url", "--account", "--metrics"), 1);
    private static final CommandSyntax APPLY =
            new CommandSyntax(HELP, Set.of("--prune"), Set.of("--url", "--account"), 1);
    private static final DifferenceMetrics METRICS = new DifferenceMetrics("flow");

    private final Map<String, String> environment;
    private final Waiting waiting;
    private final PrintStream out;

    /** @param environment {@code PARLEY_API_KEY} is the key of the deployment */
    SynchronizeFlows(Map<String, String> environment, Waiting waiting, PrintStream out) {
        this.environment = environment;
        this.waiting = waiting;
        this.out = out;
    }

    /** Returns the exit status. */
    int plan(List<String> words) {
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
                return FlowCommand.ERRORS;
            }
            return arguments.has("--detailed-exitcode") && plan.stream().anyMatch(Call.class::isInstance)
                    ? FlowCommand.CHANGES
                    : FlowCommand.OK;
        }
    }

    /** Returns the exit status. */
    int apply(List<String> words) {
        var arguments = APPLY.parse(words);
        var files = files(arguments);
        try (var deployment = deployment(arguments)) {
            var api = new FlowOperations(deployment, deployment.account(arguments));
            var plan = plan(files, api, arguments);
            return isImpossible(plan) || !applied(plan, api) ? FlowCommand.ERRORS : FlowCommand.OK;
        }
    }

    /** Reads and checks the files of the folder; a file with an error ends the command before any call. */
    private List<FlowDescription> files(CommandArguments arguments) {
        var folder = arguments.operands().stream()
                .findFirst()
                .orElseThrow(() -> new InvalidArguments("Name the folder of the flows; see " + HELP + "."));
        var flows = FlowDescription.in(Path.of(folder));
        var drafts = new ValidateFiles(out, false, false);
        var published = new ValidateFiles(out, false, true);
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
        new FlowPlanPrinter(out).print(plan);
        return plan;
    }

    private static boolean isImpossible(List<PlannedFlowChange> plan) {
        return plan.stream().anyMatch(NotPossible.class::isInstance);
    }

    /** Makes all changes; a failed one does not prevent the others. */
    private boolean applied(List<PlannedFlowChange> plan, FlowOperations api) {
        var failed = 0;
        for (var change : plan) {
            if (change instanceof Call call && !isMade(call, api)) {
                failed++;
            }
        }
        return failed == 0;
    }

    private boolean isMade(Call call, FlowOperations api) {
        try {
            call.apply(api);
            out.println("done   " + FlowPlanPrinter.line(call));
            return true;
        } catch (CommandFailure failure) {
            out.println("failed " + FlowPlanPrinter.line(call) + ": " + failure.getMessage());
            return false;
        }
    }
}
