package io.parley.sandbox.smsc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.fault.Faults;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.phone.SandboxPhones;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.web.ProviderIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;

/** The SMSC's server: accepts connections, checks binds, and keeps the bound sessions. */
public final class SandboxSmsc implements AutoCloseable {

    private static final int BIND_MS = 5_000;
    /** How long a rejected client may read the response and close the connection itself. */
    private static final int REFUSED_MS = 2_000;

    private static final int BACKLOG = 50;

    private final SandboxConfig settings;
    private final Faults faults;
    private final Counters counters;
    private final DueQueue clock;
    private final Deliveries deliveries;
    private final Phones phones;
    private final Texts texts;
    private final Submits submits;
    private final ServerSocket server;
    private final Set<Bind> binds = ConcurrentHashMap.newKeySet();

    public SandboxSmsc(
            SandboxConfig settings,
            Faults faults,
            Ledger ledger,
            InboundLedger inbound,
            SandboxPhones sandboxPhones,
            Counters counters,
            ProviderIds ids)
            throws IOException {
        this.settings = settings;
        this.faults = faults;
        this.counters = counters;
        clock = new DueQueue("sandbox-smsc", Runnable::run);
        deliveries = new Deliveries(clock, counters, () -> faults.plan().sms());
        var smsPhones = new SmsPhones(sandboxPhones);
        phones = new Phones(smsPhones, inbound, deliveries, clock, ids);
        texts = new Texts(ledger, counters, smsPhones);
        submits = new Submits(settings, faults, counters, smsPhones, texts, deliveries, clock, ids);
        server = new ServerSocket(settings.smscPort(), BACKLOG, InetAddress.getByName(settings.host()));
        Thread.ofPlatform().daemon().name("sandbox-smsc-accept").start(this::acceptConnections);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void acceptConnections() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> bind(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("smsc: cannot accept a connection: " + e.getMessage());
                }
            }
        }
    }

    private void bind(Socket socket) {
        try {
            var bind = Bind.of(
                    socket, (state, previous, source) -> changed(state, (Bind) source), submits, () -> faults.plan()
                            .sms()
                            .enquireLinks());
            var request = bind.waitForBind(BIND_MS);
            var rejection = rejection(request);
            if (rejection == 0) {
                accept(bind, request);
            } else {
                counters.add("sms", "bindsRefused", 1);
                request.reject(rejection);
                clock.after(REFUSED_MS, () -> Thread.ofVirtual().start(bind::close));
            }
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException e) {
            counters.add("sms", "bindsBroken", 1);
        }
    }

    private int rejection(BindRequest request) {
        if (faults.plan().sms().refuseBinds()) {
            return faults.plan().sms().bindStatus();
        }
        if (!request.getSystemId().equals(settings.smppSystemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        return request.getPassword().equals(settings.smppPassword()) ? 0 : SMPPConstant.STAT_ESME_RINVPASWD;
    }

    private void accept(Bind bind, BindRequest request) throws PDUStringException, IOException {
        binds.add(bind);
        request.accept("sandbox", InterfaceVersion.IF_34);
        counters.add("sms", "binds", 1);
        if (bind.receives()) {
            deliveries.bound(bind);
        }
    }

    private void changed(SessionState state, Bind bind) {
        if (!state.isBound() && binds.remove(bind)) {
            deliveries.unbound(bind);
        }
    }

    /** Sends a message from a phone. Returns its id in the inbound ledger. */
    public String receive(ObjectNode request) {
        return phones.receive(request);
    }

    /** Closes all sessions without unbind. */
    public void dropBinds() {
        binds.forEach(bind -> Thread.ofVirtual().start(bind::close));
    }

    public int bound() {
        return binds.size();
    }

    /** Returns the number of deliver_sm that wait for a session or its window, and of receipts not yet due. */
    public int pending() {
        return deliveries.pending() + submits.due();
    }

    /** Returns the number of texts with missing segments. */
    public int incompleteTexts() {
        return texts.incomplete();
    }

    /** Drops incomplete texts, scheduled receipts and queued deliveries. Sessions stay. */
    public void reset() {
        deliveries.clear();
        submits.clear();
        texts.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        binds.forEach(Bind::close);
        clock.close();
    }
}
