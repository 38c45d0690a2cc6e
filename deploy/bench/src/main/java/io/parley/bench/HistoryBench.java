package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/**
 * (l) What a message costs from the API call to the callback, with many stored messages and with an empty database: CPU
 * time, and what PostgreSQL executes and writes to its log. The empty database is measured last: what the compilers gain
 * meanwhile is on its side.
 */
final class HistoryBench {

    private static final int WINDOW = 512;
    private static final double TARGET = 1.05;

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    HistoryBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    /**
     * Means of a message.
     *
     * @param cpu microseconds by process
     * @param statements by {@link StatementStatistics}
     */
    private record MessageCost(Map<String, Double> cpu, Map<String, Double> statements, WalUsage log) {

        double totalCpu() {
            return cpu.values().stream().mapToDouble(v -> v).sum();
        }
    }

    void run() {
        report.print("(l) cost of a message with " + pace.history() + " messages and with an empty database");
        try (var customer = new Customer(vertx);
                var stack = Stack.start(home, pace.jvm(), EnumSet.allOf(Service.class), true)) {
            stack.configureCallbacks(customer.url(), "MessageStatus::delivered");
            stack.removeProviderDelays();
            stack.sql("create extension if not exists pg_walinspect");
            stack.postgres().countStatements();
            stack.awaitReady();
            StoredMessages.useOnePartition(stack);
            // The compilers' gain must not count as history's cost.
            send(stack, customer, pace.warmUp().multipliedBy(3));
            stack.clear();
            StoredMessages.add(stack, pace.history());
            var full = cost(stack, customer);
            print("WithHistory", pace.history() + " stored", full);
            stack.clear();
            stack.postgres().settle();
            var empty = cost(stack, customer);
            print("Empty", "empty database", empty);
            report.figure(
                    "historyCostRatio",
                    "CPU with history / without     (target %.2f)".formatted(TARGET),
                    full.totalCpu() / empty.totalCpu());
            report.figure(
                    "historyPostgresCostRatio",
                    "the same of PostgreSQL",
                    full.cpu().get(Stack.POSTGRES) / empty.cpu().get(Stack.POSTGRES));
        }
    }

    /** Warms up again before the measurement: connections plan their statements anew after the tables have changed. */
    private MessageCost cost(Stack stack, Customer customer) {
        send(stack, customer, pace.warmUp().dividedBy(2));
        var processes = stack.processes();
        stack.postgres().resetStatements();
        var before = processes.cpuSeconds();
        var position = stack.postgres().logPosition();
        var messages = send(stack, customer, pace.load().multipliedBy(2));
        return new MessageCost(
                Cost.micros(before, processes.cpuSeconds(), messages),
                stack.postgres().statementsPerMessage(messages),
                stack.postgres().logSince(position).perMessage(messages));
    }

    private long send(Stack stack, Customer customer, Duration time) {
        return new RoundTrips(vertx, customer::onCall, WINDOW)
                .run(
                        stack.messaging(),
                        time,
                        () -> stack.message("whatsapp", BenchContents.texts().get()))
                .completed();
    }

    private void print(String name, String label, MessageCost cost) {
        report.breakdown("historyCpuMicros" + name, "CPU µs a message, " + label, cost.cpu());
        report.amounts("historyStatements" + name, "PostgreSQL's statements a message, " + label, cost.statements());
        report.amounts(
                "historyLog" + name,
                "PostgreSQL's log a message, " + label,
                cost.log().amounts());
        report.breakdown(
                "historyPages" + name,
                "whole pages in it, by table and index",
                cost.log().wholePages());
    }
}
