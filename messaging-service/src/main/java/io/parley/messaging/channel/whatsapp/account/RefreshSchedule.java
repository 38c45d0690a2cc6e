package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.work.LeasedSchedule;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** When each account is read from Meta again. */
@Singleton
class RefreshSchedule extends LeasedSchedule {
    RefreshSchedule(Pool pool) {
        super(pool, "whatsapp_refresh");
    }
}
