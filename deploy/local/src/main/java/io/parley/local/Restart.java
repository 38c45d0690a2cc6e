package io.parley.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./dev restart PART}: has the running launcher stop one part in order and start it again. */
record Restart(StateFolder state, String part) {

    private static final int POLL_MS = 100;

    int run() {
        var name = partName();
        if (RunningPlatform.read(state).flatMap(RunningPlatform::process).isEmpty()) {
            throw new StartupException("Parley does not run from " + state.root() + ".");
        }
        var requests = new RestartRequests(state);
        requests.request(name);
        Launcher.print("Restarting " + name + " …");
        var failure = await(requests, name);
        if (!failure.isEmpty()) {
            throw new StartupException(name + " did not start: " + failure);
        }
        Launcher.print(name + " is ready again.");
        return 0;
    }

    private String await(RestartRequests requests, String name) {
        while (RunningPlatform.read(state).flatMap(RunningPlatform::process).isPresent()) {
            var outcome = requests.outcome(name);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("interrupted");
            }
        }
        return "Parley was stopped meanwhile.";
    }

    /** A service goes by its module's name or its short one. */
    private String partName() {
        var service = Arrays.stream(Service.values())
                .filter(one -> one.route().equals(part))
                .map(Service::module)
                .findFirst();
        return service.or(
                        () -> names().stream().filter(name -> name.equals(part)).findFirst())
                .orElseThrow(() -> new StartupException(
                        "There is no part " + part + "; there are " + String.join(", ", names()) + "."));
    }

    static List<String> names() {
        var names = new ArrayList<String>();
        Arrays.stream(Service.values()).map(Service::module).forEach(names::add);
        names.addAll(List.of("sandbox", "kafka", "postgres", "front"));
        return names;
    }
}
