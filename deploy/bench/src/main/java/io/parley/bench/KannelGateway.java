package io.parley.bench;

import io.parley.local.LocalIdentities;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Kannel with one kind of store, and its SMSC. */
final class KannelGateway implements SmsGateway {

    private static final Duration SETTLE_TIME = Duration.ofSeconds(6);

    /** As that of the sandbox in the local run. */
    private static final String SANDBOX_HEAP = "192m";

    /** The SMSC calls no webhooks. */
    private static final String NO_WEBHOOKS = "http://127.0.0.1:9/";

    /** Bit of {@code dlr-mask}: the phone has the message. */
    private static final int DELIVERED = 1;

    private final KannelStore store;
    private final SandboxProgram sandbox;
    private final SmscControl smsc;
    private final Kannel kannel;
    private final AtomicLong recipients = new AtomicLong();
    private volatile String reportUrl;

    private KannelGateway(KannelStore store, SandboxProgram sandbox) {
        this.store = store;
        this.sandbox = sandbox;
        this.smsc = new SmscControl(sandbox.server());
        this.kannel = Kannel.start(store, smsc, sandbox.smscPort());
    }

    static KannelGateway start(Path home, Pace pace, KannelStore store) {
        var sandbox = SandboxProgram.start(home, pace.jvm().flags(SANDBOX_HEAP), NO_WEBHOOKS);
        try {
            return new KannelGateway(store, sandbox);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    @Override
    public String label() {
        return store.label();
    }

    @Override
    public String durability() {
        return store.durability();
    }

    @Override
    public SmscControl smsc() {
        return smsc;
    }

    @Override
    public void begin() {
        smsc.clearLedger();
    }

    @Override
    public void reportTo(String url) {
        reportUrl = url;
    }

    @Override
    public URI server() {
        return kannel.server();
    }

    @Override
    public Request message(String text) {
        var recipient = "49155" + (10_000_000 + recipients.incrementAndGet() % 1_000_000);
        return new Request(path(recipient, text, reportUrl), Map.of(), null);
    }

    static String path(String recipient, String text, String reportUrl) {
        var path = "/cgi-bin/sendsms?username=" + KannelConfig.USER + "&password=" + KannelConfig.PASSWORD + "&from="
                + LocalIdentities.SMS_NUMBER + "&to=" + recipient + "&text=" + encoded(text);
        return reportUrl == null ? path : path + "&dlr-mask=" + DELIVERED + "&dlr-url=" + encoded(reportUrl);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public Processes processes() {
        return kannel.processes();
    }

    @Override
    public List<String> killable() {
        // smsbox is the same whatever the store.
        return Arrays.stream(Kannel.Box.values())
                .filter(box -> box == Kannel.Box.BEARERBOX || store == KannelStore.SPOOL)
                .map(Kannel.Box::program)
                .toList();
    }

    @Override
    public void killAndStart(String process, Runnable whileStopped) {
        kannel.killAndStart(Kannel.Box.valueOf(process.toUpperCase(Locale.ROOT)), whileStopped, smsc);
    }

    @Override
    public Duration settleTime() {
        return SETTLE_TIME;
    }

    @Override
    public void close() {
        kannel.close();
        sandbox.close();
    }
}
