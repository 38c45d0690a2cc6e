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

/** The responses to submits of one session: written immediately, later, or never, without a waiting thread. */
final class SubmitResponses extends SynchronizedPDUSender {

    private static final byte[] NOTHING = {};
    private static final int SUBMIT_SM_RESP = 0x80000004;

    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final Map<String, HeldResponse> held = new ConcurrentHashMap<>();
    private final Map<String, AnswerIds> withoutId = new ConcurrentHashMap<>();

    /** Drops the response with this message id. */
    void drop(String id) {
        dropped.add(id);
    }

    /** Writes the response with this message id without it. */
    void omitId(String id, AnswerIds form) {
        withoutId.put(id, form);
    }

    /** Holds the response with this message id until {@link #release}. */
    void hold(String id) {
        held.put(id, new HeldResponse());
    }

    void release(String id) {
        var response = held.remove(id);
        if (response != null) {
            response.release();
        }
    }

    @Override
    public byte[] sendSubmitSmResp(OutputStream out, int number, String id, OptionalParameter... tlvs)
            throws PDUStringException, IOException {
        if (dropped.remove(id)) {
            return NOTHING;
        }
        var response = held.get(id);
        if (response != null && response.holds(() -> write(out, number, id, tlvs))) {
            return NOTHING;
        }
        return send(out, number, id, tlvs);
    }

    private byte[] send(OutputStream out, int number, String id, OptionalParameter... tlvs)
            throws PDUStringException, IOException {
        var form = Objects.requireNonNullElse(withoutId.remove(id), AnswerIds.given);
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
            dropped.remove(id); // the session has ended
        }
    }

    /** A response that is not due yet. It and its release may occur in either order. */
    private static final class HeldResponse {

        private Runnable write;
        private boolean released;

        synchronized boolean holds(Runnable response) {
            write = response;
            return !released;
        }

        synchronized void release() {
            released = true;
            if (write != null) {
                write.run();
            }
        }
    }
}
