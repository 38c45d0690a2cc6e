package io.parley.local;

/** {@code ./dev status}: shows which components are ready, and their URLs. */
record Status(StateFolder state) {

    /** @return 0 if all components are ready */
    int run() {
        var running = RunningPlatform.read(state)
                .filter(platform -> platform.process().isPresent());
        if (running.isEmpty()) {
            Launcher.print("Parley is not running from " + state.root() + ".");
            return 1;
        }
        var endpoints = new PlatformUrls(new Ports(running.get().base()));
        var all = print("front", Probe.listens(endpoints.ports().front()));
        for (var service : Service.values()) {
            all &= print(service.module(), Probe.returns200(endpoints.readiness(service)));
        }
        all &= print("sandbox", Probe.returns200(endpoints.sandbox() + "/health"));
        all &= print("kafka", Probe.listens(endpoints.ports().kafka()));
        all &= print("postgres", Probe.listens(endpoints.ports().postgres()));
        new Summary(endpoints, Credentials.of(state, System.getenv()), state, Launcher.isTerminal())
                .lines()
                .forEach(Launcher::print);
        return all ? 0 : 1;
    }

    private static boolean print(String component, boolean ready) {
        Launcher.print("  %-18s %s".formatted(component, ready ? "ready" : "not ready"));
        return ready;
    }
}
