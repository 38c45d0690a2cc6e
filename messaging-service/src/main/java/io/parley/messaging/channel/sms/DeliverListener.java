package io.parley.messaging.channel.sms;

import io.parley.runtime.logging.OutageLog;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;

/**
 * Accepts PDUs that one SMSC delivers. Responds only after the commit; if that fails or times out, the status asks the
 * SMSC to retry.
 */
record DeliverListener(
        String smsc, SmsConfig.Smsc settings, InboundDeliveries inbound, Duration timeout, OutageLog outage)
        implements MessageReceiverListener {

    DeliverListener(String smsc, SmsConfig.Smsc settings, InboundDeliveries inbound, Duration timeout) {
        this(
                smsc,
                settings,
                inbound,
                timeout,
                new OutageLog(Logger.getLogger(DeliverListener.class), "deliveries not accepted smsc=" + smsc));
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        accept(pdu.getOptionalParameters());
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        accept(pdu.getOptionalParameters());
        try {
            return new DataSmResult(new MessageId(""), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException("an empty id is valid", e);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {
        Log.debugf("alert ignored smsc=%s", smsc);
    }

    /** @param wrapped the PDU as {@link PduReader} passed it on */
    private void accept(OptionalParameter... wrapped) throws ProcessRequestException {
        try {
            inbound.accept(smsc, settings, RawPdu.unwrap(wrapped))
                    .subscribeAsCompletionStage()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            outage.succeeded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("stopping", CommandStatus.RX_T_APPN, e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            outage.failed(e);
            throw new ProcessRequestException("try again", CommandStatus.RX_T_APPN, e);
        }
    }
}
