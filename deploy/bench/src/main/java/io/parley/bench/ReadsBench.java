package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * (g) Reads of what Meta knows about an account, against reads of a configuration: Meta is not called, so they should cost
 * nearly the same. And pages of an account with many templates, one after the other.
 */
final class ReadsBench {
    private static final int CONNECTIONS = 64;
    private static final double TARGET = 0.8;
    private static final String API = "/conversations/v3";
    private static final String NUMBER = API + "/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER;
    private static final String CONFIGURATION =
            API + "/configurations/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER;

    private static final String OF_ACCOUNTS = API + "/channels/whatsapp/accounts/";
    private static final String TEMPLATES = OF_ACCOUNTS + LocalIdentities.WABA_ID + "/templates?size=50&page=";
    private static final String TEMPLATES_OPERATION = OF_ACCOUNTS + "{whatsapp-account-id}/templates";
    private static final int TEMPLATE_COUNT = 10_000;
    private static final double PAGE_TARGET_MILLIS = 5;

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    ReadsBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print(
                "(g) reads of a WhatsApp number against reads of its configuration; pages of 50 of " + TEMPLATE_COUNT
                        + " templates in 5 languages, " + PAGE_TARGET_MILLIS + " ms of the service are the target");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING, Service.TEMPLATE), false)) {
            load(stack, NUMBER, pace.warmUp());
            load(stack, CONFIGURATION, pace.warmUp());
            var before = stack.accountCalls();
            var rounds = Rounds.interleaved(
                    pace.rounds(),
                    () -> load(stack, NUMBER, pace.round()).perSecond(),
                    () -> load(stack, CONFIGURATION, pace.round()).perSecond());
            report.ratio("accountReads", TARGET, "reads of a number", "reads of its configuration", rounds);
            report.figure("accountReadCalls", "calls to Meta meanwhile", stack.accountCalls() - before);
            templatePages(stack);
        }
    }

    private void templatePages(Stack stack) {
        insertTemplates(stack);
        var page = new AtomicInteger();
        Supplier<Request> next = () ->
                new Request(TEMPLATES + (1 + page.getAndIncrement() % (TEMPLATE_COUNT / 50)), stack.headers(), null);
        var load = new HttpLoad(vertx, stack.templates(), 200);
        load.closedLoop(1, pace.warmUp(), next);
        var before = serverTime(stack);
        var pages = load.closedLoop(1, pace.load(), next);
        report.figure(
                "templatePageServerMs",
                "page of templates, mean time of the service in ms",
                serverTime(stack).meanMillisSince(before));
        report.figure("templatePageP50Ms", "seen by the client, p50 in ms", pages.millisAt(50));
        report.figure("templatePageP99Ms", "seen by the client, p99 in ms", pages.millisAt(99));
        report.figure("templatePageBad", "failed", pages.bad());
    }

    private static ServerTime serverTime(Stack stack) {
        return ServerTime.of(stack.metrics(Service.TEMPLATE), TEMPLATES_OPERATION);
    }

    /** Rows as an import writes them, and after the autovacuum that follows it. */
    private static void insertTemplates(Stack stack) {
        stack.sql("""
                insert into template.whatsapp_template
                  (id, account_id, whatsapp_account_id, waba_id, name, category, allow_category_change, created_at)
                select gen_random_uuid(), gen_random_uuid(), '%s', '%s', 'bench_' || lpad(i::text, 5, '0'), 'UTILITY',
                       false, now()
                  from generate_series(1, %d) i""".formatted(LocalIdentities.WHATSAPP_ACCOUNT_ID, LocalIdentities.WABA_ID, TEMPLATE_COUNT));
        stack.sql("""
                insert into template.template_localization
                  (id, template_id, language, meta_language, category, components, shape, status, version, created_at,
                   updated_at)
                select gen_random_uuid(), t.id, l, l, 'UTILITY', '[{"type":"BODY","text":"Hello {{1}}, welcome."}]',
                       '{"parameterFormat":"POSITIONAL"}', 'APPROVED', 1, now(), now()
                  from template.whatsapp_template t, unnest(array['en', 'de', 'fr', 'es', 'it']) l
                 where t.name like 'bench\\_%'""");
        stack.sql("vacuum (analyze) template.whatsapp_template, template.template_localization");
    }

    private LoadResult load(Stack stack, String path, Duration time) {
        var request = new Request(path, stack.headers(), null);
        var result = new HttpLoad(vertx, stack.messaging(), 200).closedLoop(CONNECTIONS, time, () -> request);
        if (result.bad() > 0) {
            throw new IllegalStateException(result.bad() + " reads of " + path + " failed");
        }
        return result;
    }
}
