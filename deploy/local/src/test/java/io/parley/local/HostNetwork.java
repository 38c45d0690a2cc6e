package io.parley.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Network namespaces as hosts, as deploy/prove/hosts.sh creates them: one for each {@link Host}, connected by a bridge in
 * a further one. All their names begin with the name of the run.
 */
record HostNetwork(String run) {
    private static final int SECONDS = 10;

    /** The hosts with their addresses. */
    enum Host {
        EDGE("10.77.0.2"),
        DATA("10.77.0.10"),
        A("10.77.0.11"),
        B("10.77.0.12"),
        C("10.77.0.13");

        static final String NETWORK = "10.77.0.0/24";

        private final String address;

        Host(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }

        private String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Returns the prefix of a command that runs on the host. The process keeps its id. */
    List<String> on(Host host) {
        return List.of("nsenter", "--net=/run/netns/" + run + "-" + host.label());
    }

    void unplug(Host host) {
        link(host, "down");
    }

    void plug(Host host) {
        link(host, "up");
    }

    private void link(Host host, String state) {
        run(List.of("ip", "-n", run + "-switch", "link", "set", "to-" + host.label(), state));
    }

    /** Drops all packets between a host and a port of another one, in both directions. */
    void cut(Host host, Host other, int port) {
        nft(host, """
                table inet cut {
                  chain out { type filter hook output priority 0; ip daddr %1$s tcp dport %2$d drop; }
                  chain in { type filter hook input priority 0; ip saddr %1$s tcp sport %2$d drop; }
                }""".formatted(other.address(), port));
    }

    void restore(Host host) {
        nft(host, "delete table inet cut");
    }

    private void nft(Host host, String rules) {
        var command = new java.util.ArrayList<>(on(host));
        command.addAll(List.of("nft", rules));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                var output = new String(process.getInputStream().readAllBytes());
                throw new IllegalStateException(command + " failed: " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
