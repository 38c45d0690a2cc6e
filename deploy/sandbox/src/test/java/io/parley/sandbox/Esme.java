package io.parley.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;

/** An SMPP client that records every deliver_sm, and can reject the first ones. */
final class Esme implements MessageReceiverListener, AutoCloseable {

    private final SMPPSession session = new SMPPSession();
    private final List<DeliverSm> delivered = new CopyOnWriteArrayList<>();
    private final List<DataSm> data = new CopyOnWriteArrayList<>();
    private volatile int rejections;
    private volatile long delayMillis;

    Esme(int port, BindType type, String password) throws IOException {
        session.setMessageReceiverListener(this);
        session.setPduProcessorDegree(1);
        session.setTransactionTimer(3_000);
        session.setEnquireLinkTimer(60_000);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        type, "parley", password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null));
    }

    static Esme transceiver(int port) throws IOException {
        return new Esme(port, BindType.BIND_TRX, "secret1");
    }

    SMPPSession session() {
        return session;
    }

    List<DeliverSm> delivered() {
        return delivered;
    }

    List<DataSm> data() {
        return data;
    }

    void reject(int times) {
        rejections = times;
    }

    /** Delays the response to the next deliver_sm. */
    void delayNextResponse(long millis) {
        delayMillis = millis;
    }

    String submit(String to, String text) throws Exception {
        return submit(to, 0, 0, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    String submit(String to, int esmClass, int dataCoding, byte[] octets, OptionalParameter... tlvs) throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "CornerShop",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        octets,
                        tlvs)
                .getMessageId();
    }

    @Override
    public synchronized void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        if (rejections > 0) {
            rejections--;
            throw new ProcessRequestException("not now", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
        delivered.add(pdu);
        var pause = delayMillis;
        delayMillis = 0;
        Stage.pause(pause);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        data.add(pdu);
        try {
            return new DataSmResult(new MessageId("1"), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR);
        }
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }
}
