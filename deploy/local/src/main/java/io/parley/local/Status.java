package io.parley.local;

/** {@code ./dev status}: which parts answer, and where. */
record Status(StateFolder state) {

    /** @return 0 if everything answers */
    int run() {
        var running = RunningPlatform.read(state).filter(note -> note.process().isPresent());
        if (running.isEmpty()) {
            Launcher.say("Parley does not run from " + state.root() + ".");
            return 1;
        }
        var endpoints = new PlatformUrls(new Ports(running.get().base()));
        var all = say("front", Probe.listens(endpoints.ports().front()));
        for (var service : Service.values()) {
            all &= say(service.module(), Probe.answers200(endpoints.readiness(service)));
        }
        all &= say("sandbox", Probe.answers200(endpoints.sandbox() + "/health"));
        all &= say("kafka", Probe.listens(endpoints.ports().kafka()));
        all &= say("postgres", Probe.listens(endpoints.ports().postgres()));
        new Summary(endpoints, Credentials.of(state, System.getenv()), state)
                .lines()
                .forEach(Launcher::say);
        return all ? 0 : 1;
    }

    private static boolean say(String part, boolean ready) {
        Launcher.say("  %-18s %s".formatted(part, ready ? "ready" : "does not answer"));
        return ready;
    }
}
