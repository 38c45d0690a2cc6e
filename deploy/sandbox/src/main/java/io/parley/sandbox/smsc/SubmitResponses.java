package io.parley.sandbox.smsc;

import io.parley.sandbox.fault.SmsFaults.AnswerIds;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.OptionalParameter;

/** The answers to submits of one session: written at once, later, or never, without a thread that waits. */
final class SubmitResponses extends SynchronizedPDUSender {

    private static final byte[] NOTHING = {};
    private static final int SUBMIT_SM_RESP = 0x80000004;

    private final Set<String> swallowed = ConcurrentHashMap.newKeySet();
    private final Map<String, HeldResponse> held = new ConcurrentHashMap<>();
    private final Map<String, AnswerIds> unnamed = new ConcurrentHashMap<>();

    /** The answer with this message id is never written. */
    void swallow(String id) {
        swallowed.add(id);
    }

    /** The answer with this message id is written without it. */
    void unname(String id, AnswerIds form) {
        unnamed.put(id, form);
    }

    /** The answer with this message id waits for {@link #release}. */
    void hold(String id) {
        held.put(id, new HeldResponse());
    }

    void release(String id) {
        var answer = held.remove(id);
        if (answer != null) {
            answer.release();
        }
    }

    @Override
    public byte[] sendSubmitSmResp(OutputStream out, int number, String id, OptionalParameter... tlvs)
            throws PDUStringException, IOException {
        if (swallowed.remove(id)) {
            return NOTHING;
        }
        var answer = held.get(id);
        if (answer != null && answer.takes(() -> write(out, number, id, tlvs))) {
            return NOTHING;
        }
        return send(out, number, id, tlvs);
    }

    private byte[] send(OutputStream out, int number, String id, OptionalParameter... tlvs)
            throws PDUStringException, IOException {
        var form = Objects.requireNonNullElse(unnamed.remove(id), AnswerIds.given);
        return switch (form) {
            case given -> super.sendSubmitSmResp(out, number, id, tlvs);
            case empty -> super.sendSubmitSmResp(out, number, "", tlvs);
            case none -> sendHeader(out, SUBMIT_SM_RESP, SMPPConstant.STAT_ESME_ROK, number);
        };
    }

    private void write(OutputStream out, int number, String id, OptionalParameter... tlvs) {
        try {
            send(out, number, id, tlvs);
        } catch (IOException | PDUStringException e) {
            swallowed.remove(id); // the session is gone, and with it whoever waited for this
        }
    }

    /** An answer that is not due yet: it and its release may come in either order. */
    private static final class HeldResponse {

        private Runnable writing;
        private boolean released;

        synchronized boolean takes(Runnable answer) {
            writing = answer;
            return !released;
        }

        synchronized void release() {
            released = true;
            if (writing != null) {
                writing.run();
            }
        }
    }
}
