package io.parley.messaging.channel.sms;

import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;

/** Refuses all PDUs but submits, since Parley sends no others. */
interface RefusesOtherPdus extends ServerMessageReceiverListener {

    @Override
    default SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession session)
            throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession session) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession session) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default void onAcceptCancelSm(CancelSm pdu, SMPPServerSession session) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession session)
            throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession session)
            throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession session)
            throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    default DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw unexpected();
    }

    private static ProcessRequestException unexpected() {
        return new ProcessRequestException("not expected here", 3);
    }
}
