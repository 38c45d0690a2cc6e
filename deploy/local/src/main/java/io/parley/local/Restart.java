package io.parley.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./dev restart COMPONENT}: makes the running launcher stop a component gracefully and start it again. */
record Restart(StateFolder state, String component) {

    private static final int POLL_MS = 100;

    int run() {
        var name = componentName();
        if (RunningPlatform.read(state).flatMap(RunningPlatform::process).isEmpty()) {
            throw new StartupException("Parley is not running from " + state.root() + ".");
        }
        var requests = new RestartRequests(state);
        requests.request(name);
        Launcher.print("Restarting " + name + " …");
        var failure = await(requests, name);
        if (!failure.isEmpty()) {
            throw new StartupException(name + " could not start: " + failure);
        }
        Launcher.print(name + " is ready again.");
        return 0;
    }

    private String await(RestartRequests requests, String name) {
        while (RunningPlatform.read(state).flatMap(RunningPlatform::process).isPresent()) {
            var result = requests.result(name);
            if (result.isPresent()) {
                return result.get();
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("interrupted");
            }
        }
        return "Parley was stopped in the meantime.";
    }

    /** Accepts a service's module name and its short name. */
    private String componentName() {
        var service = Arrays.stream(Service.values())
                .filter(one -> one.route().equals(component))
                .map(Service::module)
                .findFirst();
        return service.or(() ->
                        names().stream().filter(name -> name.equals(component)).findFirst())
                .orElseThrow(() -> new StartupException(
                        "Unknown component " + component + "; components are " + String.join(", ", names()) + "."));
    }

    static List<String> names() {
        var names = new ArrayList<String>();
        Arrays.stream(Service.values()).map(Service::module).forEach(names::add);
        names.addAll(List.of("sandbox", "kafka", "postgres", "front"));
        return names;
    }
}
