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
 * Takes what one SMSC delivers. It is answered only after our commit; where that fails or takes too long, the SMSC is told
 * to try again.
 */
record DeliverListener(
        String smsc, SmsConfig.Smsc settings, InboundDeliveries inbound, Duration timeout, OutageLog outage)
        implements MessageReceiverListener {

    DeliverListener(String smsc, SmsConfig.Smsc settings, InboundDeliveries inbound, Duration patience) {
        this(
                smsc,
                settings,
                inbound,
                patience,
                new OutageLog(Logger.getLogger(DeliverListener.class), "deliveries not taken smsc=" + smsc));
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        take(pdu.getOptionalParameters());
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        take(pdu.getOptionalParameters());
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
    private void take(OptionalParameter... wrapped) throws ProcessRequestException {
        try {
            inbound.take(smsc, settings, RawPdu.unwrap(wrapped))
                    .subscribeAsCompletionStage()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            outage.worked();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("stopping", CommandStatus.RX_T_APPN, e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            outage.failed(e);
            throw new ProcessRequestException("try again", CommandStatus.RX_T_APPN, e);
        }
    }
}
