package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes under load, with providers that lose responses and send statuses early, twice and out of order, and
 * checks that every acknowledged message has exactly one terminal status, that no message was sent twice, that WhatsApp
 * bulks keep their order, and that no callback and no inbound message is lost. The seed of the kills is printed, so
 * that a failing run can be repeated.
 */
@Timeout(360)
@Tag("fault")
class KillsTest {

    private static final int SINGLES = 1_900;
    private static final int BULKS = 20;
    private static final int BULK_SIZE = 5;
    private static final int WHATSAPP_MESSAGES = SINGLES + BULKS * BULK_SIZE;
    private static final int WITHOUT_RESPONSE = 50;
    private static final int MAX_CONCURRENT = 24;
    private static final Set<String> TERMINAL = Set.of("delivered", "seen", "failed");

    private static final String WHATSAPP = """
            'whatsapp':{'latencyMs':{'min':5,'max':60},'error500AfterAccept':0.01,'resetAfterAccept':0.01,
            'timeoutAfterAccept':0.01,'hangMs':2500,'earlyWebhooks':0.5,'duplicateWebhooks':0.2,'outOfOrder':0.1,
            'maxRetryMs':2000}""";
    private static final String NO_RESPONSES = "'viber':{'resetAfterAccept':0.4},'sms':{'slowAnswerMs':{'min':60000}}";

    private Platform platform;
    private CarefulClient client;
    private SandboxControl sandbox;
    private CountingCustomer customer;

    @Test
    void everyAcknowledgedMessageEndsOnceDespiteKills(@TempDir Path state) throws Exception {
        try (var listening = new CountingCustomer();
                var started = Platform.start(options(state), line -> {})) {
            begin(listening, started);

            sendWhileKilling();
            loseResponsesOfOtherChannels();

            assertEquals(
                    WHATSAPP_MESSAGES + 2 * WITHOUT_RESPONSE,
                    client.acknowledged().size());
            awaitThat("all are terminal", () -> unfinished().isEmpty());
            awaitThat("all callbacks arrived", () -> without(client.acknowledged(), ended())
                    .isEmpty());
            awaitThat("all inbound messages arrived", () -> without(written(), customer.texts())
                    .isEmpty());
            requireOneTerminalStatusEach();
            requireWhatsAppSendsOnceAndInOrder();
            requireNoneSentTwice("sms");
            requireNoneSentTwice("viber");
        }
    }

    private static Options options(Path state) {
        return Options.of(Path.of(System.getProperty("parley.home")), state)
                .withPorts(Ports.free())
                .withBrokerProcess()
                .withSetting(Service.MESSAGING, "parley.dispatch.hold", "PT20S")
                .withSetting(Service.MESSAGING, "parley.dispatch.lease", "PT12S")
                .withSetting(Service.MESSAGING, "parley.dispatch.call-timeout", "PT10S");
    }

    private void begin(CountingCustomer listening, Platform started) throws Exception {
        customer = listening;
        platform = started;
        client = new CarefulClient(platform);
        sandbox = new SandboxControl(platform.endpoints().sandbox());
        sandbox.faults("{" + WHATSAPP + "}");
        client.put(
                "/configurations/callbacks",
                Map.of("messageStatusUrl", customer.url("/status"), "inboundMessageUrl", customer.url("/inbound")));
    }

    private void sendWhileKilling() throws Exception {
        var slots = new Semaphore(MAX_CONCURRENT);
        try (var killer = new Killer(platform);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < SINGLES; i++) {
                var number = i;
                slots.acquire();
                threads.submit(() -> withSlot(slots, () -> send(number)));
                Thread.sleep(12);
            }
        }
    }

    private static Void withSlot(Semaphore slots, Callable<Void> task) throws Exception {
        try {
            return task.call();
        } finally {
            slots.release();
        }
    }

    private Void send(int number) throws Exception {
        client.sendText("whatsapp", person("4915", number));
        if (number % (SINGLES / BULKS) == 0) {
            client.sendBulk("whatsapp", person("4916", number), BULK_SIZE);
            phonesWrite(person("4917", number));
        }
        return null;
    }

    /** The short message is sent in segments, in reverse order, each of them twice. */
    private void phonesWrite(String person) throws Exception {
        sandbox.inbound("{'channel':'whatsapp','from':'%1$s','to':'%2$s','text':'WhatsApp of %1$s'}"
                .formatted(person, LocalIdentities.WHATSAPP_NUMBER));
        sandbox.inbound("""
                {'channel':'sms','from':'%1$s','to':'%2$s','text':'%3$s of %1$s','shuffleParts':true,'repeatParts':true}""".formatted(person, LocalIdentities.SMS_NUMBER, "A long short message. ".repeat(20)));
    }

    /** The SMSC drops its sessions with all submits in flight; Viber's responses are lost, its statuses lack our id. */
    private void loseResponsesOfOtherChannels() throws Exception {
        sandbox.faults("{" + WHATSAPP + "," + NO_RESPONSES + "}");
        for (var i = 0; i < WITHOUT_RESPONSE; i++) {
            client.sendText("sms", person("4918", i));
            client.sendText("viber", person("4919", i));
        }
        awaitThat(
                "all are accepted", () -> accepted("sms") >= WITHOUT_RESPONSE && accepted("viber") >= WITHOUT_RESPONSE);
        sandbox.faults("{" + WHATSAPP + "}");
        sandbox.dropBinds();
    }

    private long accepted(String channel) throws Exception {
        return sandbox.count(channel, "accepted");
    }

    private Set<String> unfinished() throws Exception {
        var open = new TreeSet<String>();
        for (var message : client.acknowledged()) {
            if (!TERMINAL.contains(client.status(message))) {
                open.add(message);
            }
            if (open.size() > 20) {
                return open; // checked again later
            }
        }
        return open;
    }

    private void requireOneTerminalStatusEach() throws Exception {
        var database = new Database(platform);
        assertEquals(0, database.count("""
                messaging.message_event failed join messaging.message_event delivered using (message_id)
                where failed.state = 'failed' and delivered.state = 'delivered'"""));
        assertEquals(0, database.count("""
                messaging.message join messaging.message_event on message_id = id
                where channel = 'whatsapp' and state = 'failed'"""));
        assertEquals(0, database.count("messaging.orphan_status where provider = 'whatsapp'"));
    }

    private void requireWhatsAppSendsOnceAndInOrder() throws Exception {
        var ledger = new SandboxLedger(sandbox.url()).accepted("whatsapp");
        var sent = ledger.stream().map(entry -> entry.path("ref").asText()).toList();
        assertEquals(sent.size(), new HashSet<>(sent).size(), "sent twice");
        assertEquals(WHATSAPP_MESSAGES, sent.size());
        assertEquals(Set.of(), without(new HashSet<>(sent), client.acknowledged()), "sent and never acknowledged");
        for (var bulk : client.bulks()) {
            assertEquals(bulk, sent.stream().filter(bulk::contains).toList(), "order of a bulk");
        }
        var lost = sandbox.count("whatsapp", "responsesLost");
        System.out.printf("whatsapp: %d messages, %d responses lost, none twice%n", sent.size(), lost);
        assertTrue(lost > 0, "answers were lost");
    }

    /**
     * Their responses were lost. Receipts repeat the reference of the submit, Viber's statuses contain the person: that
     * settles every message in doubt, so none is sent twice.
     */
    private void requireNoneSentTwice(String channel) throws Exception {
        var twice = sandbox.count(channel, "sameContent");
        var settled = inDoubt(channel, "settled");
        System.out.printf(
                "%s: %d twice, %d settled by statuses, %d sent again%n",
                channel, twice, settled, inDoubt(channel, "resent"));
        assertEquals(0, twice, channel + " twice");
        assertTrue(settled > 0, "nothing was in doubt");
    }

    private long inDoubt(String channel, String event) throws Exception {
        return new Metrics(platform.endpoints().metrics(Service.MESSAGING))
                .value("parley_messages_in_doubt_total", "event=\"" + event + "\"", "channel=\"" + channel + "\"");
    }

    /** Returns the messages whose terminal status was reported. */
    private Set<String> ended() {
        var reported = customer.messagesWith("MessageStatus::delivered");
        reported.addAll(customer.messagesWith("MessageStatus::failed"));
        return reported;
    }

    private Set<String> written() throws Exception {
        var texts = new HashSet<String>();
        sandbox.writtenByPhones().forEach(entry -> texts.add(entry.path("text").asText()));
        assertEquals(2 * BULKS, texts.size());
        return texts;
    }

    private static String person(String prefix, int number) {
        return "%s%08d".formatted(prefix, 20_000_000 + number);
    }

    private static Set<String> without(Set<String> all, Set<String> removed) {
        var remaining = new TreeSet<>(all);
        remaining.removeAll(removed);
        return remaining;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Polls until the condition holds; exceptions count as false, because killed services do not respond. */
    private static void awaitThat(String what, Condition condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!holds(condition)) {
            assertTrue(System.nanoTime() < end, "not within two minutes: " + what);
            Thread.sleep(1_000);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception ignored) {
            return false;
        }
    }
}
